"""The story in a plain text: its reading brought together into a record."""

from collections.abc import Sequence
from typing import Final

from copydesk.body.copies import Near
from copydesk.fields.candidates import Candidate, Choice, T, choose
from copydesk.fields.language import languages
from copydesk.fields.text_reading import TextReading, read_text
from copydesk.layout.lines import Line
from copydesk.layout.page import Page
from copydesk.records import Access, Block, Evidence, Kind, Role, Story
from copydesk.wording.spelling import ends_cut

__all__ = ["text_story"]

BULLETS: Final = ("• ", "- ", "– ", "* ", "· ", "▪ ", "‣ ")
LONGEST_HEADING: Final = 100
SAMPLE: Final = 40
"""Paragraphs of the body by which its language is told."""

SHORT_BODY: Final = 1_500
WALL_REACH, LEAST_WALL = 4, 16
"""Lines behind the body in which a wall stands, and characters that it has at least: "Log in" is on every page."""


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

    pick("images", reading.images)
    pick("corrections", reading.corrections)
    pick("related", reading.related[:1])
    if reading.near:
        evidence["text"] = tuple(_near(page.text, reading, near) for near in reading.near)
    return Story(
        source=page.source,
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
        publisher=pick("publisher", reading.publisher),
        language=pick("language", _languages(page, reading)),
        access=pick("access", _access(page.text, reading)) or "unknown",
        images=tuple(candidate.value for candidate in reading.images),
        reading_time=pick("reading_time", reading.reading_time),
        copyright=pick("copyright", reading.copyright),
        corrections=tuple(candidate.value for candidate in reading.corrections),
        related=tuple(candidate.value for candidate in reading.related),
        text="\n\n".join(line.text for line in reading.body),
        blocks=_blocks(reading),
        evidence=evidence,
    )


def _access(text: str, reading: TextReading) -> list[Candidate[Access]]:
    """What a wall right behind a short body, or a body that breaks off, says of access."""
    body = [i for i, named in enumerate(reading.roles) if named.role == "body"]
    if not body:
        return []
    behind = range(body[-1] + 1, min(len(reading.lines), body[-1] + 1 + WALL_REACH))
    walls = [i for i in behind if reading.roles[i].role == "paywall" and len(reading.lines[i].text) >= LEAST_WALL]
    found: list[Candidate[Access]] = []
    if walls and sum(len(reading.lines[i].text) for i in body) < SHORT_BODY:
        found.append(_told("paywalled", "access/wall", 0.7, reading.lines[walls[0]], text))
    if ends_cut(reading.lines[body[-1]].text):
        found.append(_told("truncated", "access/breaks-off", 0.75, reading.lines[body[-1]], text))
    return found


def _told(value: Access, rule: str, confidence: float, line: Line, text: str) -> Candidate[Access]:
    words = text[slice(*line.span)]
    return Candidate(value, rule, confidence, "text", f"line {line.index + 1}", words, line.span)


def _languages(page: Page, reading: TextReading) -> list[Candidate[str]]:
    """What the container states, and what the body is written in."""
    stated = [
        Candidate(tag, "language/stated", 0.8 - 0.2 * (i > 0), "http", "/", tag) for i, tag in enumerate(page.languages)
    ]
    body = reading.body
    if not body:
        return stated
    words = page.text[slice(*body[0].span)]
    opening = Candidate("", "", 0.0, "inferred", f"line {body[0].index + 1}", words, body[0].span)
    return languages(stated, " ".join([line.text for line in body[:SAMPLE]]), opening)


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
