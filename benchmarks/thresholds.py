"""Numbers that decide: every float at the head of a module, and whether words about it stand beside it.

python -m benchmarks.thresholds            those without words and without a measurement
python -m benchmarks.thresholds --all      all of them

Words are a comment above or beside the number, or a docstring below; numbers that follow one another without a blank
line share the words of the first. What has no words has a row in `thresholds.tsv`, measured by `benchmarks.bars`.
Limits of time are no thresholds.
"""

import argparse
import ast
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

ROOMS: Final = ("wording", "layout", "body", "fields", "desk", "archive")
"""Where pages are judged; elsewhere floats are seconds and sizes."""
SOURCE: Final = Path(__file__).parents[1] / "src" / "copydesk"


MEASURED: Final = Path(__file__).with_name("thresholds.tsv")


class Threshold(NamedTuple):
    """A float at the head of a module: file and line, its names as written, its values, and whether it has words."""

    file: str
    line: int
    names: str
    values: tuple[float, ...]
    has_words: bool


class Bar(NamedTuple):
    """One name with one value."""

    file: str
    name: str
    value: float


class Measured(NamedTuple):
    """Of so many pages and dumps those whose record a lower and a higher value changes, makes better, makes worse."""

    file: str
    name: str
    value: float
    pages: int
    lower_changes: int
    lower_better: int
    lower_worse: int
    higher_changes: int
    higher_better: int
    higher_worse: int


def main() -> None:
    """Print a line each, then how many."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.thresholds", description=__doc__)
    parser.add_argument("--all", action="store_true", help="those that have words too")
    shows_all = parser.parse_args().all
    found, without = list(thresholds(SOURCE)), untold()
    for one in found if shows_all else without:
        print(f"{one.file}:{one.line}: {one.names}")
    print(f"{len(found)} lines with thresholds, {len(without)} without words or measurement")


def untold() -> list[Threshold]:
    """Thresholds that have neither words nor, for every name, a row measured at the value that stands there now."""
    rows = measured(MEASURED)
    return [one for one in thresholds(SOURCE) if not one.has_words and not _is_measured(one, rows)]


def _is_measured(one: Threshold, rows: Mapping[tuple[str, str], Measured]) -> bool:
    own = bars(one)
    known = [rows[bar.file, bar.name] for bar in own if (bar.file, bar.name) in rows]
    return bool(own) and [row.value for row in known] == [bar.value for bar in own]


def bars(one: Threshold) -> list[Bar]:
    """Each name with its value; none for what holds its numbers in a table."""
    names = one.names.split(", ")
    values = one.values * len(names) if len(one.values) == 1 else one.values
    if len(values) != len(names):
        return []
    return [Bar(one.file, name, value) for name, value in zip(names, values, strict=True)]


def measured(path: Path) -> dict[tuple[str, str], Measured]:
    """The rows of the table by file and name; none where there is no table."""
    if not path.exists():
        return {}
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    rows = (Measured(file, name, float(value), *map(int, counts)) for file, name, value, *counts in lines)
    return {(row.file, row.name): row for row in rows}


def thresholds(folder: Path) -> Iterator[Threshold]:
    """Those of every module that judges pages, in order."""
    for path in sorted(path for room in ROOMS for path in (folder / room).rglob("*.py")):
        for line, names, values, has_words in in_module(path.read_text(encoding="utf-8")):
            if not names.endswith("SECONDS"):
                yield Threshold(path.relative_to(folder).as_posix(), line, names, values, has_words)


def in_module(source: str) -> Iterator[tuple[int, str, tuple[float, ...], bool]]:
    """Line, names, values, and whether there are words, for each statement at the head of a module that names a float.

    >>> list(in_module("# Of 40 pages 38.\\nSURE = 0.95\\nWEAK = 0.5\\n\\nBAR = 0.3\\n"))
    [(2, 'SURE', (0.95,), True), (3, 'WEAK', (0.5,), True), (5, 'BAR', (0.3,), False)]
    """
    lines, body = source.split("\n"), ast.parse(source).body
    above, has_words = -1, False
    for node, after in zip_longest(body, body[1:]):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None or not _has_float(node.value):
            continue
        own = lines[node.lineno - 2].lstrip().startswith("#") or "#" in lines[node.lineno - 1] or _is_text(after)
        has_words = own or (has_words and above == node.lineno - 1)
        above = node.end_lineno or node.lineno
        yield node.lineno, _names(node), _values(node.value), has_words


def _has_float(value: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, float) for part in ast.walk(value))


def _values(value: ast.expr) -> tuple[float, ...]:
    try:
        found = ast.literal_eval(value)
    except ValueError:
        return ()
    numbers = found if isinstance(found, tuple) else (found,)
    return tuple(map(float, numbers)) if all(isinstance(one, int | float) for one in numbers) else ()


def _is_text(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _names(node: ast.Assign | ast.AnnAssign) -> str:
    targets = map(ast.unparse, node.targets if isinstance(node, ast.Assign) else [node.target])
    return ", ".join(target.strip("()") for target in targets)


if __name__ == "__main__":
    main()
