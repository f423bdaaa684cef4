"""Outlets that are laid aside while rules are written, and the table of what pages score."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["is_laid_aside", "table"]

ASIDE: Final = 4
"""One outlet in so many is laid aside."""
FIGURES: Final = (
    "title_fair", "authors_f1", "deck_near", "no_deck_kept", "caption_near", "credit_near", "topics_f1", "image",
    "date_day", "date_instant",
)  # fmt: skip


def is_laid_aside(outlet: str) -> bool:
    """Whether the pages of an outlet are only measured, never read, while rules are written."""
    digest = hashlib.md5(f"aside:{outlet}".encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % ASIDE == 0


def table(rows: Sequence[Mapping[str, float]]) -> str:
    """The mean of each figure with its standard error and the number of pages."""
    values: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            values[name].append(value)
    return " · ".join(f"{name} {_mean(values[name])}" for name in FIGURES if values[name])


def _mean(values: Sequence[float]) -> str:
    mean = sum(values) / len(values)
    spread = (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5
    return f"{mean:.3f} ± {spread / len(values) ** 0.5:.3f} ({len(values)})"
