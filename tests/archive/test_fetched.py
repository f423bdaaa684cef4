"""What was fetched and has not become an outcome yet."""

from contextlib import suppress
from pathlib import Path

import pytest

from copydesk import open_archive
from copydesk.archive.archive import Archive
from copydesk.archive.errors import Damaged
from copydesk.archive.following.fetched import kept_fetched
from copydesk.errors import CopydeskError, Unreadable
from copydesk.records import Capture

ADDRESS = "https://news.example/a"
PAGE = Capture(content=b"<p>A boat came in.</p>", url=ADDRESS, answered_url=ADDRESS, status=200)


class Ended(Exception):
    """The run was killed."""


def killed(held: Archive, got: dict[str, Capture | CopydeskError]) -> None:
    """A run that has fetched this and ends before anything is made of it."""
    with suppress(Ended), kept_fetched(held.connection, held.path) as fetched:
        for address, one in got.items():
            fetched.keep(address, one)
        raise Ended


def test_a_run_that_was_killed_has_what_it_fetched(tmp_path: Path) -> None:
    refusal = Unreadable("http", "it answers 404", status=404)
    with open_archive(tmp_path / "a.db", write=True) as held:
        killed(held, {ADDRESS: PAGE, "https://news.example/b": refusal})
        with kept_fetched(held.connection, held.path) as fetched:
            assert fetched.known(ADDRESS) == PAGE
            assert fetched.known(ADDRESS) is None
            found = fetched.known("https://news.example/b")
            assert isinstance(found, Unreadable)
            assert (found.reason, str(found), found.status) == ("http", str(refusal), 404)
        with kept_fetched(held.connection, held.path) as fetched:
            assert fetched.known(ADDRESS) is None


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a.db", write=True) as held:
        killed(held, {ADDRESS: PAGE})
        held.connection.execute("update fetched set got = ?", (b"no page",))
        with kept_fetched(held.connection, held.path) as fetched, pytest.raises(Damaged, match=ADDRESS):
            fetched.known(ADDRESS)
