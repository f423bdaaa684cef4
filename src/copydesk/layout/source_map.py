"""Where the words of a story stand in its source: from a place in a block to the source, and back."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from copydesk.layout.alignment import Aligned, aligned
from copydesk.layout.encoding import text_again
from copydesk.layout.letters import Letters, hidden_letters, html_letters, json_letters, mended_letters, plain_letters
from copydesk.layout.repair import repaired_letters
from copydesk.patterns import pattern
from copydesk.records import Block, Capture, Span, Story
from copydesk.settings import DEFAULTS

__all__ = ["Annotation", "Place", "SourceMap", "plain_span", "source_text"]

REACH: Final = 5_000
"""Characters around a block's span in which its words are looked for where the markup misled the parser."""
_SCRIPT_END: Final = pattern(r"</script", re.IGNORECASE)
_FROM_SCRIPT: Final = frozenset({"body/declared", "body/page-state"})


class Annotation(Protocol):
    """Anything that names a block and its characters there."""

    @property
    def block(self) -> int: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Place(NamedTuple):
    """Characters `[start, end)` in the text of the block with the index `block`."""

    block: int
    start: int
    end: int


class SourceMap:
    """The way from a story's blocks to the source that it was read from, and back.

    It is made from the source when asked for; the record holds nothing of it.

    Args:
        story: The story.
        source: What it was read from: the bytes, the text, or the capture.

    Raises:
        ValueError: The story was read from something else.

    >>> import copydesk
    >>> page = "<h1>Ferry back</h1><p>The <b>ferry</b> to R&oslash;st sails again, the port said on Monday.</p>"
    >>> places = SourceMap(copydesk.read(page), page)
    >>> places.span(Place(1, 4, 17))
    (29, 53)
    >>> places.text[29:53]
    'ferry</b> to R&oslash;st'
    >>> places.place((41, 53))
    Place(block=1, start=13, end=17)
    """

    def __init__(self, story: Story, source: bytes | str | Capture) -> None:
        self.story = story
        self.text = source_text(story, source)
        """The decoded and newline-normalised source: the text that all spans of the story count in."""
        self._known: dict[int, Aligned] = {}
        self._scripts = {
            one.span for one in story.evidence.get("text", ()) if one.rule in _FROM_SCRIPT and one.span is not None
        }

    def span(self, annotation: Annotation) -> Span | None:
        """The span of the annotation's words in the source, from their first letter to their last.

        Markup, references and invisible characters may stand between them. None when the words do not stand in the
        source as they stand in the block, or when the annotation holds no letter.
        """
        return self._block(annotation.block).between(annotation.start, annotation.end)

    def place(self, span: Span) -> Place | None:
        """What stands at a span of the source: a block and its characters; None where no block has any of them.

        Of several blocks in the span the first is given.
        """
        for index, block in enumerate(self.story.blocks):
            if block.span[0] < span[1] and span[0] < block.span[1]:
                found = self._block(index).at(span)
                if found is not None:
                    return Place(index, *found)
        return None

    def _block(self, index: int) -> Aligned:
        if index not in self._known:
            block = self.story.blocks[index]
            self._known[index] = aligned(block.text, self._sources(block))
        return self._known[index]

    def _sources(self, block: Block) -> Iterator[Letters]:
        """What the block's words may have been made from, the likeliest first."""
        start, end = block.span
        piece = self.text[start:end]
        if self.story.source.kind == "text":
            yield repaired_letters(piece).shifted(start)
            yield plain_letters(piece).shifted(start)
        elif block.span in self._scripts:
            # The record has the place of the script's tag; what it holds stands behind it.
            closed = _SCRIPT_END.search(self.text, end)
            values = json_letters(self.text[start : closed.start() if closed else None])
            yield from (letters.shifted(start) for letters in (_markup_in(values), _markup_in(_markup_in(values))))
        else:
            yield html_letters(piece).shifted(start)
            yield mended_letters(piece).shifted(start)
            start = max(0, start - REACH)
            yield html_letters(self.text[start : end + REACH]).shifted(start)
            yield hidden_letters(piece).shifted(block.span[0])


def source_text(story: Story, source: bytes | str | Capture) -> str:
    """The text that the spans of a story count in: its source decoded, newlines as `\\n`.

    Raises:
        ValueError: The story was read from something else.
    """
    content = source.content if isinstance(source, Capture) else source
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if sha256(raw).hexdigest() != story.source.sha256:
        raise ValueError("the story was read from another source: hand over the bytes whose SHA-256 it names")
    limit = max(DEFAULTS.max_bytes, 8 * story.source.characters)
    return text_again(content, story.source.encoding.name, limit)


def plain_span(story: Story, annotation: Annotation) -> Span | None:
    """The annotation's span where its block stands in the source letter by letter, as the record alone can tell."""
    block = story.blocks[annotation.block]
    first, last = block.span
    return (first + annotation.start, first + annotation.end) if last - first == len(block.text) else None


def _markup_in(letters: Letters) -> Letters:
    return letters.of(html_letters(letters.text))
