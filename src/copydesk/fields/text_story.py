"""The story in a plain text: its reading brought together into a record."""

from collections.abc import Sequence
from typing import Final

from copydesk.fields.candidates import Candidate, Choice, T, choose
from copydesk.fields.copies import Near
from copydesk.fields.text_reading import TextReading, read_text
from copydesk.layout.language import detected_language
from copydesk.layout.lines import Line
from copydesk.layout.page import Page
from copydesk.records import Block, Evidence, Kind, Role, Source, Story

__all__ = ["text_story"]

BULLETS: Final = ("• ", "- ", "– ", "* ", "· ", "▪ ", "‣ ")
LONGEST_HEADING: Final = 100
SAMPLE: Final = 1_200
"""Characters of the body by which its language is told."""


def text_story(page: Page) -> Story:
    """The story in a plain text.

    Raises:
        NotAStory: `empty`, `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    stated = page.languages[0] if page.languages else None
    reading = read_text(page.text, language=stated)
    evidence: dict[str, tuple[Evidence, ...]] = {}

    def pick(field: str, candidates: Sequence[Candidate[T]]) -> T | None:
        choice: Choice[T] = choose(candidates)
        evidence[field] = choice.evidence
        return choice.value

    if reading.near:
        evidence["text"] = tuple(_near(page.text, reading, near) for near in reading.near)
    return Story(
        source=Source(
            url=page.url,
            canonical_url=None,
            kind="text",
            sha256=page.sha256,
            encoding=page.encoding,
            characters=len(page.text),
        ),
        headline=pick("headline", reading.headline),
        kicker=pick("kicker", reading.kicker),
        deck=pick("deck", reading.deck),
        byline=pick("byline", reading.byline),
        authors=pick("authors", reading.authors) or (),
        agency=pick("agency", reading.agency),
        dateline=pick("dateline", reading.dateline),
        published=pick("published", reading.published),
        modified=pick("modified", reading.modified),
        section=pick("section", reading.section) or (),
        tags=pick("tags", reading.tags) or (),
        language=pick("language", _languages(page.languages, reading)),
        images=tuple(candidate.value for candidate in reading.images),
        reading_time=pick("reading_time", reading.reading_time),
        copyright=pick("copyright", reading.copyright),
        corrections=tuple(candidate.value for candidate in reading.corrections),
        related=tuple(candidate.value for candidate in reading.related),
        text="\n\n".join(line.text for line in reading.body),
        blocks=_blocks(reading),
        evidence=evidence,
    )


def _languages(stated: Sequence[str], reading: TextReading) -> list[Candidate[str]]:
    """What the container states; else what the body is written in."""
    if stated:
        return [
            Candidate(tag, "language/stated", 0.8 - 0.2 * (i > 0), "http", "/", tag) for i, tag in enumerate(stated)
        ]
    sample = " ".join(line.text for line in reading.body)[:SAMPLE]
    found = detected_language(sample)
    if found is None:
        return []
    first = next(line for line in reading.body)
    return [Candidate(found[0], "language/detected", found[1], "inferred", f"line {first.index + 1}", "", first.span)]


def _blocks(reading: TextReading) -> tuple[Block, ...]:
    parts = zip(reading.lines, reading.roles, reading.duplicate_of, strict=True)
    return tuple(
        Block(role=named.role, kind=_kind(line, named.role), text=line.text, span=line.span, duplicate_of=source)
        for line, named, source in parts
    )


def _kind(line: Line, role: Role) -> Kind:
    if role == "headline":
        return "heading"
    if role not in ("body", "duplicate"):
        return "line"
    if line.text.startswith(BULLETS):
        return "list_item"
    return "heading" if len(line.text) <= LONGEST_HEADING and line.text[-1].isalnum() else "paragraph"


def _near(text: str, reading: TextReading, near: Near) -> Evidence:
    line, other = reading.lines[near.block], reading.lines[near.of]
    return Evidence(
        rule="copies/near",
        confidence=0.9,
        layer="text",
        locator=f"line {line.index + 1}",
        span=line.span,
        text=text[slice(*line.span)],
        chosen=True,
        reason=f"kept: nearly repeats line {other.index + 1}, but its {near.reason} differs",
    )
