"""The only opener of files: the words of every language, what belongs to none, and what was learned.

`languages/xx.toml` holds all that a language brings, section by section; `world/` places, agencies, zones, markup;
`models/` weights and curves. A language is added by its file, and by nothing else. A built package holds all of it once
more, parsed, in `built.tables`, of which a read takes the parts that it needs; a checkout has no such file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

import msgspec

from copydesk.patterns import pattern

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["codes", "model", "models", "parsed", "raw_rows", "rows", "section", "table", "words"]

R = TypeVar("R", bound=msgspec.Struct)

_HEADER: Final = pattern(r"\[\[?([A-Za-z_]+)")
_LAST: Final = 900
"""The place of a language that names none: behind the others, before the words of every language."""
_BUILT: Final = "built.tables"

_Part = str | memoryview
"""A section as it is written, or as the package was built with it."""
_Place = tuple[int, int]


class Places(msgspec.Struct):
    """Where the sections of each language and the other tables stand behind the first line: first byte and length."""

    languages: dict[str, dict[str, _Place]]
    others: dict[str, _Place]


class Built(NamedTuple):
    """All tables as `hatch_build.py` writes them: the sections of each language, and the other tables by their name."""

    languages: dict[str, dict[str, _Part]]
    others: dict[str, _Part]


def rows(name: str, row: type[R]) -> tuple[R, ...]:
    """The rows of a table: those of each language in turn, each with its `language`, or those of `world/NAME.toml`.

    Each is checked against the type `row`.
    """
    return msgspec.convert(raw_rows(name), tuple[row, ...])  # type: ignore[valid-type]


@cache
def raw_rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of a table as they are written, examples included."""
    if codes(name):
        return tuple({"language": code} | row for code in codes(name) for row in parsed(code, name))
    return tuple(_whole(name)["rows"])


def table(name: str, of: type[R]) -> R:
    """All of `world/NAME.toml` or `models/NAME.toml`."""
    return msgspec.convert(_whole(name), of)


@cache
def words(name: str) -> frozenset[str]:
    """The words that all languages list under a name in their section `words`."""
    return frozenset(word for code in codes("words") for word in parsed(code, "words").get(name, ()))


def section(language: str, name: str, of: type[R]) -> R:
    """What a language has in a section; KeyError where it has none."""
    return msgspec.convert(parsed(language, name), of)


@cache
def codes(name: str) -> tuple[str, ...]:
    """The languages that have a section, in the order in which they are asked."""
    return tuple(code for code, parts in _languages().items() if name in parts)


def model(name: str) -> bytes:
    """What was learned, as it is kept in `models/`."""
    return _home().joinpath("models", name).read_bytes()


def models() -> list[str]:
    """The names of the trees that were learned."""
    suffix = ".json.gz"
    return sorted(
        path.name.removesuffix(suffix) for path in _home().joinpath("models").iterdir() if path.name.endswith(suffix)
    )


@cache
def _home() -> "Traversable":
    """The folder of the tables. A package in an archive needs a library that takes a twentieth of a start."""
    home = Path(__file__).parent
    if home.is_dir():
        return home
    from importlib.resources import files

    return files("copydesk.tables")


def _toml(text: str) -> dict[str, Any]:
    import tomllib  # a built package has no TOML to read

    return tomllib.loads(text)


def _whole(name: str) -> dict[str, Any]:
    built = _built()
    if built:
        found: dict[str, Any] = _read(built.others[name])
        return found
    path = _home().joinpath("world", f"{name}.toml")
    if not path.is_file():
        path = _home().joinpath("models", f"{name}.toml")
    return _toml(path.read_text(encoding="utf-8"))


def parsed(language: str, name: str) -> Any:
    """A section of a language as it is written; KeyError where it has none."""
    return _section(_languages()[language], name)


def _section(parts: Mapping[str, _Part], name: str) -> Any:
    part = parts[name]
    return _read(part)[name] if isinstance(part, str) else _read(part)


def _read(part: _Part) -> Any:
    return _toml(part) if isinstance(part, str) else msgspec.json.decode(part)


@cache
def _built() -> Built | None:
    path = _home().joinpath(_BUILT)
    return _opened(path.read_bytes()) if path.is_file() else None


def _opened(content: bytes) -> Built:
    start = content.index(b"\n")
    places, parts = msgspec.json.decode(content[:start], type=Places), memoryview(content)[start + 1 :]

    def cut(of: dict[str, _Place]) -> dict[str, _Part]:
        return {name: parts[first : first + size] for name, (first, size) in of.items()}

    return Built({code: cut(own) for code, own in places.languages.items()}, cut(places.others))


@cache
def _languages() -> Mapping[str, Mapping[str, _Part]]:
    """Each language's sections, unparsed, in the order in which languages are asked. One read needs a tenth of it."""
    built = _built()
    found: Mapping[str, Mapping[str, _Part]] = built.languages if built else _written()
    return dict(sorted(found.items(), key=lambda pair: (_place(pair[1]), pair[0])))


def _written() -> dict[str, dict[str, str]]:
    paths = [path for path in _home().joinpath("languages").iterdir() if path.name.endswith(".toml")]
    return {path.name.removesuffix(".toml"): _sections(path.read_text(encoding="utf-8")) for path in paths}


def _sections(text: str) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line)
        if header:
            lines = parts.setdefault(header[1], [])
        lines.append(line)
    return {name: "".join(some) for name, some in parts.items()}


def _place(parts: Mapping[str, _Part]) -> int:
    return int(_section(parts, "language").get("place", _LAST))
