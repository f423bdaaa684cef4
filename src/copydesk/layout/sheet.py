"""What one walk over an HTML page finds: blocks, containers, links, pictures, times, raw metadata."""

from array import array
from collections.abc import Collection, Sequence
from typing import Protocol

from copydesk.layout.places import Lines, Placed
from copydesk.records import Span
from copydesk.wording import letterwise as quick
from copydesk.wording.invisible import cleaned

__all__ = [
    "Anchor",
    "Container",
    "Dom",
    "Edge",
    "Picture",
    "RawBlock",
    "Tag",
    "Tags",
    "TimeTag",
    "alike_count",
    "anchors_in",
    "new_anchor",
    "new_block",
    "new_container",
    "new_edge",
    "repeat_count",
    "span_of",
]


class _Namespace(Protocol):
    @property
    def value(self) -> str: ...


class Tag(Placed, Protocol):
    """An element of the parsed page, as much of it as the stages behind the walk may use."""

    @property
    def tag(self) -> str: ...
    @property
    def namespace(self) -> _Namespace: ...
    @property
    def text(self) -> str: ...
    @property
    def attrs(self) -> Collection[str]: ...
    def attr(self, name: str, /) -> str | None: ...
    def css_path(self) -> str: ...
    def closest(self, selector: str, /) -> "Tag | None": ...


class Edge:
    """Where a run begins and ends in the tree: parent and previous sibling of its first text, and of its last."""

    __slots__ = ("begin", "last", "last_previous", "parent", "previous")

    parent: Tag
    previous: Tag | None
    last: Tag
    last_previous: Tag | None
    begin: int
    """The offset in the source at which the first text begins; -1 where the walk did not know."""


def span_of(tag: Placed) -> Span | None:
    """The span of the element's start tag in the source; None for elements that the source only implies."""
    location = tag.source_location
    return (location.start_tag.start_offset, location.start_tag.end_offset) if location else None


class Container:
    """A block-level element: its place in the tree and the attributes that tell what it holds."""

    __slots__ = ("classes", "depth", "element", "first", "hidden", "id", "index", "last", "parent", "tag")

    index: int
    parent: "Container | None"
    tag: str
    element: Tag
    classes: str
    id: str
    depth: int
    hidden: bool
    first: int
    last: int

    def attr(self, name: str) -> str | None:
        """The attribute as written, or None."""
        return self.element.attr(name)

    def css_path(self) -> str:
        """A CSS selector that finds this element in the page."""
        return self.element.css_path()


class RawBlock:
    """A run of inline content: its text with white space collapsed, and where it stands."""

    __slots__ = (
        "anchors", "begin", "bold", "cells", "container", "end", "index", "inline", "link_chars", "text", "unseen",
    )  # fmt: skip

    index: int
    text: str
    container: Container
    link_chars: int
    bold: int
    anchors: int
    cells: bool
    unseen: bool
    inline: tuple[tuple[str, str], ...]
    begin: int
    end: int

    @property
    def span(self) -> Span:
        """Where the text stands in the source."""
        return self.begin, self.end


class Anchor:
    """A link with its text; `block` is the index of the block that it opens in."""

    __slots__ = ("_rel", "block", "container", "element", "href", "text")

    element: Tag
    href: str
    block: int
    container: Container
    text: str
    _rel: str | None

    @property
    def rel(self) -> str:
        """The rel attribute, lower case."""
        if self._rel is None:
            self._rel = (self.element.attr("rel") or "").lower()
        return self._rel

    @property
    def classes(self) -> str:
        """The class attribute as written."""
        return self.element.attr("class") or ""


# What a class builds in its own way is a call with a tuple of numbers made for it: these are four times as fast.


def new_container(parent: Container | None, index: int, tag: str, element: Tag) -> Container:
    """An element inside another, without its attributes yet."""
    made = Container.__new__(Container)
    made.index = index
    made.parent = parent
    made.tag = tag
    made.element = element
    made.classes = made.id = ""
    made.depth = parent.depth + 1 if parent is not None else 0
    made.hidden = False
    made.first = made.last = 0
    return made


def new_block(index: int, text: str, container: Container) -> RawBlock:
    """A block without links and marks."""
    made = RawBlock.__new__(RawBlock)
    made.index = index
    made.text = text
    made.container = container
    made.link_chars = made.bold = made.anchors = 0
    made.cells = made.unseen = False
    made.inline = ()
    made.begin = made.end = 0
    return made


def new_edge(parent: Tag, previous: Tag | None, begin: int) -> Edge:
    """The edge of a run of one text."""
    made = Edge.__new__(Edge)
    made.parent = made.last = parent
    made.previous = made.last_previous = previous
    made.begin = begin
    return made


def new_anchor(element: Tag, href: str, block: int, container: Container) -> Anchor:
    """A link whose text is not read yet."""
    made = Anchor.__new__(Anchor)
    made.element = element
    made.href = href
    made.block = block
    made.container = container
    made.text = ""
    made._rel = None  # noqa: SLF001  its own class
    return made


def anchors_in(anchors: Sequence[Anchor], first: int, last: int) -> list[Anchor]:
    """The links that open in the blocks from `first` up to `last`, that one not among them."""
    return [anchor for anchor in anchors if first <= anchor.block < last]


class Picture:
    """An image element; `block` is the index of the first block after it."""

    __slots__ = ("block", "container", "element")

    def __init__(self, element: Tag, block: int, container: Container) -> None:
        self.element = element
        self.block = block
        self.container = container

    def attr(self, name: str) -> str | None:
        """The attribute as written, or None."""
        return self.element.attr(name)

    @property
    def span(self) -> Span | None:
        """The span of the image's tag in the source."""
        return span_of(self.element)


class TimeTag:
    """A time element, or an abbreviation whose title may be a date."""

    __slots__ = ("block", "container", "element", "text")

    def __init__(self, element: Tag, block: int, container: Container) -> None:
        self.element = element
        self.block = block
        self.container = container
        self.text = cleaned(" ".join(element.text.split()))

    def attr(self, name: str) -> str | None:
        """The attribute as written, or None."""
        return self.element.attr(name)

    @property
    def span(self) -> Span | None:
        """The span of the element's start tag."""
        return span_of(self.element)

    def css_path(self) -> str:
        """A CSS selector that finds this element in the page."""
        return self.element.css_path()


def alike_count(blocks: Sequence[RawBlock], like: RawBlock) -> int:
    """How many blocks stand in an element of the same tag with the same classes as this one's."""
    tag, classes = like.container.tag, like.container.classes
    found = 0
    for block in blocks:
        container = block.container
        if container.tag == tag and container.classes == classes:
            found += 1
    return found


def repeat_count(blocks: Sequence[RawBlock], text: str) -> int:
    """How many blocks say just this."""
    found = 0
    for block in blocks:
        if block.text == text:
            found += 1
    return found


class Tags:
    """Elements of one kind, and beside each the offset of its start tag; -1 where the walk did not know it."""

    __slots__ = ("elements", "starts")

    def __init__(self) -> None:
        self.elements: list[Tag] = []
        self.starts = array("q")

    def add(self, element: Tag, start: int) -> None:
        """One more, behind the others."""
        self.elements.append(element)
        quick.add(self.starts, start)


class Dom:
    """What one walk over a page found, all in document order."""

    __slots__ = (
        "anchors", "blocks", "containers", "items", "lang", "lines", "links", "metas", "pictures", "properties",
        "scopes", "scripts", "source", "times", "titles",
    )  # fmt: skip

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = Lines(source)
        self.blocks: list[RawBlock] = []
        self.containers: list[Container] = []
        self.anchors: list[Anchor] = []
        self.pictures: list[Picture] = []
        self.times: list[TimeTag] = []
        self.metas = Tags()
        self.links = Tags()
        self.scripts = Tags()
        self.titles: list[Tag] = []
        self.properties = Tags()
        self.scopes = array("q")
        """For each property the item around it, counted from 1; 0 for none."""
        self.items: list[str | None] = []
        """What type each item says it is of."""
        self.lang: str | None = None

    def without_last(self) -> None:
        """Take back the last block: what begins behind it begins where it stood."""
        block = self.blocks.pop()
        index = block.index
        container: Container | None = block.container
        placed: tuple[Sequence[Anchor | Picture | TimeTag], ...] = (self.anchors, self.pictures, self.times)
        for some in placed:
            for one in reversed(some):
                if one.block <= index:
                    break
                one.block = index
        for inner in reversed(self.containers):
            if inner.first <= index:
                break
            inner.first = index
            inner.last = min(inner.last, index)
        while container is not None and container.last == index + 1:
            container.last = index
            container = container.parent
