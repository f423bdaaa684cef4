"""Which instant wins."""

import pytest
from tests.fields.visible_pages import BODY, page_of

from copydesk.fields.candidates import Candidate
from copydesk.fields.visible_times import decided_times, visible_times
from copydesk.records import Instant

TITLE = "Ferry to Lunde sails again"


def declared(value: str, confidence: float = 0.95) -> Candidate[Instant]:
    zone = "stated" if value[-6:-5] in "+-" and "T" in value else "unknown"
    return Candidate(Instant(value=value, zone=zone, text=value), "published/jsonld", confidence, "jsonld", "", value)  # type: ignore[arg-type]


def winner(printed: str, *said: str, url: str | None = None, confidence: float = 0.95) -> Instant:
    page = page_of(f"<h1>{TITLE}</h1><p>{printed}</p>{BODY}", headline=TITLE)
    found = decided_times([declared(one, confidence) for one in said], visible_times(page).published, url, [])
    return max(found, key=lambda one: one.confidence).value


@pytest.mark.parametrize(
    ("printed", "said", "value", "zone"),
    [
        ("March 4, 2024, 11:30 p.m.", "2024-03-05T05:30:00+00:00", "2024-03-04T23:30-06:00", "inferred"),
        ("5 March 2024, 08:40 CET", "2024-03-05T07:40:00+00:00", "2024-03-05T08:40+01:00", "stated"),
        ("5 March 2024, 08:40", "2024-03-05T08:40:00+01:00", "2024-03-05T08:40:00+01:00", "stated"),
        ("4 March 2024", "2024-03-05T03:40:00+00:00", "2024-03-04", "unknown"),
        ("6 March 2024", "2024-03-05T19:30:00+01:00", "2024-03-05T19:30:00+01:00", "stated"),
        ("2 May 2019", "2024-03-05T07:40:00+00:00", "2019-05-02", "unknown"),
    ],
)
def test_declared_against_printed(printed: str, said: str, value: str, zone: str) -> None:
    """The moment is the declared one, the day is the readers' own."""
    instant = winner(printed, said)
    assert (value, zone) == (instant.value, instant.zone)


def test_address_that_agrees_with_the_declaration_outweighs_a_stray_date() -> None:
    said = "2024-03-05T07:40:00+00:00"
    assert said == winner("2 May 2019", said, url="https://news.example/2024/03/05/ferry").value


def test_printed_alone() -> None:
    assert winner("5 March 2024").value == "2024-03-05"


def test_time_element() -> None:
    page = page_of(
        f'<h1>{TITLE}</h1><time class="published" datetime="2024-03-05T08:40:00+01:00">Tuesday</time>{BODY}',
        headline=TITLE,
    )
    assert [one.rule for one in visible_times(page).published] == ["published/time-element"]
