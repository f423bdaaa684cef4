from hypothesis import given
from hypothesis import strategies as st

from copydesk.archive.marks import _folded, marked, spans_of
from copydesk.archive.query import Term, parse_query


def words(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, parse_query(query).terms)]


def test_words_are_marked_whatever_their_case_and_accents() -> None:
    assert words("Der HÄFEN-Rat am Hafen", "hafen") == ["HÄFEN", "Hafen"]


def test_a_part_of_a_word_is_marked_only_for_a_prefix() -> None:
    assert words("harbour, harbours", "harbour") == ["harbour"]
    assert words("harbour, harbours", "harb*") == ["harbour", "harbours"]


def test_a_phrase_is_marked_as_a_whole() -> None:
    assert words("port of Lunde, Lunde of port", '"port of Lunde"') == ["port of Lunde"]


def test_scripts_without_spaces() -> None:
    assert words("東京湾の港で", "東京 港") == ["東京", "港"]


def test_a_snippet_begins_near_the_first_mark_and_keeps_the_places_true() -> None:
    snippet = marked("word " * 200 + "the ferry sails " + "word " * 200, (Term(("ferry",)),))
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["ferry"]
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")


def test_a_snippet_begins_at_a_word_that_only_has_it_with_an_accent() -> None:
    snippet = marked("Wort " * 200 + "die HÄFEN im Norden " + "Wort " * 200, (Term(("hafen",)),))
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["HÄFEN"]


def test_a_snippet_ends_behind_a_word() -> None:
    assert marked("harbour " * 100, ()).text.endswith(" harbour…")
    assert len(marked("東" * 500, ()).text) == 241


def test_a_part_of_a_longer_word_does_not_begin_a_snippet() -> None:
    snippet = marked("harbours " * 100 + "the harbour", (Term(("harbour",)),))
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["harbour"]


@given(st.text(max_size=60), st.text(alphabet="abcé東ß İ", min_size=1, max_size=4))
def test_marks_lie_in_the_text_in_order(text: str, word: str) -> None:
    parts = tuple(word.split())
    if not parts:
        return
    places = list(spans_of(text, (Term(parts),)))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text(max_size=60))
def test_a_text_is_compared_letter_by_letter_as_long_as_it_is(text: str) -> None:
    assert _folded(text) == "".join(_folded(letter) for letter in text)
    assert len(_folded(text)) == len(text)
