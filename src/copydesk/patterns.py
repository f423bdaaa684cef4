"""Regular expressions that are made when they are first asked: of three hundred a page needs a third.

A built package holds the code that `re` makes of each, in `built_patterns.marshal`: to take it from there costs a
twentieth of making it. It is looked up by the text of the pattern and its flags, so it cannot be that of another
pattern, and a Python that would make another code of it passes the file over. A checkout has no such file.
"""

import re
import sys
from functools import cache
from pathlib import Path
from typing import AnyStr, Final, NamedTuple, cast

__all__ = ["BUILT", "Code", "codes_in", "from_code", "maker", "pattern"]

BUILT: Final = "built_patterns.marshal"

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class Code(NamedTuple):
    """What `re` made of a pattern: all that it hands on to its engine."""

    flags: int
    words: bytes
    """The code, four bytes a word in the order of the machine."""
    groups: int
    named: dict[str, int]
    names: tuple[str | None, ...]


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, made at its first use; `re.error` is raised then, too."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))


def maker() -> bytes:
    """What makes codes here; those of another maker are not for this Python."""
    import _sre  # type: ignore[import-not-found]  # `re` has no name for it

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}\n".encode()


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
    code = _codes().get((text, int(flags)))
    return re.compile(text, flags) if code is None else from_code(text, Code(*code))


def from_code(text: AnyStr, code: Code) -> re.Pattern[AnyStr]:
    """What `re.compile` made of the text when the code was taken from it."""
    import _sre

    words = memoryview(code.words).cast("I").tolist()
    made: re.Pattern[AnyStr] = _sre.compile(text, code.flags, words, code.groups, code.named, code.names)
    return made


@cache
def _codes() -> dict[tuple[str | bytes, int], Code]:
    """The codes that the package was built with; none where it was built by another Python, or not at all."""
    return codes_in(Path(__file__).with_name(BUILT))


def codes_in(path: Path) -> dict[tuple[str | bytes, int], Code]:
    """The codes in a file, by the text and the flags of their patterns; none where it is not for this Python."""
    try:
        with path.open("rb") as file:
            if file.readline() != maker():
                return {}
            import marshal

            found: dict[tuple[str | bytes, int], Code] = marshal.load(file)  # noqa: S302  a file of the package
    except (OSError, ImportError, AttributeError, EOFError, ValueError):
        return {}
    return found
