"""Which blocks of a story the desk reads: headline, deck, captions and body, each copy once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from copydesk.desk.material import Paragraph
from copydesk.desk.unread_words import is_link_line, read_part
from copydesk.records import Block, Role, Story

__all__ = ["Place", "copy_of", "paragraphs_of", "placed"]

READ: Final[frozenset[Role]] = frozenset({"headline", "deck", "caption", "body"})
T = TypeVar("T")

_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_PARAGRAPH: Final = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_SENTENCES: Final = re.compile(r"\S(?:[^\n]|(?<![.!?:\"”])\n)*")
_FORM: Final = re.compile(r"[\W_]+")


class Place(Struct, frozen=True):
    """Where a paragraph stands: its block, and its first character in that block's text."""

    block: int
    offset: int = 0


def copy_of(story: Story) -> tuple[tuple[Paragraph, ...], tuple[Place, ...]]:
    """The paragraphs of a story that are read, with their places."""
    return _once(_part_of_block(number, block) for number, block in enumerate(story.blocks)
                 if block.role in READ and block.duplicate_of is None and not _is_link(block))  # fmt: skip


def _part_of_block(number: int, block: Block) -> tuple[Paragraph, Place]:
    """What is read of a block: a caption without its credit."""
    start, end = read_part(block.text, block.role)
    return Paragraph(block.text[start:end], block.role), Place(number, start)


def _is_link(block: Block) -> bool:
    return block.role == "body" and is_link_line(block.text)


def paragraphs_of(text: str) -> tuple[tuple[Paragraph, ...], tuple[Place, ...]]:
    """The paragraphs of a bare text with their places in it: the text is one block.

    Blank lines part paragraphs; where there are none, so do line ends after a sentence.
    """
    pattern = _PARAGRAPH if _BLANK_LINE.search(text) else _SENTENCES
    return _once((Paragraph(found[0], "body"), Place(0, found.start())) for found in pattern.finditer(text))


def _once(found: Iterator[tuple[Paragraph, Place]]) -> tuple[tuple[Paragraph, ...], tuple[Place, ...]]:
    kept: dict[str, tuple[Paragraph, Place]] = {}
    for paragraph, place in found:
        if words := _FORM.sub(" ", paragraph.text).strip().casefold():
            kept.setdefault(words, (paragraph, place))
    return tuple(paragraph for paragraph, _ in kept.values()), tuple(place for _, place in kept.values())


def placed(value: T, places: tuple[Place, ...]) -> T:
    """The same record with every `block`, `start` and `end` in it counted in the story's blocks."""
    if isinstance(value, tuple):
        return tuple([placed(item, places) for item in value])  # type: ignore[return-value]
    if not isinstance(value, Struct):
        return value
    changes: dict[str, object] = {
        name: placed(item, places)
        for name in value.__struct_fields__
        if isinstance(item := getattr(value, name), tuple | Struct)
    }
    if "block" in value.__struct_fields__:
        place = places[value.block]  # type: ignore[attr-defined]
        changes |= {"block": place.block}
        changes |= {edge: getattr(value, edge) + place.offset for edge in ("start", "end")}
    return msgspec.structs.replace(value, **changes) if changes else value
