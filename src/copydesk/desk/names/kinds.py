"""What each name is: rules where the words settle it, learned weights for the rest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

from copydesk.desk.language_model import Parsed
from copydesk.desk.names.gate import LEAST, person_share
from copydesk.desk.names.tables import nouns
from copydesk.tables.reader import table

__all__ = ["Kind", "Verdict", "before_gate", "by_rule", "is_sports_story", "sure_of", "verdicts"]

Kind = Literal["person", "organisation", "place", "people", "none"]

SURNAME: Final = "names/surname-of-full-name"
UNSURE: Final = "names/unsure-person"
SPORTS_SHARE = 0.012
"""Share of sports words in a story from which it is taken to be about sport."""
SPORTS_VARIETY = 7
"""Different sports words that it must have as well."""


_LEAST = 0.5
"""Share of the weights below which capitals alone make nobody: of 52 such strings on 51 news pages 13 were people."""
_LEAST_OF_ONE = 0.65
"""The same for one word: of nine on 170 names of a draw three were people."""
_UNMEASURED = 0.8
"""Of a rule that `benchmarks.name_confidence` has not seen often enough to give it a share of its own."""


class Verdict(Struct, frozen=True):
    """What a string of the story names, and the rule that says so."""

    kind: Kind
    rule: str
    confidence: float = 1.0
    """How often such a verdict is right: of a rule the share measured, of the weights their own."""


class _Weights(Struct, frozen=True):
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]]


class _Confidence(Struct, frozen=True):
    rules: dict[str, float]
    weights: dict[str, float]


@cache
def _weights() -> _Weights:
    return table("names_weights", _Weights)


def verdicts(clues: Mapping[str, Counter[str]], *, sport: bool = False) -> dict[str, Verdict]:
    """The kind of each string, from its clues. A surname follows the full name that it belongs to."""
    first = {key: _gated(before_gate(counts, sport=sport), counts) for key, counts in clues.items()}
    people = {key for key, verdict in first.items() if verdict.kind == "person" and " " in key}
    surnames = {key.split()[-1] for key in people}
    return {key: _follow(key, verdict, clues[key], surnames, sport=sport) for key, verdict in first.items()}


def before_gate(counts: Counter[str], *, sport: bool = False) -> Verdict:
    """What a rule says of a string, or else the weights, before it is asked how sure a person is."""
    return by_rule(counts, sport=sport) or _by_weights(counts)


def _gated(verdict: Verdict, counts: Counter[str]) -> Verdict:
    if verdict.kind != "person" or verdict.rule == SURNAME:
        return verdict
    share = person_share(counts, verdict.rule)
    if share < LEAST:
        return Verdict("none", UNSURE, 1 - share)
    return Verdict("person", verdict.rule, round(share, 2))


def _follow(key: str, verdict: Verdict, counts: Counter[str], surnames: set[str], *, sport: bool) -> Verdict:
    """A surname follows the full name that it belongs to; where that one is nobody, it is judged without it."""
    if key in surnames and verdict.kind != "person" and not _is_place_here(counts):
        return Verdict("person", SURNAME, _shares().get(SURNAME, _UNMEASURED))
    if verdict.rule == SURNAME and key.split()[-1] not in surnames:
        orphaned = Counter({name: value for name, value in counts.items() if name != "story:surname"})
        return _gated(before_gate(orphaned, sport=sport), orphaned)
    return verdict


def _is_place_here(counts: Counter[str]) -> bool:
    return (
        counts["word:place"] > 0
        and counts["left:in"] + counts["left:at"] + counts["left:from"] + counts["left:to"] >= 0.5
    )


def by_rule(counts: Counter[str], *, sport: bool = False) -> Verdict | None:
    """The kind of a string where a rule settles it from its clues alone."""
    for kind, rule, holds in _kind_rules(counts, sport=sport):
        if holds:
            return Verdict(kind, rule, _shares().get(rule, _UNMEASURED))
    return None


def _kind_rules(counts: Counter[str], *, sport: bool) -> Iterable[tuple[Kind, str, bool]]:
    single = counts["word:length-1"] > 0
    yield "none", "names/not-a-name", counts["word:thing"] > 0
    yield "none", "names/title-alone", counts["word:title"] > 0
    yield "none", "names/only-capitals", counts["shape:all-capitals"] > 0 and not _is_known(counts)
    yield "person", "names/figure", counts["word:figure"] > 0
    yield "person", "names/honorific", counts["lead:honorific"] > 0
    yield (
        "none",
        "names/small-elsewhere",
        counts["story:small"] > 0 and not counts["word:place"] and not counts["story:surname"],
    )
    yield "person", "names/title", counts["lead:title"] > 0 and _acts_like_person(counts) and not counts["word:place"]
    yield "person", "names/age", counts["right:age"] > 0 and not counts["word:place"]
    yield "person", "names/relative", counts["left:relative"] > 0 and not counts["word:place"]
    yield "none", "names/thing-word", counts["word:thing-name"] > 0 and counts["model:ORG"] < 0.5
    yield "none", "names/thing-word", counts["story:thing"] > 0 and not counts["word:place"]
    yield "organisation", "names/team", sport and counts["word:place"] > 0 and _plays(counts)
    yield "place", "names/known-place", counts["word:place"] > 0 and not counts["story:surname"]
    yield "organisation", "names/known-body", counts["word:organisation"] > 0 and not counts["story:surname"]
    yield "people", "names/people", counts["word:demonym"] > 0 and counts["grammar:plural"] > 0
    yield "none", "names/nationality", counts["word:demonym"] > 0
    yield "person", "names/given-name", counts["word:person"] > 0 and not counts["word:thing-name"]
    is_surname = counts["story:surname"] > 0 and (single or counts["word:particles"] > 0)
    yield "person", SURNAME, is_surname and not _is_place_here(counts)
    yield "person", "names/he-who-speaks", single and _is_he_who_speaks(counts)
    yield "place", "names/place-word", counts["word:place-last"] > 0 and counts["word:body-last"] == 0
    yield "organisation", "names/body-word", counts["word:body-last"] > 0 and counts["model:other"] < 0.5
    is_body = counts["word:body-head"] > 0 or (counts["word:head-alone"] > 0 and not counts["story:surname"])
    yield "organisation", "names/body-head", is_body
    yield "people", "names/people", counts["model:NORP"] >= 0.5 and counts["grammar:plural"] > 0


def _acts_like_person(counts: Counter[str]) -> bool:
    """Whether a name says something, or the model takes most of its places for a person's."""
    return counts["grammar:says"] > 0 or counts["model:PER"] >= 0.5


def _is_he_who_speaks(counts: Counter[str]) -> bool:
    """A surname alone that says something and is called he or she, and that the model takes for no firm or place."""
    told = counts["grammar:says"] > 0 and counts["story:he"] > 0 and not counts["left:the"]
    return told and counts["model:ORG"] < 0.5 and counts["model:GPE"] < 0.5 and not counts["shape:capitals"]


def _is_known(counts: Counter[str]) -> bool:
    return any(counts[clue] for clue in ("word:place", "word:organisation", "story:surname", "story:person"))


def _plays(counts: Counter[str]) -> bool:
    return counts["left:in"] + counts["left:to"] + counts["left:from"] + counts["left:at"] < 0.5


def sure_of(counts: Mapping[str, float]) -> tuple[Verdict, float | None]:
    """The verdict on one string alone, and how sure the weights are where they gave it."""
    known = Counter(counts)
    verdict = by_rule(known)
    return (verdict, None) if verdict is not None else (_by_weights(known), _weighed(known)[1])


def _weighed(counts: Counter[str]) -> tuple[Kind, float]:
    """What the weights say, with their share for it."""
    learned = _weights()
    scores = list(learned.bias)
    for name, value in counts.items():
        if value and name in learned.weights:
            for number, weight in enumerate(learned.weights[name]):
                scores[number] += value * weight
    is_plain = counts["word:common"] > 0 and not counts["story:surname"]  # Bridge, Council: nobody, alone
    if counts["shape:letters"] or counts["word:thing-name"] or is_plain:
        scores[learned.labels.index("person")] = -math.inf
    best = max(range(len(scores)), key=scores.__getitem__)
    share = math.exp(scores[best]) / sum(math.exp(score) for score in scores)
    return msgspec.convert(learned.labels[best], Kind), share


def _by_weights(counts: Counter[str]) -> Verdict:
    kind, share = _weighed(counts)
    least = _LEAST_OF_ONE if counts["word:length-1"] else _LEAST
    if kind == "person" and share < least and not _shows_person(counts):
        return Verdict("none", UNSURE, 1 - share)
    return Verdict(kind, "names/weights", _calibrated(share))


def _shows_person(counts: Counter[str]) -> bool:
    """Whether anything but capitals and the model's word speaks for a person."""
    shown = ("grammar:says", "word:only-given-name", "word:given-name", "right:human", "lead:title", "story:surname")
    return any(counts[clue] for clue in shown)


def _calibrated(share: float) -> float:
    """How often the weights are right when they are this sure."""
    return next((right for most, right in _levels() if share <= most), share)


@cache
def _levels() -> tuple[tuple[float, float], ...]:
    return tuple((float(most), right) for most, right in table("names_confidence", _Confidence).weights.items())


@cache
def _shares() -> dict[str, float]:
    return table("names_confidence", _Confidence).rules


def is_sports_story(documents: Sequence[Parsed]) -> bool:
    """Whether a story is about a match or a tournament, where a country is the name of a team."""
    sport = nouns("sport")
    words = [token.text.lower() for parsed in documents for token in parsed.tokens]
    found = Counter(word for word in words if word in sport)
    return len(found) >= SPORTS_VARIETY and sum(found.values()) > SPORTS_SHARE * len(words)
