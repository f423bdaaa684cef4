"""How fast an archive takes stories in, how large it grows, and how fast it is searched.

    python -m benchmarks.archive --data DIR [--documents 300000] [--set fundus_test] [-o ARCHIVE] [--picture SVG]

The records are real ones, read and annotated by the desk, with other words (`made_stories.py`), so that strangers share
no passage; a share of them are copies with a fifth of their paragraphs left out. They are made before the clock starts,
chunk by chunk, and the collector of garbage leaves them alone; what is timed is all that an ingest does with a record:
its columns, JSON, compression, index, prints, candidates, relations, commit. CPU time of this process.
"""

import argparse
import gc
import json
import random
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.data import pages
from benchmarks.made_stories import Made
from benchmarks.pictures import COLOURS, picture
from copydesk.archive.archive import Archive, now, open_archive
from copydesk.archive.incoming import incoming
from copydesk.archive.search import search
from copydesk.records import Story

CHUNK: Final = 1_000
TENTHS: Final = 10
SEARCHES: Final = 400


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    bases = list(_bases(arguments.data / arguments.set, arguments.bases))
    if not bases:
        sys.exit(f"no story in {arguments.data / arguments.set}")
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.output or Path(folder) / "archive.db"
        report = measure(path, bases, arguments.documents)
    print(json.dumps(report, indent=2))
    if arguments.picture is not None:
        draw(report, arguments.picture)


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


def measure(path: Path, bases: list[Story], documents: int) -> dict[str, object]:
    """What an ingest of so many documents costs, tenth by tenth, and what searches cost afterwards."""
    made = Made(bases)
    tenths = [0.0] * TENTHS
    counts: dict[str, int] = {}
    with open_archive(path, write=True) as archive, _reader(path) as failures:
        moment = now()
        for begun in range(0, documents, CHUNK):
            chunk = list(islice(made.stories(), min(CHUNK, documents - begun)))
            gc.collect()
            gc.freeze()
            started = time.process_time()
            added = archive.add_all([incoming(story, now=moment) for story in chunk])
            tenths[begun * TENTHS // documents] += time.process_time() - started
            gc.unfreeze()
            for one in added:
                counts[one.kind] = counts.get(one.kind, 0) + 1
        archive.connection.execute("pragma wal_checkpoint(truncate)")
        size = path.stat().st_size
        searches = _searches(archive, made)
    rates = [round(documents / TENTHS / seconds) if seconds else 0 for seconds in tenths]
    return {
        "documents": documents,
        "documents a CPU second": round(documents / sum(tenths)),
        "tenths": rates,
        "last tenth of second": round(rates[-1] / rates[1], 3) if rates[1] else None,
        "kinds": counts,
        "bytes a document": round(size / documents),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "search ms of CPU": searches,
        "errors of a reader beside the writer": failures,
    }


def _searches(archive: Archive, made: Made) -> dict[str, dict[str, float]]:
    chance = random.Random(2)

    def word() -> str:
        words = made.words[chance.choice((5, 6, 7, 8))]
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
