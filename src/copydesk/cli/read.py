"""The command `read`: sources to records."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from copydesk.cli.output import Sink
    from copydesk.export import Format
    from copydesk.jobs.tasks import Inputs
    from copydesk.jobs.work import Renderer, Request, Task
    from copydesk.settings import Settings

__all__ = ["is_handed_over", "read", "request_of", "source_options", "task_of"]

Command = TypeVar("Command", bound=Callable[..., object])

_BY_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".jsonld": "jsonld", ".md": "markdown", ".txt": "text"}


class Options(NamedTuple):
    """The options of `read` as given."""

    sources: tuple[str, ...]
    form: str | None
    output: str | None
    listed: str | None
    jobs: int
    kind: Literal["html", "text"] | None
    url: str | None
    allow_private: bool
    timeout: float | None
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
        click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help="Refuse sources larger than this."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _form(name: str, meaning: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", "form", flag_value=name, help=meaning)


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@_form("json", "The whole record; one line each for several sources.")
@_form("jsonl", "The whole record on one line.")
@_form("markdown", "The story to read or keep.")
@_form("text", "The body alone.")
@_form("jsonld", "A schema.org NewsArticle.")
@_form("ninjs", "An IPTC ninjs 3.1 item.")
@click.option(
    "-o", "--output", metavar="PATH", help="A file, or a folder for a file each; written whole or not at all."
)
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
    """Read one or many sources: files, folders, http(s) URLs, or a page on stdin.

    A folder is as many sources as it holds pages, a WET file (.wet, .wet.gz) as it holds records. Saved pages
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
    -o takes the format from the file name where none is asked for.

    \b
    Exit codes:
      0  done                           4  read, but not a story
      1  failure                        5  some of many sources failed
      2  wrong usage                    6  refused: robots.txt, size, address ...
    """
    from copydesk.cli.report import Report
    from copydesk.jobs.tasks import tasks_of
    from copydesk.jobs.work import outcomes

    options = Options(**ctx.params)
    request = request_of(ctx)
    tasks, count, passed = tasks_of(_inputs(options), request.settings)
    if options.url and count is None:
        raise click.UsageError("--url belongs to one source; a list may name the address of each: file, tab, address.")
    report = Report(count, progress=bool(options.output) or not sys.stdout.isatty())
    with _writing(options.output), _output(options, count) as (sink, render):
        for outcome in outcomes(tasks, request, render, _jobs(options.jobs, count)):
            if outcome.output is not None:
                sink.put(outcome.name, outcome.output)
            report.add(outcome)
    ctx.exit(report.finish(passed))


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
        "max_bytes": given["max_bytes"],
    }
    settings = msgspec.structs.replace(Settings(), **{name: value for name, value in changes.items() if value})
    request = ctx.obj or Request(copydesk.read_capture)
    return request._replace(settings=settings, kind=given["kind"], url=given["url"])


def task_of(source: str, settings: "Settings") -> "Task":
    """The task of reading one source; - is stdin."""
    from copydesk.jobs.tasks import task_of

    return task_of(source, sys.stdin.buffer, settings)


def _inputs(options: Options) -> "Inputs":
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
    besides = (Path(options.output),) if options.output else ()
    return Inputs(sources, _lines(options.listed) if options.listed else (), sys.stdin.buffer, besides)


def is_handed_over(stdin: BinaryIO) -> bool:
    """Whether stdin is a pipe or a file: at a terminal, and where there is none, nobody has handed a page over."""
    try:
        mode = os.fstat(stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def _lines(name: str) -> Iterable[str]:
    """The lines of a list; those of a pipe are taken as they come."""
    try:
        lines = click.open_file(name, encoding="utf-8", errors="surrogateescape")
        return lines if not lines.seekable() or name == "-" else list(lines)
    except OSError as error:
        raise click.BadParameter(f"{name}: {error.strerror}", param_hint="--list") from error


def _jobs(asked: int, tasks: int | None) -> int:
    processes = asked or os.cpu_count() or 1
    return processes if tasks is None else max(1, min(processes, tasks))


@contextmanager
def _writing(output: str | None) -> Iterator[None]:
    """A full disk or a folder without permission, told in a line; a closed pipe is click's to end quietly."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.FileError(output or "stdout", error.strerror) from error


@contextmanager
def _output(options: Options, count: int | None) -> "Iterator[tuple[Sink, Renderer]]":
    """Where the outputs go, and how each is made."""
    from copydesk.cli.output import Folder, Stream, Titled, atomic_file, stdout
    from copydesk.export import FORMATS

    path = Path(options.output) if options.output else None
    form = options.form or _implied(path, count)
    if path and not path.parent.is_dir():
        raise click.BadParameter(f"the folder {path.parent} does not exist.", param_hint="--output")
    if form is None:
        yield stdout("\n", Stream if count == 1 else Titled), _card()
        _hint(count)
    elif path is None:
        yield stdout(FORMATS[form].between), _renderer(FORMATS[form], count)
    elif _is_folder(options.output or "", path, count):
        yield Folder(path, FORMATS[form].suffix), FORMATS[form].alone
    else:
        with atomic_file(path) as stream:
            yield Stream(stream, FORMATS[form].between), _renderer(FORMATS[form], count)


def _renderer(form: "Format", count: int | None) -> "Renderer":
    return form.alone if count == 1 else form.among


def _implied(path: Path | None, count: int | None) -> str | None:
    """The format of an output that was not asked for in a certain one; None is the card."""
    if path is not None:
        return "ninjs" if path.name.endswith(".ninjs.json") else _BY_SUFFIX.get(path.suffix.lower(), "json")
    return None if count == 1 or sys.stdout.isatty() else "jsonl"


def _is_folder(given: str, path: Path, count: int | None) -> bool:
    return path.is_dir() or given.endswith(("/", os.sep)) or (count != 1 and not path.suffix)


def _hint(count: int | None) -> None:
    from copydesk.cli.terminal import Terminal

    if count == 1 and sys.stdout.isatty() and sys.stderr.isatty():
        hint = "copydesk explain SOURCE FIELD says why; --json gives the whole record."
        click.echo("\n" + Terminal.of(sys.stderr).dim(hint), err=True)


def _card() -> "Renderer":
    from copydesk.cli.card import card
    from copydesk.cli.terminal import Terminal

    return partial(card, terminal=Terminal.of(sys.stdout))
