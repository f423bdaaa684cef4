"""What a package is built with beside its modules: values in a file, each taken from it when it is needed.

Such a file names the Python that can read it; another passes it over, and makes what it holds. A checkout has none.
"""

import marshal
import re
import sys
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any, AnyStr, Final, NamedTuple
from zlib import crc32

__all__ = [
    "KEPT",
    "MISSING",
    "PATTERNS",
    "Code",
    "Parts",
    "code_of",
    "from_code",
    "key_of",
    "maker",
    "opened",
    "written",
]

PATTERNS: Final = "built_patterns.marshal"
KEPT: Final = "built_kept.marshal"
MISSING: Final = object()
"""What stands for a part that is not in a file."""


class Code(NamedTuple):
    """What `re` made of a pattern: all that it hands on to its engine."""

    flags: int
    words: bytes
    """The code, four bytes a word in the order of the machine."""
    groups: int
    named: dict[str, int]
    names: tuple[str | None, ...]


class Parts:
    """The parts of a file, by their keys."""

    def __init__(self, places: Mapping[Any, tuple[int, int]], content: memoryview) -> None:
        self._places = places
        self._content = content

    def keys(self) -> list[Any]:
        """The keys of all."""
        return list(self._places)

    def get(self, key: object) -> Any:
        """What stands under the key; MISSING where nothing does."""
        place = self._places.get(key)
        if place is None:
            return MISSING
        return marshal.loads(self._content[place[0] : place[0] + place[1]])  # noqa: S302  a file of the package


def maker() -> bytes:
    """What writes parts here; those of another maker are not for this Python."""
    import _sre  # type: ignore[import-not-found]  # `re` has no name for it

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}\n".encode()


def written(parts: Mapping[Any, Any]) -> bytes:
    """The file: its maker, where each part begins and how long it is, and the parts.

    Raises:
        ValueError: a part is neither a plain value nor one of plain values.
    """
    places: dict[Any, tuple[int, int]] = {}
    content = bytearray()
    for key, value in parts.items():
        part = marshal.dumps(value)
        places[key] = (len(content), len(part))
        content += part
    head = marshal.dumps(places)
    return maker() + b"%d\n" % len(head) + head + content


def opened(path: Path) -> Parts:
    """The parts in a file; none where it is not for this Python, or there is no file."""
    try:
        content = path.read_bytes()
        if not content.startswith(maker()):
            return Parts({}, memoryview(b""))
        start = content.index(b"\n", len(maker())) + 1
        end = start + int(content[len(maker()) : start])
        return Parts(marshal.loads(content[start:end]), memoryview(content)[end:])  # noqa: S302
    except (OSError, ImportError, AttributeError, EOFError, ValueError, TypeError):
        return Parts({}, memoryview(b""))


def code_of(text: str | bytes, flags: int) -> Code:
    """What `re` hands on to its engine for the pattern.

    Raises:
        ImportError, AttributeError, TypeError: this Python has another `re`.
    """
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(text, flags)
    state, words = parsed.state, _compiler._code(parsed, flags)  # noqa: SLF001  `re` has no name for it
    by_number = {number: name for name, number in state.groupdict.items()}
    names = tuple(by_number.get(number) for number in range(state.groups))
    return Code(flags | state.flags, array("I", words).tobytes(), state.groups - 1, dict(state.groupdict), names)


def key_of(text: str | bytes, flags: int) -> tuple[int, int, int]:
    """What the code of a pattern is looked up by; the code comes with the text, since two texts may share a key."""
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return crc32(content), isinstance(text, bytes), int(flags)


def from_code(text: AnyStr, code: Code) -> re.Pattern[AnyStr]:
    """What `re.compile` made of the text when the code was taken from it."""
    import _sre

    words = memoryview(code.words).cast("I").tolist()
    made: re.Pattern[AnyStr] = _sre.compile(text, code.flags, words, code.groups, code.named, code.names)
    return made
