"""Single files: whole or not there, straight where they are no files, ours or not."""

import os
from pathlib import Path

import pytest

from copydesk.errors import Refused
from copydesk.jobs.files import PART, is_ours, is_straight, put_whole, real, whole_file
from copydesk.jobs.locks import locked


class TestWholeFile:
    def test_a_block_that_ends_badly_leaves_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "s.txt"
        path.write_text("before")

        def broken() -> None:
            with whole_file(path) as file:
                file.write(b"half")
                raise OSError("no room")

        with pytest.raises(OSError, match="no room"):
            broken()
        assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("s.txt", "before")]

    def test_what_a_killed_run_left_is_written_over(self, tmp_path: Path) -> None:
        (tmp_path / f"s.txt{PART}").write_text("half of another")
        with whole_file(tmp_path / "s.txt") as file:
            file.write(b"whole")
        assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("s.txt", "whole")]

    def test_two_at_once(self, tmp_path: Path) -> None:
        second = whole_file(tmp_path / "s.txt")
        with whole_file(tmp_path / "s.txt") as file:
            file.write(b"first")
            with pytest.raises(Refused, match="another run"):
                second.__enter__()
        assert (tmp_path / "s.txt").read_text() == "first"

    def test_a_link_that_leads_nowhere_yet(self, tmp_path: Path) -> None:
        (tmp_path / "far").mkdir()
        link = tmp_path / "s.txt"
        link.symlink_to("far/s.txt")
        with whole_file(link) as file:
            file.write(b"whole")
        assert link.is_symlink()
        assert (tmp_path / "far" / "s.txt").read_bytes() == b"whole"


class TestOurs:
    @pytest.mark.parametrize(
        ("content", "ours"),
        [
            (b"", True),
            (b'{"schema":"copydesk/1","source":{', True),
            (b'{\n  "schema": "copydesk/1",', True),
            (b'{"name":"a.html","reason":"empty",', True),
            (b'{"schema":"other/1"}', False),
            (b"my notes", False),
        ],
    )
    def test_by_its_content(self, tmp_path: Path, content: bytes, ours: bool) -> None:
        path = tmp_path / "f"
        path.write_bytes(content)
        assert is_ours(path) is ours

    def test_a_text_that_was_written_by_us_and_not_changed(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        try:
            os.setxattr(tmp_path, "user.copydesk.test", b"1")
        except OSError:
            pytest.skip("the file system has no attributes")
        put_whole(path, b"a text")
        assert is_ours(path)
        path.write_bytes(b"a text, changed")
        assert not is_ours(path)


class TestStraight:
    def test_a_file_is_not(self, tmp_path: Path) -> None:
        (tmp_path / "f").touch()
        assert not is_straight(tmp_path / "f")
        assert not is_straight(tmp_path / "none")
        assert not is_straight(tmp_path)

    def test_a_pipe_is_and_so_is_a_link_to_it(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "link").symlink_to("pipe")
        assert is_straight(tmp_path / "pipe")
        assert is_straight(tmp_path / "link")

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/2", "/dev/null"])
    def test_what_is_open_already(self, name: str) -> None:
        assert is_straight(Path(name))

    def test_links_in_a_circle_end(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("a")
        assert not is_straight(tmp_path / "a")


def test_a_path_without_links_stays_as_it_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert real(Path("corpus.jsonl")) == Path("corpus.jsonl")


def test_a_lock_is_of_the_file_at_the_path_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "l"
    first = locked(path)
    path.rename(tmp_path / "moved")
    second = locked(path)
    assert not os.path.samestat(os.fstat(first.fileno()), os.fstat(second.fileno()))
    with pytest.raises(Refused):
        locked(tmp_path / "moved")
    first.close()
    second.close()
    locked(path).close()
