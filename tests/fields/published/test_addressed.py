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


def chosen(shown: tuple[str, float], *said: str, url: str) -> str:
    declared = [
        Candidate(Instant(value=one, zone="stated", text=one), "published/article", 0.95, "meta", "", one)
        for one in said
    ]
    return decided_times(declared, [printed(*shown)], url, [])[0].value.value


@pytest.mark.parametrize(
    ("url", "day"),
    [("https://garden.example/2019/01/01/new-year", "2019-01-01"), ("https://garden.example/new-year", "2018-12-31")],
)
def test_a_day_that_line_and_address_name_goes_before_the_evening_in_utc(url: str, day: str) -> None:
    assert chosen(("2019-01-01", 0.6), "2018-12-31T23:11:59+00:00", url=url)[:10] == day


def test_the_declaration_whose_clock_a_line_prints_goes_before_another() -> None:
    said = ("2023-11-03T10:25:56+00:00", "2023-11-06T14:25:00+00:00")
    url = "https://garden.example/fog"
    assert chosen(("2023-11-06T15:25", 0.6), *said, url=url) == "2023-11-06T15:25+01:00"
    assert chosen(("2023-11-06T15:21", 0.6), *said, url=url) == said[0]
