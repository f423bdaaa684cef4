"""What a page knows of its source."""

import copydesk
from copydesk.layout.page import page_of
from copydesk.records import Capture, SourceWarning, WarcPlace
from copydesk.settings import DEFAULTS

CAPTURE = Capture(
    content="<p>The ferry sails again.</p>",
    name="https://ada:secret@news.test/go",
    url="https://ada:secret@news.test/go",
    answered_url="https://news.test/ferry",
    status=200,
    fetched_at="2025-05-07T04:05:06Z",
    warc=WarcPlace(id="urn:uuid:1", date="2025-05-07T04:05:06Z", offset=7),
    warnings=(SourceWarning(reason="truncated", message="it breaks off"),),
)


def test_the_source_says_what_the_capture_says_without_a_password() -> None:
    source = page_of(CAPTURE, DEFAULTS).source
    assert (source.name, source.url) == ("https://news.test/go", "https://news.test/go")
    assert source.answered_url == "https://news.test/ferry"
    assert (source.status, source.fetched_at) == (200, "2025-05-07T04:05:06Z")
    assert (source.warc, source.warnings) == (CAPTURE.warc, CAPTURE.warnings)


def test_links_start_from_the_address_that_answered() -> None:
    assert page_of(CAPTURE, DEFAULTS).url == "https://news.test/ferry"


def test_html_and_text_name_their_file(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = "The council of Lunde met for the last time this year and put off the vote on the harbour bridge."
    for name, page in (("a.html", f"<h1>Vote put off</h1><p>{words}</p>"), ("a.txt", f"Vote put off\n\n{words}\n")):
        (tmp_path / name).write_text(page)
        assert copydesk.read(name).source.name == name
