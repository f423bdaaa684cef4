"""Checks: what adds up within a story."""

import pytest

from copydesk import read
from copydesk.desk import Check, annotate, read_desk
from copydesk.desk.checks import REGISTRY
from copydesk.desk.checks.words import numbers
from copydesk.desk.language_model import is_installed

PUBLISHED = "2025-04-17T20:30+02:00"
needs_model = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")


def found(rule: str, text: str) -> list[Check]:
    assert rule in REGISTRY
    return [check for check in annotate(text, published=PUBLISHED).checks if check.rule == rule]


def above_and_below(rule: str, headline: str, deck: str, body: str) -> list[Check]:
    page = f"<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><h2>{deck}</h2><p>{body}</p>"
    filler = "<p>The town has had such days before, and people there spoke of little else that week.</p>"
    story = read(page + filler + "</article></body></html>", kind="html")
    return [check for check in read_desk(story).checks if check.rule == rule]


WITHOUT_MODEL = [
    ("checks/weekday-date", "They met on Tuesday, March 4, 2025.", "holds"),
    ("checks/weekday-date", "They met on Monday, March 4, 2025.", "does not hold"),
    ("checks/after-publication", "He was released on May 3, 2025.", "does not hold"),
    ("checks/after-publication", "He was released on Wednesday.", "holds"),
    ("checks/after-publication", "He was released on April 18, 2025.", "cannot tell"),
    ("checks/after-publication", "He was released on May 3, 2027.", "cannot tell"),
    ("checks/percentages", "Costs rose, but sales fell 8% from 6.5 million to 6.0 million.", "holds"),
    ("checks/totals", "The storm killed 12 people: seven men, four women and one child.", "holds"),
    ("checks/totals", "The storm killed 12 people — seven men and four women — on Monday.", "does not hold"),
    ("checks/totals", "Thirty-one people were killed in the raid: 12 men, nine boys and eight girls.", "does not hold"),
    ("checks/totals", "The firm has 190 workers in Lund and 120 in Ystad, or 310 in all.", "holds"),
    ("checks/totals", "There were seven men and four women, in total 12.", "does not hold"),
    ("checks/percentages", "Sales rose 10 percent to 220 million from 200 million.", "holds"),
    ("checks/percentages", "Sales rose 12% from 200 million to 220 million.", "does not hold"),
    ("checks/percentages", "Sales fell 10 percent to 220 million from 200 million.", "does not hold"),
    ("checks/percentages", "Of the members 37 of 50, or 74 percent, agreed.", "holds"),
    ("checks/percentages", "Of the members 37 of 50, or 64 percent, agreed.", "does not hold"),
    ("checks/duration-dates", "The strike lasted 12 days, from March 3 to March 15.", "holds"),
    ("checks/duration-dates", "The strike lasted 13 days, from March 3 to March 15.", "holds"),
    ("checks/duration-dates", "The strike lasted 15 days, from March 3 to March 15.", "does not hold"),
    ("checks/doubled-word", "The record was made in in a church.", "does not hold"),
]


@pytest.mark.parametrize(
    ("language", "text", "verdicts"),
    [
        ("de", "Am Freitag, 12. März 2024, und am Dienstag, 12.03.2024.", ["does not hold", "holds"]),
        ("fr", "Le procès a repris vendredi 12 mars 2024, après lundi 11 mars 2024.", ["does not hold", "holds"]),
        ("de", "Am Freitag, dem 12. März 2024, und am Dienstag, den 12. März.", ["does not hold", "holds"]),
        ("de", "Er kam am Montag. Dienstag, 12. März 2024, ging er.", ["holds"]),
        ("fr", "Le vendredi 1er mars 2024, puis jeudi 1er mars 2024.", ["holds", "does not hold"]),
        ("es", "El lunes 12 de marzo de 2024 y el martes, 12 de marzo de 2024.", ["does not hold", "holds"]),
        ("fr", "Il ferme lundi. Mardi, le 12 mars 2024, il ouvre.", ["holds"]),
    ],
)
def test_weekdays_and_dates_in_other_languages(language: str, text: str, verdicts: list[str]) -> None:
    reading = annotate(text, published="2024-03-12T17:00+01:00", language=language)
    assert verdicts == [check.verdict for check in reading.checks if check.rule == "checks/weekday-date"]


def test_the_sentence_of_a_check_is_in_english_throughout() -> None:
    reading = annotate("Am Freitag, dem 12. März 2024.", published="2024-03-12T17:00+01:00", language="de")
    (check,) = [check for check in reading.checks if check.rule == "checks/weekday-date"]
    assert check.sentence.endswith("2024-03-12 is a Tuesday, not a Friday.")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("fr", "Le port a fermé le mardi 1er avril.", "2025-04-01"), ("de", "Am Montag, dem 1. April.", "2024-04-01")],
)
def test_a_weekday_chooses_the_year_that_is_not_said(language: str, text: str, value: str) -> None:
    (time,) = annotate(text, published="2025-05-12T09:00Z", language=language).times
    assert time.value == value


def test_numbers_with_a_decimal_comma() -> None:
    text = "1.200 Kühe, 3,5 Millionen Bienen, zwölf Hühner und 240\u00a0000 Euro"
    assert [one.value for one in numbers(text, "de")] == [1200, 3_500_000, 12, 240_000]


@pytest.mark.parametrize(("rule", "text", "verdict"), WITHOUT_MODEL)
def test_checks_of_times_and_numbers(rule: str, text: str, verdict: str) -> None:
    (check,) = found(rule, text)
    assert verdict == check.verdict
    assert check.spans
    assert all(span.text == text[span.start : span.end] for span in check.spans)


@needs_model
@pytest.mark.parametrize(("days", "verdict"), [(400, "holds"), (450, "does not hold")])
def test_days_in_captivity_until_a_release(days: int, verdict: str) -> None:
    freed = f"Mara Iversen was released on May 7, 2024 after {days} days in captivity."
    text = f"{freed} Iversen was captured on April 3, 2023."
    assert [check.verdict for check in found("checks/duration-dates", text)] == [verdict]


SILENT = [
    ("checks/weekday-date", "They met on Tuesday."),
    ("checks/after-publication", "He will be released on May 3, 2026."),
    ("checks/after-publication", 'Lindqvist told us: "The work begins tomorrow."'),
    ("checks/totals", "The storm killed 12 people, including seven men and four women."),
    ("checks/totals", "Norrby won 2-1 before 4,120 people, with three cards."),
    ("checks/percentages", "Sales rose 10 percent in 2024 and 2023."),
    ("checks/doubled-word", "He knew that that was so, and had had enough."),
    ("checks/doubled-word", "One carry-on on board, as in in-person classes."),
]


@pytest.mark.parametrize(("rule", "text"), SILENT)
def test_checks_say_nothing_without_cause(rule: str, text: str) -> None:
    assert found(rule, text) == []


def test_a_sentence_that_the_body_prints_twice() -> None:
    sentence = "The bridge was closed after the storm on Monday."
    (check,) = found("checks/doubled-sentence", f"{sentence} Cars wait. {sentence}")
    assert check.verdict == "does not hold"
    (check,) = found("checks/doubled-sentence", f"{sentence} Cars wait.\n\n{sentence}")
    assert check.verdict == "cannot tell"


@needs_model
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Anna Lindqvist, 34, leads the town. Lindqvist was born on May 3, 1990.", "holds"),
        ("Anna Lindqvist, 39, leads the town. Lindqvist was born on May 3, 1990.", "does not hold"),
    ],
)
def test_an_age_against_the_birth_date(text: str, verdict: str) -> None:
    assert [verdict] == [check.verdict for check in found("checks/age-birth", text)]


@needs_model
@pytest.mark.parametrize(
    "second",
    ["Lindqvist, 36, said so.", "Anna Lindqvist is 36 and lives in Norrby.", "Lindqvist, who is 36 years old, left."],
)
def test_two_ages_of_one_person(second: str) -> None:
    text = f"Anna Lindqvist, 34, leads the town.\n\n{second}"
    assert [check.verdict for check in found("checks/ages-agree", text)] == ["does not hold"]


@needs_model
@pytest.mark.parametrize("second", ["is 36 kilometres from the coast.", "is 36 and 2 this season.", "was 30 then."])
def test_numbers_after_a_name_that_are_no_age_of_today(second: str) -> None:
    assert found("checks/ages-agree", f"Anna Lindqvist, 34, leads the town.\n\nLindqvist {second}") == []


@needs_model
@pytest.mark.parametrize(
    ("rule", "headline", "deck", "verdict"),
    [
        ("checks/headline-numbers", "Storm kills 12 people in Norrby", "The storm came at night.", "holds"),
        ("checks/headline-numbers", "Storm kills 14 people in Norrby", "The storm came at night.", "does not hold"),
        ("checks/headline-roles", "Olof Berg thanked Anna Lindqvist", "The storm came at night.", "holds"),
        ("checks/headline-roles", "Anna Lindqvist thanked Olof Berg", "The storm came at night.", "does not hold"),
        ("checks/headline-names", "Town mourns after Maria Falk speaks", "The storm came.", "does not hold"),
        (
            "checks/deck-quote",
            "Storm kills 12 people",
            "Anna Lindqvist said the help was the result of her friendship with the northern towns.",
            "does not hold",
        ),
    ],
)
def test_headline_and_deck_against_the_body(rule: str, headline: str, deck: str, verdict: str) -> None:
    body = (
        "The storm killed 12 people in the north on Monday. Olof Berg thanked Anna Lindqvist for her help. "
        "Lindqvist said the help was the result of Sweden's long friendship with the northern towns."
    )
    assert verdict in [check.verdict for check in above_and_below(rule, headline, deck, body)]


def test_a_number_short_for_millions_is_compared_with_nothing() -> None:
    assert found("checks/percentages", "Sales fell 8% from 6.5 to 6.0 million.") == []


@needs_model
@pytest.mark.parametrize(
    "deck",
    [
        "Maria Falk / Orby Pictures The storm tore off a roof.",
        "Maria Falk | May 22, 2025",
        "Published: Mar 8, 2024 by Maria Falk",
        "May 3 by Maria Falk; it may hold links",
    ],
)
def test_a_byline_printed_as_a_deck_names_nobody_of_the_story(deck: str) -> None:
    found_there = above_and_below("checks/headline-names", "Storm hits the town", deck, "The storm came on Monday.")
    assert "does not hold" not in [check.verdict for check in found_there]


@pytest.mark.parametrize(
    "text",
    [
        "The town said that the old roofs were unsafe and must be cleared as of May 3, 2025.",
        "Correction added May 3, 2025: The storm was said to have taken a roof.",
    ],
)
def test_what_must_be_and_an_editors_note_are_no_past_of_the_story(text: str) -> None:
    assert found("checks/after-publication", text) == []


@needs_model
def test_who_stands_in_a_caption_is_named_in_the_story() -> None:
    page = (
        "<html><head><title>Town elects a mayor</title></head><body><article><h1>Town elects a mayor</h1>"
        "<h2>Anna Lindqvist won with 58 percent of the vote on Monday, and beat Maria Falk, who got 41 percent.</h2>"
        "{figure}<p>The town has a new mayor, and she is the first woman in the office there.</p>"
        "<p>Lindqvist said on Monday that the town would have a new bridge before the year was out.</p>"
        "</article></body></html>"
    )
    figure = "<figure><img src='a.jpg'><figcaption>Maria Falk at the town hall on Monday.</figcaption></figure>"
    for shown, verdicts in ((figure, set()), ("", {"does not hold"})):
        reading = read_desk(read(page.format(figure=shown), kind="html"))
        about = {one.verdict for one in reading.checks if one.sentence.startswith('"Maria Falk"')}
        assert about == verdicts


@needs_model
@pytest.mark.parametrize(
    ("headline", "verdict"),
    [
        ("Norrby tells guests ‘how to survive the long night’", "cannot tell"),
        ("Norrby ‘will never survive the long night’, says Olof Berg", "does not hold"),
    ],
)
def test_a_topic_in_marks_above_the_story_is_nobodys_words(headline: str, verdict: str) -> None:
    body = "Norrby has sent its guests a leaflet. Olof Berg said: “The night is long, and the guests should know.”"
    found_there = above_and_below("checks/marked-words", headline, "The leaflet is short.", body)
    assert verdict in [check.verdict for check in found_there]


def test_several_numbers_of_one_thing_below_do_not_fail_the_headline() -> None:
    body = "The north has 17,000 servers and the south 3,000 servers."
    (check,) = above_and_below("checks/headline-numbers", "Firm adds 8,000 servers", "It is big.", body)
    assert check.verdict == "cannot tell"


def test_a_body_that_repeats_many_sentences_was_put_together_twice() -> None:
    things = ("bridge", "mill", "port")
    sentences = [f"The {thing} of the old town was closed after the storm that day." for thing in things]
    twice = " ".join(one for one in sentences for _ in range(2))
    assert {check.verdict for check in found("checks/doubled-sentence", twice)} == {"cannot tell"}
    once = " ".join([sentences[0], *sentences])
    assert [check.verdict for check in found("checks/doubled-sentence", once)] == ["does not hold"]


def test_numbers_in_digits_and_words() -> None:
    text = "Twenty-one of 1,200 people paid 3.5 million at 10:30, on 2025-03-04, or 7 percent."
    assert [one.value for one in numbers(text)] == [21, 1200, 3_500_000, 7]


STORM = "The bridge was closed after the storm on Monday."


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("checks/doubled-sentence", f"{STORM}\n\nCars wait.\n\nIt rained.\n\n{STORM} Nobody crossed."),
        ("checks/after-publication", "She died on May 3, 2026. He was freed on June 9, 2026."),
    ],
)
def test_checks_that_cannot_tell_do_not_cry_wolf(rule: str, text: str) -> None:
    assert {check.verdict for check in found(rule, text)} == {"cannot tell"}


def test_one_study_of_many_is_no_share() -> None:
    assert found("checks/percentages", "In one study of 500 patients, more than 90 percent slept well.") == []


@needs_model
def test_capitals_and_short_forms_are_no_spelling() -> None:
    for text in ("Ann Garzon spoke. GARZON left.", "Alexis Rose sang. Rosie bowed."):
        assert not [check for check in found("checks/spellings", text) if check.verdict == "does not hold"]


@needs_model
def test_numbers_below_that_add_up_to_the_one_above() -> None:
    checks = above_and_below(
        "checks/headline-numbers",
        "130 people leave the harbour",
        "",
        "They took 108 people by boat and 22 people by bus.",
    )
    assert {check.verdict for check in checks} == {"holds"}


def test_a_figure_of_hundreds_of_digits_is_no_number() -> None:
    assert [one.text for one in numbers(f"{'9' * 400} rooms, 12 beds and 1,{'000,' * 40}000 chairs")] == ["12"]
