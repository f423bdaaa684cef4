"""What changed between two states of a story: typed changes with both spans and a significance."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.records import Story

__all__ = ["SIGNIFICANCES", "Change", "ChangeKind", "Significance", "Words", "changes"]

ChangeKind: TypeAlias = Literal[
    "headline", "figure", "name", "quote", "speaker", "added", "cut", "moved", "reworded", "punctuation"
]
Significance: TypeAlias = Literal["form", "wording", "content", "substance"]

SIGNIFICANCES: Final[tuple[Significance, ...]] = ("form", "wording", "content", "substance")
"""From the lowest to the highest: marks and spaces; other words; a paragraph more or less; what is said to be true."""


class Words(Struct, frozen=True, array_like=True):
    """Some words of a story: the block they stand in, half-open offsets into it, and the words.

    `block` is None for a headline that stands in no block; the offsets then count in the headline.
    """

    block: int | None
    start: int
    end: int
    text: str


class Change(Struct, frozen=True, kw_only=True):
    """One change between an earlier and a later state of a story.

    Attributes:
        kind: What changed.
        before: The words as they were; None for what was added.
        after: The words as they are; None for what was cut.
        significance: How much it matters.
        reason: What the change is, in a sentence.
        rule: Id of the rule that told it.

    """

    kind: ChangeKind
    before: Words | None = None
    after: Words | None = None
    significance: Significance
    reason: str
    rule: str


def changes(earlier: Story, later: Story) -> tuple[Change, ...]:
    """The changes that lead from one state of a story to another, the headline's first, then in reading order."""
    if (earlier.headline or "") == (later.headline or ""):
        return ()
    before, after = (Words(None, 0, len(text), text) for text in (earlier.headline or "", later.headline or ""))
    return (
        Change(
            kind="headline",
            before=before,
            after=after,
            significance="substance",
            reason="the headline was changed",
            rule="changes/headline",
        ),
    )
