import doctest
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.cli import terminal as module
from copydesk.cli.terminal import Terminal, cells, clipped, padded, wrapped


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(st.text(), st.integers(4, 60))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


def test_words_stay_whole_and_wide_scripts_break_between_characters() -> None:
    assert wrapped("one two three", 8) == ["one two", "three"]
    assert wrapped("東京の港に船が戻る", 8) == ["東京の港", "に船が戻", "る"]


def test_an_endless_word_or_mark_takes_linear_time() -> None:
    assert len(wrapped("x" * 1_000_000, 50)) == 20_000
    assert len(wrapped("e" + "\u0301" * 200_000 + " word" * 100_000, 50)) == 10_001


def test_padding_counts_cells() -> None:
    assert padded("東京", 6) == "東京  "


def test_clipping_says_that_something_is_missing() -> None:
    assert (clipped("harbour", 7), clipped("harbours", 7), clipped("東京の港", 6)) == ("harbour", "harbou…", "東京…")


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal_unless_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], colour: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Terminal.of(Screen()).colour is colour


def test_no_colour_in_a_file() -> None:
    assert Terminal.of(io.StringIO()) == Terminal(80, colour=False)
