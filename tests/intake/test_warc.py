"""Pages out of web archives: answers with their headers, resources, texts."""

import gzip
import io
import sys
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from fastwarc.warc import ArchiveIterator as Records
from fastwarc.warc import WarcRecordType
from tests.intake.archives import DATE, HTML, Writer, archive, page, url
from tests.intake.saved_pages import PARAGRAPHS
from tests.intake.saved_pages import page as story_page
from tests.intake.test_wet import STORY, record
from warcio.archiveiterator import ArchiveIterator

import copydesk
from copydesk.errors import MissingExtra, Refused, Unreadable
from copydesk.intake.warc import WarcRecord, each_record
from copydesk.records import Capture
from copydesk.settings import Settings

PAGE = page(1)


def only(body: bytes, settings: Settings = Settings(), **fields: str) -> WarcRecord:  # noqa: B008 - frozen
    writer = Writer(is_gzipped=True)
    (found,) = each_record(writer.answer(url(1), body, **fields).written().content, settings)
    return found


def content(body: bytes, **fields: str) -> bytes | str | None:
    found = only(body, **fields)
    return found.capture.content if found.capture else None


def failure(body: bytes, **fields: str) -> str:
    found = only(body, **fields)
    assert found.failure is not None
    return found.failure.reason


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_each_answer_is_a_capture(is_gzipped: bool) -> None:
    written = archive(3, is_gzipped=is_gzipped)
    found = list(each_record(io.BytesIO(written.content)))
    assert [one.url for one in found] == [url(number) for number in range(3)]
    assert [one.offset for one in found] == [start for start, _ in written.answers]
    capture = found[1].capture
    assert capture is not None
    assert capture.warc is not None
    assert capture.warc.id is not None
    assert capture == Capture(
        content=PAGE,
        url=url(1),
        answered_url=url(1),
        status=200,
        headers=(("content-type", HTML),),
        fetched_at=DATE,
        warc=capture.warc,
    )
    assert (capture.warc.date, capture.warc.offset) == (DATE, written.answers[1][0])


def test_bodies_are_those_that_warcio_gives() -> None:
    written = archive(4)
    theirs = [
        record.content_stream().read()
        for record in ArchiveIterator(io.BytesIO(written.content))
        if record.rec_type == "response"
    ]
    assert [one.capture.content for one in each_record(written.content) if one.capture] == theirs


@pytest.mark.parametrize("is_gzipped", [True, False])
def test_bodies_are_those_that_fastwarc_gives(is_gzipped: bool) -> None:
    written = archive(4, is_gzipped=is_gzipped)
    theirs = [
        record.reader.read() for record in Records(io.BytesIO(written.content), record_types=WarcRecordType.response)
    ]
    assert [one.capture.content for one in each_record(written.content) if one.capture] == theirs
    assert len(theirs) == 4


class TestCodings:
    @pytest.mark.parametrize(
        ("coding", "coded"),
        [
            ("gzip", gzip.compress(PAGE)),
            ("deflate", zlib.compress(PAGE)),
            ("br", brotli.compress(PAGE)),
            ("zstd", zstandard.compress(PAGE)),
            ("GZIP", gzip.compress(PAGE)),
            ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
        ],
    )
    def test_they_come_off(self, coding: str, coded: bytes) -> None:
        assert content(coded, Content_Encoding=coding) == PAGE

    @pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "identity", "no-such"])
    def test_many_archives_keep_the_header_alone(self, coding: str) -> None:
        assert content(PAGE, Content_Encoding=coding) == PAGE

    @pytest.mark.parametrize(
        ("coding", "coded"),
        [
            ("gzip", gzip.compress(PAGE)[:-9]),
            ("br", brotli.compress(PAGE)[:-9]),
            ("zstd", zstandard.compress(PAGE)[:-9]),
            ("no-such", gzip.compress(PAGE)),
        ],
    )
    def test_a_body_that_breaks_off_is_an_error(self, coding: str, coded: bytes) -> None:
        assert failure(coded, Content_Encoding=coding) == "encoding"

    @pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
    def test_a_bomb_is_refused(self, coding: str) -> None:
        pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}[coding]
        found = only(pack(b"<p>bomb" * 2_000_000), Settings(max_bytes=500_000), Content_Encoding=coding)
        assert isinstance(found.failure, Refused)
        assert found.failure.reason == "size"

    def test_without_brotli_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "brotli", None)
        with pytest.raises(MissingExtra, match=r"copydesk\[warc\]"):
            only(brotli.compress(PAGE), Content_Encoding="br")


class TestChunks:
    CHUNKED = b"10\r\n" + PAGE[:16] + b"\r\n" + f"{len(PAGE) - 16:x};a=b\r\n".encode() + PAGE[16:] + b"\r\n0\r\n\r\n"

    def test_they_are_put_together(self) -> None:
        assert content(self.CHUNKED, Transfer_Encoding="chunked") == PAGE

    def test_many_archives_keep_the_header_alone(self) -> None:
        assert content(PAGE, Transfer_Encoding="chunked") == PAGE

    def test_chunks_that_break_off_are_an_error(self) -> None:
        assert failure(self.CHUNKED[:100], Transfer_Encoding="chunked") == "encoding"

    def test_chunks_of_a_page_that_was_cut_when_it_was_captured(self) -> None:
        found = only(self.CHUNKED[:100], Transfer_Encoding="chunked", WARC_Truncated="length")
        assert found.capture is not None
        assert found.capture.content == PAGE[: 100 - len(b"10\r\n\r\n") - len(f"{len(PAGE) - 16:x};a=b\r\n")]
        assert [warning.reason for warning in found.capture.warnings] == ["truncated"]


class TestOthers:
    @pytest.mark.parametrize(
        ("media", "body", "use"),
        [
            ("image/png", b"\x89PNG\r\n\x1a\n", "pictures"),
            ("", b"\x89PNG\r\n\x1a\n\0\0", "pictures"),
            ("text/css", b"p { color: red }", "style sheets"),
            ("text/javascript; charset=utf-8", b"let a = 1", "scripts"),
            ("application/json", b"{}", "data"),
            ("text/plain", b'{"a": "b"}', "data"),
            ("application/octet-stream", b"wOF2\0\1\0\0", "fonts"),
            ("application/pdf", b"%PDF-1.7", "other files"),
        ],
    )
    def test_what_is_no_page_is_counted(self, media: str, body: bytes, use: str) -> None:
        found = only(body, media=media)
        assert (found.use, found.capture, found.failure) == (use, None, None)

    def test_an_error_is_told(self) -> None:
        found = only(PAGE, status="404 Not Found")
        assert isinstance(found.failure, Unreadable)
        assert (found.failure.reason, str(found.failure)) == ("http-status", f"{url(1)} answered 404 Not Found")

    @pytest.mark.parametrize("status", ["301 Moved", "302 Found", "304 Not Modified"])
    def test_a_redirect_is_counted(self, status: str) -> None:
        assert only(b"", status=status).use == "redirects"

    def test_html_is_a_page_whatever_it_begins_with(self) -> None:
        assert content(b"var a = 1; this is said to be a page") is not None

    def test_other_kinds_of_records(self) -> None:
        writer = Writer(is_gzipped=False)
        writer.other("resource", url(1), PAGE).other("resource", "metadata://tool.test/log", b"log", "text/plain")
        writer.other("conversion", url(3), STORY, "text/plain")
        page_of, log, text = each_record(writer.written().content)
        assert page_of.capture is not None
        assert (page_of.capture.content, page_of.capture.status, page_of.capture.answered_url) == (PAGE, None, None)
        assert log.use == "other files"
        assert text.capture is not None
        assert (text.capture.kind, text.capture.content) == ("text", STORY)

    def test_robots_txt_and_names_are_no_pages(self) -> None:
        writer = Writer(is_gzipped=True)
        writer.answer("https://news.test/robots.txt", b"User-agent: *\nDisallow:\n", media="text/plain")
        writer.answer("dns:news.test", b"20250507 news.test A 192.0.2.1", media="text/dns")
        assert [one.use for one in each_record(writer.written().content)] == ["other files", "other files"]

    def test_an_answer_that_is_none(self) -> None:
        for block in (b"", b"no HTTP\r\n\r\n", b"HTTP/1.1\r\n\r\n", b"\r\n\r\n"):
            (found,) = each_record(record(block, kind="response"))
            assert isinstance(found.failure, Unreadable)
            assert found.failure.reason == "file"


class TestLimits:
    def test_a_page_over_the_limit_is_refused_and_a_film_is_not_read(self) -> None:
        writer = Writer(is_gzipped=False)
        writer.answer(url(1), b"<p>" + b"x" * 300_000).answer(url(2), bytes(300_000), media="video/mp4")
        writer.answer(url(3), PAGE)
        large, film, last = each_record(writer.written().content, Settings(max_bytes=100_000))
        assert isinstance(large.failure, Refused)
        assert film.use == "sound and video"
        assert last.capture is not None

    def test_damage_costs_what_it_touches(self) -> None:
        written = archive(3)
        start, end = written.answers[1]
        damaged = written.content[: start + 100] + bytes(50) + written.content[start + 150 :]
        first, fault, last = each_record(damaged)
        assert first.capture is not None
        assert last.capture is not None
        assert isinstance(fault.failure, Unreadable)
        assert (fault.offset, end > start) == (start, True)

    def test_without_the_extra_it_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "warcio", None)
        monkeypatch.setitem(sys.modules, "warcio.statusandheaders", None)
        with pytest.raises(MissingExtra, match=r"copydesk\[warc\]"):
            list(each_record(archive(1).content))
        assert len(list(each_record(record(STORY)))) == 1


def test_the_first_page_of_an_archive_is_read(tmp_path: Path) -> None:
    html = story_page("windows-1252").replace(b"<meta", b"<x")
    writer = Writer(is_gzipped=True).answer("https://news.test/logo", b"GIF89a\1", media="")
    writer.answer(url(7), html, media="text/html; charset=windows-1252")
    (tmp_path / "crawl.warc.gz").write_bytes(writer.written().content)
    for source in (writer.written().content, tmp_path / "crawl.warc.gz"):
        story = copydesk.read(source)
        assert story.text == "\n\n".join(PARAGRAPHS)
        assert (story.source.url, story.source.status, story.source.fetched_at) == (url(7), 200, DATE)
        assert (story.source.encoding.name, story.source.encoding.origin) == ("windows-1252", "header")
        assert story.source.warc is not None


def test_an_archive_without_a_page_says_so() -> None:
    with pytest.raises(Unreadable, match="none of the records"):
        copydesk.read(Writer(is_gzipped=True).answer(url(1), b"GIF89a\1", media="image/gif").written().content)
