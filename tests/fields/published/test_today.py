"""What counts from the day of the capture: "2 hours ago", a day without its year."""

import pytest

import copydesk
from copydesk.intake.saved.page import saved_page
from copydesk.records import Capture, Instant
from copydesk.settings import DEFAULTS

PARAGRAPHS = (
    "The ferry to Lunde sails again from Monday, the head of the port said on Tuesday after three weeks of repairs.",
    "The captain told us that he is not waiting for anything and that his crew is ready to sail before the noon bell.",
    "The head of the port said that the tickets cost what they cost in autumn, and that nobody had been hurt in it.",
)
CAPTURED = "2024-05-03T10:00:00+00:00"


def html(line: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return f"<article><h1>Ferry to Lunde sails again</h1><p>{line}</p>{body}</article>"


def text(line: str) -> str:
    return "\n\n".join(("Ferry to Lunde sails again", line, *PARAGRAPHS))


SAVED = """<!--
 Page saved with SingleFile
 url: https://courier.example/a
 saved date: Fri May 03 2024 10:00:00 GMT+0000
-->"""


def published(content: str, kind: str, fetched_at: str | None) -> str | None:
    capture = Capture(content=content.encode(), kind=kind, fetched_at=fetched_at)  # type: ignore[arg-type]
    story = copydesk.read_capture(capture)
    return story.published.value if story.published else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 2 hours ago", "2024-05-03"),
        ("Published 3 days ago", "2024-04-30"),
        ("29 April", "2024-04-29"),
        ("24 December", "2023-12-24"),
        ("2 May 2024", "2024-05-02"),
    ],
)
@pytest.mark.parametrize(("page", "kind"), [(html, "html"), (text, "text")])
def test_relative_times_count_from_the_capture(page, kind, line, day) -> None:
    assert published(page(line), kind, CAPTURED) == day


@pytest.mark.parametrize("fetched_at", [None, "yesterday", ""])
@pytest.mark.parametrize(("page", "kind"), [(html, "html"), (text, "text")])
def test_without_a_day_of_capture_they_stay_unread(page, kind, fetched_at) -> None:
    assert published(page("Published 2 hours ago"), kind, fetched_at) is None


def test_a_day_after_the_capture_is_no_publication() -> None:
    assert published(html("12 June 2024"), "html", CAPTURED) is None
    assert published(html("12 June 2024"), "html", None) == "2024-06-12"


def test_the_year_of_the_capture_does_not_overrule_what_is_declared() -> None:
    declared = '<meta property="article:published_time" content="2019-04-29T08:00:00+00:00">'
    assert published(declared + html("29 April"), "html", CAPTURED) == "2019-04-29T08:00:00+00:00"


def test_the_evidence_of_the_instant_is_the_line_as_printed() -> None:
    story = copydesk.read_capture(Capture(content=html("Published 2 hours ago").encode(), fetched_at=CAPTURED))
    assert story.published == Instant(value="2024-05-03", zone="unknown", text="2 hours ago")


def test_a_saved_page_tells_its_day() -> None:
    page = f"<html>{SAVED}<body>{html('Published 2 hours ago')}</body></html>"
    story = copydesk.read_capture(saved_page(page.encode(), DEFAULTS))
    assert story.published is not None
    assert story.published.value == "2024-05-03"
