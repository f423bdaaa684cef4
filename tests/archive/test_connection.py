import sqlite3
from pathlib import Path

import pytest
from tests.archive.stories import story

from copydesk.archive.archive import open_archive
from copydesk.archive.connection import APPLICATION_ID, SCHEMA_NUMBER
from copydesk.archive.errors import ArchiveError, Locked, NewerArchive, NotAnArchive


def test_what_is_no_archive_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes.\n" * 100)
    for write in (False, True):
        with pytest.raises(NotAnArchive) as caught:
            open_archive(path, write=write)
        assert caught.value.exit_code == 2
    assert path.read_text() == "These are notes.\n" * 100


def test_another_programs_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("create table mine (a)")
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="another program's"):
        open_archive(path, write=True)
    assert path.read_bytes() == before


def test_no_file_is_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="no such file"):
        open_archive(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_archive_names_both_schemas(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_archive(path, write=True).close()
    with sqlite3.connect(path) as newer:
        newer.execute(f"pragma user_version = {SCHEMA_NUMBER + 1}")
    with pytest.raises(
        NewerArchive, match=f"schema {SCHEMA_NUMBER + 1}, this program knows schemas up to {SCHEMA_NUMBER}"
    ):
        open_archive(path)


def test_a_locked_archive_says_so_and_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_archive(path, write=True) as writer, open_archive(path, write=True, wait=0.05) as second:
        writer.add(story())
        writer.connection.execute("begin immediate")
        with pytest.raises(Locked, match="another program"):
            second.add(story(url="https://herald.example/q"))
        with open_archive(path) as reader:
            assert reader.info().stories == 1
        writer.connection.execute("rollback")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        open_archive(tmp_path / "none" / "news.db", write=True)
    assert caught.value.reason == "disk"


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_archive(path, write=True).close()
    with open_archive(path) as reader, pytest.raises(ArchiveError):
        reader.add(story())


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_archive(path, write=True).close()
    with sqlite3.connect(path) as plain:
        assert plain.execute("pragma application_id").fetchone()[0] == APPLICATION_ID
        assert plain.execute("pragma user_version").fetchone()[0] == SCHEMA_NUMBER
