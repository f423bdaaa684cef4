"""`copydesk serve` as a user starts it."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from tests.web.serving import SAMPLE

COMMAND = (sys.executable, "-m", "copydesk", "serve")


@contextmanager
def started(*arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"(http://\S+)", line)
        assert found, line + (process.stderr.read() if process.stderr else "")
        yield process, found[1]
    finally:
        process.kill()
        process.communicate()


def get(address: str, **headers: str) -> httpx2.Response:
    return httpx2.get(address, trust_env=False, headers=headers, timeout=30)


def test_an_archive_is_served_until_it_is_interrupted(example: Path) -> None:
    with started(str(example), "--port", "0") as (process, address):
        assert "Hollin votes for a second boat" in get(address).text
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in errors


def test_pages_are_served_from_memory() -> None:
    with started(str(SAMPLE), "--port", "0") as (_, address):
        assert "Harbour bridge stays open" in get(f"{address}story/1").text


def test_beyond_loopback_a_token_is_printed_and_asked_for(example: Path) -> None:
    with started(str(example), "--port", "0", "--host", "0.0.0.0", "--allow-host", "desk.example") as (_, address):
        port = re.search(r":(\d+)/", address)
        token = address.partition("token=")[2]
        assert port
        assert len(token) > 20
        base = f"http://127.0.0.1:{port[1]}"
        assert get(base).status_code == 401
        cookie = f"copydesk_token={token}"
        assert get(base, cookie=cookie, host="desk.example").status_code == 200
        assert get(base, cookie=cookie, host="evil.example").status_code == 421


def refused(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], check=False, capture_output=True, text=True, timeout=60)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def test_a_port_that_is_taken_is_one_sentence(example: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, said = refused(str(example), "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "cannot be listened on" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("name", ["nothing.db", "nothing.html"])
def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, name: str) -> None:
    code, said = refused(str(tmp_path / name), "--port", "0")
    assert code == 2
    assert name in said


def test_two_archives_are_not_one(example: Path) -> None:
    assert refused(str(example), str(example))[0] == 2


def test_another_programs_database_is_no_archive(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table a (b)")
    code, said = refused(str(path), "--port", "0")
    assert code == 2
    assert "not a copydesk archive" in said
