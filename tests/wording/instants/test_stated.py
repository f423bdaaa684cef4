"""When the story was published and how long it takes to read, as declared."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fields.declared_pages import page, value

from copydesk.fields.candidates import choose
from copydesk.fields.reading_time import duration
from copydesk.layout.head import Head, MetaTag, Property
from copydesk.records import Instant
from copydesk.wording.instants.stated import _read_iso, _read_plain, iso_instant


@pytest.mark.parametrize(
    ("raw", "value", "zone"),
    [
        ("2024-05-03T15:47:42.389+0000", "2024-05-03T15:47:42+00:00", "stated"),
        ("2024-05-03T15:47:42Z", "2024-05-03T15:47:42+00:00", "stated"),
        ("2024-05-03T15:47:42.389+02:00", "2024-05-03T15:47:42+02:00", "stated"),
        ("2024-05-03T15:47:42 02:00", "2024-05-03T15:47:42+02:00", "stated"),
        ("2024-05-03T15:47+2", "2024-05-03T15:47:00+02:00", "stated"),
        ("2024-05-03 15:47:42", "2024-05-03T15:47:42", "unknown"),
        ("2024-05-03 15:47:42 +0530", "2024-05-03T15:47:42+05:30", "stated"),
        ("2024-05-03 3:47 PM", "2024-05-03T15:47:00", "unknown"),
        ("2024-05-03T12:05:00+99:99", "2024-05-03T12:05:00", "unknown"),
        ("20240503", "2024-05-03", "unknown"),
        ("20240503T154742Z", "2024-05-03T15:47:42+00:00", "stated"),
        ("2024-05-03", "2024-05-03", "unknown"),
        ("2024/5/3", "2024-05-03", "unknown"),
        ("1714751262", "2024-05-03T15:47:42+00:00", "stated"),
        (1714751262000, "2024-05-03T15:47:42+00:00", "stated"),
        ("Fri, 03 May 2024 15:47:42 GMT", "2024-05-03T15:47:42+00:00", "stated"),
        ("Fri, 03 May 2024 15:47:42 +0200", "2024-05-03T15:47:42+02:00", "stated"),
        ("Fri May 03 15:47:42 UTC 2024", "2024-05-03T15:47:42+00:00", "stated"),
        ("Fri May 03 2024 15:47:42 GMT+0200 (CEST)", "2024-05-03T15:47:42+02:00", "stated"),
        ("May 3, 2024 3:47 pm", "2024-05-03T15:47:00", "unknown"),
        ("03.05.2024 15:47", "2024-05-03T15:47:00", "unknown"),
        ("Fri, May 03 2024 15:47:42 EDT", "2024-05-03T15:47:42-04:00", "stated"),
        ("Fri May 03 15:47:42 EDT 2024", "2024-05-03T15:47:42-04:00", "stated"),
        ("Fri May 03 15:47:42 2024", "2024-05-03T15:47:42", "unknown"),
        ("05-31-2024", "2024-05-31", "unknown"),
        ("vendredi 3 mai 2024 à 15h47", "2024-05-03T15:47", "unknown"),
        ("3 мая 2024", "2024-05-03", "unknown"),
        ("2024-05-03T15:47:42+02:00[Europe/Oslo]", "2024-05-03T15:47:42+02:00", "stated"),
    ],
)
def test_declared_times(raw, value, zone):
    instant = iso_instant(raw)
    assert instant is not None
    assert (instant.value, instant.zone) == (value, zone)
    assert instant.text == str(raw)


@pytest.mark.parametrize(
    "raw",
    ["", "soon", "2023-02-31", "2023-02-31T10:00:00Z", "9999-01-01", "0001-01-01T00:00:00Z", "2024-13-01", "3/4/2024",
     "the first edition of 3 May 2024 and all the others after it", "2024", "2024-05-03T99:99:99Z",
     "1e99", "99999999999999999", "-1", -62_135_596_801, "1" * 5000, "٢٠٢٤-٠٥-٠٣x"],
)  # fmt: skip
def test_impossible_times_are_none(raw):
    assert iso_instant(raw) is None


def microdata(*values):
    """Properties of as many items."""
    kind = "https://schema.org/Article"
    return tuple(Property("datePublished", value, kind, number) for number, value in enumerate(values, 1))


def test_day_in_a_meta_of_the_page():
    head = Head(metas=(MetaTag("datepublished", "2024-05-03T15:47:42+0200", None, "itemprop"),))
    assert value(page(head=head).published).value == "2024-05-03T15:47:42+02:00"
    assert choose(page(head=head).published).winner.rule == "published/meta-item"


def test_days_of_cards_are_less_sure_than_that_of_the_story():
    one = page(head=Head(properties=microdata("2024-05-09")), date="May 3, 2024")
    cards = page(head=Head(properties=microdata("2024-05-09", "2024-05-08", "2024-05-07")), date="May 3, 2024")
    assert (value(one.published).value, value(cards.published).value) == ("2024-05-09", "2024-05-03")


@given(st.text(max_size=60) | st.floats(allow_nan=True) | st.integers())
def test_any_raw_time_is_an_instant_or_none(raw):
    instant = iso_instant(raw)
    assert instant is None or (instant.zone == "stated") == (
        instant.value[-6:-5] in ("+", "-") and "T" in instant.value
    )


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001
def test_iso_times_are_read_as_they_stand(moment):
    expected = moment.replace(microsecond=0).isoformat()
    assert iso_instant(moment.isoformat()) == Instant(value=expected, zone="unknown", text=moment.isoformat())


_two = st.integers(0, 99).map("{:02d}".format) | st.sampled_from(["00", "12", "23", "24", "29", "30", "31", "59", "60"])
_parts = st.tuples(
    st.integers(1000, 2999).map(str) | st.sampled_from(["1849", "1850", "2024", "2099", "2100"]),
    *(st.tuples(st.just(mark), _two).map("".join) for mark in "--"),
    st.tuples(st.sampled_from("T "), _two, st.just(":"), _two).map("".join) | st.just(""),
    st.tuples(st.just(":"), _two, st.sampled_from(["", ".5", ".123456789", "."])).map("".join) | st.just(""),
    st.tuples(st.sampled_from("+-"), _two, st.sampled_from(["", ":"]), _two).map("".join) | st.sampled_from(["", "Z"]),
)


@given(_parts.map("".join))
def test_the_plain_form_is_read_as_all_forms_are(text):
    plain = _read_plain(text)
    assert plain is None or plain == _read_iso(text)


@pytest.mark.parametrize("text", ["2024-05-03", "2024-05-03T15:47Z", "2024-05-03 15:47:42.389-0600"])
def test_what_most_pages_declare_is_plain(text):
    assert _read_plain(text) is not None


def test_the_desks_own_clock_goes_before_utc():
    read = page({"datePublished": "2024-05-03T23:47:42Z"}, article__published_time="2024-05-03T17:47:42-06:00")
    assert value(read.published).value == "2024-05-03T17:47:42-06:00"
    assert choose(read.published).winner.rule == "published/local-clock"


def test_the_offset_of_a_bare_clock_is_inferred_from_utc():
    read = page({"datePublished": "2024-05-03T23:47:42Z", "dateCreated": "2024-05-03 17:47:42"})
    assert value(read.published) == Instant(
        value="2024-05-03T17:47:42-06:00", zone="inferred", text="2024-05-03 17:47:42"
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("PT5M", "PT5M"),
        ("PT1H10M", "PT70M"),
        ("PT300S", "PT5M"),
        ("5 min read", "PT5M"),
        (4, "PT4M"),
        ("", None),
        ("PT", None),
        (True, None),
        ("500 words", None),
    ],
)
def test_durations(raw, expected):
    assert duration(raw) == expected
