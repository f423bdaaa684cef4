# cython: boundscheck=False, wraparound=False
"""Features of the blocks of an HTML page: its own text, its container, its neighbours, its place in the page."""

from array import array
from collections.abc import MutableSequence
from typing import Final, TypeAlias

from copydesk.body.columns import Columns, Hints
from copydesk.body.containers import BOX_FEATURES, Box, box_features, page_features
from copydesk.body.forest import Scorer, new_row
from copydesk.body.weights import Weights
from copydesk.layout.sheet import Container, Dom, RawBlock
from copydesk.wording.furniture import furniture, is_section_end

__all__ = ["FEATURES", "Hints", "Shape", "block_features", "block_margins", "shape_of"]

Shape: TypeAlias = tuple[str, str, str, str]
Row: TypeAlias = MutableSequence[float]

_FURNITURE: Final[dict[str, float]] = {
    "related": 1, "newsletter": 2, "share": 3, "comments": 4, "copyright": 5, "navigation": 6, "paywall": 7,
    "advertisement": 8, "tags": 10,
    "author_note": 11, "correction": 12, "reading_time": 13, "footer": 14, "breadcrumb": 15,
}  # fmt: skip
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_FURNITURE: Final = 160
_FAR: Final = 30
_NO_BODY: Final = float("-inf")

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
"""The places in a row; what is written below by number stands in this order."""


def block_features(dom: Dom, hints: Hints, weights: Weights) -> list[list[float] | None]:
    """One row for each block, in the order of FEATURES; None in lists of links, which hold no body.

    `weights` are the learned weights of names.
    """
    kept = _Kept()
    margins = block_margins(dom, hints, weights, kept)
    rows = iter(kept.rows)
    return [None if margin == _NO_BODY else next(rows) for margin in margins]


class _Kept(Scorer):
    """Keeps the rows that it is to score."""

    def __init__(self) -> None:
        self.rows: list[list[float]] = []

    def total(self, row: Row) -> float:
        self.rows.append(list(row))
        return 0.0


def block_margins(dom: Dom, hints: Hints, weights: Weights, scorer: Scorer) -> MutableSequence[float]:
    """What the scorer makes of each block's row, minus infinity in lists of links.

    There is one row, written anew for each block: those of a page with 100,000 comments would be 200 MB together.
    """
    if not dom.blocks:
        return array("d")
    return _Rows(Columns(dom, hints, weights)).margins(scorer)


def shape_of(block: RawBlock) -> Shape:
    """What a template gives a block: tag and classes of its container and of the one around it."""
    container = block.container
    parent = container.parent or container
    return container.tag, container.classes, parent.tag, parent.classes


class _Rows:
    """The row of one block after the other, with what it knows of the blocks before it."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.near_title: Container | None = None
        self.seen: dict[str, int] = {}
        self.done = self.done_main = self.headings = self.ends = self.article_count = 0
        self.last_article, self.last_end, self.first_main = -2, -99, -1
        self.row = new_row(len(FEATURES))
        self.begin()

    def begin(self) -> None:
        """Take the sums of the page, and write what is the same for all blocks."""
        row, columns, boxes = self.row, self.columns, self.columns.boxes
        page = self.page = boxes.page
        self.count = columns.count
        self.total = page.para_chars or 1
        self.page_chars = page.chars or 1
        self.main_chars = boxes.main_chars or 1
        self.main_depth = boxes.main.depth
        self.heading = columns.heading
        self.title: Container | None = columns.blocks[self.heading].container if self.heading >= 0 else None
        self.title_article = boxes.of(self.title).article if self.title is not None else -1
        assert len(row) > 62
        page_features(row, page)
        row[60] = columns.covered / self.total
        row[61] = columns.has_body
        row[62] = columns.overlaps[self.heading] if self.heading >= 0 else -1.0

    def margins(self, scorer: Scorer) -> MutableSequence[float]:
        """The score of each block, minus infinity in lists of links."""
        links, boxes = self.columns.boxes.is_links, self.columns.boxes
        margins = values = array("d", bytes(8 * self.count))
        assert len(self.columns.blocks) == self.count == len(links)
        for index, block in enumerate(self.columns.blocks):
            if links[index]:
                self.skip(block)
                values[index] = _NO_BODY
            else:
                box = boxes.of(block.container)
                self.own(index, block)
                box_features(self.row, box, self.page, self.main_depth)
                self.around(index, block, box)
                self.behind(index, block, box)
                self.step(index, block, box)
                values[index] = scorer.total(self.row)
        return margins

    def skip(self, block: RawBlock) -> None:
        """Pass a block in a list of links."""
        self.done += len(block.text)
        if block.container.tag in _HEADINGS:
            self.headings += 1

    def own(self, index: int, block: RawBlock) -> None:
        """Features of a block's own text."""
        row, text = self.row, block.text
        size = len(text)
        density = block.link_chars / size
        bold = block.bold / size
        last = text[size - 1]
        row[0] = size
        row[1] = text.count(" ") + 1
        row[2] = min(1.0, density)
        row[3] = block.anchors
        row[4] = min(1.0, bold)
        row[5] = last in ".!?。！？…।؟։\"”»’'」)"
        row[6] = last in ".!?。！？…।؟։"
        row[7] = text.count("\n")
        row[8] = block.cells
        row[9] = self.columns.overlaps[index]
        row[10] = self.columns.told(text)
        row[11] = self.columns.in_body[index]

    def around(self, index: int, block: RawBlock, box: Box) -> None:
        """Features of a block's neighbours."""
        row, columns, boxes = self.row, self.columns, self.columns.boxes
        last = self.count - 1
        before = index - 1 if index else 0
        after = index + 1 if index < last else last
        ahead = columns.ahead[index]
        copies = self.seen.get(block.text, 0)
        self.seen[block.text] = copies + 1
        row[38] = copies
        row[39] = box.look.blocks
        beside = columns.blocks[before]
        row[40] = boxes.of(beside.container).score
        beside = columns.blocks[after]
        row[41] = boxes.of(beside.container).score
        row[42] = columns.densities[before]
        row[43] = columns.densities[after]
        row[44] = self.near(index, len(block.text))
        row[45] = columns.next_density[index]
        row[46] = ahead - index if 0 <= ahead < index + _FAR else _FAR

    def near(self, index: int, size: int) -> int:
        """The length of the two blocks before and behind; the first and the last stand in for one that they lack."""
        chars, last = self.columns.boxes.chars, self.count - 1
        near = chars[min(self.count, index + 3)] - chars[index - 2 if index > 2 else 0] - size
        return near + (0 if index else size) + (0 if index < last else size)

    def behind(self, index: int, block: RawBlock, box: Box) -> None:
        """Features of a block's shape, its article and its distance from the headline and the next paragraph."""
        row, columns, container = self.row, self.columns, block.container
        row[47] = box.shape.chars / self.total
        row[48] = box.shape.paras
        row[49] = box.wide.chars / self.total
        row[50] = box.shape is columns.main_shape
        row[51] = self.article(index, box)
        row[52] = self.article_count
        if container is not self.near_title:
            self.near_title = container
            self.apart(53, container, self.title)
        ahead = columns.ahead[index]
        self.apart(58, container, columns.blocks[ahead].container if ahead >= 0 else None)

    def step(self, index: int, block: RawBlock, box: Box) -> None:
        """Features of what stands before a block."""
        row, size = self.row, len(block.text)
        row[55] = self.furniture(index, block.text) if size < _LONGEST_FURNITURE else 0.0
        if self.first_main < 0 and box.shape is self.columns.main_shape:
            self.first_main = index
        if box.look.is_heading:
            self.headings += 1
        row[56] = self.ends
        row[57] = min(40, index - self.last_end)
        row[63] = max(-20, min(100, index - self.first_main)) if self.first_main >= 0 else -30
        row[64] = max(-40, min(120, index - self.heading)) if self.heading >= 0 else -60
        row[65] = min(30, self.headings)
        row[66] = self.done / self.page_chars
        row[67] = self.done_main / self.main_chars if box.is_in_main else (-1.0 if not self.done_main else 2.0)
        row[68] = min(400, index)
        self.done += size
        if box.is_in_main:
            self.done_main += size

    def article(self, index: int, box: Box) -> float:
        """1 in the article element of the headline, 0 in another, -1 where there are none; counts those with text."""
        paras = self.columns.boxes.paras
        if box.article != self.last_article and paras[index + 1] > paras[index]:
            self.article_count = min(20, self.article_count + 1)
            self.last_article = box.article
        return -1.0 if self.title_article < 0 or box.article < 0 else float(box.article == self.title_article)

    def furniture(self, index: int, text: str) -> float:
        """The kind of furniture that a block's words say it is, .5 more when they say nothing else."""
        found = furniture(text)
        if found is None:
            return 0.0
        if found.whole and self.first_main >= 0 and is_section_end(text):
            self.ends = min(9, self.ends + 1)
            self.last_end = index
        return _FURNITURE.get(found.role, 9.0) + (0.5 if found.whole else 0.0)

    def apart(self, place: int, container: Container, other: Container | None) -> None:
        """Write the levels from each of two containers up to the one that holds both; -1 without a second."""
        up = down = 0
        if other is None:
            up = down = -1
        elif container.parent is other.parent:
            up = down = 0 if container is other else 1
        else:
            one: Container | None = container
            while one is not other and one is not None and other is not None:
                if one.depth >= other.depth:
                    one = one.parent
                    up += 1
                else:
                    other = other.parent
                    down += 1
        self.row[place] = min(20, up)
        self.row[place + 1] = min(20, down)
