"""Published and modified as declared: raw strings in all their forms to instants."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.layout.declarations import DeclaredPage, found, propose
from copydesk.layout.jsonld import Json
from copydesk.records import Instant
from copydesk.wording.instants.find import find_instants

__all__ = ["declared_instants", "duration", "iso_instant"]

STRAY: Final = 0.88
LISTED: Final = 0.65
SEVERAL: Final = 3
SURE_WORDS, WHOLE = 0.85, 0.6
_ITEM_NAMES: Final = {"published": "datepublished", "modified": "datemodified"}
FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2099

_ISO = re.compile(
    r"""(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})
    (?:(?:T|\s|\s*[-,|@]\s*)\s*(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,:]\d+)?)?
       \s*(?P<half>[AaPp]\.?[Mm]\.?)?)?
    \s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?|(?<=\d)\s\d{2}:\d{2})?(?P<rest>\s*(?:\[[\w/+-]+\])?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?:[,T\s-]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\Z"
)
_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?\Z")
_RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}\s+\d{1,2}:\d{2}")
_JAVASCRIPT = re.compile(
    r"(?:[A-Z][a-z]{2}\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?)\s*([AaPp]\.?[Mm]\.?)?)?"
    r"\s*((?:GMT|UTC)?[+-]\d{2}:?\d{2}|GMT|UTC|Z)?"
)
_UNIX_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (UTC|GMT|[+-]\d{4}) (\d{4})\Z"
)
_WORD = re.compile(r"[^\W\d_]{3}")
_DURATION = re.compile(r"P(?:\d+D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?\Z")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:['′]|[^\W\d_]|\Z)")
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


def declared_instants(page: DeclaredPage, field: str) -> list[Candidate[Instant]]:
    """Candidates for `published` or `modified`; a day without a clock is less sure than one with."""
    candidates = []
    for origin in found(page, field):
        raw = origin.raw[0] if isinstance(origin.raw, list) and origin.raw else origin.raw
        instant = iso_instant(raw) if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else None
        if instant is not None:
            factor = LISTED if origin.row.layer == "html" and _is_list(page, field) else 1.0
            candidates.append(propose(origin, instant, instant.text, factor * _sureness(instant)))
    return _localised([*candidates, *_stray(page, field)], field)


def iso_instant(raw: str | float) -> Instant | None:
    """The instant that a declared value means, as precise as it is; None for what is no possible date.

    >>> iso_instant("2024-05-03T15:47:42.389+0000").value
    '2024-05-03T15:47:42+00:00'
    """
    text = str(raw).strip().strip("\"'").strip()
    if not text or len(text) > 80:
        return None
    for read in (_read_iso, _read_epoch, _read_rfc, _read_javascript, _read_unix_date, _read_day_first, _read_words):
        instant = read(text)
        if instant is not None:
            return instant
    return None


def _is_list(page: DeclaredPage, field: str) -> bool:
    """Whether the microdata are those of several stories: cards under a story that declares nothing itself."""
    return len({one.value for one in page.head.properties if one.name.lower() == _ITEM_NAMES[field]}) >= SEVERAL


def _stray(page: DeclaredPage, field: str) -> Iterator[Candidate[Instant]]:
    """The first `meta itemprop`: many page makers put the day of the story there, in the head or beside the story."""
    name = _ITEM_NAMES[field]
    for tag in page.head.metas:
        if tag.attribute == "itemprop" and tag.name == name:
            instant = iso_instant(tag.content)
            if instant is not None:
                confidence = round(STRAY * _sureness(instant), 4)
                locator = f"meta[itemprop={tag.name}]"
                yield Candidate(instant, f"{field}/meta-item", confidence, "html", locator, tag.content, tag.span)
                return


def duration(raw: Json) -> str | None:
    """An ISO 8601 duration of reading: `PT5M` from `PT5M`, `5 min read` or the number 5."""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return f"PT{int(raw)}M" if 0 < raw <= 300 else None
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    if match := _DURATION.match(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        total = hours * 60 + minutes + round(seconds / 60)
        return f"PT{total}M" if total else None
    match = _MINUTES.match(text)
    return f"PT{int(match.group(1))}M" if match and 0 < int(match.group(1)) <= 300 else None


def _localised(candidates: list[Candidate[Instant]], field: str) -> list[Candidate[Instant]]:
    """With the desk's own clock first, where the surest instant is in UTC and another one states it locally."""
    best = max(candidates, key=lambda candidate: candidate.confidence, default=None)
    if best is None or not best.value.value.endswith("+00:00"):
        return candidates
    moment = datetime.fromisoformat(best.value.value)
    for candidate in candidates:
        local = _local_reading(moment, candidate.value)
        if local is not None:
            sure = round(min(1.0, best.confidence + 0.005), 4)
            return [structs.replace(candidate, value=local, rule=f"{field}/local-clock", confidence=sure), *candidates]
    return candidates


def _local_reading(moment: datetime, other: Instant) -> Instant | None:
    """`other` with its offset, when it is the same moment elsewhere; the offset of a bare clock is inferred."""
    if "T" not in other.value or other.value.endswith("+00:00"):
        return None
    clock = datetime.fromisoformat(other.value)
    if clock.tzinfo is not None:
        return other if clock == moment else None
    ahead = clock.replace(tzinfo=UTC) - moment
    if not ahead or ahead % timedelta(minutes=30) or abs(ahead) > timedelta(hours=14):
        return None
    return Instant(value=clock.replace(tzinfo=timezone(ahead)).isoformat(), zone="inferred", text=other.text)


def _sureness(instant: Instant) -> float:
    if "T" not in instant.value:
        return 0.85
    # midnight on the dot is a day that a template dressed up as an instant
    if instant.value[11:19] == "00:00:00":
        return 0.93
    return 1.0 if instant.zone == "stated" else 0.97


def _read_iso(text: str) -> Instant | None:
    match = _ISO.match(text)
    if not match or (not match["dash"] and len(match["month"] + match["day"]) != 4):
        return None
    return _instant(match.groupdict(), match["zone"], text)


def _read_day_first(text: str) -> Instant | None:
    match = _DAY_FIRST.match(text)
    # 03/04/2024 is one day in Europe and another in America: only a day past 12 or dots settle it
    if not match or (int(match["day"]) <= 12 and "." not in text[:6]):
        return None
    return _instant(match.groupdict(), None, text)


def _read_epoch(text: str) -> Instant | None:
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    if seconds > 1e11:
        seconds /= 1000
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return _checked(moment, text) if 1985 <= moment.year <= LAST_YEAR else None


def _read_rfc(text: str) -> Instant | None:
    if not _RFC.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return _checked(moment, text)


def _read_javascript(text: str) -> Instant | None:
    match = _JAVASCRIPT.match(text)
    month = _MONTHS.get(match.group(1)[:3].lower()) if match else None
    if not match or month is None:
        return None
    hour, minute, second = [*(match.group(4) or "").split(":"), None, None][:3]
    parts = {"year": match.group(3), "month": str(month), "day": match.group(2), "half": match.group(5)}
    zone = (match.group(6) or "").removeprefix("GMT").removeprefix("UTC") or ("Z" if match.group(6) else None)
    return _instant(parts | {"hour": hour or None, "minute": minute, "second": second}, zone, text)


def _read_unix_date(text: str) -> Instant | None:
    match = _UNIX_DATE.match(text)
    month = _MONTHS.get(match.group(1).lower()) if match else None
    if not match or month is None:
        return None
    hour, minute, second = match.group(3).split(":")
    parts = {"year": match.group(5), "month": str(month), "day": match.group(2)}
    return _instant(parts | {"hour": hour, "minute": minute, "second": second}, match.group(4), text)


def _read_words(text: str) -> Instant | None:
    """A value in words, as `Tue, Sep 15 2020 10:01:41 EDT` or `3 mai 2024`, that is a date and nothing else."""
    if not _WORD.search(text):
        return None
    some = find_instants(text, limit=1)
    if not some or some[0].confidence < SURE_WORDS or some[0].end - some[0].start < WHOLE * len(text):
        return None
    return structs.replace(some[0].instant, text=text)


def _instant(parts: dict[str, str | None], zone: str | None, text: str) -> Instant | None:
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    clock = parts.get("hour")
    hour, minute = int(clock or 0), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        # the page states no zone yet, so the clock stays bare here
        moment = datetime(year, month, day, hour, minute, min(59, int(parts.get("second") or 0)))  # noqa: DTZ001
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if clock is None:
        return Instant(value=moment.date().isoformat(), zone="unknown", text=text)
    offset = _offset(zone)
    if offset is None:
        return Instant(value=moment.isoformat(), zone="unknown", text=text)
    return Instant(value=moment.replace(tzinfo=timezone(offset)).isoformat(), zone="stated", text=text)


def _offset(zone: str | None) -> timedelta | None:
    """The stated offset from UTC; None when there is none on Earth like it."""
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return timedelta(0)
    # "+" in an address becomes a space when somebody decodes it once too often
    digits = zone.strip().lstrip("+-").replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith("-") else 1)


def _checked(moment: datetime, text: str) -> Instant | None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return Instant(value=moment.isoformat(), zone="stated" if moment.tzinfo else "unknown", text=text)
