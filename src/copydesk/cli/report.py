"""What the user is told on stderr: progress, each failure with what to do next, a summary."""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import click

from copydesk.export.neutral import one_line
from copydesk.jobs.work import Outcome

__all__ = ["Report", "explained", "tell", "told"]

Output = TypeVar("Output")

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
    "encoding": "A copy that is damaged has to be got again; a page in an unknown encoding, saved as UTF-8.",
    "timeout": "Give it more time with --timeout SECONDS.",
    "connection": "Check the address and the network, then try again.",
    "http-status": "Open the address in a browser; if the page is there, save it and read the file.",
    "empty": "Check that the source holds the page: a page built by scripts has to be saved from a browser.",
    "binary": "Give the page itself, as HTML or text.",
    "feed": "Give the address of one story that the feed names.",
    "sitemap": "Give the address of one story that the sitemap names.",
    "error-page": "Check the address; the page says that something went wrong.",
    "consent-wall": "Open the page in a browser, answer the dialogue, save the page and read the file.",
    "index-page": "Give the address of one story on it.",
    "no-body": "If the page is plain text or HTML taken for the other, say so with --as text or --as html.",
    "exists": "--force replaces it; another name leaves it as it is.",
    "busy": "Wait until it is done, or give another output.",
    "journal": "Give the same again, or begin anew without --resume.",
    "processes": "Read with --jobs 1.",
    "not-an-archive": "Give the file of an archive; copydesk ingest makes a new one.",
    "internal": "This is a defect of copydesk; please report it with the page.",
}


class Failed(Protocol):
    """A source without a story."""

    @property
    def code(self) -> int: ...


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

    def add(self, outcome: Outcome[Output], kept: int = 0) -> None:
        """Count one outcome, say why it failed if it did, and redraw the progress."""
        self._done += 1
        if outcome.code:
            self._failed[outcome.reason] += 1
            self._codes.add(outcome.code)
            self._clear()
            tell(explained(outcome))
        self._draw(kept)

    def passed(self, passed: "Counter[str]") -> None:
        """Tell what was passed over in folders."""
        if passed:
            uses = ", ".join(f"{use} {count:,}" for use, count in passed.most_common())
            tell(f"passed over {passed.total():,}: {uses}")

    def finish(self, kept: int = 0, failed: Sequence[Failed] | None = None) -> int:
        """Tell the summary of many sources; the exit code of the command.

        Args:
            kept: sources that an earlier run has done.
            failed: the sources without a story of both runs, where they are known.
        """
        self._clear()
        if self._total != 1:
            tell(self._summary(kept))
        codes = self._codes if failed is None else {row.code for row in failed}
        count = self._failed.total() if failed is None else len(failed)
        return _exit_code(codes, count, self._done + kept)

    def interrupted(self, kept: int, onward: str) -> None:
        """Say how much is done."""
        self._clear()
        done, of = self._done + kept, f" of {self._total:,}" if self._total else ""
        tell(f"interrupted: {done:,}{of} done{onward}" if done else "interrupted; nothing was done")

    def broken_off(self, onward: str) -> None:
        """Say how much is done where the output takes no more."""
        self._clear()
        if onward:
            tell(f"{self._done:,} were read{onward}")

    def making(self, path: Path) -> None:
        """Show that the output is made of what was read."""
        if self._live:
            click.echo(f"\r\x1b[Kwriting {path}", nl=False, err=True)

    def _summary(self, kept: int) -> str:
        read = self._done - self._failed.total()
        seconds = time.monotonic() - self._start
        reasons = ", ".join(f"{reason} {count}" for reason, count in self._failed.most_common())
        failures = f"; failed {self._failed.total():,}: {reasons}" if reasons else ""
        before = f"; {kept:,} were done before" if kept else ""
        if kept and not self._done:
            return f"nothing is new; {kept:,} were done before"
        total = max((self._total or 0) - kept, self._done)
        return f"read {read:,} of {total:,} in {seconds:.1f} s, {self._rate():.1f} a second{failures}{before}"

    def _rate(self) -> float:
        return self._done / max(time.monotonic() - self._start, 0.001)

    def _draw(self, kept: int) -> None:
        if not self._live or time.monotonic() - self._drawn < _SECONDS_BETWEEN:
            return
        self._drawn = time.monotonic()
        failed = f", {self._failed.total():,} failed" if self._failed else ""
        line = f"{self._done + kept:,}{self._of_total()}, {self._rate():.1f} a second{self._left(kept)}{failed}"
        click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def _of_total(self) -> str:
        return "" if self._total is None else f" of {self._total:,}"

    def _left(self, kept: int) -> str:
        return "" if self._total is None else f", {(self._total - kept - self._done) / self._rate():.0f} s left"

    def _clear(self) -> None:
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)


def _exit_code(codes: set[int], failed: int, done: int) -> int:
    if not failed:
        return 0
    if failed < done:
        return _SOME_FAILED
    return next(iter(codes)) if len(codes) == 1 else 1


def explained(outcome: Outcome[Output]) -> str:
    """Why a source gave no story, and what to do next."""
    line = _advised(f"{one_line(outcome.name)}: {one_line(outcome.message)} [{outcome.reason}]", outcome.reason)
    meant = _command_like(outcome.name) if outcome.reason == "file" else None
    return f"{line}\n  Did you mean the command {meant}?" if meant else line


def told(message: str, reason: str = "") -> None:
    """Say what ended the command, and what to do next."""
    tell(_advised(one_line(message), reason))


def _command_like(name: str) -> str | None:
    import difflib

    context = click.get_current_context(silent=True)
    group = context.find_root().command if context else None
    names = group.list_commands(context) if context and isinstance(group, click.Group) else ()
    return next(iter(difflib.get_close_matches(name, names, 1)), None)


def _advised(line: str, reason: str) -> str:
    advice = _NEXT.get(reason)
    return f"{line}\n  {advice}" if advice else line


def tell(message: str) -> None:
    """One message on stderr."""
    click.echo(f"copydesk: {message}", err=True)
