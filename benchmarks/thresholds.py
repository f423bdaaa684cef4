"""Numbers that decide: every float at the head of a module, and whether words about it stand beside it.

python -m benchmarks.thresholds            those without words
python -m benchmarks.thresholds --all      all of them

Words are a comment above or beside the number, or a docstring below; numbers that follow one another without a blank
line share the words of the first.
"""

import argparse
import ast
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

ROOMS: Final = ("wording", "layout", "body", "fields", "desk", "archive")
"""Where pages are judged; elsewhere floats are seconds and sizes."""
SOURCE: Final = Path(__file__).parents[1] / "src" / "copydesk"


class Threshold(NamedTuple):
    """A float at the head of a module: file and line, its names as written, and whether it has words."""

    file: str
    line: int
    names: str
    is_told: bool


def main() -> None:
    """Print a line each, then how many."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.thresholds", description=__doc__)
    parser.add_argument("--all", action="store_true", help="those that have words too")
    shows_all = parser.parse_args().all
    found = list(thresholds(SOURCE))
    for one in found:
        if shows_all or not one.is_told:
            print(f"{one.file}:{one.line}: {one.names}")
    print(f"{len(found)} lines with thresholds, {sum(not one.is_told for one in found)} without words")


def thresholds(folder: Path) -> Iterator[Threshold]:
    """Those of every module that judges pages, in order."""
    for path in sorted(path for room in ROOMS for path in (folder / room).rglob("*.py")):
        for line, names, is_told in in_module(path.read_text(encoding="utf-8")):
            yield Threshold(path.relative_to(folder).as_posix(), line, names, is_told)


def in_module(source: str) -> Iterator[tuple[int, str, bool]]:
    """Line, names, and whether there are words, for each statement at the head of a module that names a float.

    >>> list(in_module("# Of 40 pages 38.\\nSURE = 0.95\\nWEAK = 0.5\\n\\nBAR = 0.3\\n"))
    [(2, 'SURE', True), (3, 'WEAK', True), (5, 'BAR', False)]
    """
    lines, body = source.split("\n"), ast.parse(source).body
    above, is_told = -1, False
    for node, after in zip_longest(body, body[1:]):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None or not _has_float(node.value):
            continue
        own = lines[node.lineno - 2].lstrip().startswith("#") or "#" in lines[node.lineno - 1] or _is_text(after)
        is_told = own or (is_told and above == node.lineno - 1)
        above = node.end_lineno or node.lineno
        yield node.lineno, _names(node), is_told


def _has_float(value: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, float) for part in ast.walk(value))


def _is_text(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _names(node: ast.Assign | ast.AnnAssign) -> str:
    return ", ".join(map(ast.unparse, node.targets if isinstance(node, ast.Assign) else [node.target])).strip("()")


if __name__ == "__main__":
    main()
