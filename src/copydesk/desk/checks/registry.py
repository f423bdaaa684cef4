"""What a check is: a function over the material of a story, with an id, that yields its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from copydesk.desk.material import Material
from copydesk.records.reading import Check, Event, Excerpt, Verdict

__all__ = ["REGISTRY", "Desk", "Finding", "check", "run"]

_MOST: Final = 100
"""Findings of one check that are kept: a page of tables must not drown the rest."""


class Desk(NamedTuple):
    """What checks look at: the paragraphs and all that was found in them."""

    material: Material
    events: Sequence[Event]


class Finding(NamedTuple):
    """What a check found, before it gets its id."""

    verdict: Verdict
    sentence: str
    spans: tuple[Excerpt, ...]


Finder: TypeAlias = Callable[[Desk], Iterator[Finding]]

REGISTRY: Final[dict[str, Finder]] = {}
"""All checks by id, in the order in which they are printed."""


def check(rule: str) -> Callable[[Finder], Finder]:
    """Register a check under its id."""

    def register(finder: Finder) -> Finder:
        REGISTRY[rule] = finder
        return finder

    return register


def run(desk: Desk) -> Iterator[Check]:
    """The findings of all checks, each once."""
    for rule, finder in REGISTRY.items():
        for number, finding in enumerate(dict.fromkeys(finder(desk))):
            if number == _MOST:
                break
            yield Check(rule=rule, verdict=finding.verdict, sentence=finding.sentence, spans=finding.spans)
