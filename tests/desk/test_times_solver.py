"""Dates that one sentence leaves open, settled by the rest of the story."""

from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.desk.times import Time, find_times, solve

PUBLISHED = "2025-04-17T20:30:00+05:30"


def settled(text: str, published: str = PUBLISHED) -> list[Time]:
    return solve(find_times(text, published=published), text, published=published)


def named(times: list[Time], text: str) -> Time:
    return next(one for one in times if one.text == text)


class TestLengths:
    text = "He was held for 300 days.\n\nThe raid of June 9 shook the town.\n\nHe was freed on April 4."

    def test_a_length_joins_two_dates_with_both_days_counted(self) -> None:
        one = named(settled(self.text), "June 9")
        assert one.value == "2024-06-09"

    def test_a_length_reaches_past_the_nearest_year(self) -> None:
        text = "He was held for 498 days. He died in the raid of October 7. He was freed on February 15."
        one = named(settled(text), "October 7")
        assert one.value == "2023-10-07"
        assert one.rule == "en/month-day+solver"
        assert any("498 days" in reason and "first and last day counted" in reason for reason in one.reasons)
        assert one.candidates == ()

    def test_the_count_without_the_first_day_is_as_good(self) -> None:
        text = "He was held for 497 days. He died in the raid of October 7. He was freed on February 15."
        assert named(settled(text), "October 7").value == "2023-10-07"

    def test_a_length_that_fits_nothing_changes_nothing(self) -> None:
        text = "He was held for 450 days. He died in the fire of October 7. He was freed on February 15."
        assert named(settled(text), "October 7").value == "2024-10-07"

    def test_the_age_of_somebody_joins_no_dates(self) -> None:
        text = "Alex Example, 31, spoke. He died on March 14. He was born on April 14."
        assert [one.value for one in settled(text) if one.type == "DATE"] == ["2025-03-14", "2025-04-14"]

    def test_short_lengths_count_within_their_sentence_only(self) -> None:
        near = "Held for three days, he was seized on Sunday and freed on April 9."
        assert named(settled(near), "Sunday").value == "2025-04-06"
        apart = "He was held for three days. He was seized on Sunday. He was freed on April 9."
        assert named(settled(apart), "Sunday").value == "2025-04-13"


class TestNeighbours:
    def test_a_named_date_takes_the_year_beside_it(self) -> None:
        text = "She was freed in November 2023, but her son died in the October 7 attack."
        one = named(settled(text), "October 7")
        assert one.value == "2023-10-07"
        assert any("November 2023" in reason for reason in one.reasons)

    def test_a_date_told_as_news_keeps_its_own_year(self) -> None:
        text = "She was elected in November 2019 and resigned on March 3."
        assert named(settled(text), "March 3").value == "2025-03-03"

    def test_a_stated_year_is_never_touched(self) -> None:
        text = "He was held for 498 days until February 15 after the raid of October 7, 2022."
        assert named(settled(text), "October 7, 2022").value == "2022-10-07"


def test_the_same_open_date_is_settled_everywhere() -> None:
    text = "Held 498 days. The October 7 attack. He was freed on February 15. What happened on October 7 is known."
    assert {one.value for one in settled(text) if one.text == "October 7"} == {"2023-10-07"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["October 7", "held 498 days", "February 15", "Monday", "in May 2023", "three days", ". ", "the "]
        )
    )
)
def test_solving_keeps_spans_and_order_and_is_done_after_once(pieces: list[str]) -> None:
    text = " ".join(pieces)
    times = find_times(text, published=PUBLISHED)
    once = solve(times, text, published=PUBLISHED)
    assert [(one.start, one.end, one.type) for one in once] == [(one.start, one.end, one.type) for one in times]
    assert solve(times, text, published=PUBLISHED) == once
