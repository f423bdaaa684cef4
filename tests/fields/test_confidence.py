"""The confidence that the evidence states follows the curves and never the choice."""

from itertools import pairwise

import pytest

from copydesk.fields.candidates import Candidate, choose
from copydesk.fields.confidence import Curve, curves, stated


def candidate(value: str, rule: str, confidence: float) -> Candidate[str]:
    return Candidate(value, rule, confidence, "html", "/", value)


@pytest.mark.parametrize("curve", curves().values(), ids=lambda curve: f"{curve.kind}-{curve.name}")
def test_curves_rise_within_zero_and_one(curve: Curve) -> None:
    assert all(left[0] < right[0] and left[1] <= right[1] for left, right in pairwise(curve.points))
    assert all(0 < part <= 1 for point in curve.points for part in point)


@pytest.mark.parametrize(
    ("confidence", "expected"), [(0.0, 0.0), (0.25, 0.2), (0.5, 0.4), (0.6, 0.6), (0.7, 0.8), (1.0, 0.8)]
)
def test_a_curve_is_straight_between_its_points_and_level_after_them(confidence: float, expected: float) -> None:
    assert Curve("made-up", ((0.5, 0.4), (0.7, 0.8)))(confidence) == pytest.approx(expected)


def test_a_rule_with_a_curve_of_its_own_goes_before_its_field() -> None:
    assert stated("html", "headline", "headline/heading", 0.9) == curves()["html", "headline/heading"](0.9)
    assert stated("html", "headline", "headline/made-up", 0.9) == curves()["html", "headline"](0.9)
    assert stated("html", "made-up", "made-up/rule", 0.9) == 0.9


def test_each_kind_of_page_has_its_own_curves() -> None:
    assert stated("text", "published", "published/printed", 0.9) == curves()["text", "published/printed"](0.9)
    assert stated("text", "published", "published/printed", 0.9) != stated(
        "html", "published", "published/printed", 0.9
    )
    assert stated("text", "headline", "headline/text-model", 0.7) == 0.7


def test_the_choice_is_by_the_rules_own_confidence_and_no_loser_states_more() -> None:
    choice = choose(
        [candidate("one", "a", 0.9), candidate("two", "b", 0.8), candidate("three", "b", 0.2)],
        stated=lambda rule, confidence: confidence / 2 if rule == "a" else confidence,
    )
    assert choice.value == "one"
    assert [one.confidence for one in choice.evidence] == [0.45, 0.45, 0.2]


def test_the_bar_is_stated_like_the_confidence() -> None:
    (lost,) = choose([candidate("one", "a", 0.25)], stated=lambda _, confidence: confidence * 2).evidence
    assert (lost.confidence, lost.reason) == (0.5, "confidence below 0.6")
