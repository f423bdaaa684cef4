"""What the tags, classes and ids around a text speak for: learned weights and kinds of container."""

from functools import lru_cache
from typing import Final, TypeAlias

from copydesk.layout.sheet import Container
from copydesk.wording.runs import name_runs

__all__ = ["CAPTION", "COMMENT", "LIST", "PROMO", "Look", "Looks", "Names", "Shape", "Weights", "names_of", "tokens_of"]

_TAGS: Final = {"main": 1, "figure": 2, "figcaption": 4, "li": 8}
"""Tags that count for all that stands in them, as bits."""
_LEAVES: Final[dict[str, float]] = {
    "p": 1, "div": 2, "li": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 7, "h5": 8, "h6": 8, "td": 9, "tr": 9, "blockquote": 10,
    "figcaption": 11, "section": 12, "article": 12, "pre": 13, "header": 14, "footer": 15, "figure": 16, "button": 17,
    "dd": 18, "dt": 18,
}  # fmt: skip
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SHORTEST: Final = 2
_LONGEST: Final = 400
"""Characters of class and id that are looked at."""

CAPTION: Final = 1
COMMENT: Final = 2
PROMO: Final = 4
LIST: Final = 8
_KIND_WORDS: Final = {
    CAPTION: "caption captions figcaption credit credits copyright photo image picture bild foto legend leyenda"
    " bildunterschrift photographer",
    COMMENT: "comment comments disqus respond reply replies discussion kommentar kommentare forum",
    PROMO: "promo promotion newsletter subscribe subscription signup sign cta banner paywall register login offer"
    " piano premium join donate app",
    LIST: "list items item listing card cards grid",
}
_KINDS = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}


Weights: TypeAlias = dict[str, tuple[float, float, float]]
"""Learned log-odds of each name for body: on the text's own container, on its parent, further up."""
_NONE: Final = (0.0, 0.0, 0.0)
"""Of a name that training did not see: it says neither body nor furniture."""


class Names:
    """Log-odds for body of the names on one container, by distance from the text, and their kinds as bits."""

    __slots__ = ("above", "kinds", "own", "parent")

    own: float
    parent: float
    above: float
    kinds: int


@lru_cache(maxsize=20_000)
def tokens_of(names: str) -> tuple[str, ...]:
    """The words in class and id attributes, camel case and dashes parted, each once."""
    found: list[str] = []
    for name in name_runs(names, _SHORTEST):
        if name not in found:
            found.append(name)
    return tuple(found)


def names_of(container: Container, weights: Weights) -> Names:
    """The weights of a container's tag, classes and id summed up."""
    found = weights.get(f"<{container.tag}>")
    own, parent, above = _NONE if found is None else found
    kinds = 0
    if container.classes or container.id:
        for token in tokens_of(f"{container.classes} {container.id}"[:_LONGEST]):
            if token in _KINDS:
                kinds |= _KINDS[token]
            found = weights.get(token)
            if found is not None:
                more, more_parent, more_above = found
                own += more
                parent += more_parent
                above += more_above
    return _named(own, parent, above, kinds)


def _named(own: float, parent: float, above: float, kinds: int) -> Names:
    names = Names.__new__(Names)
    names.own = own
    names.parent = parent
    names.above = above
    names.kinds = kinds
    return names


class Shape:
    """What a template gives to blocks, and how much running text has it: code points, and blocks."""

    __slots__ = ("chars", "number", "paras", "parent_tag", "tag")

    number: int
    tag: str
    parent_tag: str
    chars: int
    paras: int


class Look:
    """A tag with its classes: what the tag says, and how many blocks stand right in such elements.

    What it knows of other looks it knows by their numbers: they stand in one another in circles.
    """

    __slots__ = ("blocks", "classes", "inner", "is_heading", "leaf", "names", "number", "tag", "tags", "wide", "wider")

    number: int
    tag: str
    classes: str
    blocks: int
    tags: int
    leaf: float
    is_heading: bool
    names: "dict[str, Names] | None"
    """By id; none of these for an element that only counts."""
    inner: dict[int, Shape]
    wide: dict[int, Shape]
    wider: dict[tuple[str, str], Shape]


class Looks:
    """The looks of one page, and the shapes that they have in one another."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._by_tag: dict[str, dict[str, Look]] = {}
        self._count = 0

    def of(self, container: Container) -> Look:
        """The look of a container."""
        by_classes = self._by_tag.get(container.tag)
        if by_classes is None:
            by_classes = self._by_tag[container.tag] = {}
        look = by_classes.get(container.classes)
        if look is None:
            look = by_classes[container.classes] = self._made(container.tag, container.classes)
        return look

    def _made(self, tag: str, classes: str) -> Look:
        # Without a call of the class: of 90 on a page most stand in lists of links, and only count.
        self._count += 1
        look = Look.__new__(Look)
        look.number = self._count
        look.tag = tag
        look.classes = classes
        look.blocks = 0
        look.is_heading = tag in _HEADINGS
        look.names = None
        return look

    def names(self, container: Container, look: Look) -> Names:
        """What the names on a container of that look speak for."""
        if look.names is None:
            look.tags = _TAGS.get(look.tag, 0)
            look.leaf = _LEAVES.get(look.tag, 0.0)
            look.names, look.inner, look.wide, look.wider = {}, {}, {}, {}
        names = look.names.get(container.id)
        if names is None:
            names = look.names[container.id] = names_of(container, self._weights)
        return names

    def shape(self, look: Look, parent: Look) -> Shape:
        """The shape of blocks in an element of a look which stands in one of another, both with names."""
        shape = parent.inner.get(look.number)
        if shape is None:
            shape = parent.inner[look.number] = self._shaped(look.tag, parent.tag)
        return shape

    def wide_shape(self, shape: Shape, above: Look) -> Shape:
        """What blocks of a shape, in an element of a look, have in common with others by their tags alone."""
        wide = above.wide.get(shape.number)
        if wide is None:
            tags = (shape.tag, shape.parent_tag)
            wide = above.wider.get(tags)
            if wide is None:
                wide = above.wider[tags] = self._shaped(shape.tag, shape.parent_tag)
            above.wide[shape.number] = wide
        return wide

    def _shaped(self, tag: str, parent_tag: str) -> Shape:
        self._count += 1
        shape = Shape.__new__(Shape)
        shape.number = self._count
        shape.tag = tag
        shape.parent_tag = parent_tag
        shape.chars = shape.paras = 0
        return shape
