"""The command `desk`: what stories say, and nothing else of them."""

import sys
from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from copydesk.cli.read import source_options
from copydesk.cli.sources import Sources, jobs_option, sources_of

if TYPE_CHECKING:
    from copydesk.cli.terminal import Terminal
    from copydesk.export.audit import Audit, Heard
    from copydesk.records import Story

__all__ = ["desk"]


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="The reading as JSON; one line each for several sources.")
@click.option("--sources", "by_source", is_flag=True, help="Who speaks in all of them: how often, in which role.")
@jobs_option
@source_options
@click.pass_context
def desk(ctx: click.Context, /, sources: tuple[str, ...], **options: Unpack["_Options"]) -> None:
    """Show what a story says: people, who said what, the timeline, what adds up.

    \b
      copydesk desk page.html                who, what, when, on one card
      copydesk desk --json page.html         each with its words and where they stand
      copydesk desk --sources pages/         who speaks, how often, in how many words, named or not, in which role
      copydesk read --desk --json page.html  the same inside the whole record

    Needs the extra desk for all but dates, numbers and quotes in quote marks: pip install 'copydesk[desk]'
    """
    from copydesk.cli.terminal import Terminal

    given = sources_of(ctx, sources)
    terminal = None if options["as_json"] else Terminal.of(sys.stdout)
    if options["by_source"]:
        ctx.exit(_audited(given, terminal, options["jobs"]))
    ctx.exit(given.each(partial(_shown, terminal=terminal, is_alone=given.is_alone), str, options["jobs"]))


class _Options(TypedDict):
    as_json: bool
    by_source: bool
    jobs: int


def _audited(given: Sources, terminal: "Terminal | None", jobs: int) -> int:
    """Counts who speaks in all stories, says so at the end; the exit code."""
    from copydesk.export.audit import audit

    stories: list[list[Heard]] = []

    def take(heard: "list[Heard]") -> str:
        stories.append(heard)
        return ""

    code = given.each(_heard, take, jobs)
    if stories:
        click.echo(_audit_text(audit(stories), terminal), nl=False)
    return code


def _heard(story: "Story") -> "list[Heard]":
    from copydesk.export.audit import heard_in
    from copydesk.records import Reading

    return heard_in(story.reading or Reading())


def _audit_text(found: "Audit", terminal: "Terminal | None") -> str:
    from copydesk.cli.audit import audit_text
    from copydesk.export.record import dump

    return audit_text(found, terminal) if terminal else dump(found)


def _shown(story: "Story", *, terminal: "Terminal | None", is_alone: bool) -> str:
    from copydesk.cli.reading import reading_card
    from copydesk.export.record import dump, line
    from copydesk.records import Reading

    reading = story.reading or Reading()
    if terminal:
        return reading_card(story, reading, terminal, None if is_alone else story.source.name)
    return dump(reading) if is_alone else line({"name": story.source.name, "reading": reading})
