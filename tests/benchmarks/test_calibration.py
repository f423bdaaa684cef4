"""`python -m benchmarks.calibration` on made-up values, and on a made-up set with a made-up scorer."""

import json
import random
import sys
from pathlib import Path

import pytest
from benchmarks import calibration
from benchmarks.reliability import Given, Held, curve_of, drawn, expected_error, interval, learned, table

from copydesk.fields.confidence import Curve

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2024-05-0{day}T07:08:09+02:00"></head><body><article><h1>{title}</h1>
{body}</article></body></html>"""
BODY = "<p>The council met on Tuesday and voted to keep the old harbour bridge open for another year.</p>" * 2
TELLER = "<p>Speaker number {n} asked the engineers for a second survey of the piers before the winter storms.</p>"
SCORER = """def meta_row(name, truth, prediction):
    return {"title_fair": float(prediction.get("title") == truth["title"]), "date_day": 1.0, "date_instant": 0.0}
"""


def values(rule: str, confidence: float, right: int, wrong: int) -> list[Given]:
    return [Given("made-up", "outlet", "headline", rule, confidence, float(n < right)) for n in range(right + wrong)]


def test_a_curve_goes_through_the_shares_and_never_falls() -> None:
    pairs = [(one.confidence, one.right) for one in values("r", 0.5, 30, 70) + values("r", 0.9, 90, 10)]
    assert curve_of("headline", pairs) == Curve("headline", ((0.5, round(31 / 102, 3)), (0.9, round(91 / 102, 3))))
    fallen = [(1 - confidence, right) for confidence, right in pairs]
    level = round(121 / 202, 3)
    assert curve_of("headline", fallen) == Curve("headline", ((0.1, level), (0.3, level)))


def test_the_least_sure_values_state_their_own_share_and_a_rare_field_is_doubted_more() -> None:
    pairs = [(0.4 + n / 500, float(n >= 10 and n % 4 > 0)) for n in range(200)]
    curve = curve_of("headline", pairs)
    assert curve is not None
    assert curve.points[0] == (0.4, round(1 / 12, 3))
    assert curve.points[0][1] < curve.points[1][1]
    few = curve_of("deck", [(0.9, 1.0)] * 80, 60)
    assert few is not None
    assert few(0.9) == pytest.approx(82 / 84, abs=0.001)


def test_few_values_make_no_curve() -> None:
    assert curve_of("headline", [(0.9, 1.0)] * 149) is None


def test_common_rules_have_curves_of_their_own_and_the_rest_share_one() -> None:
    found = learned(values("often", 0.9, 150, 50) + values("seldom", 0.9, 60, 60) + values("rare", 0.7, 20, 60))
    assert {curve.name: curve(0.9) for curve in found} == {
        "often": pytest.approx(151 / 202, abs=0.001),
        "headline": pytest.approx(61 / 122, abs=0.001),
    }


def test_the_error_is_the_distance_of_what_is_stated_and_what_is_right() -> None:
    assert expected_error([(0.9, 1.0)] * 9 + [(0.9, 0.0)]) == pytest.approx(0)
    assert expected_error([(0.9, 0.0)] * 5 + [(0.4, 0.4)] * 5) == pytest.approx(0.45)


def test_the_interval_holds_the_share() -> None:
    low, high = interval(0.9, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)


def test_held_out_values_are_stated_by_curves_that_did_not_see_their_outlet() -> None:
    dice = random.Random(7)
    given = [
        Given("made-up", f"outlet-{n % 50}", "made-up", "made-up/rule", 0.8, float(dice.random() < 0.4))
        for n in range(1000)
    ]
    held = list(calibration.held_out(given))
    assert len(held) == 1000
    assert {one.ships for one in held} == {0.8}
    assert all(0.3 < one.held < 0.5 for one in held)
    assert len({one.held for one in held}) == calibration.FOLDS


def test_the_table_counts_what_is_stated_at_point_nine_and_above() -> None:
    sure = [Held("one", "headline", 0.95, 0.92, 1.0)] * 3 + [Held("two", "headline", 0.95, 0.5, 0.0)]
    lines = table(sure).splitlines()
    assert lines[2] == "| headline | 4 | 0.750 | 4 | 0.750 | 0.200 | 3 | 1.000 | 0.185 |"
    assert lines[-1] == "| headline | 1.000 of 3 |  |"


def test_the_picture_is_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    held = [Held("one", "headline", 0.9, 0.9, float(n % 10 > 0)) for n in range(50)]
    for name in ("one.svg", "two.svg"):
        drawn(held, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert "headline, 50 values" in (tmp_path / "one.svg").read_text(encoding="utf-8")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A set of two pages: of one the truth is what the page says, of the other something else."""
    folder = tmp_path / "made-up"
    (folder / "html").mkdir(parents=True)
    body = BODY + "".join(TELLER.format(n=n) for n in range(6))
    rows = []
    for day, truth in enumerate(["Bridge stays open", "Quite another thing"], 1):
        html = PAGE.format(title="Bridge stays open", day=day, body=body)
        (folder / "html" / f"{day}.html").write_text(html, encoding="utf-8")
        rows.append(json.dumps({"id": str(day), "file": f"{day}.html", "group": "a", "truth": {"title": truth}}))
    (folder / "truth.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "scorer.py").write_text(SCORER, encoding="utf-8")
    return folder


def test_values_are_judged_by_the_scorer(dataset: Path) -> None:
    scorer = calibration.scorer_of(dataset.parent / "scorer.py")
    found = [(one.field, one.rule, one.right) for one in calibration.given(dataset, scorer)]
    assert found == [
        ("headline", "headline/heading", 1.0),
        ("published", "published/article", 0.0),
        ("headline", "headline/heading", 0.0),
        ("published", "published/article", 0.0),
    ]


def test_the_command_writes_table_curves_and_picture(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    page, curves, picture = tmp_path / "page.md", tmp_path / "curves.toml", tmp_path / "picture.svg"
    page.write_text(f"Before\n{calibration.START}\nold\n{calibration.END}\nAfter\n", encoding="utf-8")
    sets = ["made-up", "--data", str(tmp_path), "--scorer", str(tmp_path / "scorer.py"), "--learn", str(curves)]
    monkeypatch.setattr(sys, "argv", ["calibration", *sets, "--page", str(page), "--picture", str(picture)])
    calibration.main()
    written = page.read_text(encoding="utf-8")
    assert "| headline | 2 | 0.500 |" in written and "old" not in written
    assert "--scorer scorer.py" in written
    rows = curves.read_text(encoding="utf-8").partition("rows = [\n")[2]
    assert rows.splitlines() == [calibration.as_toml({"html": [calibration.LIKELY]}).splitlines()[-2], "]"]
    assert picture.exists()
