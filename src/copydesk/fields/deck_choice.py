"""Which lines under the headline are the deck: learned from their place, their looks and what the page declares."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from copydesk.fields.chooser import likely, share_of, within, words_in
from copydesk.fields.view import View
from copydesk.layout.around import ancestors, innermost, stands_within
from copydesk.layout.sheet import Container, RawBlock, alike_count
from copydesk.wording.furniture import furniture
from copydesk.wording.lines import looks_dated
from copydesk.wording.spelling import ends_cut, has_digit

__all__ = ["FEATURES", "Run", "Under"]

FAR: Final = 30
MOST_SAID: Final = 0.4
"""Of the words of a paragraph of the body and of a description, either way, for the paragraph to be the deck."""

DEEP: Final = 40
"""Levels up to which an element is looked for that holds two others."""
FEATURES: Final = (
    "from_headline", "from_first", "from_prose", "blocks", "in_body", "is_first", "share_in_body", "body_blocks",
    "tag", "bold", "slant", "prose_shape", "prose_parent", "next_shape", "headline_parent", "headline_box", "prose_box",
    "in_list", "in_figure", "in_aside",
    "named_deck", "named_caption", "named_byline", "named_related", "named_body", "named_tags",
    "length", "words", "ends_sentence", "ends_colon", "ends_cut", "digits", "dated", "furniture", "links", "sentences",
    "said", "said_cover", "covers_said", "starts_said", "said_length", "said_cut", "said_count", "said_in_body",
    "title_cover", "covers_title", "alike", "prose_length", "next_length", "before_length", "news",
    "ruled", "rule",
)  # fmt: skip

_OPENING: Final = 6
"""Words that begin a description."""
# Codes of elements, as `benchmarks.train_fields` gave them to the trees.
_TAGS: Final = {"p": 1.0, "div": 2.0, "span": 2.0, "li": 3.0, "h2": 4.0, "h3": 5.0, "h4": 6.0, "strong": 7.0}
_SLANT: Final = frozenset(("i", "em"))
_ITEM: Final = frozenset(("li",))
_FIGURE: Final = frozenset(("figure", "figcaption"))
_ASIDE: Final = frozenset(("aside",))
_WORDS_OF_PICTURES: Final = frozenset(("caption", "credit"))
_AUTHORS: Final = frozenset(("byline", "author_note", "published"))
_ELSEWHERE: Final = frozenset(("related", "newsletter", "share", "advertisement", "comments", "paywall"))
_MENUS: Final = frozenset(("tags", "breadcrumb", "navigation"))
# Codes of rules, for the same trees.
_RULES: Final = {
    "deck/markup": 1.0, "deck/as-declared": 2.0, "deck/bold-opening": 3.0, "deck/heading": 4.0,
    "deck/under-headline": 5.0,
}  # fmt: skip


class Run(NamedTuple):
    """Blocks that stand together and may be the deck, and how sure which rule is of them."""

    blocks: Sequence[RawBlock]
    rule: str = ""
    confidence: float = 0.0


class Under:
    """One page's lines under the headline, against what it declares as its description."""

    def __init__(self, page: View, declared: Sequence[str], headline: str, *, is_news: bool) -> None:
        self.page = page
        self.is_news = is_news
        given = [text for text in declared if text]
        self.declared = [*dict.fromkeys(given)]
        self.times = [given.count(text) for text in self.declared]
        known = {text: words_in(text) for text in self.declared}
        self.openings = [known[text][:_OPENING] for text in self.declared]
        self.said = [frozenset(known[text]) for text in self.declared]
        self.title = frozenset(words_in(headline))
        self.read: tuple[int, list[str]] = (-1, [])

    def probability(self, run: Run) -> float:
        """How likely some blocks are the deck."""
        return likely("deck", self.row(run))

    def says(self, run: Run) -> bool:
        """Whether some blocks say most of what a description says."""
        if not self.said:
            return False
        own = frozenset(self._tokens(run))
        return any(min(share_of(own, said), share_of(said, own)) >= MOST_SAID for said in self.said)

    def _tokens(self, run: Run) -> list[str]:
        """The words of some blocks, which are asked for twice."""
        first = run.blocks[0].index
        if self.read[0] != first:
            self.read = first, words_in("\n".join([block.text for block in run.blocks]))
        return self.read[1]

    def row(self, run: Run) -> list[float]:
        """The features of some blocks, in the order of FEATURES."""
        text = "\n".join([block.text for block in run.blocks])
        tokens = self._tokens(run)
        own = frozenset(tokens)
        return [
            *self._placed(run),
            *self._shaped(run.blocks[0]),
            *self._named(run.blocks[0]),
            *_words_of_deck(text, run.blocks),
            *self._said(tokens, own),
            *self._like(own, run),
        ]

    @cached_property
    def _prose(self) -> RawBlock | None:
        """The first paragraph, or the second where the first may be the deck."""
        page = self.page
        first = page.body[bisect_left(page.body, page.first) :][:2]
        return page.blocks[first[-1]] if first else None

    @cached_property
    def _opening(self) -> frozenset[str]:
        return frozenset(words_in(" ".join(self.page.blocks[index].text for index in self.page.body[:4])))

    @cached_property
    def _around_title(self) -> frozenset[int]:
        title = self.page.headline
        return _around(self.page.blocks[title].container if title is not None else None)

    @cached_property
    def _around_prose(self) -> frozenset[int]:
        return _around(self._prose.container if self._prose else None)

    def _placed(self, run: Run) -> tuple[float, ...]:
        page, first = self.page, run.blocks[0].index
        inside = sum([block.index in page.chosen for block in run.blocks])
        return (
            within(first - page.headline, FAR) if page.headline is not None else -FAR,
            within(first - page.first, FAR),
            within(first - page.prose, FAR),
            len(run.blocks),
            float(first in page.chosen),
            float(first == page.first),
            inside / len(run.blocks),
            min(FAR, len(page.body)),
        )

    def _shaped(self, block: RawBlock) -> tuple[float, ...]:
        page, prose, box = self.page, self._prose, block.container
        after = page.blocks[block.index + 1] if block.index + 1 < len(page.blocks) else None
        title = page.blocks[page.headline].container if page.headline is not None else None
        return (
            _TAGS.get(box.tag, 0.0),
            block.bold / len(block.text),
            float(bool(block.inline) and any(name in _SLANT for name, _ in block.inline[:4])),
            float(prose is not None and _shape(box) == _shape(prose.container)),
            float(prose is not None and box.parent is prose.container.parent),
            float(after is not None and _shape(box) == _shape(after.container)),
            float(title is not None and box.parent is title.parent),
            _blocks_between(box, self._around_title),
            _blocks_between(box, self._around_prose),
            float(stands_within(box, _ITEM, 3)),
            float(stands_within(box, _FIGURE, 4)),
            float(stands_within(box, _ASIDE, 5)),
        )

    def _named(self, block: RawBlock) -> tuple[float, ...]:
        marks = self.page.near(block, 6)
        names = block.container.classes.lower()
        return (
            float("deck" in marks) + float("deck" in self.page.marks.own(block.container)),
            float(not marks.isdisjoint(_WORDS_OF_PICTURES)),
            float(not marks.isdisjoint(_AUTHORS)),
            float(not marks.isdisjoint(_ELSEWHERE)),
            float("body" in marks or "content" in names or "text" in names),
            float(not marks.isdisjoint(_MENUS)),
        )

    def _said(self, tokens: list[str], own: frozenset[str]) -> tuple[float, ...]:
        best = max(
            range(len(self.said)), key=lambda i: len(own & self.said[i]) / (len(own | self.said[i]) or 1), default=-1
        )
        if best < 0:
            return (0.0,) * 8
        words, declared = self.said[best], self.declared[best]
        return (
            1.0,
            share_of(own, words),
            share_of(words, own),
            float(tokens[:_OPENING] == self.openings[best]),
            len(declared),
            float(ends_cut(declared)),
            sum([times for times, other in zip(self.times, self.said, strict=True) if _is_much(own, other)]),
            share_of(words, self._opening),
        )

    def _like(self, own: frozenset[str], run: Run) -> tuple[float, ...]:
        first, last = run.blocks[0], run.blocks[-1]
        blocks = self.page.blocks
        near = blocks[max(0, first.index - FAR) : first.index + FAR]
        return (
            share_of(own, self.title),
            share_of(self.title, own),
            alike_count(near, first),
            min(999, len(self._prose.text)) if self._prose else 0,
            min(999, len(blocks[last.index + 1].text)) if last.index + 1 < len(blocks) else 0,
            min(999, len(blocks[first.index - 1].text)) if first.index else 0,
            float(self.is_news),
            run.confidence,
            _RULES.get(run.rule, 0.0),
        )


def _is_much(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own & other) >= 0.8 * max(len(own), len(other), 1)


def _words_of_deck(text: str, blocks: Sequence[RawBlock]) -> tuple[float, ...]:
    tokens = text.split()
    return (
        len(text),
        len(tokens),
        float(text[-1] in ".!?…。”\"»'"),
        float(text[-1] in ":："),
        float(ends_cut(text)),
        float(has_digit(text)),
        float(looks_dated(text)),
        float(furniture(text) is not None),
        sum([block.link_chars for block in blocks]) / len(text),
        text.count(". ") + text.count("。") + text.count("? "),
    )


def _shape(container: Container) -> tuple[str, str]:
    return container.tag, container.classes


def _around(container: Container | None) -> frozenset[int]:
    """An element and those around it, by their number."""
    return frozenset(box.index for box in ancestors(container, DEEP))


def _blocks_between(one: Container, around: frozenset[int]) -> int:
    """How many blocks the innermost element has that holds an element and another, given those around the other."""
    found = innermost(one, around, DEEP)
    return min(99, found.last - found.first) if found else 99
