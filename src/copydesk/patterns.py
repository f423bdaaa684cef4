"""Regular expressions that are made when they are first asked: of three hundred a page needs a third.

A built package holds the code that `re` makes of each: to take it from there costs a twentieth of making it. It is
compared by the text of the pattern and its flags, so it cannot be that of another pattern.
"""

import re
from functools import cache
from pathlib import Path
from typing import AnyStr, Final, cast

from copydesk.built import MISSING, PATTERNS, Code, Parts, from_code, key_of, opened

__all__ = ["pattern"]

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, made at its first use; `re.error` is raised then, too."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._of = (text, flags)

    def __getattr__(self, name: str) -> object:
        made = _made(*self._of)  # type: ignore[type-var]
        # From now on the methods are found here, without a further step at each call.
        self.__dict__.update({method: getattr(made, method) for method in _METHODS})
        found: object = getattr(made, name)
        return found


def _made(text: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    part = _codes().get(key_of(text, flags))
    if part is MISSING or part[0] != text:
        return re.compile(text, flags)
    return from_code(text, Code(*part[1]))


@cache
def _codes() -> Parts:
    """The codes that the package was built with; none where it was built by another Python, or not at all."""
    return opened(Path(__file__).with_name(PATTERNS))
