"""The command `search`: stories of an archive by their words."""

from typing import TYPE_CHECKING

import click

from copydesk.cli.archive.opened import UNREAD, archive_argument, json_option, listed, opened, say, terminal

if TYPE_CHECKING:
    from copydesk.archive.search import Found, Results
    from copydesk.cli.terminal import Terminal

__all__ = ["search", "search_text"]


@click.command()
@archive_argument
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, metavar="N", help="Rows on a page; 20 by default.")
@click.option("--before", metavar="PLACE", help="Go on where the page before ended (its `before`).")
@json_option
def search(archive: str, query: tuple[str, ...], *, limit: int, before: str | None, as_json: bool) -> None:
    """Find stories: one row for a story and all its copies.

    \b
      copydesk search news.db ferry strike             both words
      copydesk search news.db '"port of Lunde" OR quay'   a phrase, or another word
      copydesk search news.db 'harb* NOT bridge'       a beginning, and what must not stand there
      copydesk search news.db agency:AFP since:2024-05 language:de
      copydesk search news.db 'speaker:merrow changed:2024-05-14'

    \b
    Fields: agency speaker person outlet language since until changed
    Up to 2,000 hits are ranked; of more the newest come first, and the answer says so.
    """
    with opened(archive) as held:
        results = held.search(" ".join(query), limit=limit, before=before)
    if as_json:
        from msgspec.structs import asdict

        listed(results.results, **{name: value for name, value in asdict(results).items() if name != "results"})
    else:
        say(search_text(results, terminal()))


def search_text(results: "Results", shown: "Terminal") -> str:
    """The rows and how many there are, for a terminal."""
    lines = [line for one in results.results for line in _row(one, shown)]
    return "\n".join([*lines, *_ending(results, shown)]) + "\n"


def _row(one: "Found", shown: "Terminal") -> list[str]:
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    margin = 8
    title = wrapped(one_line(one.headline or "(no headline)"), shown.width - margin)
    facts = [one.publisher or one.outlet, one.agency or "", (one.published or one.first_seen)[:10]]
    if one.copies > 1:
        facts.append(f"{one.copies} copies")
    note = " · ".join(one_line(fact) for fact in facts if fact)
    first = shown.dim(padded(str(one.story), margin)) + shown.bold(title[0])
    rest = [" " * margin + shown.bold(line) for line in title[1:]]
    snippet = [" " * margin + line for line in wrapped(_marked(one, shown), shown.width - margin)]
    return [first, *rest, " " * margin + shown.dim(note), *snippet, ""]


def _marked(one: "Found", shown: "Terminal") -> str:
    """The snippet with its marks in brackets, which also show where there is no colour."""
    from copydesk.export.neutral import neutral

    text, parts, place = one.snippet, [], 0
    for start, end in one.marks:
        parts += [neutral(text[place:start]), f"[{neutral(text[start:end])}]"]
        place = end
    return "".join([*parts, neutral(text[place:])])


def _ending(results: "Results", shown: "Terminal") -> list[str]:
    count = f"the newest of {results.hits:,}+" if results.is_cut else f"{results.hits:,}"
    noun = "capture" if results.hits == 1 and not results.is_cut else "captures"
    lines = [f"{count} {noun}, {results.order}."]
    if results.is_unread:
        lines.append(UNREAD)
    for facet in results.facets:
        values = ", ".join(f"{value} {number}" for value, number in facet.values[:6])
        lines.append(f"{facet.field}: {values}")
    if results.before:
        lines.append(f"More: --before {results.before}")
    return [shown.dim(line) for line in lines]
