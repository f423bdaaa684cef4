"""People without a name in made-up sentences: who gets an entity, and who does not."""

from __future__ import annotations

import pytest

from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.names import find_people_and_places
from copydesk.desk.names.tables import event_verbs, raw_rows
from copydesk.records.reading import Entity

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")


def unnamed(*paragraphs: str) -> list[Entity]:
    return [entity for entity in find_people_and_places(parse(paragraphs)) if not entity.is_named]


def mentions(entity: Entity) -> list[str]:
    return [mention.text for mention in entity.mentions]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("A Canadian deputy foreign minister urged the crew to stay.", "Canadian deputy foreign minister", None),
        ("The harbour was closed, a spokeswoman for the port said.", "spokeswoman", "spokeswoman for the port"),
        ("Ann Vale was there. The spokesman said it was late.", "spokesman", None),
        ("Tom Orrin left. His grandmother was rescued in March.", "grandmother", "His grandmother"),
        ("Ann Vale's lawyer said it was late.", "lawyer", "Ann Vale's lawyer"),
        ("The ferry was steered by a 35-year-old student from Riga.", "35-year-old student", None),
    ],
)
def test_who_does_or_says_something_is_an_entity(text: str, name: str, role: str | None) -> None:
    (entity,) = unnamed(text)
    assert (entity.name, entity.variants, entity.type) == (name, (), "person")
    assert [one.text for one in entity.roles] == [role or name]


@pytest.mark.parametrize(
    "text",
    [
        "They spoke of a minister.",
        "A minister must not lie.",
        "A minister did not come.",
        '"A minister lied," Ann Vale said.',
        "The president said it was late.",
        "Minister Ann Vale left. The minister was tired.",
        "The port's director, Ann Vale, said it was late.",
        "Ann Vale, a teacher, left.",
        "A police car was found.",
        "A lawyer for the port, Tom Orrin, said it was late.",
        "A man named Tom Orrin left.",
        "The chief of staff left.",
        "No minister came.",
        "Your friend was tired.",
    ],
)
def test_others_are_not(text: str) -> None:
    assert unnamed(text) == []


def test_relatives_know_whose_they_are() -> None:
    found = find_people_and_places(
        parse(["Tom Orrin left. His partner, grandmother and mother, Yelena, were also captured in March."])
    )
    tom = next(entity for entity in found if entity.name == "Tom Orrin")
    assert [(one.name, one.relative_of) for one in found if not one.is_named] == [
        ("partner", tom.id),
        ("grandmother", tom.id),
    ]
    assert next(one for one in found if one.name == "Yelena").relative_of == tom.id


def test_somebody_described_again_is_one_entity() -> None:
    (entity,) = unnamed("A tall woman left the ferry.", "The woman was tired.", "Ann Vale said she had slept.")
    assert mentions(entity) == ["A tall woman", "The woman"]
    assert [join.rule for join in entity.reasons] == ["names/described-again"]


def test_two_of_one_kind_stay_apart() -> None:
    far = ("One.", "Two.", "Three.", "Four.", "A diver left the ferry. A diver was seen. The diver was tired.")
    assert [mentions(entity) for entity in unnamed(*far)] == [["A diver"], ["A diver"]]


def test_a_pronoun_may_be_somebody_unnamed() -> None:
    (entity,) = unnamed("A woman was rescued. She was tired.")
    assert mentions(entity) == ["A woman", "She"]


def pronouns(name: str, *paragraphs: str) -> list[str]:
    found = find_people_and_places(parse(paragraphs))
    entity = next(entity for entity in found if entity.name == name)
    return [mention.text for mention in entity.mentions if mention.kind == "pronoun"]


def test_whose_release_is_told_by_who_was_released() -> None:
    told = "Peter Vale told Tom Orrin that his release was late."
    assert pronouns("Tom Orrin", told, "Tom Orrin was released in March.") == ["his"]
    assert pronouns("Tom Orrin", told, "Tom Orrin slept in March.") == []


def test_what_somebody_says_is_his_own() -> None:
    text = "Peter Vale thanked the crew for finding Tom Orrin, saying it was the result of his plan."
    assert pronouns("Peter Vale", text) == ["his"]
    assert pronouns("Peter Vale", "Peter Vale thanked Tom Orrin, saying it was the result of his plan.") == []


def test_nobody_is_the_object_of_what_he_does() -> None:
    assert pronouns("Tom Orrin", "Tom Orrin praised him in Riga.") == []
    assert pronouns("Tom Orrin", "Peter Vale praised Tom Orrin.", "Vale left Riga, and Orrin followed him.") == []
    assert pronouns("Tom Orrin", "Tom Orrin praised himself in Riga.") == ["himself"]
    assert pronouns("teacher", "A teacher scolded him in Riga.") == []


def test_nobody_is_meant_where_somebody_unnamed_speaks() -> None:
    assert pronouns("Tom Orrin", "Tom Orrin slept.", "A spokesman said he was tired.") == []


@pytest.mark.parametrize("row", raw_rows("events"), ids=lambda row: str(row["example"]))
def test_a_noun_for_an_event_has_its_verbs(row: dict[str, str]) -> None:
    assert all((row["example"], row["of"]) in event_verbs()[verb] for verb in row["verbs"].split())
