"""A batch killed at random moments and resumed gives what an uninterrupted one gives.

For each kind of output the same pages are read twice: once without a stop, and once killed with SIGKILL at random
moments and resumed each time. JSON lines and CSV have to be equal byte for byte, the tables of Parquet and SQLite row
for row, and each row has to lead to its file. Exit code 1 when one is not.
"""

import argparse
import gzip
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["Trial", "faults", "main", "pages_in", "tried"]

KINDS: Final = ("parquet", "sqlite", "csv", "jsonl", "jsonl.zst")
COMMAND: Final = (sys.executable, "-m", "copydesk", "read")
_SOME_FAILED: Final = 5
_LOOK: Final = 0.01
"""Seconds from one look at the journal to the next."""
_PAUSE: Final = 0.3
"""Seconds, at most, from the last look to the kill: what is written then is the matter of chance."""


class Trial(NamedTuple):
    """What became of one kind of output."""

    kind: str
    done_at_kills: tuple[int, ...]
    """How many sources were done at each kill."""
    last: str
    """What the last run said at its end."""
    faults: tuple[str, ...]
    """What is not as in the uninterrupted run."""


def main() -> int:
    """Try each kind, print a row for it, return 1 where one is not equal."""
    options = _arguments()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pages = pages_in(Path(options.data), work / "pages", options.pages, chance)
        print(f"{len(list(pages.iterdir()))} pages, {options.kills} kills, seed {options.seed}")
        print("| output | done at the kills | last run | verdict |\n|---|---|---|---|", flush=True)
        arguments = (str(pages), *(["--desk"] if options.desk else []), "--jobs", str(options.jobs))
        bad = 0
        for kind in options.kinds or KINDS:
            trial = tried(kind, work, arguments, options.kills, chance)
            bad += bool(trial.faults)
            verdict = "; ".join(trial.faults) or "equal"
            print(f"| {kind} | {' '.join(map(str, trial.done_at_kills))} | {trial.last} | {verdict} |", flush=True)
    return int(bad > 0)


def pages_in(data: Path, folder: Path, count: int, chance: random.Random) -> Path:
    """So many pages of the data sets, chosen by chance, unpacked into the folder."""
    found = sorted(path for path in data.glob("*/html/*") if path.is_file())
    folder.mkdir()
    for path in chance.sample(found, min(count, len(found))):
        content = path.read_bytes()
        name = f"{path.parts[-3]}-{path.name.removesuffix('.gz').removesuffix('.html')}.html"
        (folder / name).write_bytes(gzip.decompress(content) if path.suffix == ".gz" else content)
    return folder


def tried(kind: str, work: Path, arguments: tuple[str, ...], kills: int, chance: random.Random) -> Trial:
    """The kind of output made in one go and in many, and what differs."""
    whole, broken = work / f"whole.{kind}", work / f"broken.{kind}"
    _run(whole, arguments)
    share = 2 * len(list(_rows_of(whole))) // (kills + 1)
    done = [_killed(broken, arguments, chance.randint(0, share), chance.uniform(0, _PAUSE)) for _ in range(kills)]
    last = _run(broken, arguments)
    return Trial(kind, tuple(done), last, tuple(faults(kind, whole, broken)))


def _run(output: Path, arguments: tuple[str, ...]) -> str:
    """The last line that a run to the end says."""
    command = [*COMMAND, *arguments, "-o", str(output), "--resume"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, _SOME_FAILED):
        raise SystemExit(done.stderr)
    return done.stderr.rstrip().rpartition("\n")[2].removeprefix("copydesk: ")


def _killed(output: Path, arguments: tuple[str, ...], sources: int, seconds: float) -> int:
    """How many sources are done after a run that was killed so many seconds after it had done so many more."""
    command = [*COMMAND, *arguments, "-o", str(output), "--resume"]
    due = len(list(_rows_of(output))) + sources
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(list(_rows_of(output))) < due:
            time.sleep(_LOOK)
        time.sleep(seconds)
        process.kill()
    return len(list(_rows_of(output)))


def _rows_of(output: Path) -> Iterator[dict[str, object]]:
    journal = output.with_name(f"{output.name}.journal")
    if journal.exists():
        for line in journal.read_bytes().split(b"\n")[:-1]:
            row = json.loads(line)
            if "name" in row:
                yield row


def faults(kind: str, whole: Path, broken: Path) -> Iterator[str]:
    """What is not in the second output as it is in the first."""
    suffix = kind.partition(".")[0]
    for path in sorted(whole.parent.glob("whole.*")):
        if path.name.endswith(f".{kind}"):
            other = broken.with_name(path.name.replace("whole", "broken", 1))
            if not other.exists():
                yield f"{other.name} is missing"
            elif _content(suffix)(path) != _content(suffix)(other):
                yield f"{other.name} differs"
    rows = [row["name"] for row in _rows_of(broken)]
    if len(rows) != len(set(rows)):
        yield "sources were read twice"
    if [row["name"] for row in _rows_of(whole)] != rows:
        yield "the sources are others, or in another order"
    yield from _not_joined(suffix, broken)


def _content(suffix: str) -> "Callable[[Path], object]":
    return {"parquet": _parquet, "sqlite": _tables}.get(suffix, Path.read_bytes)


def _parquet(path: Path) -> object:
    import duckdb

    with closing(duckdb.connect()) as database:
        return database.read_parquet(str(path)).fetchall()


def _tables(path: Path) -> object:
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("select name from sqlite_schema where type = 'table'")]
        return {name: database.execute(f'select * from "{name}"').fetchall() for name in names}


def _not_joined(suffix: str, output: Path) -> Iterator[str]:
    """Rows whose file is not there."""
    pages = output.parent / "pages"
    for name in _names(suffix, output):
        if not (pages / name).is_file():
            yield f"no file {name}"


def _names(suffix: str, output: Path) -> list[str]:
    if suffix == "sqlite":
        with closing(sqlite3.connect(output)) as database:
            return [
                name for (name,) in database.execute("select name from stories union all select name from failures")
            ]
    if suffix == "parquet":
        import duckdb

        with closing(duckdb.connect()) as database:
            return [name for (name,) in database.read_parquet(str(output)).project("name").fetchall()]
    return [str(row["name"]) for row in _rows_of(output)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batches", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all by default")
    parser.add_argument("--data", required=True, metavar="DIR", help="the data sets")
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--desk", action="store_true", help="have the desk read each story too")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
