"""How often each rule of names is right, and the weights by how sure they are: the table names_confidence.toml.

    python -m benchmarks.name_confidence names_gum_news.jsonl names_gum_interview.jsonl -o names_confidence.toml

Of each file the documents laid aside are not read. A row counts each distinct name of a document once.
"""

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.parts import is_laid_aside
from benchmarks.train_names import Document, samples
from copydesk.desk.names.kinds import sure_of

LEVELS: Final = (0.5, 0.6, 0.8, 1.0)
ENOUGH: Final = 15
"""Names that a rule must have settled for its share to stand."""
HEAD: Final = """\
# How often what a rule says of a name is right, and what the weights say when they are this sure or less.
# Measured by `python -m benchmarks.name_confidence` on the news and interviews of GUM that were not laid aside
# (annotation CC BY 4.0; texts from Wikinews, CC BY 2.5).

"""


class Named(Document):
    """A document with its id."""

    id: str


def measured(paths: list[Path]) -> str:
    """The shares as a TOML table."""
    rules: dict[str, list[bool]] = defaultdict(list)
    levels: dict[float, list[bool]] = defaultdict(list)
    for line in (line for path in paths for line in path.read_bytes().splitlines()):
        document = msgspec.json.decode(line, type=Named)
        for known, label, _ in () if is_laid_aside(document.id) else samples(document):
            verdict, share = sure_of(known)
            if verdict.kind in ("none", "people"):
                continue
            if share is None:
                rules[verdict.rule].append(verdict.kind == label)
            else:
                levels[next(level for level in LEVELS if share <= level)].append(verdict.kind == label)
    shares = {rule: right for rule, right in sorted(rules.items()) if len(right) >= ENOUGH}
    lines = ["[rules]", *(f'"{rule}" = {_share(right)}' for rule, right in shares.items()), "", "[weights]"]
    lines += [f'"{level}" = {_share(right)}' for level, right in sorted(levels.items())]
    return HEAD + "\n".join(lines) + "\n"


def _share(right: list[bool]) -> str:
    return f"{(sum(right) + 1) / (len(right) + 2):.2f}  # of {len(right)}"


def main() -> None:
    """Reads the data sets and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.write_text(measured(options.sources), encoding="utf-8")


if __name__ == "__main__":
    main()
