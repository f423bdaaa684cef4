"""Times of a story: spans, values, anchoring, joins, and what hostile text may cost."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.desk.times import Time, find_times

PUBLISHED = "2025-04-17T20:30:00+05:30"


def values(text: str, **options: str) -> list[tuple[str, str]]:
    options.setdefault("published", PUBLISHED)
    return [(one.text, one.value) for one in find_times(text, **options)]  # type: ignore[arg-type]


def only(text: str, **options: str) -> Time:
    options.setdefault("published", PUBLISHED)
    (one,) = find_times(text, **options)  # type: ignore[arg-type]
    return one


@pytest.mark.parametrize("figure", ["9" * 400, "1/" + "9" * 5_000, "²6", "1/²"])
@pytest.mark.parametrize("words", ["It took {} hours.", "That was {} years ago.", "He left on {} May."])
def test_a_figure_that_nobody_means_is_no_number(words: str, figure: str) -> None:
    assert all("9999" not in value and "inf" not in value for _, value in values(words.format(figure)))


class TestWeekdays:
    def test_the_past_tense_means_the_last_one(self) -> None:
        assert values("The council met on Monday.") == [("Monday", "2025-04-14")]

    def test_the_day_of_publication_is_named_by_its_weekday(self) -> None:
        assert values("The council met on Thursday.") == [("Thursday", "2025-04-17")]

    def test_the_future_tense_means_the_next_one(self) -> None:
        assert values("The council will meet on Monday.") == [("Monday", "2025-04-21")]

    def test_other_weeks_stay_candidates(self) -> None:
        assert only("The council met on Monday.").candidates == ("2025-04-07", "2025-04-21")

    def test_until_looks_ahead_unless_it_opens_the_sentence(self) -> None:
        assert values("They were given until Tuesday.") == [("Tuesday", "2025-04-22")]
        assert values("Until Tuesday, they had not paid.") == [("Tuesday", "2025-04-15")]

    def test_the_full_stop_of_an_hour_ends_no_clause(self) -> None:
        assert values("They have until 9 a.m. Tuesday.") == [("9 a.m. Tuesday", "2025-04-22T09:00")]

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("A summit set for Mirefield on Monday was agreed.", "2025-04-21"),
            ("The dues would be paid on Monday.", "2025-04-21"),
            ("It had been due to end on Monday.", "2025-04-14"),
            ("The fleet had planned to sail on Monday.", "2025-04-14"),
        ],
    )
    def test_what_is_set_or_to_be_done_is_ahead_unless_it_had_been(self, text: str, day: str) -> None:
        assert values(text) == [("Monday", day)]

    def test_a_date_beside_it_is_one_expression(self) -> None:
        text = "It opened on Friday, October 13."
        assert values(text, published="2024-06-01") == [("Friday, October 13", "2023-10-13")]

    def test_a_weekday_that_fits_no_year_leaves_the_date_as_it_is(self) -> None:
        assert values("It opened on Saturday, October 13.") == [("Saturday, October 13", "2024-10-13")]

    def test_late_wednesday_is_its_evening(self) -> None:
        one = only("He spoke late Wednesday.")
        assert (one.value, one.granularity, one.type) == ("2025-04-16TEV", "part_of_day", "TIME")


class TestYears:
    def test_a_month_without_year_is_the_last_one_in_the_past_tense(self) -> None:
        assert values("He was freed in February.") == [("February", "2025-02")]

    def test_a_month_that_ends_what_is_to_come_is_ahead(self) -> None:
        assert values("Loans run through January.") == [("January", "2026-01")]
        assert values("By January, half of them had been paid.") == [("January", "2025-01")]

    def test_a_day_a_few_weeks_ahead_beats_the_same_day_a_year_back(self) -> None:
        assert values("The bid was extended to May 16.") == [("May 16", "2025-05-16")]

    def test_without_publication_the_year_stays_open(self) -> None:
        assert [(o.text, o.value, o.edtf) for o in find_times("He was freed on February 15.")] == [
            ("February 15", "XXXX-02-15", "XXXX-02-15")
        ]

    def test_counts_of_things_are_no_years(self) -> None:
        assert values("They delivered 2000 pieces and 1709 toys.") == []

    def test_figures_of_a_telephone_number_are_no_years(self) -> None:
        assert values("Call +86 138-2010-21.") == []


class TestClock:
    def test_zone_and_date_are_joined(self) -> None:
        one = only("April 17, 2025 at 8:30 PM IST")
        assert (one.value, one.granularity) == ("2025-04-17T20:30+05:30", "minute")

    def test_a_bare_hour_counts_only_beside_a_day(self) -> None:
        assert values("Shares opened at 7.") == []
        assert values("Doors open tomorrow at 7.") == [("tomorrow at 7", "2025-04-18T07:00")]

    def test_the_part_of_the_day_says_which_half(self) -> None:
        assert values("He spoke last night at 8.") == [("last night at 8", "2025-04-16T20:00")]

    def test_a_clock_time_takes_the_day_said_in_its_paragraph(self) -> None:
        text = "It began on Monday. The doors shut at 9:15 p.m.\n\nAt 9:30 p.m. it was over."
        assert values(text) == [("Monday", "2025-04-14"), ("9:15 p.m.", "2025-04-14T21:15"), ("9:30 p.m.", "T21:30")]


class TestLengthsAndAges:
    def test_an_age_carries_its_flag(self) -> None:
        one = only("He told Alex Example, 29, to wait.")
        assert (one.text, one.type, one.value, one.is_age) == ("29", "DURATION", "P29Y", True)

    def test_a_modifier_belongs_to_the_expression(self) -> None:
        one = only("He was held for more than a year.")
        assert (one.text, one.value, one.mod) == ("more than a year", "P1Y", "MORE_THAN")

    @pytest.mark.parametrize(
        ("text", "value"),
        [("two and a half years", "P2Y6M"), ("2 1/2 years", "P2Y6M"), ("3.5 years", "P3.5Y"), ("two decades", "P20Y")],
    )
    def test_fractions_and_long_units(self, text: str, value: str) -> None:
        assert values(f"It took {text} to build.") == [(text, value)]


class TestQuarters:
    def test_a_quarter_said_once_is_meant_again(self) -> None:
        text = "In the third quarter sales rose. In the quarter a year earlier they fell."
        assert [value for _, value in values(text)] == ["2024-Q3", "2023-Q3"]

    def test_edtf_writes_quarters_and_decades(self) -> None:
        assert only("Sales rose in the third quarter of 2023.").edtf == "2023-35"
        assert only("They left in the late 1990s.").edtf == "1995/1999"


class TestStretches:
    text = "It ran from March to May 2024."

    def test_both_ends_stand_apart_by_default(self) -> None:
        assert [value for _, value in values(self.text)] == ["2025-03", "2024-05"]

    def test_both_ends_are_one_on_request(self) -> None:
        (one,) = find_times(self.text, published=PUBLISHED, stretches=True)
        assert (one.text, one.value) == ("from March to May 2024", "2024-03/2024-05")


class TestLanguages:
    def test_german(self) -> None:
        assert values("Sie trafen sich vergangenen Dienstag um 18 Uhr.", language="de") == [
            ("vergangenen Dienstag um 18 Uhr", "2025-04-08T18:00")
        ]

    def test_french(self) -> None:
        assert values("Ils se sont vus il y a trois semaines, le lundi 24 mars.", language="fr-CA") == [
            ("il y a trois semaines", "2025-W13"),
            ("lundi 24 mars", "2025-03-24"),
        ]

    def test_french_months_take_the_year_beside_them_and_stretches_reach_today(self) -> None:
        text = "Les ventes totales d'avril 2016 à juin 2017."
        assert [one.value for one in find_times(text, language="fr", stretches=True)] == ["2016-04/2017-06"]
        text = "Il vient du 5 novembre au 5 décembre 2024."
        assert [one.value for one in find_times(text, language="fr", stretches=True)] == ["2024-11-05/2024-12-05"]

    def test_a_language_without_a_table_is_read_as_english(self) -> None:
        assert values("The council met on Monday.", language="xx") == [("Monday", "2025-04-14")]


PIECES = [
    "Monday",
    "May",
    "15",
    ",",
    ".",
    "2024",
    "the",
    "last",
    "week",
    "days",
    "two",
    "8:30",
    "p.m.",
    "\n\n",
    "-",
    "1/2",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40), st.sampled_from(["en", "de", "fr"]))
def test_spans_say_what_they_quote_and_never_overlap(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    times = find_times(text, published=PUBLISHED, language=language)
    assert all(text[one.start : one.end] == one.text and one.value and one.rule and one.reasons for one in times)
    assert all(first.end <= second.start for first, second in itertools.pairwise(times))
    assert times == find_times(text, published=PUBLISHED, language=language)


@pytest.mark.parametrize("published", ["", "yesterday", "0001-01-01", "9999-12-31T23:59:59+14:00", "2025-02-31"])
def test_odd_publication_instants_are_survived(published: str) -> None:
    text = "last century, two weeks ago, next year, tomorrow, Friday, in the summer, May 5, 900 years ago, the weekend"
    assert isinstance(find_times(text, published=published), list)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "a",
        "Monday ",
        "two and a half ",
        "May 5, ",
        "twenty-",
        "from 1 to ",
        "May ",
        "1/",
        "12:30:",
        "(",
        "the last ",
        "x",
    ],
)
def test_time_grows_with_the_length_of_hostile_text(piece: str) -> None:
    def spent(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        find_times(text, published=PUBLISHED)
        return time.process_time() - began

    spent(1_000)
    # Eight times the text: linear is 8, quadratic 64. The least of two, as a collector of garbage may run in one.
    assert min(spent(64_000), spent(64_000)) < max(0.25, 24 * spent(8_000))


@pytest.mark.parametrize(
    ("text", "value"),
    [("une dizaine de jours", "P10D"), ("une douzaine d'heures", "PT12H"), ("une vingtaine d'années", "P20Y")],
)
def test_french_counts_by_tens(text: str, value: str) -> None:
    (found,) = find_times(f"Il attend {text}.", published="2025-04-17", language="fr")
    assert (found.text, found.value) == (text, value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("El alcalde dimitió el 3 de junio de 2024.", [("3 de junio de 2024", "2024-06-03")]),
        ("Murió el lunes por la noche.", [("lunes por la noche", "2025-04-14TNI")]),
        ("El puerto abrirá el próximo viernes.", [("próximo viernes", "2025-04-25")]),
        ("Llegaron hace dos años.", [("hace dos años", "2023")]),
        ("Fue detenido en agosto pasado.", [("agosto pasado", "2024-08")]),
        ("Cobró 2000 euros.", []),
    ],
)
def test_times_in_spanish(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text, language="es") == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("But on April 8, officers, wondering how he could have left, searched the wood again.", "1999-04-08"),
        ("The hall will be opened, as planned, on April 8.", "2000-04-08"),
    ],
)
def test_a_day_of_a_few_weeks_ago_is_not_next_years_by_a_modal_verb_alone(text: str, value: str) -> None:
    assert value in [one.value for one in find_times(text, published="1999-05-05T12:00Z")]
