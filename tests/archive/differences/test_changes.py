"""Typed changes between two states of a story."""

import random

import pytest
from benchmarks.made_edits import KINDS, edited, story_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from copydesk.archive.differences.changes import Change, Words, changes
from copydesk.records import Entity, Excerpt, Mention, Quote, Reading, Story

HEADLINE = "Harbour of Lunde shut after storm"
BODY = (
    "The harbour of Lunde was shut on Monday after a storm tore 12 boats from their moorings, the port said.",
    "“We have never seen waves of such height,” harbour master Ada Merrow said at the quay in the morning.",
    "Otis Brandt, who owns four of the boats, expects repairs to take until the middle of the winter.",
    "Ferries to the islands sail from Berg until the engineers have looked at every pier and every crane.",
)


def state(*body: str, headline: str = HEADLINE, reading: Reading | None = None) -> Story:
    return replace(story_of(headline, body or BODY), reading=reading)


def changed(place: int, old: str, new: str, reading: bool = True) -> tuple[Change, ...]:
    body = [*BODY]
    assert old in body[place]
    body[place] = body[place].replace(old, new)
    return changes(*(state(*texts, reading=read(texts) if reading else None) for texts in (BODY, body)))


def read(body: tuple[str, ...] | list[str]) -> Reading:
    """What the desk makes of these stories: two people, one of them quoted."""
    people = []
    for number, block in enumerate((2, 3), start=1):
        text = body[block - 1]
        name = next(one for one in ("Ada Merrow", "Ida Merrow", "Otis Brandt", "Otis Hollis") if one in text)
        start = text.find(name)
        mention = Mention(block=block, start=start, end=start + len(name), text=name, kind="full")
        people.append(Entity(id=f"P{number}", type="person", name=name, variants=(name,), mentions=(mention,)))
    text = body[1]
    start, end = text.find("“") + 1, text.find(",”")
    speaker = people[0].mentions[0]
    quote = Quote(
        kind="direct",
        content=(Excerpt(2, start, end, text[start:end]),),
        quoted=(Excerpt(2, start, end, text[start:end]),),
        speaker=Excerpt(2, speaker.start, speaker.end, speaker.text),
        speaker_entity="P1",
        rule="quotes/test",
        confidence=1.0,
    )
    return Reading(people=tuple(people), quotes=(quote,))


def test_the_same_text_has_no_changes() -> None:
    assert changes(state(), state()) == ()


def test_a_figure() -> None:
    (found,) = changed(0, "12 boats", "14 boats")
    assert (found.kind, found.significance, found.rule) == ("figure", "substance", "changes/figure")
    assert (found.before, found.after) == (Words(1, 59, 61, "12"), Words(1, 59, 61, "14"))
    assert found.reason == "the figure 12 became 14"


def test_a_number_in_words_is_a_figure() -> None:
    assert [one.kind for one in changed(2, "four of", "three of")] == ["figure"]


def test_a_name() -> None:
    (found,) = changed(2, "Brandt", "Hollis")
    assert (found.kind, found.significance) == ("name", "substance")
    assert found.reason == "the name Otis Brandt became Otis Hollis"


def test_the_wording_of_a_quote() -> None:
    (found,) = changed(1, "such height", "that height")
    assert (found.kind, found.significance) == ("quote", "substance")
    assert found.before is not None and found.before.text == "such"


def test_who_is_quoted() -> None:
    (found,) = changed(1, "Ada Merrow", "Ida Merrow")
    assert (found.kind, found.significance) == ("speaker", "substance")
    assert found.reason == "the speaker is Ida Merrow, before Ada Merrow"


def test_who_is_quoted_is_no_other_speaker_where_nobody_is_named() -> None:
    (found,) = changes(by_some("officials"), by_some("engineers"))
    assert (found.kind, found.significance) == ("reworded", "wording")


def by_some(speaker: str) -> Story:
    """The story with the quote by nobody in particular."""
    body = [*BODY]
    body[1] = body[1].replace("Ada Merrow", speaker)
    reading = read(BODY)
    start = body[1].find(speaker)
    words = Excerpt(2, start, start + len(speaker), speaker)
    quote = replace(reading.quotes[0], speaker=words, speaker_entity=None)
    return state(*body, reading=replace(reading, people=reading.people[1:], quotes=(quote,)))


@pytest.mark.parametrize(("place", "old", "new"), [(2, "Brandt", "Hollis"), (1, "such height", "that height")])
def test_names_and_quotes_that_nobody_read_are_rewordings_that_say_so(place: int, old: str, new: str) -> None:
    (found,) = changed(place, old, new, reading=False)
    assert found.kind == "reworded"
    assert "nobody has read the earlier and the later version" in found.reason


def test_one_version_read_is_not_enough() -> None:
    later = [*BODY]
    later[2] = later[2].replace("Brandt", "Hollis")
    (found,) = changes(state(reading=read(BODY)), state(*later))
    assert (found.kind, "nobody has read the later version" in found.reason) == ("reworded", True)


def test_other_words() -> None:
    (found,) = changed(3, "looked at every pier", "inspected each pier")
    assert (found.kind, found.significance, found.reason) == ("reworded", "wording", "other words")
    assert found.before is not None and found.before.text == "looked at every"
    assert found.after is not None and found.after.text == "inspected each"


@pytest.mark.parametrize(("old", "new"), [("was shut", "was not shut"), ("Monday", "Tuesday")])
def test_a_negation_or_another_day_is_substance(old: str, new: str) -> None:
    (found,) = changed(0, old, new)
    assert (found.kind, found.significance) == ("reworded", "substance")


def test_words_put_in_have_an_empty_place_before() -> None:
    (found,) = changed(3, "every crane", "every rusty crane")
    assert found.before is not None and (found.before.start, found.before.text) == (found.before.end, "")
    assert found.after is not None and found.after.text == "rusty"


def test_added_and_cut() -> None:
    found = changes(state(*BODY[:3]), state(*BODY[1:]))
    assert [(one.kind, one.significance) for one in found] == [("cut", "content"), ("added", "content")]
    assert found[0].after is None and found[0].before == Words(1, 0, len(BODY[0]), BODY[0])
    assert found[1].before is None and found[1].after is not None and found[1].after.block == 3


def test_moved_and_changed() -> None:
    moved = BODY[0].replace("12", "14")
    found = changes(state(), state(*BODY[1:], moved))
    assert [one.kind for one in found] == ["moved", "figure"]
    assert found[0].reason == "paragraph 1 is now paragraph 4"


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [(0, "storm tore", "storm, tore"), (1, "“We", '"We'), (0, "harbour", "Harbour"), (3, " until ", "  until\n")],
)
def test_marks_alone_are_the_lowest_significance(place: int, old: str, new: str) -> None:
    assert {(one.kind, one.significance) for one in changed(place, old, new)} <= {("punctuation", "form")}


def test_marks_alone_give_the_words_around_them() -> None:
    (found,) = changed(0, "storm tore", "storm, tore")
    assert (found.before and found.before.text, found.after and found.after.text) == ("storm", "storm,")


def test_a_paragraph_parted_in_two_is_form() -> None:
    first, _, second = BODY[3].partition(" until ")
    (found,) = changes(state(), state(*BODY[:3], first, f"until {second}"))
    assert (found.kind, found.significance) == ("punctuation", "form")
    assert found.reason == "the paragraph was parted, its words are the same"


@pytest.mark.parametrize(
    ("headline", "kind", "significance"),
    [
        ("Harbour of Lunde closed after storm", "headline", "content"),
        ("Harbour of Lunde not shut after storm", "headline", "substance"),
        ("Harbour of Lunde: shut after storm", "punctuation", "form"),
    ],
)
def test_the_headline(headline: str, kind: str, significance: str) -> None:
    (found,) = changes(state(), state(headline=headline))
    assert (found.kind, found.significance) == (kind, significance)
    assert found.after == Words(0, 0, len(headline), headline)


def test_a_headline_in_no_block_has_no_block() -> None:
    later = replace(state(), headline="Port shut")
    (found,) = changes(state(), later)
    assert found.after == Words(None, 0, 9, "Port shut")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("name", "quote", "speaker")])
@given(seed=st.integers(0, 10_000))
def test_a_made_edit_is_told_by_its_kind_and_spans_hold(kind: str, seed: int) -> None:
    before = state()
    made = edited(kind, before, random.Random(seed), "A choir of forty voices sang in the customs house all night.")  # type: ignore[arg-type]
    assert made is not None or kind in ("figure", "moved", "reworded")
    if made is None:
        return
    after = state(*made.paragraphs, headline=made.headline)
    found = changes(before, after)
    assert kind in [one.kind for one in found]
    for one in found:
        for words, story in ((one.before, before), (one.after, after)):
            if words is not None and words.block is not None:
                assert story.blocks[words.block].text[words.start : words.end] == words.text


@given(st.lists(st.sampled_from([*BODY, ""]), max_size=5), st.lists(st.sampled_from([*BODY, "Marks!"]), max_size=5))
def test_any_two_texts_are_compared(before: list[str], after: list[str]) -> None:
    found = changes(story_of("", before), story_of("", after))
    assert bool(found) == ([text.split() for text in before] != [text.split() for text in after])
