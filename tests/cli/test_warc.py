"""A web archive given to `copydesk read`: a record of output for each page in it."""

import json
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.intake.archives import DATE, Writer
from tests.intake.saved_pages import HEADLINE
from tests.intake.saved_pages import page as story_page

from copydesk.cli import main

FERRY = (
    b"<!DOCTYPE html><html lang=en><title>Ferry back</title><h1>Ferry to Lunde sails again</h1>"
    b"<p>The ferry to Lunde sails again from Monday, the port authority said on Tuesday evening.</p>"
)


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)


def crawl() -> Writer:
    writer = Writer(is_gzipped=True)
    writer.answer("https://news.test/bridge", story_page())
    writer.answer("https://news.test/", b"", status="301 Moved Permanently", Location="/home")
    writer.answer("https://news.test/logo.png", b"\x89PNG\r\n\x1a\n\0\0", media="image/png")
    writer.answer("https://news.test/gone", b"<h1>Gone</h1>", status="410 Gone")
    writer.answer("https://news.test/ferry", FERRY)
    return writer


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(crawl().written().content)
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_page_is_read_and_the_rest_is_counted(archive: Path, jobs: str) -> None:
    result = run("--jobs", jobs, archive)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["headline"] for row in rows] == [HEADLINE, "Ferry to Lunde sails again"]
    sources = [row["source"] for row in rows]
    assert [source["url"] for source in sources] == ["https://news.test/bridge", "https://news.test/ferry"]
    captured = {(source["name"], source["status"], source["fetched_at"]) for source in sources}
    assert captured == {(str(archive), 200, DATE)}
    for source in sources:
        answer = zlib.decompressobj(31).decompress(archive.read_bytes()[source["warc"]["offset"] :])
        assert f"WARC-Target-URI: {source['url']}\r\n".encode() in answer
    assert "https://news.test/gone answered 410 Gone [http-status]" in result.stderr
    assert "copydesk: passed over 2: redirects 1, pictures 1" in result.stderr
    assert result.exit_code == 5


def test_from_stdin_and_in_a_folder(archive: Path) -> None:
    piped = run("-", stdin=archive.read_bytes())
    folder = run(archive.parent)
    assert len(piped.stdout.splitlines()) == len(folder.stdout.splitlines()) == 2
    assert json.loads(folder.stdout.splitlines()[0])["source"]["name"] == "crawl.warc.gz"


def test_a_damaged_record_is_one_failure(archive: Path) -> None:
    written = crawl().written()
    start, _ = written.answers[0]
    archive.write_bytes(written.content[: start + 200] + bytes(40) + written.content[start + 240 :])
    result = run(archive)
    assert [json.loads(line)["headline"] for line in result.stdout.splitlines()] == ["Ferry to Lunde sails again"]
    assert f"at byte {start:,}: the gzip data is damaged" in result.stderr


def test_an_archive_without_pages_fails(tmp_path: Path) -> None:
    path = tmp_path / "pictures.warc"
    writer = Writer(is_gzipped=False).answer("https://news.test/a", b"GIF89a\1", media="image/gif")
    path.write_bytes(writer.written().content)
    result = run(path)
    assert "none of the records of the web archive is a page; passed over: 1 [file]" in result.stderr
    assert result.exit_code == 1
