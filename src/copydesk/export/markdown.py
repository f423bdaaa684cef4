"""The story as Markdown in which the page's own words cannot become markup, links or HTML."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from copydesk.export.escaping import escaped
from copydesk.export.front_matter import front_matter
from copydesk.export.markdown_reading import reading_parts
from copydesk.export.neutral import neutral, web_address, web_url
from copydesk.records import Block, Image, Instant, Post, Story

__all__ = ["to_markdown", "to_markdown_part"]


def to_markdown(story: Story) -> str:
    """The fields as YAML front matter, then the story to read, as `to_markdown_part` gives it."""
    return front_matter(story) + "\n" + to_markdown_part(story)


def to_markdown_part(story: Story) -> str:
    """Headline, deck, a line of credits, pictures with captions, the body with headings, lists and quotations.

    Behind them stands what the desk has read in the story, where it has.
    """
    parts = [
        f"# {escaped(story.headline)}" if story.headline else "",
        f"**{escaped(story.deck)}**" if story.deck else "",
        _credits(story),
        *(_image(image) for image in story.images if image.role in ("lead", "body")),
        *_body(story),
        *(f"*{escaped(correction)}*" for correction in story.corrections),
        *(reading_parts(story.reading) if story.reading else ()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _credits(story: Story) -> str:
    place = story.dateline.place if story.dateline else None
    byline = story.byline or ", ".join(person.name for person in story.authors)
    agency = story.agency if story.agency and story.agency not in byline else None
    said = [byline, agency, story.publisher, place]
    dates = [_date("", story.published), _date("updated ", story.modified)]
    url = web_address(story.source)
    parts = [escaped(part) for part in (*dict.fromkeys(said), *dates) if part]
    return " · ".join([*parts, *([f"<{url}>"] if url else [])])


def _date(label: str, instant: Instant | None) -> str:
    return f"{label}{instant.value}" if instant else ""


def _image(image: Image) -> str:
    url = web_url(image.url)
    picture = f"![{escaped(image.alt or '')}](<{url}>)" if url else ""
    credit = f"({escaped(image.credit)})" if image.credit else ""
    words = " ".join(part for part in (escaped(image.caption or ""), credit) if part)
    return "\n\n".join(part for part in (picture, f"*{words}*" if words else "") if part)


def _body(story: Story) -> list[str]:
    stretches = [(post, _told(blocks)) for post, blocks in _stretches(story)]
    if not any(blocks for _, blocks in stretches):
        return [_lines(paragraph) for paragraph in story.text.split("\n\n")]
    return [part for post, blocks in stretches if blocks for part in (_stamp(post), *_runs(blocks))]


def _stretches(story: Story) -> Iterator[tuple[Post | None, Sequence[Block]]]:
    """The page's blocks cut where the posts of a live blog begin and end."""
    start = 0
    for post in story.posts:
        yield None, story.blocks[start : post.first]
        yield post, story.blocks[post.first : post.last]
        start = post.last
    yield None, story.blocks[start:]


def _told(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.role == "body" and block.text.strip()]


def _stamp(post: Post | None) -> str:
    """The line over a post: when it was written, and by whom."""
    if post is None:
        return ""
    parts = (post.published.value if post.published else "", post.author or "")
    said = " · ".join(escaped(part) for part in parts if part)
    return f"**{said}**" if said else ""


def _runs(blocks: Sequence[Block]) -> list[str]:
    return [_run(kind, list(run)) for kind, run in groupby(blocks, key=lambda block: block.kind)]


def _run(kind: str, blocks: list[Block]) -> str:
    if kind == "list_item":
        return "\n".join(f"- {escaped(block.text)}" for block in blocks)
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"## {escaped(block.text)}"
    if block.kind == "quotation":
        return "\n".join(f"> {text}" for text in _lines(block.text).split("\n"))
    if block.kind in ("preformatted", "table"):
        return _fenced(neutral(block.text).strip("\n"))
    return _lines(block.text)


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _lines(text: str) -> str:
    """Each line of the text escaped, joined by hard breaks."""
    return "\\\n".join(escaped(piece) for piece in text.split("\n") if piece.strip())
