"""What two documents have to do with each other: a pure decision, with both shares, the passages and the reason."""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.archive.documents import Document
from copydesk.archive.passages import Passage, Text, share_of

__all__ = ["LATER_VERSION", "REUSES_PASSAGES", "SAME_EVENT", "SAME_TEXT", "Kind", "Relation", "compare", "relate"]

Kind: TypeAlias = Literal["same text", "later version", "reuses passages", "same event"]

SAME_TEXT: Final = "same text"
LATER_VERSION: Final = "later version"
REUSES_PASSAGES: Final = "reuses passages"
SAME_EVENT: Final = "same event"


class Relation(Struct, frozen=True, kw_only=True):
    """What a document has to do with another one, seen from the document.

    Attributes:
        kind: None where the two are not related.
        share: Share of the document's words that stand in the other one, from 0 to 1.
        other_share: Share of the other one's words that stand in the document.
        passages: Each paragraph of the document with its source in the other one.
        first: Which of the two likely had it first, as the captures show it; None where nothing says so.
        reason: Why the relation holds or does not, in a sentence.
        first_reason: Why that one had it first.
        rule: Id of the rule that decided.

    """

    kind: Kind | None
    share: float
    other_share: float
    passages: tuple[Passage, ...] = ()
    first: Literal["document", "other"] | None = None
    reason: str
    first_reason: str | None = None
    rule: str


def relate(document: Document, other: Document) -> Relation | None:
    """The relation of a document to another one; None where there is none."""
    relation = compare(document, other)
    return relation if relation.kind is not None else None


def compare(document: Document, other: Document) -> Relation:
    """What a document has to do with another one, and why nothing where it has nothing."""
    mine, theirs = Text(document), Text(other)
    passages, back = mine.passages_from(theirs), theirs.passages_from(mine)
    share, other_share = share_of(passages, mine), share_of(back, theirs)
    kind, rule = _kind(document, other, share, other_share)
    return Relation(
        kind=kind,
        share=round(share, 3),
        other_share=round(other_share, 3),
        passages=passages,
        reason=f"{share:.0%} of its words stand in the other one, {other_share:.0%} of the other's in it",
        rule=rule,
    )


def _kind(document: Document, other: Document, share: float, other_share: float) -> tuple[Kind | None, str]:
    if document.outlet and document.outlet == other.outlet and document.address and document.address == other.address:
        return "later version", "relations/address"
    if max(share, other_share) >= 0.6:
        return "same text", "relations/share"
    if max(share, other_share) >= 0.1:
        return "reuses passages", "relations/passages"
    return None, "relations/strangers"
