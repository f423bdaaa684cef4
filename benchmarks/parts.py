"""Documents laid aside: `python -m benchmarks.parts GOLD.jsonl --part laid-aside > IDS` for a scorer's `--ids`.

A third of the documents of each file, by a hash of the id, was laid aside before rules were touched: hand-written rules
have no folds, so what they reach on documents that nobody read is the figure. The rest was in view.
"""

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import msgspec

Part: TypeAlias = Literal["all", "laid-aside", "tuned"]
PARTS: Final[tuple[Part, ...]] = ("all", "laid-aside", "tuned")

_SHARE: Final = 3
# Without it the hash is the one by which TimeBank was already cut in two, and no document of this half falls to it.
_SALT: Final = "laid aside: "


def is_laid_aside(name: str) -> bool:
    """Whether the document of this id is one that was not read while rules were made."""
    return int(hashlib.sha256(f"{_SALT}{name}".encode()).hexdigest(), 16) % _SHARE == 0


def is_in(name: str, part: Part) -> bool:
    """Whether the document of this id belongs to the part."""
    return part == "all" or is_laid_aside(name) == (part == "laid-aside")


def rows_of(lines: Iterable[bytes], part: Part) -> list[dict[str, Any]]:
    """The rows of a JSONL file that belong to the part; a row without an id goes by its number."""
    rows = [msgspec.json.decode(line.replace(b": NaN", b": null")) for line in lines if line.strip()]
    return [row for number, row in enumerate(rows) if is_in(str(row.setdefault("id", number)), part)]


def add_part(parser: argparse.ArgumentParser) -> None:
    """Gives a command the option `--part`."""
    parser.add_argument("--part", choices=PARTS, default="all", help="documents laid aside by hash of id, or the rest")


def main() -> None:
    """Prints the ids of a part, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    add_part(parser)
    arguments = parser.parse_args()
    for row in rows_of(arguments.gold.read_bytes().splitlines(), arguments.part):
        print(row["id"])


if __name__ == "__main__":
    main()
