"""The commands `crawl` and `watch`: outlets followed into an archive."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from copydesk.cli.archive.opened import archive_argument, opened, wait_option

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive
    from copydesk.archive.following.follow import Run
    from copydesk.intake.outlets import Outlet

__all__ = ["crawl", "watch"]

Command = TypeVar("Command", bound=Callable[..., object])

_SOME_FAILED = 5
_LONGEST_SLEEP = 300.0
"""Seconds: another program may have made addresses due."""


def _options(command: Command) -> Command:
    options = (
        click.option("--desk/--no-desk", default=None, help="Let the desk read each story; it does where installed."),
        click.option("--keep-pages", is_flag=True, help="Keep the bytes of each page too, compressed."),
        click.option("--keep-warc", metavar="DIR", help="Write what was fetched into DIR, as WARC, a record each."),
        click.option(
            "--jobs", type=click.IntRange(0, 256), default=1, metavar="N", help="Processes to read with; 0: one a core."
        ),
        click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too."),
        click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Time for one fetch."),
        click.option("--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Pause between two requests."),
        wait_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@archive_argument
@click.argument("sites", nargs=-1, required=True, metavar="SITE...")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only what was published since.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N pages of a site.")
@click.option("--rights", is_flag=True, help="You have the right to keep pages that reserve theirs.")
@_options
@click.pass_context
def crawl(ctx: click.Context, /, **_: object) -> None:
    """Take into an archive, once, what the feeds and sitemaps of sites name. No link is followed from page to page.

    \b
      copydesk crawl news.db https://courier.example/ --since 2026-11-01 --limit 200

    A page that the archive has is asked again only when that is due, and sends nothing when it has not changed. The
    last line counts what became of each address.
    """
    from copydesk.intake.outlets import Outlet

    since: datetime | None = ctx.params["since"]
    day: date | None = since.date() if since else None
    rights, limit = ctx.params["rights"], ctx.params["limit"]
    outlets = [Outlet(site=site, rights=rights, since=day, limit=limit) for site in ctx.params["sites"]]
    ctx.exit(_ended(ctx, lambda held, run, counts: _once(held, outlets, run._replace(is_forced=True), counts)))


@click.command()
@archive_argument
@click.argument("outlets", metavar="OUTLETS.toml")
@click.option("--once", is_flag=True, help="Ask what is due and end, for cron.")
@_options
@click.pass_context
def watch(ctx: click.Context, /, **_: object) -> None:
    """Follow outlets into an archive: their feeds as often as they bring news, pages again at growing gaps.

    \b
      copydesk watch news.db outlets.toml             until it is stopped; it goes on where it was
      copydesk watch news.db outlets.toml --once      what is due now

    \b
    outlets.toml:
      [[outlet]]
      site = "https://courier.example/"
      feeds = ["https://courier.example/rss"]         looked for where none is given
      rights = true                                   you may keep pages that reserve their rights
      since = 2026-11-01
      limit = 200                                     pages in one run
    """

    def followed(held: "Archive", run: "Run", counts: "Counter[str]") -> None:
        from copydesk.intake.outlets import outlets_in

        path = Path(ctx.params["outlets"])
        _once(held, outlets_in(path), run, counts)
        while not ctx.params["once"]:
            _sleep(held)
            _once(held, outlets_in(path), run, counts)

    ctx.exit(_ended(ctx, followed))


def _ended(ctx: click.Context, follow: "Callable[[Archive, Run, Counter[str]], None]") -> int:
    """Follow, tell the summary, and give the exit code."""
    from copydesk.cli.report import told
    from copydesk.errors import CopydeskError
    from copydesk.jobs.interrupts import Interrupted, Interrupts

    given = ctx.params
    counts: Counter[str] = Counter()
    try:
        run = _run(ctx)
        with (
            Interrupts().caught(),
            opened(given["archive"], write=True, wait=given["wait"]) as held,
            ExitStack() as stack,
        ):
            if given["keep_warc"]:
                from copydesk.intake.kept import Kept

                run = run._replace(keep=stack.enter_context(Kept(Path(given["keep_warc"]))).add)
            follow(held, run, counts)
            fallen = _fallen(held)
    except Interrupted as stop:
        told(f"interrupted: {_summary(counts)}; the same command goes on")
        return stop.exit_code
    except CopydeskError as error:
        told(f"{error} [{error.reason}]", error.reason)
        return error.exit_code
    click.echo("".join(f"copydesk: {line}\n" for line in (*fallen, _summary(counts))), nl=False, err=True)
    refused = counts["refused"]
    return _SOME_FAILED if 0 < refused < sum(counts[kind] for kind in _kinds()) else int(bool(refused))


def _fallen(held: "Archive") -> list[str]:
    """Outlets whose records are worse filled this week or the last than in the weeks before."""
    from copydesk.archive.health import falls_of_week
    from copydesk.cli.archive.health import fall_line

    return [fall_line(fall) for fall in falls_of_week(held.connection, datetime.now(UTC).date())]


def _run(ctx: click.Context) -> "Run":
    import copydesk
    from copydesk.archive.following.follow import Run
    from copydesk.cli.archive.ingest import desk_reads
    from copydesk.cli.feeds import fetch_settings
    from copydesk.jobs.work import Request

    given = ctx.params
    request: Request = ctx.obj or Request(copydesk.read_capture)
    request = request._replace(settings=fetch_settings(ctx), desk=desk_reads(given["desk"]))
    return Run(request, given["jobs"] or os.cpu_count() or 1, keeps_pages=given["keep_pages"])


def _once(held: "Archive", outlets: "Iterable[Outlet]", run: "Run", counts: "Counter[str]") -> None:
    from copydesk.archive.following.follow import follow
    from copydesk.cli.report import explained, tell
    from copydesk.jobs.work import Outcome

    for taken in follow(held, outlets, run):
        counts[taken.kind] += 1
        if taken.kind == "refused":
            counts[f"refused: {taken.reason}"] += 1
            tell(explained(Outcome(taken.name, None, taken.reason, taken.message, 1)))
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[K{_summary(counts)}\r", nl=False, err=True)


def _sleep(held: "Archive") -> None:
    from copydesk.archive.following.addresses import Addresses
    from copydesk.intake.outlets import moment_of

    due = moment_of(Addresses(held.connection).next_due())
    seconds = (due - datetime.now(UTC)).total_seconds() if due else _LONGEST_SLEEP
    time.sleep(min(max(seconds, 1.0), _LONGEST_SLEEP))


def _kinds() -> tuple[str, ...]:
    from copydesk.archive.ingest import KINDS

    return KINDS


def _summary(counts: "Counter[str]") -> str:
    """What became of all addresses, and why some were refused."""
    from copydesk.archive.ingest import closing_line

    line = closing_line(Counter({kind: counts[kind] for kind in _kinds()}))
    reasons = {name.removeprefix("refused: "): count for name, count in counts.most_common() if ":" in name}
    return f"{line}: {', '.join(f'{reason} {count}' for reason, count in reasons.items())}" if reasons else line
