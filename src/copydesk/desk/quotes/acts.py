"""An act of speech while it is being read: word ranges of one paragraph, before it becomes a quote."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

__all__ = ["Act", "Range"]

Range: TypeAlias = tuple[int, int]
"""First word and one past the last."""


class Act(Struct, kw_only=True):
    """What one cue reports: who, which words, to whom."""

    cue: Range | None
    lemma: str | None = None
    name: str | None = None
    speaker: Range | None = None
    addressee: Range | None = None
    content: list[Range]
    rule: str
    confidence: float
