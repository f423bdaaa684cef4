"""Revisits: the page that they mean is read again from the record that holds it."""

import base64
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import msgspec
import pytest
import zstandard
from click.testing import CliRunner
from tests.intake.archives import DATE, HTML, Writer, page, url
from tests.intake.saved_pages import HEADLINE
from tests.intake.saved_pages import page as story_page

from copydesk.cli import main
from copydesk.intake.packings import DICTIONARY
from copydesk.intake.revisits import NOT_AT_HAND, Originals, file_again
from copydesk.intake.warc import WarcRecord, each_record

LATER = "2025-06-01T00:00:00Z"
UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
ID = "<urn:uuid:0dbd6f4e-4f2a-4b7c-9d07-2f2a4c8a9a01>"


def digest(body: bytes) -> str:
    """As warcio writes it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


DIGEST = digest(page(1))
OTHER = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
NAMES = [
    {"WARC_Refers_To": ID},
    {"WARC_Refers_To_Target_URI": url(1), "WARC_Refers_To_Date": DATE},
    {"WARC_Payload_Digest": DIGEST.lower()},
]


def writer(*, is_gzipped: bool = True, body: bytes = page(1), status: str = "200 OK") -> Writer:
    """A page whose record can be named in three ways."""
    made = Writer(is_gzipped=is_gzipped).answer(url(0), page(0))
    return made.answer(url(1), body, status, WARC_Record_ID=ID)


def last(content: bytes) -> WarcRecord:
    return list(each_record(content))[-1]


def again(made: Writer, status: str = "", media: str = HTML, **fields: str) -> WarcRecord:
    fields = fields or {"WARC_Payload_Digest": DIGEST}
    return last(made.revisit(url(2), status, media, **{"WARC_Date": LATER} | fields).written().content)


@pytest.mark.parametrize("is_gzipped", [True, False])
@pytest.mark.parametrize("names", NAMES)
def test_the_page_has_the_bytes_of_the_record_and_its_own_date(names: dict[str, str], is_gzipped: bool) -> None:
    found = again(writer(is_gzipped=is_gzipped), **names)
    assert found.capture is not None and found.capture.warc is not None
    assert (found.capture.content, found.capture.url, found.capture.answered_url) == (page(1), url(2), url(2))
    assert (found.capture.fetched_at, found.capture.warc.date) == (LATER, LATER)
    assert found.capture.warc.refers_to == ID.strip("<>")
    assert found.capture.warc.id not in (None, ID.strip("<>"))
    assert (found.capture.status, found.capture.headers) == (200, (("content-type", HTML),))


def test_an_open_file_is_left_where_it_was(tmp_path: Path) -> None:
    made = writer().revisit(url(1), **NAMES[0]).answer(url(3), page(3)).revisit(url(1), **NAMES[2])
    path = tmp_path / "a.warc.gz"
    path.write_bytes(made.written().content)
    with path.open("rb") as file:
        found = [one.capture.content for one in each_record(file) if one.capture]
    assert found == [page(0), page(1), page(1), page(3), page(1)]


def test_headers_of_its_own_go_first() -> None:
    found = again(writer(), "203 Copied", "text/html; charset=latin-1")
    assert found.capture is not None
    assert (found.capture.status, found.capture.headers) == (203, (("content-type", "text/html; charset=latin-1"),))


def test_those_of_a_304_do_not() -> None:
    """Nor does a digest that is of the empty answer."""
    found = again(writer(), "304 Not Modified", WARC_Profile=UNCHANGED, WARC_Payload_Digest=OTHER, **NAMES[1])
    assert found.capture is not None
    assert (found.capture.content, found.capture.status) == (page(1), 200)


def test_codings_are_those_of_the_record() -> None:
    made = Writer(is_gzipped=True).answer(url(1), gzip.compress(page(1)), Content_Encoding="gzip", WARC_Record_ID=ID)
    found = again(made, "200 OK", **NAMES[0])
    assert found.capture is not None and found.capture.content == page(1)


@pytest.mark.parametrize(
    "fields",
    [
        {"WARC_Refers_To": ID.replace("0dbd", "0dbe")},
        {"WARC_Refers_To_Target_URI": url(1), "WARC_Refers_To_Date": LATER},
        {"WARC_Payload_Digest": OTHER},
        {"WARC_Refers_To": ID, "WARC_Payload_Digest": OTHER},
        {"WARC_Refers_To": ""},
    ],
)
def test_what_means_no_record_here_is_counted(fields: dict[str, str]) -> None:
    found = again(writer(), **fields)
    assert (found.use, found.capture, found.failure) == (NOT_AT_HAND, None, None)


def test_a_record_that_comes_later_is_not_at_hand() -> None:
    content = Writer(is_gzipped=True).revisit(url(1), **NAMES[0]).answer(url(1), page(1), WARC_Record_ID=ID)
    assert [one.use for one in each_record(content.written().content)] == [NOT_AT_HAND, None]


def test_it_is_what_its_record_is() -> None:
    found = again(writer(status="404 Not Found"))
    assert found.failure is not None and found.failure.reason == "http-status"
    assert again(writer(), "200 OK", "image/png").use == "pictures"
    assert again(writer(), "301 Moved").use == "redirects"


def test_within_one_gzip_nothing_can_be_found_again() -> None:
    content = writer(is_gzipped=False).revisit(url(1), **NAMES[0]).written().content
    assert last(gzip.compress(content)).use == NOT_AT_HAND
    assert last(content).capture is not None


def test_members_that_share_a_dictionary() -> None:
    plain = writer(is_gzipped=False).revisit(url(1), **NAMES[0]).written().content
    dictionary = zstandard.ZstdCompressionDict(page(1) * 4)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    records = [b"WARC/1.0\r\n" + one for one in plain.split(b"WARC/1.0\r\n")[1:]]
    head = DICTIONARY + len(dictionary.as_bytes()).to_bytes(4, "little") + dictionary.as_bytes()
    found = last(head + b"".join(map(packer.compress, records)))
    assert found.capture is not None and found.capture.content == page(1)


def test_the_oldest_are_forgotten_first(tmp_path: Path) -> None:
    made = Writer(is_gzipped=True)
    for number in range(10):
        made.answer(url(number), page(number), WARC_Date=f"2025-05-0{number + 1}T00:00:00Z" if number < 9 else LATER)
    for number in (0, 8):
        made.revisit(
            url(number), WARC_Refers_To_Target_URI=url(number), WARC_Refers_To_Date=f"2025-05-0{number + 1}T00:00:00Z"
        )
    path = tmp_path / "a.warc.gz"
    path.write_bytes(made.written().content)
    for most, uses in ((9, [NOT_AT_HAND, None]), (90, [None, None])):
        originals = Originals(most)
        originals.begin(file_again(path))
        with path.open("rb") as file:
            assert [one.use for one in each_record(file, originals=originals)][-2:] == uses


def test_damage_and_files_that_went_are_not_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    content = writer().written().content
    behind = Writer(is_gzipped=True).revisit(url(1), **NAMES[0]).written().content
    originals = Originals()
    path.write_bytes(content)
    originals.begin(file_again(path))
    assert all(one.capture for one in each_record(content, originals=originals))
    originals.begin(None)

    def use() -> str | None:
        (found,) = each_record(behind, originals=originals)
        return found.use

    assert use() is None
    path.write_bytes(bytes(len(content)))
    assert use() == NOT_AT_HAND
    path.unlink()
    assert use() == NOT_AT_HAND


class TestCommand:
    """`copydesk read`, over the files of a run."""

    FIRST = writer(body=story_page()).written().content
    SECOND = Writer(is_gzipped=True).revisit(url(1), WARC_Date=LATER, WARC_Payload_Digest=digest(story_page()))
    SECOND = SECOND.written().content

    def rows(self, *paths: Path, stdin: bytes = b"") -> tuple[list[dict[str, object]], str]:
        done = CliRunner().invoke(main, ["read", "--jsonl", *map(str, paths)], input=stdin)
        return [msgspec.json.decode(line) for line in done.stdout.splitlines()], done.stderr

    def test_a_page_of_an_earlier_file(self, tmp_path: Path) -> None:
        first, second = tmp_path / "1.warc.gz", tmp_path / "2.warc.gz"
        first.write_bytes(self.FIRST)
        second.write_bytes(self.SECOND)
        for given in ((first, second), (tmp_path,)):
            rows, _ = self.rows(*given)
            assert [row["headline"] for row in rows][-2:] == [HEADLINE, HEADLINE]
            assert rows[-1]["source"]["warc"]["refers_to"] == ID.strip("<>")  # type: ignore[index]
            assert rows[-1]["source"]["fetched_at"] == LATER  # type: ignore[index]
        rows, said = self.rows(second)
        assert (rows, f"passed over 1: {NOT_AT_HAND} 1" in said) == ([], True), said

    def test_what_came_through_a_pipe_cannot_be_had_again(self) -> None:
        rows, said = self.rows(Path("-"), stdin=self.FIRST + self.SECOND)
        assert [row["headline"] for row in rows][-1] == HEADLINE
        assert f"{NOT_AT_HAND} 1" in said, said

    @pytest.mark.parametrize(("kind", "count"), [(zipfile.ZIP_STORED, 2), (zipfile.ZIP_DEFLATED, 1)])
    def test_a_page_in_the_same_wacz(self, tmp_path: Path, kind: int, count: int) -> None:
        """One that is packed once more cannot be found again."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", kind) as outer:
            outer.writestr("archive/1.warc.gz", self.FIRST)
            outer.writestr("archive/2.warc.gz", self.SECOND)
        (tmp_path / "a.wacz").write_bytes(out.getvalue())
        rows, _ = self.rows(tmp_path / "a.wacz")
        assert [row["headline"] for row in rows].count(HEADLINE) == count
