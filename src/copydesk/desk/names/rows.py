"""Names that stand in a row: what all others of a row are, the one in doubt is too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from copydesk.desk.language_model import Parsed
from copydesk.desk.names.kinds import UNSURE, Kind, Verdict
from copydesk.desk.names.spot import Spot

__all__ = ["by_rows", "linked"]

_LINKS: Final = frozenset({",", "and", "&", "or", ";"})
_LONGEST_LINK: Final = 2
"""Tokens between two names in a row: a comma and a word."""
_SHORTEST: Final = 3
"""Names of a row that tells what one of them is."""
_SURE: Final = 0.6
"""Share of the weights from which a string that is no name stays none."""
_CONFIDENCE: Final = 0.8
"""As of a rule that is too rare to have a share of its own."""


def linked(one: Spot, other: Spot, documents: Sequence[Parsed]) -> bool:
    """Whether nothing but a comma or "and" stands between two names."""
    if one.block != other.block or not 0 < other.first - one.last <= _LONGEST_LINK:
        return False
    return all(token.text in _LINKS for token in documents[one.block].tokens[one.last : other.first])


def by_rows(
    found: Iterable[tuple[str, Spot]], documents: Sequence[Parsed], kinds: Mapping[str, Verdict]
) -> Iterator[tuple[str, Verdict]]:
    """The strings in doubt with the kind of their neighbours: "Norland, Vale, Hale and Orby" are four places."""
    votes: dict[str, Counter[Kind]] = {}
    for row in _rows(found, documents):
        for key in dict.fromkeys(row):
            others = {kinds[other].kind for other in row if other != key}
            if _is_in_doubt(kinds[key]) and len(set(row)) >= _SHORTEST and others in ({"person"}, {"place"}):
                votes.setdefault(key, Counter()).update(others)
    for key, counts in votes.items():
        if len(counts) == 1:
            yield key, Verdict(next(iter(counts)), "names/row", _CONFIDENCE)


def _is_in_doubt(verdict: Verdict) -> bool:
    is_weighed = verdict.rule == "names/weights" and verdict.confidence < _SURE
    return verdict.kind == "none" and (verdict.rule == UNSURE or is_weighed)


def _rows(found: Iterable[tuple[str, Spot]], documents: Sequence[Parsed]) -> Iterator[list[str]]:
    """The strings that stand in rows, in reading order."""
    placed = sorted(found, key=lambda one: (one[1].block, one[1].first))
    row = [placed[0][0]] if placed else []
    for (_, left), (key, right) in pairwise(placed):
        if not linked(left, right, documents):
            yield row
            row = []
        row.append(key)
    yield row
