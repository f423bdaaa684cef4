"""The measuring of source spans sees a span that points at other words."""

import subprocess
import sys
from pathlib import Path

import msgspec
from benchmarks.spans import Count, count_of, seen

import copydesk
from copydesk import Place, SourceMap

PAGE = """<html><body><h1>Ferry back in service</h1><p>By Ada Holm</p><p>The <b>ferry</b> to R&oslash;st sails again
from Mon&shy;day, the port said on Friday evening, after a week.</p></body></html>"""


def test_a_span_behind_markup_is_counted_from_the_block_and_found_in_the_source() -> None:
    story = copydesk.read(PAGE, kind="html")
    index = next(i for i, block in enumerate(story.blocks) if "Monday" in block.text)
    start = story.blocks[index].text.index("Monday")
    count = count_of(SourceMap(story, PAGE), [Place(index, start, start + 6)])
    assert Count(looked=1, missing=0, wrong=0, shifted=1) == count


def test_what_a_piece_of_source_shows() -> None:
    assert seen("ferry</b> to R&oslash;st<i hidden>x</i>", "html") == "ferrytoRøst"
    assert seen("caf&eacute; &amp;", "text") == "café&"


def test_the_command_fails_where_spans_are_wrong_and_else_says_how_many(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "1.html").write_text(PAGE, encoding="utf-8")
    (folder / "truth.jsonl").write_bytes(msgspec.json.encode({"id": "1", "file": "1.html"}) + b"\n")
    command = [sys.executable, "-m", "benchmarks.spans", "made", "--data", str(tmp_path), "--words"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "0 hold other words" in done.stdout
