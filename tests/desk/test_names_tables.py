"""Every row of the tables of names is tried on its own example."""

from __future__ import annotations

import pytest

from copydesk.desk.names.keys import fold, nearly_same, spelling_table
from copydesk.desk.names.person import parse_person, relate
from copydesk.desk.names.tables import countries, country_words, given_names, name_words, places, raw_rows, vocabulary
from copydesk.wording.likeness import GivenRow, given_rows


@pytest.mark.parametrize("row", raw_rows("nicknames"), ids=lambda row: str(row["name"]))
def test_a_nickname_joins_its_example(row: dict[str, list[str]]) -> None:
    one, other = (parse_person(name) for name in row["example"])
    assert relate(one, other).rule in {"names/nickname", "names/spelling"}


@pytest.mark.parametrize("row", spelling_table().rows, ids=lambda row: str(row.old))
def test_a_spelling_folds_its_example(row: object) -> None:
    one, other = row.example  # type: ignore[attr-defined]
    assert fold(one) == fold(other)
    assert one.lower() != other.lower()


def test_letters_that_stand_for_each_other() -> None:
    assert nearly_same(*spelling_table().near_example)


@pytest.mark.parametrize("row", raw_rows("countries"), ids=lambda row: str(row["region"]))
def test_a_word_points_to_its_country(row: dict[str, dict[str, str]]) -> None:
    assert country_words()[row["example"]["word"]] == row["example"]["name"]


@pytest.mark.parametrize("row", given_rows(), ids=lambda row: row.gender)
def test_a_given_name_is_known(row: GivenRow) -> None:
    known = given_names() if len(row.gender) == 1 else dict.fromkeys(name_words(row.gender), row.gender)
    assert known[row.example] == row.gender


@pytest.mark.parametrize("name", ["not", "nouns"])
def test_words_in_white_space(name: str) -> None:
    for row in raw_rows(name):
        assert row["example"] in vocabulary(name, None, cased=True)[str(row["kind"])]


@pytest.mark.parametrize("name", ["organisations", "places"])
def test_words_between_semicolons(name: str) -> None:
    for row in raw_rows(name):
        if row["kind"] != "other-names":
            words = vocabulary(name)[str(row["kind"])]
            assert {str(row["example"]).lower(), *str(row["example"]).lower().split()} & words, row["kind"]


def test_titles() -> None:
    for row in raw_rows("titles"):
        example = str(row["example"]).lower()
        words = vocabulary("titles")[str(row["kind"])]
        assert any(example.startswith(word) or example.endswith(word) for word in words), row["kind"]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UK", "United Kingdom"),
        ("Kiev", "Kyiv"),
        ("Washington DC", "Washington D.C."),
        ("Ohio", "Ohio"),
        ("NSW", "NSW"),
    ],
)
def test_other_names_of_places(name: str, place: str) -> None:
    assert places()[name] == place


def test_compound_demonyms_stay_whole() -> None:
    demonyms = {word for country in countries() for word in country.demonyms}
    assert {"South Korean", "Sri Lankan", "New Zealanders", "Papua New Guinean"} <= demonyms
    assert not {"South", "New", "Sri"} & demonyms
