# cython: boundscheck=False, wraparound=False
"""Containers with what they hold summed up: text, links, paragraphs, and what their names speak for."""

from array import array
from bisect import bisect_left
from collections.abc import MutableSequence
from typing import Final

from copydesk.body.weights import CAPTION, COMMENT, LIST, PROMO, Look, Looks, Names, Shape, Weights
from copydesk.layout.sheet import Container, Dom, RawBlock

__all__ = ["BOX_FEATURES", "Box", "Boxes", "box_features", "page_features"]

_MAIN, _FIGURE, _FIGCAPTION, _LI = 1, 2, 4, 8
_CAPTION, _COMMENT, _PROMO, _LIST = CAPTION, COMMENT, PROMO, LIST
BOX_FEATURES: Final = (
    "names", "own_names", "above_names", "leaf", "depth", "share_1", "share_2", "share_3", "paras_2", "density_1",
    "density_2", "siblings", "below_main",
    "depth_main", "main", "figure", "figcaption", "ancestor_li_text", "caption_own", "caption_near", "comment_near",
    "comment_above", "promo_above",
    "list_above", "page_text", "page_density",
)  # fmt: skip
# Containers with so many blocks and such a share of links hold no body outside the main container: on the development
# pages of news no body is lost, on blogs .3 %, and two thirds of the blocks need no further look.
_LINKS: Final = 4
_LINK_SHARE: Final = 0.8
_PARA: Final = 80
"""Characters from which a block with few links counts as running text."""


class Box:
    """What a container holds, its descendants' text included, and what its names and those above it speak for."""

    __slots__ = (
        "above", "article", "blocks", "chars", "depth", "is_in_main", "kinds", "link", "look", "names", "near",
        "para_chars", "paras", "parent", "score", "shape", "tags", "wide",
    )  # fmt: skip

    parent: "Box | None"
    look: Look
    names: Names
    depth: int
    chars: int
    link: int
    para_chars: int
    paras: int
    blocks: int
    is_in_main: bool
    article: int
    """The index of the nearest article element, or -1."""
    tags: int
    kinds: int
    near: int
    above: float
    score: float
    shape: Shape
    wide: Shape

    def inherit(self) -> None:
        """What the names on this container and on those above it speak for."""
        up, names = self.parent, self.names
        if up is None:
            self.above = 0.0
            self.kinds = self.near = names.kinds
            self.score = names.own
        else:
            self.above = up.above + (up.parent.names.above if up.parent is not None else 0.0)
            self.tags |= up.tags
            self.near = names.kinds | up.names.kinds
            self.kinds = names.kinds | up.kinds
            self.score = names.own + self.above + up.names.parent


class Boxes:
    """The containers of a page, each looked at when it is asked for: most hold lists of links and never are."""

    def __init__(self, dom: Dom, weights: Weights) -> None:
        blocks = dom.blocks
        count = len(blocks)
        self.looks = Looks(weights)
        # Sums up to each block: a container's own are differences, since its blocks stand in a row.
        self.chars = _numbers(count + 1)
        self.link = _numbers(count + 1)
        self.paras = _numbers(count + 1)
        self.para_chars = _numbers(count + 1)
        self.measure(blocks)
        self.count = count
        self.containers = len(dom.containers)
        self._boxes: list[Box | None] = [None] * self.containers
        self.main = self._main(dom)
        self._main_end = self._end_of(dom, self.main)
        self.page = self.of(dom.containers[0])
        assert 0 <= self.main.first <= self.main.last <= count
        self.main_chars = self.chars[self.main.last] - self.chars[self.main.first]
        self.is_links = self._lists_of_links(dom)

    def measure(self, blocks: list[RawBlock]) -> None:
        """Sum up size, characters in links, and running text, of the blocks before each and of all."""
        chars = links = paras = para_chars = 0
        for place, block in enumerate(blocks, 1):
            size, link = len(block.text), block.link_chars
            if size >= _PARA and link * 3 < size:
                paras += 1
                para_chars += size
            chars += size
            links += link
            self.chars[place] = chars
            self.link[place] = links
            self.paras[place] = paras
            self.para_chars[place] = para_chars

    def of(self, container: Container) -> Box:
        """The box of a container."""
        index = container.index
        assert 0 <= index < self.containers
        box = self._boxes[index]
        if box is None:
            box = self._boxes[index] = self._made(container)
        return box

    def _made(self, container: Container) -> Box:
        box = Box.__new__(Box)
        up = box.parent = self.of(container.parent) if container.parent is not None else None
        look = box.look = self.looks.of(container)
        box.names = self.looks.names(container, look)
        box.tags = look.tags
        box.depth = container.depth
        box.inherit()
        parent = up if up is not None else box
        above = parent.parent if parent.parent is not None else parent
        box.shape = self.looks.shape(look, parent.look)
        box.wide = self.looks.wide_shape(box.shape, above.look)
        box.article = container.index if look.tag == "article" else -1 if up is None else up.article
        box.is_in_main = self.main.index <= container.index < self._main_end
        self._sum_up(box, container.first, container.last)
        return box

    def _sum_up(self, box: Box, first: int, last: int) -> None:
        assert 0 <= first <= last <= self.count
        box.chars = self.chars[last] - self.chars[first]
        box.link = self.link[last] - self.link[first]
        box.paras = self.paras[last] - self.paras[first]
        box.para_chars = self.para_chars[last] - self.para_chars[first]
        box.blocks = last - first

    def _main(self, dom: Dom) -> Container:
        """The deepest container that holds more than half of the running text: it holds the middle of that text."""
        sums = self.para_chars
        most = sums[self.count]
        middle = dom.blocks[max(0, bisect_left(sums, most / 2) - 1)].container if most else dom.containers[0]
        while middle.parent is not None and self._para_chars_in(middle) * 2 <= most:
            middle = middle.parent
        return middle

    def _para_chars_in(self, container: Container) -> int:
        first, last = container.first, container.last
        assert 0 <= first <= last <= self.count
        return self.para_chars[last] - self.para_chars[first]

    def _end_of(self, dom: Dom, main: Container) -> int:
        """The index behind the last container in the main one."""
        containers, depth = dom.containers, main.depth
        for index in range(main.index + 1, len(containers)):
            container = containers[index]
            if container.depth <= depth:
                return index
        return len(containers)

    def _lists_of_links(self, dom: Dom) -> bytearray:
        """For each block whether it stands in a list of links outside the main container: no body stands there."""
        flags = bytearray(self.count)
        start, end = self.main.index, self._main_end
        for container in dom.containers:
            first, last = container.first, container.last
            if (
                last - first >= _LINKS
                and self._are_links(first, last)
                and not flags[first]
                and not start <= container.index < end
            ):
                flags[first:last] = b"\1" * (last - first)
        return flags

    def _are_links(self, first: int, last: int) -> bool:
        assert 0 <= first <= last <= self.count
        link = self.link[last] - self.link[first]
        return self.paras[last] == self.paras[first] and link > _LINK_SHARE * (self.chars[last] - self.chars[first])


def _numbers(count: int) -> MutableSequence[int]:
    return array("q", bytes(8 * count))


def page_features(row: MutableSequence[float], page: Box) -> None:
    """Write the features of a container that are the same for all."""
    assert len(row) > 37
    row[36] = page.para_chars or 1
    row[37] = page.link / (page.chars or 1)


def box_features(row: MutableSequence[float], box: Box, page: Box, main_depth: int) -> None:
    """Write the features that all blocks of a container share, in the order of BOX_FEATURES from the twelfth on."""
    assert len(row) > 35
    up = box if box.parent is None else box.parent
    up2 = up if up.parent is None else up.parent
    total = page.para_chars or 1
    kinds, tags = box.kinds, box.tags
    row[12] = box.score
    row[13] = box.names.own
    row[14] = box.above
    row[15] = box.look.leaf
    row[16] = box.depth
    row[17] = box.para_chars / total
    row[18] = up.para_chars / total
    row[19] = up2.para_chars / total
    row[20] = up.paras
    row[21] = box.link / box.chars
    row[22] = up.link / up.chars
    row[23] = up.blocks
    row[24] = box.is_in_main
    row[25] = box.depth - main_depth
    row[26] = tags & _MAIN
    row[27] = tags & _FIGURE
    row[28] = tags & _FIGCAPTION
    row[29] = box.chars if tags & _LI else 0
    row[30] = box.names.kinds & _CAPTION
    row[31] = box.near & _CAPTION
    row[32] = box.near & _COMMENT
    row[33] = kinds & _COMMENT
    row[34] = kinds & _PROMO
    row[35] = kinds & _LIST
