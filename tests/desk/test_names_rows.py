"""Names in a row tell what the one in doubt is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.names import find_people_and_places
from copydesk.desk.names.kinds import UNSURE, Verdict
from copydesk.desk.names.rows import by_rows, linked
from copydesk.desk.names.spot import Spot

PLACE = Verdict("place", "names/known-place")
PERSON = Verdict("person", "names/given-name")
DOUBT = Verdict("none", UNSURE, 0.7)


def placed(words: str) -> tuple[list[tuple[str, Spot]], Any]:
    """The capitalised words of a text with their tokens, one name a word."""
    tokens = words.split()
    spots = [(word, Spot(0, at, at + 1, at, word, "")) for at, word in enumerate(tokens) if word[0].isupper()]
    return spots, cast("Any", [SimpleNamespace(tokens=[SimpleNamespace(text=token) for token in tokens])])


@pytest.mark.parametrize(
    ("words", "verdict", "expected"),
    [
        ("Orby , Quillon and Lund", DOUBT, "place"),
        ("Orby , Quillon and Lund", Verdict("none", "names/weights", 0.4), "place"),
        # Sure to be no name, in a row of two, or in one of two kinds: it stays what it is.
        ("Orby , Quillon and Lund", Verdict("none", "names/weights", 0.9), None),
        ("Orby , Quillon and Lund", Verdict("none", "names/small-elsewhere", 0.8), None),
        ("Orby and Quillon", DOUBT, None),
        ("Orby , Quillon and Ann", DOUBT, None),
        ("Orby left and Quillon and Lund", DOUBT, None),
    ],
)
def test_the_others_of_a_row_tell_what_the_one_in_doubt_is(words: str, verdict: Verdict, expected: str | None) -> None:
    found, documents = placed(words)
    kinds = {"Orby": PLACE, "Lund": PLACE, "Ann": PERSON, "Quillon": verdict}
    told = {key: one.kind for key, one in by_rows(found, documents, kinds)}
    assert told.get("Quillon") == expected


def test_names_are_linked_by_a_comma_or_and() -> None:
    found, documents = placed("Orby , and Quillon near Lund")
    (_, one), (_, other), (_, last) = found
    assert linked(one, other, documents)
    assert not linked(other, last, documents)


@pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")
def test_territories_are_places() -> None:
    found = find_people_and_places(parse(["The ship lay off Bonaire, Aruba and Martinique for a week."]))
    assert [(one.type, one.name) for one in found] == [
        ("place", "Bonaire"),
        ("place", "Aruba"),
        ("place", "Martinique"),
    ]
