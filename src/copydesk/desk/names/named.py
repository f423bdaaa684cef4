"""The named mentions of a story: every candidate with its kind, and names known from elsewhere found again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from copydesk.desk.language_model import Parsed
from copydesk.desk.names.clues import clues, key_of
from copydesk.desk.names.kinds import Kind, Verdict, is_sports_story, verdicts
from copydesk.desk.names.rows import by_rows
from copydesk.desk.names.spot import Spot, spots
from copydesk.desk.names.tables import name_words

__all__ = ["Named", "in_brackets_after", "named_mentions"]

SHORTEST_AGAIN = 3
"""Letters from which a name is looked for again where no other sign of it stands."""


class Named(Struct, frozen=True):
    """A name in its place: `start` counts the titles before it, `name_start` does not."""

    block: int
    start: int
    name_start: int
    end: int
    name: str
    kind: Kind
    rule: str
    confidence: float = 0.0


def named_mentions(documents: Sequence[Parsed]) -> list[Named]:
    """All mentions of people, organisations, places and peoples by name, in reading order."""
    found = [spot for block, parsed in enumerate(documents) for spot in spots(parsed, block)]
    kinds = verdicts(clues(found, documents), sport=is_sports_story(documents))
    kinds |= dict(by_rows([(key_of(spot.text), spot) for spot in found], documents, kinds))
    kinds |= dict(_stated_in_brackets(found, documents, kinds))
    first = [
        _named(spot, documents[spot.block], kinds[key_of(spot.text)])
        for spot in found
        if kinds[key_of(spot.text)].kind != "none"
    ]
    return sorted([*first, *_found_again(first, documents, kinds)], key=lambda named: (named.block, named.name_start))


def _named(spot: Spot, parsed: Parsed, verdict: Verdict) -> Named:
    tokens = parsed.tokens
    is_person = verdict.kind == "person"
    name_start, end = tokens[spot.first].start, tokens[spot.last - 1].end
    start = tokens[spot.lead].start if is_person else name_start
    return Named(
        spot.block, start, name_start, end, parsed.text[name_start:end], verdict.kind, verdict.rule, verdict.confidence
    )


def _stated_in_brackets(
    found: Sequence[Spot], documents: Sequence[Parsed], kinds: Mapping[str, Verdict]
) -> Iterator[tuple[str, Verdict]]:
    """Capitals in brackets after a name are of its kind: World Ferry Council (WFC)."""
    for one, other in pairwise(found):
        text, tokens = documents[one.block].text, documents[one.block].tokens
        kind = kinds[key_of(one.text)].kind
        if one.block == other.block and kind in ("organisation", "place") and other.text.isupper():
            start = tokens[other.first].start
            if _is_bracketed(text, tokens[one.last - 1].end, start, start + len(other.text)):
                yield key_of(other.text), Verdict(kind, "names/stated")


def in_brackets_after(one: Named, other: Named, texts: Sequence[str]) -> bool:
    """Whether the second name stands in brackets right after the first."""
    return one.block == other.block and _is_bracketed(texts[one.block], one.end, other.name_start, other.end)


def _is_bracketed(text: str, end: int, start: int, close: int) -> bool:
    return text[end:start] == " (" and text[close : close + 1] == ")"


def _found_again(first: Sequence[Named], documents: Sequence[Parsed], kinds: Mapping[str, Verdict]) -> Iterator[Named]:
    """Where a name that is known from the story stands once more, as in a headline that has capitals everywhere."""
    known = {named.name: named.kind for named in first if len(named.name) >= SHORTEST_AGAIN}
    people: dict[str, Kind] = {
        surname: "person"
        for name, kind in known.items()
        if kind == "person" and " " in name and kinds[key_of(name)].rule != "names/weights"
        if len(surname := name.split()[-1]) >= SHORTEST_AGAIN and surname not in name_words("particle")
        if kinds.get(surname, Verdict("person", "")).kind == "person"
    }
    known = people | known
    if not known:
        return
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(known, key=_longest))) + r")(?![\w-])")
    taken: dict[int, set[int]] = {}
    for named in first:
        taken.setdefault(named.block, set()).update(range(named.start, named.end))
    for block, parsed in enumerate(documents):
        for match in pattern.finditer(parsed.text):
            if taken.get(block, set()).isdisjoint(range(match.start(), match.end())):
                kind = known[match.group()]
                yield Named(
                    block, match.start(), match.start(), match.end(), match.group(), kind, "names/known-from-story"
                )


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name
