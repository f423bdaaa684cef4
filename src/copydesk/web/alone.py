"""A story as one HTML file that opens from disk: text, record, evidence and source, and no address that loads."""

from typing import Final
from urllib.parse import parse_qsl

from copydesk.records import Story
from copydesk.web import beside, record
from copydesk.web.galley import LineRow, lines_of, lit_marks
from copydesk.web.pages import Surroundings, html
from copydesk.web.shape import Screen, clipped
from copydesk.web.shelf import archive_in_memory
from copydesk.web.source import bars_of, block_rows
from copydesk.web.story import images_of, story_row

__all__ = ["to_html"]

_NO_TIME: Final = "0001-01-01T00:00:00Z"
"""In the place of a capture's time where the source has none: the file must not depend on the clock."""


def to_html(story: Story) -> str:
    """The story as a page of its own; the same story always gives the same page.

    Raises:
        MissingExtra: the extra `web` is not installed.
    """
    return html(_screen(story), Surroundings(link=_within, twins=False, inline=True, is_static=True, is_alone=True))


def _screen(story: Story) -> Screen:
    archive = archive_in_memory()
    archive.add(story, seen=story.source.fetched_at or _NO_TIME)
    held = archive.held("1")
    candidates = tuple(row for field in record.shown_fields(story) for row in record.candidates_of(story, field))
    chosen = tuple(row for row in candidates if row.chosen)
    rows = tuple(block_rows(story, chosen))
    row = story_row(archive, held, story)
    archive.close()
    lines: tuple[LineRow, ...] = tuple(lines_of(story, lit_marks(story, chosen, "/story/1@1", kind="field")))
    return Screen(
        "alone",
        clipped(story.headline, 120) or "A story without a headline",
        {
            "story": (row,),
            "text": lines,
            "fields": tuple(record.fields_of(story)),
            "candidates": candidates,
            "elsewhere": (),
            "images": images_of(story),
            "people": tuple(beside.people(story.reading)),
            "quotes": tuple(beside.quotes(story.reading)),
            "checks": tuple(beside.checks(story.reading)),
            "copies": (),
            "versions": (),
            "blocks": rows,
            "map": tuple(bars_of(rows)),
        },
        story=held.id,
    )


def _within(target: str) -> str | None:
    """The place on the page that a link of the room leads to; None where the page has none."""
    path, _, rest = target.partition("?")
    query, _, fragment = rest.partition("#") if rest else ("", "", path.partition("#")[2])
    path = path.partition("#")[0]
    if not path or not path.startswith("/story/"):
        return target if target.startswith("#") else None
    field = dict(parse_qsl(query)).get("field", "")
    if path.endswith("/source"):
        return f"#{fragment or 'source'}"
    return f"#f-{field}" if field else "#main"
