"""The file names of a folder: the same for a source in every run, and for no two sources."""

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.jobs.folder import file_stem

NAMES = st.one_of(
    st.text("abAB./-\\: é\u0301?#%", min_size=1, max_size=12),
    st.from_regex(r"[a-zA-Z./]{1,9}(\.html)?", fullmatch=True),
    st.sampled_from(
        ["con", "nul.html", "a.html", "A.html", "a", "a.html.html", ".hidden", "-o", "a/" * 200, "https://a.b/c?d"]
    ),
)


@given(NAMES, NAMES)
def test_two_sources_have_two_names_even_where_case_is_nothing(one: str, other: str) -> None:
    if one != other:
        same = file_stem(one).casefold() == file_stem(other).casefold()
        assert not same or {one, other} == {"a", "a.html"} or one.removesuffix(".html") == other.removesuffix(".html")


@given(NAMES)
def test_a_name_is_a_file_name_everywhere(name: str) -> None:
    stem = file_stem(name)
    assert re.fullmatch(r"\w[\w.-]*", stem)
    assert len(stem) <= 100
    assert stem.casefold() not in ("con", "nul", "aux", "prn")
    assert stem == file_stem(name)


def test_what_is_plain_stays_plain() -> None:
    assert file_stem("harbour-bridge.html") == "harbour-bridge"
    assert file_stem("brücke.html") == "brücke"
    assert file_stem("-") == "stdin"


def test_what_could_be_another_as_well_says_whose_it_is() -> None:
    assert file_stem("a/index.html") == "index-jrxs7cv2"
    assert file_stem("b/index.html") == "index-nasdxskt"
