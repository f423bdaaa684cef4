"""How fast an archive takes stories in, how large it grows, and how fast it is searched.

    python -m benchmarks.archive --data DIR [--documents 300000] [--set fundus_test] [-o ARCHIVE] [--picture SVG]

The records are real ones, read and annotated by the desk, with other words (`made_stories.py`), so that strangers share
no passage; a share of them are copies with a fifth of their paragraphs left out. Another process makes them, before the
clock starts, and the collector of garbage leaves them alone; what is timed is all that an ingest does with a record:
its columns, JSON, compression, index, prints, candidates, relations, commit. CPU time and memory are those of the
process that takes them in. A fixed piece of work after each batch says how fast the machine was meanwhile.
"""

import argparse
import gc
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any, Final

import msgspec

from benchmarks.data import pages
from benchmarks.made_stories import Made, vocabulary
from benchmarks.pictures import COLOURS, picture
from copydesk.archive.archive import Archive, now, open_archive
from copydesk.archive.incoming import Incoming, incoming
from copydesk.archive.search import search
from copydesk.compiled import form
from copydesk.records import Story

BATCH: Final = 1_000
CHUNK: Final = 50
"""Records that are in hand at once, as readers hold them."""
TENTHS: Final = 10
SEARCHES: Final = 400


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.output or Path(folder) / "archive.db"
        report = measure(path, _made(arguments), arguments.documents)
    print(json.dumps(report, indent=2))
    if arguments.picture is not None:
        draw(report, arguments.picture)


def _made(arguments: argparse.Namespace) -> Iterator[Story]:
    """The records, from a process of their own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    folder = arguments.data / arguments.set
    maker = context.Process(target=make, args=(theirs, folder, arguments.bases, arguments.documents), daemon=True)
    maker.start()
    theirs.close()
    try:
        while True:
            yield msgspec.json.decode(ours.recv_bytes(), type=Story)
    except EOFError:
        maker.join()


def make(pipe: Connection, folder: Path, bases: int, documents: int) -> None:
    """Send so many records; the work of the other process."""
    stories = list(_bases(folder, bases))
    if not stories:
        sys.exit(f"no story in {folder}")
    for story in islice(Made(stories).stories(), documents):
        pipe.send_bytes(msgspec.json.encode(story))


def draw(report: dict[str, Any], path: Path) -> None:
    """The rate of each tenth of the documents, and what searches cost."""
    with picture(path, 1, 2, (8, 2.8)) as (_, ((rates, searches),)):
        ends = [report["documents"] * (tenth + 1) // TENTHS for tenth in range(TENTHS)]
        rates.plot(ends, report["tenths"], marker="o", color=COLOURS[0])
        rates.set(title="Taken in", xlabel="documents in the archive", ylabel="documents a CPU second", ylim=(0, None))
        costs = report["search ms of CPU"]
        for place, share in enumerate(("p50", "p95")):
            places = [number + 0.4 * place for number in range(len(costs))]
            searches.bar(places, [cost[share] for cost in costs.values()], 0.38, label=share, color=COLOURS[place])
        searches.set(title="Searched", ylabel="ms of CPU", xticks=[number + 0.2 for number in range(len(costs))])
        searches.set_xticklabels(costs)
        searches.legend()


def measure(path: Path, made: Iterator[Story], documents: int) -> dict[str, object]:
    """What an ingest of so many documents costs, tenth by tenth, and what searches cost afterwards."""
    tenths = [0.0] * TENTHS
    counts: dict[str, int] = {}
    speed = [_yardstick()]
    fastest = float("inf")
    with open_archive(path, write=True) as archive, _reader(path) as failures:
        moment = now()
        for begun in range(0, documents, BATCH):
            ready, spent = _ready(islice(made, BATCH), moment)
            started = time.process_time()
            added = archive.add_all(ready)
            spent += time.process_time() - started
            tenths[begun * TENTHS // documents] += spent
            fastest = min(fastest, spent / len(ready))
            speed.append(_yardstick())
            for one in added:
                counts[one.kind] = counts.get(one.kind, 0) + 1
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        archive.connection.execute("pragma wal_checkpoint(truncate)")
    with open_archive(path) as archive:
        searches = _searches(archive)
    rates = [round(documents / TENTHS / seconds) if seconds else 0 for seconds in tenths]
    return {
        "documents": documents,
        "form": form(),
        "documents a CPU second": round(documents / sum(tenths)),
        "in the fastest batch": round(1 / fastest),
        "tenths": rates,
        "last tenth of second": round(rates[-1] / rates[1], 3) if rates[1] else None,
        "kinds": counts,
        "bytes a document": round(path.stat().st_size / documents),
        "peak MB": round(peak / 1024),
        "search ms of CPU": searches,
        "errors of a reader beside the writer": failures,
        "yardstick ms of CPU by tenth": [
            round(median(speed[tenth * len(speed) // TENTHS : (tenth + 1) * len(speed) // TENTHS] or speed), 1)
            for tenth in range(TENTHS)
        ],
        "yardstick ms of CPU after the searches": _yardstick(),
    }


def _ready(stories: Iterator[Story], moment: str) -> tuple[list[Incoming], float]:
    """A batch made ready, and the seconds that it took; a few records are in hand at once."""
    ready: list[Incoming] = []
    spent = 0.0
    while chunk := list(islice(stories, CHUNK)):
        gc.collect()
        gc.freeze()
        started = time.process_time()
        ready += [incoming(story, now=moment) for story in chunk]
        spent += time.process_time() - started
        gc.unfreeze()
    return ready, spent


def _yardstick() -> float:
    """Milliseconds of CPU for a fixed piece of work, the median of nine: 5.6 where nothing else runs."""
    times = []
    for _ in range(9):
        started = time.process_time()
        sorted(str(number * 7919 % 100_003) for number in range(20_000))
        times.append(1e3 * (time.process_time() - started))
    return round(sorted(times)[4], 1)


def _searches(archive: Archive) -> dict[str, dict[str, float]]:
    chance = random.Random(2)
    known = vocabulary()

    def word() -> str:
        words = known[chance.choice((5, 6, 7, 8))]
        return words[int(len(words) * chance.random() ** 2)]

    kinds: dict[str, Callable[[], str]] = {
        "word": word,
        "two words": lambda: f"{word()} {word()}",
        "phrase": lambda: f'"{word()} {word()}"',
        "prefix": lambda: f"{word()[:4]}*",
    }
    found = {}
    for name, query in kinds.items():
        times = []
        for _ in range(SEARCHES):
            asked = query()
            started = time.process_time()
            search(archive.connection, asked)
            times.append(1e3 * (time.process_time() - started))
        times.sort()
        found[name] = {"p50": round(times[len(times) // 2], 2), "p95": round(times[len(times) * 95 // 100], 2)}
    return found


class _reader:  # noqa: N801 - a context manager reads as a phrase
    """Somebody who searches all through the writing, in a thread with a connection of their own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failures: list[str] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> list[str]:
        self._thread.start()
        return self._failures

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._ended.wait(5):
            try:
                with open_archive(self._path) as archive:
                    archive.search("bada", limit=5)
            except Exception as error:  # noqa: BLE001 - any error of the reader is the finding
                self._failures.append(f"{type(error).__name__}: {error}")


def _bases(folder: Path, most: int) -> Iterator[Story]:
    import copydesk
    from copydesk.desk import with_reading

    for page in islice(pages(folder), most):
        try:
            yield with_reading(copydesk.read(page.content, url=page.url))
        except copydesk.CopydeskError:
            continue


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the development sets")
    parser.add_argument("--set", default="fundus_test")
    parser.add_argument("--documents", type=int, default=300_000)
    parser.add_argument("--bases", type=int, default=100, help="real records that the made ones are made of")
    parser.add_argument("-o", "--output", type=Path, help="keep the archive here")
    parser.add_argument("--picture", type=Path, help="draw the figures as SVG, such as docs/pictures/archive.svg")
    return parser.parse_args()


if __name__ == "__main__":
    main()
