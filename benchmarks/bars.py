"""What each threshold without words is worth: a little lower and a little higher, which pages change, to what score.

python -m benchmarks.bars --data DIR --scorer SCRIPT [--every N] [--again] [-o FILE]

Writes a row for each threshold of `benchmarks.thresholds` about which no words stand beside it: its value, and for a
lower and a higher one the pages and dumps whose record changes, that score better, and worse. A row that is known and
whose value still stands is kept; --again measures all of them anew.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple, Protocol
from unittest.mock import patch

import msgspec

from benchmarks.data import Folder, pages
from benchmarks.scorers import scorer_at
from benchmarks.systems import of_story
from benchmarks.thresholds import MEASURED, SOURCE, Bar, Measured, bars, measured, thresholds
from copydesk import CopydeskError, read
from copydesk.records import SourceKind

NEARER: Final = 0.2
"""By which share of itself a threshold is lowered and raised; one of .8 and more by half of what it lacks of 1."""
SAME: Final = 1e-6
"""Sums of scores that differ less are equal."""


class PageRow(Protocol):
    """The scorer's figures of a page, of which those of the fields are a mapping within."""

    def __call__(self, ds: str, r: Mapping[str, Any], p: dict[str, Any], want_rouge: bool = ...) -> dict[str, Any]: ...


class Task(NamedTuple):
    """A page or a dump with its truth."""

    dataset: str
    folder: Folder
    row: Mapping[str, Any]
    content: bytes
    url: str | None


class Answer(NamedTuple):
    """What a page gave: its record as bytes, for a page that is no story the reason, and what of it is scored."""

    record: bytes
    scored: dict[str, Any]


class Change(NamedTuple):
    """Pages whose record another value changes, and those that score better and worse with it."""

    pages: int
    better: int
    worse: int


def main() -> None:
    """Measure what is not measured yet, and write all rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scorer", type=Path, required=True, metavar="SCRIPT")
    parser.add_argument("--every", type=int, default=10, metavar="N", help="every Nth page of each set (10)")
    parser.add_argument("--again", action="store_true", help="also what has a row")
    parser.add_argument("-o", type=Path, default=MEASURED, metavar="FILE")
    options = parser.parse_args()
    known = {} if options.again else measured(options.o)
    asked = [bar for one in thresholds(SOURCE) if not one.has_words for bar in bars(one)]
    tasks = list(tasks_in(options.data, options.every, ("html", "text")))
    score = scorer_of(options.scorer)
    plain = _apart(None, None, tasks)
    rows = []
    for bar in asked:
        row = known.get((bar.file, bar.name))
        if row is None or row.value != bar.value:
            row = _measured(bar, tasks, plain, score)
            print(*row, sep="\t", flush=True)
        rows.append(row)
    lines = ["\t".join(Measured._fields), *("\t".join(map(str, row)) for row in rows)]
    options.o.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _measured(bar: Bar, tasks: Sequence[Task], plain: Sequence[Answer], score: PageRow) -> Measured:
    others = [_apart(bar, value, tasks) for value in (lower(bar.value), higher(bar.value))]
    changes = [difference(tasks, plain, other, score) for other in others]
    return Measured(bar.file, bar.name, bar.value, len(tasks), *changes[0], *changes[1])


def lower(value: float) -> float:
    """A value a fifth below.

    >>> lower(0.5), lower(-2.0)
    (0.4, -2.4)
    """
    return round(value - abs(value) * NEARER, 6)


def higher(value: float) -> float:
    """A value a fifth above; a share that would reach beyond 1 goes half the way there.

    >>> higher(0.5), higher(0.9), higher(3.0)
    (0.6, 0.95, 3.6)
    """
    share = value + abs(value) * NEARER
    return round((1 + value) / 2 if value < 1 <= share else share, 6)


def difference(tasks: Sequence[Task], before: Sequence[Answer], now: Sequence[Answer], score: PageRow) -> Change:
    """How two readings of the same pages differ; only what differs is scored."""
    some = zip(tasks, before, now, strict=True)
    pairs = [
        (_total(task, old, score), _total(task, new, score)) for task, old, new in some if old.record != new.record
    ]
    better = sum(new > old + SAME for old, new in pairs)
    return Change(len(pairs), better, sum(new < old - SAME for old, new in pairs))


def _total(task: Task, answer: Answer, score: PageRow) -> float:
    figures = score(task.dataset, task.row, dict(answer.scored), want_rouge=False) if answer.scored else {"meta": {}}
    return float(sum(figures["meta"].values()) + figures.get("s4_f", 0.0))


def tasks_in(data: Path, every: int, folders: Sequence[Folder]) -> Iterator[Task]:
    """Every Nth page of each folder of each set."""
    for dataset in sorted(path.parent for path in data.glob("*/truth.jsonl")):
        lines = (dataset / "truth.jsonl").read_bytes().replace(b": NaN", b": null").splitlines()
        rows = {row["id"]: row for row in map(msgspec.json.decode, lines)}
        for folder in folders:
            for page in list(pages(dataset, folder))[::every]:
                yield Task(dataset.name, folder, rows[page.id], page.content, page.url)


def scorer_of(path: Path) -> PageRow:
    """The function of the scorer that judges a page."""
    found: PageRow = scorer_at(path).page_row
    return found


def _apart(bar: Bar | None, value: float | None, tasks: Sequence[Task]) -> list[Answer]:
    """The answers of a process of its own, as what was read with one value may be kept for the next page."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(_with(bar, value, tasks)))
    process.start()
    found: list[Answer] = receiver.recv()
    process.join()
    return found


def _with(bar: Bar | None, value: float | None, tasks: Sequence[Task]) -> list[Answer]:
    if bar is None or value is None:
        return [answer(task) for task in tasks]
    answer(tasks[0])  # what is imported when it is first needed is there to be changed
    for module in holders(bar):
        patch.object(module, bar.name, value).start()
    return [answer(task) for task in tasks]


def holders(bar: Bar) -> Iterable[ModuleType]:
    """The modules in which the name of a threshold stands for its value: its own, and those that import it."""
    own = "copydesk." + bar.file.removesuffix(".py").replace("/", ".")
    for name, module in list(sys.modules.items()):
        if name == own or (name.startswith("copydesk.") and _imports(module, own, bar.name)):
            yield module


def _imports(module: ModuleType, own: str, name: str) -> bool:
    path = getattr(module, "__file__", None)
    if not hasattr(module, name) or path is None:
        return False
    source = Path(path).with_suffix("").with_suffix(".py")
    return f"from {own} import" in source.read_text(encoding="utf-8")


def answer(task: Task) -> Answer:
    """What is read."""
    kind: SourceKind = "html" if task.folder == "html" else "text"
    try:
        story = read(task.content, url=task.url, kind=kind)
    except CopydeskError as error:
        return Answer(error.reason.encode(), {})
    return Answer(msgspec.json.encode(story), msgspec.to_builtins(of_story(story)))


if __name__ == "__main__":
    main()
