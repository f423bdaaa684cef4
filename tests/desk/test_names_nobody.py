"""What is no person of a story: credits, lines of links, places and firms."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

import copydesk
from copydesk.desk import annotate, read_desk
from copydesk.desk.language_model import is_installed
from copydesk.desk.unread_words import is_link_line, read_part
from copydesk.records import Block, Role, Story

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-bridge.txt"
needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")


def read_words(text: str, role: Role) -> str:
    start, end = read_part(text, role)
    return text[start:end].strip()


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("Ann Vale in Orrin. (Eric Lane/Bloomberg via Getty)", "Ann Vale in Orrin."),
        ("Photograph: Chip Soda/Getty", ""),
        ("Ann Vale opens the bridge on Monday", "Ann Vale opens the bridge on Monday"),
    ],
)
def test_a_caption_is_read_without_its_credit(caption: str, left: str) -> None:
    assert read_words(caption, "caption") == left


def test_a_body_keeps_its_brackets_but_for_a_credit() -> None:
    assert read_words("The ferry sailed. (Eric Lane/AFP via Getty Images)", "body") == "The ferry sailed."
    assert (
        read_words("The ferry (built in 1990) sailed (again).", "body") == "The ferry (built in 1990) sailed (again)."
    )


def test_a_line_in_capitals_is_a_link() -> None:
    assert is_link_line("FED-UP OWNER LEADS RECALL: 'PEOPLE ARE TIRED'")
    assert not is_link_line("NATO leaders met in ORRIN on Monday.")
    assert not is_link_line("NATO")


def story(*blocks: tuple[str, Role]) -> Story:
    made = [Block(role=role, kind="paragraph", text=text, span=(0, len(text))) for text, role in blocks]
    read = copydesk.read(SAMPLE)
    return structs.replace(read, blocks=tuple(made))


@needs_model
def test_photographers_and_links_are_nobody_of_the_story() -> None:
    reading = read_desk(
        story(
            ("Ann Vale, the mayor, said the bridge was safe.", "body"),
            ("Ann Vale in Orrin. (Eric Lane/Bloomberg via Getty)", "caption"),
            ("ANGRY OWNER LEADS RECALL: 'PEOPLE ARE TIRED'", "body"),
        )
    )
    assert [person.name for person in reading.people] == ["Ann Vale"]
    assert len(reading.quotes) == 1
    caption = next(mention for mention in reading.people[0].mentions if mention.block == 1)
    assert (caption.start, caption.end) == (0, 8)


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Ferry Sails Again After Storm\n\nThe ferry sailed on Monday, the port said.",
        "They walked through Wickmere Manor and Osley Fen on Sunday.",
        "GOING HOME TO REST, it said over the door.",
    ],
)
def test_headlines_houses_and_capitals_are_no_people(text: str) -> None:
    assert annotate(text).people == ()


@needs_model
def test_a_title_before_an_unknown_given_name_is_no_part_of_it() -> None:
    reading = annotate("Orrin County District Attorney Fanra Willow said the case was over.")
    assert [person.name for person in reading.people] == ["Fanra Willow"]


@needs_model
def test_a_name_says_how_sure_it_is() -> None:
    reading = annotate("Ann Vale, 29, met Quorl in Norway. A spokesman said no.")
    sure = {one.name: one.confidence for one in (*reading.people, *reading.places)}
    assert sure["spokesman"] is None
    assert 0.6 < (sure["Ann Vale"] or 0) <= 1
    assert 0.6 < (sure["Norway"] or 0) <= 1


@needs_model
@pytest.mark.parametrize("text", ["Third Bridge said no to the offer.", "Mountainous Norland is far from the sea."])
def test_an_adjective_before_a_name_makes_nobody(text: str) -> None:
    assert annotate(text).people == ()


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Optimize Title Tags\n\nThe guide begins with a list, the board said.",
        "Harbour Castle Drogo\n\nCastle Drogo, Devonmoor\n\nThe walks open on Monday.",
        "Gift Guide\n\nSide Salad\n\nThe recipes are easy to follow, she says.",
        "Newborn Girl Found In Bushes. The police came.",
        "The play “Sally & Tom” opens on Monday.",
        "Will AT&T have to pay?",
        "Both Al Qaeda and others were named.",
    ],
)
def test_headings_works_and_firms_are_nobody(text: str) -> None:
    assert annotate(text).people == ()


@needs_model
def test_a_word_behind_nobody_is_no_surname() -> None:
    reading = annotate("Tidewater Labs Onyx, a $129 radio, is here. Onyx has two buttons. The Onyx is light.")
    assert reading.people == ()


@needs_model
@pytest.mark.parametrize("text", ["It was the Ann Quint-funded group.", "The writer spoke against Ann Quint-ism."])
def test_what_a_hyphen_joins_to_a_name_is_no_part_of_it(text: str) -> None:
    assert [person.name for person in annotate(text).people] == ["Ann Quint"]


@needs_model
def test_somebody_beside_people_and_called_by_the_surname_is_surer() -> None:
    alone = annotate("Kit Quint came by train.").people
    known = annotate("Mrs Vale met Tom Harrow and Kit Quint. Quint said he was glad.").people
    sure = {person.name: person.confidence or 0 for person in known}
    assert sure["Kit Quint"] > max((person.confidence or 0 for person in alone), default=0)


def test_a_picture_in_brackets_is_not_read_with_the_text() -> None:
    text = "The port closed. [Featured image by Ann Quint/Orby]"
    assert read_part(text, "body") == (0, len("The port closed. "))
    assert read_part("It closed. (Image of the port.)", "body") == (0, len("It closed. (Image of the port.)"))
