"""One parse and one walk over an HTML page; the only module that touches the HTML parser.

The walk yields blocks (maximal runs of inline content) in document order, the containers they stand in,
and the raw material for declared metadata: metas, links, scripts, pictures, times, anchors.
"""

from importlib import import_module
from typing import Final

from copydesk.compiled import is_compiled
from copydesk.errors import Refused
from copydesk.layout.elements import (
    ANCHOR,
    BLOCK,
    BREAK,
    CELL,
    IMAGE,
    INLINE,
    LINK,
    META,
    NOSCRIPT,
    ROLES,
    SCRIPT,
    SKIP,
    TIME,
    TITLE,
)
from copydesk.layout.guard import guarded
from copydesk.layout.hidden import SPOKEN, has_spoken_sign, is_silent, mark_unseen
from copydesk.layout.opening import Opening
from copydesk.layout.sheet import (
    Container,
    Dom,
    Edge,
    Picture,
    RawBlock,
    TimeTag,
    new_anchor,
    new_block,
    new_container,
    new_edge,
)
from copydesk.layout.spans import COPIED, place
from copydesk.parser import Element, Text, parse
from copydesk.patterns import pattern
from copydesk.settings import Settings
from copydesk.wording import letterwise as quick
from copydesk.wording.drop_caps import is_drop_cap, with_capital, with_drop_cap
from copydesk.wording.link_notes import without_link_notes
from copydesk.wording.spaces import CELL_EDGE, LINE_EDGE, is_blank, lined, squeezed

__all__ = ["read_dom"]

if is_compiled(RawBlock):
    import_module("copydesk.layout.members")

_TOO_MANY: Final = "the page has more elements than Settings.max_nodes allows"
_BLOCK, _INLINE, _SKIP, _ANCHOR, _LINK = BLOCK, INLINE, SKIP, ANCHOR, LINK
_SCRIPT, _META, _IMAGE, _BREAK, _TIME = SCRIPT, META, IMAGE, BREAK, TIME
_BOLD: Final = frozenset(("b", "strong"))
_LAYOUT_TAGS: Final = "p div table ul ol h1 h2 h3 h4 h5 h6 section article blockquote pre form center".split()
_YEAR: Final = pattern(r"(?:19|20)\d\d")
_MOST_DROP_CAPS: Final = 20
"""Paragraphs of a page whose first letter stands apart: for each the source is looked through."""
_DEEP: Final = 180
"""Levels that are walked one by one; what is nested deeper is read as the text of its ancestor."""


def read_dom(source: str, settings: Settings) -> Dom:
    """The blocks and raw metadata of a page.

    Raises:
        Refused: `nodes` when the page has more nodes than the settings allow.
    """
    dom = Dom(source)
    safe = guarded(source)
    root = parse(safe, source_locations=True).root
    if root is not None:
        dom.lang = root.attr("lang") or root.attr("xml:lang")
        walk = _Walk(dom, Opening(safe, dom.lines), settings)
        walk.block(root, "html")
        if walk.is_hiding:
            mark_unseen(dom)
    return dom


class _Walk:
    """State of one walk; a run is the inline content between two block boundaries."""

    def __init__(self, dom: Dom, opening: Opening, settings: Settings) -> None:
        self.dom = dom
        self.opening = opening
        self.last_edge: Edge | None = None
        self.cursor = self.last_cursor = 0
        self.parts: list[str] = []
        self.marked = False
        self.edge: Edge | None = None
        self.link_chars = 0
        self.bold = 0
        self.run_anchors = 0
        self.inline: list[tuple[str, str]] = []
        self.in_link = False
        self.in_bold = False
        self.muted = False
        self.quiet: list[tuple[str, Element, Element | None, bool]] = []
        self.container: Container | None = None
        self.item = 0
        self.budget = settings.max_nodes
        self.deepest = min(settings.max_depth, _DEEP)
        self.most_attributes = settings.max_attributes
        self.is_hiding = False
        self.depth = self.drop_caps = 0

    def block(self, child: Element, tag: str) -> None:
        """Walk a block-level element: a container of its own, with the runs around and in it kept apart."""
        if self.parts or self.inline or self.quiet:
            self.flush()
        dom, outer, opening = self.dom, self.container, self.opening
        opening.look(child, tag)
        container = self.container = new_container(outer, len(dom.containers), tag, child)
        container.first = len(dom.blocks)
        dom.containers.append(container)
        if (opening.classes or opening.id) and not opening.are_more_than(self.most_attributes, child):
            container.classes, container.id = opening.classes, opening.id
        muted = self.muted
        if muted or opening.hidden:
            self.is_hiding = container.hidden = True
            self.muted = False
        link, bold, item = self.in_link, self.in_bold, self.item
        if opening.is_property or opening.is_scope:
            self.declared(child)
        self.children(child, opening.start, opening.end)
        if self.parts or self.inline or self.quiet:
            self.flush()
        self.in_link, self.in_bold, self.muted, self.item = link, bold, muted, item
        container.last = len(dom.blocks)
        self.container = outer

    def children(self, node: Element, outer: int, begin: int) -> None:
        """Walk what is in an element whose start tag stands from `outer` up to `begin`; -1 where that is not known."""
        self.depth += 1
        self.budget -= 1
        if self.budget < 0:
            raise Refused("nodes", _TOO_MANY)
        if self.depth > self.deepest:
            self.children_deep(node)
            self.depth -= 1
            return
        previous: Element | None = None
        parts, opening = self.parts, self.opening
        for child in quick.inside(node):
            kind = type(child)
            if kind is Text:
                data = quick.data(child)  # type: ignore[arg-type]
                if not is_blank(data):
                    self.text(data, node, previous, begin)
                elif parts:
                    parts.append(" ")
            elif kind is Element:
                tag = opening.name(child)  # type: ignore[arg-type]
                start = opening.start
                role = opening.role
                begin = -1
                if role == _BLOCK:
                    self.block(child, tag)  # type: ignore[arg-type]
                elif role == _INLINE:
                    self.inlined(child, tag, outer)  # type: ignore[arg-type]
                elif role == _ANCHOR:
                    self.anchor(child, tag, outer)  # type: ignore[arg-type]
                elif role != _SKIP:
                    self.special(child, tag, role, outer)  # type: ignore[arg-type]
                    if (tag == "br" or tag == "img") and opening.read(start):
                        begin = opening.end
                previous = child  # type: ignore[assignment]
        self.depth -= 1

    def text(self, data: str, parent: Element, previous: Element | None, begin: int) -> None:
        if self.muted:
            self.quiet.append((data, parent, previous, self.in_link))
            return
        self.parts.append(data)
        edge = self.edge
        if edge is None:
            self.edge = new_edge(parent, previous, begin)
        else:
            edge.last, edge.last_previous = parent, previous
        if self.in_link:
            self.link_chars += len(data)
        if self.in_bold:
            self.bold += len(data)

    def line_break(self) -> None:
        """One break is a new line in the block; two in a row end the block."""
        parts = self.parts
        if not parts or self.muted:
            return
        for part in reversed(parts):
            if part != " ":
                break
        if part == LINE_EDGE:
            self.flush()
        else:
            parts.append(LINE_EDGE)
            self.marked = True

    def inlined(self, child: Element, tag: str, outer: int) -> None:
        opening = self.opening
        opening.look(child, tag)
        if opening.classes and len(self.inline) < 12:
            self.inline.append((tag, opening.classes))
        item = self.item
        if opening.is_property or opening.is_scope:
            self.declared(child)
        if tag in _BOLD and not self.in_bold:
            self.in_bold = True
            self.shown(child, tag, outer)
            self.in_bold = False
        else:
            self.shown(child, tag, outer)
        self.item = item

    def declared(self, child: Element) -> None:
        """Note a property of microdata, or an item, which what stands in the element belongs to."""
        dom, opening = self.dom, self.opening
        if opening.is_scope:
            dom.items.append(opening.said(child, "itemtype"))
            self.item = len(dom.items)
        if opening.is_property:
            dom.properties.add(child, opening.start)
            quick.add(dom.scopes, self.item)

    def shown(self, child: Element, tag: str, outer: int) -> None:
        """Walk the children of an inline element that was looked at, whose text counts only if readers see it."""
        muted, opening = self.muted, self.opening
        start, end = opening.start, opening.end
        if (outer < 0 or start <= outer) and tag in COPIED:
            end = -1
        # What stands in something muted is not asked for: elements that nobody closed hold all that follows them.
        may_be_spoken = self.in_link and bool(opening.classes) and has_spoken_sign(opening.classes)
        if not muted and ((opening.hidden and _is_silent(child)) or (may_be_spoken and child.matches(SPOKEN))):
            self.muted = True
        self.children(child, start, end)
        self.muted = muted

    def anchor(self, child: Element, tag: str, outer: int) -> None:
        assert self.container is not None
        dom, was_in_link, opening = self.dom, self.in_link, self.opening
        opening.look(child, tag)
        href = opening.href
        blocks, start = len(dom.blocks), len(self.parts)
        anchor = new_anchor(child, href, blocks, self.container)
        item = self.item
        if opening.is_property or opening.is_scope:
            self.declared(child)
        if href:
            self.in_link = True
        self.run_anchors += 1
        self.shown(child, tag, outer)
        self.in_link, self.item = was_in_link, item
        if len(dom.blocks) == blocks:
            anchor.text = squeezed("".join(self.parts[start:]))
        dom.anchors.append(anchor)

    def special(self, child: Element, tag: str, kind: int, outer: int) -> None:
        assert self.container is not None
        dom = self.dom
        if kind == _SCRIPT:
            dom.scripts.add(child, self.opening.start)
        elif kind == _META:
            dom.metas.add(child, self.opening.start)
        elif kind == _LINK:
            dom.links.add(child, self.opening.start)
        elif kind == _IMAGE:
            dom.pictures.append(Picture(child, len(dom.blocks), self.container))
        elif kind == _BREAK:
            self.line_break()
        elif kind == _TIME:
            if tag == "time" or _YEAR.search(child.attr("title") or ""):
                dom.times.append(TimeTag(child, len(dom.blocks), self.container))
            self.inlined(child, tag, outer)
        elif kind == CELL:
            self.cell(child, tag, outer)
        elif kind == TITLE:
            dom.titles.append(child)
        elif kind == NOSCRIPT:
            for image in child.find_all("img", limit=20):
                dom.pictures.append(Picture(image, len(dom.blocks), self.container))

    def cell(self, child: Element, tag: str, outer: int) -> None:
        """A table cell with plain content joins its row; one that holds blocks is a container of its own."""
        if child.parent is not None and next(child.iter_elements(_LAYOUT_TAGS), None) is not None:
            self.block(child, tag)
            return
        if self.parts:
            self.parts.append(CELL_EDGE)
            self.marked = True
        self.opening.look(child, tag)
        item = self.item
        if self.opening.is_scope:
            self.opening.is_property = False
            self.declared(child)
        self.shown(child, tag, outer)
        self.item = item

    def children_deep(self, node: Element) -> None:
        previous: Element | None = None
        for child in node:
            if isinstance(child, Text):
                if not child.data.isspace():
                    self.text(child.data, node, previous, -1)
                elif self.parts:
                    self.parts.append(" ")
            elif isinstance(child, Element):
                self.deep(child)
                previous = child

    def deep(self, child: Element) -> None:
        """The text of what is nested too deep to be told apart."""
        for node in child.descendants:
            self.budget -= 1
            if type(node) is Text and not node.data.isspace():
                parent = node.parent
                if type(parent) is Element and ROLES.get(parent.tag) not in (SKIP, SCRIPT):
                    self.text(node.data, parent, None, -1)
        if self.budget < 0:
            raise Refused("nodes", _TOO_MANY)

    def flush(self) -> None:
        """End the run: what it holds becomes a block, or several where two line breaks part it."""
        unseen = bool(self.quiet) and self.edge is None
        if self.quiet:
            self.speak_up(self.quiet)
        if self.edge is not None:
            self.add_block(self.edge, unseen)
            self.edge = None
        del self.parts[:]
        self.marked = False
        if self.inline:
            self.inline = []
        self.link_chars = self.bold = self.run_anchors = 0

    def add_block(self, edge: Edge, unseen: bool) -> None:
        """Make a block of the run, if it says something."""
        dom, parts, container = self.dom, self.parts, self.container
        assert container is not None
        joined = "".join(parts)
        marked = self.marked or container.tag == "pre"
        text = lined(joined, container.tag == "pre") if marked else squeezed(joined)
        if self.run_anchors and ("(" in text or "[" in text):
            text = without_link_notes(text)
        if len(text) > 1 and text[1] == " " and self.drop_caps < _MOST_DROP_CAPS and len(parts[0].strip()) == 1:
            self.drop_caps += 1
            text = with_drop_cap(text, dom.source)
        if not text:
            return
        blocks = dom.blocks
        if blocks:
            before = blocks[len(blocks) - 1]
            if len(before.text) == 1:
                text = self.behind_capital(text, before.text, edge)
        block = new_block(len(blocks), text, container)
        block.link_chars, block.bold, block.anchors = self.link_chars, self.bold, self.run_anchors
        block.cells = marked and "\t" in text
        block.unseen = unseen
        if self.inline:
            block.inline = tuple(self.inline)
        block.begin, block.end = place(dom.lines, text, edge, self.cursor)
        self.last_edge, self.last_cursor = edge, self.cursor
        if block.end > self.cursor:
            self.cursor = block.end
        blocks.append(block)

    def behind_capital(self, text: str, capital: str, edge: Edge) -> str:
        """The run with the capital that is the block before it, which is gone then, if the two are one word."""
        if not is_drop_cap(capital, text) or self.drop_caps >= _MOST_DROP_CAPS:
            return text
        joined, before = with_capital(capital, text, self.dom.source), self.last_edge
        if joined is None or before is None:
            return text
        self.drop_caps += 1
        self.dom.without_last()
        self.cursor = self.last_cursor
        edge.parent, edge.previous, edge.begin = before.parent, before.previous, before.begin
        return joined

    def speak_up(self, quiet: list[tuple[str, Element, Element | None, bool]]) -> None:
        """Read what hidden inline elements hold where the run has nothing else: it is on the page, though not seen."""
        self.quiet = []
        if self.edge is None:
            muted, self.muted, link = self.muted, False, self.in_link
            for data, parent, previous, self.in_link in quiet:
                self.text(f"{data} ", parent, previous, -1)
            self.muted, self.in_link = muted, link


def _is_silent(element: Element) -> bool:
    texts = (node.data for node in element.descendants if type(node) is Text)
    return is_silent(element.attr("hidden"), element.attr("style"), texts)
