"""Pages a second, and CPU ratios against trafilatura and a bare parse, on pages that the process has not seen.

Page by page the systems take turns in rotating order. What counts is the first read of each page; the best of two more,
with what is remembered from one text to the next warm, stands beside it. The first pages of a set are read by all and
not counted: they load tables, regular expressions and models. copydesk takes bytes and decodes them itself; the others
are handed decoded text, so the comparison leans their way. Ratios are those of the sums.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks import peers
from benchmarks.data import Page, pages, read_ids
from benchmarks.systems import copydesk_reader
from copydesk.compiled import form

AGAIN = 2
"""Reads after the first."""
WARMING = 10
"""Pages that are not counted."""
Run: TypeAlias = Callable[[], object]


class Case(NamedTuple):
    """A page as copydesk gets it, and the HTML that the others get."""

    page: Page
    html: str


Prepare: TypeAlias = Callable[[Case], Run]


def main() -> None:
    """Measure and print."""
    options = _arguments()
    systems = systems_of("text" if options.text else "html")
    if options.peers:
        systems |= dict(_more_systems())
    limit = None if options.limit is None else options.limit + WARMING
    cases, times = _measured(systems, list(islice(cases_of(options.data, options.ids, is_text=options.text), limit)))
    if not cases:
        sys.exit(f"no pages to measure in {options.data}")
    _report(cases, times)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="CPU time a page, and ratios.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR/SET")
    parser.add_argument("--ids", type=Path, metavar="FILE")
    parser.add_argument("--text", action="store_true", help="copydesk reads the dumps of SET/text, the others the HTML")
    parser.add_argument("--limit", type=int, metavar="N", help="N pages")
    parser.add_argument("--peers", action="store_true", help="all other peers that are installed, too")
    return parser.parse_args()


def cases_of(data: Path, ids: Path | None, *, is_text: bool) -> Iterator[Case]:
    """The pages of a set; of dumps those whose HTML is there too, which the others get."""
    wanted = read_ids(ids)
    html = {page.id: page for page in pages(data, "html", wanted)}
    read = {page.id: page for page in pages(data, "text", wanted)} if is_text else html
    return (Case(page, peers.decoded(html[name].content)) for name, page in read.items() if name in html)


def systems_of(kind: peers.Kind) -> dict[str, Prepare]:
    """copydesk, trafilatura in two ways, the parser alone and its own reading, each by its name."""
    reader = copydesk_reader(kind)
    systems: dict[str, Prepare] = {"copydesk": lambda case: lambda: reader(case.page)}
    try:
        extract, fast = peers.trafilatura_call(), peers.trafilatura_call(fast=True)
        systems["trafilatura"] = lambda case: lambda: extract(case.html, case.page.url)
        systems["trafilatura, fast"] = lambda case: lambda: fast(case.html, case.page.url)
    except peers.MissingPeer as missing:
        print(f"{missing}; measuring without it", file=sys.stderr)
    name, parse = peers.bare_parse()
    systems[f"bare parse ({name})"] = lambda case: lambda: parse(case.html)
    article = peers.article_call()
    systems["article() of the parser"] = lambda case: lambda: article(case.html)
    return systems


def _more_systems() -> Iterator[tuple[str, Prepare]]:
    """The peers that are not always measured: slow ones, those that one Python alone has, text alone, or a tree."""
    some: list[tuple[str, Callable[[Callable[..., object]], Prepare], Callable[[], Callable[..., object]]]] = [
        ("newspaper4k", _on_page, peers.newspaper_call),
        ("rs-trafilatura", _on_page, peers.rs_trafilatura_call),
        ("magic-html", _on_page, peers.magic_html_call),
        ("resiliparse, text alone", _on_html, peers.resiliparse_call),
        ("bare parse (lxml)", _on_html, peers.lxml_parse),
        ("bare parse with places (turbohtml)", _on_html, peers.placed_parse),
    ]
    for name, on, made in some:
        try:
            yield name, on(made())
        except peers.MissingPeer as missing:
            print(f"{missing}; measuring without it", file=sys.stderr)


def _on_page(call: Callable[..., object]) -> Prepare:
    """A peer may give up on a page with any error; what that took counts."""

    def run(case: Case) -> object:
        try:
            return call(case.html, case.page.url)
        except Exception as error:  # noqa: BLE001  whatever a peer raises on a page that it cannot read
            return error

    return lambda case: lambda: run(case)


def _on_html(call: Callable[..., object]) -> Prepare:
    return lambda case: lambda: call(case.html)


class Times(NamedTuple):
    """CPU seconds of one system on one page: its first read, and the best of those after it."""

    first: float
    again: float


def _measured(systems: dict[str, Prepare], cases: list[Case]) -> tuple[list[Case], dict[str, list[Times]]]:
    """The pages that all systems read, and the times of each."""
    read, times = [], {name: list[Times]() for name in systems}
    for turn, case in enumerate(cases):
        taken = _taken({name: prepare(case) for name, prepare in systems.items()}, turn, case)
        if taken is None or turn < WARMING:
            continue
        read.append(case)
        for name, seconds in taken.items():
            times[name].append(Times(seconds[0], min(seconds[1:])))
    return read, times


def _taken(runs: dict[str, Run], turn: int, case: Case) -> dict[str, list[float]] | None:
    """The seconds of each system's reads in order; none where one of them cannot read the page."""
    names = list(runs)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for step in range(1 + AGAIN):
        for place in range(len(names)):
            name = names[(turn + step + place) % len(names)]
            try:
                taken[name].append(_seconds(runs[name]))
            except Exception as error:  # noqa: BLE001  a peer may raise anything; the page is left out for all, and said
                print(f"left out {case.page.id}: {name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
                return None
    return taken


def _seconds(run: Run) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _report(cases: list[Case], times: dict[str, list[Times]]) -> None:
    size = sum(len(case.page.content) for case in cases) / len(cases) / 1000
    print(f"{len(cases)} pages of {size:.0f} KB on average; CPU time of first reads, interleaved; {form()}\n")
    print("| system | pages/s | mean ms | median ms | p95 ms | copydesk is | read again, mean ms | copydesk is |")
    print("|---|---|---|---|---|---|---|---|")
    own = _sums(times["copydesk"])
    for name, taken in times.items():
        first, again = (total / mine for total, mine in zip(_sums(taken), own, strict=True))
        later = 1000 * statistics.mean(one.again for one in taken)
        figures = _figures([one.first for one in taken])
        print(f"| {name} | {figures} | {first:.2f} × as fast | {later:.2f} | {again:.2f} × |")


def _sums(taken: list[Times]) -> Times:
    return Times(sum(one.first for one in taken), sum(one.again for one in taken))


def _figures(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    figures = (statistics.mean(ordered), statistics.median(ordered), ordered[int(len(ordered) * 0.95)])
    return f"{len(ordered) / max(sum(ordered), 1e-9):.1f} | " + " | ".join(f"{1000 * value:.2f}" for value in figures)


if __name__ == "__main__":
    main()
