"""Checks: small comparisons within a story, each a sentence with a verdict and the words that were compared."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.desk.checks import (  # noqa: F401 - each module registers its checks
    ages,
    ago,
    captions,
    contradictions,
    datelines,
    doubled,
    durations,
    headlines,
    lists,
    percentages,
    quotes,
    scores,
    shares,
    slips,
    spellings,
    totals,
    weekdays,
)
from copydesk.desk.checks.registry import REGISTRY, Desk, run
from copydesk.desk.material import Material
from copydesk.records.reading import Check, Event

__all__ = ["REGISTRY", "run_checks"]


def run_checks(material: Material, events: Sequence[Event]) -> tuple[Check, ...]:
    """What adds up in a story and what does not. Checks of times and numbers need no language model."""
    return tuple(run(Desk(material, events)))
