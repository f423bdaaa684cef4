"""Glued paragraphs parted where another printing shows the joint."""

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.fields.roles.settle import rejoined, roles_of_lines
from copydesk.layout.joints import _behind_sentences, part_glued
from copydesk.layout.lines import lines_of

FERRY = "The harbour board voted on Tuesday to keep the old ferry running until the new bridge opens next spring."
BRIDGE = "Builders found soft ground under the third pillar, and the work will take at least a year more than planned."
PRICES = "Tickets stay at four crowns for islanders and nine for everyone else, as they have been since the last vote."


def texts(source: str) -> list[str]:
    lines, joints = part_glued(lines_of(source), source)
    return [
        line.text
        for line in rejoined(lines, roles_of_lines([line.text for line in lines], [0] * len(lines)), joints)[0]
    ]


def test_a_joint_shows_where_another_line_begins():
    assert texts(f"{FERRY} {BRIDGE}\n{PRICES}\n{FERRY}\n{BRIDGE} {PRICES}") == [
        FERRY,
        BRIDGE,
        PRICES,
        FERRY,
        BRIDGE,
        PRICES,
    ]


def test_a_joint_shows_where_another_line_ends():
    glued = [f"{FERRY} {BRIDGE}", f"{BRIDGE} {PRICES}", f"{PRICES} {FERRY}"]
    assert texts("\n".join([*glued, FERRY, BRIDGE, PRICES])) == [
        FERRY,
        BRIDGE,
        BRIDGE,
        PRICES,
        PRICES,
        FERRY,
        FERRY,
        BRIDGE,
        PRICES,
    ]


def test_without_another_printing_a_line_stays_whole():
    assert [f"{FERRY} {BRIDGE}", PRICES] == texts(f"{FERRY} {BRIDGE}\n{PRICES}")


def test_a_short_quote_pulled_from_a_paragraph_does_not_part_it():
    line = f"{FERRY} It is better than nothing. {BRIDGE}"
    assert [line, "It is better than nothing."] == texts(f"{line}\nIt is better than nothing.")


def test_one_sentence_printed_elsewhere_parts_nothing():
    assert texts(f"{FERRY} {BRIDGE}\n{BRIDGE}") == [f"{FERRY} {BRIDGE}", BRIDGE]


def test_the_parts_know_their_places():
    source = f"{FERRY} {BRIDGE} {PRICES}\n\n{PRICES} {FERRY}\n{BRIDGE}\n"
    lines, _ = part_glued(lines_of(source), source)
    assert [source[slice(*line.span)] for line in lines] == [FERRY, BRIDGE, PRICES, PRICES, FERRY, BRIDGE]
    assert [line.index for line in lines] == [0, 0, 0, 2, 2, 3]


@given(st.lists(st.sampled_from([FERRY, BRIDGE, PRICES, " ", "\n", "\n\n", "Menu", "\u00a0"]), max_size=14))
def test_nothing_is_lost_or_moved(parts):
    source = "".join(parts)
    lines, _ = part_glued(lines_of(source), source)
    assert source.split() == [word for line in lines for word in line.text.split()]
    for line in lines:
        assert line.text.split() == source[slice(*line.span)].split()


@given(st.text(st.sampled_from(list("ab.!?…۔।。！？」\"'”’»“)] \u00a0\n"))))
def test_sentences_end_where_the_pattern_says(text: str) -> None:
    pattern = re.compile(r"[.!?…۔।][\"'”’»“)\]]{0,2}\s+|[。！？」]+\s*")
    assert _behind_sentences(text) == [match.end() for match in pattern.finditer(text)]
