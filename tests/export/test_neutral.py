import doctest
import json
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.export.made_up import FERRY, urls, words

from copydesk.export import neutral as module
from copydesk.export.neutral import json_escaped, neutral, one_line, web_address, web_url, without_foreign_scheme

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(module).failed == 0


@given(words)
def test_nothing_is_left_that_a_terminal_obeys_or_that_turns_the_text(text: str) -> None:
    left = neutral(text)
    assert not {c for c in left if unicodedata.category(c) in ("Cc", "Cs")} - {"\n", "\t"}
    assert not BIDI & set(left)
    assert neutral(left) == left


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u3164")))
def test_text_without_controls_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_joiners_of_persian_and_emoji_stay() -> None:
    assert neutral("می\u200cخواهم 👩\u200d🚒") == "می\u200cخواهم 👩\u200d🚒"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;title\x07b", "a␛]0;title␇b"),
        ("a\rb\r\nc", "a␍b\nc"),
        ("\x9b31m", "\ufffd31m"),
        ("pay\u202egpj.exe", "paygpj.exe"),
        ("in\u200bvis\u2060ible\ufeff", "invisible"),
    ],
)
def test_what_is_seen_of_a_trick(text: str, shown: str) -> None:
    assert neutral(text) == shown


def test_one_line_has_single_spaces() -> None:
    assert one_line(" a\n\n b\tc ") == "a b c"


@given(words)
def test_json_stays_the_same_value(text: str) -> None:
    document = json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")
    escaped = json_escaped(document)
    assert json.loads(escaped) == json.loads(document)
    assert not BIDI & set(escaped)


@given(urls)
def test_a_web_url_is_ascii_http_and_stays_one(url: str) -> None:
    kept = web_url(url)
    if kept is not None:
        assert kept.isascii()
        assert kept.isprintable()
        assert urlsplit(kept).scheme in ("http", "https")
        assert urlsplit(kept).netloc
        assert not set(kept) & set(" <>()\"'`\\[]{}|^") or "[::1]" in kept
        assert web_url(kept) == kept


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://ledger.example/a b(1)", "https://ledger.example/a%20b%281%29"),
        ("https://ledger.example/a?x=1&y=%C3%A9#part", "https://ledger.example/a?x=1&y=%C3%A9#part"),
        ("https://user:word@ledger.example/", None),
        ("javascript:alert(1)", None),
        ("//ledger.example/a", None),
        ("https://ledger.example:99999/", None),
        (None, None),
    ],
)
def test_which_urls_are_kept(url: str | None, kept: str | None) -> None:
    assert web_url(url) == kept


@pytest.mark.parametrize(
    ("url", "kept"), [("/a", True), ("https://a.example", True), ("JavaScript:x", False), ("java\nscript:x", False)]
)
def test_foreign_schemes_are_seen_through_control_characters(url: str, kept: bool) -> None:
    assert (without_foreign_scheme(url) == url) is kept


def test_a_page_is_found_where_it_says_else_where_it_answered() -> None:
    asked = replace(FERRY.source, url="https://ledger.example/go", answered_url=None, canonical_url=None)
    answered = replace(asked, answered_url="https://ledger.example/ferry")
    said = replace(answered, canonical_url="https://ledger.example/story/ferry")
    assert [web_address(one) for one in (asked, answered, said, replace(said, canonical_url="javascript:x"))] == [
        "https://ledger.example/go",
        "https://ledger.example/ferry",
        "https://ledger.example/story/ferry",
        "https://ledger.example/ferry",
    ]
