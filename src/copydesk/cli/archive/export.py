"""The command `export`: what a query finds, complete, in a form that other programs read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from copydesk.cli.archive.opened import archive_argument, opened

if TYPE_CHECKING:
    from copydesk.archive.archive import Archive

__all__ = ["FORMATS", "export"]

_TABLES: Final = ("csv", "parquet", "sqlite")
FORMATS: Final = (
    "annotations", "atom", "csv", "jsonl", "jsonld", "markdown", "ninjs", "opensearch", "parquet", "site", "sqlite",
    "text",
)  # fmt: skip


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@archive_argument
@click.argument("query", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Where to; stdout by default, a file for tables.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--index", default="stories", metavar="NAME", help="Name of the OpenSearch index.")
def export(form: str, archive: str, query: tuple[str, ...], *, output: str | None, force: bool, index: str) -> None:
    """Write every capture that a query finds, all of them and in the order in which they were taken in.

    \b
      copydesk export parquet news.db -o news.parquet          tables; people, quotes and times beside it
      copydesk export jsonl news.db agency:AFP > afp.jsonl     whole records
      copydesk export annotations news.db ferry                W3C Web Annotations, a line each
      copydesk export atom news.db changed:2024-05 -o changed.atom
      copydesk export site news.db -o case/                    the reading room as pages to publish
      copydesk export opensearch news.db -o bulk.ndjson        its first lines say how to make the index

    \b
    Formats: annotations atom csv jsonl jsonld markdown ninjs opensearch parquet site sqlite text
    """
    from copydesk.errors import CopydeskError

    path = None if output in (None, "-") else Path(str(output))
    if path is None and form in _TABLES:
        raise click.UsageError(f"{form} needs a file: -o FILE.{form}")
    if form == "site":
        _site(archive, query, path, force=force)
        return
    if path is not None and path.exists() and path.is_file() and not force:
        raise click.UsageError(f"{path} is there already; --force writes over it.")
    with opened(archive) as held:
        try:
            if path is not None and form in _TABLES:
                _table(held, " ".join(query), path, form)
            else:
                _pieces(_WRITERS[form](held, " ".join(query), index), path)
        except (CopydeskError, click.ClickException):
            raise
        except ValueError as error:
            raise click.UsageError(str(error)) from error


def _site(archive: str, query: tuple[str, ...], folder: Path | None, *, force: bool) -> None:
    from copydesk.web.site import write_site

    if folder is None:
        raise click.UsageError("site needs a folder: -o FOLDER/")
    if query:
        raise click.UsageError("a site is of a whole archive; make an archive of the stories that it should have")
    with opened(archive) as held:
        count = write_site(held, folder, is_forced=force)
    click.echo(f"copydesk: {count:,} pages in {folder}; begin with {folder / 'index.html'}", err=True)


def _table(held: "Archive", query: str, path: Path, form: str) -> None:
    from copydesk.export.tables import Archived, suffix_of, write

    if suffix_of(path) != f".{form}":
        raise click.UsageError(f"{path.name} does not end in .{form}")
    found = (Archived(story, _columns(place)) for story, place in held.placed(query))
    for file in write(path, found, desk=held.info().readings > 0, archived=True):
        click.echo(f"copydesk: {file}", err=True)


def _columns(place: dict[str, str | int]) -> dict[str, str | int]:
    """The place as columns of a table, where `id` is the story's own in that table."""
    return {"capture" if name == "id" else name: value for name, value in place.items()}


def _pieces(pieces: Iterator[str], path: Path | None) -> None:
    from copydesk.cli.streams import say
    from copydesk.export.tables.parts import parts

    if path is None:
        for piece in pieces:
            say(piece)
        return
    with parts([path]) as (part,), part.open("w", encoding="utf-8", errors="replace", newline="") as file:
        for piece in pieces:
            file.write(piece)


def _formatted(name: str) -> "Callable[[Archive, str, str], Iterator[str]]":
    def write(held: "Archive", query: str, _index: str) -> Iterator[str]:
        from copydesk.export import FORMATS as STORY_FORMATS

        form = STORY_FORMATS[name]
        between = ""
        for story in held.matching(query):
            yield between + form.among(story)
            between = form.between

    return write


def _lines(held: "Archive", query: str, _index: str) -> Iterator[str]:
    """Each record with its place in the archive behind its fields, where who reads it back passes over it."""
    from copydesk.export.record import line, to_jsonl

    for story, place in held.placed(query):
        yield f'{to_jsonl(story)[:-2]},"archive":{line(place)[:-1]}}}\n'


def _annotations(held: "Archive", query: str, _index: str) -> Iterator[str]:
    from copydesk.export.annotations import annotations
    from copydesk.export.record import line

    return (line(one) for story in held.matching(query) for one in annotations(story))


def _atom(held: "Archive", query: str, _index: str) -> Iterator[str]:
    from copydesk.archive.differences.changed import changed
    from copydesk.export.atom import Entry, to_atom

    entries = [
        Entry(f"urn:copydesk:{one.id}", one.title, one.seen, one.url, one.summary, one.outlet)
        for one in changed(held, query)
    ]
    updated = max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z")
    yield to_atom(entries, id="urn:copydesk:changes", title=f"Changed stories {query}".strip(), updated=updated)


def _opensearch(held: "Archive", query: str, index: str) -> Iterator[str]:
    """The mapping as a comment-free first pair of lines is no bulk line, so it goes to stderr; then the bulk lines."""
    from copydesk.export.opensearch import MAPPING, bulk_lines
    from copydesk.export.record import line

    click.echo(f"copydesk: make the index first: PUT /{index}", err=True)
    click.echo(line(MAPPING), nl=False, err=True)
    for story, place in held.placed(query):
        for one in bulk_lines(story, index=index, place=place):
            yield line(one)


_WRITERS: "Final[dict[str, Callable[[Archive, str, str], Iterator[str]]]]" = {
    **{name: _formatted(name) for name in ("jsonld", "markdown", "ninjs", "text")},
    "jsonl": _lines,
    "annotations": _annotations,
    "atom": _atom,
    "opensearch": _opensearch,
}
