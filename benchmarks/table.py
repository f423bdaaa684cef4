"""copydesk and its peers side by side over data sets, as a Markdown table in docs/benchmarks.md.

The scores come from a scorer that is not part of this repository: SCORER SET PRED.jsonl... --json prints
a JSON object a line.
"""

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

from benchmarks.systems import NAMES

Scores: TypeAlias = dict[str, object]

START, END = "<!-- table: start -->", "<!-- table: end -->"
COLUMNS = {
    "zyte_f": "4-shingle F1",
    "acc": "exact",
    "rl_f": "ROUGE-LSum",
    "sn_f": "snippets F1",
    "w_f": "word F1",
    "para_f": "paragraph F1",
    "good": "pages ≥ .95",
    "zero": "pages < .05",
    "title_exact": "title",
    "authors_f1": "authors F1",
    "date_day": "day",
    "date_instant": "instant",
    "topics_f1": "tags F1",
    "deck_near": "deck",
    "image": "image",
    "caption_near": "caption",
    "credit_near": "credit",
    "site": "site",
    "lang": "language",
}


def main() -> None:
    """Predict, score, and write the table between the markers of the page."""
    options = _arguments()
    parts = [_head(), *(_section(name, _scores(name, options)) for name in options.sets)]
    write(options.page, "\n\n".join(parts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.table", description="The table of docs/benchmarks.md.")
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scorer", type=Path, required=True, metavar="SCRIPT")
    parser.add_argument("--ids", type=Path, metavar="FILE")
    dumps = parser.add_mutually_exclusive_group()
    dumps.add_argument("--text", dest="dump", action="store_const", const="--text")
    dumps.add_argument("--text-dup", dest="dump", action="store_const", const="--text-dup")
    parser.add_argument("--systems", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--out", type=Path, default=Path("bench-out"), metavar="DIR", help="for the predictions")
    parser.add_argument("--page", type=Path, default=Path("docs/benchmarks.md"))
    return parser.parse_args()


def _scores(name: str, options: argparse.Namespace) -> Iterator[Scores]:
    ids = ["--ids", str(options.ids)] if options.ids else []
    environment = os.environ | {"BENCH_DATA": str(options.data)}
    for system in options.systems:
        out = options.out / f"{name}{options.dump or ''}" / f"{system}.jsonl"
        dump = [options.dump] if options.dump else []
        predict = ["-m", "benchmarks.predict", name, "--data", str(options.data), *ids, *dump, "--system", system]
        # Pages on which a system failed are in the file, empty: its score carries them.
        subprocess.run([sys.executable, *predict, "-o", str(out)], check=False)
        score = [sys.executable, str(options.scorer), name, str(out), "--json", *ids]
        scored = subprocess.run(score, check=True, capture_output=True, text=True, env=environment)
        yield json.loads(scored.stdout)


def _head() -> str:
    words = [word if not Path(word).is_absolute() else Path(word).name for word in sys.argv[1:]]
    command = shlex.join(["python", "-m", "benchmarks.table", *words])
    versions = ", ".join(f"{name} {_version(name)}" for name in NAMES)
    return f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {versions}.\n\n    {command}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "from source" if name == "copydesk" else "not installed"


def _section(name: str, scores: Iterator[Scores]) -> str:
    found = [_flat(row) for row in scores]
    keys = [key for key in COLUMNS if any(key in row for row in found)]
    lines = [f"### {name}, {found[0]['n']} pages", "", "| system | " + " | ".join(COLUMNS[key] for key in keys) + " |"]
    lines.append("|---" * (len(keys) + 1) + "|")
    lines += [f"| {row['system']} | " + " | ".join(_cell(row.get(key)) for key in keys) + " |" for row in found]
    return "\n".join(lines)


def _flat(row: Scores) -> Scores:
    fields = row.get("meta")
    return row | ({key: value[0] for key, value in fields.items()} if isinstance(fields, dict) else {})


def _cell(value: object) -> str:
    return (
        f"{value:.3f}"
        if isinstance(value, float) and value <= 1
        else f"{value:.1f}"
        if isinstance(value, float)
        else "–"
    )


def write(page: Path, table: str, start: str = START, end: str = END) -> None:
    """Put the table between the markers of the page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(start)
    _, found, after = rest.partition(end)
    if not found:
        sys.exit(f"{page} has no markers {start} and {end}")
    page.write_text(f"{before}{start}\n{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
