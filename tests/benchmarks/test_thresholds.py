"""Every number that decides has words beside it; those that still have none may only become fewer."""

import doctest

from benchmarks import thresholds

UNTOLD = 100
"""Floats at the head of modules without a word about them; to be lowered with each that gets one."""


def test_no_threshold_comes_without_words() -> None:
    untold = [one for one in thresholds.thresholds(thresholds.SOURCE) if not one.is_told]
    assert len(untold) <= UNTOLD, untold


def test_words_stand_above_beside_or_below() -> None:
    assert doctest.testmod(thresholds).failed == 0
    source = (
        'A = 0.5  # of nine\nB: Final = {"x": 0.2}\n"""Of ten."""\n\nC, D = 0.1, 0.2\nE = 3\ndef f():\n    G = 0.5\n'
    )
    assert list(thresholds.in_module(source)) == [(1, "A", True), (2, "B", True), (5, "C, D", False)]
