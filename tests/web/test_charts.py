"""Figures as drawings."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.web.charts import LEFT, WIDTH, months

MONTHS = st.builds("{:04}-{:02}".format, st.integers(1990, 2026), st.integers(1, 12))


@given(st.sets(MONTHS, max_size=24))
def test_months_stand_at_their_places_in_the_calendar(labels: set[str]) -> None:
    drawn = months([(label, 1, None, False) for label in sorted(labels)]).bars
    assert all(LEFT < bar.x < WIDTH for bar in drawn)
    assert [bar.x for bar in drawn] == sorted(bar.x for bar in drawn)


def test_a_month_without_stories_is_a_gap() -> None:
    first, second, third = months([(label, 1, None, False) for label in ("2024-01", "2024-02", "2024-12")]).bars
    assert third.x - second.x > 9 * (second.x - first.x)
