"""An ingest killed at random moments loses nothing, and the next run completes it: `python -m benchmarks.kills`.

A folder of made-up pages is taken in while SIGKILL ends the run at a random moment, again and again, with a new archive
whenever one is complete. What a reader saw in the archive before a kill has to be there after it. Then the last archive
is completed and has to hold what an undisturbed one holds, `db verify` has to find nothing, and a further run has to
change nothing. Prints how many captures stood in the archive at each kill. Exit code 1 when one of these does not hold.
"""

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final

__all__ = ["faults", "main"]

COMMAND: Final = (sys.executable, "-m", "copydesk")
LOOK: Final = 0.01
"""Seconds from one look at the archive to the next."""
LONGEST: Final = 1.1
"""Time from the start of a run to its kill, at most, as a share of what an undisturbed one takes."""
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><title>{title} - Ellary Ledger</title>
<link rel="canonical" href="https://ledger.example/news/{number}"></head><body><h1>{title}</h1>
<p>By Ada Marsh</p><p>12 May 2024</p>
<p>The harbour authority of Saltmarsh closed quay {number} on Monday after divers found cracks in {piers} piers.</p>
<p>Lorries bound for market {number} have to take the ring road until the engineers have measured {piles} piles.</p>
<p>The council meets again on 21 May to decide who pays the {piles} thousand that works on quay {number} cost.</p>
</body></html>"""


def faults(work: Path, pages: int, kills: int, chance: random.Random) -> list[str]:
    """What does not hold of an ingest of so many pages killed so often; empty where all does."""
    folder = _pages(work / "pages", pages)
    archive, undisturbed = work / "killed.db", work / "undisturbed.db"
    began = time.monotonic()
    _ingest(undisturbed, folder)
    longest = LONGEST * (time.monotonic() - began)
    found: list[str] = []
    for kill in range(kills):
        before = _killed(archive, folder, chance.uniform(0, longest))
        print(len(before), end=" ", flush=True)
        lost = before - _held(archive)
        if lost:
            found.append(f"kill {kill}: {len(lost)} captures were lost")
        if len(before) == pages and kill < kills - 1:
            for path in work.glob("killed.db*"):
                path.unlink()
    _ingest(archive, folder)
    whole = _held(archive)
    if whole != _held(undisturbed) or len(whole) != pages:
        found.append(f"the completed archive has {len(whole)} captures, the undisturbed one {len(_held(undisturbed))}")
    if subprocess.run([*COMMAND, "db", "verify", str(archive)], check=False, capture_output=True).returncode:
        found.append("db verify finds faults")
    _ingest(archive, folder)
    if _held(archive) != whole:
        found.append("a further run changed the archive")
    return found


def _pages(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        page = PAGE.format(title=f"Quay {number} closed", number=number, piers=number * 3, piles=number * 7)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    return folder


def _killed(archive: Path, folder: Path, seconds: float) -> set[tuple[str, str]]:
    """What a reader saw in the archive last before the run was killed."""
    seen: set[tuple[str, str]] = set()
    end = time.monotonic() + seconds
    run = subprocess.Popen([*COMMAND, "ingest", str(archive), str(folder), "--no-desk"], stderr=subprocess.DEVNULL)
    while run.poll() is None and time.monotonic() < end:
        seen = _held(archive)
        time.sleep(LOOK)
    run.send_signal(signal.SIGKILL)
    run.wait()
    return seen


def _held(archive: Path) -> set[tuple[str, str]]:
    """The captures that a reader sees: address and hash of the content."""
    if not archive.exists():
        return set()
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
        return set(connection.execute("select canonical_url, content_hash from capture"))


def _ingest(archive: Path, folder: Path) -> None:
    command = [*COMMAND, "ingest", str(archive), str(folder), "--no-desk"]
    subprocess.run(command, check=True, capture_output=True)


def main() -> int:
    """Kill, complete, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = faults(Path(folder), options.pages, options.kills, random.Random(options.seed))
    print(f"\n{options.kills} kills, {options.pages} pages, seed {options.seed}: {'; '.join(found) or 'nothing lost'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
