# cython: boundscheck=False, wraparound=False
"""What the features of a page's blocks draw on, as columns of numbers: rows are made of them block by block."""

from array import array
from collections.abc import MutableSequence
from typing import Final

from msgspec import Struct

from copydesk.body.containers import Boxes
from copydesk.body.weights import Look, Shape, Weights
from copydesk.compiled import is_extension
from copydesk.layout.sheet import Dom
from copydesk.wording import runs
from copydesk.wording.spelling import word_runs

__all__ = ["Columns", "Hints", "Sought"]

_HEADINGS: Final = {"h1": 0.5, "h2": 0.0, "h3": 0.0}
"""Tags that may hold the headline, with what they add to the agreement with the declared one."""
_LEAST_AGREEMENT: Final = 0.35
"""A heading that agrees no more than this with the declared headline is not it; the trees learned from such rows."""
_LEAST_MORE: Final = 0.05
"""A later heading takes the place of one before only where it agrees more by this: of two alike the first stays."""
_SHORTEST_HEADLINE: Final = 12
_SHORTEST_TOLD: Final = 25
_TOLD: Final = 60
_SHORTEST_SAID: Final = 3
_SAID: Final = 40
_BY_GRAM: Final = is_extension(runs)
"""Where it is compiled, three letters that stand nowhere are found sooner than the whole part."""
_GRAMS: Final = 1 << 16


class Hints(Struct, frozen=True):
    """What the page declares that blocks can agree with."""

    title: str = ""
    description: str = ""
    body: str = ""


class Sought:
    """A text in which many parts are looked for, most of them in vain."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.size = len(text)
        self._at = 0
        self._grams = _grams(text) if _BY_GRAM and text else None

    def holds(self, part: str) -> bool:
        """Whether the part stands in the text."""
        grams = self._grams
        if grams is not None:
            size = len(part)
            if size > self.size:
                return False
            for place in range(2, size):
                number = (ord(part[place - 2]) * 961 + ord(part[place - 1]) * 31 + ord(part[place])) & 0xFFFF
                if not grams[number]:
                    return False
        # Parts come in the order in which they stand in it, as a rule: half of it is passed over.
        at = self.text.find(part, self._at)
        if at < 0 and self._at:
            at = self.text.find(part, 0, self._at + len(part))
        if at >= 0:
            self._at = at
        return at >= 0


def _grams(text: str) -> bytearray:
    """A mark for every three letters that follow each other."""
    grams = bytearray(_GRAMS)
    for place in range(2, len(text)):
        number = (ord(text[place - 2]) * 961 + ord(text[place - 1]) * 31 + ord(text[place])) & 0xFFFF
        grams[number] = 1
    return grams


class Columns:
    """The sums of a page, and for each block what rows of other blocks need of it."""

    def __init__(self, dom: Dom, hints: Hints, weights: Weights) -> None:
        self.blocks = dom.blocks
        self.count = len(dom.blocks)
        self.boxes = Boxes(dom, weights)
        self._title = frozenset(word_runs(hints.title.lower()))
        self._title_size = len(hints.title)
        self._description = Sought(hints.description)
        self._opening = hints.description[:_TOLD]
        self._body = Sought(hints.body)
        self.has_body = bool(hints.body)
        self.densities = _floats(self.count)
        self.overlaps = _floats(self.count)
        self.in_body = bytearray(self.count)
        self.ahead = array("q", bytes(8 * self.count))
        self.next_density = _floats(self.count)
        self.heading, self._best = -1, _LEAST_AGREEMENT
        self.look()
        self.measure()
        self.covered = 0
        self.main_shape: Shape | None = None
        self.sum_up()

    def look(self) -> None:
        """Links, and agreement with what is declared, of each block; how often each look occurs; the headline."""
        boxes = self.boxes
        links = boxes.is_links
        assert len(self.blocks) == self.count == len(links)
        for index, block in enumerate(self.blocks):
            size, link = len(block.text), block.link_chars
            self.densities[index] = link / size if link < size else 1.0
            look = boxes.looks.of(block.container)
            look.blocks += 1
            if not links[index]:
                overlap = self.overlaps[index] = self.overlap(block.text, look)
                self.in_body[index] = self.said(block.text)
                if look.is_heading:
                    self.take_heading(index, overlap, look.tag, size)

    def overlap(self, text: str, look: Look) -> float:
        """The share of words that a heading, or a text as long as one, has in common with the declared title."""
        title, size = self._title, len(text)
        if not title or not (look.is_heading or 0.5 * self._title_size < size < 1.5 * self._title_size + 20):
            return 0.0
        words = word_runs(text.lower())
        if title.isdisjoint(words):
            return 0.0
        mine = frozenset(words)
        both = len(mine & title)
        return both / max(1, len(mine) + len(title) - both)

    def told(self, text: str) -> bool:
        """Whether a block begins as a part of the declared description does, or holds its beginning."""
        if len(text) <= _SHORTEST_TOLD or not self._opening:
            return False
        return self._description.holds(text[:_TOLD]) or self._opening in text

    def said(self, text: str) -> int:
        """How much of a block the declared body holds: 2 both ends, 1 one of them."""
        size = len(text)
        if size <= _SHORTEST_SAID or not self.has_body:
            return 0
        opens = self._body.holds(text[:_SAID])
        closes = opens if size <= _SAID else self._body.holds(text[size - _SAID :])
        return opens + closes

    def take_heading(self, index: int, overlap: float, tag: str, size: int) -> None:
        """Take a heading for the headline when markup and the declared title say so more than of those before it."""
        extra = _HEADINGS.get(tag)
        if extra is not None:
            score = overlap + (extra if size > _SHORTEST_HEADLINE else 0.0)
            if score > self._best + _LEAST_MORE:
                self._best, self.heading = score, index

    def measure(self) -> None:
        """For each block the next running paragraph, or -1, and the mean link density up to it."""
        paras = self.boxes.paras
        following, total, seen = -1, 0.0, 0
        for index in range(self.count - 1, -1, -1):
            self.ahead[index] = following
            self.next_density[index] = total / seen if seen else 0.0
            if paras[index + 1] > paras[index]:
                following, total, seen = index, 0.0, 0
            total += self.densities[index]
            seen += 1

    def sum_up(self) -> None:
        """Sum up the running paragraphs by shape, and those that the declared body holds."""
        boxes = self.boxes
        shapes: list[Shape] = []
        for index in range(self.count):
            if boxes.paras[index + 1] == boxes.paras[index]:
                continue
            block = self.blocks[index]
            box = boxes.of(block.container)
            size = len(block.text)
            if not box.shape.paras:
                shapes.append(box.shape)
            box.shape.chars += size
            box.shape.paras += 1
            box.wide.chars += size
            if self.in_body[index] > 1:
                self.covered += size
        most = -1
        for shape in shapes:
            if shape.chars > most:
                most, self.main_shape = shape.chars, shape


def _floats(count: int) -> MutableSequence[float]:
    return array("d", bytes(8 * count))
