"""Language tags in their shortest form, registered subtags only."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.subtags import shortest


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("ENG", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("en_US.UTF-8", "en-US"),
        ("en-us", "en-US"),
        ("de-Latn-AT", "de-AT"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("zh_hans_CN", "zh-Hans-CN"),
        ("cmn", "zh"),
        ("es-419", "es-419"),
        ("en-UK", "en-GB"),
        ("iw", "he"),
        ("mo", "ro"),
        ("fil-PH", "fil-PH"),
        ("nob", "nb"),
        ("kr", "kr"),
        ("en,de", "en"),
        ("en-XQ", "en"),
        ("ca@valencia", "ca"),
    ],
)
def test_a_tag_in_its_shortest_form(written: str, tag: str) -> None:
    assert tag == shortest(written)


@pytest.mark.parametrize("written", ["utf", "utf-8", "cn", "jp", "cz", "dk", "xx", "qqq1", "english", "", "-", "e"])
def test_what_is_no_language(written: str) -> None:
    assert shortest(written) is None


@given(st.text(max_size=20))
def test_any_text_gives_a_tag_or_nothing(written: str) -> None:
    tag = shortest(written)
    assert tag is None or re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", tag)
    assert tag is None or tag == shortest(tag)
