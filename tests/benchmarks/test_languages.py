"""The pages whose language was written down, and the counting of right answers."""

from benchmarks.languages import Labelled, labels, letters_alone, right_of, sample, told

from copydesk.wording.subtags import shortest


def test_three_hundred_pages_have_a_registered_language() -> None:
    known = labels()
    assert len(known) == 300
    assert {shortest(code) for code in known.values()} == set(known.values())


def test_right_answers_are_counted() -> None:
    found = [Labelled("The ferry that was in the yard is back and will sail for the island with its crew.", "en")] * 2
    assert right_of(found, told, 3_000) == 2
    assert right_of(found, lambda _: "de", 3_000) == 0
    assert letters_alone("The ferry that was in the yard is back and will sail for the island.") == "en"


def test_a_sample_begins_where_the_text_is_under_way() -> None:
    assert sample("abcdefghi", 60) == "defghi"
    assert sample("abcdefghi", 3_000) == "abcdefghi"
