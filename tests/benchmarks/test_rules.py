"""`python -m benchmarks.rules` on a made-up set of two outlets."""

import json
import sys
from pathlib import Path

import pytest
from benchmarks import rules

PAGE = """<html><head><title>Bridge stays open</title>{head}</head><body><article><h1>Bridge stays open</h1>
<p>The council met on Tuesday and voted to keep the old harbour bridge open for another year, its head said.</p>
<p>Speaker after speaker asked the engineers for a second survey of the piers before the storms of the winter.</p>
<p>The bridge was built by the grandfathers of those who now mend it, and nobody wants to see it closed for good.</p>
</article></body></html>"""
MARK = '<meta property="article:published_time" content="2024-05-03T07:08:09+02:00">'


def test_rules_are_counted_by_outlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    (tmp_path / "made-up" / "html").mkdir(parents=True)
    rows = []
    for number, (outlet, head) in enumerate([("a", MARK), ("a", MARK), ("b", "")]):
        (tmp_path / "made-up" / "html" / f"{number}.html").write_text(PAGE.format(head=head), encoding="utf-8")
        rows.append(json.dumps({"id": str(number), "file": f"{number}.html", "group": outlet}))
    (tmp_path / "made-up" / "truth.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["rules", "made-up", "--data", str(tmp_path), "--fewer", "2"])
    rules.main()
    printed = capsys.readouterr().out
    assert "| published | published/article | 1 | 2 | 2 |" in printed
    assert "headline/heading" not in printed
    assert "authors/jsonld" in printed.partition("never fire")[2]
