"""Sentences that the language model reads wrongly, and what stands in them all the same: who speaks, and whether."""

import pytest

from copydesk.desk import annotate
from copydesk.desk.language_model import is_installed

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")


def told(text: str) -> list[tuple[str | None, str, bool]]:
    """Speaker, words and whether they are denied, of each quote."""
    return [
        (quote.speaker.text if quote.speaker else None, " … ".join(one.text for one in quote.content), quote.is_denied)
        for quote in annotate(text).quotes
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ek, said Moen, would pay.", "Moen", "Ek … would pay"),
        ("The old mayor, said police, was drunk.", "police", "The old mayor … was drunk"),
        ("The bridge, Ann Vale said, was safe.", "Ann Vale", "The bridge … was safe"),
    ],
)
def test_what_is_told_of_does_not_speak(text: str, speaker: str, content: str) -> None:
    assert told(text) == [(speaker, content, False)]


def test_who_is_told_is_no_speaker() -> None:
    ((speaker, _, _),) = told("Jon Fogel, the head of the harbour office, told me, “Nobody has crossed the bridge.”")
    assert speaker == "Jon Fogel"


def test_a_clause_behind_who_was_told_is_what_was_told() -> None:
    text = "The widow of fisherman Tom Arkle told the inquest that the ferry had no lights."
    assert told(text) == [("The widow of fisherman Tom Arkle", "the ferry had no lights", False)]


def test_a_verb_behind_an_apposition_is_no_participle() -> None:
    text = "Norrby Steel, a firm in Lund, announced on Monday that it was closing its mill."
    assert told(text) == [("Norrby Steel", "it was closing its mill", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Neither the union nor the firm said that talks would resume.",
        "She stopped short of saying that the goalkeeper was to blame.",
        "The mayor left without saying that the bridge was safe.",
    ],
)
def test_what_was_left_unsaid_is_denied(text: str) -> None:
    ((_, _, is_denied),) = told(text)
    assert is_denied


@pytest.mark.parametrize(
    "text",
    [
        "The flood claimed 14 lives.",
        "The pilot claimed his third gold medal in Turin.",
        "Nora Bell claimed the prize on behalf of her late father.",
        "The clerk asked not to be named.",
    ],
)
def test_what_is_taken_or_asked_for_oneself_is_no_quote(text: str) -> None:
    assert told(text) == []


def test_the_group_that_claims_responsibility_says_so() -> None:
    assert told("The group claimed responsibility for the blast.") == [
        ("The group", "responsibility for the blast", False)
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It is over," Lund Monday said.', "Lund"),
        ("Tapes of Olof Berg on Sunday denied ever giving a date for the bridge.", "Tapes of Olof Berg"),
        ('The mayor gave this answer: "The bridge is safe for all of us."', "The mayor"),
    ],
)
def test_a_day_and_an_answer_are_nobody(text: str, speaker: str) -> None:
    ((found, _, _),) = told(text)
    assert found == speaker


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear whether the mayor said that the deal was off.",
        "Will the mayor say that the bridge is safe?",
        "Did Olof Berg really say that the bridge was safe?",
    ],
)
def test_what_is_asked_or_left_open_is_no_quote(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Instead of saying that the bridge was safe, the mayor closed it.", True),
        ("The mayor denied having said that the bridge was safe.", True),
        ("The mayor did not just say that the bridge was safe.", False),
    ],
)
def test_what_somebody_did_instead_of_saying_is_denied(text: str, is_denied: bool) -> None:
    assert [denied for _, _, denied in told(text)] == [is_denied]
