"""Numbers as they are written: figures, words, and both with a fraction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["LONGEST_FIGURE", "read_number"]

Words = Mapping[str, str | int | float | bool]
LONGEST_FIGURE: Final = 30
"""Code points; longer ones are no numbers that anybody means, and of some hundred digits they are infinite."""


def read_number(tokens: Sequence[str], words: Words, *, decimal_comma: bool = False) -> float | None:
    """The number that a run of words says, `None` when one of them has no number.

    Args:
        tokens: Words in lower case; hyphens and joining words such as "and" may stand among them.
        words: Value of each number word.
        decimal_comma: A comma parts the fraction, as in German and French.

    """
    total, current, seen = 0.0, 0.0, False
    for token in tokens:
        number = _figure(token, decimal_comma=decimal_comma) if token[0].isdigit() else words.get(token)
        if number is None or isinstance(number, str):
            continue
        seen = True
        value = float(number)
        if value in (100.0, 1000.0, 1e6) and not token[0].isdigit():
            current = max(current, 1.0) * value
            if value > 100:
                total, current = total + current, 0.0
        elif _spoken_year(current, value):
            current = current * 100 + value
        else:
            current += value
    return total + current if seen else None


def _spoken_year(current: float, value: float) -> bool:
    """Nineteen ninety-six: two pairs of figures."""
    return 11 <= current <= 20 and 10 <= value < 100


def _figure(token: str, *, decimal_comma: bool) -> float | None:
    if len(token) > LONGEST_FIGURE:
        return None
    if "/" in token:
        return _fraction(token)
    if decimal_comma:
        token = token.replace(".", "").replace(",", ".") if "," in token else _ungroup(token, ".")
    else:
        token = _ungroup(token, ",") if "." not in token else token.replace(",", "")
    try:
        return float(token)
    except ValueError:
        return None


def _ungroup(token: str, mark: str) -> str:
    head, *groups = token.split(mark)
    return "".join((head, *groups)) if groups and all(len(group) == 3 for group in groups) else token.replace(mark, ".")


def _fraction(token: str) -> float | None:
    above, _, below = token.partition("/")
    if not (above.isdecimal() and below.isdecimal() and int(below)):
        return None
    return int(above) / int(below)
