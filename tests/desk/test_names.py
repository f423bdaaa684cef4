"""People, organisations, places and families in made-up stories."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.desk import annotate
from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.names import GivenMention, find_people_and_places, group_mentions
from copydesk.records.reading import Entity

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")

STORY = (
    "Canadian Man Rescued After Orrin Ferry Disaster",
    "Canadian President Helena Orsk praised divers who rescued a Canadian man from the wreck of a ferry.",
    "The Rideau Hall leader met the man on Tuesday and promised help for other families.",
    '"You are home," Orsk told Nikolai Barsakov, 31, late on Tuesday. Barsakov said he had waited for nine days.',
    "Barsakov, known at sea as Kolya Barsakov, thanked her.",
    "His sister, Irina, was also rescued, but his father, Pavel Barsagov, died in the wreck.",
    "The Barsagov family moved to Canada from Latvia in 1998. The family's name is spelt Barsakov there.",
    '"Mrs Orsk, please go on," he said. "We will," Orsk said. The president spoke for the World Ferry Council (WFC).',
    "Barsakov also named Dario Quent, a 40-year-old Canadian citizen lost at sea. Quent was seen by the WFC in April.",
)


def read(*paragraphs: str) -> tuple[Entity, ...]:
    return find_people_and_places(parse(paragraphs))


def named(entities: Sequence[Entity], name: str) -> Entity:
    found = [entity for entity in entities if entity.name == name]
    assert len(found) == 1, (name, [entity.name for entity in entities])
    return found[0]


@pytest.fixture(scope="module")
def story() -> tuple[Entity, ...]:
    return read(*STORY)


def texts(entity: Entity, kind: str) -> list[str]:
    return [mention.text for mention in entity.mentions if mention.kind == kind]


def test_each_person_is_one_entity(story: tuple[Entity, ...]) -> None:
    people = {entity.name for entity in story if entity.type == "person"}
    assert people == {"Helena Orsk", "Nikolai Barsakov", "Irina", "Pavel Barsagov", "Dario Quent"}


def test_variants_with_their_kinds(story: tuple[Entity, ...]) -> None:
    nikolai = named(story, "Nikolai Barsakov")
    assert nikolai.variants == ("Nikolai Barsakov", "Barsakov", "Kolya Barsakov")
    assert texts(nikolai, "nickname") == ["Kolya Barsakov"]
    assert texts(named(story, "Helena Orsk"), "honorific") == ["Mrs Orsk"]


def test_roles_and_ages_as_printed(story: tuple[Entity, ...]) -> None:
    assert [role.text for role in named(story, "Helena Orsk").roles] == ["Canadian President"]
    assert [age.text for age in named(story, "Nikolai Barsakov").ages] == ["31"]
    assert [age.text for age in named(story, "Dario Quent").ages] == ["40-year-old"]
    assert [role.text for role in named(story, "Pavel Barsagov").roles] == ["his father"]


def test_descriptions_of_the_one_who_bears_the_title(story: tuple[Entity, ...]) -> None:
    assert texts(named(story, "Helena Orsk"), "description") == ["The Rideau Hall leader", "The president"]
    assert not [entity for entity in story if entity.name == "Rideau Hall"]


def test_who_is_described_first_and_named_later(story: tuple[Entity, ...]) -> None:
    nikolai = named(story, "Nikolai Barsakov")
    assert texts(nikolai, "description") == ["Canadian Man", "a Canadian man", "the man"]


def test_a_family_is_not_the_person(story: tuple[Entity, ...]) -> None:
    family = named(story, "Barsagov family")
    assert family.type == "group"
    assert [mention.text for mention in family.mentions] == ["The Barsagov family", "The family"]
    assert [join.rule for join in family.reasons] == ["names/spelling-stated"]
    assert all(mention.block != 6 for mention in named(story, "Nikolai Barsakov").mentions)


def test_father_and_son_stay_apart_and_it_is_said(story: tuple[Entity, ...]) -> None:
    doubts = named(story, "Pavel Barsagov").doubts
    assert {doubt.rule for doubt in doubts} == {"names/given-names-clash"}


def test_an_organisation_and_its_letters(story: tuple[Entity, ...]) -> None:
    council = named(story, "World Ferry Council")
    assert council.type == "organisation"
    assert council.variants == ("World Ferry Council", "WFC")


def test_places(story: tuple[Entity, ...]) -> None:
    assert {"Canada", "Latvia"} <= {entity.name for entity in story if entity.type == "place"}


def test_every_span_is_its_text(story: tuple[Entity, ...]) -> None:
    pieces = [piece for entity in story for piece in (*entity.mentions, *entity.roles, *entity.ages)]
    assert len(pieces) > 30
    assert all(STORY[piece.block][piece.start : piece.end] == piece.text for piece in pieces)


def test_reading_twice_gives_the_same(story: tuple[Entity, ...]) -> None:
    assert read(*STORY) == story


@settings(max_examples=15)
@given(st.permutations(STORY[1:]))
def test_whom_names_belong_to_does_not_depend_on_the_order_of_paragraphs(paragraphs: list[str]) -> None:
    found = {frozenset(entity.variants) for entity in read(*paragraphs) if entity.type == "person"}
    assert frozenset(("Nikolai Barsakov", "Barsakov", "Kolya Barsakov")) in found
    assert frozenset(("Pavel Barsagov",)) in found


@settings(max_examples=40)
@given(st.lists(st.text(alphabet="ABab .,'\"-()’“”\n1é中", max_size=60), max_size=4))
def test_any_text_is_read(paragraphs: list[str]) -> None:
    for entity in read(*paragraphs):
        assert all(paragraphs[m.block][m.start : m.end] == m.text for m in entity.mentions)


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Lydia Paris, 30, sued the port. Paris was born in Leeds.", "Lydia Paris", "person"),
        ("Ann Vale lives in Paris with her son.", "Paris", "place"),
        ("The Ferry Workers Union called a strike.", "Ferry Workers Union", "organisation"),
        ("Nadia Hill won. Hill said so.", "Nadia Hill", "person"),
        ("They met at the Harbour Hotel in Riga.", "Harbour Hotel", "place"),
        ("Spokeswoman Zenta Krul of the Ferry Office said so.", "Zenta Krul", "person"),
        ("Reuters reported the loss.", "Reuters", "organisation"),
    ],
)
def test_what_a_name_is(text: str, name: str, type_: str) -> None:
    assert named(read(text), name).type == type_


def test_a_nationality_is_no_place_and_a_month_no_name() -> None:
    assert read("Canadian officials met in April and on Tuesday.") == ()


def test_a_pronoun_is_read_only_where_one_person_can_be_meant() -> None:
    assert texts(named(read("Ann Vale left. She was tired."), "Ann Vale"), "pronoun") == ["She"]
    two = read("Ann Vale met Eve Orrin. She was tired.")
    assert not [mention for entity in two for mention in entity.mentions if mention.kind == "pronoun"]


def test_a_title_of_two_people_is_read_as_nobodys() -> None:
    found = read("Senator Ann Vale met Senator Tom Orrin.", "The senator left early.")
    assert not [mention for entity in found for mention in entity.mentions if mention.kind == "description"]


def given_mentions(text: str, *words: str) -> list[GivenMention]:
    return [GivenMention("1", text, text.index(word), text.index(word) + len(word), "person") for word in words]


def test_given_mentions_are_grouped() -> None:
    text = "Mayor Ann Vale, Chairwoman of Orrin Lines, met Tom Quist. Later Vale left, and Mr Quist stayed."
    labels = group_mentions(given_mentions(text, "Ann Vale", "Chairwoman", "Tom Quist", "Vale left"[:4], "Mr Quist"))
    assert labels[0] == labels[1] == labels[3]
    assert labels[2] == labels[4] != labels[0]


def test_given_mentions_of_two_documents_share_a_person() -> None:
    mentions = [
        GivenMention("1", "Orrin chief Ann Vale left.", 0, 20, "person"),
        GivenMention("2", "Vale was tired.", 0, 4, "person"),
    ]
    assert len(set(group_mentions(mentions))) == 1


@pytest.mark.parametrize("thing", ["Cyclone Orsk", "Orrin Prize", "Quent VR", "Ferry Convention", "Canadian Governor"])
def test_a_thing_or_an_office_is_nobody(thing: str) -> None:
    found = read(f"Ann Vale spoke of {thing} on Monday.", f"{thing} was praised by Ann Vale.")
    assert [entity.name for entity in found if entity.type == "person"] == ["Ann Vale"]


def test_a_storm_keeps_its_name_without_its_kind() -> None:
    found = read("Hurricane Laura hit Riga on Monday.", "Tom Vale said that Laura was the worst in years.")
    assert [entity.name for entity in found if entity.type == "person"] == ["Tom Vale"]
    people = read("Hurricane Laura hit Riga on Monday.", "Laura Vale said it was the worst in years. Laura slept.")
    assert [entity.name for entity in people if entity.type == "person"] == ["Laura Vale"]


def test_a_given_name_before_a_word_for_a_thing_is_somebody() -> None:
    assert named(read("Laura Day sang in Riga, and Day danced."), "Laura Day").type == "person"


def test_a_title_with_its_complement_before_the_name() -> None:
    entity = named(read("The Canadian Ambassador to the United States Ann Vale left Riga."), "Ann Vale")
    assert "Ambassador to the United States" in [role.text.removeprefix("Canadian ") for role in entity.roles]
    assert [text.removeprefix("Canadian ") for text in texts(entity, "description")] == ["Ambassador"]


def test_a_second_title_without_an_article_is_of_the_same_person() -> None:
    entity = named(read("Ann Vale, director of Orrin Lines, and chairwoman of the port, left."), "Ann Vale")
    assert [role.text for role in entity.roles] == ["director of Orrin Lines", "chairwoman of the port"]
    other = named(read("Ann Vale, the director of Orrin Lines, and a chairwoman of the port left."), "Ann Vale")
    assert [role.text for role in other.roles] == ["the director of Orrin Lines"]


def test_a_title_that_begins_a_headline_is_its_one_bearers() -> None:
    told = "Ann Vale, an Orrin Labour MP, asked for a probe."
    assert texts(named(read("MP calls for probe of ferry", told), "Ann Vale"), "description")[0] == "MP"
    two = read("MP calls for probe of ferry", told, "Tom Quist, an Orrin Tory MP, did not.")
    assert not [entity for entity in two if "MP" in texts(entity, "description")]


def test_the_vice_president_is_not_the_president() -> None:
    entity = named(read("Vice President Ann Vale spoke in Riga.", "The president was away."), "Ann Vale")
    assert not texts(entity, "description")


@pytest.mark.parametrize("marks", ['""', "“”", "‘’"])
def test_a_nickname_in_quote_marks_stands_inside_the_name(marks: str) -> None:
    name = f"Rupert {marks[0]}Rupe{marks[1]} Langley"
    reading = annotate(f"{name}, 52, stole five cellos. Mr Langley was jailed on Friday. Langley wept.")
    (person,) = reading.people
    assert [mention.text.removeprefix("Mr ") for mention in person.mentions] == [name, "Langley", "Langley"]


def test_a_surname_that_speaks_and_is_called_he_is_a_person() -> None:
    reading = annotate("Mbumbo said he was at the port.\n\nThe plane left at noon. Mbumbo had high hopes.")
    assert [(person.name, person.gender) for person in reading.people] == [("Mbumbo", "male")]


def test_a_firm_that_speaks_and_is_called_it_is_none() -> None:
    reading = annotate("Hewlox said it would pay.\n\nThe plane left at noon. Hewlox said it was glad.")
    assert reading.people == ()
