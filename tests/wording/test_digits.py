"""Digits of any script."""

import pytest

from copydesk.wording.spelling import has_digit


@pytest.mark.parametrize("text", ["3 May", "Lunde 7", "im März 24", "٣ مايو", "第５号"])
def test_digits_of_every_script_are_seen(text) -> None:
    assert has_digit(text)


@pytest.mark.parametrize("text", ["", "May", "März", "五月", "½ price"])
def test_what_is_no_decimal_digit_is_none(text) -> None:
    assert not has_digit(text)
