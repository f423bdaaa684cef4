"""Everything that a text page can tell of its story, as candidates with spans into the given text."""

from datetime import date

from msgspec import Struct

from copydesk.body.copies import Near
from copydesk.errors import NotAStory
from copydesk.fields.agency import line_agencies
from copydesk.fields.authors import line_authors
from copydesk.fields.byline.signed import lines_signed
from copydesk.fields.candidates import Candidate
from copydesk.fields.dateline import line_datelines
from copydesk.fields.images.printed import line_images
from copydesk.fields.published.places import renumbered, stamps
from copydesk.fields.published.printed import printed_candidates
from copydesk.fields.publisher import line_publishers
from copydesk.fields.refusals import refusal
from copydesk.fields.roles.settle import rejoined, roles_of_lines, without_unseen
from copydesk.fields.section import path_of
from copydesk.fields.tags import line_tags
from copydesk.fields.view import TextLines, TextSheet
from copydesk.layout.joints import part_glued
from copydesk.layout.lines import Line, lines_of
from copydesk.layout.repair import repair
from copydesk.records import Dateline, Image, Instant, Person, Related
from copydesk.wording.bylines.read import Byline
from copydesk.wording.furniture import furniture, is_section_end
from copydesk.wording.reading_times import reading_time
from copydesk.wording.signature import Named

__all__ = ["TextReading", "read_text"]


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
    lines, roles = without_unseen(lines, roles)
    refused = refusal([line.text for line in lines], roles)
    if refused:
        raise refused
    return _reading(TextSheet(text, lines, roles, language, today))


def _repaired(line: Line) -> Line:
    text = repair(line.text)
    return line if text == line.text else Line(text, line.span, line.blanks, line.index)


def _reading(sheet: TextSheet) -> TextReading:
    bylines = _bylines(sheet)
    published, modified = printed_candidates(stamps(sheet), language=sheet.language, today=sheet.today)
    return TextReading(
        lines=tuple(sheet.lines),
        roles=tuple(sheet.roles.roles),
        duplicate_of=tuple(sheet.roles.duplicate_of),
        near=tuple(sheet.roles.near),
        headline=sheet.strings("headline"),
        kicker=sheet.strings("kicker"),
        deck=sheet.strings("deck")[:1],
        byline=[sheet.candidate(i, sheet.lines[i].text, byline.rule, byline.confidence) for i, byline in bylines],
        authors=line_authors(sheet, bylines),
        agency=line_agencies(sheet, bylines),
        dateline=line_datelines(sheet),
        published=renumbered(sheet, published),
        modified=renumbered(sheet, modified),
        section=[sheet.candidate(i, path_of(sheet.lines[i].text)) for i in sheet.with_role("breadcrumb")],
        tags=line_tags(sheet),
        publisher=line_publishers(sheet),
        images=line_images(sheet),
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


def _bylines(sheet: TextSheet) -> list[tuple[int, Byline]]:
    roles = sheet.roles
    lines = TextLines([line.text for line in sheet.lines], [named.role for named in roles.roles])
    return lines_signed(lines, title=roles.headline, first=sheet.first, last=roles.body[-1] if roles.body else 0)


def _is_label(text: str) -> bool:
    """Whether a line is the label over other stories, "For all latest updates", and none of them."""
    found = furniture(text)
    return found is not None and (found.whole or is_section_end(text))
