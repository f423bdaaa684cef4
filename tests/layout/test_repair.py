"""Damage of dumps repaired for reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import read
from copydesk.errors import NotAStory
from copydesk.layout.repair import repair


def misread(text: str) -> str:
    """UTF-8 read as Windows-1252, undefined bytes kept as they are."""
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode())


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Tom &amp; Ana&#39;s caf&eacute;", "Tom & Ana's café"),
        ("a&nbsp;b", "a\u00a0b"),
        ("&amp;quot;Yes&amp;quot;", '"Yes"'),
        (misread("the mayor’s party – “again”"), "the mayor’s party – “again”"),
        (misread("Новый мост"), "Новый мост"),
        ("â€œYesâ€, she said", "“Yes”, she said"),
        ("â€œYesâ€\ufffd she said. â€œNo.â€?", "“Yes” she said. “No.”"),
        ("at the port authority (external link), and", "at the port authority, and"),
    ],
)
def test_entities_and_misread_letters_are_repaired(damaged: str, meant: str) -> None:
    assert meant == repair(damaged)


@pytest.mark.parametrize(
    "text",
    [
        "AT&T; R&D",
        "Ãlvaro",
        "São Paulo",
        "les aînés (new boats)",
        "(external link)",
        "Â",
        "50 € – 60 €",
        "naïve façade",
        "&unknownword;",
        "\u00ad",
        "&nbsp;",
        "&shy;",
    ],
)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert text == repair(text)


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    repair(text)


@pytest.mark.parametrize("line", ["\u00ad", "&shy;", "&nbsp;", "&shy; &nbsp;"])
def test_a_line_without_anything_to_read_is_no_story_and_no_failure(line: str) -> None:
    with pytest.raises(NotAStory):
        read(f"{line}\n{line}\n", kind="text")
