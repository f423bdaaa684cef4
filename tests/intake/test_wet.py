"""WET records as captures."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake.packings import begins_as_warc
from copydesk.intake.wet import each_record, is_record, records
from copydesk.records import WarcPlace
from copydesk.settings import Settings

PARAGRAPHS = (
    "The harbour board of Port Alda voted on Tuesday to keep the old ferry running until the new bridge opens in May.",
    "Members heard from fishermen, school bus drivers and two families who live on the far island all year round.",
    "The ferry carried 41,200 passengers last year, about a third of them commuters to the cannery on the mainland.",
)
STORY = "\n".join(("Old Ferry Gets One More Year", "By Karin Holm", "May 6, 2025", *PARAGRAPHS)).encode()


def record(content: bytes, kind: str = "conversion", newline: bytes = b"\r\n", **more: str) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://news.test/ferry",
        "WARC-Date": "2025-05-07T04:05:06Z",
        "WARC-Identified-Content-Language": "eng,deu",
        "Content-Type": "text/plain",
        "Content-Length": str(len(content)),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    lines = [b"WARC/1.0", *(f"{name}: {value}".encode() for name, value in fields.items()), b"", content, b"", b""]
    return newline.join(lines)


INFO = record(b"software: test\r\n", kind="warcinfo")


def whole(parts: list[bytes]) -> bytes:
    return b"".join(parts)


def zipped(parts: list[bytes]) -> bytes:
    return gzip.compress(b"".join(parts))


def zipped_apart(parts: list[bytes]) -> bytes:
    return b"".join(gzip.compress(part) for part in parts)


@pytest.mark.parametrize("form", [whole, zipped, zipped_apart])
def test_every_conversion_record_is_a_capture(form):
    file = form(
        [INFO, record(b"one"), record(b"two\r\n\r\nWARC/1.0\r\nmore"), record(b"", kind="metadata"), record(b"")]
    )
    found = list(records(file))
    assert [capture.content for capture in found] == [b"one", b"two\r\n\r\nWARC/1.0\r\nmore", b""]
    assert found == list(records(io.BytesIO(file)))


def test_a_capture_carries_what_the_header_says():
    (capture,) = records(record(STORY))
    assert (
        capture.url,
        capture.kind,
        capture.fetched_at,
    ) == ("https://news.test/ferry", "text", "2025-05-07T04:05:06Z")
    assert dict(capture.headers) == {"content-type": "text/plain", "content-language": "eng,deu"}


def test_a_capture_knows_its_place_in_the_file():
    one, two = record(b"one", WARC_Record_ID="<urn:uuid:1>"), record(b"two " * 9_000)
    places = [
        WarcPlace(id="urn:uuid:1", date="2025-05-07T04:05:06Z", offset=len(INFO)),
        WarcPlace(id=None, date="2025-05-07T04:05:06Z", offset=len(INFO + one)),
    ]
    assert [capture.warc for capture in records(INFO + one + two)] == places


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=4), st.integers(0, 3))
def test_the_place_in_a_gzipped_file_is_where_the_member_begins(sizes, zeros):
    parts = [record(b"x%d " % size * size) for size in sizes]
    file = (b"\0" * zeros).join(gzip.compress(part) for part in [INFO, *parts])
    for part, capture in zip(parts, records(file), strict=True):
        assert gzip.decompress(file[capture.warc.offset :]).startswith(part)


def test_a_record_in_the_midst_of_a_gzip_member_has_no_place_of_its_own():
    assert [capture.warc.offset for capture in records(zipped([record(b"one"), record(b"two")]))] == [0, None]


def test_bare_newlines_and_bracketed_addresses_are_read():
    (capture,) = records(record(b"one", newline=b"\n", WARC_Target_URI="<https://news.test/a>"))
    assert (capture.content, capture.url) == (b"one", "https://news.test/a")


@pytest.mark.parametrize(
    "file",
    [
        b"just a text\n",
        record(b"one")[:-6],
        record(b"one", Content_Length="-3"),
        record(b"one", Content_Length="many"),
        INFO.replace(b": 16", b": 99999"),
        b"WARC/1.0\r\n" + b"a: b\r\n" * 1000,
        b"WARC/1.0\r\na: " + b"b" * 100_000,
        gzip.compress(record(STORY))[:60],
        gzip.compress(record(STORY))[:-9] + b"\0" * 9,
    ],
)
def test_what_is_no_sound_file_is_said(file):
    with pytest.raises(Unreadable) as caught:
        list(records(file))
    assert caught.value.reason == "file"


def test_a_record_over_the_limit_is_refused_and_not_cut():
    with pytest.raises(Refused) as caught:
        list(records(record(b"x" * 101), Settings(max_bytes=100)))
    assert caught.value.reason == "size"


def test_one_record_is_read_like_its_text():
    story = copydesk.read(record(STORY))
    assert (story.source.url, story.source.kind, story.language) == ("https://news.test/ferry", "text", "en")
    assert (story.headline, tuple(story.text.split("\n\n"))) == ("Old Ferry Gets One More Year", PARAGRAPHS)


@pytest.mark.parametrize("form", [whole, zipped, zipped_apart])
def test_a_file_is_read_as_its_first_text_gzipped_or_not(form, tmp_path):
    content = form([INFO, record(STORY), record(b"another")])
    (tmp_path / "crawl.wet").write_bytes(content)
    for source in (content, tmp_path / "crawl.wet"):
        assert copydesk.read(source).headline == "Old Ferry Gets One More Year"


def test_only_gzipped_records_are_taken_for_a_wet_file():
    assert begins_as_warc(gzip.compress(INFO + record(STORY))[:300])
    assert not begins_as_warc(gzip.compress(b"<p>A page"))
    assert not begins_as_warc(b"\x1f\x8bno gzip")


def test_a_record_over_the_limit_or_cut_short_says_so_and_the_rest_is_read():
    large, after = each_record(record(b"x" * 99) + record(b"two"), Settings(max_bytes=10))
    assert (large.url, large.capture, after.capture.content) == ("https://news.test/ferry", None, b"two")
    assert isinstance(large.failure, Refused)
    (cut,) = each_record(record(b"one two three")[:-8])
    assert isinstance(cut.failure, Unreadable)


def test_the_address_given_wins_over_the_record():
    assert copydesk.read(record(STORY), url="https://mirror.test/").source.url == "https://mirror.test/"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise):
    for file in (noise, b"WARC/1.0\r\n" + noise, INFO + noise):
        try:
            assert is_record(file) or not list(records(file))
        except CopydeskError:
            continue
