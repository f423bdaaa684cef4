"""What two documents have to do with each other: a pure decision, with both shares, the passages and the reason."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec import Struct

from copydesk.archive.copies.firsts import Which, first_of
from copydesk.archive.copies.likeness import figures_in_common, likeness
from copydesk.archive.copies.passages import Passage, Side, Text, aligned
from copydesk.archive.documents import Document
from copydesk.archive.words import word_id

__all__ = [
    "LATER_VERSION",
    "REUSES_PASSAGES",
    "SAME_EVENT",
    "SAME_TEXT",
    "Kind",
    "Relation",
    "compare",
    "relate",
    "relations_of",
]

Kind: TypeAlias = Literal["same text", "later version", "reuses passages", "same event"]

SAME_TEXT: Final = "same text"
LATER_VERSION: Final = "later version"
REUSES_PASSAGES: Final = "reuses passages"
SAME_EVENT: Final = "same event"

SAME: Final = 0.75
"""Least likeness of one text; chosen on the even families of the development set, see docs/archive-matching.md."""
LEAST_SHARE: Final = 0.15
"""Share under which the likeness is not asked for; no two of one text in the development set have less."""
FORM_FIGURES: Final = 4
FORM_SHARE: Final = 0.25
"""Of the figures that two texts could have in common, at least four, less than a quarter: a form, filled in twice.
In the development set 296 of 481 pairs of strangers that share two fifths are so, and 6 of 3,085 of one text."""
PASSAGE: Final = 8
"""Content words that a reused passage has at least: shorter ones are credits and calls to share."""
PASSAGE_SHARE: Final = 0.6
"""Share of a passage's words from which it counts as taken over: under it two people say the same."""
FIGURES_NAMED: Final = 3


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
    first: Which | None = None
    reason: str
    first_reason: str | None = None
    rule: str


class _Verdict(NamedTuple):
    kind: Kind | None
    rule: str
    reason: str


def relate(document: Document, other: Document) -> Relation | None:
    """The relation of a document to another one; None where there is none."""
    return next(relations_of(document, (other,)))


def relations_of(document: Document, others: Iterable[Document]) -> Iterator[Relation | None]:
    """The relation of a document to each of several others, None where there is none."""
    text = Text(document)
    for other in others:
        relation = _compared(text, other)
        yield relation if relation.kind is not None else None


def compare(document: Document, other: Document) -> Relation:
    """What a document has to do with another one, and why nothing where it has nothing."""
    return _compared(Text(document), other)


def _compared(document: Text, other: Document) -> Relation:
    mine, theirs = aligned(document, Text(other))
    verdict = _verdict(mine, theirs)
    first = None
    if verdict.kind in (SAME_TEXT, REUSES_PASSAGES):
        first = first_of(document.document, other, mine.share, theirs.share)
    return Relation(
        kind=verdict.kind,
        share=round(mine.share, 3),
        other_share=round(theirs.share, 3),
        passages=mine.passages,
        first=first.which if first else None,
        reason=verdict.reason,
        first_reason=first.reason if first else None,
        rule=verdict.rule,
    )


def _verdict(mine: Side, theirs: Side) -> _Verdict:
    return next(found for found in (rule(mine, theirs) for rule in _RULES) if found is not None)


def _address(mine: Side, theirs: Side) -> _Verdict | None:
    """Two states of one page."""
    one, other = mine.text.document, theirs.text.document
    if one.address is None or (one.outlet, one.address) != (other.outlet, other.address):
        return None
    return _Verdict(LATER_VERSION, "relations/address", f"two captures of one address; {_shares(mine, theirs)}")


def _strangers(mine: Side, theirs: Side) -> _Verdict | None:
    if max(mine.share, theirs.share) >= LEAST_SHARE:
        return None
    return _passages(mine, theirs) or _nothing(mine, theirs)


def _form(mine: Side, theirs: Side) -> _Verdict | None:
    """The same wording about other figures: two results of one company, two market reports."""
    common, possible = figures_in_common(mine, theirs)
    if possible < FORM_FIGURES or common >= FORM_SHARE * possible:
        return None
    reason = (
        f"the wording is alike but the figures are others: {common} of {possible} in common, {_figures(mine, theirs)} "
        f"here, {_figures(theirs, mine)} there"
    )
    return _Verdict(None, "relations/form", reason)


def _figures(side: Side, other: Side) -> str:
    """The first figures of the reused paragraphs that the other one does not have."""
    words = side.words(side.split()[0]) - other.words(range(len(other.text.sizes)))
    own = [figure for figure in side.text.document.figures if word_id(figure) in words]
    return ", ".join(own[:FIGURES_NAMED]) or "none"


def _same(mine: Side, theirs: Side) -> _Verdict | None:
    if likeness(mine, theirs) < SAME:
        return None
    return _Verdict(SAME_TEXT, "relations/likeness", _shares(mine, theirs))


def _passages(mine: Side, theirs: Side) -> _Verdict | None:
    """Passages that the two have in common, in texts of their own."""
    taken = max(_taken(mine), _taken(theirs))
    if not taken:
        return None
    number = f"{taken} passages are" if taken > 1 else "one passage is"
    return _Verdict(REUSES_PASSAGES, "relations/passages", f"{number} in both; {_shares(mine, theirs)}")


def _taken(side: Side) -> int:
    return sum(
        one.source is not None and one.share >= PASSAGE_SHARE and side.text.sizes[one.paragraph] >= PASSAGE
        for one in side.passages
    )


def _nothing(mine: Side, theirs: Side) -> _Verdict:
    return _Verdict(None, "relations/strangers", f"no passage in common; {_shares(mine, theirs)}")


_RULES: Final[tuple[Callable[[Side, Side], _Verdict | None], ...]] = (
    _address,
    _strangers,
    _form,
    _same,
    _passages,
    _nothing,
)
"""The first that decides does; the last always does."""


def _shares(mine: Side, theirs: Side) -> str:
    counts = Counter(one.kind for one in mine.passages)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("kept", "trimmed", "rewritten", "new") if counts[kind])
    return (
        f"{mine.share:.0%} of its words stand in the other one, {theirs.share:.0%} of the other's in it; "
        f"paragraphs: {told or 'none'}"
    )
