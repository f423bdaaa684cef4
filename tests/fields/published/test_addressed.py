"""The month of the address, and the day of a web archive's snapshot."""

import pytest

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.choice import decided_times
from copydesk.records import Instant


def printed(value: str, confidence: float) -> Candidate[Instant]:
    return Candidate(
        Instant(value=value, zone="unknown", text=value), "published/printed", confidence, "html", "", value
    )


def day(url: str, *some: tuple[str, float]) -> tuple[str, float]:
    best = decided_times([], [printed(*one) for one in some], url, [])[0]
    return best.value.value, best.confidence


@pytest.mark.parametrize(
    "url", ["https://garden.example/2017/09/love-in-the-fog.html", "http://news.example/blog/2017/09/fog/?page=2"]
)
def test_a_day_in_the_month_of_the_address_goes_first(url: str) -> None:
    assert day(url, ("2017-08-14", 0.9), ("2017-09-09", 0.88))[0] == "2017-09-09"
    assert day("https://garden.example/fog", ("2017-08-14", 0.9), ("2017-09-09", 0.88))[0] == "2017-08-14"


def test_figures_that_are_no_month() -> None:
    for url in (
        "https://garden.example/2017/13/fog",
        "https://garden.example/2017/09/12/fog",
        "https://a.example/1/09/",
    ):
        assert day(url, ("2017-08-14", 0.9), ("2017-09-09", 0.5))[1] < 0.95


def test_the_day_when_an_archive_took_the_page_is_not_its_own() -> None:
    url = "https://archive.example/web/20131110121040/http://garden.example/fog"
    assert day(url.replace("040/", "040id_/"), ("2013-11-10", 0.6), ("2013-04-04", 0.5))[0] == "2013-04-04"
    assert day(url, ("2013-11-10", 0.6), ("2013-04-04", 0.5))[0] == "2013-04-04"
    assert day(url, ("2013-11-10", 0.6))[1] < 0.3
