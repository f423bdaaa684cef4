"""Damaged pages, each read by the compiled and by the plain form: the same answer, no crash, no page over its budget.

python -m benchmarks.fuzz --data DIR [--seeds 0-100000] [--largest 32768]
python -m benchmarks.fuzz --mixed [--seeds 0-100000]      made-up pages; lines that are nearly bylines, credits, dates

A seed makes the same page on every machine, so a run goes on where one ended, and a page that fails is known by its
seed. The budget is that of `benchmarks.hostile`: 2 seconds of CPU and 1 more for each megabyte. Exit code 1 where a
page fails.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from benchmarks.data import pages
from benchmarks.hostile import BASE_SECONDS, SECONDS_PER_MB
from benchmarks.hostile_pages import MEGABYTE
from benchmarks.mixed_pages import mixed
from benchmarks.mutate import mutated
from copydesk import CopydeskError, read
from copydesk.compiled import PURE, form

PAGES_A_SET: Final = 40
SEEDS_A_TURN: Final = 1_000
FORMS: Final = ("0", "1")
"""Values of COPYDESK_PURE."""


class Answer(NamedTuple):
    """What a seed's page gave: a hash of the record, or the reason; bytes of the page and CPU seconds."""

    seed: int
    what: str
    size: int
    seconds: float

    @property
    def is_slow(self) -> bool:
        """Whether it went over its budget."""
        return self.seconds > BASE_SECONDS + SECONDS_PER_MB * self.size / MEGABYTE


class Failing(NamedTuple):
    """A page that the forms read differently, that was slow, or that brought a process down."""

    seed: int
    why: str


def main() -> int:
    """Exit code 1 when a page fails."""
    options = _arguments()
    if options.child:
        _answer_all(options)
        return 0
    start, end = options.seeds
    began, reasons, failed = time.monotonic(), Counter[str](), 0
    for first in range(start, end, SEEDS_A_TURN):
        last = min(end, first + SEEDS_A_TURN)
        for found in compared(options.data, range(first, last), options.largest):
            if isinstance(found, Failing):
                failed += 1
                print(f"seed {found.seed}: {found.why}", flush=True)
            else:
                reasons[found.what if ":" not in found.what else "story"] += 1
        done = time.monotonic() - began
        print(f"{last - start:,} of {end - start:,} in {done:.0f} s, {failed} failing", file=sys.stderr, flush=True)
    print(f"{end - start:,} pages of at most {options.largest:,} bytes, {failed} failing; " + _shares(reasons))
    return int(failed > 0)


def _shares(reasons: Counter[str]) -> str:
    return ", ".join(f"{reason} {count:,}" for reason, count in reasons.most_common())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    pages = parser.add_mutually_exclusive_group(required=True)
    pages.add_argument("--data", type=Path, metavar="DIR", help="the folder that holds the sets")
    pages.add_argument("--mixed", action="store_true", help="pages of `mixed_pages.py`, none of them real")
    parser.add_argument("--seeds", type=_range, default=(0, 2_000), metavar="A-B", help="from A up to but not B")
    parser.add_argument("--largest", type=int, default=32_768, metavar="BYTES", help="of a page before it is damaged")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _range(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)


def originals(data: Path) -> list[bytes]:
    """The first pages of every set below the folder."""
    found = []
    for dataset in sorted(path.parent for path in data.glob("*/truth.jsonl")):
        found += [page.content for page, _ in zip(pages(dataset), range(PAGES_A_SET), strict=False)]
    return found


def compared(data: Path | None, seeds: range, largest: int) -> Iterator[Answer | Failing]:
    """For each seed the answer that both forms give, or why it fails; made-up pages where there is no data."""
    while seeds:
        with ExitStack() as stack:
            children = [stack.enter_context(_child(data, seeds, largest, pure)) for pure in FORMS]
            answers = [[_answer(line) for line in child.stdout or ()] for child in children]
        yield from judged(seeds, answers)
        seeds = seeds[min(map(len, answers)) + 1 :]


def judged(seeds: range, answers: Sequence[Sequence[Answer]]) -> Iterator[Answer | Failing]:
    """The answers of both forms side by side; a form that ends before the others has died at the next seed."""
    for seed, both in zip(seeds, zip_longest(*answers), strict=False):
        if None in both:
            yield Failing(seed, "the process died")
            return
        one, other = both
        if one.what != other.what:
            yield Failing(seed, f"compiled {one.what}, plain {other.what}")
        elif one.is_slow or other.is_slow:
            yield Failing(seed, f"{one.seconds:.1f} s compiled, {other.seconds:.1f} s plain for {one.size:,} bytes")
        elif "Error" in one.what:
            yield Failing(seed, one.what)
        else:
            yield one


def _child(data: Path | None, seeds: range, largest: int, pure: str) -> "subprocess.Popen[str]":
    span = f"{seeds.start}-{seeds.stop}"
    command = [sys.executable, "-m", "benchmarks.fuzz", "--child", "--seeds", span]
    command += ["--largest", str(largest), *(["--data", str(data)] if data else ["--mixed"])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {PURE: pure})


def _answer(line: str) -> Answer:
    return msgspec.json.decode(line, type=Answer)


def _answer_all(options: argparse.Namespace) -> None:
    known = originals(options.data) if options.data else ()
    for seed in range(*options.seeds):
        page = mutated(known, seed, options.largest) if known else mixed(seed)
        print(msgspec.json.encode(answer(page, seed)).decode(), flush=True)
    print(form(), file=sys.stderr)


def answer(page: bytes, seed: int) -> Answer:
    """What reading the page gives; a defect that raises is an answer that fails."""
    began = time.process_time()
    try:
        story = read(page)
        what = "story:" + hashlib.sha256(msgspec.json.encode(story)).hexdigest()[:16]
    except CopydeskError as error:
        what = error.reason
    except Exception as error:  # noqa: BLE001  what it is stands in the answer
        what = f"{type(error).__name__}: {error} (Error)"
    return Answer(seed, what, len(page), round(time.process_time() - began, 3))


if __name__ == "__main__":
    sys.exit(main())
