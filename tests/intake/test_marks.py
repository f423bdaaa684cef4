"""The marks that savers leave in a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.intake.marks import MARKS, Mark, mark_in

URL = "https://news.test/ferry"


@pytest.mark.parametrize("mark", MARKS, ids=[mark.saver for mark in MARKS])
def test_each_example_is_read(mark: Mark) -> None:
    found = mark_in(f"<!DOCTYPE html>\n<html lang=en>{mark.example}<head>")
    assert found is not None
    assert found.url == URL


def single_file(date: str) -> str:
    return f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: {date}\n-->"


@pytest.mark.parametrize(
    ("comment", "saved_at"),
    [
        (f"<!-- saved from url=(0023){URL} -->", None),
        (single_file("Tue May 06 2025 07:08:09 GMT+0200 (MESZ)"), "2025-05-06T07:08:09+02:00"),
        (single_file("someday"), None),
        (single_file("Tue Foo 06 2025 07:08:09 GMT+0200"), None),
        (single_file("Tue May 99 2025 07:08:09 GMT+0200"), None),
        (f"<!--\r\n Page saved with SingleFile \r\n url: {URL}\r\n-->", None),
        (f"<!--\n Archive processed by SingleFile \n url: {URL} \n-->", None),
        (f"<!-- Saved from {URL} at 2025-05-06T05:08:09Z using monolith v2.8.1 -->", "2025-05-06T05:08:09+00:00"),
        (f"<!-- Saved from {URL} at 2025-05-06T05:08:09 using monolith v2.8.1 -->", None),
    ],
)
def test_the_time_is_an_instant_or_nothing(comment: str, saved_at: str | None) -> None:
    found = mark_in(comment)
    assert found is not None
    assert (found.url, found.saved_at) == (URL, saved_at)


@pytest.mark.parametrize(
    "start",
    [
        "",
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0020)file:///C:/page.html -->",
        f"<!-- saved from {URL} -->",
        f"<body><!-- saved from url=(0023){URL} -->",
        f"{'<meta>' * 2_000}<!-- saved from url=(0023){URL} -->",
        "<!-- saved from url=(0023)https://news.test/br\ufffdcke -->",
        f"<p>saved from url=(0023){URL}",
    ],
)
def test_what_is_no_mark_of_the_web(start: str) -> None:
    assert mark_in(start) is None


def test_the_first_address_of_the_web_counts() -> None:
    urls = ("file:///a.html", URL, "https://b.test/")
    found = mark_in("".join(f"<!-- saved from url=({len(url):04d}){url} -->" for url in urls))
    assert found is not None
    assert found.url == URL


@given(st.text("<!- savedfromurl=(0)https:/.\n", max_size=400))
def test_any_start_is_read(start: str) -> None:
    found = mark_in(start)
    assert found is None or found.url.startswith("http")
