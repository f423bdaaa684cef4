"""The card: one story at a glance on a terminal."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.cli.terminal import Terminal, cells, clipped, padded, wrapped
from copydesk.export.neutral import one_line, web_url
from copydesk.records import Image, Instant, Person, Story

__all__ = ["card"]

_LABEL = 11
_UNSURE = 0.6
_PICTURES = 3
_LONGEST = 600
_WHOLE_MINUTE = re.compile(r"(\d\d:\d\d):00(?:\.0+)?(?=\s|$)")


class _Row(NamedTuple):
    label: str
    value: str
    note: str = ""


def card(story: Story, terminal: Terminal) -> str:
    """The fields that the page gives, aligned and wrapped, without the body's text."""
    title = clipped(one_line(story.headline or ""), _LONGEST)
    lines = (
        [terminal.bold(line) for line in wrapped(title, terminal.width)] if title else [terminal.dim("(no headline)")]
    )
    for row in _rows(story):
        lines += _laid_out(row, terminal)
    return "\n".join(lines) + "\n"


def _laid_out(row: _Row, terminal: Terminal) -> list[str]:
    """The row with its label once, its note in grey on the last line where it fits and below where it does not."""
    room = terminal.width - _LABEL
    lines = wrapped(row.value, room) if row.value else []
    laid_out = lines.copy()
    if row.note and lines and cells(lines[-1]) + 2 + cells(row.note) <= room:
        laid_out[-1] += "  " + terminal.dim(row.note)
    elif row.note:
        laid_out += [terminal.dim(line) for line in wrapped(row.note, room)]
    labels = [terminal.dim(padded(row.label, _LABEL)), *[" " * _LABEL] * len(laid_out)]
    return [label + line for label, line in zip(labels, laid_out, strict=False)]


def _rows(story: Story) -> Iterator[_Row]:
    for row in (*_who_rows(story), *_when_rows(story), *_what_rows(story)):
        if row.value or row.note:
            yield _Row(row.label, clipped(one_line(row.value), _LONGEST), clipped(one_line(row.note), _LONGEST))


def _who_rows(story: Story) -> Iterator[_Row]:
    unnamed = "names no person" if story.byline and not story.authors else ""
    yield _Row("kicker", story.kicker or "")
    yield _Row("deck", story.deck or "", _doubt(story, "deck"))
    yield _Row("byline", story.byline or "", unnamed)
    yield _Row("authors", "; ".join(map(_person, story.authors)), _doubt(story, "authors"))
    yield _Row("agency", story.agency or "", _doubt(story, "agency"))
    yield _Row("dateline", story.dateline.place if story.dateline else "", _doubt(story, "dateline"))


def _when_rows(story: Story) -> Iterator[_Row]:
    yield _instant("published", story.published) or _Row("published", "", "the page does not say")
    modified = _instant("modified", story.modified)
    if modified:
        yield modified


def _what_rows(story: Story) -> Iterator[_Row]:
    yield _Row("section", " / ".join(story.section))
    yield _Row("tags", ", ".join(story.tags), _doubt(story, "tags"))
    yield _Row("publisher", story.publisher or "", _host(story))
    pictures = [image for image in story.images if image.role != "author"]
    yield from map(_picture, pictures[:_PICTURES])
    if len(pictures) > _PICTURES:
        yield _Row("", "", f"and {_count(len(pictures) - _PICTURES, 'more picture')}")
    yield _Row("body", _size(story), _set_aside(story))
    yield _Row("posts", _posts(story))
    for correction in story.corrections:
        yield _Row("corrected", correction)
    yield _Row("access", ", ".join(_asides(story)))


def _asides(story: Story) -> Iterator[str]:
    yield story.access
    if story.language:
        yield f"language {story.language}"
    if story.related:
        yield f"{len(story.related)} related"


def _host(story: Story) -> str:
    url = web_url(story.source.canonical_url) or web_url(story.source.url)
    return url.split("/")[2] if url else ""


def _person(person: Person) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    return f"{person.name} ({details})" if details else person.name


def _instant(label: str, instant: Instant | None) -> _Row | None:
    if instant is None:
        return None
    zone = f"zone {instant.zone}" if "T" in instant.value else ""
    printed = f'"{instant.text}"' if instant.text and instant.text != instant.value else ""
    return _Row(label, _shown(instant), ": ".join(part for part in (zone, printed) if part))


def _shown(instant: Instant) -> str:
    """The day, the time of day and the offset, whole minutes without seconds."""
    day, _, time = instant.value.partition("T")
    offset = time.find("+") if "+" in time else time.find("-")
    clock = f"{time[:offset]} {time[offset:]}" if offset > 0 else time.replace("Z", " UTC")
    return _WHOLE_MINUTE.sub(r"\1", f"{day} {clock}".strip())


def _posts(story: Story) -> str:
    """How many posts a live blog has, with the times of the first and the last on the page."""
    if not story.posts:
        return ""
    times = [_shown(post.published) for post in story.posts if post.published]
    ends = f", {times[0]} to {times[-1]}" if len(times) > 1 else ""
    return _count(len(story.posts), "post") + ends


def _picture(image: Image) -> _Row:
    words = image.caption or image.alt or web_url(image.url) or ""
    return _Row("image", words, f"credit {image.credit}" if image.credit else "")


def _doubt(story: Story, field: str) -> str:
    chosen = next((evidence for evidence in story.evidence.get(field, ()) if evidence.chosen), None)
    return f"unsure, {chosen.confidence:.2f}" if chosen and chosen.confidence < _UNSURE else ""


def _size(story: Story) -> str:
    paragraphs = sum(1 for block in story.blocks if block.role == "body") or len(story.text.split("\n\n"))
    if not story.text.strip():
        return "none"
    return f"{_count(paragraphs, 'paragraph')}, {_length(story.text)}"


def _length(text: str) -> str:
    """In words, or in characters where the script has no spaces between words."""
    words = text.split()
    characters = sum(map(len, words))
    return _count(len(words), "word") if characters < 20 * len(words) else _count(characters, "character")


def _set_aside(story: Story) -> str:
    body = {index for index, block in enumerate(story.blocks) if block.role == "body"}
    copies = sum(1 for block in story.blocks if block.role == "duplicate" and block.duplicate_of in body)
    if not copies:
        return ""
    if copies == len(body):
        return f"second copy of {'all ' * (copies > 1)}{_count(copies, 'paragraph')} set aside"
    return f"{_count(copies, 'repeated paragraph')} set aside"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
