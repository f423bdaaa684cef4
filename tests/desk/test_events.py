"""Events: clauses with dates, each once, in order; what the text does not date stays undated."""

import pytest

from copydesk.desk import Event, annotate
from copydesk.desk.events.table import families, table
from copydesk.desk.language_model import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")

PUBLISHED = "2025-04-17T20:30+02:00"


def events(text: str) -> list[Event]:
    return [event for event in annotate(text, published=PUBLISHED).events if event.kind == "event"]


@pytest.mark.parametrize("row", families(), ids=lambda row: f"{row.family}: {row.lemmas.split()[0]}")
def test_each_family_reads_its_example(row: object) -> None:
    (event,) = events(row.example)  # type: ignore[attr-defined]
    assert row.family == event.family  # type: ignore[attr-defined]
    assert event.status == "undated"
    assert set(row.affected.split(", ")) <= {who.text for who in event.who}  # type: ignore[attr-defined]


def test_every_verb_of_the_table_has_one_family() -> None:
    lemmas = [lemma for row in families() for lemma in row.lemmas.split()]
    assert sorted(lemmas) == sorted(set(lemmas))
    assert set(lemmas) == set(table().families)


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("Anna Lindqvist resigned on March 3.", "2025-03-03", "2025-03-03", "day"),
        ("Anna Lindqvist resigned in March.", "2025-03-01", "2025-03-31", "month"),
        ("Anna Lindqvist resigned in April.", "2025-04-01", "2025-04-17", "month"),
        ("Anna Lindqvist resigned before March 3.", None, "2025-03-02", "before"),
        ("Anna Lindqvist studied in Lund from 1990 to 1994.", "1990-01-01", "1994-12-31", "year"),
        ("Her parents emigrated to Sweden in the late 1990s.", "1995-01-01", "1999-12-31", "decade"),
    ],
)
def test_the_days_an_event_can_be_on(text: str, first: str | None, last: str, granularity: str) -> None:
    (event,) = events(text)
    assert (first, last, granularity) == (event.first, event.last, event.granularity)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lindqvist did not resign on March 3.",
        "Anna Lindqvist could resign on May 3.",
        "If Anna Lindqvist resigned on March 3, nobody knew.",
        '"We resigned on March 3," said the board of the club.',
    ],
)
def test_what_may_not_have_happened_is_no_event_of_its_day(text: str) -> None:
    assert not [event for event in events(text) if event.lemma == "resign"]


def test_an_event_told_twice_is_one_and_the_finer_date_wins() -> None:
    (event,) = events("Anna Lindqvist was released in February.\n\nThe rebels released Lindqvist on February 15.")
    assert event.edtf == "2025-02-15"
    assert len(event.told) == 2
    assert [time.text for time in event.times] == ["February 15", "February"]
    assert any(reason.startswith("events/same-told-twice") for reason in event.reasons)


HELD = "Anna Lindqvist was seized on April 3 and was released on August 13, 2023, after 497 days in captivity."


@pytest.mark.parametrize("again", ["Lindqvist had been taken in April.", "Lindqvist had been abducted in April."])
def test_a_month_without_a_year_follows_the_settled_day_of_its_event(again: str) -> None:
    (capture,) = [event for event in events(f"{HELD} {again}") if event.lemma != "release"]
    assert (capture.first, capture.last) == ("2022-04-03", "2022-04-03")
    assert again.rstrip(".") in [one.text for one in capture.told]
    assert any("events/same-month" in reason for reason in capture.reasons)


@pytest.mark.parametrize("other", ["Olof Berg was abducted in April.", "Lindqvist resigned in April."])
def test_another_event_of_the_month_keeps_its_own_year(other: str) -> None:
    years = {event.first[:4] for event in events(f"{HELD} {other}") if event.first and event.granularity == "month"}
    assert years == {"2025"}


def test_two_releases_of_two_people_are_two_events() -> None:
    text = "Anna Lindqvist was released in February.\n\nOlof Berg was released on February 15."
    assert [event.edtf for event in events(text)] == ["2025-02", "2025-02-15"]


def test_an_event_without_date_stays_undated() -> None:
    (undated,) = events("Norrby called for the release of Anna Lindqvist, a nurse abducted at a market.")
    assert (undated.family, undated.status, undated.first) == ("capture", "undated", None)


def test_days_after_puts_a_clause_before_the_main_one() -> None:
    before, main = events("Anna Lindqvist was released on February 15, days after a minister urged the rebels to act.")
    assert (before.lemma, before.first, before.last, before.rule) == ("urge", None, "2025-02-14", "events/after-clause")
    assert main.first == "2025-02-15"


def test_a_number_of_days_after_gives_the_day() -> None:
    before, _ = events("Anna Lindqvist was released on February 15, two days after a minister met the rebels.")
    assert (before.first, before.status) == ("2025-02-13", "inferred")


def test_a_captivity_counted_to_the_day_dates_the_capture() -> None:
    text = (
        "Anna Lindqvist said she had been held for 498 days. She was released on February 15. "
        "Her brother was also captured.\n\nHer father died in the attack of October 7 in 2023."
    )
    capture = next(event for event in events(text) if event.family == "capture")
    assert (capture.first, capture.status, capture.rule) == ("2023-10-07", "inferred", "events/held-until-release")


def test_what_is_to_come_is_marked_and_the_order_is_that_of_time() -> None:
    text = (
        "The court will hear Anna Lindqvist on May 5. "
        "She was arrested on January 3, 2024, and charged on March 1, 2024."
    )
    found = events(text)
    assert [event.first for event in found] == ["2024-01-03", "2024-03-01", "2025-05-05"]
    assert [event.is_ahead for event in found] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "last"),
    [("The court will hear Anna Lindqvist in April.", "2025-04-30"), ("The mill will open this week.", "2025-04-20")],
)
def test_what_is_to_come_does_not_end_on_the_day_of_publication(text: str, last: str) -> None:
    (event,) = events(text)
    assert (event.last, event.is_ahead) == (last, True)


def test_the_publication_stands_among_the_events() -> None:
    (publication,) = annotate("No news.", published=PUBLISHED).events
    assert (publication.kind, publication.value, publication.granularity) == ("publication", PUBLISHED, "minute")


def test_a_paragraph_of_many_events_is_read_in_bounded_time() -> None:
    assert len(events("Anna Lindqvist met Olof Berg on Monday and " * 400)) < 400


def test_a_day_that_only_measures_dates_nothing() -> None:
    events = annotate("It was the largest drop since September 11, 2001.", published="2024-08-05").events
    assert [event.kind for event in events] == ["publication"]
    (event, _) = annotate("The mill has been closed since September 11, 2001.", published="2024-08-05").events
    assert str(event.first).startswith("2001-09-11")
