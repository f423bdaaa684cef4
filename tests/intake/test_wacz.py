"""Web archives in a zip as py-wacz makes it, sound and damaged."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.intake.archives import Writer, archive, url
from tests.intake.saved_pages import HEADLINE
from tests.intake.saved_pages import page as story_page

import copydesk
from copydesk.cli import main
from copydesk.errors import Unreadable
from copydesk.intake.wacz import archives_in, is_wacz
from copydesk.intake.warc import WarcRecord, each_record


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two web archives and the WACZ that py-wacz makes of them."""
    folder = tmp_path_factory.mktemp("crawl")
    (folder / "one.warc.gz").write_bytes(Writer(is_gzipped=True).answer(url(1), story_page()).written().content)
    (folder / "two.warc.gz").write_bytes(archive(4).content)
    command = [sys.executable, "-m", "wacz.main", "create", "-o", "crawl.wacz", "one.warc.gz", "two.warc.gz"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def inside(content: bytes) -> list[WarcRecord]:
    return [record for one in archives_in(io.BytesIO(content)) for record in each_record(one.content)]


def test_it_reads_like_its_archives(crawl: Path) -> None:
    apart = [record for name in ("one", "two") for record in each_record((crawl / f"{name}.warc.gz").read_bytes())]
    assert inside((crawl / "crawl.wacz").read_bytes()) == apart
    assert len(apart) == 5


def read(*arguments: str | Path, stdin: bytes = b"") -> tuple[list[str], str]:
    done = CliRunner().invoke(main, ["read", *map(str, arguments)], input=stdin)
    return done.stdout.splitlines(), done.stderr


def test_as_a_file_through_a_pipe_and_in_a_folder(crawl: Path, tmp_path: Path) -> None:
    path = crawl / "crawl.wacz"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "crawl.wacz").write_bytes(path.read_bytes())
    for rows, _ in (read(path), read("-", stdin=path.read_bytes()), read(tmp_path / "pages")):
        assert HEADLINE in rows[0]
        assert "crawl.wacz/archive/one.warc.gz" in rows[0] or '"name":"-/archive/one.warc.gz"' in rows[0]
    assert copydesk.read(path).headline == copydesk.read(path.read_bytes()).headline == HEADLINE


def zipped(content: bytes, kind: int = zipfile.ZIP_STORED, name: str = "archive/data.warc.gz") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as outer:
        outer.writestr("datapackage.json", "{}")
        outer.writestr(name, content)
    return out.getvalue()


def test_one_that_was_compressed_again() -> None:
    content = archive(3).content
    assert inside(zipped(content, zipfile.ZIP_DEFLATED)) == list(each_record(content))


def test_a_damaged_record_costs_itself_alone() -> None:
    written = archive(6)
    start, _ = written.answers[3]
    content = bytearray(zipped(written.content))
    content[content.find(written.content[:40]) + start + 90] ^= 0x55
    found = inside(bytes(content))
    assert [one.url for one in found if one.capture] == [url(number) for number in (0, 1, 2, 4, 5)]
    assert [one.offset for one in found if one.failure] == [start]


class TestDamagedZips:
    def test_without_its_end(self, crawl: Path, tmp_path: Path) -> None:
        whole = (crawl / "crawl.wacz").read_bytes()
        with pytest.raises(Unreadable, match="damaged or breaks off"):
            inside(whole[:-100])
        (tmp_path / "cut.wacz").write_bytes(whole[:-100])
        assert "a zip archive" in read(tmp_path / "cut.wacz")[1]
        assert "damaged or breaks off" in read("-", stdin=whole[:-100])[1]

    def test_without_an_archive(self) -> None:
        content = zipped(b"{}", name="word/document.xml")
        assert not is_wacz(io.BytesIO(content))
        with pytest.raises(Unreadable, match="no web archive"):
            inside(content)

    def test_with_damaged_compression(self) -> None:
        content = bytearray(zipped(archive(6).content, zipfile.ZIP_DEFLATED))
        content[len(content) // 2] ^= 0xFF
        with pytest.raises(Unreadable, match="the data in the zip is damaged"):
            inside(bytes(content))
        assert "the data in the zip is damaged" in read("-", stdin=bytes(content))[1]


def test_any_byte_changed_raises_nothing_else() -> None:
    whole = zipped(archive(1).content)
    for at in range(0, len(whole), 37):
        content = bytearray(whole)
        content[at] ^= 0x55
        try:
            inside(bytes(content))
        except Unreadable:
            continue
