"""What is made of the package's tables alone: a built package holds it, and a page does not wait until it is made.

To read a value from the file costs a tenth of parsing the tables and making it of them. A checkout has no such file.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from copydesk.built import KEPT, MISSING, Code, Parts, code_of, from_code, opened, written

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

__all__ = ["fresh", "kept", "kept_each", "write"]

T = TypeVar("T")

_MAKERS: Final[dict[str, Callable[[], dict[str, object]]]] = {}
"""What makes the values of the modules that are loaded, by the full names of their functions."""
_VALUE, _PATTERN = 0, 1
"""What a part is: a value, or the text and the code of a pattern."""


def kept(make: Callable[[], T]) -> "_lru_cache_wrapper[T]":
    """`functools.cache` for a function without arguments that makes a plain value, or a pattern, of tables alone.

    Plain are dictionaries, sets, tuples, texts, numbers, and what is made of these; a tuple with names is none.
    """
    name = f"{make.__module__}.{make.__qualname__}"
    _MAKERS[name] = lambda: {name: make()}

    def found() -> T:
        part = _parts().get(name)
        return make() if part is MISSING else _value(*part)

    return cache(found)


def kept_each(names: Callable[[], Iterable[str]]) -> Callable[[Callable[[str], T]], "_lru_cache_wrapper[T]"]:
    """`kept` for a function of one name, made for each of `names`."""

    def decorated(make: Callable[[str], T]) -> "_lru_cache_wrapper[T]":
        full = f"{make.__module__}.{make.__qualname__}"
        _MAKERS[full] = lambda: {f"{full} {name}": make(name) for name in names()}

        def found(name: str) -> T:
            part = _parts().get(f"{full} {name}")
            return make(name) if part is MISSING else _value(*part)

        return cache(found)

    return decorated


@cache
def _parts() -> Parts:
    return opened(Path(__file__).with_name(KEPT))


def _value(kind: int, value: Any) -> Any:
    return value if kind == _VALUE else from_code(value[0], Code(*value[1]))


def write(path: Path) -> None:
    """Write what all modules of the package keep; modules that need what is not installed are left out.

    Raises:
        ValueError: a module keeps what is no plain value.
    """
    path.write_bytes(written({name: _part(value) for name, value in fresh().items()}))


def fresh() -> dict[str, object]:
    """What is kept, made of the tables."""
    source = Path(__file__).parent
    for file in sorted(source.rglob("*.py")):
        if "\n@kept" in file.read_text(encoding="utf-8"):
            with suppress(ImportError):
                import_module(".".join(("copydesk", *file.relative_to(source).with_suffix("").parts)))
    return {name: value for make in _MAKERS.values() for name, value in make().items()}


def _part(value: object) -> tuple[int, object]:
    if isinstance(value, re.Pattern):
        # A pattern tells its flags with those that its text implies; its code is the same for both.
        return _PATTERN, (value.pattern, tuple(code_of(value.pattern, value.flags)))
    return _VALUE, value
