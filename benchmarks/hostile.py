"""Hostile inputs, each read in a fresh process under a memory limit: time, memory, answer.

Feeds and sitemaps (`listing: …`) have 2 seconds of CPU and 250 MB, whatever their size, and may open nothing.
Budget of all else: 2 seconds of CPU and 1 more for each megabyte; 400 MB of memory above the input as built, and 30
times its size.
Exit code 1 when an input crashes a process, raises what is not a copydesk error, or goes over its budget.
"""

import argparse
import codecs
import json
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile_inputs import ALL, Hostile
from benchmarks.hostile_pages import MEGABYTE, Content

MEMORY_LIMIT = 4_000 * MEGABYTE
BASE_SECONDS, SECONDS_PER_MB = 2.0, 1.0
LISTING_MB = 250.0
BASE_MB, MB_PER_MB = 400.0, 30.0
WALL_SECONDS = 180

WARM = (
    b"<!DOCTYPE html><title>Warm</title><h1>A page to load the tables with</h1>"
    + b"<p>The first read of a process loads the tables of rules, and that is not what is measured here at all.</p>" * 5
)


class Result(NamedTuple):
    """What became of one input: CPU seconds and peak megabytes of the read, and the answer."""

    size: int
    seconds: float
    peak: float
    answer: str
    sound: bool
    is_listing: bool = False

    @property
    def verdict(self) -> str:
        """`ok`, or what is wrong."""
        megabytes = self.size / MEGABYTE
        if not self.sound:
            return "CRASH"
        if self.is_listing:
            return "SLOW" if self.seconds > BASE_SECONDS else "ok" if self.peak <= LISTING_MB else "MEMORY"
        if self.seconds > BASE_SECONDS + SECONDS_PER_MB * megabytes:
            return "SLOW"
        return "ok" if self.peak <= BASE_MB + MB_PER_MB * megabytes else "MEMORY"


def main() -> int:
    """Run the inputs, print the table, return 1 if any verdict is not `ok`."""
    options = _arguments()
    if options.child is not None:
        print(json.dumps(_read(ALL[options.child])))
        return 0
    if options.peers:
        _show_peers(options.only)
        return 0
    chosen = [n for n, hostile in enumerate(ALL) if options.only.casefold() in hostile.name.casefold()]
    print("| input | MB | s | peak MB | answer | verdict |\n|---|---|---|---|---|---|", flush=True)
    with ThreadPoolExecutor(options.jobs) as pool:
        results = [_shown(number, result) for number, result in zip(chosen, pool.map(_spawn, chosen), strict=True)]
    bad = sum(result.verdict != "ok" for result in results)
    print(f"\n{len(results)} inputs, {bad} not within budget")
    return int(bad > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--only", default="", metavar="WORDS", help="only inputs whose name contains WORDS")
    parser.add_argument("--jobs", type=int, default=1, help="processes at once; more than one blurs the times")
    parser.add_argument("--peers", action="store_true", help="feeds and sitemaps by feedparser and fastfeedparser")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _show_peers(only: str) -> None:
    """The feeds and sitemaps by us and by others."""
    from benchmarks.hostile_listings import LISTINGS
    from benchmarks.hostile_peers import PEERS, beside

    print(f"| input | MB | copydesk | {' | '.join(PEERS)} |\n|---|---|---|{'---|' * len(PEERS)}", flush=True)
    places = {hostile.name: number for number, hostile in enumerate(ALL)}
    for number, (name, _) in enumerate(LISTINGS):
        if only.casefold() in name.casefold():
            own = _spawn(places[f"listing: {name}"])
            answer = f"{own.answer}, {own.seconds:.2f} s, {own.peak:.0f} MB".replace("|", "\\|")
            print(f"| {name} | {own.size / MEGABYTE:.1f} | {answer} | {' | '.join(beside(number))} |", flush=True)


def _shown(number: int, result: Result) -> Result:
    size, answer = result.size / MEGABYTE, result.answer.replace("|", "\\|")
    figures = f"{size:.2f} | {result.seconds:.2f} | {result.peak:.0f}"
    print(f"| {ALL[number].name} | {figures} | {answer} | {result.verdict} |", flush=True)
    return result


def _spawn(number: int) -> Result:
    command = [sys.executable, "-m", "benchmarks.hostile", "--child", str(number)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Result(0, WALL_SECONDS, 0, f"no answer in {WALL_SECONDS} s", sound=False)
    if done.returncode:
        last = done.stderr.strip().rsplit("\n", 1)[-1][:80]
        return Result(0, 0, 0, f"exit code {done.returncode} {last}".strip(), sound=False)
    return Result(*json.loads(done.stdout))


def _read(hostile: Hostile) -> Result:
    import copydesk
    from copydesk.errors import CopydeskError

    content = hostile.build()
    if hostile.kind == "listing":
        return _gone_through(content)
    with suppress(CopydeskError):
        copydesk.read(WARM, kind="text" if hostile.kind == "text" else "html")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    before, started = _peak(), time.process_time()
    answer, sound = _answer(content, hostile)
    return Result(len(content), time.process_time() - started, _peak() - before, answer, sound)


def _gone_through(content: Content) -> Result:
    """What a feed or sitemap names; it fails where it opens a file or an address."""
    from copydesk.errors import CopydeskError
    from copydesk.intake.listings.read import listing_in

    assert isinstance(content, bytes)
    list(listing_in(b"<rss><channel><item><link>https://c.test/</link></item></channel></rss>").named)
    opened: list[str] = []
    library = str(Path(codecs.__file__).parent)  # where Python looks for a codec by the name that a listing states

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        is_foreign = event == "open" and not str(arguments[0]).startswith(library)
        if is_foreign or event == "socket.connect":
            opened.append(event)

    sys.addaudithook(heard)
    before, started = _peak(), time.process_time()
    try:
        listing = listing_in(content)
        named = failed = 0
        for one in listing.named:
            named += 1
            failed += one.failure is not None
        answer = f"{named:,} named, {failed:,} with a failure, {len(listing.faults)} faults"
    except CopydeskError as error:
        answer = f"{type(error).__name__}: {error.reason}"
    except BaseException as error:  # noqa: BLE001  the very thing that is looked for
        return Result(len(content), 0, 0, f"{type(error).__name__}: {error}"[:90], sound=False, is_listing=True)
    seconds, peak = time.process_time() - started, _peak() - before
    answer += f"; opened {len(opened)}" if opened else ""
    return Result(len(content), seconds, peak, answer, not opened, is_listing=True)


def _answer(content: Content, hostile: Hostile) -> tuple[str, bool]:
    import copydesk
    from copydesk.errors import CopydeskError

    try:
        story = copydesk.read(content, kind=None if hostile.kind == "listing" else hostile.kind)
        body = sum(block.role == "body" for block in story.blocks)
        return f"record: {len(story.blocks)} blocks, {body} body", True
    except CopydeskError as error:
        return f"{type(error).__name__}: {error.reason}", True
    except BaseException as error:  # noqa: BLE001  the very thing that is looked for
        return f"{type(error).__name__}: {error}"[:90].replace("\n", " "), False


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
