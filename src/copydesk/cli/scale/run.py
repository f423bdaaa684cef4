"""The command `scale run`: web archives to Parquet."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from copydesk.scale.choices import Choices
    from copydesk.scale.run import Share, Todo
    from copydesk.scale.sources import Located

__all__ = ["run"]

_SOME_FAILED = 5
_MOST_CONNECTIONS = 8
"""To the servers that files come from, one for each process."""


class _Options(NamedTuple):
    """The options as given."""

    sources: tuple[str, ...]
    output: str
    full: bool
    jobs: int
    part: "Share"
    seconds: float
    memory: int
    max_bytes: int | None
    hosts: tuple[str, ...] | None
    languages: tuple[str, ...] | None
    limit: int | None
    base: str | None
    backoff: float
    yes: bool


def _part(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> "Share":
    from copydesk.scale.run import WHOLE, Share

    if value is None:
        return WHOLE
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"{value!r} is no part such as 2/8, the second of eight")
    return Share(int(number), int(of))


def _listed(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    from copydesk.cli.read import lines_of

    if value is None:
        return None
    lines = (line.partition("#")[0].strip().lower() for line in lines_of(value))
    return tuple(sorted({line for line in lines if line}))


def _names(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return tuple(sorted({name.strip().lower() for name in value.split(",") if name.strip()})) if value else None


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder of the run.")
@click.option("--full", is_flag=True, help="Keep each story's whole record as JSON too.")
@click.option("--jobs", type=click.IntRange(0, 1024), default=0, metavar="N", help="Processes; 0 is one a core.")
@click.option("--part", callback=_part, metavar="I/N", help="Only every N-th file, from the I-th.")
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), default=30.0, metavar="N", help="Time for one record.  [default: 30]"
)
@click.option(
    "--memory", type=click.IntRange(min=0), default=1_000, metavar="MB", help="Memory for one record; 0 is no limit."
)
@click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Refuse records larger than this.")
@click.option("--hosts", callback=_listed, metavar="FILE", help="Only pages of the hosts in FILE, one a line.")
@click.option("--languages", callback=_names, metavar="A,B", help="Only stories in these languages, such as en,de.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N files.")
@click.option("--base", metavar="URL", help="Where CC-NEWS is.  [default: https://data.commoncrawl.org]")
@click.option(
    "--backoff", type=click.FloatRange(min=0), default=60.0, metavar="N", help="Seconds after a server's first refusal."
)
@click.option("--yes", is_flag=True, help="Read a whole month without being asked.")
@click.pass_context
def run(ctx: click.Context, /, **_: object) -> None:
    """Read WARC and WET files, folders of them, their addresses, or a month of CC-NEWS to Parquet.

    \b
      copydesk scale run crawl.warc.gz -o out
      copydesk scale run warcs/ -o out --full --jobs 16
      copydesk scale run warcs/ -o out --part 3/8
      copydesk scale run cc-news:2026-04 -o out --hosts hosts.txt --languages en,de --limit 3

    What is done is what lies in the folder: the same command does the rest, whatever ended it. A record that kills its
    reader, or takes too much time or memory, is a fault, and the others are read.

    \b
    Exit codes:
      0  done                           6  refused: another run has the folder, or it is of other settings
      1  failure                        130, 143  interrupted; what is done is kept
      5  some of the files failed
    """
    ctx.exit(_ran(_Options(**ctx.params)))


def _ran(options: _Options) -> int:
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.jobs.interrupts import Interrupted, Interrupts
    from copydesk.scale.run import begun

    try:
        with Interrupts().caught():
            files = _files(options)
            with begun(Path(options.output), _choices(options), files, options.part) as todo:
                return _carried_out(todo, options)
    except Interrupted as stop:
        told("interrupted; what is done is kept, and the same command does the rest")
        return stop.exit_code
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        return error.exit_code
    except OSError as error:
        told(f"{error.filename or options.output}: {error.strerror}")
        return 1


def _files(options: _Options) -> "tuple[Located, ...]":
    from copydesk.scale.month import BASE, is_month, month_files
    from copydesk.scale.remote import doubling
    from copydesk.scale.sources import located

    months = [source for source in options.sources if is_month(source)]
    found = [month_files(month, options.base or BASE, doubling(options.backoff)) for month in months]
    files = (*(one for of_month in found for one in of_month), *located(set(options.sources) - set(months)))
    if months and options.limit is None and not options.yes:
        raise click.UsageError(_price(len(files), full=options.full))
    return files[: options.limit]


def _price(files: int, *, full: bool) -> str:
    from copydesk.scale.month import price

    cost = price(files, full=full)
    return (
        f"{cost.files:,} files: about {cost.gigabytes:,.0f} GB to fetch, {cost.core_hours:,.0f} core hours, "
        f"{cost.disk:,.0f} GB on disk. --yes reads them all, --limit N the first N."
    )


def _choices(options: _Options) -> "Choices":
    from copydesk.scale.choices import Choices

    chosen = Choices(
        full=options.full,
        seconds=options.seconds,
        megabytes=options.memory,
        hosts=options.hosts,
        languages=options.languages,
    )
    if options.max_bytes is None:
        return chosen
    from msgspec.structs import replace

    return replace(chosen, max_bytes=options.max_bytes)


def _carried_out(todo: "Todo", options: _Options) -> int:
    """Every file that is not done; the exit code."""
    from copydesk.cli.report import told
    from copydesk.jobs.interrupts import Interrupted
    from copydesk.scale.foreman import Foreman
    from copydesk.scale.remote import doubling

    if todo.kept:
        told(f"{todo.kept:,} files are done already")
    plan = todo.plan._replace(patience=doubling(options.backoff))
    foreman = Foreman(plan, todo.files, _jobs(todo, options))
    failed = done = 0
    try:
        for settled in foreman.settled():
            done += 1
            if settled.reason:
                failed += 1
                told(f"{settled.file}: {settled.message} [{settled.reason}]", settled.reason)
            elif sys.stderr.isatty():
                told(f"{settled.file}: done, {done:,} of {len(todo.files):,}")
    except Interrupted:
        foreman.stop()
        raise
    told(f"{done - failed + todo.kept:,} files done" + (f", {failed:,} failed" if failed else ""))
    if failed:
        return 1 if failed == len(todo.files) + todo.kept else _SOME_FAILED
    return 0


def _jobs(todo: "Todo", options: _Options) -> int:
    from copydesk.scale.sources import is_address

    jobs = options.jobs or os.cpu_count() or 1
    return min(jobs, _MOST_CONNECTIONS) if any(is_address(one.location) for one in todo.files) else jobs
