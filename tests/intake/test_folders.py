"""What is a page in a folder, and what is passed over."""

import gzip
import os
from collections import Counter
from pathlib import Path

import pytest
from tests.intake.saved_pages import mhtml, page, webarchive
from tests.intake.test_wet import STORY, record

from copydesk.intake.folders import pages_in, use_of

HTML = page()
STYLE = b"/* a { } */ @media print { a { color: red } }\nbody, .story > p { margin: 0; }"
PAGES = {
    "no suffix": HTML,
    "bare.html": b"<p>The ferry sails again.</p>",
    "story.txt": STORY,
    "page.php": b"\xef\xbb\xbf" + HTML,
    "wide.htm": HTML.decode().encode("utf-16"),
    "page.html.gz": gzip.compress(HTML),
    "page.mhtml": mhtml(HTML),
    "page.webarchive": webarchive(HTML),
    "feed.xml": b'<?xml version="1.0"?><rss version="2.0"><channel>',
    "feed.json": b'{"version": "https://jsonfeed.org/version/1.1", "items": []}',
    "crawl.wet": record(STORY),
    "empty": b"",
    "error.css": b"<!DOCTYPE html><title>404 Not Found</title>",
    "brackets.txt": b"[Port Ellary] The ferry { the old one } sails: again.",
    "let.txt": b"let me tell you: import duties on ferries rise. function follows form; var is a department.",
}
OTHERS = {
    "picture.html": (b"\x89PNG\r\n\x1a\n\0\0", "pictures"),
    "icon": (b"\0\0\x01\0\x01\0", "pictures"),
    "a.svg": (b'<?xml version="1.0"?>\n<!-- drawn --><svg xmlns="http://www.w3.org/2000/svg">', "pictures"),
    "style": (STYLE, "style sheets"),
    "main.css?ver=2": (b"\n", "style sheets"),
    "vars": (b":root{--a:1}", "style sheets"),
    "packed.css.gz": (gzip.compress(STYLE), "style sheets"),
    "script": (b"/*! x */\n!function(e,t){e.innerHTML='<div>'}(window)", "scripts"),
    "module": (b"// @ts\nimport{a as b}from'./x';export default b", "scripts"),
    "strict": (b'"use strict";\nconst a = "<p>";', "scripts"),
    "main.js.download": (b"a=1", "scripts"),
    "data": (b'{"items": ["<p>one</p>"]}', "data"),
    "rows": (b'[{"a": 1}]', "data"),
    "rows.csv": (b"id,title\n1,Ferry\n", "data"),
    "font": (b"wOF2\0\1\0\0", "fonts"),
    "film": (b"\0\0\0\x20ftypisom", "sound and video"),
    "report.pdf": (b"%PDF-1.7", "other files"),
    "prefs.plist": (b"bplist00\xd1\1\2Sabc" + bytes(40), "other files"),
    "out.jsonl": (b'{"schema":"copydesk/1","source":{}}', "outputs of copydesk"),
    "out.md.journal": (b'{"journal":"copydesk/1","version":"0.1.0"}', "outputs of copydesk"),
    "out.json": (b'{\n  "schema": "copydesk/1",\n', "outputs of copydesk"),
}


def write(folder: Path, name: str, content: bytes = HTML) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(folder: Path, *besides: Path) -> tuple[list[str], dict[str, int]]:
    passed: Counter[str] = Counter()
    return [found.name for found in pages_in(folder, passed, besides)], dict(passed)


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_known_by_what_they_hold(name: str) -> None:
    assert use_of(PAGES[name][:4_096], name) is None


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_page_is_known_too(name: str) -> None:
    content, use = OTHERS[name]
    assert use_of(content, name) == use


@pytest.mark.parametrize(
    "text", [b"/**/" * 1_000, b"<!---->" * 600, b"{" * 4_096, b"(" * 4_096, b" " * 4_096, b"var " * 1_000]
)
def test_no_file_takes_long_to_look_at(text: bytes) -> None:
    for before in (b"", b"a{", b"import ", b'["', b"<!doctype svg "):
        use_of((before + text * 4_096)[:4_096], "a")


def test_below_the_folder_in_order_and_the_rest_is_counted(tmp_path: Path) -> None:
    for name in ("b.html", "a/z.html", "a/deep/er/c", "a.html", "ä.html"):
        write(tmp_path, name)
    for name in ("x.png", "a/y.png"):
        write(tmp_path, name, b"\x89PNG\r\n\x1a\n\0\0")
    for name in (".hidden.html", ".git/page.html", "a/.DS_Store"):
        write(tmp_path, name)
    assert names(tmp_path) == (
        ["a/deep/er/c", "a/z.html", "a.html", "b.html", "ä.html"],
        {"pictures": 2, "hidden": 3},
    )


def test_the_folder_beside_a_saved_page_holds_its_parts(tmp_path: Path) -> None:
    for name in (
        "Ferry.html",
        "Ferry_files/saved_resource.html",
        "Fähre.htm",
        "Fähre-Dateien/ad.html",
        "lost_files/a.html",
    ):
        write(tmp_path, name)
    assert names(tmp_path) == (["Ferry.html", "Fähre.htm", "lost_files/a.html"], {"folders of a page's parts": 2})


class TestLinks:
    def test_those_that_lead_back_are_passed_over(self, tmp_path: Path) -> None:
        folder = tmp_path / "pages"
        write(folder, "a/page.html")
        (folder / "a" / "up").symlink_to(folder)
        (folder / "a" / "above").symlink_to(tmp_path)
        (folder / "again").symlink_to(folder / "a")
        (folder / "page").symlink_to("a/page.html")
        (folder / "self").symlink_to("self")
        (folder / "nowhere").symlink_to("no such file")
        assert names(folder) == (["a/page.html"], {"links": 6})

    def test_those_that_lead_elsewhere_are_followed_once(self, tmp_path: Path) -> None:
        write(tmp_path, "store/page.html")
        (tmp_path / "store" / "round").symlink_to(tmp_path / "store")
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / "a").symlink_to(tmp_path / "store")
        (folder / "b").symlink_to(tmp_path / "store")
        (folder / "file").symlink_to(tmp_path / "store" / "page.html")
        assert names(folder) == (["a/page.html", "file"], {"links": 2})

    def test_those_into_a_hidden_store_are_files(self, tmp_path: Path) -> None:
        write(tmp_path, ".store/1234")
        (tmp_path / "page.html").symlink_to(".store/1234")
        assert names(tmp_path) == (["page.html"], {"hidden": 1})

    def test_the_folder_itself_may_be_one(self, tmp_path: Path) -> None:
        write(tmp_path, "store/page.html")
        (tmp_path / "pages").symlink_to(tmp_path / "store")
        assert names(tmp_path / "pages") == (["page.html"], {})


def test_pipes_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert names(tmp_path) == ([], {"other files": 1})


def test_the_output_of_the_run_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "page.html")
    output = write(tmp_path, "stories.md")
    folder = write(tmp_path, "out/page.md").parent
    assert names(tmp_path, output, folder) == (["page.html"], {"outputs of copydesk": 2})


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/page.html")
    write(tmp_path, "b/page.html")
    scandir = os.scandir

    def closed(folder: Path) -> object:
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", closed)
    closed_folder, page_found = pages_in(tmp_path, Counter())
    assert closed_folder.failure is not None
    assert (closed_folder.name, closed_folder.failure.reason) == ("a", "file")
    assert page_found.name == "b/page.html"


def test_a_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html"))).write_bytes(HTML)
    assert names(tmp_path) == (["caf\\xe9.html"], {})
