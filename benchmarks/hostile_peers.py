"""The hostile feeds and sitemaps, read by feedparser and fastfeedparser: `python -m benchmarks.hostile --peers`."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

from benchmarks.hostile_listings import LISTINGS
from benchmarks.hostile_pages import MEGABYTE

__all__ = ["PEERS", "beside"]

SECONDS: Final = 20
"""Of CPU, after which a peer is ended."""
MEMORY: Final = 2_000 * MEGABYTE


def _feedparser(content: bytes) -> int:
    import feedparser

    return len(feedparser.parse(content).entries)


def _fastfeedparser(content: bytes) -> int:
    import fastfeedparser

    return len(fastfeedparser.parse(content).entries)


PEERS: Final[dict[str, Callable[[bytes], int]]] = {"feedparser": _feedparser, "fastfeedparser": _fastfeedparser}


def beside(number: int) -> list[str]:
    """What each peer makes of the listing: entries, seconds of CPU and peak megabytes, or how it ended."""
    return [_spawned(name, number) for name in PEERS]


def _spawned(name: str, number: int) -> str:
    command = [sys.executable, "-m", "benchmarks.hostile_peers", name, str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode < 0:
        return f"over {SECONDS} s" if -done.returncode in (9, 24) else f"signal {-done.returncode}"
    return done.stdout.strip() or f"exit code {done.returncode}"


def main() -> None:
    """Read one listing with one peer, under limits, and say what came of it."""
    name, number = sys.argv[1], int(sys.argv[2])
    read = PEERS[name]
    read(b"<rss version='2.0'><channel><item><title>a</title><link>https://c.test/</link></item></channel></rss>")
    content = LISTINGS[number][1]()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    before, started = _peak(), time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (int(started) + SECONDS, int(started) + SECONDS + 1))
    try:
        answer = f"{read(content):,} entries"
    except BaseException as error:  # noqa: BLE001  the very thing that is looked for
        answer = type(error).__name__
    print(f"{answer}, {time.process_time() - started:.2f} s, {_peak() - before} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
