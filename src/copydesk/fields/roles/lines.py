"""Roles of the lines around the body: above the headline, under it, between paragraphs, after the story."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from copydesk.body.line_features import credit_code, furniture, is_caption, looks_dated, width
from copydesk.records import Role
from copydesk.wording.agencies import find_agencies
from copydesk.wording.bylines.line import SURE_BYLINE, byline_in
from copydesk.wording.bylines.opening import is_mixed, is_opened
from copydesk.wording.captions import credit_people, split_caption
from copydesk.wording.datelines import read_dateline
from copydesk.wording.furniture import Furniture, is_section_end
from copydesk.wording.instants.find import find_instants
from copydesk.wording.reading_times import reading_time

__all__ = ["Named", "above_headline", "after_body", "between_paragraphs", "signature", "under_headline"]

LEAST_NAME: Final = 0.25
"""A bare name is a byline where bylines stand."""
LONGEST_STAMP = 140
LONGEST_SIGNATURE, LONGEST_MIXED, SURE_SIGNATURE = 80, 160, 0.8
LONGEST_PICTURED, LONGEST_CREDIT = 300, 80
ABOVE, FAR = 4, 40
"""Lines above the headline where it may be signed, and beyond which all is menu."""
SHORTEST_DECK, LONGEST_DECK = 32, 700
HEADLINE_LIKE = 22
PATH_MARKS: Final = (" / ", " > ", " › ", " » ", " | ", "/", "›", "»")
_DIGITS: Final = frozenset("0123456789")
PICTURE_WORDS: Final = frozenset("img image photo picture avatar icon logo thumbnail bild foto imagen".split())


class Named(NamedTuple):
    """A role, the rule that gave it, and how sure that is."""

    role: Role
    rule: str
    confidence: float


def above_headline(lines: Sequence[str], places: Sequence[int], headline: int) -> dict[int, Named]:
    """Menus, the path to the story, the kicker."""
    named = {}
    for i in places:
        line = lines[i]
        if headline - i > FAR:
            named[i] = _teaser_or_menu(line)
            continue
        header = _signed(line) if headline - i <= ABOVE and len(line) > 7 and not furniture(line) else None
        if header is not None:
            named[i] = header
        elif headline - i <= 6 and _is_path(line):
            named[i] = Named("breadcrumb", "section/path", 0.8)
        elif i == headline - 1 and line.isupper() and len(line) <= 50 and not furniture(line):
            named[i] = Named("kicker", "kicker/capitals", 0.6)
        else:
            named[i] = _common(line) or _teaser_or_menu(line)
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
        i: (_header_line(lines[i]) if i < opening else _pictured(lines[i]) or _common(lines[i]) or _caption(lines[i]))
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
            named[i] = _copyright(line) or _in_section(line, section) or _caption(line) or _teaser_or_menu(line)
            if section is not None and section.role == "tags" and named[i].role != "tags":
                section = None
    return named


def signature(line: str) -> Named | None:
    """Byline or time where the line says little else, in so many words: what no paragraph of a story looks like."""
    if len(line) > LONGEST_SIGNATURE and not (len(line) <= LONGEST_MIXED and is_mixed(line)):
        return None
    # Only a line that opens with a word such as "By" is so sure; reading all as names would take long.
    byline = byline_in(line) if is_opened(line) else None
    if byline is not None and byline.confidence >= SURE_SIGNATURE:
        return Named("byline", byline.rule, byline.confidence)
    return _stamp(line) if line[-1] not in ".!?" else None


def _common(line: str) -> Named | None:
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
        _has_digit(split.credit)
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
    if len(line) <= 80 and _has_digit(line) and reading_time(line):
        return _signed(line, SURE_SIGNATURE) or Named("reading_time", "reading-time/line", 0.95)
    found = furniture(line)
    if found is not None and found.whole and not looks_dated(line):
        return _picture(line) or Named(found.role, found.rule, 0.85)
    picture = _picture(line)
    if picture is not None:
        return picture
    return _signed(line, LEAST_NAME) or _pictured(line) or _common(line) or _caption(line)


def _signed(line: str, bar: float = SURE_BYLINE) -> Named | None:
    """Byline or time, the two by which a story is signed."""
    byline = byline_in(line)
    if byline is not None and byline.confidence >= bar:
        return Named("byline", byline.rule, max(byline.confidence, SURE_BYLINE))
    return _stamp(line)


def _stamp(line: str) -> Named | None:
    found = find_instants(line, limit=2) if len(line) <= LONGEST_STAMP and _has_digit(line) else []
    if not found or sum([hit.end - hit.start for hit in found]) < 0.3 * len(line):
        return None
    is_modified = all(hit.kind == "modified" for hit in found)
    return Named("modified" if is_modified else "published", found[0].rule, found[0].confidence)


def _deck_or_other(line: str, has_deck: bool) -> Named:
    if not has_deck and SHORTEST_DECK <= len(line) <= LONGEST_DECK:
        return Named("deck", "deck/under-headline", 0.7)
    return Named("other", "role/header", 0.4)


def _caption(line: str) -> Named | None:
    if len(line) <= LONGEST_CREDIT and (":" in line or "：" in line):
        split = split_caption(line)
        if split.rule == "caption/mark" and split.caption is None:
            return Named("credit", "credit/mark", 0.8)
    if is_caption(line):
        return Named("caption", "caption/credit", 0.85)
    # The code has a half where a line names a credit.
    return Named("caption", "caption/credit-word", 0.6) if len(line) < 400 and credit_code(line) % 1 else None


def _has_digit(line: str) -> bool:
    return not _DIGITS.isdisjoint(line)


def _picture(line: str) -> Named | None:
    words = line.casefold().split()
    if len(words) <= 4 and words[-1].strip(".:") in PICTURE_WORDS:
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
        return Named("other", "role/text-elsewhere", 0.4)
    if width(line) >= HEADLINE_LIKE and (len(line.split()) >= 4 or width(line) > len(line)):
        return Named("related", "related/headline-like", 0.5)
    return Named("navigation", "navigation/short-line", 0.5)


def _is_path(line: str) -> bool:
    if len(line) > 90 or line[-1] in ".?!":
        return False
    for mark in PATH_MARKS:
        if mark in line:
            return all(0 < len(part.strip()) <= 40 for part in line.strip(mark).split(mark))
    return False
