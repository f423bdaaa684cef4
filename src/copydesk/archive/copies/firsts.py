"""Which of two documents with one text likely had it first, as the captures show it."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeAlias

from copydesk.archive.documents import Document

__all__ = ["First", "Which", "first_of"]

Which: TypeAlias = Literal["document", "other"]


LEAST_CUT: Final = 0.1
"""Difference of the shares from which one of two texts counts as cut from the other."""


class First(NamedTuple):
    """Which of the two had it first, None where nothing says so, and why."""

    which: Which | None
    reason: str
    rule: str


def first_of(document: Document, other: Document, share: float, other_share: float) -> First:
    """Which of the two likely had the text first; the first rule that can tell does.

    Args:
        document: one of the two.
        other: the other one.
        share: share of the document's words that stand in the other one.
        other_share: share of the other one's words that stand in the document.
    """
    for rule in _RULES:
        found = rule(document, other)
        if found is not None:
            return found
    return _fuller(share, other_share)


def _own_story(document: Document, other: Document) -> First | None:
    """The agency that one of them credits published the other one itself."""
    if document.agency and _is_outlet_of(document.agency, other):
        return First(
            "other", f"it credits {document.agency}, and the other one is {document.agency}'s own", "first/own"
        )
    if other.agency and _is_outlet_of(other.agency, document):
        return First("document", f"the other one credits {other.agency}, whose own this is", "first/own")
    return None


def _is_outlet_of(agency: str, document: Document) -> bool:
    name = "".join(filter(str.isalnum, agency.lower()))
    return bool(name) and name in document.outlet.split(".")


def _wire(document: Document, other: Document) -> First | None:
    """Both credit one agency: the text came to both by wire."""
    if document.agency and document.agency == other.agency:
        return First(None, f"both credit {document.agency}, which had it before either", "first/wire")
    return None


def _published(document: Document, other: Document) -> First | None:
    return _earlier(document.published, other.published, "published", "first/published")


def _credit(document: Document, other: Document) -> First | None:
    """One of them says that it has the text from an agency, and nothing else tells the two apart."""
    credited = document.agency or other.agency
    return (
        First(None, f"one of them credits {credited}, which had it before either", "first/wire") if credited else None
    )


def _dateline(document: Document, other: Document) -> First | None:
    """One of them has the dateline of the place, which those who take a text over often drop."""
    if bool(document.place) == bool(other.place):
        return None
    which: Which = "document" if document.place else "other"
    return First(which, f"it alone has the dateline {document.place or other.place}", "first/dateline")


def _seen(document: Document, other: Document) -> First | None:
    return _earlier(document.seen, other.seen, "seen", "first/seen")


_RULES: Final[tuple[Callable[[Document, Document], First | None], ...]] = (
    _own_story,
    _wire,
    _published,
    _dateline,
    _seen,
    _credit,
)


def _fuller(share: float, other_share: float) -> First:
    """What is left where no time is known: a text that is cut comes after the whole one."""
    if abs(share - other_share) < LEAST_CUT:
        return First(None, "nothing says which of the two had it first", "first/unknown")
    which: Which = "document" if share < other_share else "other"
    return First(which, "it has all that the two have in common and more", "first/fuller")


def _earlier(one: str | None, other: str | None, verb: str, rule: str) -> First | None:
    if not one or not other:
        return None
    order = _order(one, other)
    if not order:
        return None
    which: Which = "document" if order < 0 else "other"
    first, second = (one, other) if which == "document" else (other, one)
    return First(which, f"{verb} {first}, the other one {second}", rule)


def _order(one: str, other: str) -> int:
    """Negative where the one is earlier, positive where the other is.

    Two instants are compared; where one of them has no offset or no time, their days.
    """
    try:
        mine, theirs = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return (one[:10] > other[:10]) - (one[:10] < other[:10])
    if mine.tzinfo is None or theirs.tzinfo is None:
        return (mine.date() > theirs.date()) - (mine.date() < theirs.date())
    return (mine > theirs) - (mine < theirs)
