"""Checks of lists, shares, parts, scores, lengths up to now, contradictions and slips."""

from __future__ import annotations

import pytest

from copydesk import read
from copydesk.desk import Check, annotate, read_desk
from copydesk.desk.checks import REGISTRY
from copydesk.desk.language_model import is_installed

PUBLISHED = "2025-04-17T20:30+02:00"
needs_model = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")


def found(rule: str, text: str) -> list[Check]:
    assert rule in REGISTRY
    return [check for check in annotate(text, published=PUBLISHED).checks if check.rule == rule]


TOLD = [
    ("checks/list-count", "Three towns: Orby, Lund and South Hale.", "holds"),
    ("checks/list-count", "Police hold four men: Ann Vale, 29, Tom Orrin, 31, and Per de Hale.", "does not hold"),
    ("checks/list-count", "Police hold two men: Ole Vale, Tom Orrin and Per Hale.", "cannot tell"),
    ("checks/list-count", "The five towns: Orby, Lund and Hale.", "does not hold"),
    ("checks/money-shares", "They paid a third of the $12 million, or $4 million, at once.", "holds"),
    ("checks/money-shares", "They paid a third of the $12 million, or $9 million, at once.", "does not hold"),
    ("checks/money-shares", "They paid a third of the $12 million, or $5 million, at once.", "cannot tell"),
    ("checks/money-shares", "The town gave $3 million, a quarter of the $12 million, in May.", "holds"),
    ("checks/percentages", "They paid $3 million of the $12 million, or 25 percent.", "holds"),
    ("checks/percentages", "They paid $3 million of the $12 million, or 35 percent.", "does not hold"),
    ("checks/parts", "Of the 12 sailors on board, nine were saved.", "holds"),
    ("checks/parts", "Of the 12 sailors on board, 15 were saved.", "does not hold"),
    ("checks/parts", "They saved 15 of the 12 sailors.", "does not hold"),
    ("checks/ago-date", "It sank two weeks ago, on April 3.", "holds"),
    ("checks/ago-date", "It sank two weeks ago, on March 3.", "does not hold"),
    ("checks/ago-date", "It sank three years ago, in 2022.", "holds"),
    ("checks/ago-date", "It sank three years ago, in 2012.", "does not hold"),
    ("checks/ago-date", "It sank on March 3, 2025, six weeks ago.", "holds"),
    ("checks/slip", "The buidlings were old. No buildings were saved, and the buildings fell.", "does not hold"),
]


@pytest.mark.parametrize(("rule", "text", "verdict"), TOLD)
def test_checks_that_need_no_model(rule: str, text: str, verdict: str) -> None:
    (check,) = found(rule, text)
    assert check.verdict == verdict
    assert all(span.text == text[span.start : span.end] for span in check.spans)


SILENT = [
    ("checks/list-count", "Two of the five towns: Orby, Lund and Hale."),
    ("checks/list-count", "At least two towns: Orby, Lund and Hale."),
    ("checks/list-count", "Two towns: a harbour, Lund and Hale."),
    ("checks/list-count", "Two pairs: Ann and Tom, Eve and Per."),
    ("checks/list-count", "Three towns, including these towns: Orby and Lund."),
    ("checks/money-shares", "They paid a third of the $12 million and later $9 million."),
    ("checks/parts", "He won Game 7 of the 2 series."),
    ("checks/parts", "On March 15 of the 2 years they met."),
    ("checks/ago-date", 'Two weeks ago the mill closed. On March 3 it burned.'),
    ("checks/ago-date", 'He told us: "Two weeks ago, on March 3, it burned."'),
    ("checks/slip", "It was casual, not causal; the martial court heard of marital rows."),
    ("checks/slip", "The buildings were old. No buildings were saved."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_silent_unless_sure(rule: str, text: str) -> None:
    assert found(rule, text) == []


def above_and_below(headline: str, body: str) -> list[Check]:
    filler = "<p>The town has had such days before, and people there spoke of little else that week.</p>"
    head = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1>"
    story = read(f"{head}<p>{body}</p>{filler}</article></body></html>", kind="html")
    return [check for check in read_desk(story).checks if check.rule == "checks/score"]


@pytest.mark.parametrize(
    ("headline", "body", "verdicts"),
    [
        ("Orby beat Lund 3-1", "Orby won 3-1 at Lund on Monday before a full house of the old town.", ["holds"]),
        ("Orby beat Lund 3-1", "Orby won 3-2 at Lund on Monday before a full house of the town.", ["does not hold"]),
        ("Orby beat Lund 3-1", "Orby led 2-1 at half-time on Monday before a full house of the old town.", []),
        ("Orby beat Lund 3-1", "Hale won 3-2 in the other match of the day on Monday, before a full house.", []),
        ("Orby beat Lund 3-1", "Orby won 3-2 at Lund on Monday. They had won 4-0 at home the year before.", []),
    ],
)
def test_the_score_above_and_below(headline: str, body: str, verdicts: list[str]) -> None:
    assert [check.verdict for check in above_and_below(headline, body)] == verdicts


@needs_model
@pytest.mark.parametrize(
    ("said", "words"),
    [
        (("the old harbour bridge was safe", "the old harbour bridge was not safe"), "contradict each other"),
        (
            ("twelve sailors were killed aboard the ferry", "nine sailors were killed aboard the ferry"),
            "different numbers",
        ),
    ],
)
def test_two_speakers_who_contradict_each_other_are_said_to(said: tuple[str, str], words: str) -> None:
    text = f"Mayor Ann Vale said {said[0]}. Engineer Tom Orrin said {said[1]}."
    (check,) = found("checks/contradiction", text)
    assert check.verdict == "cannot tell"
    assert words in check.sentence
    assert "Ann Vale" in check.sentence
    assert "Tom Orrin" in check.sentence


@needs_model
def test_speakers_who_agree_are_no_contradiction() -> None:
    text = "Mayor Ann Vale said the old harbour bridge was safe. Engineer Tom Orrin said the old bridge was safe."
    assert found("checks/contradiction", text) == []


@needs_model
@pytest.mark.parametrize(
    ("second", "verdicts"),
    [
        ("The Mirefeld Harbour Council paid for it.", ["does not hold"]),
        ("The Mirefield Harbour Council paid for it.", []),
        ("The North Harbour Council paid for it.", []),
    ],
)
def test_a_slip_in_a_name_that_stands_right_elsewhere(second: str, verdicts: list[str]) -> None:
    text = (
        "The Mirefield Harbour Council met on Monday. It was the Mirefield Harbour Council that closed the bridge. "
        + second
    )
    assert [check.verdict for check in found("checks/name-slip", text)] == verdicts
