"""Mentions that somebody else has found, titles among them: whose they are. No language model is needed."""

from __future__ import annotations

import re

import pytest

from copydesk.desk.names import GivenMention, group_mentions

MARK = re.compile(r"\[(.+?)\]")


def grouped(marked: str) -> list[int]:
    """The labels of the mentions that stand in square brackets."""
    text, mentions, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        mentions.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    text += marked[at:]
    return group_mentions([GivenMention("1", text, start, end, "person") for start, end in mentions])


SAME = [
    # A verb gives the title.
    "[Tom Orrin] won the Riga [Man] of the Match award. Much later [Ann Vale] left.",
    "In 2020 [Ann Vale] was elected [Mayor] of Orrin.",
    "[Ann Vale] sings. She served as [Rector] of the school.",
    # A bearer of the title, the one spoken of last.
    "Prime [Minister Ann Vale] spoke. During Prime [Minister]'s Questions there was laughter.",
    "[Ann Vale], an Orrin Labour MP, spoke. Then an [MP] left.",
    # The words of a name.
    "[Ann Vale DBE FRS] sang, and [Ann Vale] danced.",
    "[Harbour Council Tovar Lomme] spoke, and [Lomme] left.",
    "[Ann Vale of Orrin] sang, and [Vale] danced.",
    "Here is the [Prime Minister of Orrin, Ms Ann Vale], and [Vale] spoke.",
]
APART = [
    "[Vice President Ann Vale] spoke. The [President] was away.",
    "[Ann Vale] fears this. As [Mayor], I stay.",
    "[Ann Vale] was elected. [Mayor] is an office.",
    "[Ann Vale and Tom Orrin] sang. [Tom Orrin] left.",
    "[Tom Orrin] spoke. In the story [Man] and [Ann Vale] met.",
    # A body before the name is none of its words.
    "[Harbour] hired him. [Harbour Council Tovar Lomme] spoke.",
]


@pytest.mark.parametrize("marked", SAME)
def test_one_person(marked: str) -> None:
    labels = grouped(marked)
    assert labels[0] == labels[1]


@pytest.mark.parametrize("marked", APART)
def test_not_one_person(marked: str) -> None:
    labels = grouped(marked)
    assert labels[0] != labels[1]


def test_of_two_bearers_the_one_spoken_of_last_is_meant() -> None:
    labels = grouped(
        "Prime [Minister Tom Orrin] once left. Prime [Minister Ann Vale] came. [Orrin] slept. [Vale] ate. "
        "The [Minister] spoke."
    )
    assert labels[4] == labels[1] == labels[3]


def test_a_surname_is_whose_it_was_when_it_first_stood_alone() -> None:
    one, alone, other, again = grouped("[Ann Vale] sings. [Vale] dances. [Tom Vale] is her son. [Vale] sleeps.")
    assert one == alone == again != other


def test_a_surname_of_two_who_were_both_named_before_stays_apart() -> None:
    assert len(set(grouped("[Ann Vale] sings. [Tom Vale] is her son. [Vale] sleeps."))) == 3
