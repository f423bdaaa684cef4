"""Dates in a folded text: day, month and year in the orders and scripts in which pages print them."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.wording.instants.calendars import day_of, day_of_jalali
from copydesk.wording.instants.tables import either, eras, months
from copydesk.wording.signs import MONTH, TRIPLE

_WORD = r"[^\W\d_][^\s\d,;:|/()\[\]·•\-]{0,19}"
_NAME = rf"{_WORD}(?:\s(?:الثانی|الأول|الاول|fómhair))?"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|ste|º|°|ª|η|-?го|-?е)(?![^\W\d_]))?"
_MINUTES = r"(?=\d\d?\s?min)"
"""A reading time that is glued to the year: "3 May 20245 min read"."""
_YEAR = rf"(?P<year>(?:19|20)\d\d{_MINUTES}|\d{{4}}(?!\d|[:.h]\d)|'?\d{{2}}(?!\d|[:.h]\d))"

# The figures that open a date are matched, all else is looked at: a wrong start must not swallow the right one.
# What may not stand before them is asked behind the first: a pattern that begins with a figure is tried at those only.
DAY_FIRST = pattern(
    rf"""(?P<day>\d(?<!\d\d)(?<!\d[-./]\d)\d?)(?=(?P<rest>{_ORDINAL}[\s.,/\-]{{0,3}}
    (?:(?:de|of|del|di|da|do|al)\s|d'|ב)?(?P<month>{_NAME})(?:\s?/\s?{_WORD})?[\s.,/\-]{{0,4}}
    (?:(?:de|del|of|năm|anul|พ\.ศ\.|ค\.ศ\.)\s?)?{_YEAR}))""",
    re.VERBOSE,
)
_DAY_YEAR = pattern(
    r"""(?P<day>\d(?<![\d.:]\d)\d?)
    (?=(?P<rest>(?:(?:(?:st|nd|rd|th)(?![^\W\d_]))?[\s,.\-]{1,4}(?:(?:de|of)\s)?
    |(?<=\d\d)(?=(?:19|20)\d\d(?!\d))) # glued where a sheet of styles parts them: "Apr 042013"
    (?P<year>(?:19|20)\d\d(?=\d\d?\s?min)|\d{4}(?!\d)|'\d{2}(?!\d))))""",
    re.VERBOSE,
)
_NAME_BEFORE = pattern(rf"(?<!\w)(?P<month>{_NAME})[\s.\-]{{0,3}}\Z")
_YEAR_FIRST = pattern(
    rf"""(?P<year>\d\d{{3}})(?<!\d\d{{4}})
    (?=(?P<rest>(?:e?ko)?[\s.,\-]{{0,3}}(?:m\.?\s)?(?P<month>{_NAME})[\s.,\-]{{1,3}}(?P<day>\d{{1,2}})(?![\d:])))""",
    re.VERBOSE,
)
_YEAR_DAY = pattern(
    rf"""(?P<year>\d(?<!\d\d)\d{{3}})
    (?=(?P<rest>\.?\s?(?:gada|жылғы|жылы|жылдын|оны)\s(?P<day>\d{{1,2}})[.\-]?\s?(?P<month>{_NAME})))""",
    re.VERBOSE,
)
_ISO = pattern(
    r"(?P<year>\d(?<!\d\d)(?<!\d[./-]\d)\d{3})(?P<dash>\s?[./-]\s?)(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})(?!\d|[/-]\d)"
)
_FIGURES = pattern(
    r"(?P<first>\d(?<!\d\d)(?<!\d[./,:-]\d)\d?)(?P<dash>\s?[./-]\s?)(?P<second>\d{1,2})"
    r"(?:(?P=dash)|\.\s(?=\d{4}))(?P<year>\d{4}|\d{2})(?!\d|[./-]\d)"
)
_VIETNAMESE = pattern(r"(?P<day>\d(?<!\d\d)\d?)\s+tháng\s+(?P<month>\d{1,2})[\s,]{1,3}(?:năm\s+)?(?P<year>\d{4})(?!\d)")

_TRIPLE = pattern(r"\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d")
_WORDS = pattern(r"[^\W\d_][^\s\d,;:|/()\[\]·•'\-]*")

_MONTH_FIRST_ZONE = pattern(r"\b(?:ET|EST|EDT|CT|CDT|PT|PST|PDT|MT|MDT)\b")
_DAY_FIRST_ZONE = pattern(r"\b(?:BST|GMT|IST|CES?T|MES?Z|EES?T|AES?T|MSK|WIB|SAST)\b")
_MONTH_FIRST_REGIONS = frozenset({"US", "PH", "PR", "GU"})
_YEAR_FIRST_LANGUAGES = frozenset({"ja", "zh", "ko"})
_THAI = pattern(r"[\u0e01-\u0e4e]")


Order: TypeAlias = Literal["day", "month"]


class Hints(Struct, frozen=True):
    """What is known about the text beside its words."""

    language: str | None
    region: str | None
    today: date | None
    order: Order | None = None
    """Which of the figures of `03/05/2024` is said to come first."""


class DateHit(Struct, frozen=True):
    """A date found in the folded text at `[start, end)`."""

    day: date
    start: int
    end: int
    rule: str
    confidence: float


class Line(Struct, frozen=True):
    """A text to search, the same folded, and what is known beside it."""

    text: str
    folded: str
    hints: Hints


_Form: TypeAlias = Callable[[Line], Iterator[DateHit | None]]


@lru_cache(maxsize=64)
def hints_of(language: str | None, today: date | None, order: Order | None = None) -> Hints:
    """The hints that a language tag such as `en-GB` gives, with the others."""
    parts = language.replace("_", "-").split("-") if language else [""]
    region = next((part.upper() for part in parts[1:] if len(part) == 2), None)
    return Hints(parts[0].lower() or None, region, today, order)


def find_dates(text: str, folded: str, hints: Hints, limit: int, signs: int = TRIPLE | MONTH) -> list[DateHit]:
    """The first `limit` dates of the text, in order, none overlapping another; `signs` say what forms it may hold."""
    line = Line(text, folded, hints)
    hits: list[DateHit] = []
    for form in _forms(folded, signs):
        hits.extend(islice(filter(None, form(line)), limit))
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[DateHit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept[:limit]


def _with_day_first(line: Line) -> Iterator[DateHit | None]:
    for match in DAY_FIRST.finditer(line.folded):
        yield _named(match, match, line.hints, "instant/day-first")


def _with_month_first(line: Line) -> Iterator[DateHit | None]:
    for match in _DAY_YEAR.finditer(line.folded):
        name = _NAME_BEFORE.search(line.folded, max(0, match.start() - 24), match.start())
        if name:
            yield _named(match, name, line.hints, "instant/month-first", name.start())


def _with_year_first(line: Line) -> Iterator[DateHit | None]:
    for match in _YEAR_FIRST.finditer(line.folded):
        yield _named(match, match, line.hints, "instant/year-first")


def _with_year_then_day(line: Line) -> Iterator[DateHit | None]:
    if "gada" not in line.folded and line.folded.isascii():
        return
    for match in _YEAR_DAY.finditer(line.folded):
        yield _named(match, match, line.hints, "instant/year-first")


def _named(
    figures: re.Match[str], name: re.Match[str], hints: Hints, rule: str, start: int | None = None
) -> DateHit | None:
    month = read_month(name["month"], hints)
    if month is None:
        return None
    number, language, is_jalali, sure = month
    year = full_year(figures["year"], language)
    day = (day_of_jalali if is_jalali else day_of)(year, number, int(figures["day"]))
    if day is None:
        return None
    confidence = (0.95 if sure else 0.5) - (0.3 if len(figures["year"]) < 4 else 0.0)
    return DateHit(day, figures.start() if start is None else start, figures.end("rest"), rule, confidence)


def read_month(name: str, hints: Hints) -> tuple[int, str, bool, bool] | None:
    """Number, language, whether Iranian, and whether that is sure, of the month that the name means."""
    readings = months().get(name.rstrip(".'")) or months().get(name.partition("'")[0].replace("\u200c", ""))
    if not readings:
        return None
    fitting = [reading for reading in readings if reading[1].partition("-")[0] == hints.language] or readings
    return (*fitting[0], len({reading[0] for reading in fitting}) == 1)


def full_year(printed: str, language: str | None = None) -> int:
    """The common year of a printed one: two figures filled up, Buddhist years turned."""
    year = int(printed.lstrip("'"))
    if language in ("th", "lo") and (year < 100 or year > 2400):
        return year - 543 if year > 100 else year + 1957
    if year < 100:
        return year + (2000 if year < 70 else 1900)
    return year


def _in_figures_year_first(line: Line) -> Iterator[DateHit | None]:
    for match in _ISO.finditer(line.folded):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        found = day_of(year, month, day) or (day_of_jalali(year, month, day) if year < 1500 else None)
        yield DateHit(found, match.start(), match.end(), "instant/figures-year-first", 0.95) if found else None


def _in_figures(line: Line) -> Iterator[DateHit | None]:
    found = list(islice(_FIGURES.finditer(line.folded), 200))
    others = {_certain_order(match) for match in found}
    for match in found:
        yield _figures_hit(match, line.text, line.hints, others)


def _certain_order(match: re.Match[str]) -> Order | None:
    first, second = int(match["first"]), int(match["second"])
    if first > 12 >= second:
        return "day"
    return "month" if second > 12 >= first else None


def order_of(texts: Iterable[str]) -> Order | None:
    """Which figure of a date comes first in these texts, where dates past the twelfth tell and none contradicts."""
    matches = (match for text in texts if _TRIPLE.search(text) for match in islice(_FIGURES.finditer(text), 20))
    orders = {order for match in matches if "." not in match["dash"] and (order := _certain_order(match))}
    return orders.pop() if len(orders) == 1 else None


def order_beside(texts: Iterable[str], known: Iterable[date]) -> Order | None:
    """Which figure comes first where only one reading of a date in these texts is a day that is known."""
    days = frozenset(known)
    for text in texts if days else ():
        for match in islice(_FIGURES.finditer(text), 20) if _TRIPLE.search(text) else ():
            first, second, year = int(match["first"]), int(match["second"]), full_year(match["year"])
            fits = (day_of(year, second, first) in days, day_of(year, first, second) in days)
            if fits[0] != fits[1]:
                return "day" if fits[0] else "month"
    return None


def _figures_hit(match: re.Match[str], text: str, hints: Hints, others: set[Order | None]) -> DateHit | None:
    first, second, year = int(match["first"]), int(match["second"]), full_year(match["year"])
    if year > 2400 and (hints.language == "th" or _THAI.search(text)):
        year -= 543
    order, confidence = _order(match, text, hints, others)
    if order == "year":
        found = day_of(full_year(match["first"]), second, int(match["year"]))
    else:
        found = day_of(year, second, first) if order == "day" else day_of(year, first, second)
    if found is None:
        return None
    if len(match["year"]) == 2:
        confidence -= 0.15
    return DateHit(found, match.start(), match.end(), f"instant/figures-{order}-first", confidence)


def _order(match: re.Match[str], text: str, hints: Hints, others: set[Order | None]) -> tuple[str, float]:
    """Which figure comes first, and how sure that is: by its size, the dash, the region, other dates, the zone."""
    if hints.language in _YEAR_FIRST_LANGUAGES and len(match["year"]) == 2 and int(match["second"]) <= 12:
        return "year", 0.7
    certain = _certain_order(match)
    if certain:
        return certain, 0.9
    if match["first"] == match["second"]:
        return "day", 0.9
    if "." in match["dash"]:
        return "day", 0.85
    if hints.order:
        return hints.order, 0.85
    if hints.region:
        return ("month" if hints.region in _MONTH_FIRST_REGIONS else "day"), 0.8
    if hints.language and hints.language != "en":
        return "day", 0.8
    return _order_around(text, hints, others)


def _order_around(text: str, hints: Hints, others: set[Order | None]) -> tuple[str, float]:
    known = others - {None}
    if len(known) == 1:
        return ("day" if "day" in known else "month"), 0.75
    if _MONTH_FIRST_ZONE.search(text):
        return "month", 0.75
    if _DAY_FIRST_ZONE.search(text):
        return "day", 0.75
    return ("month" if hints.language == "en" else "day"), 0.5


@kept
def _east_asian() -> re.Pattern[str]:
    return re.compile(
        rf"""(?:(?P<era>{either(eras())})\s?(?P<count>\d{{1,3}})|(?<!\d)(?P<year>\d{{4}}|\d{{2}}))
        \s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}})(?!\d)\s?[日일號号]?""",
        re.VERBOSE,
    )


def _in_east_asian(line: Line) -> Iterator[DateHit | None]:
    if "年" not in line.folded and "년" not in line.folded:
        return
    for match in _east_asian().finditer(line.folded):
        year = eras()[match["era"]] + int(match["count"]) if match["era"] else full_year(match["year"])
        found = day_of(year, int(match["month"]), int(match["day"]))
        yield DateHit(found, match.start(), match.end(), "instant/east-asian", 0.95) if found else None


def _in_vietnamese(line: Line) -> Iterator[DateHit | None]:
    if "tháng" not in line.folded:
        return
    for match in _VIETNAMESE.finditer(line.folded):
        found = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
        yield DateHit(found, match.start(), match.end(), "instant/vietnamese", 0.95) if found else None


_IN_FIGURES: tuple[_Form, ...] = (_in_figures_year_first, _in_figures)
_IN_NAMES: tuple[_Form, ...] = (_with_day_first, _with_month_first, _with_year_first, _with_year_then_day)


@kept
def _name_starts() -> frozenset[str]:
    """First words of the names of months, with and without the full stop of a short form."""
    return frozenset(name.partition(" ")[0] + stop for name in months() for stop in ("", "."))


def _forms(folded: str, signs: int) -> Iterator[_Form]:
    """The forms that the text can hold at all; most texts hold none, and this must cost them little."""
    if signs & TRIPLE and _TRIPLE.search(folded):
        yield from _IN_FIGURES
    # Letters of scripts without spaces give the sign of a month by themselves.
    if signs & MONTH and (folded.isascii() or not _name_starts().isdisjoint(_WORDS.findall(folded))):
        yield from _IN_NAMES
    if not folded.isascii():
        yield _in_east_asian
        yield _in_vietnamese
