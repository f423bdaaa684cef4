"""Features of the blocks of an HTML page: its own text, its container, its neighbours, its place in the page."""

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Final, TypeVar

from msgspec import Struct

from copydesk.body.containers import BOX_FEATURES, Box, Boxes, Shape, box_features
from copydesk.body.weights import Weights
from copydesk.layout.sheet import Container, Dom, RawBlock
from copydesk.wording.furniture import furniture, is_section_end
from copydesk.wording.spelling import word_runs

__all__ = ["FEATURES", "Hints", "Shape", "block_features", "block_margins", "shape_of"]

Margin = TypeVar("Margin")

_ENDS: Final = frozenset(".!?。！？…।؟։\"”»’'」)")
_HARD_ENDS: Final = frozenset(".!?。！？…।؟։")
_HEADINGS = {"h1": 0.5, "h2": 0.0, "h3": 0.0}
"""Tags that may hold the headline, with what they add to the agreement with the declared one."""
_FURNITURE: Final[dict[str, float]] = {
    "related": 1, "newsletter": 2, "share": 3, "comments": 4, "copyright": 5, "navigation": 6, "paywall": 7,
    "advertisement": 8, "tags": 10,
    "author_note": 11, "correction": 12, "reading_time": 13, "footer": 14, "breadcrumb": 15,
}  # fmt: skip
_LONGEST_FURNITURE: Final = 160
_FAR: Final = 30

FEATURES: Final = (
    "length", "words", "link_density", "anchors", "bold", "ends", "hard_end", "newlines", "cells", "title_overlap",
    "in_description", "in_body",
    *BOX_FEATURES,
    "repeated", "class_repeats", "prev_names", "next_names", "prev_density", "next_density", "near_length",
    "next_para_density", "until_para",
    "shape_share", "shape_paras", "wide_share", "is_main_shape", "same_article", "article_number", "up_to_heading",
    "heading_up", "furniture",
    "ends_before", "since_end", "to_next_para", "from_next_para", "body_cover", "has_body", "heading_overlap",
    "first_main", "from_heading",
    "headings_before", "place", "place_main", "index",
)  # fmt: skip


class Hints(Struct, frozen=True):
    """What the page declares that blocks can agree with."""

    title: str = ""
    description: str = ""
    body: str = ""


def block_features(dom: Dom, hints: Hints, weights: Weights) -> list[list[float] | None]:
    """One row for each block, in the order of FEATURES; None in lists of links, which hold no body.

    `weights` are the learned weights of names.
    """
    return block_margins(dom, hints, weights, list)


def block_margins(
    dom: Dom, hints: Hints, weights: Weights, margin: Callable[[list[float]], Margin]
) -> list[Margin | None]:
    """What `margin` makes of each block's row, None in lists of links.

    A row is gone when its margin is known: those of a page with 100,000 comments would be 200 MB together.
    """
    if not dom.blocks:
        return []
    title = frozenset(word_runs(hints.title.lower()))
    return _Features(dom, hints, title, weights).margins(margin)


def shape_of(block: RawBlock) -> Shape:
    """What a template gives a block: tag and classes of its container and of the one around it."""
    container = block.container
    parent = container.parent or container
    return container.tag, container.classes, parent.tag, parent.classes


class _Features:
    """The page's sums that single rows draw on."""

    def __init__(self, dom: Dom, hints: Hints, title: frozenset[str], weights: Weights) -> None:
        blocks = self.blocks = dom.blocks
        boxes = self.boxes = Boxes(dom, weights)
        self.paras, self.sizes = boxes.paras, boxes.sizes
        self.main_depth = boxes.main.depth
        self.densities: list[float] = []
        self.local: list[list[float] | None] = []
        self.classes: dict[tuple[str, str], int] = {}
        self.look(hints, title)
        self.heading = _heading(blocks, self.local)
        self.has_body = bool(hints.body)
        self.until, self.ahead, self.next_density = _distances(self.paras, self.densities)
        self.shapes: dict[Shape, list[int]] = {}
        self.wides: dict[Shape, int] = {}
        self.covered = 0
        self.count()
        shapes = self.shapes
        self.main_shape = max(shapes, key=lambda key: shapes[key][0]) if shapes else None

    def look(self, hints: Hints, title: frozenset[str]) -> None:
        """Each block's own features, and how often its tag with its classes occurs."""
        boxes, classes = self.boxes, self.classes
        for block in self.blocks:
            index, container = block.index, block.container
            link, size = boxes.links[index], boxes.sizes[index]
            self.densities.append(link / size if link < size else 1.0)
            self.local.append(None if boxes.is_links[index] else _local(block, hints, title))
            key = (container.tag, container.classes)
            classes[key] = classes.get(key, 0) + 1

    def count(self) -> None:
        """Sum up the running paragraphs by shape, and those that the declared body holds."""
        for block in compress(self.blocks, self.paras):
            box = self.boxes.of(block.container)
            size = len(block.text)
            entry = self.shapes.setdefault(box.shape, [0, 0])
            entry[0] += size
            entry[1] += 1
            self.wides[box.wide] = self.wides.get(box.wide, 0) + size
            local = self.local[block.index]
            if local is not None and local[11] > 1:
                self.covered += size

    def margins(self, margin: Callable[[list[float]], Margin]) -> list[Margin | None]:
        boxes, page = self.boxes, self.boxes.page
        margins: list[Margin | None] = []
        runner = _Runner(self)
        seen: dict[str, int] = {}
        for index, (block, row) in enumerate(zip(self.blocks, self.local, strict=True)):
            if row is None:
                runner.skip(block)
                margins.append(None)
                continue
            box = boxes.of(block.container)
            if box.features is None:
                box.features = box_features(block.container, box, page, self.main_depth)
            copies = seen.get(block.text, 0)
            seen[block.text] = copies + 1
            row += box.features
            row.append(copies)
            row += self.around(index, box)
            row += runner.step(index, block, box)
            margins.append(margin(row))
            self.local[index] = None
        return margins

    def around(self, index: int, box: Box) -> tuple[float, ...]:
        """Features of a block's neighbours."""
        blocks, boxes, sizes = self.blocks, self.boxes, self.sizes
        last = len(blocks) - 1
        before = index - 1 if index else 0
        after = index + 1 if index < last else last
        behind, ahead = blocks[before], blocks[after]
        near = (
            sizes[before]
            + sizes[after]
            + (sizes[index - 2] if index > 1 else 0)
            + (sizes[index + 2] if index + 2 <= last else 0)
        )
        return (
            self.classes[box.shape[:2]],
            boxes.of(behind.container).score,
            boxes.of(ahead.container).score,
            self.densities[before],
            self.densities[after],
            near,
            self.next_density[index],
            self.until[index],
        )


class _Runner:
    """What the rows know of the blocks before them."""

    def __init__(self, page: _Features) -> None:
        self.page = page
        self.total = page.boxes.page.para_chars or 1
        self.chars = page.boxes.page.chars or 1
        self.main_chars = page.boxes.main_chars or 1
        self.cover = page.covered / self.total
        heading = page.heading
        self.title = page.blocks[heading].container if heading >= 0 else None
        self.title_article = _nearest_article(self.title) if self.title else -1
        title = page.local[heading] if heading >= 0 else None
        self.heading_overlap = title[9] if title is not None else -1.0
        self.articles: dict[int, int] = {}
        self.apart: dict[tuple[int, int], tuple[int, int]] = {}
        self.done = self.done_main = self.headings = self.ends = self.article_count = 0
        self.last_article, self.last_end, self.first_main = -2, -99, -1

    def skip(self, block: RawBlock) -> None:
        """Pass a block in a list of links."""
        self.done += len(block.text)
        if block.container.tag in _HEADING_TAGS:
            self.headings += 1

    def step(self, index: int, block: RawBlock, box: Box) -> tuple[float, ...]:
        page = self.page
        shape, wide = box.shape, box.wide
        size = page.sizes[index]
        entry = page.shapes.get(shape, _NOTHING)
        same = self.article(block, page.paras[index])
        role = self.furniture(index, block) if size < _LONGEST_FURNITURE else 0.0
        if self.first_main < 0 and shape == page.main_shape:
            self.first_main = index
        if block.container.tag in _HEADING_TAGS:
            self.headings += 1
        up, down = self.distance(block.container, self.title)
        after = page.ahead[index]
        ahead, ahead_down = self.distance(block.container, page.blocks[after].container if after >= 0 else None)
        place = self.done / self.chars
        place_main = self.done_main / self.main_chars if box.is_in_main else (-1.0 if not self.done_main else 2.0)
        self.done += size
        if box.is_in_main:
            self.done_main += size
        return (
            entry[0] / self.total, entry[1], page.wides.get(wide, 0) / self.total, shape == page.main_shape, same,
            self.article_count, up, down, role,
            self.ends, min(40, index - self.last_end), ahead, ahead_down, self.cover, page.has_body,
            self.heading_overlap,
            max(-20, min(100, index - self.first_main)) if self.first_main >= 0 else -30,
            max(-40, min(120, index - page.heading)) if page.heading >= 0 else -60, min(30, self.headings), place,
            place_main, min(400, index),
        )  # fmt: skip

    def article(self, block: RawBlock, para: bool) -> float:
        """1 in the article element of the headline, 0 in another, -1 where there are none; counts those with text."""
        number = block.container.index
        article = self.articles.get(number, -3)
        if article == -3:
            article = self.articles[number] = _nearest_article(block.container)
        if para and article != self.last_article:
            self.article_count = min(20, self.article_count + 1)
            self.last_article = article
        return -1.0 if self.title_article < 0 or article < 0 else float(article == self.title_article)

    def furniture(self, index: int, block: RawBlock) -> float:
        found = furniture(block.text)
        if found is None:
            return 0.0
        if found.whole and self.first_main >= 0 and is_section_end(block.text):
            self.ends = min(9, self.ends + 1)
            self.last_end = index
        return _FURNITURE.get(found.role, 9.0) + (0.5 if found.whole else 0.0)

    def distance(self, container: Container, other: Container | None) -> tuple[int, int]:
        """Levels from each of two containers up to the one that holds both; -1 without a second."""
        if other is None:
            return -1, -1
        if container.parent is other.parent:
            return (0, 0) if container is other else (1, 1)
        key = (container.index, other.index)
        found = self.apart.get(key)
        if found is None:
            found = self.apart[key] = _apart(container, other)
        return found


_HEADING_TAGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NOTHING: Final = [0, 0]


def _local(block: RawBlock, hints: Hints, title: frozenset[str]) -> list[float]:
    """Features of a block's own text."""
    text = block.text
    size = len(text)
    density = block.link_chars / size
    last = text[-1]
    overlap = in_description = in_body = 0.0
    if title and (block.container.tag in _HEADING_TAGS or 0.5 * len(hints.title) < size < 1.5 * len(hints.title) + 20):
        mine = frozenset(word_runs(text.lower()))
        both = len(mine & title)
        overlap = both / max(1, len(mine) + len(title) - both)
    if size > 25 and hints.description:
        in_description = float(text[:60] in hints.description or hints.description[:60] in text)
    if size > 3 and hints.body:
        opens = text[:40] in hints.body
        in_body = float(opens) + float(opens if size <= 40 else text[-40:] in hints.body)
    return [
        size, text.count(" ") + 1, min(1.0, density), block.anchors, min(1.0, block.bold / size), last in _ENDS,
        last in _HARD_ENDS,
        text.count("\n"), block.cells, overlap, in_description, in_body,
    ]  # fmt: skip


def _heading(blocks: Sequence[RawBlock], local: Sequence[Sequence[float] | None]) -> int:
    """The block of the headline as far as markup and the declared title tell, or -1."""
    best, found = 0.35, -1
    for block, row in zip(blocks, local, strict=True):
        extra = _HEADINGS.get(block.container.tag)
        if extra is not None and row is not None:
            score = row[9] + (extra if len(block.text) > 12 else 0.0)
            if score > best + 0.05:
                best, found = score, block.index
    return found


def _nearest_article(container: Container | None) -> int:
    while container is not None:
        if container.tag == "article":
            return container.index
        container = container.parent
    return -1


def _apart(one: Container, other: Container) -> tuple[int, int]:
    a: Container | None = one
    b: Container | None = other
    up = down = 0
    while a is not b and a is not None and b is not None:
        if a.depth >= b.depth:
            a = a.parent
            up += 1
        else:
            b = b.parent
            down += 1
    return min(20, up), min(20, down)


def _distances(paras: Sequence[bool], densities: Sequence[float]) -> tuple[list[int], list[int], list[float]]:
    """For each block: how far the next running paragraph is, which it is, and the mean link density up to it."""
    count = len(paras)
    until, ahead, density = [_FAR] * count, [-1] * count, [0.0] * count
    following, total, seen = -1, 0.0, 0
    for index in range(count - 1, -1, -1):
        ahead[index] = following
        if following >= 0:
            gap = following - index
            until[index] = gap if gap < _FAR else _FAR  # noqa: FURB136 - half the cost of a call, once a block
        density[index] = total / seen if seen else 0.0
        if paras[index]:
            following, total, seen = index, 0.0, 0
        total += densities[index]
        seen += 1
    return until, ahead, density
