"""Whatever a page was saved as, it reads as the page."""

import gzip
from pathlib import Path

import pytest
from tests.intake.saved_pages import HEADLINE, PARAGRAPHS, SAVED_AT, URL, mhtml, page, webarchive

import copydesk
from copydesk.errors import Refused, Unreadable
from copydesk.intake.sources import capture
from copydesk.settings import Settings

CHROME = f"\n<!-- saved from url=({len(URL):04d}){URL} -->\n"
SINGLE_FILE = (
    f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed May 07 2025 09:10:11 GMT+0000 (UTC)\n-->"
)
SAVED: dict[str, tuple[bytes, str | None]] = {
    "mhtml": (mhtml(page()), SAVED_AT),
    "webarchive": (webarchive(page()), None),
    "browser": (page(mark=CHROME), None),
    "browser, UTF-16": (page("utf-16", mark=CHROME), None),
    "SingleFile": (page(mark=SINGLE_FILE), SAVED_AT),
}


@pytest.mark.parametrize("form", SAVED)
@pytest.mark.parametrize("is_packed", [False, True])
def test_the_page_its_address_and_its_time(form: str, is_packed: bool, tmp_path: Path) -> None:
    content, saved_at = SAVED[form]
    packed = gzip.compress(content) if is_packed else content
    (tmp_path / "page").write_bytes(packed)
    for source in (packed, tmp_path / "page"):
        story = copydesk.read(source)
        assert (story.headline, story.text) == (HEADLINE, "\n\n".join(PARAGRAPHS))
        assert (story.source.url, story.source.fetched_at) == (URL, saved_at)
    assert story.source.name == str(tmp_path / "page")


@pytest.mark.parametrize("form", SAVED)
def test_the_address_given_goes_first(form: str) -> None:
    assert copydesk.read(SAVED[form][0], url="https://mirror.test/a").source.url == "https://mirror.test/a"


@pytest.mark.parametrize("form", ["mhtml", "browser", "SingleFile"])
def test_the_text_of_a_file_reads_like_its_bytes(form: str) -> None:
    content, saved_at = SAVED[form]
    story = copydesk.read(content.decode())
    assert (story.text, story.source.url, story.source.fetched_at) == ("\n\n".join(PARAGRAPHS), URL, saved_at)


def test_the_kind_given_goes_first() -> None:
    assert capture(mhtml(page()), kind="text").kind == "text"


@pytest.mark.parametrize("form", ["mhtml", "webarchive"])
def test_a_packed_file_keeps_to_the_limit_and_is_whole(form: str) -> None:
    packed = gzip.compress(SAVED[form][0] + b" " * 200_000)
    with pytest.raises(Refused):
        copydesk.read(packed, settings=Settings(max_bytes=100_000))
    with pytest.raises(Unreadable):
        copydesk.read(packed[:-20])


def test_a_mark_is_not_believed_over_the_address_that_answered() -> None:
    assert copydesk.read(page(mark=CHROME), url="https://copy.test/").source.url == "https://copy.test/"
