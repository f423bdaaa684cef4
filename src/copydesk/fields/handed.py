"""What a field is handed of a page: its links and blocks by where they stand and how much they say."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from copydesk.layout.sheet import Anchor, RawBlock

__all__ = ["blocks_said", "letters_between", "links_counted", "links_in_role", "places_of", "short_links"]

R = TypeVar("R", bound=str)


def short_links(anchors: Sequence[Anchor], first: int, last: int, longest: int, but: AbstractSet[int]) -> list[Anchor]:
    """The links of 2 to `longest` characters that open in the blocks from `first` up to `last`, without some blocks."""
    found = []
    for anchor in anchors:
        if first <= anchor.block < last and 1 < len(anchor.text) <= longest and anchor.block not in but:
            found.append(anchor)  # noqa: PERF401  a comprehension has no types when compiled
    return found


def links_in_role(
    anchors: Sequence[Anchor], roles: Sequence[str], role: str, shortest: int, longest: int
) -> list[Anchor]:
    """The links of so many characters that open in a block of the role."""
    found = []
    count = len(roles)
    for anchor in anchors:
        if 0 <= anchor.block < count and shortest <= len(anchor.text) <= longest and roles[anchor.block] == role:
            found.append(anchor)  # noqa: PERF401
    return found


def links_counted(anchors: Sequence[Anchor], asked: Iterable[Anchor]) -> dict[tuple[str, str], int]:
    """How often the page has the address and the text of each of some links."""
    counts = {(anchor.href, anchor.text): 0 for anchor in asked}
    addresses = {href for href, _ in counts}
    for anchor in anchors:
        if anchor.href in addresses and (anchor.href, anchor.text) in counts:
            counts[anchor.href, anchor.text] += 1
    return counts


def blocks_said(blocks: Sequence[RawBlock], first: int, last: int, shortest: int, longest: int) -> list[RawBlock]:
    """The blocks from `first` up to `last` that say so many characters."""
    found = []
    for index in range(max(0, first), min(last, len(blocks))):
        block = blocks[index]
        if shortest <= len(block.text) <= longest:
            found.append(block)
    return found


def letters_between(blocks: Sequence[RawBlock], first: int, last: int) -> int:
    """How many characters the blocks from `first` up to `last` say."""
    count = 0
    for index in range(max(0, first), min(last, len(blocks))):
        block = blocks[index]
        count += len(block.text)
    return count


def places_of(roles: Sequence[R]) -> dict[R, list[int]]:
    """The places of each role, in order."""
    places: dict[R, list[int]] = {}
    for place, role in enumerate(roles):
        known = places.get(role)
        if known is None:
            places[role] = [place]
        else:
            known.append(place)
    return places
