"""Who the speaker is where the words name nobody, or more people than one."""

from __future__ import annotations

import pytest

from copydesk.desk import annotate
from copydesk.desk.language_model import is_installed
from copydesk.records.reading import Reading

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")


def speakers(reading: Reading) -> list[tuple[str | None, str | None]]:
    """Name of the speaker and the rule that tells it, quote by quote."""
    names = {one.id: one.name for one in (*reading.people, *reading.organisations, *reading.places)}
    return [(names.get(quote.speaker_entity or ""), quote.speaker_rule) for quote in reading.quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mara Lindqvist was found on Monday. Mara Lindqvist's sister, Tova Lomme, told the court so.", "Tova Lomme"),
        ("The new House committee on Norway demanded answers.", None),
        ("Some in Gaza said the truce was over.", None),
        ("The letter to Dan Green said he was fired.", None),
        ("The number of voters who backed Nils Harrow but said they would never vote again was high.", None),
        ("Ann Vale, the mayor of Orrin, said the bridge was safe.", "Ann Vale"),
    ],
)
def test_only_the_head_of_the_phrase_speaks(text: str, speaker: str | None) -> None:
    assert {name for name, _ in speakers(annotate(text))} <= {speaker}


def test_he_is_never_somebody_named_inside_the_quote() -> None:
    reading = annotate('Ryan Tolk spoke. "They want to purge men like Chris Gadd," he said. "No," he added.')
    assert [name for name, _ in speakers(reading)] == ["Ryan Tolk", "Ryan Tolk"]


def test_an_open_pronoun_is_who_spoke_last() -> None:
    reading = annotate(
        '"The mill stays open," Ann Vale said.\n\nThe river rose. The rain went on.\n\n"We will see," she said.\n\n'
    )
    assert speakers(reading)[-1] == ("Ann Vale", "quotes/pronoun-last-speaker")
    assert reading.quotes[-1].confidence < reading.quotes[0].confidence


def test_a_pronoun_without_a_speaker_before_is_the_nearest_person() -> None:
    reading = annotate('Dana Reyl opened the shop.\n\nThe shelves were full.\n\n"I read everything," she said.')
    assert speakers(reading) == [("Dana Reyl", "quotes/pronoun-nearest")]


def test_a_pronoun_of_the_other_gender_is_not_the_last_speaker() -> None:
    reading = annotate(
        'Mr Harrow met the council.\n\n"The mill stays open," Mrs Vale said.\n\nThe rain went on.\n\n"Never," he said.'
    )
    assert speakers(reading)[-1] == ("Harrow", "quotes/pronoun-nearest")


def test_she_is_not_whom_her_words_name() -> None:
    reading = annotate(
        "Ms Wood spoke about her friendship with Paula Lett. She said Paula was at home.\n\nShe said it rained."
    )
    assert [name for name, _ in speakers(reading)] == ["Wood", "Wood"]


def test_whom_the_last_speaker_only_told_of_does_not_speak() -> None:
    reading = annotate(
        "The gala was the work of Ping Scott, an Eagle River woman who wrote to Carla Schwid, a former nurse.\n\n"
        "Scott said cards arrived because of the joy the party brought Schwid.\n\n"
        '"I am glad to see her smile," she said.'
    )
    assert speakers(reading)[-1] == ("Ping Scott", "quotes/pronoun-last-speaker")


def test_who_was_asked_replies() -> None:
    reading = annotate(
        '"The mill is safe," Ms Molt said.\n\nRaheem Orr asked Ms Molt if the dam would hold.\n\n'
        '"It is holding," she replied.'
    )
    assert speakers(reading)[-1] == ("Molt", "quotes/pronoun-asked")


def test_before_the_last_speaker_of_the_other_gender_somebody_else_spoke() -> None:
    reading = annotate(
        "Mr Govin, the first witness, was questioned by Mr Mpofe. Mr Govin said he had seen the messages.\n\n"
        "Ms Zamar had said that the fight must go on.\n\nHe said these words were clear."
    )
    assert speakers(reading)[-1][0] == "Govin"


def test_who_it_was_is_what_the_sentence_is_about() -> None:
    reading = annotate(
        'After Lena Orr won, it was Kate Bolt who came next with a win over Diane Parr.\n\n"I am glad," she said.'
    )
    assert speakers(reading)[-1][0] == "Kate Bolt"


def test_they_said_is_the_body_that_spoke_last() -> None:
    reading = annotate('The World Ferry Council said it would pay.\n\n"We have no more to say," they added.')
    (body,) = reading.organisations
    assert [quote.speaker_entity for quote in reading.quotes] == [body.id, body.id]
    assert reading.quotes[1].confidence < reading.quotes[0].confidence


@pytest.mark.parametrize("text", ["They lived in a house called Mill View.", "The boy mentioned her name and cried."])
def test_a_name_alone_is_no_quote(text: str) -> None:
    assert annotate(text).quotes == ()


def test_who_writes_on_a_site_speaks_and_not_the_site() -> None:
    reading = annotate("Ann Vale posted on Gabbler accusing the council of neglect.")
    assert [name for name, _ in speakers(reading)] == ["Ann Vale"]


def test_a_surname_with_a_title_is_a_person_who_speaks() -> None:
    reading = annotate('"Critics say I am soft," said President Harrow.\n\nHarrow said the move was necessary.')
    assert [name for name, _ in speakers(reading)] == ["Harrow", "Harrow"]


def test_the_story_turns_to_somebody_else() -> None:
    reading = annotate(
        'Mr Harrow said the mill was safe.\n\nMr Quint, a neighbour, came late.\n\n"I saw the fire," he said.'
    )
    assert [name for name, _ in speakers(reading)] == ["Harrow", "Quint"]


def test_after_somebody_unnamed_he_is_not_who_spoke_before() -> None:
    reading = annotate('Mr Harrow said no.\n\nA spokesman said yes.\n\nIt rained all day.\n\n"Never," he said.')
    assert speakers(reading)[-1][0] != "Harrow"


def test_a_new_speaker_ends_what_the_one_before_carried_on() -> None:
    reading = annotate(
        '"We carry water," Ms Molt said.\n\nAnother villager, Lipo Potter, said the well was dry.\n\n'
        '"We collect water from the lake every day."'
    )
    assert [name for name, _ in speakers(reading)] == ["Molt", "Lipo Potter", "Lipo Potter"]


def test_a_title_alone_is_its_only_bearer() -> None:
    reading = annotate(
        'MEC Jacob Mabola came to the school. Mabola said it would reopen.\n\n"It is safe," the MEC said.'
    )
    assert [name for name, _ in speakers(reading)] == ["Jacob Mabola", "Jacob Mabola"]
    assert len(reading.people) == 1


def test_the_last_speaker_may_be_described_in_other_words() -> None:
    reading = annotate(
        "Communications Minister Farid Fadil said the plan would go ahead.\n\n"
        '"We will build," the government spokesman said.'
    )
    assert [name for name, _ in speakers(reading)] == ["Farid Fadil", "Farid Fadil"]
    assert [person.name for person in reading.people] == ["Farid Fadil"]


def test_a_judge_is_not_the_last_speaker() -> None:
    reading = annotate('Farid Fadil said he was sorry.\n\n"You are free to go," the judge said.')
    assert speakers(reading)[-1][0] != "Farid Fadil"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor has yet to say whether she will run.",
        "The firm has not indicated it will pay.",
        "The club declined to say who paid.",
        "Ann Vale never said that the bridge was safe.",
        "Nobody said that the bridge was safe.",
        "The mayor denied she had lied.",
    ],
)
def test_what_was_not_said_is_marked(text: str) -> None:
    (quote,) = annotate(text).quotes
    assert quote.is_denied


@pytest.mark.parametrize(
    "text",
    [
        "Norway has not claimed responsibility.",
        "He failed to declare the gifts.",
        "The FBI held a briefing on Monday.",
    ],
)
def test_what_reports_nothing_is_no_quote(text: str) -> None:
    assert annotate(text).quotes == ()


@pytest.mark.parametrize(
    "text", ["Ann Vale said the bridge was not safe.", "Ann Vale not only said that the bridge was safe."]
)
def test_a_negation_inside_what_was_said_denies_nothing(text: str) -> None:
    assert not any(quote.is_denied for quote in annotate(text).quotes)


def test_gender_is_what_the_story_prints() -> None:
    reading = annotate("Mrs Vale met Tom Harrow and Kit Quint. Quint said he was glad.")
    genders = {person.name: person.gender for person in reading.people}
    assert genders == {"Vale": "female", "Tom Harrow": None, "Kit Quint": "male"}


def test_the_subject_behind_a_phrase_that_ends_with_a_name_is_not_called_so() -> None:
    reading = annotate("In a post after a meeting with Mark Rutland, the US President said the talks had failed.")
    assert [name for name, _ in speakers(reading)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        'Dana Reyl took the bus.\n\nThe conductor noticed nothing until noon. "The seat was empty," he said.',
        '"The mill stays open," Dan Vale said.\n\nThe conductor came to the door. "We will see," he said.',
    ],
)
def test_he_is_nobody_where_somebody_without_a_name_stands_nearer(text: str) -> None:
    reading = annotate(text)
    assert speakers(reading)[-1] == (None, None)
    assert "nearer than any name" in str(reading.quotes[-1].reason)


def test_he_is_not_the_one_of_whom_the_speaker_without_a_name_told() -> None:
    reading = annotate(
        "In a post after a meeting with Mark Rutland, the US President said the talks had failed.\n\n"
        "He has also accused others of lying."
    )
    assert {name for name, _ in speakers(reading)} == {None}


def test_they_are_nobody_where_a_sentence_since_is_about_others() -> None:
    first = "The Harbour Council said the bridge was safe."
    kept = annotate(f"{first} They said it would open on Monday.")
    lost = annotate(f"{first} Newspapers printed the plan on Sunday. They said it would open on Monday.")
    assert [quote.speaker_entity is None for quote in kept.quotes] == [False, False]
    assert [quote.speaker_entity is None for quote in lost.quotes] == [False, True]


def test_he_is_not_who_spoke_before_a_name_that_the_reading_does_not_know() -> None:
    reading = annotate(
        "Olof Berg said that the bridge was safe.\n\nQuillon on Wednesday took issue with the plan, explaining that "
        "the town was at its end.\n\n“We need a new bridge,” he said."
    )
    assert [name for name, _ in speakers(reading)] == ["Olof Berg", None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Vale began the strike insisting the port had enough crews.",
        "Ann Vale noted in a broadcast announcing her reforms that the port had enough crews.",
        "The pressure led Ann Vale to announce that the port had enough crews.",
    ],
)
def test_who_acts_speaks_and_not_the_thing_that_stands_between(text: str) -> None:
    (quote,) = annotate(text).quotes
    assert quote.speaker is not None
    assert quote.speaker.text == "Ann Vale"


def test_a_clause_before_the_cue_is_nobodys_name() -> None:
    text = "We went back to the list and ended up reading, “The price of this ticket has gone up by 12 crowns.”"
    assert [quote.speaker.text for quote in annotate(text).quotes if quote.speaker] in ([], ["We"])


def test_the_title_of_a_full_name_tells_who_she_is_not() -> None:
    text = (
        "CEO Ingrid Moe said profits fell. Chairman Alf Tveit, who joined in 2020, will step down.\n\n"
        '"It was a hard year," she said.'
    )
    assert speakers(annotate(text))[-1] == ("Ingrid Moe", "quotes/pronoun-last-speaker")


def test_he_is_not_she_who_was_just_called_her() -> None:
    text = '"I love this town," said Mayor Kari Voll.\n\nA man in the crowd shouted at her.\n\n"Go home," he yelled.'
    assert speakers(annotate(text))[-1][0] == "man"


def test_whom_the_paragraph_before_brings_in_by_name_goes_on() -> None:
    reading = annotate(
        "“The bridge is old,” Olof Berg said.\n\n“We have to mend it,” Berg said.\n\nThe head of the harbour works, "
        "Ivar Strand, says the pipes are too old.\n\n“It makes no sense to mend them in this town.”"
    )
    assert [name for name, _ in speakers(reading)] == ["Olof Berg", "Olof Berg", "Ivar Strand", "Ivar Strand"]


def test_a_carried_speaker_is_not_printed_as_another() -> None:
    reading = annotate(
        "“The bridge is old,” Olof Berg said.\n\nHowever, Ann Vale has her doubts about it.\n\n“It is safe for a few "
        "more years. I have looked at it,” she said, and went.\n\n“Nobody has to worry about it at all.”"
    )
    names = {one.id: one.name for one in reading.people}
    last = reading.quotes[-1]
    assert names[last.speaker_entity or ""] == "Ann Vale"
    assert last.speaker is not None
    assert last.speaker.text in ("she", "Ann Vale")


def test_what_follows_the_words_with_and_is_no_speaker() -> None:
    reading = annotate("The queen tried an old song, snapping, “That is none of your business,” and Vale howled.")
    assert "Vale" not in [quote.speaker.text for quote in reading.quotes if quote.speaker]
