"""The command `desk`: what stories say, and nothing else of them."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from copydesk.cli.read import source_options
from copydesk.cli.sources import jobs_option, sources_of

if TYPE_CHECKING:
    from copydesk.cli.terminal import Terminal
    from copydesk.records import Story

__all__ = ["desk"]


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="The reading as JSON; one line each for several sources.")
@jobs_option
@source_options
@click.pass_context
def desk(ctx: click.Context, /, sources: tuple[str, ...], *, as_json: bool, jobs: int, **_: object) -> None:
    """Show what a story says: people, who said what, the timeline, what adds up.

    \b
      copydesk desk page.html                who, what, when, on one card
      copydesk desk --json page.html         each with its words and where they stand
      copydesk read --desk --json page.html  the same inside the whole record

    Needs the extra desk for all but dates, numbers and quotes in quote marks: pip install 'copydesk[desk]'
    """
    from copydesk.cli.terminal import Terminal

    given = sources_of(ctx, sources)
    terminal = None if as_json else Terminal.of(sys.stdout)
    ctx.exit(given.each(partial(_shown, terminal=terminal, is_alone=given.is_alone), str, jobs))


def _shown(story: "Story", *, terminal: "Terminal | None", is_alone: bool) -> str:
    from copydesk.cli.reading import reading_card
    from copydesk.export.record import dump, line
    from copydesk.records import Reading

    reading = story.reading or Reading()
    if terminal:
        return reading_card(story, reading, terminal, None if is_alone else story.source.name)
    return dump(reading) if is_alone else line({"name": story.source.name, "reading": reading})
