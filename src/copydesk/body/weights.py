"""What the tags, classes and ids around a text speak for: learned weights and kinds of container."""

from functools import lru_cache
from typing import Final, TypeAlias

from copydesk.layout.sheet import Container
from copydesk.wording.runs import name_runs

__all__ = ["CAPTION", "COMMENT", "LIST", "PROMO", "Names", "Weights", "names_of", "tokens_of"]

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

    def __init__(self, own: float, parent: float, above: float, kinds: int) -> None:
        self.own = own
        self.parent = parent
        self.above = above
        self.kinds = kinds


@lru_cache(maxsize=20_000)
def tokens_of(names: str) -> tuple[str, ...]:
    """The words in class and id attributes, camel case and dashes parted, each once."""
    return tuple(dict.fromkeys(name_runs(names, _SHORTEST)))


def names_of(container: Container, weights: Weights) -> Names:
    """The weights of a container's tag, classes and id summed up."""
    found = weights.get(f"<{container.tag}>")
    own, parent, above = _NONE if found is None else found
    kinds = 0
    if container.classes or container.id:
        for token in tokens_of(f"{container.classes} {container.id}"[:_LONGEST]):
            kind = _KINDS.get(token)
            if kind is not None:
                kinds |= kind
            found = weights.get(token)
            if found is not None:
                own += found[0]
                parent += found[1]
                above += found[2]
    return Names(own, parent, above, kinds)
