"""A story, and a whole room, to take along: they open from disk and load nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.web.serving import SAMPLE
from tests.web.test_hostile import hostile

import copydesk
from copydesk.archive.archive import open_archive
from copydesk.errors import Refused
from copydesk.web.alone import to_html
from copydesk.web.site import MARK, write_site

LOADS = re.compile(r"<(?:script|img|iframe|link|object|embed|video|audio|source)\b", re.IGNORECASE)


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "copydesk", *arguments], check=False, capture_output=True, text=True)


def opened(browser: Browser, path: Path) -> tuple[list[str], list[str], dict[str, object]]:
    """What the page asks for, what the console says, and what stands in it."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    look = {
        "font": page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily"),
        "hit": page.evaluate("window.hit ?? null"),
        "title": page.locator("h1").first.inner_text(),
    }
    context.close()
    return asked, said, look


def test_read_writes_one_file_that_opens_from_disk(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    assert run("read", str(SAMPLE), "-o", str(path)).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert not LOADS.search(text)
    assert "copy of paragraph 4" in text
    asked, said, look = opened(browser, path)
    assert asked == [path.as_uri()]
    assert said == []
    assert "Charter" in str(look["font"])
    assert look["title"] == "Harbour bridge stays open for another year, council decides"


def test_every_link_within_the_file_has_its_place() -> None:
    text = to_html(copydesk.read(SAMPLE))
    places = set(re.findall(r' id="([^"]+)"', text))
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', text)} <= places
    assert {link for link in re.findall(r'href="([^#"][^"]*)"', text) if not link.startswith("https://")} == set()


def test_the_same_story_gives_the_same_file() -> None:
    story = copydesk.read(SAMPLE)
    assert to_html(story) == to_html(story)


def test_a_hostile_story_is_inert_in_the_file(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "evil.html"
    path.write_text(to_html(hostile()), encoding="utf-8", errors="replace")
    asked, said, look = opened(browser, path)
    assert (asked, said, look["hit"]) == ([path.as_uri()], [], None)


def test_a_page_holds_one_story(tmp_path: Path) -> None:
    done = run("read", str(SAMPLE), str(SAMPLE), "--html", "-o", str(tmp_path / "many.html"))
    assert done.returncode == 2
    assert "one story" in done.stderr
    assert run("read", str(SAMPLE), "--html", "-o", f"{tmp_path}/pages/").returncode == 0
    assert len(list((tmp_path / "pages").glob("*.html"))) == 1


@pytest.fixture(scope="module")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "case"
    assert run("export", "site", str(example), "-o", str(folder)).returncode == 0
    return folder


def test_every_link_of_a_site_is_a_file(site: Path) -> None:
    files = {path.name for path in site.iterdir()}
    assert {"index.html", "story-1@2.html", "family-1.html", "changes.atom", "room.css", MARK} <= files
    for page in site.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<form" not in text
        for link in re.findall(r'(?:href|src)="([^"#]+)', text):
            assert link.startswith(("http://", "https://")) or link in files, f"{page.name}: {link}"


def test_a_site_opens_from_disk(browser: Browser, site: Path) -> None:
    asked, said, look = opened(browser, site / "index.html")
    assert all(url.startswith(site.as_uri()) for url in asked)
    assert said == []
    assert "Charter" in str(look["font"])


def test_a_site_is_written_over_nothing_that_is_not_ours(example: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with open_archive(example) as archive, pytest.raises(Refused, match="no site of copydesk"):
        write_site(archive, tmp_path, is_forced=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_site_is_written_again_when_asked(example: Path, site: Path) -> None:
    with open_archive(example) as archive:
        with pytest.raises(Refused, match="--force"):
            write_site(archive, site)
        assert write_site(archive, site, is_forced=True) == len(list(site.glob("*.html")))
