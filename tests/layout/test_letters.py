"""The letters of a piece of source with their places."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout.letters import Letters, html_letters, json_letters


def told(letters: Letters, source: str) -> list[tuple[str, str]]:
    """Each letter with the source at its place."""
    return [(letter, source[start:end]) for letter, (start, end) in zip(letters.text, letters.spans, strict=True)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a<b>c</b>d", "acd"),
        ("a<!-- no -->b", "ab"),
        ("<a title='x > y'>b</a>", "b"),
        ("a<script>if (a<b) '</b>'</script>b", "ab"),
        ("a<rt>x</rt>b", "ab"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("a<span style='display:none'>x<span>y</span>z</span>b", "ab"),
        ("a<i hidden>x</i><i data-hidden>b</i>", "ab"),
        ("<i aria-hidden=true>T</i>he", "The"),
        ("a<i aria-hidden=true>said again for screens</i>b", "ab"),
        ("a<svg><svg>x</svg>y</svg>b", "ab"),
        ("a<svg>b", "ab"),
        ("a<img hidden>b<br style='display:none'>c", "abc"),
    ],
)
def test_markup_and_what_it_hides_is_out(source: str, text: str) -> None:
    assert text == html_letters(source).text


def test_references_keep_their_place() -> None:
    source = "R&oslash;st &amp; &notit; &#x41;&#8217;"
    letters = told(html_letters(source), source)
    assert ("ø", "&oslash;") in letters
    assert ("&", "&amp;") in letters
    assert letters[7:11] == [("¬", "&not"), ("i", "i"), ("t", "t"), (";", ";")]
    assert letters[-2:] == [("A", "&#x41;"), ("’", "&#8217;")]


def test_escapes_keep_their_place() -> None:
    source = r"R\u00f8st \"a\/b\" \ud83d\ude00"
    letters = told(json_letters(source), source)
    assert letters[:2] == [("R", "R"), ("ø", r"\u00f8")]
    assert ("/", r"\/") in letters
    assert letters[-1] == ("\U0001f600", r"\ud83d\ude00")


@given(st.text(alphabet="ab<>/&;\"' =\n", max_size=60))
def test_letters_stand_in_order_in_any_source(source: str) -> None:
    letters = html_letters(source)
    assert len(letters.text) == len(letters.spans)
    assert all(0 <= start < end <= len(source) for start, end in letters.spans)
    assert all(one[0] <= two[0] for one, two in zip(letters.spans, letters.spans[1:], strict=False))


@pytest.mark.parametrize("opened", ["<svg>", "<i hidden>", "<i aria-hidden=true>", "<rt>", "<b style='display:none'>"])
def test_elements_that_are_never_closed_cost_one_look(opened: str) -> None:
    started = time.process_time()
    html_letters(f"{opened}a" * 10_000 + "</i>" * 10)
    assert time.process_time() - started < 20
