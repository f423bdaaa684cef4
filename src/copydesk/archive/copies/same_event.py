"""Other reports of the event that a story tells of: looked for when asked, so that the order of ingest is all one."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Final

from copydesk.archive.copies.relations import SAME_EVENT
from copydesk.archive.coverage import SAME_EVENT_LIKENESS
from copydesk.archive.segments import word_parts
from copydesk.archive.shown import text_of
from copydesk.archive.stories import Copy, Held, held
from copydesk.archive.terms import Terms, counted, in_common, likeness, rarity, weighed

__all__ = ["same_event"]

ASKED_WORDS: Final = 12
"""Words of a story that the index is asked for, the weightiest; one is enough, and the best found are compared."""
CANDIDATES: Final = 100
MOST: Final = 20
DAYS: Final = 14
"""Days between two reports of one event: later, a story with the same words tells of an anniversary or the next one."""
NAMED: Final = 5


def same_event(connection: sqlite3.Connection, asked: str) -> tuple[Copy, ...]:
    """Stories of other families that tell of the same event in words of their own, the most alike first, at most 20.

    Raises:
        UnknownId: there is no such capture.
        Damaged: a record cannot be read.
    """
    one = held(connection, asked)
    terms = _terms(connection, one)
    best: dict[int, tuple[float, Copy]] = {}
    for family, other in _candidates(connection, terms, one):
        theirs = _terms(connection, other)
        value = likeness(terms, theirs)
        if value >= SAME_EVENT_LIKENESS and (family not in best or value > best[family][0]):
            best[family] = value, _copy(other, terms, theirs, value)
    return tuple(copy for _, copy in sorted(best.values(), key=lambda found: -found[0])[:MOST])


def _terms(connection: sqlite3.Connection, one: Held) -> Terms:
    paragraphs = text_of(connection, one.capture).split("\n\n")
    return weighed(counted(one.headline, paragraphs, one.language), rarity())


def _candidates(connection: sqlite3.Connection, terms: Terms, one: Held) -> Iterator[tuple[int, Held]]:
    """Captures that the index finds by the weightiest words, published about the same time, with their families."""
    words = sorted(terms, key=lambda word: (-terms[word], word))[:ASKED_WORDS]
    match = " OR ".join(f'"{" ".join(parts)}"*' for word in words if (parts := word_parts(word)))
    if not match:
        return
    for story, number, family in connection.execute(_CANDIDATES, (match, CANDIDATES, one.family)).fetchall():
        other = held(connection, f"{story}@{number}")
        if _is_near(one.published, other.published):
            yield family, other


def _is_near(one: str | None, other: str | None) -> bool:
    """Whether the days are near each other; where one is not known, nothing is said against it."""
    try:
        days = [date.fromisoformat((value or "")[:10]) for value in (one, other)]
    except ValueError:
        return True
    return abs((days[0] - days[1]).days) <= DAYS


def _copy(other: Held, terms: Terms, theirs: Terms, value: float) -> Copy:
    words = ", ".join(in_common(terms, theirs)[:NAMED])
    return Copy(
        id=other.id,
        kind=SAME_EVENT,
        share=None,
        other_share=None,
        reason=f"in words of its own: both stress {words} (likeness {value:.2f})",
        outlet=other.outlet,
        publisher=other.publisher,
        headline=other.headline,
        agency=other.agency,
        published=other.published,
        first_seen=other.first_seen,
        url=other.url,
    )


_CANDIDATES: Final = """
select story.id, capture.number, story.family
from (select rowid from words where words match ?1 order by bm25(words, 4.0, 2.0, 1.0) limit ?2) as found
join capture on capture.id = found.rowid join story on story.id = capture.story
where story.family != ?3
"""
