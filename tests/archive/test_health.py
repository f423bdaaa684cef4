"""Outlets whose records are filled worse from one week to the next."""

from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner
from msgspec.structs import replace
from tests.archive.stories import story

from copydesk.archive.archive import open_archive
from copydesk.archive.health import Filled, falls, falls_of_week, filled, weeks
from copydesk.cli import main

MONDAY = date(2026, 11, 2)


def row(number: int, day: date, *, byline: bool = True, words: int = 400, outlet: str = "courier.test") -> Filled:
    return Filled(outlet, day, number, f"https://{outlet}/{number}", True, byline, True, words >= 50, words)


def week(number: int, count: int = 12, **more: object) -> list[Filled]:
    first = MONDAY + timedelta(weeks=number)
    return [row(100 * number + n, first + timedelta(days=n % 7), **more) for n in range(count)]  # type: ignore[arg-type]


def test_shares_and_median() -> None:
    (one,) = weeks([*week(0, 3), *week(0, 1, byline=False, words=100)])
    assert (one.outlet, one.monday, one.captures, one.words) == ("courier.test", MONDAY, 4, 400)
    assert one.shares == {"headline": 1.0, "byline": 0.75, "date": 1.0, "body": 1.0}


def test_a_fall_has_an_example() -> None:
    (one,) = falls([*week(0), *week(1), *week(2, byline=False)])
    assert (one.field, one.before, one.now, one.monday) == ("byline", 1.0, 0.0, MONDAY + timedelta(weeks=2))
    assert one.url == "https://courier.test/200"


def test_shorter_bodies_are_a_fall() -> None:
    assert [one.field for one in falls([*week(0), *week(1, words=250)])] == ["words"]


def test_few_captures_and_other_outlets_say_nothing() -> None:
    assert falls([*week(0), *week(1, 9, byline=False)]) == []
    assert falls([*week(0), *week(1, byline=False, outlet="herald.test")]) == []


def test_a_slow_week_is_held_against_the_median_of_four() -> None:
    poor = [*week(0), *week(1), *week(2, byline=False), *week(3), *week(4)]
    assert [one.monday for one in falls(poor)] == [MONDAY + timedelta(weeks=2)]


def test_what_an_archive_holds(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as archive:
        archive.add(story(), seen="2026-11-04T10:00:00Z")
        archive.add(story(headline="Eastern quay open again"), seen="2026-11-12T10:00:00Z")
        (one,) = filled(archive.connection)
        assert (one.outlet, one.day, one.headline, one.byline, one.date) == (
            "courier.example",
            date(2026, 11, 4),
            True,
            False,
            True,
        )
        assert [week.monday for week in weeks(filled(archive.connection))] == [MONDAY]


def test_a_fall_of_this_week_is_told(tmp_path: Path) -> None:
    """By `db health`, and at the end of `crawl` and `watch`."""
    path = tmp_path / "a.db"
    with open_archive(path, write=True) as archive:
        for number in range(36):
            day = MONDAY + timedelta(weeks=number // 12, days=number % 7)
            told = replace(
                story(url=f"https://courier.example/news/{number}"), byline="By Mara Lind" if number < 24 else None
            )
            archive.add(told, seen=f"{day}T10:00:00Z")
        (fall,) = [
            one for one in falls_of_week(archive.connection, MONDAY + timedelta(weeks=2)) if one.field == "byline"
        ]
        assert (fall.before, fall.now) == (1.0, 0.0)
        assert falls_of_week(archive.connection, MONDAY + timedelta(weeks=9)) == []
    shown = CliRunner().invoke(main, ["db", "health", str(path)])
    assert "byline fell from 100% to 0%, for example" in shown.stdout
    assert len(shown.stdout.splitlines()) >= 5
    assert '"field"' in CliRunner().invoke(main, ["db", "health", str(path), "--json"]).stdout
