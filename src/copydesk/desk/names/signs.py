"""What speaks for or against a string being somebody, beyond its neighbours: its words, its line, the whole story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from copydesk.desk.language_model import Parsed, Token, word_kinds
from copydesk.desk.names.rows import linked
from copydesk.desk.names.spot import Spot, is_title_case
from copydesk.desk.names.tables import given_names, name_words, nouns

__all__ = ["signs"]

_OPENING: Final = frozenset("\"“‘«'")
_CLOSING: Final = frozenset("\"”’»'")
_OFTEN: Final = 2
"""Times a name stands in a story from which somebody would be called by the surname alone."""
_PLAIN_VERBS: Final = frozenset({"VB", "VBP", "VBZ", "VBD"})
_REST_OF_LINE: Final = 4
"""Tokens behind a name that only say where it is: "Orrin Hall, Norland"."""


def signs(
    by_key: Mapping[str, Sequence[Spot]], documents: Sequence[Parsed], gathered: Mapping[str, Counter[str]]
) -> dict[str, Counter[str]]:
    """For each string of a story the signs of its words and of its places: ones, or the share of its places."""
    titled = [is_title_case(parsed) for parsed in documents]
    alone = {key for key in by_key if " " not in key}
    beside = _beside_people(by_key, documents)
    found: dict[str, Counter[str]] = {}
    for key, spots in by_key.items():
        counts: Counter[str] = Counter()
        for spot in spots:
            counts.update(_of_place(spot, documents[spot.block].tokens, is_titled=titled[spot.block]))
            if spot in beside:
                counts["sign:beside"] += 1
        for name in counts:
            counts[name] = counts[name] / len(spots)  # type: ignore[assignment]
        counts.update(_of_words(key.split()))
        counts.update(_of_use(key.split(), len(spots), alone))
        if key.split()[-1] != key and _acts(gathered.get(key.split()[-1], {})):
            counts["sign:surname-acts"] = 1
        found[key] = counts
    return found


def _acts(counts: Mapping[str, float]) -> bool:
    """Whether a surname that stands alone says something, has an honorific or is called he or she."""
    return any(counts.get(clue) for clue in ("grammar:says", "lead:honorific", "story:he"))


def _beside_people(by_key: Mapping[str, Sequence[Spot]], documents: Sequence[Parsed]) -> set[Spot]:
    """The names that stand in a row with one that begins with a given name: "Ann Vale, Orla Quint and Tessa Lomme"."""
    placed = sorted((spot for spots in by_key.values() for spot in spots), key=lambda spot: (spot.block, spot.first))
    found: set[Spot] = set()
    for left, right in pairwise(placed):
        if linked(left, right, documents):
            found.update(({right} if _has_given(left) else set()) | ({left} if _has_given(right) else set()))
    return found


def _has_given(spot: Spot) -> bool:
    words = spot.text.split()
    return len(words) > 1 and words[0] in given_names()


def _of_place(spot: Spot, tokens: Sequence[Token], *, is_titled: bool) -> Iterator[str]:
    before = tokens[spot.lead - 1] if spot.lead else None
    after = tokens[spot.last] if spot.last < len(tokens) else None
    if is_titled:
        yield "sign:headline"
    if before is None and (after is None or (after.text == "," and len(tokens) - spot.last <= _REST_OF_LINE)):
        yield "sign:line"
    if before is not None and before.text == "(":
        yield "sign:in-bracket"
    if spot.lead > 1 and before is not None and before.text in ("of", ",", "called", "named"):
        yield from _of_noun(tokens[spot.lead - 2].text.lower(), "before")
    elif before is not None and before.tag.startswith("NN"):
        yield from _of_noun(before.text.lower(), "before")
    if before is not None and before.text in _OPENING and after is not None and after.text in _CLOSING:
        yield "sign:marks"
    if after is not None:
        yield from _of_next(after)
    if tokens[spot.last - 1].dep in ("nsubj", "nsubjpass", "appos", "poss", "conj", "dobj"):
        yield f"sign:{tokens[spot.last - 1].dep}"


def _of_noun(low: str, side: str) -> Iterator[str]:
    """What the noun beside a name says it is: "the village of Orrin", "the Orrin party"."""
    for kind in ("place", "body"):
        if low in nouns(kind):
            yield f"sign:{kind}-{side}"


def _of_next(after: Token) -> Iterator[str]:
    yield from _of_noun(after.text.lower(), "after")
    if after.text == "(":
        yield "sign:bracket"
    if after.text == ",":
        yield "sign:comma"
    if after.text[0].isdigit():
        yield "sign:number"
    if after.tag in _PLAIN_VERBS:
        yield "sign:verb"
    if after.text in ("who", "whose"):
        yield "sign:who"


def _of_words(words: Sequence[str]) -> Iterator[str]:
    names = [word for word in words if word.lower() not in name_words("particle")]
    for place, word in (("first", names[0]), ("last", names[-1])) if names else ():
        kinds = word_kinds(word.lower())
        for kind in kinds:
            yield f"sign:{place}-{kind}"
        if not kinds:
            yield f"sign:{place}-unknown"
        if word in given_names():
            yield f"sign:{place}-given"
    common = [word for word in names if word_kinds(word.lower()) and word not in given_names()]
    unknown = len(names) - len(common)
    if len(names) > 1 and len(common) == len(names):
        yield "sign:all-common"
    if len(names) > 1 and unknown == len(names):
        yield "sign:none-common"
    yield f"sign:words-{min(len(words), 4)}"


def _of_use(words: Sequence[str], times: int, alone: set[str]) -> Iterator[str]:
    if len(words) > 1 and words[-1] in alone:
        yield "sign:surname-alone"
    elif len(words) > 1 and times >= _OFTEN:
        yield "sign:never-alone"
