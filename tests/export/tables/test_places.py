"""The places in the source that rows show are those of their words."""

import csv
import html
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from tests.export.made_up import FERRY, desk_stories

import copydesk
from copydesk.cli import main
from copydesk.export.tables import placed, write
from copydesk.export.tables.places import shown
from copydesk.export.tables.rows import ROWS, told
from copydesk.records import Span, Story

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Ferry is back in service</title></head><body><article>
<h1>Ferry is back in service</h1>
<p>By Nils Aas</p><p>Published: March 12, 2025 at 6:40 PM GMT</p>
<p>The ferry to R&oslash;st was closed on <a href="/days/2025-03-04">Tuesday, March&nbsp;4, 2025</a>, after a storm.</p>
<p>Nobody was hurt &amp; the <em>harbour</em> stayed open all the week, said the port &ndash; as it does in spring.</p>
<p>&ldquo;We <b>sail</b> again&shy; on Friday,&rdquo; harbour master <a href="/p/b">Odalys Brandt</a> told the town.</p>
</article></body></html>
"""
ANNOTATED = {"people": "name", "quotes": "text", "times": "text", "events": "what"}


class _Asked(dict[tuple[int, int, int], Span]):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.keys_asked: set[tuple[int, int, int]] = set()

    def get(self, key: tuple[int, int, int], default: Any = None) -> Any:
        self.keys_asked.add(key)
        return super().get(key, default)


@settings(max_examples=20)
@given(desk_stories)
def test_every_place_that_a_row_shows_is_looked_up(story: Story) -> None:
    asked = _Asked()
    for rows in ROWS.values():
        list(rows(told(story, "abc", 1)._replace(spans=asked)))
    assert story.reading
    assert asked.keys_asked == {(one.block, one.start, one.end) for one in shown(story.reading)}


def words_at(row: dict[str, str]) -> str:
    """What a reader of the page sees between the row's places in the source."""
    piece = PAGE[int(row["source_start"]) : int(row["source_end"])]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", piece)).replace("\xad", "").split())


def tables_in(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of each table."""
    found = {}
    for name in ANNOTATED:
        with (folder / f"c.{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def check(folder: Path) -> None:
    tables = tables_in(folder)
    rows = [(row, row[column]) for name, column in ANNOTATED.items() for row in tables[name] if row[column]]
    assert {len(rows) for rows in tables.values()} != {0}
    for row, words in rows:
        assert words_at(row) == words
    assert any("Odalys Brandt" in words for _, words in rows)
    assert any(words.startswith("We sail again") for _, words in rows)
    assert any("March 4" in words for _, words in rows)


def test_the_words_stand_where_the_row_says_whatever_markup_is_between_them(tmp_path: Path) -> None:
    write(tmp_path / "c.csv", [placed(copydesk.read(PAGE, desk=True), PAGE)], desk=True)
    check(tmp_path)


def test_the_command_line_looks_the_places_up_too(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["read", str(tmp_path / "page.html"), "--desk", "-o", str(tmp_path / "c.csv")], catch_exceptions=False
    )
    assert result.exit_code == 0, result.stderr
    check(tmp_path)


def test_without_the_source_only_blocks_without_markup_have_places(tmp_path: Path) -> None:
    write(tmp_path / "c.csv", [copydesk.read(PAGE, desk=True)], desk=True)
    (brandt,) = [row for row in tables_in(tmp_path)["people"] if row["name"] == "Odalys Brandt"]
    assert (brandt["block"] != "", brandt["source_start"]) == (True, "")


def test_a_story_of_another_source_is_refused() -> None:
    with pytest.raises(ValueError, match="read from another source"):
        placed(copydesk.read(PAGE, desk=True), PAGE + " ")
    assert placed(FERRY, "a story that nobody read has no places").places == ()
