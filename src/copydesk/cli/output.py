"""Where the output goes, decided from what was asked for, and opened."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import click

from copydesk.cli.streams import Flow, Titled, stdout

if TYPE_CHECKING:
    from copydesk.export import Format
    from copydesk.export.tables import PlacedStory
    from copydesk.jobs.corpus import Corpus
    from copydesk.jobs.journal import Row
    from copydesk.jobs.sinks import Run, Sink
    from copydesk.jobs.work import Renderer
    from copydesk.records import Capture, Failure, Story

__all__ = ["CARD", "TABLES", "Asked", "Destination", "destination", "opened", "renderer"]

Way = Literal["stdout", "straight", "whole", "corpus", "table", "folder"]

CARD: Final = "card"
_BY_SUFFIX: Final = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl",
    ".jsonl.zst": "jsonl",
    ".jsonld": "jsonld",
    ".md": "markdown",
    ".txt": "text",
    ".ninjs.json": "ninjs",
    ".html": "html",
}
TABLES: Final = (".csv", ".parquet", ".sqlite")
_CORPORA: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_KNOWN: Final = sorted([*_BY_SUFFIX, *TABLES], key=len, reverse=True)


class Asked(NamedTuple):
    """What was asked for of the output."""

    output: str | None
    form: str | None
    total: int | None
    """How many sources; None where nobody knows yet, which is many."""
    desk: bool = False
    fields: tuple[str, ...] | None = None
    blocks: bool = True
    evidence: bool = True

    @property
    def is_one(self) -> bool:
        """Whether there is one source alone."""
        return self.total == 1


class Destination(NamedTuple):
    """Where the output goes and in what form."""

    way: Way
    path: Path | None
    form: str
    packing: str = ""
    """`.gz` or `.zst` where it is compressed."""

    @property
    def has_journal(self) -> bool:
        """Whether a run that was broken off can go on."""
        return self.way in ("corpus", "table", "folder")


def destination(asked: Asked) -> Destination:
    """Where the output goes; raises a usage error where that makes no sense."""
    place = _place(asked)
    if place.form == "html" and not (asked.is_one or place.way == "folder"):
        raise click.BadParameter("a page holds one story; of many give a folder: -o pages/", param_hint="--html")
    if place.form in ("json", "jsonl"):
        return place
    parts = {"--fields": asked.fields, "--no-blocks": not asked.blocks, "--no-evidence": not asked.evidence}
    for option in (name for name, is_given in parts.items() if is_given):
        message = f"leaves out parts of a record: it goes with --json, --jsonl and tables, not with {place.form}."
        raise click.BadParameter(message, param_hint=option)
    return place


def _place(asked: Asked) -> Destination:
    if asked.output is None or asked.output == "-":
        return Destination("stdout", None, asked.form or _shown(asked))
    path = Path(asked.output)
    if path.is_dir() or asked.output.endswith(("/", os.sep)):
        return Destination("folder", path, asked.form or "json")
    if not path.parent.is_dir():
        raise click.BadParameter(f"the folder {path.parent} does not exist.", param_hint="--output")
    return _in_file(asked, path)


def _shown(asked: Asked) -> str:
    return CARD if asked.is_one or sys.stdout.isatty() else "jsonl"


def _in_file(asked: Asked, path: Path) -> Destination:
    from copydesk.jobs.files import is_straight
    from copydesk.jobs.packing import PACKINGS

    suffix = next((known for known in _KNOWN if path.name.lower().endswith(known)), "")
    if suffix in TABLES:
        return _table(asked, path)
    if is_straight(path):
        return Destination("straight", path, asked.form or _BY_SUFFIX.get(suffix, "json" if asked.is_one else "jsonl"))
    if not path.suffix and not asked.is_one:
        return Destination("folder", path, asked.form or "json")
    if path.suffix and not suffix and not asked.form:
        raise click.BadParameter(_unknown(path), param_hint="--output")
    form = asked.form or _BY_SUFFIX.get(suffix, "json")
    way: Way = "whole" if asked.is_one and suffix not in _CORPORA else "corpus"
    end = path.suffix.lower()
    return Destination(way, path, form, end if end in PACKINGS else "")


def _table(asked: Asked, path: Path) -> Destination:
    if asked.form:
        message = f"a {path.suffix.lower()} file holds tables; --{asked.form} goes into files of another name."
        raise click.BadParameter(message, param_hint="--output")
    return Destination("table", path, "jsonl", ".zst")


def _unknown(path: Path) -> str:
    known = "  ".join(sorted(_KNOWN))
    return f"{path.name}: the end of a file name says what goes in, and {path.suffix} is not known. Known are  {known}"


def renderer(place: Destination, asked: Asked) -> "Renderer[bytes]":
    """What makes a story the bytes that go there."""
    from copydesk.jobs.packing import packed
    from copydesk.jobs.work import FromCapture

    if place.way == "table":
        return FromCapture(partial(_placed, packing=place.packing))
    return partial(packed, render=_text(place, asked), packing=place.packing)


def _text(place: Destination, asked: Asked) -> "Callable[[Story], str]":

    if place.form == CARD:
        return _card()
    is_alone = place.way in ("whole", "folder") or (asked.is_one and place.way in ("stdout", "straight"))
    if place.form in ("json", "jsonl"):
        return _lean(asked, is_indented=is_alone and place.form == "json")
    form = _format(place.form)
    return form.alone if is_alone else form.among


def _lean(asked: Asked, *, is_indented: bool) -> "Callable[[Story], str]":
    from copydesk.export.lean import lean, lean_indented

    chosen = lean_indented if is_indented else lean
    return partial(chosen, fields=asked.fields, blocks=asked.blocks, evidence=asked.evidence)


def _card() -> "Callable[[Story], str]":
    from copydesk.cli.card import card
    from copydesk.cli.terminal import Terminal

    return partial(card, terminal=Terminal.of(sys.stdout))


@contextmanager
def opened(place: Destination, asked: Asked, run: "Run") -> "Iterator[Sink]":
    """The destination, open; raises a CopydeskError where what is there has to stay."""
    from copydesk.jobs.files import check_ours, whole_file

    if place.path is None:
        yield _on_stdout(place, asked)
    elif place.way == "straight":
        with place.path.open("wb") as stream:
            yield Flow(stream, _between(place))
    elif place.way == "whole":
        check_ours(place.path, is_forced=run.is_forced)
        with whole_file(place.path) as file:
            yield Flow(file)
    else:
        with closing(_with_journal(place, place.path, asked, run)) as sink:
            yield sink


def _on_stdout(place: Destination, asked: Asked) -> "Sink":
    if place.form == CARD:
        return stdout("\n", Flow if asked.is_one else Titled)
    return stdout(_between(place))


def _with_journal(place: Destination, path: Path, asked: Asked, run: "Run") -> "Sink":
    from copydesk.jobs.corpus import Place, open_corpus
    from copydesk.jobs.files import real
    from copydesk.jobs.folder import open_folder

    if place.way == "folder":
        return open_folder(path, _format(place.form).suffix, run)
    path = real(path)
    if place.way == "corpus":
        return open_corpus(Place((path,), path, _between(place).encode()), run)
    records = path.with_name(f"{path.name}.records.jsonl.zst")
    return open_corpus(Place(_table_paths(path, asked), records), run, partial(_make_table, path, asked))


def _table_paths(path: Path, asked: Asked) -> tuple[Path, ...]:
    """The files that hold the tables; raises where they could not be made at the end."""
    from copydesk.export import tables

    try:
        tables.check(path, asked.fields)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="--fields") from error
    return tables.paths(path, desk=asked.desk)


def _make_table(path: Path, asked: Asked, corpus: "Corpus") -> None:
    from copydesk.export import tables

    tables.write(path, map(_record, corpus.contents()), desk=asked.desk, fields=asked.fields)


def _placed(story: "Story", capture: "Capture", packing: str) -> bytes:
    """What the tables are made from: the story with the places of its annotations in the source."""
    from copydesk.export.record import line
    from copydesk.export.tables import PlacedStory, placed
    from copydesk.jobs.packing import pressed

    try:
        found = placed(story, capture)
    except ValueError:  # a reader of another's making read it from something else: its places are not known
        found = PlacedStory(story, ())
    return pressed(line(found).encode(), packing)


def _record(content: "bytes | Row") -> "PlacedStory | Failure":
    import msgspec

    from copydesk.export.tables import PlacedStory
    from copydesk.jobs.packing import unpacked
    from copydesk.jobs.work import failure_of

    if isinstance(content, bytes):
        return msgspec.json.decode(unpacked(content), type=PlacedStory)
    return failure_of(content)


def _between(place: Destination) -> str:
    return _format(place.form).between


def _format(name: str) -> "Format":
    """How stories are written; a page of its own needs the extra `web`."""
    from copydesk.export import FORMATS, Format

    if name != "html":
        return FORMATS[name]
    from copydesk.web.alone import to_html

    return Format(".html", to_html, to_html)
