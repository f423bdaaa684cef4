"""The kicker that a heading holds in front of the headline, told by what the title and the address lack."""

from collections.abc import Iterator, Sequence
from typing import Final

from copydesk.layout.pieces import pieces_of
from copydesk.layout.sheet import RawBlock
from copydesk.patterns import pattern
from copydesk.wording.spelling import words

__all__ = ["parted", "without_front"]

LONGEST: Final = 60
SHORT: Final = 30
"""Code points of a kicker that only a mark parts from the headline: longer ones are half of it."""
SHORTEST_REST: Final = 3
"""Words of the headline that is left."""
IN_ADDRESS, IN_TITLE = 0.7, 0.5
"""Share of the headline's words that the address, or a title in another wording, has."""
TELLING: Final = 3
"""Letters from which a word tells something."""
_QUOTES: Final = frozenset("\"“”„«»‘’‚'")
_MARK: Final = pattern(r"\s+[–—|-]\s+|:\s+|\s*[|｜│]\s*")


def parted(block: RawBlock, text: str) -> str:
    """The text of a heading, with a space between two elements in a row that a browser shows apart."""
    pieces = pieces_of(block)
    if not pieces or " " not in pieces[0] or not text.startswith(pieces[0]):
        return text
    rest = text[len(pieces[0]) :]
    return f"{pieces[0]} {rest}" if rest.startswith(pieces[1]) and rest[0].isupper() else text


def without_front(block: RawBlock, text: str, declared: Sequence[str], address: str | None) -> str | None:
    """The headline behind a kicker of which neither the title nor the address has a word; None where there is none."""
    fronts = list(_fronts(block, text))
    if not fronts:
        return None
    slug = _telling(max((address or "").split("/"), key=len))
    titles = _telling(" ".join(declared))
    for front, rest in fronts:
        kicker, headline = _telling(front), _telling(rest)
        if not kicker or kicker & (slug | titles) or rest.count(" ") < SHORTEST_REST - 1 or rest[0].islower():
            continue
        if len(headline & slug) >= IN_ADDRESS * len(headline) or len(headline & titles) >= IN_TITLE * len(headline):
            return rest
    return None


def _fronts(block: RawBlock, text: str) -> Iterator[tuple[str, str]]:
    """What may be a kicker and its headline: in elements of their own, or parted by a mark."""
    pieces = pieces_of(block)
    if pieces and len(pieces[0]) <= LONGEST and text.startswith(pieces[0]):
        yield pieces[0], text[len(pieces[0]) :].lstrip(" :|–—-")
    mark = _MARK.search(text, 2, LONGEST)
    if mark is not None and mark.start() <= SHORT and _QUOTES.isdisjoint(text[: mark.start()]):
        yield text[: mark.start()], text[mark.end() :]


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text).split() if len(word) >= TELLING)
