"""Names by a model for names alone, where one is installed, and what is said where it is not."""

from __future__ import annotations

import pytest

from copydesk.desk import annotate
from copydesk.desk.language_model import NAMERS, NamedPart, has_namer, names_in
from copydesk.desk.tabled.modelled import bodies_and_places, modelled_people
from copydesk.errors import MissingExtra
from copydesk.records import Entity

TEXT = "Le maire de Lyon, Jean Orval, a rencontré Liat Dumay à Brest mardi. La Banque Maréa ouvre un port."
BODY = TEXT.index("Banque")
SEEN = (
    NamedPart(0, 12, 16, "LOC"),
    NamedPart(0, 18, 28, "PER"),
    NamedPart(0, 42, 52, "PER"),
    NamedPart(0, BODY, BODY + 12, "ORG"),
)


def test_what_the_model_sees_becomes_people_bodies_and_places() -> None:
    assert modelled_people([TEXT], SEEN) == (("Jean Orval", "names/model"), ("Liat Dumay", "names/model"))
    found = bodies_and_places([TEXT], SEEN, ())
    kinds = [("L1", "place", "Lyon"), ("O1", "organisation", "Banque Maréa")]
    assert [(one.id, one.type, one.name) for one in found] == kinds
    assert all(TEXT[one.start : one.end] == one.text for entity in found for one in entity.mentions)


def test_a_place_with_the_name_of_a_person_of_the_story_is_left_out() -> None:
    person = Entity(id="P1", type="person", name="Lyon", variants=("Lyon",))
    assert [one.name for one in bodies_and_places([TEXT], SEEN, (person,))] == ["Banque Maréa"]


@pytest.mark.skipif(has_namer("fr"), reason="the extra french is installed")
def test_without_the_extra_the_command_is_told_and_nothing_is_lost() -> None:
    reading = annotate(TEXT, published="2025-04-17", language="fr")
    assert "Jean Orval" in {one.name for one in reading.people}
    assert [one.command for one in reading.unread] == ["pip install 'copydesk[french]'", None]
    assert reading.unread[0].parts[-2:] == ("organisations", "places")
    with pytest.raises(MissingExtra, match="french"):
        names_in([TEXT], "fr")


@pytest.mark.skipif(not has_namer("fr"), reason="the extra french is not installed")
def test_with_the_extra_people_without_a_sign_and_places_are_read() -> None:
    reading = annotate(TEXT, published="2025-04-17", language="fr")
    assert {"Jean Orval", "Liat Dumay"} <= {one.name for one in reading.people}
    assert {"Lyon", "Brest"} <= {one.name for one in reading.places}
    assert [one.command for one in reading.unread] == [None]


def test_english_has_no_model_for_names_alone() -> None:
    assert "en" not in NAMERS
    assert not has_namer("en")
