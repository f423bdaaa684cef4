"""Pages a second by the number of processes that read: a table and a picture for docs/benchmarks.md.

python -m benchmarks.cores --data DIR [--pages N] [--most N] [--runs N]

`copydesk read --list PAGES --jobs N -o FILE`, each N in turn, run after run, so that what else the machine does falls
on all alike. Of each N the run with the least CPU counts. "By CPU" is what N cores of this kind would read if nothing
else ran on them: N times the pages, by the CPU seconds of all processes together.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.batches import pages_in
from benchmarks.pictures import COLOURS, GREY, picture
from benchmarks.table import write

START, END = "<!-- cores: start -->", "<!-- cores: end -->"
SEED: Final = 20261127


class Run(NamedTuple):
    """One run over all pages: processes, pages, and seconds on the clock and of CPU."""

    jobs: int
    pages: int
    wall: float
    cpu: float

    @property
    def by_clock(self) -> float:
        """Pages a second as they came."""
        return self.pages / self.wall

    @property
    def by_cpu(self) -> float:
        """Pages a second of as many cores as there are processes, had nothing else run on them."""
        return self.jobs * self.pages / self.cpu


def main() -> None:
    """Measure, draw, write the table between the markers of the page."""
    options = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        listed = _listed(options, Path(folder))
        found = [
            run(listed, options.pages, jobs, Path(folder))
            for _ in range(options.runs)
            for jobs in range(1, options.most + 1)
        ]
    best = best_of(found)
    drawn(best, options.picture)
    write(options.page, f"{_head(options)}\n\n{table(best)}", START, END)


def run(listed: Path, pages: int, jobs: int, folder: Path) -> Run:
    """All pages read once by so many processes."""
    command = [sys.executable, "-m", "copydesk", "read", "--list", str(listed), "--jobs", str(jobs)]
    before, started = _cpu(), time.monotonic()
    output = ["--force", "-o", str(folder / "stories.jsonl")]
    subprocess.run([*command, *output], capture_output=True, check=False)
    return Run(jobs, pages, time.monotonic() - started, _cpu() - before)


def best_of(runs: Sequence[Run]) -> list[Run]:
    """For each number of processes the run with the least CPU."""
    return [
        min((one for one in runs if one.jobs == jobs), key=lambda one: one.cpu)
        for jobs in sorted({one.jobs for one in runs})
    ]


def table(runs: Sequence[Run]) -> str:
    """A row for each number of processes; the CPU beside that of one process."""
    first = runs[0].cpu
    rows = [
        f"| {one.jobs} | {one.by_clock:.0f} | {one.by_cpu:.0f} | {1_000 * one.cpu / one.pages:.1f} "
        f"| {100 * (one.cpu / first - 1):+.0f} % |"
        for one in runs
    ]
    head = "| processes | pages a second | by CPU | ms of CPU a page | CPU beside one process |\n|---|---|---|---|---|"
    return "\n".join([head, *rows])


def drawn(runs: Sequence[Run], path: Path) -> None:
    """Pages a second over processes, by the clock and by CPU, and a line that grows as the cores do."""
    jobs = [one.jobs for one in runs]
    with picture(path, 1, 1, (5.2, 3.6)) as (figure, axes):
        panel = axes.flat[0]
        panel.set(xlabel="processes", title="pages a second", xticks=jobs, xlim=(0.7, jobs[-1] + 0.3))
        panel.plot(jobs, [one * runs[0].by_cpu for one in jobs], color=GREY, linewidth=1, linestyle=(0, (1, 2)))
        panel.plot(jobs, [one.by_cpu for one in runs], color=COLOURS[0], marker="o", label="by CPU")
        panel.plot(jobs, [one.by_clock for one in runs], color=COLOURS[1], marker="s", label="by the clock")
        panel.set_ylim(bottom=0)
        figure.legend(loc="outside lower center", ncols=2)


def _cpu() -> float:
    """CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _listed(options: argparse.Namespace, folder: Path) -> Path:
    import random

    pages = pages_in(options.data, folder / "pages", options.pages, random.Random(SEED))
    listed = folder / "pages.txt"
    names = sorted(str(path) for path in pages.iterdir())
    options.pages = len(names)
    listed.write_text("\n".join(names) + "\n", encoding="utf-8")
    return listed


def _head(options: argparse.Namespace) -> str:
    from copydesk import read
    from copydesk.compiled import form

    read("<h1>Ferry is back</h1><p>The ferry sails again from Monday, the port of Lunde said in the morning.</p>")
    day = datetime.now(UTC).date()
    load = os.getloadavg()[2]
    return (
        f"{day}, Python {platform.python_version()}, {os.cpu_count()} cores under a load of {load:.0f}; {form()}; "
        f"{options.pages} pages, the start of the processes among it, the best of {options.runs}.\n\n"
        f"    python -m benchmarks.cores --data DIR --pages {options.pages}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cores", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--pages", type=int, default=300, metavar="N")
    parser.add_argument("--most", type=int, default=os.cpu_count() or 1, metavar="N", help="processes at most")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--page", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--picture", type=Path, default=Path("docs/pictures/cores.svg"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
