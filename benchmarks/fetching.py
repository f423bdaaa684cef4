"""Many addresses of twenty outlets on loopback, followed into an archive: CPU a page, memory, and kills.

    python -m benchmarks.fetching [--pages 2000]        fetch, politeness and ledger, without reading
    python -m benchmarks.fetching --kills 20            a run killed with SIGKILL at random moments and started again

The outlets answer from a process of their own at 127.0.0.2 to 127.0.0.21, with robots.txt, a feed and pages of 20 KB.
The bare client asks for the same pages with httpx2, a connection for each host. CPU is that of the process that
fetches.
"""

import argparse
import json
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from benchmarks.fetching_outlets import HOSTS, PORT, asked, page_of
from copydesk.archive.archive import open_archive
from copydesk.archive.following.follow import Run, follow
from copydesk.errors import NotAStory
from copydesk.intake.outlets import Outlet
from copydesk.jobs.work import Request
from copydesk.records import Capture, Story
from copydesk.settings import Settings

SETTINGS: Final = Settings(allow_private=True, host_delay=0.005, user_agent="copydesk-benchmark/1")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=("bare", "follow"), help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_bare(options.pages) if options.child == "bare" else _followed(options.archive)))
        return
    with tempfile.TemporaryDirectory() as folder, _outlets(options.pages) as log:
        report = kills(Path(folder), log, options) if options.kills else cost(Path(folder), options.pages)
    print(json.dumps(report, indent=2))


@contextmanager
def _outlets(pages: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "benchmarks.fetching_outlets", str(pages // len(HOSTS)), str(log)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                yield log
            finally:
                process.terminate()


def cost(folder: Path, pages: int) -> dict[str, object]:
    """CPU milliseconds a page of a bare client and of a run, and how memory grows with the pages."""
    bare = _child("bare", pages, folder / "none.db")
    first = _child("follow", pages, folder / "a.db")
    with closing(sqlite3.connect(folder / "a.db")) as connection, connection:
        connection.execute("update address set due = '2026-01-01T00:00:00Z', state = 'due'")
    again = _child("follow", pages, folder / "a.db")
    return {"pages": pages, "bare client": bare, "run": first, "run again, nothing changed": again}


def _child(what: str, pages: int, archive: Path) -> object:
    command = [sys.executable, "-m", "benchmarks.fetching", "--child", what]
    command += ["--pages", str(pages), "--archive", str(archive)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def _bare(pages: int) -> dict[str, object]:
    import httpx2

    with httpx2.Client() as client:
        client.get(f"http://{HOSTS[0]}:{PORT}/rss")
        started = time.process_time()
        for number in range(pages):
            client.get(f"http://{HOSTS[number % len(HOSTS)]}:{PORT}{page_of(number // len(HOSTS))}").raise_for_status()
    return {"ms a page": round((time.process_time() - started) * 1_000 / pages, 2)}


def _reader(capture: Capture, *, settings: Settings) -> Story:
    raise NotAStory("no-body", f"nothing is read of {capture.name}")


def _followed(path: Path) -> dict[str, object]:
    outlets = [Outlet(site=f"http://{host}:{PORT}/", feeds=(f"http://{host}:{PORT}/rss",)) for host in HOSTS]
    counts: Counter[str] = Counter()
    memory: list[int] = []
    with open_archive(path, write=True) as archive:
        started = time.process_time()
        for taken in follow(archive, outlets, Run(Request(_reader, settings=SETTINGS))):
            counts[f"{taken.kind} {taken.reason}".strip()] += 1
            if counts.total() % 200 == 0:
                memory.append(_resident())
        spent = time.process_time() - started
    total = counts.total()
    return {
        "outcomes": dict(counts),
        "ms a page": round(spent * 1_000 / max(total, 1), 2),
        "MB after each 200 pages": memory,
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // (1 << 20)


def kills(folder: Path, log: Path, options: argparse.Namespace) -> dict[str, object]:
    """A run of `copydesk watch --once` killed at random and started again; what was asked for more than once."""
    chance = random.Random(options.seed)
    archive, listed = folder / "a.db", folder / "outlets.toml"
    sites = [f"http://{host}:{PORT}" for host in HOSTS]
    listed.write_text("".join(f'[[outlet]]\nsite = "{site}/"\nfeeds = ["{site}/rss"]\n' for site in sites))
    command = [sys.executable, "-m", "copydesk", "watch", str(archive), str(listed), "--once", "--allow-private"]
    command += ["--no-desk", "--delay", "0.25"]
    done = 0
    for _ in range(options.kills):
        before = len(asked(log))
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len(asked(log)) == before:
                time.sleep(0.02)
            time.sleep(1.5 * chance.random())
            with suppress(ProcessLookupError):
                done += process.poll() is None
                process.send_signal(signal.SIGKILL)
    last = subprocess.run(command, capture_output=True, text=True, check=False)
    counts = Counter(asked(log))
    with closing(sqlite3.connect(archive)) as connection:
        outcomes = dict(connection.execute("select outcome, count(*) from address where kind = 'page' group by 1"))
        stories = connection.execute("select count(*), count(distinct url) from capture").fetchone()
    return {
        "kills": done,
        "last run": last.stderr.strip().splitlines()[-1:],
        "outcomes of pages": outcomes,
        "captures, addresses": stories,
        "addresses asked for": len(counts),
        "asked for again": sum(count - 1 for count in counts.values()),
        "at most in flight": done * len(HOSTS),
        "one address at most": max(counts.values()),
    }


if __name__ == "__main__":
    main()
