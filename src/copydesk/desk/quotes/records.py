"""What the desk says about a quote: its words, who said them, and by which rule."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

__all__ = ["Excerpt", "Kind", "Origin", "Quote"]

Kind: TypeAlias = Literal["direct", "mixed", "indirect"]
Origin: TypeAlias = Literal["stated", "carried", "unknown"]


class Excerpt(Struct, frozen=True, order=True):
    """Some words of the text: the block they stand in, half-open offsets into it, and the words."""

    block: int
    start: int
    end: int
    text: str


class Quote(Struct, frozen=True, kw_only=True):
    """One thing that somebody said, with the words that show it.

    Attributes:
        kind: `direct` when all of it stands in quote marks, `mixed` when a part does, else `indirect`.
        content: What was said, without the outer marks: one place for each fragment of an interrupted quote,
            and one for each paragraph of a quote that runs over several.
        quoted: The words inside quote marks.
        nested: Quotes inside the quote: what the speaker says that others said.
        speaker: The speaker as printed; for a carried speaker, the last words that name them.
        speaker_origin: Whether the text states the speaker here, or the speaker was carried over from before.
        speaker_entity: Id of the speaker among the entities that were given.
        cue: The verb, noun or colon that reports; None where there is none.
        cue_lemma: Base form of the cue.
        cue_class: Class of the cue in the tables: `statement`, `question`, `request` …
        addressee: Whom the words were said to, as printed.
        addressee_entity: Id of the addressee among the entities that were given.
        rule: Id of the rule that found the quote.
        reason: Why the speaker is carried or unknown.

    """

    kind: Kind
    content: tuple[Excerpt, ...]
    quoted: tuple[Excerpt, ...] = ()
    nested: tuple[Excerpt, ...] = ()
    speaker: Excerpt | None = None
    speaker_origin: Origin = "stated"
    speaker_entity: str | None = None
    cue: Excerpt | None = None
    cue_lemma: str | None = None
    cue_class: str | None = None
    addressee: Excerpt | None = None
    addressee_entity: str | None = None
    rule: str
    confidence: float
    reason: str | None = None
