"""Where the time of a page goes: each stage and each field, in ms of CPU a page and as a share of the whole.

python -m benchmarks.stages --data DIR/SET [--limit N]

The pages are read once before the clock starts, so that tables, models and regular expressions are loaded. A stage
that holds others is given without them, so the column adds up to what `read` takes.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import copydesk
from benchmarks.data import Page, pages
from copydesk import CopydeskError, read
from copydesk.compiled import form
from copydesk.fields import order, story

P = ParamSpec("P")
T = TypeVar("T")

STAGES: Final = {
    "declared_page": "declarations indexed",
    "body_by": "features, trees, settling, copies",
    "recovered": "a body that only a script holds",
    "refuse": "refusals",
    "view_of": "view",
    "recorded": "the record",
}
"""Functions that `fields.story` calls, and what they do."""


class Clock:
    """Adds up the CPU time of functions, that of others inside them taken off."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inside = [0.0]

    def timed(self, name: str, function: Callable[P, T]) -> Callable[P, T]:
        """The function, its time counted under `name`."""

        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            self._inside.append(0.0)
            started = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                taken = time.process_time() - started
                self.seconds[name] += taken - self._inside.pop()
                self._inside[-1] += taken

        return run

    def clear(self) -> None:
        """Forget what was counted."""
        self.seconds.clear()


def main() -> None:
    """Measure and print."""
    options = _arguments()
    found = list(pages(options.data, "html", None))[: options.limit]
    if not found:
        sys.exit(f"no pages to measure in {options.data}")
    clock = Clock()
    _read_all(read, found)
    _put_in(clock)
    _read_all(clock.timed("decoding, guard, parse, walk, head, digest, freeing", read), found)
    _print(clock, len(found))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description="Where the time of a page goes.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR/SET")
    parser.add_argument("--limit", type=int, metavar="N", help="N pages")
    return parser.parse_args()


def _put_in(clock: Clock) -> None:
    """Put the clock around each field and stage of this process."""
    for name, what in STAGES.items():
        setattr(story, name, clock.timed(what, getattr(story, name)))
    order.FIELDS = tuple(clock.timed(f"field {find.__name__}", find) for find in order.FIELDS)  # type: ignore[misc]


def _read_all(reader: Callable[..., object], found: list[Page]) -> None:
    for page in found:
        try:
            reader(page.content, url=page.url)
        except CopydeskError:  # a page that is no story costs what it costs
            continue


def _print(clock: Clock, count: int) -> None:
    total = sum(clock.seconds.values())
    print(f"{count} pages, {1000 * total / count:.2f} ms of CPU each, read before; {form()}, {copydesk.__version__}\n")
    print("| stage | ms a page | share |")
    print("|---|---|---|")
    for name, seconds in sorted(clock.seconds.items(), key=lambda one: -one[1]):
        print(f"| {name} | {1000 * seconds / count:.3f} | {seconds / total:.1%} |")


if __name__ == "__main__":
    main()
