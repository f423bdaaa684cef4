"""The command `read`: sources to records."""

import os
import stat
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from copydesk.jobs.tasks import Inputs
    from copydesk.jobs.work import Request, Task
    from copydesk.settings import Settings

__all__ = ["Options", "inputs_of", "is_handed_over", "lines_of", "read", "request_of", "source_options", "task_of"]

Command = TypeVar("Command", bound=Callable[..., object])


class Options(NamedTuple):
    """The options of `read` as given."""

    sources: tuple[str, ...]
    form: str | None
    output: str | None
    errors: str | None
    listed: str | None
    resume: bool
    force: bool
    desk: bool
    fields: tuple[str, ...] | None
    blocks: bool
    evidence: bool
    jobs: int
    kind: Literal["html", "text"] | None
    url: str | None
    allow_private: bool
    timeout: float | None
    delay: float | None
    max_bytes: int | None


def source_options(command: Command) -> Command:
    """The options that say how a source is read, for every command that reads one."""
    options = (
        click.option(
            "--as", "kind", type=click.Choice(["html", "text"]), help="What the source is; else its content tells."
        ),
        click.option(
            "--url", metavar="URL", help="The address that a file or stdin came from; completes relative links."
        ),
        click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too."),
        click.option(
            "--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="Time for one fetch, all in all."
        ),
        click.option(
            "--delay", type=click.FloatRange(min=0), metavar="SECONDS", help="Pause between two addresses of a host."
        ),
        click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Refuse sources larger than this."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _form(name: str, meaning: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", "form", flag_value=name, help=meaning)


def _names(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    return tuple(name.strip() for name in value.split(",")) if value else None


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@_form("json", "The whole record; one line each for several sources.")
@_form("jsonl", "The whole record on one line.")
@_form("markdown", "The story to read or keep.")
@_form("text", "The body alone.")
@_form("jsonld", "A schema.org NewsArticle.")
@_form("ninjs", "An IPTC ninjs 3.1 item.")
@_form("html", "A page with the text, the evidence and the source, that opens from disk.")
@click.option("-o", "--output", metavar="PATH", help="A file whose name says what goes in, or a folder: see below.")
@click.option("--errors", metavar="FILE", help="A line of JSON for each source without a story: name, reason, message.")
@click.option("--resume", is_flag=True, help="Go on where a run into this output ended; read again what has changed.")
@click.option("--force", is_flag=True, help="Replace files that no run of copydesk has written.")
@click.option("--desk", is_flag=True, help="Who, who said what, when: the desk reads each story too.")
@click.option("--fields", callback=_names, metavar="A,B", help="Only these fields, in JSON lines and tables.")
@click.option("--no-blocks", "blocks", is_flag=True, flag_value=False, default=True, help="JSON without the blocks.")
@click.option("--no-evidence", "evidence", is_flag=True, flag_value=False, default=True, help="JSON without evidence.")
@click.option(
    "--list",
    "listed",
    metavar="FILE",
    help="Read the sources that FILE names: one a line, or file, tab, address; - is stdin.",
)
@click.option(
    "--jobs", type=click.IntRange(0, 256), default=1, metavar="N", help="Processes to read with; 0 is one a core."
)
@source_options
@click.pass_context
def read(ctx: click.Context, /, **_: object) -> None:
    """Read one or many sources: files, folders, http(s) URLs, feeds, sitemaps, or a page on stdin.

    A folder is as many sources as it holds pages, a web archive (WARC, WET) as it holds records. Saved pages
    (MHTML, .eml, .webarchive, SingleFile, a page with its folder) are read with the address that they came from.

    \b
      copydesk page.html                           the story at a glance
      copydesk --json page.html                    the whole record
      curl -s URL | copydesk --url URL             a page that you have fetched yourself
      copydesk pages/ -o stories.jsonl             all pages in a folder and below it
      copydesk --markdown -o notes/ *.html         a file for each page
      copydesk --jobs 0 --list urls.txt -o out.jsonl
      copydesk --jobs 0 crawl.warc.wet.gz -o out.jsonl

    A terminal gets a card for each story. Elsewhere one source gives the card, several give JSON lines.

    -o takes the format from the file name where none is asked for; - is stdout:

    \b
      .json .jsonld .ninjs.json .md .txt .html  one story, or many one after the other
      .jsonl .jsonl.gz .jsonl.zst            a record a line
      .csv .parquet .sqlite                  tables; with --desk also of people, quotes, times, events, checks
      notes/                                 a file for each source

    Beside an output of many stands its journal. A run that was broken off goes on with --resume, and one that is
    done reads what is new or has changed.

    \b
    Exit codes:
      0  done                           5  some of many sources failed
      1  failure                        6  refused: robots.txt, size, a file that is not ours ...
      2  wrong usage                    130, 143  interrupted; what is done is kept
      4  read, but not a story
    """
    from copydesk.cli.batch import run

    options = Options(**ctx.params)
    ctx.exit(run(options, request_of(ctx)))


def request_of(ctx: click.Context) -> "Request":
    """How the command's sources are read; a request in `ctx.obj` takes the place of the reader and the fetching."""
    import msgspec

    import copydesk
    from copydesk.jobs.work import Request
    from copydesk.settings import Settings

    given = ctx.params
    changes = {
        "allow_private": given["allow_private"] or None,
        "fetch_seconds": given["timeout"],
        "host_delay": given["delay"],
        "max_bytes": given["max_bytes"],
    }
    given_ones = {name: value for name, value in changes.items() if value is not None}
    settings = msgspec.structs.replace(Settings(), **given_ones)
    request = ctx.obj or Request(copydesk.read_capture)
    desk = given.get("desk", False)
    return request._replace(settings=settings, kind=given["kind"], url=given["url"], desk=desk)


def task_of(source: str, settings: "Settings") -> "Task":
    """The task of reading one source; - is stdin."""
    from copydesk.jobs.tasks import task_of

    return task_of(source, sys.stdin.buffer, settings)


def inputs_of(options: Options, besides: Collection[Path]) -> "Inputs":
    """What is to be read, without the files that the command writes; raises a usage error where there is nothing."""
    from copydesk.jobs.tasks import STDIN, Inputs

    sources = options.sources
    if not sources and not options.listed:
        if not is_handed_over(sys.stdin.buffer):
            raise click.UsageError(
                "Nothing to read. Give a file, a folder, a URL, or a page on stdin; copydesk --help shows examples."
            )
        sources = (STDIN,)
    if options.url and len(sources) > 1:
        raise click.UsageError("--url belongs to one source.")
    if sources.count(STDIN) + (options.listed == STDIN) > 1:
        raise click.UsageError("stdin can be read only once.")
    return Inputs(sources, lines_of(options.listed) if options.listed else (), sys.stdin.buffer, besides)


def is_handed_over(stdin: BinaryIO) -> bool:
    """Whether stdin is a pipe or a file: at a terminal, and where there is none, nobody has handed a page over."""
    try:
        mode = os.fstat(stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def lines_of(name: str) -> Iterable[str]:
    """The lines of a list; those of a pipe are taken as they come."""
    try:
        lines = click.open_file(name, encoding="utf-8", errors="surrogateescape")
        if name == "-" or not lines.seekable():
            return lines
        with lines:
            return list(lines)
    except OSError as error:
        raise click.BadParameter(f"{name}: {error.strerror}", param_hint="--list") from error
