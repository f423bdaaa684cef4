"""Roles of the lines around the body: above the headline, under it, between paragraphs, after the story."""

from collections.abc import Iterable, Sequence
from typing import Final

from copydesk.body.copies import Copies
from copydesk.records import Role
from copydesk.tables import reader
from copydesk.wording.agencies import find_agencies
from copydesk.wording.captions import credit_people, split_caption
from copydesk.wording.datelines import read_dateline
from copydesk.wording.furniture import Furniture, is_section_end
from copydesk.wording.lines import credit_code, furniture, has_figure, is_caption, looks_dated, width
from copydesk.wording.reading_times import reading_time
from copydesk.wording.signals import signs_of
from copydesk.wording.signature import LONGEST_SIGNATURE, SURE_SIGNATURE, Named, signed
from copydesk.wording.signs import MARK

__all__ = [
    "UNNAMED",
    "above_headline",
    "after_body",
    "between_paragraphs",
    "deck_lines",
    "name_copies",
    "under_headline",
    "zones_of",
]

LEAST_NAME: Final = 0.25
"""A bare name is a byline where bylines stand."""
LONGEST_PICTURED, LONGEST_CREDIT = 300, 80
ABOVE, FAR = 4, 40
"""Lines above the headline where it may be signed, and beyond which all is menu."""
SHORTEST_DECK, LONGEST_DECK = 32, 700
HEADLINE_LIKE = 22
PATH_MARKS: Final = (" / ", " > ", " › ", " » ", " | ", "/", "›", "»")


LONGEST_DECK_LINE, DECK_REACH = 320, 9
SIGNED: Final[frozenset[Role]] = frozenset({"byline", "published", "modified", "reading_time"})
HEADER_REACH: Final = 12
STORY: Final[frozenset[Role]] = frozenset({"headline", "deck", "body", "caption", "byline", "published", "credit"})
UNNAMED: Final = Named("other", "role/none", 0.3)
"""A line that nothing names; its confidence is only ordered below that of any rule."""


_TEXT: Final = Named("other", "role/text-elsewhere", 0.4)
"""A sentence that no rule names; this confidence and the next two are only ordered below those of rules."""
_TEASER: Final = Named("related", "related/headline-like", 0.5)
"""A line as long as a headline that no rule names."""
_MENU: Final = Named("navigation", "navigation/short-line", 0.5)
"""A shorter line that no rule names."""


def above_headline(lines: Sequence[str], places: Sequence[int], headline: int) -> dict[int, Named]:
    """Menus, the path to the story, the kicker."""
    named = {}
    for i in places:
        line = lines[i]
        if headline - i > FAR:
            named[i] = _teaser_or_menu(line)
            continue
        header = signed(line) if headline - i <= ABOVE and len(line) > 7 and not furniture(line) else None
        if header is not None:
            named[i] = header
        elif headline - i <= 6 and _is_path(line):
            named[i] = Named("breadcrumb", "section/path", 0.8)
        elif i == headline - 1 and line.isupper() and len(line) <= 50 and not furniture(line):
            named[i] = Named("kicker", "kicker/capitals", 0.6)
        else:
            named[i] = _as_common_line(line) or _teaser_or_menu(line)
    return named


def under_headline(lines: Sequence[str], places: Sequence[int]) -> dict[int, Named]:
    """Deck, byline, times, picture and share bar between the headline and the first paragraph."""
    named: dict[int, Named] = {}
    has_deck = False
    for i in places:
        named[i] = _header_line(lines[i]) or _deck_or_other(lines[i], has_deck)
        has_deck = has_deck or named[i].role == "deck"
    return named


def between_paragraphs(lines: Sequence[str], places: Iterable[int], opening: int) -> dict[int, Named]:
    """Captions, prompts and teasers that interrupt the body; before line `opening` byline and times may still come."""
    return {
        i: (
            _header_line(lines[i])
            if i < opening
            else _pictured(lines[i]) or _as_common_line(lines[i]) or _as_caption(lines[i])
        )
        or _teaser_or_menu(lines[i])
        for i in places
    }


def after_body(lines: Sequence[str], places: Sequence[int]) -> dict[int, Named]:
    """Tags, related stories, the author's note, comments, footer."""
    named: dict[int, Named] = {}
    section: Furniture | None = None
    for i in places:
        line = lines[i]
        found = furniture(line)
        if found is not None:
            named[i] = Named(found.role, found.rule, 0.85 if found.whole else 0.7)
            section = found if is_section_end(line) or found.role == "tags" else section
        else:
            named[i] = _copyright(line) or _in_section(line, section) or _as_caption(line) or _teaser_or_menu(line)
            if section is not None and section.role == "tags" and named[i].role != "tags":
                section = None
    return named


def _as_common_line(line: str) -> Named | None:
    found = furniture(line)
    if found is not None:
        return Named(found.role, found.rule, 0.85 if found.whole else 0.7)
    return _copyright(line)


def _pictured(line: str) -> Named | None:
    """A caption that ends with its photographer or agency: "The wall. © Jane Doe/dpa", "The wall. EFE/Jane Doe"."""
    if len(line) > LONGEST_PICTURED or line[0] == "©" or ("©" not in line and not find_agencies(line)):
        return None
    split = split_caption(line)
    if split.rule not in ("caption/copyright", "caption/after-sentence") or not split.caption or not split.credit:
        return None
    if (
        has_figure(split.credit)
        or split.caption[-1] not in ".!?…"
        or not (find_agencies(split.credit) or credit_people(split.credit))
    ):
        return None
    return Named("caption", split.rule, 0.75)


def _copyright(line: str) -> Named | None:
    return Named("copyright", "copyright/sign", 0.9) if "©" in line and len(line) < 300 else None


def _header_line(line: str) -> Named | None:
    dateline = read_dateline(line) if len(line) <= LONGEST_SIGNATURE and line[-1] in "-–—:" else None
    if dateline is not None and dateline.end == len(line):
        return Named("dateline", dateline.rule, dateline.confidence)
    if len(line) <= 80 and has_figure(line) and reading_time(line):
        return signed(line, SURE_SIGNATURE) or Named("reading_time", "reading-time/line", 0.95)
    found = furniture(line)
    if found is not None and found.whole and not looks_dated(line):
        return _picture(line) or Named(found.role, found.rule, 0.85)
    picture = _picture(line)
    if picture is not None:
        return picture
    return signed(line, LEAST_NAME) or _pictured(line) or _as_common_line(line) or _as_caption(line)


def _deck_or_other(line: str, has_deck: bool) -> Named:
    if not has_deck and SHORTEST_DECK <= len(line) <= LONGEST_DECK:
        return Named("deck", "deck/under-headline", 0.7)
    return Named("other", "role/header", 0.4)


def _as_caption(line: str) -> Named | None:
    if len(line) <= LONGEST_CREDIT and (":" in line or "：" in line) and signs_of(line) & MARK:
        split = split_caption(line)
        if split.rule == "caption/mark" and split.caption is None:
            return Named("credit", "credit/mark", 0.8)
    if is_caption(line):
        return Named("caption", "caption/credit", 0.85)
    # The code has a half where a line names a credit.
    return Named("caption", "caption/credit-word", 0.6) if len(line) < 400 and credit_code(line) % 1 else None


def _picture(line: str) -> Named | None:
    words = line.casefold().split(None, 4)
    if len(words) <= 4 and words[-1].strip(".:") in reader.words("picture"):
        return Named("author_image" if len(words) > 1 else "other", "image/alt-text", 0.6)
    return None


def _in_section(line: str, section: Furniture | None) -> Named | None:
    if section is None:
        return None
    if section.role == "tags" and len(line) <= 60 and line[-1] != ".":
        return Named("tags", "tags/under-label", 0.8)
    if section.role == "related" and width(line) >= HEADLINE_LIKE:
        return Named("related", "related/under-heading", 0.8)
    if section.role == "comments":
        return Named("comments", "comments/under-heading", 0.6)
    return None


def _teaser_or_menu(line: str) -> Named:
    if len(line) >= 160 or (len(line) >= 60 and line[-1] in ".!。"):
        return _TEXT
    says = width(line)
    if says >= HEADLINE_LIKE and (len(line.split(None, 3)) >= 4 or says > len(line)):
        return _TEASER
    return _MENU


def _is_path(line: str) -> bool:
    if len(line) > 90 or line[-1] in ".?!":
        return False
    for mark in PATH_MARKS:
        if mark in line:
            return all(0 < len(part.strip()) <= 40 for part in line.strip(mark).split(mark))
    return False


def zones_of(lines: Sequence[str], headline: int | None, body: Sequence[int], copies: Copies) -> dict[int, Named]:
    inside = set(body)
    rest = [i for i in range(len(lines)) if i not in inside and i != headline and copies.repeats[i] is None]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    title = headline if headline is not None else max(-1, first - HEADER_REACH)
    named = above_headline(lines, [i for i in rest if i < title], title)
    named |= under_headline(lines, [i for i in rest if title < i < first])
    named |= between_paragraphs(lines, [i for i in rest if first < i < last and i > title], first + HEADER_REACH)
    named |= after_body(lines, [i for i in rest if i > last and i > title])
    return named


def deck_lines(lines: Sequence[str], body: Sequence[int], named: dict[int, Named]) -> list[int]:
    """A first line taken for body that byline or time part from the rest: the deck."""
    if len(body) < 3 or any(one.role == "deck" for one in named.values()):
        return []
    stamps = [i for i in range(body[0] + 1, body[0] + DECK_REACH) if i in named and named[i].role in SIGNED]
    if not stamps or not body[0] < stamps[0] < body[1]:
        return []
    return [body[0]] if len(lines[body[0]]) <= LONGEST_DECK_LINE else []


def name_copies(repeats: list[int | None], named: dict[int, Named]) -> None:
    """Copies of story lines are duplicates; copies of menus and teasers are menus and teasers."""
    for i, source in enumerate(repeats):
        if source is None:
            continue
        origin = named.get(source, UNNAMED)
        if origin.role in STORY or origin.role == "duplicate":
            named[i] = Named("duplicate", "copies/repeats-earlier", 0.95)
        else:
            named[i] = origin
            repeats[i] = None
