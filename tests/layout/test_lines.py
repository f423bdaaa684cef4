"""Lines and paragraphs of plain text."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout.lines import lines_of

STORY = [
    (
        "The harbour board voted on Tuesday to keep the old ferry running until the new bridge opens next spring, after"
        " three hours of talk."
    ),
    (
        "Members heard from fishermen, school bus drivers and two families who live on the far island and have no other"
        " way to reach the doctor."
    ),
    (
        '"We asked for two more years and were given one," said Marta Lindqvist, who has run the ferry since her father'
        " retired in the nineties."
    ),
    (
        "Critics say that the subsidy does not pay for the repairs that the engine will need before winter, and that"
        " the money is lacking elsewhere."
    ),
    "The board will look at the timetable again in October.",
]


class TestLines:
    def test_spans_quote_the_source(self) -> None:
        text = "  One line\n\n\tAnother one \nthird"
        assert [text[a:b] for a, b in (line.span for line in lines_of(text))] == ["One line", "Another one", "third"]

    def test_blank_lines_are_counted_before_the_next_line(self) -> None:
        assert [line.blanks for line in lines_of("a\n\n \nb\nc")] == [0, 2, 0]

    def test_index_counts_every_line_of_the_source(self) -> None:
        assert [line.index for line in lines_of("a\n\n \nb\nc")] == [0, 3, 4]

    def test_empty_text_has_no_lines(self) -> None:
        assert lines_of(" \n\n\t") == []

    @given(st.text(alphabet="ab .\n\t\u3000é中", max_size=200))
    def test_every_span_holds_the_words_of_its_line(self, text: str) -> None:
        for line in lines_of(text):
            assert line.text.split() == text[slice(*line.span)].split()


class TestHardWraps:
    def test_paragraphs_wrapped_at_a_column_are_joined(self) -> None:
        for width in (70, 80):
            wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in STORY)
            assert [line.text for line in lines_of(wrapped)] == STORY

    def test_paragraphs_without_blank_lines_end_where_a_line_had_room(self) -> None:
        wrapped = "\n".join(textwrap.fill(paragraph, 72) for paragraph in STORY)
        assert [line.text for line in lines_of(wrapped)] == STORY

    def test_the_span_of_a_joined_paragraph_covers_its_lines(self) -> None:
        wrapped = "Head\n\n" + "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in STORY)
        line = lines_of(wrapped)[1]
        assert STORY[0] == wrapped[slice(*line.span)].replace("\n", " ")

    def test_a_menu_of_short_lines_stays_apart(self) -> None:
        menu = "News\nSport\nCulture\nOpinion\nWeather\nTravel"
        assert len(lines_of(menu)) == 6

    def test_long_lines_of_an_unwrapped_text_stay_apart(self) -> None:
        assert [line.text for line in lines_of("\n".join(STORY))] == STORY

    def test_headlines_of_like_length_stay_apart(self) -> None:
        places = ("Arden", "Bexley", "Corby", "Dover", "Exeter", "Fowey")
        headlines = [f"Council in {place} votes to close the old swimming pool by summer" for place in places]
        assert headlines == [line.text for line in lines_of("\n".join(headlines))]
