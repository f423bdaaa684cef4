"""Features of the lines of a text page."""

import time

import pytest

from copydesk.body.line_features import FEATURES, line_features, telling_lines
from copydesk.wording.lines import is_caption, looks_dated, width

PROSE = (
    "The harbour board of Port Alda voted on Tuesday to keep the old ferry running until the new bridge opens in May."
)


@pytest.mark.parametrize("line", ["6 May 2025", "19:15 Uhr", "2025年5月6日", "19時15分", "20.03.2020 klo 9.30"])
def test_clock_times_and_years_date_a_line(line):
    assert looks_dated(line)


@pytest.mark.parametrize("line", ["Menu", "41,200 passengers", "Room 12019", "By Karin Holm", "It ended in 2019."])
def test_other_lines_are_not_dated(line):
    assert not looks_dated(line)


def test_lines_near_prose_are_judged_and_menus_far_off_are_not():
    lines = [*["Menu"] * 20, *[PROSE] * 3]
    judged, rows = line_features(lines, [0] * len(lines))
    assert {20, 21, 22} <= set(judged) <= set(range(14, 23))
    assert len(FEATURES) * len(judged) == len(rows)


def test_the_shape_of_a_line_is_read_in_one_way_over_it():
    line = "“Port Alda: AP 2024, the glueD ferry. is it” | x"
    _, rows = line_features([line * 2], [0])
    told = dict(zip(FEATURES, rows, strict=True))
    names = ("length", "commas", "stops", "quotes", "colon", "year", "glued", "marks")
    assert [told[name] for name in names] == [96, 2, 2, 2, 1, 1, 2, 2]
    assert told["words"] == len((line * 2).split())
    assert told["digits"] == 8 / 96
    few = (line * 2).split()[:40]
    assert told["capitals"] == sum(word[0].isupper() for word in few) / len(few)
    assert told["short_words"] == sum(len(word) < 4 and word.islower() for word in few) / len(few)


def test_prompts_between_paragraphs_say_nothing():
    lines = [PROSE, "Advertisement", PROSE + " Again.", "Advertisement", PROSE + " Still."]
    assert telling_lines(lines) == [0, 2, 4]


def test_dense_scripts_say_twice_as_much():
    assert [width("abc"), width("古い船"), width("연락선")] == [3, 6, 6]


def test_captions_are_known_by_their_credit():
    assert is_caption("The ferry leaves the harbour of Port Alda. Photo: Marta Lindqvist")
    assert is_caption("File photo: The ferry, taken on Thursday.")
    assert not is_caption(PROSE)


def test_time_is_linear_in_the_number_of_lines():
    def seconds(count: int) -> float:
        lines = [f"{PROSE} {i}" if i % 3 else f"Menu {i}" for i in range(count)]
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            line_features(lines, [0] * count)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(4000) < 16 * max(seconds(1000), 0.005)
