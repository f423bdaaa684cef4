"""Containers with what they hold summed up: text, links, paragraphs, and what their names speak for."""

from bisect import bisect_left
from itertools import accumulate
from operator import mul
from typing import Final, TypeAlias

from copydesk.body.weights import CAPTION, COMMENT, LIST, PROMO, Names, Weights, names_of
from copydesk.layout.sheet import Container, Dom, RawBlock

__all__ = ["BOX_FEATURES", "Box", "Boxes", "Shape", "box_features", "shapes_of"]

Shape: TypeAlias = tuple[str, str, str, str]

_MAIN, _FIGURE, _FIGCAPTION, _LI = 1, 2, 4, 8
_TAGS = {"main": _MAIN, "figure": _FIGURE, "figcaption": _FIGCAPTION, "li": _LI}
_LEAF: dict[str, float] = {
    "p": 1, "div": 2, "li": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 7, "h5": 8, "h6": 8, "td": 9, "tr": 9, "blockquote": 10,
    "figcaption": 11, "section": 12, "article": 12, "pre": 13, "header": 14, "footer": 15, "figure": 16, "button": 17,
    "dd": 18, "dt": 18,
}  # fmt: skip
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
        "above", "blocks", "chars", "features", "is_in_main", "kinds", "link", "names", "near", "para_chars", "paras",
        "parent", "score", "shape",
        "tags", "wide",
    )  # fmt: skip

    parent: "Box | None"
    names: Names
    features: tuple[float, ...] | None
    chars: int
    link: int
    para_chars: int
    paras: int
    blocks: int
    is_in_main: bool
    tags: int
    kinds: int
    near: int
    above: float
    score: float
    shape: Shape
    wide: Shape

    def describe(self, container: Container, parent: "Box | None", names: Names) -> None:
        """Take what the container is, and what it has from those above it."""
        self.parent = parent
        self.names = names
        self.features = None
        tag = _TAGS.get(container.tag)
        self.tags = 0 if tag is None else tag
        self.inherit()
        self.shape, self.wide = shapes_of(container)

    def inherit(self) -> None:
        """What the names on this container and on those above it speak for."""
        up, names = self.parent, self.names
        if up is None:
            self.above = 0.0
            self.kinds = self.near = names.kinds
            self.score = names.own
        else:
            self.above = up.above + (up.parent.names.above if up.parent else 0.0)
            self.tags |= up.tags
            self.near = names.kinds | up.names.kinds
            self.kinds = names.kinds | up.kinds
            self.score = names.own + self.above + up.names.parent


class Boxes:
    """The containers of a page, each looked at when it is asked for: most hold lists of links and never are."""

    def __init__(self, dom: Dom, weights: Weights) -> None:
        blocks = dom.blocks
        self.weights = weights
        self.sizes: list[int] = []
        self.links: list[int] = []
        self.paras: list[bool] = []
        self.measure(blocks)
        # Sums up to each block: a container's own are differences, since its blocks stand in a row.
        self._chars = list(accumulate(self.sizes, initial=0))
        self._link = list(accumulate(self.links, initial=0))
        self._paras = list(accumulate(self.paras, initial=0))
        self._para_chars = list(accumulate(map(mul, self.sizes, self.paras), initial=0))
        self._boxes: list[Box | None] = [None] * len(dom.containers)
        self._names: dict[tuple[str, str, str], Names] = {}
        self.main = self._main(dom)
        self._main_end = self._end_of(dom, self.main)
        self.page = self.of(dom.containers[0])
        self.main_chars = self._chars[self.main.last] - self._chars[self.main.first]
        self.is_links = self._lists_of_links(dom)

    def measure(self, blocks: list[RawBlock]) -> None:
        """Size, characters in links, and whether it is running text, of each block."""
        for block in blocks:
            size, link = len(block.text), block.link_chars
            self.sizes.append(size)
            self.links.append(link)
            self.paras.append(size >= _PARA and link * 3 < size)

    def of(self, container: Container) -> Box:
        """The box of a container."""
        box = self._boxes[container.index]
        if box is None:
            box = self._boxes[container.index] = self._made(container)
        return box

    def _made(self, container: Container) -> Box:
        key = (container.tag, container.classes, container.id)
        names = self._names.get(key)
        if names is None:
            names = self._names[key] = names_of(container, self.weights)
        box = Box.__new__(Box)
        box.describe(container, self.of(container.parent) if container.parent is not None else None, names)
        first, last = container.first, container.last
        box.chars = self._chars[last] - self._chars[first]
        box.link = self._link[last] - self._link[first]
        box.paras = self._paras[last] - self._paras[first]
        box.para_chars = self._para_chars[last] - self._para_chars[first]
        box.blocks = last - first
        box.is_in_main = self.main.index <= container.index < self._main_end
        return box

    def _main(self, dom: Dom) -> Container:
        """The deepest container that holds more than half of the running text: it holds the middle of that text."""
        sums = self._para_chars
        most = sums[-1]
        middle = dom.blocks[max(0, bisect_left(sums, most / 2) - 1)].container if most else dom.containers[0]
        while middle.parent is not None and (sums[middle.last] - sums[middle.first]) * 2 <= most:
            middle = middle.parent
        return middle

    def _end_of(self, dom: Dom, main: Container) -> int:
        """The index behind the last container in the main one."""
        containers, depth = dom.containers, main.depth
        for index in range(main.index + 1, len(containers)):
            if containers[index].depth <= depth:
                return index
        return len(containers)

    def _lists_of_links(self, dom: Dom) -> list[bool]:
        """For each block whether it stands in a list of links outside the main container: no body stands there."""
        flags = [False] * len(dom.blocks)
        start, end = self.main.index, self._main_end
        for container in dom.containers:
            first, last = container.first, container.last
            if (
                last - first >= _LINKS
                and not flags[first]
                and not start <= container.index < end
                and self._are_links(first, last)
            ):
                flags[first:last] = [True] * (last - first)
        return flags

    def _are_links(self, first: int, last: int) -> bool:
        link = self._link[last] - self._link[first]
        return self._paras[last] == self._paras[first] and link > _LINK_SHARE * (self._chars[last] - self._chars[first])


def shapes_of(container: Container) -> tuple[Shape, Shape]:
    """What a template gives a block: tag and classes of its container and of the one around it; and the same wider."""
    parent = container.parent or container
    above = parent.parent or parent
    return (container.tag, container.classes, parent.tag, parent.classes), (
        container.tag,
        parent.tag,
        above.tag,
        above.classes,
    )


def box_features(container: Container, box: Box, page: Box, main_depth: int) -> tuple[float, ...]:
    """The features that all blocks of a container share, in the order of BOX_FEATURES; computed once."""
    up = box.parent or box
    up2 = up.parent or up
    total = page.para_chars or 1
    kinds, tags = box.kinds, box.tags
    return (
        box.score, box.names.own, box.above, _LEAF.get(container.tag, 0.0), container.depth, box.para_chars / total,
        up.para_chars / total,
        up2.para_chars / total, up.paras, box.link / box.chars, up.link / up.chars, up.blocks, box.is_in_main,
        container.depth - main_depth,
        tags & _MAIN, tags & _FIGURE, tags & _FIGCAPTION, box.chars if tags & _LI else 0, box.names.kinds & CAPTION,
        box.near & CAPTION,
        box.near & COMMENT, kinds & COMMENT, kinds & PROMO, kinds & LIST, total, page.link / (page.chars or 1),
    )  # fmt: skip
