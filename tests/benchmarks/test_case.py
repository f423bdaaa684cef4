"""The comparison of a record with a gold finds every kind of difference, and none where there is none."""

from pathlib import Path

import pytest
from benchmarks.case import Gold, GoldCheck, GoldEntity, GoldEvent, GoldQuote, GoldTime, Line, compared, sound
from msgspec.structs import replace

import copydesk
from copydesk import SourceMap

TEXT = """Ferry is back in service

By Nils Aas

Published: March 12, 2025 at 6:40 PM GMT

The ferry to Lunde was closed on Tuesday, March 4, 2025, after a storm that broke its old engine at the quay.

"We sail again on Friday," harbour master Odalys Brandt told the town council. Mrs Brandt is 61 and lives in London.
"""


def at(words: str, after: str = "") -> tuple[int, int]:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return start, start + len(words)


def line(start: str, role: str) -> Line:
    return Line(*at(next(row for row in TEXT.splitlines() if row.startswith(start))), roles=(role,))


GOLD = Gold(
    lines=(
        line("Ferry", "headline"),
        line("By", "byline"),
        line("Published", "published"),
        line("The", "body"),
        line('"We', "body"),
    ),
    entities=(
        GoldEntity("P1", "person", "Odalys Brandt", (at("Odalys Brandt"), at("Brandt", "Mrs"))),
        GoldEntity("L1", "place", "London", (at("London"),)),
    ),
    quotes=(GoldQuote("Q1", "direct", at("We sail again on Friday,"), "We sail", "P1", at("told")),),
    times=(
        GoldTime(
            "T1", *at("March 12, 2025 at 6:40 PM GMT"), "March 12", "TIME", "2025-03-12T18:40Z", role="publication"
        ),
        GoldTime("T2", *at("Tuesday, March 4, 2025"), "March 4", "DATE", "2025-03-04"),
    ),
    events=(
        GoldEvent("E1", "2025-03-04", "closed", sentence=at("The ferry to Lunde was closed on Tuesday, March 4, 2025")),
        GoldEvent("E2", "2025-03-12T18:40+00:00", "published"),
    ),
    checks=(GoldCheck('"Tuesday" is 2025-03-04', "consistent"),),
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> SourceMap:
    page = tmp_path_factory.mktemp("case") / "page.txt"
    Path(page).write_text(TEXT, encoding="utf-8")
    return SourceMap(copydesk.read(page, desk=True), TEXT.encode())


def test_a_record_that_holds_all_of_the_gold_has_no_difference(places: SourceMap) -> None:
    assert compared(places, sound(GOLD, TEXT)) == []


def changed(part: str, **fields: object) -> Gold:
    first, *others = getattr(GOLD, part)
    return replace(GOLD, **{part: (replace(first, **fields), *others)})


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        (changed("lines", roles=("deck",)), "lines: 0-24 is headline, not deck"),
        (changed("entities", name="Brandt"), "entities: P1 is called Odalys Brandt, not Brandt"),
        (changed("entities", type="place"), "entities: P1 Odalys Brandt is a person, not a place"),
        (changed("entities", mentions=(at("Odalys Brandt"), at("storm"))), "entities: P1 Odalys Brandt has no mention"),
        (changed("quotes", speaker="L1"), "quotes: Q1 is said by P1, not by L1"),
        (changed("quotes", kind="mixed"), "quotes: Q1 is direct, not mixed"),
        (changed("quotes", cue=at("storm")), "quotes: Q1 has another cue: told"),
        (changed("quotes", content=at("a storm that broke")), "quotes: Q1 is missing"),
        (changed("times", value="2025-03-12T18:41Z"), "times: T1 'March 12' is not the time of publication"),
        (changed("events", date="2025-03-05"), "events: E1 is dated 2025-03-04, not 2025-03-05: closed"),
        (changed("events", who=("P1",)), "events: E1 has no P1 in it: closed"),
        (changed("checks", check='"Tuesday" is 2025-03-05'), "checks: nothing compares 2025-03-05, Tuesday"),
        (
            replace(GOLD, entities=(*GOLD.entities, GoldEntity("P2", "person", "Ines Moe", (at("town council"),)))),
            "entities: P2 Ines Moe is missing",
        ),
        (replace(GOLD, lines=GOLD.lines[:4]), "strays: Odalys Brandt is found at"),
    ],
)
def test_each_difference_is_said(places: SourceMap, gold: Gold, said: str) -> None:
    assert [difference for difference in compared(places, gold) if difference.startswith(said)]


def test_a_mention_inside_a_word_is_passed_over() -> None:
    inside = changed("entities", mentions=(at("Odalys Brandt"), at("torm")))
    assert sound(inside, TEXT).entities[0].mentions == (at("Odalys Brandt"),)
