"""The command `ingest`: sources into an archive."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from copydesk.cli.archive.opened import archive_argument, opened, wait_option
from copydesk.cli.read import source_options

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive
    from copydesk.archive.incoming import Incoming
    from copydesk.archive.ingest import Ledger, Taken
    from copydesk.jobs.tasks import Tasks
    from copydesk.jobs.work import Outcome, Request
    from copydesk.records import Story

    _Asked: TypeAlias = tuple[Request, Tasks, Callable[[Story], Incoming]]

__all__ = ["desk_reads", "ingest"]

_SECONDS_BETWEEN = 0.2
_SOME_FAILED = 5
_OF_MANY = (".warc", ".wet", ".gz", ".zst", ".wacz")
"""Ends of names of files that may hold any number of pages."""


@click.command()
@archive_argument
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--list", "listed", metavar="FILE", help="Take in what FILE names: a source a line; - is stdin.")
@click.option("--desk/--no-desk", default=None, help="Let the desk read each story; it does where it is installed.")
@click.option("--keep-pages", is_flag=True, help="Keep the bytes of each page too, compressed.")
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=1, metavar="N", help="Processes to read with; 0 is one a core."
)
@source_options
@wait_option
@click.pass_context
def ingest(ctx: click.Context, /, **_: object) -> None:
    """Take stories into an archive, which is made where it is not: files, folders, URLs, WARC and WET files, records.

    \b
      copydesk ingest news.db pages/
      copydesk ingest news.db crawl.warc.wet.gz --jobs 0
      copydesk ingest news.db stories.jsonl            records that `copydesk read` wrote
      copydesk ingest news.db month/                   a folder of `copydesk scale run --full`
      copydesk ingest news.db --list urls.txt
      curl -s URL | copydesk ingest news.db - --url URL
      copydesk ingest --desk news.db                   let the desk read what it has not read yet

    What was taken in is safe whatever ends the run, and the same command does the rest: files that did not change are
    not read again. The last line counts what is new, changed, copied, unchanged and refused.
    """
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.jobs.interrupts import Interrupted, Interrupts

    interrupts = Interrupts()
    counts: Counter[str] = Counter()
    given = ctx.params
    try:
        with interrupts.caught(), opened(given["archive"], write=True, wait=given["wait"]) as held:
            if not given["sources"] and not given["listed"] and given["desk"]:
                _read_rest(held)
                return
            code = _run(ctx, held, counts)
    except Interrupted as stop:
        from copydesk.archive.ingest import closing_line

        told(f"interrupted: {closing_line(counts)}; the same command goes on")
        ctx.exit(stop.exit_code)
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        ctx.exit(error.exit_code)
    ctx.exit(code)


def _run(ctx: click.Context, held: "Archive", counts: Counter[str]) -> int:
    from copydesk.archive.ingest import Ledger, closing_line, take_in

    ledger = Ledger(held)
    progress = _Progress(counts, ledger)
    for taken in take_in(held, _outcomes(ctx, ledger, progress), ledger):
        progress.add(taken)
    _relate(ctx, held)
    counts["unchanged"] += ledger.passed
    progress.clear()
    click.echo(f"copydesk: {closing_line(counts)}", err=True)
    refused = counts["refused"]
    return _SOME_FAILED if 0 < refused < counts.total() else int(bool(refused))


def _relate(ctx: click.Context, held: "Archive") -> None:
    """Take over the copies that folders of scale tell of."""
    from copydesk.archive.ingest import relate_told
    from copydesk.scale.ingest import is_scale_folder, pairs

    for source in filter(is_scale_folder, ctx.params["sources"]):
        relate_told(held, pairs(source))


def _outcomes(ctx: click.Context, ledger: "Ledger", progress: "_Progress") -> "Iterator[Outcome[Incoming]]":
    """What becomes of each source: records as they are, all else read."""
    from copydesk.archive.archive import now
    from copydesk.archive.recorded import is_recorded, recorded
    from copydesk.jobs.following import Gate
    from copydesk.jobs.work import outcomes
    from copydesk.scale.ingest import is_scale_folder, taken

    moment = now()
    sources: tuple[str, ...] = ctx.params["sources"]
    records = [source for source in sources if is_recorded(source)]
    folders = [source for source in sources if is_scale_folder(source)]
    others = tuple(source for source in sources if source not in records and source not in folders)
    for source in records:
        yield from recorded(source, moment)
    for source in folders:
        yield from taken(source, moment)
    if others or ctx.params["listed"] or not sources:
        request, tasks, ready = _asked(ctx, others, moment)
        if not (records or folders):
            progress.total = tasks.total or progress.in_folders(others)
        yield from outcomes(tasks.each, request, ready, ctx.params["jobs"] or os.cpu_count() or 1, Gate(ledger))


def _asked(ctx: click.Context, sources: tuple[str, ...], moment: str) -> "_Asked":
    """How the sources are read, what there is to read, and what makes it ready."""
    from copydesk.archive.ingest import Prepare
    from copydesk.cli.read import is_handed_over, lines_of, request_of
    from copydesk.jobs.tasks import STDIN, Inputs, tasks_of

    given = ctx.params
    if not sources and not given["listed"]:
        if not is_handed_over(sys.stdin.buffer):
            raise click.UsageError("Nothing to take in. Give a file, a folder, a URL, or a page on stdin.")
        sources = (STDIN,)
    if given["url"] and len(sources) > 1:
        raise click.UsageError("--url belongs to one source.")
    asked: Request = request_of(ctx)
    prepare = Prepare(asked.reader, moment, keeps_pages=given["keep_pages"])
    request = asked._replace(reader=prepare.read, desk=desk_reads(given["desk"]))
    archive = Path(given["archive"])
    besides = [archive, *(archive.with_name(archive.name + end) for end in ("-wal", "-shm"))]
    listed = lines_of(given["listed"]) if given["listed"] else ()
    return request, tasks_of(Inputs(sources, listed, sys.stdin.buffer, besides), request.settings), prepare.ready


def desk_reads(asked: bool | None) -> bool:
    """Whether the desk reads each story: where it was asked for, or nothing was said and it is installed."""
    if asked is not None:
        return asked
    from copydesk.desk import language_model

    return language_model.is_installed()


def _read_rest(held: "Archive") -> None:
    from copydesk.archive.ingest import add_readings, without_reading

    waiting = without_reading(held)
    done = 0
    for done, _ in enumerate(add_readings(held, waiting), 1):
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{done:,} of {len(waiting):,} read by the desk", nl=False, err=True)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(f"copydesk: {done:,} captures read by the desk.", err=True)


class _Progress:
    """Counts, and on a terminal a line that shows them.

    `total` is how many sources there are, None where nobody knows before the last one.
    """

    def __init__(self, counts: Counter[str], ledger: "Ledger") -> None:
        self.total: int | None = None
        self._counts = counts
        self._ledger = ledger
        self._start = self._drawn = time.monotonic()
        self._live = sys.stderr.isatty()

    def add(self, taken: "Taken") -> None:
        """Count one source; say why it was refused."""
        from copydesk.cli.report import explained, tell
        from copydesk.jobs.work import Outcome

        self._counts[taken.kind] += 1
        if taken.kind == "refused":
            self.clear()
            tell(explained(Outcome(taken.name, None, taken.reason, taken.message, 1)))
        if self._live and time.monotonic() - self._drawn >= _SECONDS_BETWEEN:
            self._draw()

    def in_folders(self, sources: tuple[str, ...]) -> int | None:
        """The pages in folders, where somebody looks on; None where a file may hold many, or a source is no folder."""
        from copydesk.intake.folders import pages_in

        if not (self._live and sources and all(map(os.path.isdir, sources))):
            return None
        pages = [found for source in sources for found in pages_in(Path(source), Counter(), ())]
        return None if any(found.name.lower().endswith(_OF_MANY) for found in pages) else len(pages)

    def clear(self) -> None:
        """Take the line away."""
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        rate = self._counts.total() / max(self._drawn - self._start, 0.001)
        told = ", ".join(f"{count:,} {kind}" for kind, count in self._counts.items())
        click.echo(f"\r\x1b[K{told}; {rate:.1f} a second{self._left(rate)}", nl=False, err=True)

    def _left(self, rate: float) -> str:
        if self.total is None or not rate:
            return ""
        return f", {max(self.total - self._counts.total() - self._ledger.passed, 0) / rate:.0f} s left"
