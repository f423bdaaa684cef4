"""What the user is told on stderr: progress, each failure with what to do next, a summary."""

import sys
import time
from collections import Counter

import click

from copydesk.export.neutral import one_line
from copydesk.jobs.work import Outcome

__all__ = ["Report", "explained", "tell"]

_SECONDS_BETWEEN = 0.2
_SOME_FAILED = 5
_NEXT = {
    "robots": "The site's robots.txt forbids it. Save the page in a browser and read the file.",
    "address": "If this host is your own, add --allow-private.",
    "scheme": "Only http and https are fetched. Save the page and read the file.",
    "redirects": "Open the address in a browser and give the one that it ends at.",
    "size": "Raise the limit with --max-bytes.",
    "nodes": "The page is larger than any story; give the page of one story.",
    "time": "The page took too long to read; give the page of one story.",
    "not-found": "Check the address.",
    "tls": "The server's certificate does not hold. Save the page in a browser and read the file.",
    "encoding": "Save the page as UTF-8 and read the file.",
    "timeout": "Give it more time with --timeout SECONDS.",
    "connection": "Check the address and the network, then try again.",
    "http-status": "Open the address in a browser; if the page is there, save it and read the file.",
    "empty": "Check that the source holds the page: a page built by scripts has to be saved from a browser.",
    "binary": "Give the page itself, as HTML or text.",
    "error-page": "Check the address; the page says that something went wrong.",
    "consent-wall": "Open the page in a browser, answer the dialogue, save the page and read the file.",
    "index-page": "Give the address of one story on it.",
    "no-body": "If the page is plain text or HTML taken for the other, say so with --as text or --as html.",
    "internal": "This is a defect of copydesk; please report it with the page.",
}


class Report:
    """Counts outcomes and tells of them; progress is drawn only where it is wanted and stderr is a terminal.

    Of a stream the `total` is None: nobody knows how many will come.
    """

    def __init__(self, total: int | None, *, progress: bool = True) -> None:
        self._total = total
        self._done = 0
        self._failed: Counter[str] = Counter()
        self._codes: set[int] = set()
        self._start = time.monotonic()
        self._drawn = self._start
        self._live = progress and total != 1 and sys.stderr.isatty()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome, say why it failed if it did, and redraw the progress."""
        self._done += 1
        if outcome.code:
            self._failed[outcome.reason] += 1
            self._codes.add(outcome.code)
            self._clear()
            tell(explained(outcome))
        self._draw()

    def finish(self, passed: "Counter[str] | None" = None) -> int:
        """Tell the summary of many sources, and what was passed over in folders; the exit code of the command."""
        self._clear()
        if self._total != 1:
            tell(self._summary())
        if passed:
            uses = ", ".join(f"{use} {count:,}" for use, count in passed.most_common())
            tell(f"passed over {passed.total():,}: {uses}")
        return self._exit_code()

    def _exit_code(self) -> int:
        failed = self._failed.total()
        if not failed:
            return 0
        if failed < self._done:
            return _SOME_FAILED
        return self._codes.pop() if len(self._codes) == 1 else 1

    def _summary(self) -> str:
        read = self._done - self._failed.total()
        seconds = time.monotonic() - self._start
        reasons = ", ".join(f"{reason} {count}" for reason, count in self._failed.most_common())
        failures = f"; failed {self._failed.total():,}: {reasons}" if reasons else ""
        total = max(self._total or 0, self._done)
        return f"read {read:,} of {total:,} in {seconds:.1f} s, {self._rate():.1f} a second{failures}"

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._start, 0.001)

    def _draw(self) -> None:
        if not self._live or time.monotonic() - self._drawn < _SECONDS_BETWEEN:
            return
        self._drawn = time.monotonic()
        failed = f", {self._failed.total():,} failed" if self._failed else ""
        line = f"{self._done:,}{self._of_total()}, {self._rate():.1f} a second{self._left()}{failed}"
        click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def _of_total(self) -> str:
        return "" if self._total is None else f" of {self._total:,}"

    def _left(self) -> str:
        return "" if self._total is None else f", {(self._total - self._done) / self._rate():.0f} s left"

    def _clear(self) -> None:
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)


def explained(outcome: Outcome) -> str:
    """Why a source gave no story, and what to do next."""
    line = f"{one_line(outcome.name)}: {one_line(outcome.message)} [{outcome.reason}]"
    advice = _NEXT.get(outcome.reason)
    return f"{line}\n  {advice}" if advice else line


def tell(message: str) -> None:
    """One message on stderr."""
    click.echo(f"copydesk: {message}", err=True)
