"""Clauses that are dated by another one: "released on February 15, days after a minister urged …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from copydesk.desk.events.clauses import Clause, Clauses
from copydesk.desk.events.dates import When
from copydesk.desk.events.drafts import Draft
from copydesk.desk.events.table import Table
from copydesk.desk.material import Material
from copydesk.records.reading import StoryTime

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["Link", "find_links", "follow_links"]

_SIDES: Final[tuple[Literal["after", "before"], ...]] = ("after", "before")
_LENGTH: Final = re.compile(r"P(\d{1,4})([DW])$")
SENTENCE: Final = "events/same-sentence"
_LINKING: Final = frozenset({"mark", "prep", "advmod", "advcl"})


class Link(Struct, frozen=True):
    """Two clauses of one sentence, and how they stand in time: the inner one after, before or with the outer one."""

    outer: Clause
    inner: Clause
    word: Literal["after", "before", "with"]
    length: StoryTime | None = None


def find_links(material: Material, clauses: Clauses, block: int, table: Table) -> Iterator[Link]:
    """The clauses of a paragraph that hang on another by "two days after", "before", "when", or as a participle."""
    for token in clauses.grammar.tokens:
        if token.dep not in _LINKING or clauses.is_quoted(token.start):
            continue
        word = next((word for word in _SIDES if table.is_(f"length-{word}", token)), None)
        if word is not None and token.dep in ("mark", "prep"):
            length = next((time for time in material.times_in(block) if time.end == token.start - 1), None)
            if length is not None and length.type == "DURATION":
                yield from _link(clauses, _inner(clauses, token), word, length)
        elif table.is_("together", token) and token.dep in ("mark", "advmod"):
            inner = clauses.grammar.head(token)
            yield from _link(clauses, inner if inner.dep == "advcl" and inner.tag == "VBD" else None, "with")
        elif token.tag == "VBG" and token.dep == "advcl" and token.lemma in table.families:
            yield from _link(clauses, token, "with")


def _inner(clauses: Clauses, word: Token) -> Token | None:
    if word.dep == "mark":
        return clauses.grammar.head(word)
    return next(iter(clauses.grammar.children(word, "pcomp")), None)


def _link(
    clauses: Clauses, inner: Token | None, word: Literal["after", "before", "with"], length: StoryTime | None = None
) -> Iterator[Link]:
    grammar = clauses.grammar
    if inner is None or inner.head == inner.index or not grammar.is_clause(inner):
        return
    outer = grammar.verb_above(grammar.head(inner))
    if outer is None or outer.index == inner.index:
        return
    pair = clauses.at(outer), clauses.at(inner)
    rule = SENTENCE if word == "with" else f"events/{word}-clause"
    if rule in clauses.table.rules and all(clause.is_real and not clause.is_ahead for clause in pair):
        yield Link(*pair, word, length)


def follow_links(drafts: list[Draft], links: Sequence[Link], material: Material) -> list[Draft]:
    """The events, those added or dated that hang on a dated one."""
    home = {(clause.block, clause.verb): draft for draft in drafts for clause in draft.clauses}
    for link in links:
        outer, inner = (home.get((clause.block, clause.verb)) for clause in (link.outer, link.inner))
        if link.word == "with" and outer is not None and inner is not None and _only(inner) and not _only(outer):
            outer, inner, link = inner, outer, Link(link.inner, link.outer, "with")
        when = _when(link, outer, material) if outer is not None else None
        if when is None or (inner is not None and inner.when.is_dated):
            continue
        if inner is None and not (link.length or link.inner.family):
            continue
        if inner is None:
            inner = home[link.inner.block, link.inner.verb] = Draft.of(link.inner, when)
            drafts.append(inner)
        inner.when = when
    return drafts


def _only(draft: Draft) -> bool:
    return draft.when.first is not None and draft.when.first == draft.when.last


def _when(link: Link, outer: Draft | None, material: Material) -> When | None:
    main = outer.when if outer is not None else None
    if main is None or main.first is None or main.first != main.last or not main.times:
        return None
    if link.word == "with":
        reason = f'told with "{link.outer.text.text}"'
        return When(first=main.first, last=main.last, value=main.value, edtf=main.edtf, granularity=main.granularity,
                    status="stated", rule=SENTENCE, times=main.times, reasons=(reason,))  # fmt: skip
    assert link.length is not None
    return _moved(link, link.length, main.first, main, material)


def _moved(link: Link, length: StoryTime, day: date, main: When, material: Material) -> When:
    here = main.times[0]
    times = (material.excerpt(length.block, length.start, length.end), here)
    rule = f"events/{link.word}-clause"
    is_before = link.word == "after"
    side = "before" if is_before else "after"
    found = _LENGTH.match(length.value)
    if found is None:
        first, last = (None, day - timedelta(days=1)) if is_before else (day + timedelta(days=1), None)
        reason = f'"{length.text} {link.word}" puts it {side} "{here.text}" ({day})'
        return When(first=first, last=last, value=day.isoformat(), edtf=f"../{last}" if last else f"{first}/..",
                    granularity=side, status="inferred", rule=rule, times=times, reasons=(reason,))  # fmt: skip
    away = timedelta(days=int(found[1]) * (7 if found[2] == "W" else 1))
    other = day - away if is_before else day + away
    reason = f'{other} is "{length.text}" {side} "{here.text}" ({day})'
    return When(first=other, last=other, value=other.isoformat(), edtf=other.isoformat(), granularity="day",
                status="inferred", rule=rule, times=times, reasons=(reason,))  # fmt: skip
