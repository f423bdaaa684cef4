"""Containers with what they hold summed up: text, links, paragraphs, and what their names speak for."""

from typing import Final

from copydesk.fields.block_names import CAPTION, COMMENT, LIST, PROMO, Names, Weights, names_of
from copydesk.layout.blocks import Container, Dom, RawBlock

__all__ = ["BOX_FEATURES", "Box", "boxes_of", "is_para"]

_MAIN, _FIGURE, _FIGCAPTION, _LI = 1, 2, 4, 8
_TAGS: Final = {"main": _MAIN, "figure": _FIGURE, "figcaption": _FIGCAPTION, "li": _LI}
_LEAF: Final[dict[str, float]] = {
    "p": 1, "div": 2, "li": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 7, "h5": 8, "h6": 8, "td": 9, "tr": 9, "blockquote": 10,
    "figcaption": 11, "section": 12, "article": 12, "pre": 13, "header": 14, "footer": 15, "figure": 16, "button": 17, "dd": 18, "dt": 18,
}  # fmt: skip
BOX_FEATURES: Final = (
    "names", "own_names", "above_names", "leaf", "depth", "share_1", "share_2", "share_3", "paras_2", "density_1", "density_2", "siblings", "below_main",
    "depth_main", "main", "figure", "figcaption", "ancestor_li_text", "caption_own", "caption_near", "comment_near", "comment_above", "promo_above",
    "list_above", "page_text", "page_density",
)  # fmt: skip
# Containers with so many blocks and such a share of links hold no body outside the main container: on the development
# pages of news no body is lost, on blogs .3 %, and two thirds of the blocks need no further look.
_LINKS: Final = 4
_LINK_SHARE: Final = 0.8
_PARA: Final = 80
"""Characters from which a block with few links counts as running text."""


class Box:
    """A container's sums; they include all that its descendants hold."""

    __slots__ = ("above", "blocks", "chars", "features", "is_in_main", "is_links", "kinds", "link", "names", "near", "para_chars", "paras", "parent", "score", "tags")

    def __init__(self, container: Container, parent: "Box | None", names: Names) -> None:
        tags = _TAGS.get(container.tag, 0)
        self.parent = parent
        self.names = names
        self.features: tuple[float, ...] | None = None
        self.is_in_main = self.is_links = False
        self.chars = self.link = self.para_chars = self.paras = self.blocks = 0
        if parent is None:
            self.above = 0.0
            self.tags, self.kinds, self.near = tags, names.kinds, names.kinds
            self.score = names.own
        else:
            self.above = parent.above + (parent.parent.names.above if parent.parent else 0.0)
            self.tags = tags | parent.tags
            self.near = names.kinds | parent.names.kinds
            self.kinds = names.kinds | parent.kinds
            self.score = names.own + self.above + parent.names.parent


def is_para(block: RawBlock) -> bool:
    """Whether a block is running text by its length and links."""
    size = len(block.text)
    return size >= _PARA and block.link_chars * 3 < size


def boxes_of(dom: Dom, paras: list[bool], weights: Weights) -> tuple[list[Box], Box]:
    """A box for each container, and the main one: the deepest that holds most of the running text."""
    cache: dict[tuple[str, str, str], Names] = {}
    boxes: list[Box] = []
    for container in dom.containers:
        key = (container.tag, container.classes, container.id)
        names = cache.get(key)
        if names is None:
            names = cache[key] = names_of(container, weights)
        boxes.append(Box(container, boxes[container.parent.index] if container.parent else None, names))
    _sum_up(dom, boxes, paras)
    main = _main(dom, boxes)
    for container, box in zip(dom.containers, boxes, strict=True):
        parent = container.parent
        above = boxes[parent.index] if parent is not None else None
        box.is_in_main = box is main or (above is not None and above.is_in_main)
        box.is_links = (above is not None and above.is_links) or _is_links(box)
    return boxes, main


def _is_links(box: Box) -> bool:
    """Whether a container outside the main one is a list of links: no body stands in there."""
    return not box.paras and box.blocks >= _LINKS and box.link > _LINK_SHARE * box.chars and not box.is_in_main


def _sum_up(dom: Dom, boxes: list[Box], paras: list[bool]) -> None:
    for block, para in zip(dom.blocks, paras, strict=True):
        box = boxes[block.container.index]
        size = len(block.text)
        box.chars += size
        box.link += block.link_chars
        box.blocks += 1
        if para:
            box.para_chars += size
            box.paras += 1
    for box in reversed(boxes):
        parent = box.parent
        if parent is not None and box.chars:
            parent.chars += box.chars
            parent.link += box.link
            parent.blocks += box.blocks
            parent.para_chars += box.para_chars
            parent.paras += box.paras


def _main(dom: Dom, boxes: list[Box]) -> Box:
    most = boxes[0].para_chars
    best, depth = boxes[0], 0
    for container, box in zip(dom.containers, boxes, strict=True):
        if box.para_chars * 2 > most and container.depth >= depth:
            best, depth = box, container.depth
    return best


def box_features(container: Container, box: Box, page: Box, main_depth: int) -> tuple[float, ...]:
    """The features that all blocks of a container share, in the order of BOX_FEATURES; computed once."""
    up = box.parent or box
    up2 = up.parent or up
    total = page.para_chars or 1
    kinds, tags = box.kinds, box.tags
    return (
        box.score, box.names.own, box.above, _LEAF.get(container.tag, 0.0), container.depth, box.para_chars / total, up.para_chars / total,
        up2.para_chars / total, up.paras, box.link / box.chars, up.link / up.chars, up.blocks, box.is_in_main, container.depth - main_depth,
        tags & _MAIN, tags & _FIGURE, tags & _FIGCAPTION, box.chars if tags & _LI else 0, box.names.kinds & CAPTION, box.near & CAPTION,
        box.near & COMMENT, kinds & COMMENT, kinds & PROMO, kinds & LIST, total, page.link / (page.chars or 1),
    )  # fmt: skip
