"""The event that a story is about: who, what, when, where of its first paragraph."""

from __future__ import annotations

import pytest

from copydesk import read
from copydesk.desk import annotate, read_desk
from copydesk.desk.language_model import is_installed
from copydesk.records import MainEvent, Reading

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")


def reading(text: str) -> Reading:
    return annotate(text, published="2025-04-17T10:00Z")


def main_of(text: str) -> MainEvent:
    found = reading(text).main
    assert found is not None
    assert text[found.what.start : found.what.end] == found.what.text
    return found


@pytest.mark.parametrize(
    ("text", "what", "when", "place"),
    [
        (
            "A ferry sank off the coast of Riga on Monday, killing 12 people, police said.",
            "A ferry sank off the coast of Riga on Monday",
            "2025-04-14",
            "Riga",
        ),
        (
            "Police said on Tuesday that two men had been arrested in Lund after a raid on a farm.",
            "two men had been arrested in Lund after a raid on a farm",
            None,
            "Lund",
        ),
        (
            "At least 12 people were killed when a bus crashed near Lund on Sunday.",
            "At least 12 people were killed",
            "2025-04-13",
            "Lund",
        ),
        (
            "The old bridge will stay open for another year, the council decided on Tuesday.",
            "The old bridge will stay open for another year, the council decided on Tuesday",
            "2025-04-15",
            None,
        ),
    ],
)
def test_the_first_paragraph_tells_it(text: str, what: str, when: str | None, place: str | None) -> None:
    found = main_of(text)
    assert (found.what.text, found.when, found.place) == (what, when, place)


def test_who_takes_part_and_which_event_of_the_timeline_it_is() -> None:
    text = "Ann Vale, the mayor of Orby, met Tom Orrin in Riga on Monday."
    found = main_of(text)
    known = {entity.id: entity.name for entity in reading(text).people}
    assert [known[who.entity or ""] for who in found.who] == ["Ann Vale", "Tom Orrin"]
    (event,) = (one for one in reading(text).events if one.id == found.event)
    assert (event.lemma, event.where) == ("meet", (found.where,))


def test_what_is_to_come_is_said_to_be() -> None:
    found = main_of("The town council of Lund will vote on the new bridge on Friday.")
    assert (found.is_ahead, found.when) == (True, "2025-04-18")


@pytest.mark.parametrize(
    "text",
    [
        "It is hard to say what the old harbour meant to the people of the town.",
        "The council could have closed the old bridge that spring, had it wanted to.",
        "Welcome to the live page. We follow it here.",
    ],
)
def test_a_first_paragraph_without_an_event_has_none(text: str) -> None:
    assert reading(text).main is None


def test_the_dateline_gives_the_place_where_the_clause_has_none() -> None:
    body = "RIGA (AP) — A ferry with 300 people on board sank on Monday, and 12 of them were killed, police said."
    more = "The ferry had been built in 1990 and had sailed the same way for all of those years without harm."
    page = (
        f"<html><body><article><h1>Ferry sinks with 300 people</h1><p>{body}</p><p>{more}</p></article></body></html>"
    )
    found = read_desk(read(page, kind="html")).main
    assert found is not None
    assert (str(found.place).casefold(), found.rules[-1]) == ("riga", "main/dateline")


@pytest.mark.parametrize(
    "text",
    [
        '"We resigned on March 3," said the board of the club in Lund.',
        'The mill was "a pearl of the valley," Anna Lindqvist said Tuesday in a talk with sailors.',
    ],
)
def test_who_is_quoted_is_no_main_event(text: str) -> None:
    assert reading(text).main is None


def test_a_dateline_that_looks_like_the_subject_is_none() -> None:
    page = (
        '<html lang="en"><meta property="article:published_time" content="2025-04-17T10:00Z"><article><h1>Board</h1>'
        "<p>STOCKHOLM (AP) — Anna Lindqvist, the head of the board, resigned on Monday after a long dispute.</p>"
        "<p>The board had met for a week, and nobody in the town could say what it would do.</p>"
        "<p>Lindqvist had led it for nine years, through two floods and a fire at the mill.</p>"
    )
    main = read_desk(read(page)).main
    assert main is not None
    assert ([who.text for who in main.who], main.when, main.place) == (["Anna Lindqvist"], "2025-04-14", "Stockholm")


@pytest.mark.parametrize(
    ("text", "when", "place"),
    [
        ("A fire at a paper mill in Riga killed three workers on Tuesday, police said.", "2025-04-15", "Riga"),
        (
            "The union called off a strike at the port of Antwerp on Sunday, before it began.",
            "2025-04-13",
            "Antwerp",
        ),
        ("Thousands of people marched through Riga on Saturday to protest against the law.", "2025-04-12", "Riga"),
        ("President Ivo Lenz met the king in Madrid on Tuesday, his office announced.", "2025-04-15", "Madrid"),
        ("A court in Oslo on Wednesday sentenced a former banker to six years in prison.", "2025-04-16", None),
    ],
)
def test_the_place_of_what_happens_stands_beside_it(text: str, when: str, place: str | None) -> None:
    main = main_of(text)
    assert (main.when, main.place) == (when, place)
