"""Events in the making: a clause with a date, its other tellings, and how two of them become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.events.clauses import Clause
from copydesk.desk.events.dates import When, agree, finer
from copydesk.records.reading import Participant

__all__ = ["SAME", "Draft", "join_same", "union"]

SAME: Final = "events/same-told-twice"

_MOST: Final = 50
"""Events of one kind about one person that a telling is compared with; a page with more is no story."""


class Draft(Struct, eq=False):
    """An event in the making; `clauses` start with the one that tells it best."""

    clauses: list[Clause]
    when: When
    who: tuple[Participant, ...]
    affected: frozenset[str]
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules that joined others to it."""
    is_ahead: bool = False

    @classmethod
    def of(cls, clause: Clause, when: When) -> Draft:
        """An event that one clause tells."""
        return cls([clause], when, clause.who, clause.affected, is_ahead=clause.is_ahead)

    @property
    def kind(self) -> str:
        """What two tellings of one event share: the family of their verb, or the verb."""
        first = self.clauses[0]
        return first.family.family if first.family else first.lemma

    def take(self, other: Draft, reason: str) -> None:
        """Make another telling part of this event; the finer date wins."""
        self.when, before = finer(self.when, other.when), self.when
        if self.when.first != before.first or self.when.last != before.last:
            self.clauses = [*other.clauses, *self.clauses]
        else:
            self.clauses = [*self.clauses, *other.clauses]
        # Words without a name add nobody to those who have one: "an engineer" is the man whom the body names.
        is_named = any(who.entity for who in self.who)
        self.who = union(self.who, (who for who in other.who if who.entity or not is_named))
        self.affected |= other.affected
        self.rules = tuple(dict.fromkeys((*self.rules, *other.rules, reason.partition(":")[0])))
        self.reasons = tuple(dict.fromkeys((*self.reasons, *other.reasons, reason)))


def union(one: Iterable[Participant], other: Iterable[Participant]) -> tuple[Participant, ...]:
    """All who take part, each once: by entity, or by the words where there is none."""
    found: dict[str, Participant] = {}
    for who in (*one, *other):
        found.setdefault(who.entity or who.text.lower(), who)
    return tuple(found.values())


def join_same(drafts: Sequence[Draft]) -> list[Draft]:
    """Each event once. Tellings are joined when kind and those it happened to agree, and one date holds the other.

    The finest dates come first, so that what is vague joins what is exact; what fits several events joins none.
    """
    index: dict[tuple[str, str], list[Draft]] = {}
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: (one.when.days, not one.when.is_dated)):
        known = {id(one): one for key in draft.affected for one in index.get((draft.kind, key), ())}
        homes = [one for one in known.values() if _is_same_event(one, draft)]
        if len(homes) == 1 or (homes and draft.when.is_dated):
            homes[0].take(draft, _reason(homes[0], draft))
        else:
            kept.append(draft)
        home = kept[-1] if draft is kept[-1] else homes[0]
        for key in draft.affected:
            under = index.setdefault((draft.kind, key), [])
            if home not in under and len(under) < _MOST:
                under.append(home)
    return kept


def _is_same_event(one: Draft, other: Draft) -> bool:
    if one.is_ahead != other.is_ahead or not agree(one.when, other.when):
        return False
    both = _shared(one.affected, other.affected)
    if one.clauses[0].family is None:
        return bool(both) and one.affected == other.affected and one.when.is_dated and other.when.is_dated
    if one.clauses[0].family.affects == "both":
        return len(both) >= 2 or (bool(both) and min(len(one.affected), len(other.affected)) == 1)
    return bool(both)


def _shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Whom both are about: by entity where both name one, else by the nouns they are called."""
    mine, theirs = ({key for key in keys if key[:1].isupper()} for keys in (one, other))
    return frozenset(mine & theirs) if mine and theirs else one & other


def _reason(one: Draft, other: Draft) -> str:
    return f'{SAME}: "{other.clauses[0].text.text}" and "{one.clauses[0].text.text}" tell one event'
