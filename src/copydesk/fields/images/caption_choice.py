"""Which blocks near a picture are its caption and its credit: learned from where they stand and what they say."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from copydesk.fields.chooser import likely
from copydesk.fields.images.caption_features import Beside
from copydesk.layout.sheet import RawBlock

__all__ = ["Told", "told_of"]

CAPTION_BAR: Final = 0.4
CREDIT_BAR: Final = 0.4
MOST: Final = 3


class Told(NamedTuple):
    """The blocks that are a picture's caption, and those that are its credit alone."""

    captions: tuple[int, ...]
    credit_lines: tuple[int, ...]


def told_of(beside: Beside) -> Told:
    """The words of one picture; none where no block near it looks like them."""
    captions: list[RawBlock] = []
    named: list[RawBlock] = []
    for block in beside.blocks():
        row = beside.row(block)
        if likely("caption", row) >= CAPTION_BAR:
            captions.append(block)
        elif likely("credit", row) >= CREDIT_BAR:
            named.append(block)
    return Told(_unlike(captions), _unlike(named))


def _unlike(blocks: Iterable[RawBlock]) -> tuple[int, ...]:
    """The blocks without those that say the same once more."""
    first: dict[str, int] = {}
    for block in blocks:
        first.setdefault(block.text, block.index)
    return tuple(first.values())[:MOST]
