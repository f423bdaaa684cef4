"""A program that uses all of the Python API, as a user would write it; it has to hold under mypy's strict rules."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never, assert_type

import msgspec

import copydesk
from copydesk import Block, Capture, Evidence, Failure, Instant, Reading, Settings, SourceMap, Story, WarcPlace

QUICK = Settings(max_seconds=5.0, allow_private=True)


def headline_of(path: Path) -> str | None:
    """The headline, or the reason why there is none."""
    try:
        story = copydesk.read(path, url="https://news.test/a", kind="html", settings=QUICK, desk=True)
    except copydesk.Refused as error:
        return error.reason
    except copydesk.CopydeskError as error:
        return f"{error.reason}: {error}"
    return assert_type(story.headline, str | None)


def people_of(story: Story) -> dict[str, tuple[str, ...]]:
    """The names of each person."""
    reading = assert_type(story.reading, Reading | None)
    return {person.name: person.variants for person in reading.people} if reading else {}


def fields_of(story: Story) -> tuple[list[Block], str | None, tuple[Evidence, ...]]:
    """Some of the record's parts."""
    published = assert_type(story.published, Instant | None)
    body = [block for block in story.blocks if block.role == "body"]
    return body, published.value if published else None, story.evidence.get("headline", ())


def words_of(story: Story, page: bytes) -> list[str]:
    """The words of the source in which each time is told, markup and all."""
    places = SourceMap(story, page)
    spans = [places.span(time) for time in story.reading.times] if story.reading else []
    text = assert_type(copydesk.source_text(story, page), str)
    return [text[start:end] for start, end in (span for span in spans if span)]


def from_bytes(content: bytes) -> Story:
    """A page that the program has fetched itself."""
    place = WarcPlace(id="urn:uuid:1", offset=7)
    capture = Capture(content=content, url="https://news.test/a", headers=(("content-type", "text/html"),), warc=place)
    return assert_type(copydesk.read_capture(capture, settings=QUICK), Story)


def rows(paths: list[Path]) -> Iterator[dict[str, object]]:
    """A row for each source."""
    for found in copydesk.read_many(paths, jobs=2, desk=True, settings=QUICK):
        if isinstance(found, Failure):
            yield {"name": found.name, "reason": found.reason, "message": found.message}
        elif isinstance(found, Story):
            yield found.to_dict()
        else:
            assert_never(found)


def found(path: Path) -> list[tuple[str | None, int]]:
    """The headlines of an archive, each with the number of its copies."""
    with copydesk.open_archive(path) as archive:
        return [(one.headline, one.copies) for one in archive.search("ferry").results]


async def titles(addresses: list[str]) -> list[str | None]:
    """The headlines of pages read while the event loop goes on."""
    stories = await asyncio.gather(*(copydesk.aread(address) for address in addresses))
    return [story.headline for story in stories]


def written(story: Story) -> tuple[str, str, Story]:
    """The story as JSON, as Markdown, and read back."""
    line = assert_type(story.to_json(), str)
    return line, copydesk.to_markdown(story), msgspec.json.decode(line, type=Story)
