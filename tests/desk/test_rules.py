"""Every row by which quotes and events are read: its example comes out as it says, and otherwise without the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import copydesk
from copydesk.desk import annotate, desk, language_model, read_desk
from copydesk.desk.events import table as events_table
from copydesk.desk.language_model import Parsed, is_installed, parse
from copydesk.desk.quotes import cues
from copydesk.records.reading import Event, Quote, Reading
from copydesk.tables import reader

needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")

PUBLISHED = "2024-05-03T10:00:00+00:00"
"""A Friday."""
PAGE_HEAD = f"""<html lang="en"><head><title>Day in Lund</title>
<meta property="article:published_time" content="{PUBLISHED}"></head><body><article><h1>Day in Lund</h1>"""
RAIN = "".join(
    f"<p>The rain over the {place} went on for hours, and nobody in the town could say when it would stop.</p>"
    for place in ("harbour", "market", "old mill", "school", "river")
)
FIGURE = '<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>'
PAGE_OF = {"page": f"{PAGE_HEAD}<p>{{}}</p>{RAIN}", "caption": f"{PAGE_HEAD}{RAIN}{FIGURE}"}
KINDS = ("words", "patterns", "rules")
Row = dict[str, Any]


def rows(section: str) -> Iterator[Row]:
    """The rows of a section of the English tables, each with its section and its kind."""
    written = reader.parsed("en", section)
    return (row | {"section": section, "kind": kind} for kind in KINDS for row in written.get(kind, ()))


ROWS = [*rows("quotes"), *rows("events")]
BY_ID = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


@cache
def parsed_once(texts: tuple[str, ...]) -> Sequence[Parsed]:
    return parse(list(texts))


def read(row: Row, patch: pytest.MonkeyPatch) -> Reading:
    """The example of a row, read by the desk; the model reads each example once."""
    if row.get("marks_only"):
        patch.setattr(language_model, "is_installed", lambda: False)
    else:
        patch.setattr(desk.language_model, "parse", lambda texts: parsed_once(tuple(texts)))
    if frame := row.get("frame"):
        return read_desk(copydesk.read(PAGE_OF[frame].format(row["example"])))
    return annotate(row["example"], published=PUBLISHED, language=row.get("language", "en"))


def given(reading: Reading, section: str) -> list[str]:
    """What the desk makes of an example, as the rows write it."""
    entities = (*reading.people, *reading.organisations, *reading.places)
    names = {entity.id: entity.name for entity in entities}
    if section == "quotes":
        return [line_of_quote(quote, names) for quote in reading.quotes]
    return [line_of_event(event, names) for event in reading.events if event.what] + main_line(reading)


def line_of_quote(quote: Quote, names: dict[str, str]) -> str:
    printed = quote.speaker.text if quote.speaker else "nobody"
    name = names.get(quote.speaker_entity or "", printed)
    speaker = printed if name in printed else f"{printed} ({name})"
    said = " … ".join(part.text for part in quote.content)
    more = [
        "denied" if quote.is_denied else "",
        f"to {quote.addressee.text}" if quote.addressee else "",
        f"on {quote.when}" if quote.when else "",
    ]
    return "; ".join([f"{speaker}: {said}", *(one for one in more if one)])


def line_of_event(event: Event, names: dict[str, str]) -> str:
    assert event.what is not None
    who = ", ".join(names.get(one.entity or "", one.text) for one in event.who)
    more = [f"with {who}"] * bool(who) + [f"in {names[place]}" for place in event.where] + ["ahead"] * event.is_ahead
    return "; ".join([f"{event.what.text} = {event.edtf}", *more])


def main_line(reading: Reading) -> list[str]:
    main = reading.main
    return [f"main: {main.what.text}; {main.when}; {main.place}"] if main else []


def ids_of(reading: Reading) -> set[str]:
    """The ids that a reading names."""
    found = {rule for one in (*reading.quotes, *reading.events) for rule in one.rules}
    return found | set(reading.main.rules if reading.main else ())


@contextmanager
def without(row: Row, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables without a row; of words and patterns without what it lists."""
    whole = reader.parsed
    patch.setattr(reader, "parsed", cut(whole, row))
    forget()
    try:
        yield
    finally:
        patch.undo()
        forget()


def cut(whole: Callable[[str, str], Any], row: Row) -> Callable[[str, str], Any]:
    def parsed(language: str, name: str) -> Any:
        found = whole(language, name)
        if (language, name) != ("en", row["section"]):
            return found
        kept = [emptied(one) if one["id"] == row["id"] else one for one in found[row["kind"]]]
        return found | {row["kind"]: [one for one in kept if one]}

    return parsed


def emptied(row: Row) -> Row:
    if "words" in row:
        return row | {"words": "", "forms": ""}
    return row | {"pattern": "(?P<name>(?!))"} if "pattern" in row else {}


def forget() -> None:
    cues._load.cache_clear()
    events_table.table.cache_clear()
    events_table._file.cache_clear()


def is_named(row: Row) -> bool:
    """Whether a reading names the row: a rule that gives something, not one that leaves something out."""
    return row["kind"] == "rules" and row["does"] not in ("refuses", "passes")


@needs_model
@BY_ID
def test_the_example_comes_out_as_the_row_says(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(row, monkeypatch)

    assert given(reading, row["section"]) == row["gives"]
    assert (row["id"] in ids_of(reading)) == is_named(row)


@needs_model
@BY_ID
def test_the_example_comes_out_otherwise_without_the_row(row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    with without(row, monkeypatch):
        reading = read(row, monkeypatch)
        is_other = given(reading, row["section"]) != row["gives"]
        assert is_other or (is_named(row) and row["id"] not in ids_of(reading))


PAGE = Path(__file__).parents[2] / "docs" / "desk-rules.md"
HEAD = """# Rules of quotes and events

Every rule by which the desk finds a quote, gives it a speaker, refuses it, dates an event, chooses the main one or a
place, as its row in `tables/languages/en.toml` says it. The record names rules by these ids: `rule` and `rules` of a
quote, `speaker_rule`, `rule` and `reasons` of an event, `rules` of the main event; times have
[rules of their own](desk-times.md). A rule whose row is taken out is off. The words and patterns that the rules go by
are the rows `words` and `patterns` beside them. Each row has an example, which `tests/desk/test_rules.py` reads with
the row and without it. This page is written by `pytest tests/desk/test_rules.py --update`.

"""


def listed() -> str:
    return HEAD + "\n".join(map(table_of, dict.fromkeys(row["section"] for row in ROWS)))


def table_of(section: str) -> str:
    rules = [row for row in ROWS if row["section"] == section and row["kind"] == "rules"]
    lines = [
        f"| `{row['id']}` | {row['does']} | {row['says']} | {sure(row)} | {cell(row['example'])} |" for row in rules
    ]
    head = ["| rule | does | | confidence | example |", "|---|---|---|---|---|"]
    return "\n".join([f"## {section.capitalize()}", "", *head, *lines, ""])


def sure(row: Row) -> str:
    figures = [str(row[key]) for key in ("confidence", "weaker") if key in row]
    tabled = f"by tables {' / '.join(map(str, row['tabled']))}" if "tabled" in row else ""
    return "; ".join(part for part in (" / ".join(figures), tabled) if part)


def cell(text: str) -> str:
    return f"*{text}*".replace("\n\n", " ¶ ").replace("|", "\\|")


def test_the_page_lists_every_rule(*, update: bool) -> None:
    if update:
        PAGE.write_text(listed(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == listed()
