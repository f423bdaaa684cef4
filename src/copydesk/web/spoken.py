"""Quotes across stories: who said what where, and the wordings of one quote beside each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from copydesk.archive import quotes as archive_quotes
from copydesk.archive.archive import Archive
from copydesk.archive.incoming import person_key
from copydesk.archive.quotes import Said
from copydesk.web.asked import Asked
from copydesk.web.shape import Row, Screen, clipped

__all__ = ["SaidRow", "WordingRow", "quotes", "said_rows", "wording_rows"]

MOST: Final = 60
PRINTINGS: Final = 600
"""Printings that are put together for one page, the last taken in."""


class QuotesRow(Row, frozen=True, kw_only=True):
    """What was asked."""

    speaker: str
    outlet: str
    shown: int
    printings: int
    most_printings: int = PRINTINGS


class SaidRow(Row, frozen=True, kw_only=True):
    """A quote: the longest of its wordings stands for it."""

    n: int
    speaker: str
    person: str
    words: str
    kind: str
    stories: int
    wordings: int


class WordingRow(Row, frozen=True, kw_only=True):
    """One printing of a quote, with the place of its words."""

    n: int
    id: str
    outlet: str
    headline: str
    day: str | None
    kind: str
    origin: str
    cue: str
    words: str
    block: int
    start: int
    end: int
    rule: str


class FacetRow(Row, frozen=True, kw_only=True):
    """A speaker or an outlet, and how many quotes of the page are theirs."""

    field: str
    value: str
    count: int
    is_on: bool
    to: str


def quotes(archive: Archive, asked: Asked) -> Screen:
    """The quotes of a speaker, or from an outlet, or the last ones of all."""
    speaker, outlet = asked.text("speaker"), asked.text("outlet")
    found = archive_quotes.quotes(archive.connection, speaker, outlet=outlet, limit=MOST, rows=PRINTINGS)
    wordings = tuple(wording_rows(found))
    top = QuotesRow(speaker=speaker, outlet=outlet, shown=len(found), printings=len(wordings))
    title = (
        "Quotes" + (f" of {clipped(speaker, 60)}" if speaker else "") + (f" at {clipped(outlet, 60)}" if outlet else "")
    )
    parts = {
        "asked": (top,),
        "quotes": tuple(said_rows(archive, found)),
        "wordings": wordings,
        "facets": tuple(_facets(asked, found)) if not (asked.is_static and (speaker or outlet)) else (),
    }
    return Screen("quotes", title, parts, room="quotes")


def said_rows(archive: Archive, found: Sequence[Said]) -> Iterator[SaidRow]:
    """The quotes, numbered from 1."""
    known = _known(archive, {person_key(one.speaker) for one in found if one.speaker})
    for number, one in enumerate(found, 1):
        yield SaidRow(
            n=number,
            speaker=clipped(one.speaker, 200),
            person=key if (key := person_key(one.speaker or "")) in known else "",
            words=clipped(one.words, 600),
            kind=one.wordings[0].kind,
            stories=one.stories,
            wordings=len({wording.words for wording in one.wordings}),
        )


def _known(archive: Archive, keys: set[str]) -> set[str]:
    """Those of the names that are people's."""
    asked = msgspec.json.encode(sorted(keys)).decode()
    sql = "select distinct key from person where type = 'person' and key in (select value from json_each(?))"
    return {row[0] for row in archive.connection.execute(sql, (asked,))}


def wording_rows(found: Sequence[Said]) -> Iterator[WordingRow]:
    """Each printing with the number of its quote; of one printed very often the first ones."""
    for number, said in enumerate(found, 1):
        for one in said.wordings[:12]:
            yield WordingRow(
                n=number,
                id=one.id,
                outlet=clipped(one.outlet, 200),
                headline=clipped(one.headline, 200) or "(no headline)",
                day=one.day,
                kind=one.kind,
                origin=one.origin,
                cue=clipped(one.cue, 60),
                words=clipped(one.words, 600),
                block=one.block,
                start=one.start,
                end=one.end,
                rule=one.rule,
            )


def _facets(asked: Asked, found: Sequence[Said]) -> Iterator[FacetRow]:
    counted = {
        "speaker": Counter(one.speaker for one in found if one.speaker),
        "outlet": Counter(outlet for one in found for outlet in {wording.outlet for wording in one.wordings}),
    }
    for field, counts in counted.items():
        for value, count in counts.most_common(12):
            is_on = asked.text(field) == value
            to = asked.here(**{field: None if is_on else value})
            yield FacetRow(field=field, value=clipped(value, 100), count=count, is_on=is_on, to=to)
