"""The commands `db …`: what keeps an archive well."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import archive_argument, json_option, listed, opened, say, wait_option

if TYPE_CHECKING:
    from copydesk.archive.upkeep import Progress

__all__ = ["db"]

_DOES_NOT_HOLD = 3


@click.group()
def db() -> None:
    """Look after an archive: what is in it, is it whole, a copy, a newer schema, all made anew, forget.

    \b
      copydesk db info news.db
      copydesk db health news.db               which fields the records of each outlet have, week by week
      copydesk db verify news.db               exit code 3 says that something does not hold
      copydesk db backup news.db copy.db
      copydesk db forget news.db https://courier.example/news/ferry
    """


@db.command()
@archive_argument
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def info(archive: str, *, as_json: bool) -> None:
    """Say what the archive holds."""
    from copydesk.export.record import dump

    with opened(archive) as held:
        found = held.info()
    if as_json:
        say(dump(found))
        return
    lines = [
        f"{found.stories:,} stories of {found.outlets:,} outlets in {found.captures:,} captures",
        f"{found.families:,} families of copies",
        f"{found.readings:,} read by the desk, {found.pages:,} pages kept, {found.refusals:,} sources refused",
        f"seen {found.first_seen or '-'} to {found.last_seen or '-'}",
        f"{found.bytes / 1e6:,.1f} MB, schema {found.schema}",
    ]
    say("\n".join(lines) + "\n")


@db.command()
@archive_argument
@json_option
@click.pass_context
def verify(ctx: click.Context, archive: str, *, as_json: bool) -> None:
    """Read every page and record of the file and say what does not hold."""
    from copydesk.archive import upkeep

    with opened(archive) as held:
        faults = upkeep.verify(held.connection, held.path, _progress())
    if as_json:
        listed(faults)
    elif not faults:
        say("Whole.\n")
    else:
        say("".join(f"{fault.table}: {fault.what}; still reads: {fault.readable}\n" for fault in faults))
    ctx.exit(_DOES_NOT_HOLD if faults else 0)


@db.command()
@archive_argument
@json_option
def health(archive: str, *, as_json: bool) -> None:
    """Say how well the records of each outlet are filled, week by week, and where that fell, with an example."""
    from copydesk.archive.health import falls, filled, weeks
    from copydesk.cli.archive.health import fall_line, week_lines

    with opened(archive) as held:
        rows = list(filled(held.connection))
    if as_json:
        listed([*weeks(rows), *falls(rows)])
        return
    say("".join(f"{line}\n" for line in week_lines(weeks(rows))))
    say("".join(f"{fall_line(fall)}\n" for fall in falls(rows)))


@db.command()
@archive_argument
@click.argument("target")
def backup(archive: str, target: str) -> None:
    """Copy the archive as it is now; others may go on reading and writing."""
    from copydesk.archive import upkeep

    with opened(archive) as held:
        upkeep.backup(held.connection, held.path, Path(target))
    click.echo(f"copydesk: {target} is a copy of {archive}.", err=True)


@db.command()
@archive_argument
@wait_option
def migrate(archive: str, *, wait: float) -> None:
    """Bring an older archive to this program's schema; the file as it was is kept beside it."""
    from copydesk.archive import upkeep

    with opened(archive):
        done = upkeep.migrate(Path(archive), wait=wait)
    click.echo(f"copydesk: schema {done.before} to {done.after}; the file as it was is {done.kept}.", err=True)


@db.command()
@archive_argument
@click.argument("file", required=False)
@wait_option
def decisions(archive: str, file: str | None, *, wait: float) -> None:
    """Print what was decided about people's names, or take the decisions of an edited FILE instead.

    \b
      copydesk db decisions news.db > decisions.tsv
      copydesk db decisions news.db decisions.tsv
    """
    from copydesk.archive import people
    from copydesk.archive.archive import now
    from copydesk.archive.connection import transaction

    if file is None:
        with opened(archive) as held:
            say(people.decisions_text(held.connection))
        return
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file}: {error}", param_hint="FILE") from error
    with opened(archive, write=True, wait=wait) as held, transaction(held.connection):
        count = people.decide_as(held.connection, text, now())
    click.echo(f"copydesk: {count:,} decisions kept.", err=True)


@db.command()
@archive_argument
@wait_option
def rebuild(archive: str, *, wait: float) -> None:
    """Make index, prints, relations and rows of readings anew from the records."""
    from copydesk.archive import upkeep

    with opened(archive, write=True, wait=wait) as held:
        count = upkeep.rebuild(held.connection, _progress())
    click.echo(f"copydesk: {count:,} captures made anew.", err=True)


@db.command()
@archive_argument
@click.argument("url", required=False)
@click.option("--older-than", metavar="DAY", help="Forget stories last seen before this day, such as 2024-01-31.")
@wait_option
def forget(archive: str, url: str | None, *, older_than: str | None, wait: float) -> None:
    """Take every trace of a story out of the file: give its address, its id, or the name it was read under."""
    from copydesk.archive import forget as forgetting

    if (url is None) == (older_than is None):
        raise click.UsageError("Give the address of a story, or --older-than DAY.")
    with opened(archive, write=True, wait=wait) as held:
        if url is not None:
            done = forgetting.forget_url(held.connection, url)
        else:
            done = forgetting.forget_older(held.connection, older_than or "")
    copies = f" The same text stands in the stories {', '.join(done.copies)}." if done.copies else ""
    click.echo(f"copydesk: forgot {done.stories:,} stories, {done.captures:,} captures.{copies}", err=True)
    click.echo(f"Beyond reach: {'; '.join(done.beyond_reach)}.", err=True)


def _progress() -> "Progress | None":
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        click.echo(f"\r\x1b[K{done:,} of {total:,}", nl=False, err=True)

    return tell
