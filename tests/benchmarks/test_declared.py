"""What a page declares, by copydesk and by its parser, value by value."""

from pathlib import Path

import msgspec
import pytest
from benchmarks import declared

PAGE = """<html><head><meta property="og:title" content="Harbour reopens"><meta name="og:type" content="article">
<link rel="canonical" href="/harbour"><link rel="stylesheet" href="/a.css">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour reopens"}</script>
<script type="application/ld+json">{"@type": "WebSite", "name": "The Courier",}</script></head>
<body><article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Harbour
reopens</h1><img itemprop="image" src="/a.jpg"><p>The ferry sails again.</p></article></body></html>"""


def test_equal_values_and_those_of_one_reader_alone() -> None:
    found = declared.compared(PAGE.encode(), "https://news.test/harbour")
    assert {kind: one.counts() for kind, one in found.items()} == {
        "Open Graph": (2, 0, 0, 0),
        "JSON-LD": (1, 1, 0, 0),  # the parser leaves out what a comma breaks
        "microdata": (1, 0, 1, 0),  # pictures are kept elsewhere
        "links": (1, 0, 0, 0),
    }


def test_two_values_under_one_key_are_different() -> None:
    one = declared.Compared(declared.Values(), declared.Values({("a", "1"): 1}), declared.Values({("a", "2"): 2}))
    assert one.counts() == (0, 0, 1, 1)


def test_the_table_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "made/html").mkdir(parents=True)
    (tmp_path / "made/html/one.html").write_text(PAGE, encoding="utf-8")
    row = {"id": "one", "file": "one.html", "url": "https://news.test/harbour"}
    (tmp_path / "made/truth.jsonl").write_bytes(msgspec.json.encode(row) + b"\n")
    monkeypatch.setattr("sys.argv", ["declared", "--data", str(tmp_path)])
    declared.main()
    told = capsys.readouterr().out
    assert "| JSON-LD | 1 | 0 | 1 | 1 | 0 | 0 |" in told
    assert "JSON-LD, ours: made/one: WebSite = " in told
