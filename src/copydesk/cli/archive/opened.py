"""What the commands on an archive share: the argument, the open file, errors in one sentence, lists as JSON."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive
    from copydesk.cli.terminal import Terminal

__all__ = ["UNREAD", "archive_argument", "json_option", "listed", "opened", "say", "terminal", "wait_option"]

UNREAD = "No story here was read by the desk; `copydesk ingest --desk ARCHIVE` does it."
"""Said where people, quotes or times are asked for and there are none."""

Command = TypeVar("Command", bound=Callable[..., object])

archive_argument = click.argument("archive", metavar="ARCHIVE")
json_option = click.option("--json", "as_json", is_flag=True, help="An object with `results`, for programs.")
wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=10.0,
    metavar="SECONDS",
    help="How long to wait for another program that writes; 10 by default.",
)


@contextmanager
def opened(path: str, *, write: bool = False, wait: float = 10.0) -> "Iterator[Archive]":
    """The archive, closed afterwards; whatever is wrong with it ends the command with a sentence and its exit code."""
    import sqlite3

    from copydesk.archive.archive import open_archive
    from copydesk.archive.connection import told

    try:
        with open_archive(path, write=write, wait=wait) as archive, told(archive.path, wait):
            yield archive
    except CopydeskError as error:
        raise _ended(error) from error
    except sqlite3.Error as error:
        raise _ended(CopydeskError("damaged", f"{path}: {error}")) from error


def _ended(error: CopydeskError) -> click.ClickException:
    from copydesk.export.neutral import one_line

    hint = "; `db verify` says what still reads, where it reads at all" if error.reason == "damaged" else ""
    return _Ended(f"{one_line(str(error))}{hint} [{error.reason}]", error.exit_code)


class _Ended(click.ClickException):
    """One sentence on stderr, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code: int = code  # type: ignore[misc]  # click has it as the class's

    def show(self, file: object = None) -> None:
        """The sentence, with the name of the program before it."""
        click.echo(f"copydesk: {self.message}", err=True)


def listed(results: Sequence[object], **more: object) -> None:
    """Print a list as JSON: an object with `results`."""
    from copydesk.export.record import dump

    say(dump({**more, "results": list(results)}))


def say(text: str) -> None:
    """Print to stdout as UTF-8, whatever the locale."""
    from copydesk.cli import streams

    streams.say(text)


def terminal() -> "Terminal":
    """What stdout can show."""
    from copydesk.cli.terminal import Terminal

    return Terminal.of(sys.stdout)
