"""Pages a second, and CPU ratios against trafilatura and a bare parse.

Page by page the systems take turns in rotating order, three times; the best CPU time of each counts. copydesk takes
bytes and decodes them itself; the others are handed decoded text, so the comparison leans their way.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks import peers
from benchmarks.data import Page, pages, read_ids
from benchmarks.systems import copydesk_reader
from copydesk.compiled import form

ROUNDS = 3
Run: TypeAlias = Callable[[], object]


class Case(NamedTuple):
    """A page as copydesk gets it, and the HTML that the others get."""

    page: Page
    html: str


Prepare: TypeAlias = Callable[[Case], Run]


def main() -> None:
    """Measure and print."""
    options = _arguments()
    systems = _systems("text" if options.text else "html")
    cases = [case for case in _cases(options)[: options.limit] if _is_read_by_all(systems, case)]
    if not cases:
        sys.exit(f"no pages to measure in {options.data}")
    _report(cases, _measured(systems, cases))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="CPU time a page, and ratios.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR/SET")
    parser.add_argument("--ids", type=Path, metavar="FILE")
    parser.add_argument("--text", action="store_true", help="copydesk reads the dumps of SET/text, the others the HTML")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N pages")
    return parser.parse_args()


def _cases(options: argparse.Namespace) -> list[Case]:
    ids = read_ids(options.ids)
    html = {page.id: page for page in pages(options.data, "html", ids)}
    read = {page.id: page for page in pages(options.data, "text", ids)} if options.text else html
    return [Case(page, peers.decoded(html[name].content)) for name, page in read.items() if name in html]


def _systems(kind: peers.Kind) -> dict[str, Prepare]:
    reader = copydesk_reader(kind)
    systems: dict[str, Prepare] = {"copydesk": lambda case: lambda: reader(case.page)}
    try:
        extract = peers.trafilatura_call()
        systems["trafilatura"] = lambda case: lambda: extract(case.html, case.page.url)
    except peers.MissingPeer as missing:
        print(f"{missing}; measuring without it", file=sys.stderr)
    name, parse = peers.bare_parse()
    systems[f"bare parse ({name})"] = lambda case: lambda: parse(case.html)
    return systems


def _measured(systems: dict[str, Prepare], cases: list[Case]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in systems}
    for turn, case in enumerate(cases):
        runs = {name: prepare(case) for name, prepare in systems.items()}
        for name, best in _best(runs, turn).items():
            times[name].append(best)
    return times


def _best(runs: dict[str, Run], turn: int) -> dict[str, float]:
    names = list(runs)
    best = dict.fromkeys(names, float("inf"))
    for step in range(ROUNDS):
        for place in range(len(names)):
            name = names[(turn + step + place) % len(names)]
            best[name] = min(best[name], _seconds(runs[name]))
    return best


def _seconds(run: Run) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _is_read_by_all(systems: dict[str, Prepare], case: Case) -> bool:
    """Whether no system raises on the page; also what warms the systems up."""
    for name, prepare in systems.items():
        try:
            prepare(case)()
        except Exception as error:  # noqa: BLE001  a peer may raise anything; the page is left out for all, and said
            print(f"left out {case.page.id}: {name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
            return False
    return True


def _report(cases: list[Case], times: dict[str, list[float]]) -> None:
    size = sum(len(case.page.content) for case in cases) / len(cases) / 1000
    print(f"{len(cases)} pages of {size:.0f} KB on average; CPU time, best of {ROUNDS}, interleaved; {form()}\n")
    print("| system | pages/s | mean ms | median ms | p95 ms | copydesk is |")
    print("|---|---|---|---|---|---|")
    own = sum(times["copydesk"])
    for name, seconds in times.items():
        print(f"| {name} | {_figures(seconds)} | {sum(seconds) / own:.2f} × as fast |")


def _figures(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    figures = (statistics.mean(ordered), statistics.median(ordered), ordered[int(len(ordered) * 0.95)])
    return f"{len(ordered) / max(sum(ordered), 1e-9):.1f} | " + " | ".join(f"{1000 * value:.2f}" for value in figures)


if __name__ == "__main__":
    main()
