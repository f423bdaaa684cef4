"""The card: one story at a glance on a terminal."""

from collections.abc import Iterator

from copydesk.cli.reading import reading_lines
from copydesk.cli.rows import LONGEST, Row, counted, laid_out
from copydesk.cli.terminal import Terminal, clipped, wrapped
from copydesk.export.neutral import one_line, web_address, web_url
from copydesk.patterns import pattern
from copydesk.records import Image, Instant, Person, Story

__all__ = ["card"]

_UNSURE = 0.6
_PICTURES = 3
_WHOLE_MINUTE = pattern(r"(\d\d:\d\d):00(?:\.0+)?(?=\s|$)")


def card(story: Story, terminal: Terminal) -> str:
    """The fields that the page gives, aligned and wrapped, without the body's text; then what the desk has read."""
    title = clipped(one_line(story.headline or ""), LONGEST)
    lines = (
        [terminal.bold(line) for line in wrapped(title, terminal.width)] if title else [terminal.dim("(no headline)")]
    )
    lines += laid_out(_rows(story), terminal)
    if story.reading:
        lines += reading_lines(story.reading, terminal)
    return "\n".join(lines) + "\n"


def _rows(story: Story) -> Iterator[Row]:
    for row in (*_who_rows(story), *_when_rows(story), *_what_rows(story)):
        if row.value or row.note:
            yield row


def _who_rows(story: Story) -> Iterator[Row]:
    unnamed = "names no person" if story.byline and not story.authors else ""
    yield Row("kicker", story.kicker or "")
    yield Row("deck", story.deck or "", _doubt(story, "deck"))
    yield Row("byline", story.byline or "", unnamed)
    yield Row("authors", "; ".join(map(_person, story.authors)), _doubt(story, "authors"))
    yield Row("agency", story.agency or "", _doubt(story, "agency"))
    yield Row("dateline", story.dateline.place if story.dateline else "", _doubt(story, "dateline"))


def _when_rows(story: Story) -> Iterator[Row]:
    yield _instant("published", story.published) or Row("published", "", "the page does not say")
    modified = _instant("modified", story.modified)
    if modified:
        yield modified


def _what_rows(story: Story) -> Iterator[Row]:
    yield Row("section", " / ".join(story.section))
    yield Row("tags", ", ".join(story.tags), _doubt(story, "tags"))
    yield Row("publisher", story.publisher or "", _host(story))
    pictures = [image for image in story.images if image.role != "author"]
    yield from map(_picture, pictures[:_PICTURES])
    if len(pictures) > _PICTURES:
        yield Row("", "", f"and {counted(len(pictures) - _PICTURES, 'more picture')}")
    yield Row("body", _size(story), _set_aside(story))
    yield Row("posts", _posts(story))
    for correction in story.corrections:
        yield Row("corrected", correction)
    yield Row("access", ", ".join(_asides(story)))


def _asides(story: Story) -> Iterator[str]:
    yield story.access
    if story.language:
        yield f"language {story.language}"
    if story.related:
        yield f"{len(story.related)} related"


def _host(story: Story) -> str:
    url = web_address(story.source)
    return url.split("/")[2] if url else ""


def _person(person: Person) -> str:
    details = ", ".join(part for part in (person.role, person.organisation) if part)
    return f"{person.name} ({details})" if details else person.name


def _instant(label: str, instant: Instant | None) -> Row | None:
    if instant is None:
        return None
    zone = f"zone {instant.zone}" if "T" in instant.value else ""
    printed = f'"{instant.text}"' if instant.text and instant.text != instant.value else ""
    return Row(label, _shown(instant), ": ".join(part for part in (zone, printed) if part))


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
    return counted(len(story.posts), "post") + ends


def _picture(image: Image) -> Row:
    words = image.caption or image.alt or web_url(image.url) or ""
    return Row("image", words, f"credit {image.credit}" if image.credit else "")


def _doubt(story: Story, field: str) -> str:
    chosen = next((evidence for evidence in story.evidence.get(field, ()) if evidence.chosen), None)
    return f"unsure, {chosen.confidence:.2f}" if chosen and chosen.confidence < _UNSURE else ""


def _size(story: Story) -> str:
    paragraphs = sum(1 for block in story.blocks if block.role == "body") or len(story.text.split("\n\n"))
    if not story.text.strip():
        return "none"
    return f"{counted(paragraphs, 'paragraph')}, {_length(story.text)}"


def _length(text: str) -> str:
    """In words, or in characters where the script has no spaces between words."""
    words = text.split()
    characters = sum(map(len, words))
    return counted(len(words), "word") if characters < 20 * len(words) else counted(characters, "character")


def _set_aside(story: Story) -> str:
    body = {index for index, block in enumerate(story.blocks) if block.role == "body"}
    copies = sum(1 for block in story.blocks if block.role == "duplicate" and block.duplicate_of in body)
    if not copies:
        return ""
    if copies == len(body):
        return f"second copy of {'all ' * (copies > 1)}{counted(copies, 'paragraph')} set aside"
    return f"{counted(copies, 'repeated paragraph')} set aside"
