"""Stories on one event: weighed words, groups, and what an archive finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.coverage import Coverage, together
from copydesk.archive.terms import Rarity, Terms, counted, in_common, likeness, rarity, weighed

RIVAL = (
    "Saltmarsh has lost its eastern quay for weeks: three of the piers are cracked, the harbour authority said.",
    "Divers of the harbour authority found the cracks on Monday. Ada Merrow, the engineer in charge, is not worried.",
    "For the fish market of Saltmarsh it means a detour: its lorries will use the ring road.",
)
WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 5), max_size=6)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.db", write=True) as opened:
        yield opened


def test_a_name_a_figure_and_the_beginning_count_twice() -> None:
    body = ["The quay was closed by Merrow.", "It cost 40.", "A choir sang. The choir left."]
    found = counted("Quay closed", body, "en")
    assert found == {"quay": 4, "closed": 4, "merrow": 4, "cost": 2, "40": 4, "choir": 1, "sang": 1, "left": 1}


def test_a_stop_word_of_another_language_counts() -> None:
    assert "die" in counted(None, ["Whales die."], "en")
    assert "die" not in counted(None, ["Die Wale."], "de")


def test_a_script_without_spaces_gives_pairs() -> None:
    assert set(counted(None, ["東京湾"], "ja")) == {"東京", "京湾"}


def test_rare_words_weigh_more() -> None:
    found = weighed({"police": 1.0, "zibeltin": 1.0}, rarity())
    assert found["zibeltin"] > found["police"]


def test_in_a_set_that_is_there_as_a_whole_its_own_words_count() -> None:
    rare = Rarity(10, {"quay": 1}).with_own([["quay", "pier"], ["quay", "pier", "crane"], ["quay"]])
    assert rare.of("crane") == 0 < rare.of("pier")
    assert rare.of("quay") < rare.of("pier")


@given(WORDS, WORDS)
def test_likeness_is_between_none_and_all_and_the_same_from_both_sides(one: Terms, other: Terms) -> None:
    rare = Rarity(100, {})
    ours, theirs = weighed(counts(one), rare), weighed(counts(other), rare)
    assert -1e-9 <= likeness(ours, theirs) <= 1 + 1e-9
    assert likeness(ours, theirs) == pytest.approx(likeness(theirs, ours))
    assert set(in_common(ours, theirs)) == ours.keys() & theirs.keys()


def counts(terms: Terms) -> Terms:
    return {word: max(1.0, count) for word, count in terms.items()}


@given(st.lists(WORDS, max_size=12))
def test_every_story_is_in_one_group(stories: list[Terms]) -> None:
    ready = [weighed(counts(one), Rarity(100, {})) for one in stories]
    coverage = Coverage()
    for one in ready:
        coverage.add(one)
    for groups in (coverage.groups(), together(ready)):
        assert sorted(number for group in groups for number in group) == list(range(len(stories)))


def test_groups_are_the_same_at_once_and_one_by_one_where_events_are_far_apart() -> None:
    ready = [weighed(counted(None, one, "en"), rarity()) for one in (PARAGRAPHS, OTHERS, RIVAL)]
    coverage = Coverage()
    for one in ready:
        coverage.add(one)
    assert sorted(coverage.groups()) == sorted(together(ready)) == [[0, 2], [1]]


def test_another_report_of_the_event_is_found_and_is_no_copy(archive: Archive) -> None:
    archive.add(story())
    archive.add(story(RIVAL, headline="Saltmarsh quay shut over cracked piers", url="https://herald.example/quay"))
    archive.add(story(OTHERS, headline="A choir sings on", url="https://herald.example/choir"))
    (found,) = archive.same_event("1")
    assert (found.id, found.kind, found.share) == ("2@1", "same event", None)
    assert "saltmarsh" in found.reason
    assert [one.id for one in archive.same_event("2")] == ["1@1"]
    assert archive.copies("1") == ()
    assert archive.held("1").family != archive.held("2").family


def test_copies_of_a_report_are_told_once(archive: Archive) -> None:
    archive.add(story())
    for outlet in ("herald", "post"):
        archive.add(story(RIVAL, headline="Quay shut over cracked piers", url=f"https://{outlet}.example/quay"))
    assert len(archive.same_event("1")) == 1


def test_a_report_of_another_year_is_of_another_event(archive: Archive) -> None:
    archive.add(story())
    archive.add(story(RIVAL, url="https://herald.example/quay", published="2025-05-13T09:00+01:00"))
    assert archive.same_event("1") == ()


def test_a_story_without_words_has_no_event(archive: Archive) -> None:
    archive.add(story(("…",), headline="…"))
    assert archive.same_event("1") == ()
