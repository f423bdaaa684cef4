"""Instants as pages print them: every row of the tables, the forms, what is refused, and the cost on hostile text."""

import re
import time
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.tables.reader import rows
from copydesk.wording.instants.calendars import day_of_jalali, is_summer
from copydesk.wording.instants.find import date_in_url, find_instants
from copydesk.wording.instants.tables import (
    DayRow,
    EraRow,
    LabelRow,
    UnitRow,
    WordsRow,
    fold,
    half_rows,
    month_rows,
    zone_rows,
)

MAY_DAY = "2024-05-03"


def value_of(text: str, language: str | None = None, today: date | None = None) -> str | None:
    found = find_instants(text, language=language, today=today)
    return found[0].instant.value if found else None


class TestTables:
    """Each row is read as its example says."""

    @pytest.mark.parametrize("row", month_rows(), ids=lambda row: f"{row.language}-{row.calendar}")
    def test_month_example(self, row):
        assert value_of(row.example, row.language) == MAY_DAY

    @pytest.mark.parametrize("row", month_rows(), ids=lambda row: f"{row.language}-{row.calendar}")
    def test_every_name_of_every_month(self, row):
        year = 1403 if row.calendar == "jalali" else 2024
        for number, names in enumerate(row.months.split(","), 1):
            for name in names.split():
                printed = f"12 {name.replace('_', ' ')} {year}"
                expected = day_of_jalali(year, number, 12) if year == 1403 else date(year, number, 12)
                assert value_of(printed, row.language) == str(expected), printed

    def test_twelve_months_a_language(self):
        assert {len(row.months.split(",")) for row in month_rows()} == {12}

    @pytest.mark.parametrize("row", zone_rows(), ids=lambda row: row.names[0])
    def test_zone_example(self, row):
        limits = sorted(row.only)
        language = row.language or (limits and next((tag for tag in limits if tag.islower()), None)) or None
        [found] = find_instants(row.example, language=language)
        assert (found.instant.value, found.instant.zone) == (row.value, "stated")

    def test_every_zone_name_is_read(self):
        for row in zone_rows():
            if not row.only:
                for name in row.names:
                    assert find_instants(f"3 May 2024 15:47 {name}")[0].instant.zone == "stated", name

    @pytest.mark.parametrize("row", rows("time_label", LabelRow), ids=lambda row: row.kind)
    def test_every_label(self, row):
        assert find_instants(row.example)[0].kind == row.kind
        for word in row.words:
            assert find_instants(f"{word}: 2024-05-03")[0].kind == row.kind, word
        for word in row.after:
            assert find_instants(f"2024-05-03 {word}")[0].kind == row.kind, word

    @pytest.mark.parametrize("row", half_rows(), ids=lambda row: row.half)
    def test_every_half_of_the_day(self, row):
        assert value_of(row.example) == row.value
        hour = "08" if row.half == "am" else "20"
        for mark in row.before:
            assert value_of(f"2024-05-03 {mark} 8:30") == f"2024-05-03T{hour}:30", mark
        for mark in row.after:
            assert value_of(f"2024-05-03 8:30 {mark}") == f"2024-05-03T{hour}:30", mark

    def test_every_connector(self):
        for word in [word for row in rows("time_connector", WordsRow) for word in row.words]:
            if word not in ("g", "d", "m", "e", "s", "j"):
                assert value_of(f"3 May 2024 {word} 15:47") == "2024-05-03T15:47", word

    @pytest.mark.parametrize("row", rows("time_era", EraRow), ids=lambda row: row.names[0])
    def test_era_example(self, row):
        assert value_of(row.example) == MAY_DAY

    def test_every_word_for_a_day(self):
        for row in rows("time_day", DayRow):
            for word in (row.example, *row.words):
                assert value_of(word, today=date(2024, 5, 3)) in (MAY_DAY, "2024-05-02", "2024-05-03T15:47"), word

    def test_every_unit(self):
        for row in rows("time_unit", UnitRow):
            assert value_of(row.example, today=date(2024, 5, 30)) is not None
            for word in row.words:
                mark = "" if word.endswith("前") else " ago"
                assert value_of(f"2 {word}{mark}", today=date(2024, 5, 20)) == f"2024-05-{20 - 2 * row.days:02d}", word


FORMS = [
    ("Published : April 17, 2025 at 8:30 PM IST", None, "2025-04-17T20:30+05:30"),
    ("17 Apr 2025, 20:30 CEST", None, "2025-04-17T20:30+02:00"),
    ("Stand: 03.05.2024, 15:47 Uhr", "de", "2024-05-03T15:47"),
    ("Publié le 3 mai 2024 à 15h47", "fr", "2024-05-03T15:47"),
    ("2024年5月3日 15時47分", "ja", "2024-05-03T15:47"),
    ("2024年05月03日15:47", "zh", "2024-05-03T15:47"),
    ("2024/05/03(金) 15:47", "ja", "2024-05-03T15:47"),
    ("2024.05.03. 오후 3:47", "ko", "2024-05-03T15:47"),
    ("오후 3:47 2024.05.03", "ko", "2024-05-03T15:47"),
    ("24.05.03", "ko", "2024-05-03"),
    ("2024-05-03 15:47", None, "2024-05-03T15:47"),
    ("2024-05-03T15:47:42.123Z", None, "2024-05-03T15:47:42+00:00"),
    ("2024-05-03 15:47 +0200", None, "2024-05-03T15:47+02:00"),
    ("Fri, 3 May 2024 15:47:42 GMT", None, "2024-05-03T15:47:42+00:00"),
    ("May 3rd 2024", None, "2024-05-03"),
    ("the 3rd of May 2024", None, "2024-05-03"),
    ("3 May '24", None, "2024-05-03"),
    ("11:25 PM - 10 Jul 2020", None, "2020-07-10T23:25"),
    ("8:30 p.m. ET, Fri May 3, 2024", None, "2024-05-03T20:30-04:00"),
    ("January 3, 2024 8:30 p.m. ET", None, "2024-01-03T20:30-05:00"),
    ("May 3, 2024 12:05 am", None, "2024-05-03T00:05"),
    ("May 3, 2024 12:05 pm", None, "2024-05-03T12:05"),
    ("3 мая 2024 г., 15:47 (МСК)", "ru", "2024-05-03T15:47+03:00"),
    ("15:47, 3 мая 2024", "ru", "2024-05-03T15:47"),
    ("الجمعة ٣ مايو ٢٠٢٤ ١٥:٤٧", "ar", "2024-05-03T15:47"),
    ("3 كانون الثاني 2024", "ar", "2024-01-03"),
    ("۱۴ اردیبهشت ۱۴۰۳ ساعت ۱۵:۴۷", "fa", "2024-05-03T15:47"),
    ("۱۴۰۳/۰۲/۱۴", "fa", "2024-05-03"),
    ("3 พ.ค. 67 15:47 น.", "th", "2024-05-03T15:47"),
    ("3/5/2567", "th", "2024-05-03"),
    ("2024. május 3., 15:47", "hu", "2024-05-03T15:47"),
    ("2024 m. gegužės 3 d. 15:47", "lt", "2024-05-03T15:47"),
    ("3.5.2024 klo 15.47", "fi", "2024-05-03T15:47"),
    ("3. 5. 2024 15:47", "cs", "2024-05-03T15:47"),
    ("3 de maio de 2024 às 15h47", "pt", "2024-05-03T15:47"),
    ("Thứ Sáu, 3/5/2024, 15:47 (GMT+7)", "vi", "2024-05-03T15:47+07:00"),
    ("Ngày 3 tháng 5 năm 2024", "vi", "2024-05-03"),
    ("3 Mayıs 2024 Cuma 15:47", "tr", "2024-05-03T15:47"),
    ("3 listopada 2024", "pl", "2024-11-03"),
    ("3. listopada 2024.", "hr", "2024-10-03"),
    ("May 3, 20245 min read", "en", "2024-05-03"),
    ("3 mai 202412 min", "fr", "2024-05-03"),
]


KINDS = [
    ("Diese Seite wurde zuletzt am 3. Mai 2024 um 15:47 Uhr geändert.", "modified"),
    ("This page was last edited on 3 May 2024, at 15:47 (UTC).", "modified"),
    ("La dernière modification de cette page a été faite le 3 mai 2024 à 15:47.", "modified"),
    ("Esta página se editó por última vez el 3 may 2024", "modified"),
    ("Dieser Beitrag wurde am 3. Mai 2024 um 15:47 Uhr veröffentlicht und steht unter Küste", "published"),
    ("Pressemitteilung vom 3. Mai 2024 | Lunde", "published"),
    ("Comunicato stampa del 3 maggio 2024", "published"),
    ("The boat sailed on 3 May 2024 at 15:47", None),
]


class TestForms:
    """Days, clocks and zones in the orders in which pages print them."""

    @pytest.mark.parametrize(("text", "language", "expected"), FORMS)
    def test_form(self, text, language, expected):
        assert value_of(text, language) == expected

    @pytest.mark.parametrize(("text", "kind"), KINDS)
    def test_kind(self, text, kind):
        assert find_instants(text)[0].kind == kind

    def test_order_that_is_known_from_elsewhere(self):
        assert find_instants("03/05/2024", language="en", order="day")[0].instant.value == "2024-05-03"
        assert find_instants("13/05/2024", language="en", order="month")[0].instant.value == "2024-05-13"

    @pytest.mark.parametrize(
        ("text", "language", "expected"),
        [
            ("03/05/2024", "en-GB", "2024-05-03"),
            ("03/05/2024", "en-US", "2024-03-05"),
            ("03/05/2024", "es", "2024-05-03"),
            ("5/3/24", "en-US", "2024-05-03"),
            ("03/05/2024 8:30 PM EST", "en", "2024-03-05T20:30-05:00"),
            ("03/05/2024 20:30 BST", "en", "2024-05-03T20:30+01:00"),
            ("03/05/2024 and 28/05/2024", "en", "2024-05-03"),
        ],
    )
    def test_order_of_figures_follows_the_hints(self, text, language, expected):
        assert value_of(text, language) == expected

    def test_figures_without_a_hint_are_less_sure(self):
        unsure, sure = find_instants("03/05/2024")[0], find_instants("03/05/2024", language="en-GB")[0]
        assert unsure.confidence < 0.6 < sure.confidence

    def test_a_default_zone_marks_its_rule(self):
        assert find_instants("May 3, 2024 8:30 PM IST")[0].rule.endswith("+ambiguous-zone")
        assert value_of("May 3, 2024 8:30 PM IST", "en-IE") == "2024-05-03T20:30+01:00"

    def test_zone_names_are_no_words(self):
        assert value_of("3 mai 2024 15:47 est paru", "fr") == "2024-05-03T15:47"

    def test_zone_is_unknown_where_none_is_printed(self):
        assert find_instants("3 May 2024 15:47")[0].instant.zone == "unknown"

    def test_published_and_modified_in_one_line(self):
        first, second = find_instants("Published: 3 May 2024 15:47 | Updated: 4 May 2024 16:12")
        assert (first.kind, first.instant.value) == ("published", "2024-05-03T15:47")
        assert (second.kind, second.instant.value) == ("modified", "2024-05-04T16:12")

    def test_limit(self):
        assert len(find_instants("2024-05-03 | " * 50, limit=7)) == 7


class TestNeverAnInstant:
    """What has the form of a date and is none."""

    @pytest.mark.parametrize(
        "text",
        [
            "31 February 2024",
            "2024-02-30",
            "2023-02-29",
            "3 May 9999",
            "2024-13-03",
            "13/13/2024",
            "2024-05-03T15:47+99:99",
            "2024-05-03 25:61",
            "192.168.10.12",
            "+49 30 1234567",
            "12 of 30 people in 2024",
            "May 2024",
            "1234567890",
            "",
        ],
    )
    def test_nothing_found(self, text):
        assert find_instants(text) == []

    def test_reading_time_is_no_clock(self):
        assert value_of("3 May 2024 5 min read") == MAY_DAY

    def test_clock_of_another_label_is_left_alone(self):
        assert value_of("3 May 2024 Updated 15:47") == MAY_DAY


class TestToday:
    """Relative days need to be told today."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Yesterday", "2024-05-03"),
            ("2 hours ago", "2024-05-04"),
            ("today 15:47", "2024-05-04T15:47"),
            ("vor 3 Tagen", "2024-05-01"),
            ("2小时前", "2024-05-04"),
            ("May 3, 3:47 PM", "2024-05-03T15:47"),
            ("3. Dezember", "2023-12-03"),
        ],
    )
    def test_relative(self, text, expected):
        assert value_of(text, today=date(2024, 5, 4)) == expected
        assert find_instants(text) == []


class TestUrl:
    """Days in paths."""

    @pytest.mark.parametrize(
        "url",
        [
            "https://news.example/2024/05/03/harbour",
            "https://news.example/2024/5/3/harbour",
            "https://news.example/2024/may/3/harbour",
            "https://news.example/20240503/harbour",
            "https://news.example/a/20240503-harbour",
            "https://news.example/harbour-2024-05-03-late",
            "https://news.example/2024-05/03/c_1.htm",
            "https://news.example/2024/0503/c1.html",
            "https://news.example/03-05-2024/harbour",
        ],
    )
    def test_day(self, url):
        found = date_in_url(url)
        assert found is not None
        assert found.instant.value == MAY_DAY
        assert url[found.start : found.end] == found.instant.text

    @pytest.mark.parametrize(
        "url",
        [
            "https://news.example/12020240503",
            "https://news.example/story/202405031",
            "https://news.example/2024/13/03/x",
            "https://news.example/2024/02/31/x",
            "https://news.example/?date=2024-05-03",
            "https://2024-05-03.example/x",
            "",
            "::",
        ],
    )
    def test_no_day(self, url):
        assert date_in_url(url) is None


class TestAlways:
    """Properties."""

    @given(st.text(max_size=200))
    def test_fold_keeps_offsets(self, text):
        assert len(fold(text)) == len(text)

    @given(st.text(alphabet="0123456789 .:/-,年月日 maytjun+TZh'", max_size=80))
    def test_found_text_is_the_text_and_values_exist(self, text):
        for found in find_instants(text, today=date(2024, 5, 3)):
            assert text[found.start : found.end] == found.instant.text
            assert datetime.fromisoformat(found.instant.value)
            assert 0 < found.confidence <= 1

    @given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    def test_iso_days_come_back(self, day):
        assert value_of(f"x {day} y") == day.isoformat()

    def test_summer_time(self):
        assert [is_summer(date(2024, 3, day), "us") for day in (9, 10)] == [False, True]
        assert [is_summer(date(2024, 10, day), "eu") for day in (26, 27)] == [True, False]
        assert [is_summer(date(2024, month, 15), "au") for month in (1, 7)] == [True, False]

    def test_iranian_new_years(self):
        assert [day_of_jalali(year, 1, 1) for year in (1399, 1403, 1404)] == [
            date(2020, 3, 20),
            date(2024, 3, 20),
            date(2025, 3, 21),
        ]


HOSTILE = [
    "1",
    "9 ",
    "1.",
    "99/99/9999 ",
    "a",
    "a1",
    "may ",
    "3 may ",
    "1:",
    "年",
    "1月",
    "é1",
    "2024-",
    "12 tháng ",
    "24 'may",
    "pm 3 ",
]


class TestHostile:
    """The work grows as the text does, whatever the text."""

    @pytest.mark.parametrize("unit", HOSTILE)
    def test_linear(self, unit):
        small, large = (_steps(unit * (size // len(unit))) for size in (20_000, 80_000))
        assert large <= 8 * small + 0.1


def _steps(text: str) -> float:
    """Seconds of this process for one reading: a bound on growth, not on speed."""
    best = 10.0
    for _ in range(2):
        start = time.process_time()
        find_instants(text, today=date(2024, 5, 3))
        best = min(best, time.process_time() - start)
    return best


def test_a_megabyte_of_digits():
    assert find_instants("1" * 1_000_000) == []
    assert find_instants(re.sub("x", "20240503", "x" * 125_000)) == []


@pytest.mark.parametrize("text", ["May 032024", "3.5. 2024", "Fri May 03 2024"])
def test_days_that_stand_close_to_their_year(text):
    assert value_of(text) == MAY_DAY


@pytest.mark.parametrize("text", ["May 32024", "Room May 0320245", "3.5. 20245"])
def test_figures_that_are_no_day_and_year(text):
    assert value_of(text) is None


def test_a_day_behind_a_comma_in_an_address():
    found = date_in_url("https://news.example/harbour,20240503.html")
    assert found is not None and found.instant.value == MAY_DAY
