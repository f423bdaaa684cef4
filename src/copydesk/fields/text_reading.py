"""Everything that a text page can tell of its story, as candidates with spans into the given text."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from copydesk.body.copies import Near
from copydesk.body.lines import Roles, roles_of_lines
from copydesk.errors import NotAStory
from copydesk.fields.candidates import Candidate, T
from copydesk.fields.published.printed import PrintedLine, printed_candidates
from copydesk.fields.roles.lines import PATH_MARKS, Named
from copydesk.fields.text_publisher import PATH_RULE, names_outlet
from copydesk.fields.text_refusals import refusal
from copydesk.fields.text_signed import TextLines, signed_lines
from copydesk.layout.joints import part_glued, rejoined
from copydesk.layout.lines import Line, lines_of
from copydesk.layout.repair import repair
from copydesk.records import Dateline, Image, Instant, Person, Related
from copydesk.wording.agencies import find_agency, read_source
from copydesk.wording.bylines.east_asian import bracketed_reporters
from copydesk.wording.bylines.line import is_bare
from copydesk.wording.bylines.read import Byline
from copydesk.wording.captions import split_caption
from copydesk.wording.datelines import read_dateline, read_opening_agency
from copydesk.wording.furniture import furniture, is_section_end
from copydesk.wording.reading_times import reading_time
from copydesk.wording.tags import split_tags

__all__ = ["TextReading", "read_text"]

LABEL_RULE: Final = "furniture/tags/label"
_WORD: Final = re.compile(r"[^\W\d_]+")
STAMP_PRIORS: Final = {
    "published": 1.0,
    "modified": 1.0,
    "byline": 1.0,
    "other": 0.6,
    "dateline": 0.7,
    "breadcrumb": 0.4,
    "navigation": 0.35,
    "share": 0.5,
}
STAMP_REACH: Final = 25
BESIDE: Final = 2
"""Lines away from a byline where its date or the next author's name stands."""
IN_BRACKETS: Final = 0.7
FAR_PRIOR, TAIL_PRIOR = 0.3, 0.55


class TextReading(Struct, frozen=True, kw_only=True):
    """A text page read: its lines with roles, and candidates for the fields."""

    lines: tuple[Line, ...]
    """With their text repaired for reading; the spans point into the text as given."""
    roles: tuple[Named, ...]
    duplicate_of: tuple[int | None, ...]
    near: tuple[Near, ...]
    headline: list[Candidate[str]]
    kicker: list[Candidate[str]]
    deck: list[Candidate[str]]
    byline: list[Candidate[str]]
    authors: list[Candidate[tuple[Person, ...]]]
    agency: list[Candidate[str]]
    dateline: list[Candidate[Dateline]]
    published: list[Candidate[Instant]]
    modified: list[Candidate[Instant]]
    section: list[Candidate[tuple[str, ...]]]
    tags: list[Candidate[tuple[str, ...]]]
    publisher: list[Candidate[str]]
    images: list[Candidate[Image]]
    reading_time: list[Candidate[str]]
    copyright: list[Candidate[str]]
    corrections: list[Candidate[str]]
    related: list[Candidate[Related]]

    @property
    def body(self) -> list[Line]:
        """The paragraphs of the story, in order, each once."""
        return [line for line, role in zip(self.lines, self.roles, strict=True) if role.role == "body"]


def read_text(text: str, *, language: str | None = None, today: date | None = None) -> TextReading:
    """The reading of a newline-normalised text page.

    Raises:
        NotAStory: `empty`, `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    given, joints = part_glued(lines_of(text), text)
    lines = [_repaired(line) for line in given]
    if not lines:
        raise NotAStory("empty", "the text holds no line")
    texts = [line.text for line in lines]
    lines, roles = rejoined(lines, roles_of_lines(texts, [line.blanks for line in lines]), joints)
    refused = refusal([line.text for line in lines], roles)
    if refused:
        raise refused
    return _reading(_Sheet(text, lines, roles, language, today))


def _repaired(line: Line) -> Line:
    text = repair(line.text)
    return line if text == line.text else Line(text, line.span, line.blanks, line.index)


class _Sheet:
    """Lines and roles, and the questions that the fields ask of them."""

    def __init__(self, source: str, lines: list[Line], roles: Roles, language: str | None, today: date | None) -> None:
        self.source = source
        self.lines = lines
        self.roles = roles
        self.language = language
        self.today = today
        self.first = roles.body[0] if roles.body else len(lines)
        self.places: dict[str, list[int]] = {}
        for i, named in enumerate(roles.roles):
            self.places.setdefault(named.role, []).append(i)

    def with_role(self, *names: str) -> list[int]:
        places = [i for name in names for i in self.places.get(name, ())]
        return sorted(places) if len(names) > 1 else places

    def candidate(self, i: int, value: T, rule: str | None = None, confidence: float | None = None) -> Candidate[T]:
        line, named = self.lines[i], self.roles.roles[i]
        return Candidate(
            value=value,
            rule=rule or named.rule,
            confidence=named.confidence if confidence is None else confidence,
            layer="text",
            locator=f"line {line.index + 1}",
            text=self.source[line.span[0] : line.span[1]],
            span=line.span,
        )

    @cached_property
    def speech(self) -> str:
        """The words of the headline and the body."""
        return "\n".join([self.lines[i].text for i in (*self.with_role("headline"), *self.roles.body)])

    def strings(self, *names: str) -> list[Candidate[str]]:
        return [self.candidate(i, self.lines[i].text) for i in self.with_role(*names)]


def _reading(sheet: _Sheet) -> TextReading:
    bylines = _bylines(sheet)
    published, modified = printed_candidates(_stamps(sheet), language=sheet.language, today=sheet.today)
    return TextReading(
        lines=tuple(sheet.lines),
        roles=tuple(sheet.roles.roles),
        duplicate_of=tuple(sheet.roles.duplicate_of),
        near=tuple(sheet.roles.near),
        headline=sheet.strings("headline"),
        kicker=sheet.strings("kicker"),
        deck=sheet.strings("deck")[:1],
        byline=[sheet.candidate(i, sheet.lines[i].text, byline.rule, byline.confidence) for i, byline in bylines],
        authors=_authors(sheet, bylines),
        agency=_agencies(sheet, bylines),
        dateline=_datelines(sheet),
        published=_renumbered(sheet, published),
        modified=_renumbered(sheet, modified),
        section=[sheet.candidate(i, _path(sheet.lines[i].text)) for i in sheet.with_role("breadcrumb")],
        tags=_tags(sheet),
        publisher=_publishers(sheet),
        images=_images(sheet),
        reading_time=[
            sheet.candidate(i, time)
            for i in sheet.with_role("reading_time", "published", "modified", "byline")
            if (time := reading_time(sheet.lines[i].text))
        ],
        copyright=sheet.strings("copyright"),
        corrections=sheet.strings("correction"),
        related=[
            sheet.candidate(i, Related(headline=sheet.lines[i].text))
            for i in sheet.with_role("related")
            if len(sheet.lines[i].text) > 20 and not _is_label(sheet.lines[i].text)
        ],
    )


def _bylines(sheet: _Sheet) -> list[tuple[int, Byline]]:
    roles = sheet.roles
    lines = TextLines([line.text for line in sheet.lines], [named.role for named in roles.roles])
    return signed_lines(lines, title=roles.headline, first=sheet.first, last=roles.body[-1] if roles.body else 0)


def _authors(sheet: _Sheet, bylines: Sequence[tuple[int, Byline]]) -> list[Candidate[tuple[Person, ...]]]:
    """The people of each byline; bare names on lines in a row sign together."""
    found: list[Candidate[tuple[Person, ...]]] = []
    row = -9
    for i, byline in bylines:
        if not byline.people:
            continue
        if found and is_bare(byline) and i - row <= BESIDE and found[-1].rule == byline.rule:
            people = {person.name: person for person in (*found[-1].value, *byline.people)}
            found[-1] = replace(found[-1], value=tuple(people.values()))
        else:
            found.append(sheet.candidate(i, byline.people, byline.rule, byline.confidence))
        row = i
    body = sheet.roles.body
    signed = bracketed_reporters(sheet.lines[body[0]].text, sheet.lines[body[-1]].text) if body else None
    if signed:
        at = body[-1] if signed[0] == "authors/closing-brackets" else body[0]
        found.append(sheet.candidate(at, signed[1], signed[0], IN_BRACKETS))
    return found


def _agencies(sheet: _Sheet, bylines: Sequence[tuple[int, Byline]]) -> list[Candidate[str]]:
    found = [
        sheet.candidate(i, byline.agency, byline.rule, byline.confidence) for i, byline in bylines if byline.agency
    ]
    if sheet.roles.body:
        for i in (*sheet.with_role("dateline"), sheet.first):
            opening = read_opening_agency(sheet.lines[i].text)
            dateline = read_dateline(sheet.lines[i].text, language=sheet.language)
            name = opening.name if opening else dateline.agency if dateline else None
            if name:
                found.append(sheet.candidate(i, name, "agency/opening", 0.7))
        last = find_agency(sheet.lines[sheet.roles.body[-1]].text[-40:])
        if last and last.rule == "agency/brackets":
            found.append(sheet.candidate(sheet.roles.body[-1], last.name, last.rule, 0.5))
        for i in sheet.with_role("credit", "caption"):
            source = read_source(sheet.lines[i].text) if i > sheet.roles.body[-1] else None
            if source:
                found.append(sheet.candidate(i, source.name, source.rule, 0.55))
        for i in sheet.with_role("copyright"):
            owner = find_agency(sheet.lines[i].text[1:40]) if sheet.lines[i].text[0] == "©" else None
            if owner and i > sheet.roles.body[-1]:
                found.append(sheet.candidate(i, owner.name, "agency/copyright", 0.55))
    return found


def _datelines(sheet: _Sheet) -> list[Candidate[Dateline]]:
    found = []
    for i in (*sheet.with_role("dateline"), *sheet.roles.body[:3]):
        reading = read_dateline(sheet.lines[i].text, language=sheet.language)
        if reading is not None:
            found.append(sheet.candidate(i, reading.dateline, reading.rule, reading.confidence))
    return found


def _stamps(sheet: _Sheet) -> list[PrintedLine]:
    """All lines with how much an instant on them would be the story's own."""
    title = sheet.roles.headline if sheet.roles.headline is not None else sheet.first
    last = sheet.roles.body[-1] if sheet.roles.body else 0
    stamps: list[PrintedLine] = []
    for i, (line, named) in enumerate(zip(sheet.lines, sheet.roles.roles, strict=True)):
        if named.role in ("body", "duplicate", "headline", "deck", "copyright", "correction"):
            prior = 0.0
        elif title < i < sheet.first:
            prior = STAMP_PRIORS.get(named.role, 0.5)
        elif i <= title:
            prior = STAMP_PRIORS.get(named.role, FAR_PRIOR) if title - i <= 8 else 0.1
        else:
            prior = (
                TAIL_PRIOR if 0 < i - last <= 6 else FAR_PRIOR if i < last and i - sheet.first <= STAMP_REACH else 0.0
            )
        stamps.append((line.text, line.span, prior))
    return stamps


def _renumbered(sheet: _Sheet, candidates: Sequence[Candidate[Instant]]) -> list[Candidate[Instant]]:
    """With the line's number in the source instead of its number among the lines that are not empty."""
    return [
        Candidate(
            c.value,
            c.rule,
            c.confidence,
            "text",
            f"line {sheet.lines[int(c.locator.split()[1]) - 1].index + 1}",
            c.text,
            c.span,
        )
        for c in candidates
    ]


def _path(text: str) -> tuple[str, ...]:
    for mark in PATH_MARKS:
        if mark in text:
            return tuple(part.strip() for part in text.split(mark) if part.strip())
    return (text,)


def _tags(sheet: _Sheet) -> list[Candidate[tuple[str, ...]]]:
    """All tag lines as one candidate; a glued line is parted where the words of the page prove the joint."""
    places = [i for i in sheet.with_role("tags") if sheet.roles.roles[i].rule != LABEL_RULE]
    if not places:
        return []
    words = {word.casefold() for i in sheet.roles.body for word in _WORD.findall(sheet.lines[i].text)}
    words |= {
        word.casefold() for i in sheet.with_role("headline", "deck") for word in _WORD.findall(sheet.lines[i].text)
    }
    tags = tuple(dict.fromkeys(tag for i in places for tag in split_tags(sheet.lines[i].text, words)))
    first = sheet.candidate(places[0], tags)
    return [replace(first, span=(sheet.lines[places[0]].span[0], sheet.lines[places[-1]].span[1]))] if tags else []


def _publishers(sheet: _Sheet) -> list[Candidate[str]]:
    below = [line.text for line in sheet.lines[sheet.roles.body[-1] + 1 :]] if sheet.roles.body else []
    paths = [(i, _path(sheet.lines[i].text)) for i in sheet.with_role("breadcrumb")]
    return [sheet.candidate(i, path[0], PATH_RULE) for i, path in paths if names_outlet(path, below)]


def _is_label(text: str) -> bool:
    """Whether a line is the label over other stories, "For all latest updates", and none of them."""
    found = furniture(text)
    return found is not None and (found.whole or is_section_end(text))


def _images(sheet: _Sheet) -> list[Candidate[Image]]:
    found = []
    last = sheet.roles.body[-1] if sheet.roles.body else 0
    for i in sheet.with_role("caption", "credit"):
        if i > last and read_source(sheet.lines[i].text):
            continue  # Behind the story a source is the story's own.
        split = split_caption(sheet.lines[i].text)
        found.append(sheet.candidate(i, Image(url="", caption=split.caption, credit=split.credit), split.rule))
    return found
