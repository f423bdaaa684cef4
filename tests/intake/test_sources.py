from pathlib import Path

import pytest

from copydesk.errors import Refused, Unreadable
from copydesk.intake.sources import capture, is_url
from copydesk.records import Capture
from copydesk.settings import Settings


@pytest.mark.parametrize(
    "content", ["One line.\nAnother.", "<p>One</p>", "a < b", "", "  ", "x" * 5_000, "a\0b", "a\rb"]
)
def test_text_is_its_own_content(content):
    assert capture(content).content == content


def test_bytes_are_their_own_content():
    page = capture(b"http://news.test/", url="http://news.test/story", kind="text")
    assert page == Capture(content=b"http://news.test/", url="http://news.test/story", kind="text")


@pytest.mark.parametrize("form", [str, Path])
def test_path_is_read_and_the_record_knows_no_time(tmp_path, form):
    file = tmp_path / "story.html"
    file.write_bytes(b"<p>\xe9</p>")
    assert capture(form(file)) == Capture(content=b"<p>\xe9</p>", name=str(file))


@pytest.mark.parametrize("source", ["http://news.test/story", "HTTPS://news.test/a?b=c#d", " https://news.test/ \n"])
def test_url_is_fetched(source):
    def fetch(url: str) -> Capture:
        return Capture(content=b"page", url=url)

    found = capture(source, fetch=fetch)
    assert (found.url, found.name) == (source.strip(), source.strip())


@pytest.mark.parametrize("name", ["a.html", "./a.html", "in/../a.html"])
def test_the_name_is_the_path_as_given(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("a.html").write_bytes(b"<p>x</p>")
    assert capture(name).name == name
    assert capture(Path("a.html")).name == "a.html"


@pytest.mark.parametrize("source", ["http://a b", "ftp://news.test/", "http://<b>", "see http://news.test/", "http://"])
def test_what_is_no_url(source):
    assert not is_url(source)


@pytest.mark.parametrize(
    "source", ["file:///etc/hostname", "ftp://news.test/x", "javascript:alert(1)", "data:text/html,x", "gopher://x"]
)
def test_other_schemes_are_refused(source):
    with pytest.raises(Refused) as caught:
        capture(source)
    assert caught.value.reason == "scheme"


@pytest.mark.parametrize("source", ["no-such-file.html", "A headline and nothing else", "Note: see below", "a" * 3_000])
def test_missing_file_says_how_to_hand_over_a_text(source):
    with pytest.raises(Unreadable, match=r"line break|cannot be read") as caught:
        capture(source)
    assert caught.value.reason == "file"


def test_folder_is_no_source(tmp_path):
    with pytest.raises(Unreadable, match="folder") as caught:
        capture(tmp_path)
    assert caught.value.reason == "file"


def test_size_limit_holds_for_every_kind_of_source(tmp_path):
    small = Settings(max_bytes=10)
    (tmp_path / "large").write_bytes(b"x" * 11)
    for source in (b"x" * 11, "<" * 11, tmp_path / "large"):
        with pytest.raises(Refused) as caught:
            capture(source, settings=small)
        assert caught.value.reason == "size"
    assert capture(b"x" * 10, settings=small).content == b"x" * 10
