"""What stands in the place of a body: tables that belong to it, cards of other stories in it, feeds below it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from copydesk.layout.sheet import Container, RawBlock
from copydesk.tables import reader

__all__ = ["home_of", "with_tables", "without_cards", "without_feed", "without_summary"]

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Shares of the chosen text and bars of the model's score; measured out of fold, see docs/decisions/body.md.
_CARD_HOME: Final = 0.6
_LONGEST_CARD: Final = 700
_CARDS_SHARE: Final = 0.15
_LINKED: Final = 0.9
_FEED_HOME: Final = 0.8
_HEADED_HOME: Final = 0.6
_HEADED: Final = 0.8
_LEAST_HEADED: Final = 3
_HEADING_REACH: Final = 5
_FEED_BAR: Final = 0.8
_FEED_SHARE: Final = 0.4
_TABLE_HOME: Final = 0.8
_TABLE_ROWS: Final = 3
_TABLE_LINKS: Final = 0.5
_TABLE_BAR: Final = 0.03
_LONGEST_SUMMARY: Final = 12
_NOTE_REACH: Final = 3
_LONGEST_NOTE: Final = 220
_SUMMARY_SHARE: Final = 0.4


def home_of(blocks: Sequence[RawBlock], chosen: Sequence[int], share: float) -> Container | None:
    """The deepest container that holds at least `share`, more than half, of the chosen text; `chosen` in order."""
    if not chosen:
        return None
    sums = list(accumulate([len(blocks[index].text) for index in chosen], initial=0))
    middle = bisect_left(sums, sums[-1] / 2, 1) - 1
    container: Container | None = blocks[chosen[middle]].container
    while container is not None and _held(container, chosen, sums) < share * sums[-1]:
        container = container.parent
    return container


def _held(container: Container, chosen: Sequence[int], sums: Sequence[int]) -> int:
    return sums[bisect_left(chosen, container.last)] - sums[bisect_left(chosen, container.first)]


def without_cards(blocks: Sequence[RawBlock], chosen: set[int]) -> set[int]:
    """The chosen blocks without those of cards whose heading is a link: other stories, told in the body's middle.

    A page that is made of such cards, a list of reviews say, keeps them.
    """
    home = home_of(blocks, sorted(chosen), _CARD_HOME)
    if home is None:
        return chosen
    around = _with_parents(home)
    cards: dict[int, list[int]] = {}
    zones: dict[int, Container] = {}
    for index in chosen:
        zone = _zone(blocks[index].container, around)
        if zone is not None and zone is not blocks[index].container:
            zones[zone.index] = zone
            cards.setdefault(zone.index, []).append(index)
    out: set[int] = set()
    for number, inside in cards.items():
        if _length(blocks, inside) <= _LONGEST_CARD and _heads_a_link(blocks, zones[number]):
            out.update(inside)
    return chosen - out if _length(blocks, out) <= _CARDS_SHARE * _length(blocks, chosen) else chosen


def _with_parents(container: Container | None) -> set[int]:
    found = set()
    while container is not None:
        found.add(container.index)
        container = container.parent
    return found


def _zone(container: Container, around: set[int]) -> Container | None:
    """The outermost container around a text that does not hold the body's home too."""
    zone = None
    walk: Container | None = container
    while walk is not None and walk.index not in around:
        zone, walk = walk, walk.parent
    return zone


def _heads_a_link(blocks: Sequence[RawBlock], zone: Container) -> bool:
    return any(_is_linked_heading(block) for block in blocks[zone.first : zone.last])


def _is_linked_heading(block: RawBlock) -> bool:
    return block.link_chars > 0 and block.container.tag in _HEADINGS and block.link_chars >= _LINKED * len(block.text)


def _length(blocks: Sequence[RawBlock], indexes: Iterable[int]) -> int:
    return sum([len(blocks[index].text) for index in indexes])


def without_feed(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """The chosen blocks without those below the body's home that the model is not sure of.

    Where these make the page's home wider, they must be other stories, each under a heading that is a link.
    """
    ordered = sorted(chosen)
    for share in (_FEED_HOME, _HEADED_HOME):
        home = home_of(blocks, ordered, share)
        if home is None:
            return chosen
        below = ordered[bisect_left(ordered, home.last) :]
        if not below or max([scores[index] for index in below]) >= _FEED_BAR:
            continue
        if share < _FEED_HOME and not _are_headed(blocks, below):
            continue
        if _length(blocks, below) <= _FEED_SHARE * _length(blocks, chosen):
            return chosen.difference(below)
    return chosen


def _are_headed(blocks: Sequence[RawBlock], below: Sequence[int]) -> bool:
    """Whether some blocks are the openings of other stories: about as many headings among them are links."""
    between = blocks[max(0, below[0] - _HEADING_REACH) : below[-1]]
    headings = sum([_is_linked_heading(block) for block in between])
    return len(below) >= _LEAST_HEADED and headings >= _HEADED * len(below)


def with_tables(blocks: Sequence[RawBlock], scores: Sequence[float], chosen: set[int]) -> set[int]:
    """The chosen blocks and the rows of tables that stand in the body's home and do not consist of links."""
    home = home_of(blocks, sorted(chosen), _TABLE_HOME)
    if home is None:
        return chosen
    tables: dict[int, list[int]] = {}
    for block in blocks[home.first : home.last]:
        if block.cells:
            tables.setdefault(_table(block.container), []).append(block.index)
    found = set(chosen)
    for rows in tables.values():
        links = sum([blocks[index].link_chars for index in rows])
        sure = sum([scores[index] for index in rows])
        if (
            len(rows) >= _TABLE_ROWS
            and sure >= _TABLE_BAR * len(rows)
            and links <= _TABLE_LINKS * _length(blocks, rows)
        ):
            found.update(rows)
    return found


def _table(container: Container) -> int:
    walk: Container | None = container
    while walk is not None and walk.tag != "table":
        walk = walk.parent
    return container.index if walk is None else walk.index


def without_summary(blocks: Sequence[RawBlock], chosen: set[int]) -> set[int]:
    """The chosen blocks without a list above the story of which the page says that a machine summed the story up."""
    ordered = sorted(chosen)
    items = [index for index in ordered[:_LONGEST_SUMMARY] if blocks[index].container.tag == "li"]
    if not items or not any(_sums_up(block.text) for block in blocks[max(0, items[0] - _NOTE_REACH) : items[0]]):
        return chosen
    home = blocks[items[0]].container.parent
    out = {index for index in items if blocks[index].container.parent is home}
    return chosen - out if _length(blocks, out) <= _SUMMARY_SHARE * _length(blocks, chosen) else chosen


def _sums_up(text: str) -> bool:
    if len(text) > _LONGEST_NOTE:
        return False
    folded = text.casefold()
    return any(phrase in folded for phrase in reader.words("machine_summary"))
