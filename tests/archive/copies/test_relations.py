"""What two documents have to do with each other."""

import random
from collections.abc import Sequence

import msgspec
import pytest
from tests.archive.invented import document, paragraphs

from copydesk.archive.copies.families import Families
from copydesk.archive.copies.relations import LATER_VERSION, REUSES_PASSAGES, SAME_TEXT, compare, relate
from copydesk.archive.documents import Document

STORY = paragraphs(1)
FOREIGN = paragraphs(2)
QUARTER = (
    "Lunde Shipping said on Tuesday that its net profit for the {quarter} quarter of 2026 came to {0} million crowns.",
    "Revenue was {1} million crowns, against {2} million in the same quarter of 2025, the company said in a statement.",
    "Earnings per share were {3} crowns; the ferries carried {4} passengers and {5} tonnes of freight in the quarter.",
    "The board proposes a dividend of {6} crowns and expects freight rates to stay where they are until the year ends.",
)


def quarter(name: str, *figures: str) -> Document:
    return document(
        [text.format(*figures, quarter=name) for text in QUARTER], f"Lunde Shipping reports {name} quarter results"
    )


def kind(texts: Sequence[str], others: Sequence[str]) -> str | None:
    return compare(document(texts), document(others)).kind


def test_a_copy_is_the_same_text_with_both_shares() -> None:
    found = compare(document(STORY[:7]), document(STORY))
    assert (found.kind, found.share, found.other_share) == (SAME_TEXT, 1.0, 0.7)
    assert found.rule == "relations/likeness"
    assert "100% of its words stand in the other one, 70% of the other's in it" in found.reason


def test_two_passages_in_another_story_are_reuse_and_no_copy() -> None:
    found = compare(document([*FOREIGN, STORY[2], STORY[5]]), document(STORY))
    assert found.kind == REUSES_PASSAGES
    assert [one.source for one in found.passages[-2:]] == [2, 5]
    assert found.reason.startswith("2 passages are in both")


def test_half_of_one_story_and_half_of_another_are_no_copy() -> None:
    mixed = [text for pair in zip(STORY[::2], FOREIGN[::2], strict=True) for text in pair]
    assert kind(mixed, STORY) == REUSES_PASSAGES


def test_strangers_have_no_relation_and_a_reason() -> None:
    assert relate(document(STORY), document(FOREIGN)) is None
    assert compare(document(STORY), document(FOREIGN)).reason.startswith("no passage in common")


def test_empty_documents_have_no_relation() -> None:
    assert relate(document([]), document([])) is None
    assert relate(document(["It was so."]), document([])) is None


def test_another_capture_of_one_address_is_a_later_version_however_much_it_changed() -> None:
    one = document(STORY, outlet="lunde.example", address="lunde.example/harbour")
    other = document(FOREIGN, outlet="lunde.example", address="lunde.example/harbour")
    assert compare(one, other).kind == LATER_VERSION


def test_one_address_key_at_two_outlets_is_no_version() -> None:
    one = document(STORY, outlet="lunde.example", address="/harbour")
    other = document(FOREIGN, outlet="berg.example", address="/harbour")
    assert compare(one, other).kind is None


def test_reports_on_two_quarters_are_no_copies_and_the_reason_names_the_figures() -> None:
    one = quarter("first", "12.4", "310", "287", "1.85", "48,200", "9,310", "0.75")
    other = quarter("second", "15.1", "344", "301", "2.25", "71,650", "8,875", "0.80")
    found = compare(one, other)
    assert found.kind is None
    assert found.rule == "relations/form"
    assert "12.4, 310, 287 here, 15.1, 344, 301 there" in found.reason


def test_the_same_report_with_a_figure_corrected_is_one_text() -> None:
    one = quarter("first", "12.4", "310", "287", "1.85", "48,200", "9,310", "0.75")
    other = quarter("first", "12.6", "310", "287", "1.85", "48,200", "9,310", "0.75")
    assert compare(one, other).kind == SAME_TEXT


def test_a_headline_of_ones_own_does_not_make_another_text() -> None:
    one, other = (
        document(STORY, "Lunde harbour shut by storm"),
        document(STORY[:8], "Ferries idle for days, mayor says"),
    )
    assert compare(one, other).kind == SAME_TEXT


def test_a_document_survives_its_bytes() -> None:
    one = document(STORY, "Harbour shut", outlet="lunde.example", agency="AFP")
    packed = msgspec.msgpack.encode(one)
    assert msgspec.msgpack.decode(packed, type=Document) == one
    assert len(packed) < 4 * sum(len(text.split()) for text in STORY) + 200


def test_300_captures_of_one_wire_story_each_with_a_fifth_left_out_are_one_family() -> None:
    chance = random.Random(7)
    story = paragraphs(11, 15)
    families = Families()
    for number in range(300):
        left = sorted(chance.sample(range(15), 12))
        families.add(document([story[place] for place in left], outlet=f"outlet{number}.example", agency="AFP"))
    assert len({families.family(number) for number in range(300)}) == 1
    assert families.rows < 300


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_arrival_does_not_change_the_families(seed: int) -> None:
    texts = []
    for story in range(20):
        whole = paragraphs(100 + story)
        texts += [whole, whole[:8], whole[2:], [*paragraphs(500 + story, 8), *whole[:2]]]
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)
    assert grouped(texts, range(len(texts))) == grouped(texts, order)


def grouped(texts: Sequence[Sequence[str]], order: Sequence[int]) -> set[frozenset[int]]:
    families = Families()
    for number in order:
        families.add(document(texts[number]))
    groups: dict[int, set[int]] = {}
    for place, number in enumerate(order):
        groups.setdefault(families.family(place), set()).add(number)
    return {frozenset(group) for group in groups.values()}
