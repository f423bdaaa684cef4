"""The fields of a story as YAML front matter, which notebooks, static sites and converters read."""

from collections.abc import Iterator, Sequence

from copydesk.export.escaping import quoted
from copydesk.export.neutral import web_address
from copydesk.records import Story

__all__ = ["front_matter"]


def front_matter(story: Story) -> str:
    """What the page says, under the record's names, between two lines of dashes; what it does not say is left out.

    All values are quoted strings or lists of them, in a form that every YAML reader takes.
    """
    url = web_address(story.source)
    rows = [f"{name}: {_value(value)}\n" for name, value in _fields(story) if value]
    rows += [f'url: "{url}"\n'] if url else []
    return f"---\n{''.join(rows)}---\n"


def _fields(story: Story) -> Iterator[tuple[str, str | Sequence[str] | None]]:
    yield "headline", story.headline
    yield "kicker", story.kicker
    yield "deck", story.deck
    yield "byline", story.byline
    yield "authors", [person.name for person in story.authors]
    yield "agency", story.agency
    yield "dateline", story.dateline.place if story.dateline else None
    yield "published", story.published.value if story.published else None
    yield "modified", story.modified.value if story.modified else None
    yield "section", story.section
    yield "tags", story.tags
    yield "publisher", story.publisher
    yield "language", story.language
    yield "access", story.access if story.access != "unknown" else None
    yield "copyright", story.copyright
    yield "source", story.source.name
    yield "sha256", story.source.sha256


def _value(value: str | Sequence[str]) -> str:
    return quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"
