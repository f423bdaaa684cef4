"""What a block near a picture looks like beside it: place, likeness to the alternative text, words of a credit."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.chooser import LONGEST, share_of, within, words_in
from copydesk.fields.view import View
from copydesk.layout.around import ancestors, innermost, stands_within
from copydesk.layout.sheet import Container, Picture, RawBlock, alike_count, repeat_count
from copydesk.records import Image, Story
from copydesk.wording.agencies import find_agencies
from copydesk.wording.captions import split_caption
from copydesk.wording.furniture import furniture
from copydesk.wording.lines import looks_dated
from copydesk.wording.names import is_name
from copydesk.wording.spelling import has_digit

__all__ = ["AFTER", "BEFORE", "FEATURES", "Beside"]

BEFORE, AFTER = 2, 4
"""Blocks before and behind a picture that may be its words; of 190 pages none reads otherwise with seven behind it."""
# Of 16,706 blocks near pictures two in three are left out so, and with them one in eighteen captions and credits.
SAME_BOX: Final = 12
NEXT: Final = 2
MOST_LINKED: Final = 0.8
PARAGRAPH: Final = 150
FAR: Final = 40

FEATURES: Final = (
    "offset", "letters_between", "up", "down", "shared_blocks", "shared_pictures", "other_picture_between",
    "to_next_picture",
    "in_figcaption", "in_figure", "marked_caption", "marked_credit", "marked_author", "marked_related", "marked_deck",
    "tag", "inline_slant", "length", "words", "ends_sentence", "ends_bracket", "colon", "slash", "capitals", "digits",
    "starts_small", "has_credit", "is_credit", "credit_rule", "agencies", "is_name", "rights", "dated", "furniture",
    "links", "bold", "unseen", "in_body", "body_shape", "body_parent", "alike", "repeated",
    "alt_cover", "alt_covered", "alt_same", "alt_length", "title_cover", "deck_cover", "said_cover", "said_covered",
    "picture_to_headline", "picture_to_prose", "block_to_headline", "block_to_prose",
    "length_before", "length_after", "ruled_caption", "ruled_credit",
)  # fmt: skip

# Codes of elements, as `benchmarks.train_fields` gave them to the trees.
_TAGS: Final = {"p": 1.0, "div": 2.0, "span": 3.0, "figcaption": 2.0, "figure": 2.0, "li": 4.0, "small": 5.0, "em": 5.0}
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SLANT: Final = frozenset(("i", "em", "small", "cite"))
_FIGCAPTION: Final = frozenset(("figcaption",))
_AUTHORS: Final = frozenset(("byline", "author_note", "author_image"))
_ELSEWHERE: Final = frozenset(("related", "newsletter", "share", "advertisement", "comments"))
# Codes of rules, for the same trees.
_CREDIT_RULES: Final = {
    "caption/mark": 1.0, "caption/bracket": 2.0, "caption/copyright": 3.0, "caption/wire-photo": 4.0,
    "caption/separator": 5.0, "caption/after-sentence": 6.0, "caption/given": 7.0, "caption/equals": 8.0,
    "caption/credit-only": 9.0,
}  # fmt: skip


def _places_of_pictures(page: View) -> list[int]:
    return sorted([picture.block for picture in page.pictures])


class Beside:
    """One picture and the blocks near it; `ruled` are the blocks that the rules take for caption and credit."""

    def __init__(
        self,
        page: View,
        known: Story,
        declared: Sequence[Candidate[Image]],
        picture: Picture,
        ruled: tuple[tuple[int, ...], tuple[int, ...]] = ((), ()),
    ) -> None:
        self.page = page
        self.picture = picture
        self.ruled = ruled
        self.alt = frozenset(words_in(picture.attr("alt")))
        self.title = frozenset(words_in(known.headline))
        self.deck = frozenset(words_in(known.deck))
        self.said = frozenset(words_in(" ".join(one.value.caption or "" for one in declared[:6])))
        self.shared: dict[int, Container | None] = {}
        self.chain = {container.index: container for container in ancestors(picture.container)}

    def blocks(self) -> Iterator[RawBlock]:
        """The blocks that may be the picture's words, in order."""
        page, at = self.page, self.picture.block
        for block in page.said(at - BEFORE, at + AFTER, 2, LONGEST):
            if block.index != page.headline and self._may_tell(block):
                yield block

    def _may_tell(self, block: RawBlock) -> bool:
        """Whether a block is worth a look: no link, no paragraph of the story, not far from the picture in the tree."""
        if block.link_chars > MOST_LINKED * len(block.text):
            return False
        prose = self._prose
        if prose is not None and block.index in self.page.chosen and len(block.text) > PARAGRAPH:
            box, its = block.container, prose.container
            if (box.tag, box.classes) == (its.tag, its.classes) and box.parent is its.parent:
                return False
        shared = self._shared(block)
        return 0 <= block.index - self.picture.block <= NEXT or (
            shared is not None and shared.last - shared.first <= SAME_BOX
        )

    def _shared(self, block: RawBlock) -> Container | None:
        """The innermost element that holds both the picture and the block; asked of the same few elements again."""
        inner = block.container.index
        if inner not in self.shared:
            self.shared[inner] = innermost(block.container, self.chain)
        return self.shared[inner]

    def row(self, block: RawBlock) -> list[float]:
        """The features of a block, in the order of FEATURES."""
        return [
            *self._placed(block),
            *self._marked(block),
            *_words_of_block(block),
            *self._like(block),
            *self._around(block),
        ]

    @cached_property
    def _prose(self) -> RawBlock | None:
        blocks = self.page.blocks
        return blocks[self.page.prose] if self.page.prose < len(blocks) else None

    def _placed(self, block: RawBlock) -> tuple[float, ...]:
        at, index = self.picture.block, block.index
        shared = self._shared(block)
        low, high = min(at, index), max(at, index)
        pictures = self.page.once(_places_of_pictures)
        after = bisect_right(pictures, at)
        return (
            index - at,
            min(999, self.page.letters(low, high)),
            self.picture.container.depth - shared.depth if shared else 20,
            block.container.depth - shared.depth if shared else 20,
            min(FAR, shared.last - shared.first) if shared else FAR,
            min(10, bisect_right(pictures, shared.last) - bisect_left(pictures, shared.first)) if shared else 10,
            bisect_right(pictures, high) - bisect_right(pictures, low) if index > at else 0,
            min(FAR, pictures[after] - index) if after < len(pictures) else FAR,
        )

    def _marked(self, block: RawBlock) -> tuple[float, ...]:
        figure = next((one for one in ancestors(block.container, 5) if one.tag == "figure"), None)
        marks = self.page.near(block, 4)
        return (
            float(stands_within(block.container, _FIGCAPTION, 5)),
            float(figure is not None and figure.index in self.chain) + float(figure is not None),
            float("caption" in marks),
            float("credit" in marks),
            float(not marks.isdisjoint(_AUTHORS)),
            float(not marks.isdisjoint(_ELSEWHERE)),
            float("deck" in marks),
        )

    def _like(self, block: RawBlock) -> tuple[float, ...]:
        page, prose = self.page, self._prose
        own, container = frozenset(words_in(block.text)), block.container
        shape = (container.tag, container.classes)
        return (
            float(block.index in page.chosen),
            float(prose is not None and shape == (prose.container.tag, prose.container.classes)),
            float(prose is not None and container.parent is prose.container.parent),
            min(30, alike_count(page.blocks, block)),
            repeat_count(page.blocks, block.text),
            share_of(own, self.alt),
            share_of(self.alt, own),
            float(own == self.alt),
            len(self.alt),
            share_of(own, self.title),
            share_of(own, self.deck),
            share_of(own, self.said),
            share_of(self.said, own),
        )

    def _around(self, block: RawBlock) -> tuple[float, ...]:
        page, at, index = self.page, self.picture.block, block.index
        blocks = page.blocks
        return (
            within(at - page.top, FAR),
            within(at - page.prose, FAR),
            within(index - page.top, FAR),
            within(index - page.prose, FAR),
            min(999, len(blocks[index - 1].text)) if index else 0,
            min(999, len(blocks[index + 1].text)) if index + 1 < len(blocks) else 0,
            float(index in self.ruled[0]),
            float(index in self.ruled[1]),
        )


def _words_of_block(block: RawBlock) -> tuple[float, ...]:
    text = block.text
    split = split_caption(text)
    tokens = text.split()
    tag = block.container.tag
    return (
        6.0 if tag in _HEADINGS else _TAGS.get(tag, 0.0),
        float(any(name in _SLANT for name, _ in block.inline[:4])),
        len(text),
        len(tokens),
        float(text[-1] in ".!?…。"),
        float(text[-1] in ")）]】〉」"),
        float(":" in text[:24] or "：" in text[:24]),
        float("/" in text),
        sum(not token[0].islower() for token in tokens) / len(tokens),
        float(has_digit(text)),
        float(text[0].islower()),
        float(split.credit is not None),
        float(split.credit is not None and split.caption is None),
        _CREDIT_RULES.get(split.rule, 0.0) if split.credit else 0.0,
        len(find_agencies(text)) if len(text) < 400 else 0,
        float(len(tokens) < 7 and is_name(text)),
        float("©" in text or "(c)" in text.lower()),
        float(looks_dated(text)),
        float(furniture(text) is not None),
        block.link_chars / len(text),
        block.bold / len(text),
        float(block.unseen),
    )
