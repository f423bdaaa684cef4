"""Datelines of many houses, and paragraphs that open alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.datelines import read_dateline, read_opening_agency

STORY = "The council met on Monday to vote on the budget for the new bridge over the river."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("Moscow:", "Moscow", None),
        ("NEW DELHI:", "New Delhi", None),
        ("MOSCOW, April 17 (Reuters) -", "Moscow", "Reuters"),
        ("BERLIN (dpa) –", "Berlin", "dpa"),
        ("Berlin (dpa/lsw) -", "Berlin", "dpa"),
        ("Washington —", "Washington", None),
        ("LONDON/PARIS (AP) —", "London/Paris", "AP"),
        ("(Kairo/dpa)", "Kairo", "dpa"),
        ("SPRINGFIELD, Ill. (AP) —", "Springfield, Ill.", "AP"),
        ("SMALLVILLE —", "Smallville", None),
        ("SÃO PAULO, SP (FOLHAPRESS) -", "São Paulo, SP", "Folhapress"),
        ("RIO DE JANEIRO (AP) —", "Rio de Janeiro", "AP"),
        ("Madrid, 17 abr (EFE).-", "Madrid", "EFE"),
        ("(ANSA) - ROMA, 17 APR -", "Roma", "ANSA"),
        ("ANKARA, (DHA)-", "Ankara", "DHA"),
        ("BOSTON, MA /PRNewswire/ --", "Boston, MA", "PR Newswire"),
        ("Tokyo, April 17 (Jiji Press)--", "Tokyo", "Jiji"),
        ("Москва. 17 апреля. INTERFAX.RU -", "Москва", "Interfax"),
        ("МОСКВА, 17 апр — РИА Новости.", "Москва", "RIA Novosti"),
        ("МОСКВА, 17 апреля. /ТАСС/.", "Москва", "TASS"),
        ("القاهرة (رويترز) -", "القاهرة", "Reuters"),
        ("नई दिल्ली:", "नई दिल्ली", None),
        ("【東京共同】", "東京", "Kyodo"),
        ("東京 4月17日 ロイター", "東京", "Reuters"),
        ("［東京　１７日　ロイター］ -", "東京", "Reuters"),
        ("新华社北京4月17日电", "北京", "Xinhua"),
        ("(서울=연합뉴스) 홍길동 기자 =", "서울", "Yonhap"),
    ],
)
def test_a_dateline_opens_the_paragraph(opening, place, agency):
    found = read_dateline(f"{opening} {STORY}")
    assert (found.dateline.place, found.agency) == (place, agency)
    assert found.dateline.text == opening
    assert f"{opening} {STORY}"[found.end :] == STORY


@pytest.mark.parametrize(
    "opening",
    [
        "Note:",
        "Q:",
        "A:",
        "John Smith:",
        "Breaking:",
        "EXCLUSIVE —",
        "The plan — which",
        "Sarah — who",
        "SPIEGEL:",
        "Mr. Smith -",
        "I think - and",
        "U.S. officials —",
        "Climate Change —",
        "COVID-19 —",
        "(Bloomberg) --",
        "8) The Old Bridge –",
        "",
    ],
)
def test_other_openings_are_no_dateline(opening):
    assert read_dateline(f"{opening} {STORY}") is None


@pytest.mark.parametrize("opening", ["Feb. 23, 2015 --", "MAY 4, 2024 —", "März, 2021 –", "Sept. 3 (AP) —"])
def test_a_month_is_no_place(opening):
    found = read_dateline(f"{opening} {STORY}")
    assert found is None or found.dateline.place not in ("Feb", "May", "März", "Sept")


@pytest.mark.parametrize("text", ["London: 12C, Paris: 14C", "DOE – WINNER", "Paris:"])
def test_lists_and_results_are_no_dateline(text):
    """A place needs a story behind it."""
    assert read_dateline(text) is None


def test_an_agency_without_a_place():
    assert read_dateline(f"(AFP) — {STORY}") is None
    assert read_opening_agency(f"(AFP) — {STORY}").name == "AFP"
    assert read_opening_agency(STORY) is None


@given(
    st.lists(
        st.sampled_from([*"—:()/.-【】,", "MOSCOW", "Paris", "AP", "dpa", "17 April", " ", "東京", "共同"]), max_size=20
    )
)
def test_a_dateline_is_the_start_of_the_text(parts):
    text = "".join(parts) + " " + STORY
    found = read_dateline(text)
    if found:
        assert 0 < found.end <= len(text)
        assert text[: found.end].strip(" \"'•*").startswith(found.dateline.text[:1])
