"""Which words of which block a field's value rests on, as far as the record tells; never a lookalike."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from copydesk.records import Evidence, Story

__all__ = ["Lit", "lit"]

DECLARED: Final = frozenset({"jsonld", "meta", "http", "feed", "sitemap", "warc"})


class Lit(NamedTuple):
    """Words of a block, half open, that one entry of evidence stands on; or why there are none to light."""

    block: int | None = None
    start: int = 0
    end: int = 0
    why: str = ""


def lit(story: Story, entry: Evidence) -> tuple[Lit, ...]:
    """The places of the entry's words; a single one without a block where nothing can be lit, which says why."""
    if entry.span is None:
        return (Lit(why=_nowhere(entry)),)
    blocks = [number for number, block in enumerate(story.blocks) if _meet(block.span, entry.span)]
    if not blocks:
        return (Lit(why=_nowhere(entry)),)
    found = [place for number in blocks for place in _in_block(story, number, entry.text)]
    if len(found) == 1:
        return tuple(found)
    if found:
        return (Lit(why=f"These words stand {len(found)} times in that block; which of them is meant is not kept."),)
    whole = tuple(_whole(story, blocks, entry))
    return whole or (Lit(why=_nowhere(entry)),)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _nowhere(entry: Evidence) -> str:
    if entry.layer in DECLARED:
        return "The page declares it and prints it in no block: there is nothing to light."
    if entry.layer == "inferred":
        return "It was inferred and stands nowhere as such: there is nothing to light."
    return (
        "These words are not in the text of this capture: they stand in its markup alone (an address, an attribute, a"
        " picture) or are gone from it. Nothing is lit."
    )


def _in_block(story: Story, number: int, words: str) -> Iterator[Lit]:
    parts = words.split()
    if not parts:
        return
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    for match in pattern.finditer(story.blocks[number].text):
        yield Lit(number, match.start(), match.end())


def _whole(story: Story, blocks: list[int], entry: Evidence) -> Iterator[Lit]:
    """Blocks that stand in the span from end to end and whose words the entry has."""
    words = " ".join(entry.text.split())
    for number in blocks:
        block = story.blocks[number]
        text = " ".join(block.text.split())
        is_inside = entry.span is not None and entry.span[0] <= block.span[0] and block.span[1] <= entry.span[1]
        if text and is_inside and text in words:
            yield Lit(number, 0, len(block.text))
