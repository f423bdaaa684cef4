"""Every number that decides has words beside it, or a measurement of what a little less and a little more does."""

import doctest

from benchmarks import bars, thresholds

from copydesk.fields.byline import lines
from copydesk.wording import likeness


def test_no_threshold_comes_without_words_or_measurement() -> None:
    untold = [f"{one.file}:{one.line}: {one.names}" for one in thresholds.untold()]
    assert not untold, "say what set it, or run python -m benchmarks.bars: " + ", ".join(untold)


def test_no_row_is_left_of_a_threshold_that_is_gone() -> None:
    here = {
        (bar.file, bar.name): bar.value
        for one in thresholds.thresholds(thresholds.SOURCE)
        for bar in thresholds.bars(one)
    }
    rows = thresholds.measured(thresholds.MEASURED)
    assert {place: row.value for place, row in rows.items()} == {place: here.get(place) for place in rows}


def test_a_little_less_and_a_little_more() -> None:
    assert doctest.testmod(bars).failed == 0


def test_a_threshold_is_changed_wherever_its_name_stands() -> None:
    names = {module.__name__ for module in bars.holders(thresholds.Bar("wording/likeness.py", "COMMON", -0.3))}
    assert {likeness.__name__, lines.__name__} <= names


def test_readings_are_compared_page_by_page() -> None:
    def score(_set: str, _row: object, found: dict[str, object], want_rouge: bool = True) -> dict[str, object]:
        return {"meta": {"title_fair": found["title"]}, "s4_f": 1.0}

    tasks = [bars.Task("made-up", "html", {}, b"", None)] * 4
    before = [bars.Answer(record, {"title": 0.5}) for record in (b"a", b"b", b"c", b"d")]
    now = [
        bars.Answer(*one)
        for one in ((b"a", {"title": 1.0}), (b"e", {"title": 0.9}), (b"f", {}), (b"g", {"title": 0.5}))
    ]
    assert bars.difference(tasks, before, now, score) == (3, 1, 1)


def test_words_stand_above_beside_or_below() -> None:
    assert doctest.testmod(thresholds).failed == 0
    source = (
        'A = 0.5  # of nine\nB: Final = {"x": 0.2}\n"""Of ten."""\n\nC, D = 0.1, 0.2\nE = 3\ndef f():\n    G = 0.5\n'
    )
    assert list(thresholds.in_module(source)) == [
        (1, "A", (0.5,), True),
        (2, "B", (), True),
        (5, "C, D", (0.1, 0.2), False),
    ]
