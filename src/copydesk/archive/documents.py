"""What matching needs of a story, small enough to lie beside its record: no record is decoded to compare two."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from copydesk.archive.words import figures, word_ids
from copydesk.records import Story
from copydesk.urls import host_of

__all__ = ["Document", "body_blocks", "document_from", "document_of", "outlet_of"]

_is_figure: Final = (1).__and__
"""Numbers of figures are odd, see `word_id`."""
_IS_BIG: Final = sys.byteorder == "big"


class Document(Struct, frozen=True, array_like=True, gc=False):
    """The words of a story as numbers, paragraph by paragraph, and what says where it came from.

    Attributes:
        headline: Numbers of the headline's content words, four bytes each, little endian.
        words: The same for all paragraphs of the body, one after the other; each word once a paragraph.
        ends: For each paragraph one past its last word, counted from the first word of the body; four bytes each.
        figures: The different figures of the body as printed, in order.
        outlet: Host that published it, without `www.`; empty where it has no address.
        address: Key of the address, the same for all captures of one page.
        agency: The wire service that filed it.
        place: The place of its dateline.
        published: ISO 8601 instant that the page states.
        seen: ISO 8601 instant of the capture.

    """

    headline: bytes
    words: bytes
    ends: bytes
    figures: tuple[str, ...] = ()
    outlet: str = ""
    address: str | None = None
    agency: str | None = None
    place: str | None = None
    published: str | None = None
    seen: str | None = None

    def headline_words(self) -> Sequence[int]:
        """The headline's words as numbers."""
        return _numbers(self.headline)

    def paragraphs(self) -> "list[array[int]]":
        """The words of each paragraph as numbers; a paragraph without content words is an empty one."""
        words = self.all_words()
        return [words[first:end] for first, end in pairwise((0, *self.paragraph_ends()))]

    def all_words(self) -> "array[int]":
        """The words of all paragraphs as numbers."""
        return _numbers(self.words)

    def paragraph_ends(self) -> "array[int]":
        """For each paragraph one past its last word in `all_words`."""
        return _numbers(self.ends)


def document_of(story: Story, *, address: str | None = None, seen: str | None = None) -> Document:
    """The document of a story.

    Args:
        story: read or not by the desk.
        address: key of its address, the same for all captures of one page.
        seen: ISO 8601 instant of the capture.
    """
    return document_from(
        story.headline,
        [story.blocks[index].text for index in body_blocks(story)],
        outlet=outlet_of(story.source.url or story.source.canonical_url),
        address=address,
        agency=story.agency,
        place=story.dateline.place if story.dateline else None,
        published=story.published.value if story.published else None,
        seen=seen,
    )


def document_from(headline: str | None, paragraphs: Iterable[str], **origin: str | None) -> Document:
    """The document of a headline and paragraphs; `origin` gives outlet, address, agency, place, published, seen."""
    words: list[int] = []
    ends: list[int] = []
    found: dict[str, None] = {}
    for paragraph in paragraphs:
        different = dict.fromkeys(word_ids(paragraph))
        words += different
        ends.append(len(words))
        if any(map(_is_figure, different)):
            found |= dict.fromkeys(figures(paragraph))
    return Document(_packed(word_ids(headline or "")), _packed(words), _packed(ends), tuple(found), **origin)  # type: ignore[arg-type]


def body_blocks(story: Story) -> list[int]:
    """Indexes of the blocks that are the paragraphs of the document, in order."""
    return [index for index, block in enumerate(story.blocks) if block.role == "body"]


def outlet_of(url: str | None) -> str:
    """The host of an address without `www.`.

    >>> outlet_of("https://www.lunde-post.example/harbour")
    'lunde-post.example'
    """
    return host_of(url).removeprefix("www.")


def _packed(numbers: list[int]) -> bytes:
    packed = array("I", numbers)
    if _IS_BIG:
        packed.byteswap()
    return packed.tobytes()


def _numbers(packed: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(packed)
    if _IS_BIG:
        numbers.byteswap()
    return numbers
