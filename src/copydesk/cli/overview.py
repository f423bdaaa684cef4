"""The commands as `copydesk --help` lists them: by what one wants to do, a line each."""

from collections.abc import Iterable
from typing import Final

import click

__all__ = ["OVERVIEW", "write_overview"]

OVERVIEW: Final[dict[str, dict[str, str]]] = {
    "Read": {
        "read": "Pages, texts, feeds, web archives, lists: a card, or a corpus.",
        "explain": "Every candidate for a field, why one won and why the others lost.",
        "desk": "Who, who said what, the timeline.",
        "check": "What adds up in a story, and what does not.",
    },
    "Keep and ask, in one archive file": {
        "ingest": "Take stories in; the archive is made where there is none.",
        "search": "Find stories: one row for a story and all its copies.",
        "story": "One story: its last capture, or ID@N.",
        "versions": "The captures of a story, the first seen first.",
        "diff": "What changed between two captures, or two outlets.",
        "copies": "Stories that share text with a story, or tell of the same event.",
        "people": "People of the stories, under all their spellings.",
        "quotes": "What somebody said, the wordings of one quote together.",
        "timeline": "Dated events of the stories that a query finds.",
        "export": "All that a query finds: JSONL, CSV, Parquet, Atom, a site, …",
        "db": "Verify, back up, migrate, rebuild, forget; how well outlets are filled.",
    },
    "Look": {
        "serve": "The reading room, in the browser.",
        "mcp": "The archive as tools for a model.",
    },
    "Follow outlets": {
        "feeds": "What a site has to follow: its feeds and sitemaps.",
        "crawl": "What they name, once, into an archive.",
        "watch": "Outlets by a list, again and again.",
    },
    "Many million pages": {
        "scale": "Web archives by the month: Parquet, and the copies in it.",
    },
    "Besides": {
        "schema": "The JSON Schema of the record.",
        "doctor": "Whether all works here: versions, extras, a page read.",
    },
}
"""Headings, the commands under them, and what a command is for."""


def write_overview(formatter: click.HelpFormatter, names: Iterable[str]) -> None:
    """Write the sections, without the commands that are not there."""
    known = set(names)
    width = max(map(len, known), default=0)
    for heading, lines in OVERVIEW.items():
        rows = [(name.ljust(width), words) for name, words in lines.items() if name in known]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)
