"""Quotes across stories: who said what where, and one quote in several wordings."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from copydesk.archive.people import keys_of

__all__ = ["Said", "Wording", "quotes"]

MOST: Final = 200
LEAST_WORDS: Final = 4
"""A shorter quote is its own: "no comment" is said by everybody."""
LEAST_SHARED: Final = 0.6
"""Share of the shorter wording's words, in order, that two wordings of one quote have in common."""


class Wording(Struct, frozen=True, kw_only=True):
    """One printing of a quote: its words, and where they stand (half-open characters of a block)."""

    id: str
    outlet: str
    headline: str | None
    day: str | None
    kind: str
    speaker: str | None
    origin: str
    cue: str | None
    words: str
    block: int
    start: int
    end: int
    rule: str
    confidence: float


class Said(Struct, frozen=True, kw_only=True):
    """One quote in all its wordings, the first seen first; the longest stands for it."""

    speaker: str | None
    words: str
    stories: int
    wordings: tuple[Wording, ...]


def quotes(
    connection: sqlite3.Connection, speaker: str = "", *, outlet: str = "", limit: int = MOST, rows: int = -1
) -> tuple[Said, ...]:
    """What the speaker said, wordings of one quote together, the latest first; what all said where nobody is named.

    Args:
        connection: an archive.
        speaker, outlet: whose quotes, and from where; all where nothing is asked.
        limit: quotes that are given.
        rows: printings that are put together, those of the captures that came last; all of them below zero.
    """
    conditions, values = ["1"], []
    if speaker:
        keys = keys_of(connection, speaker)
        likes = " or ".join(["quote.key = ? or quote.key like '% ' || ?"] * len(keys))
        conditions.append(f"({likes})")
        values += [key for key in keys for _ in range(2)]
    if outlet:
        conditions.append("capture.outlet = ?")
        values.append(outlet.lower())
    sql = (
        "select story, capture.number as numbered, outlet, headline, coalesce(day, substr(first_seen, 1, 10)),"
        " quote.kind, speaker, origin, cue, quote.words, block, start, finish, rule, confidence,"
        " capture.first_seen as seen, quote.capture as of, quote.number as number"
        f" from quote join capture on capture.id = quote.capture where {' and '.join(conditions)}"
        " order by quote.capture desc, quote.number desc limit ?"
    )
    found = connection.execute(f"select * from ({sql}) order by seen, of, number", (*values, rows))
    groups = _grouped([_wording(row[:-3]) for row in found])
    return tuple(_said(group) for group in reversed(groups[-limit:]))


def _wording(row: tuple[object, ...]) -> Wording:
    names = ("outlet", "headline", "day", "kind", "speaker", "origin", "cue", "words", "block", "start", "end", "rule")
    fields = dict(zip((*names, "confidence"), row[2:], strict=True))
    import msgspec

    return msgspec.convert({"id": f"{row[0]}@{row[1]}", **fields}, Wording)


def _grouped(rows: Sequence[Wording]) -> list[list[Wording]]:
    """The wordings of one quote together: same speaker, and most of the shorter one's words in the same order."""
    groups: list[list[Wording]] = []
    by_word: dict[tuple[str | None, str], list[int]] = {}
    for row in rows:
        words = _words(row.words)
        index = _group_of(groups, by_word, row, words)
        if index is None:
            index = len(groups)
            groups.append([])
        groups[index].append(row)
        for word in set(words):
            places = by_word.setdefault((row.speaker, word), [])
            if not places or places[-1] != index:
                places.append(index)
    return groups


def _group_of(
    groups: list[list[Wording]], by_word: dict[tuple[str | None, str], list[int]], row: Wording, words: list[str]
) -> int | None:
    if len(words) < LEAST_WORDS:
        return None
    counts: dict[int, int] = {}
    for word in set(words):
        for index in by_word.get((row.speaker, word), ())[-50:]:
            counts[index] = counts.get(index, 0) + 1
    for index, count in sorted(counts.items(), key=lambda item: -item[1])[:5]:
        if count * 2 >= len(set(words)) * LEAST_SHARED and _is_same(_words(groups[index][0].words), words):
            return index
    return None


def _is_same(one: list[str], other: list[str]) -> bool:
    from difflib import SequenceMatcher

    shorter = min(len(one), len(other))
    if shorter < LEAST_WORDS:
        return False
    shared = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return shared >= shorter * LEAST_SHARED


def _said(group: Sequence[Wording]) -> Said:
    longest = max(group, key=lambda one: len(one.words))
    stories = {one.id.partition("@")[0] for one in group}
    return Said(speaker=longest.speaker, words=longest.words, stories=len(stories), wordings=tuple(group))


def _words(text: str) -> list[str]:
    return "".join(one if one.isalnum() else " " for one in text.casefold()).split()
