"""The command `check`: what adds up in a story and what does not."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from copydesk.cli.read import request_of, source_options, task_of

if TYPE_CHECKING:
    from copydesk.cli.terminal import Terminal
    from copydesk.desk import Check, Reading
    from copydesk.records import Story

__all__ = ["check", "checks_text"]

_DOES_NOT_HOLD = 3
_ORDER = ("does not hold", "cannot tell", "holds")


@click.command()
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="The checks as JSON.")
@source_options
@click.pass_context
def check(ctx: click.Context, /, source: str, *, as_json: bool, **_: object) -> None:
    """Compare what a story says with what it says elsewhere: dates, numbers, names, headline and body.

    \b
      copydesk check page.html           what does not hold first, what holds last
      copydesk check --json page.html    each with the words that were compared

    The verdicts are about the story's own words, not about the world. Exit code 3 says that a check does not hold.
    """
    from copydesk.cli.report import explained, tell
    from copydesk.cli.streams import say
    from copydesk.cli.terminal import Terminal
    from copydesk.jobs.work import attempt

    found: list[Check] = []
    render = partial(_render, found=found, terminal=None if as_json else Terminal.of(sys.stdout))
    request = request_of(ctx)
    outcome = attempt(task_of(source, request.settings), request, render)
    if outcome.output is None:
        tell(explained(outcome))
        ctx.exit(outcome.code)
    say(outcome.output)
    ctx.exit(_DOES_NOT_HOLD if any(one.verdict == "does not hold" for one in found) else 0)


def _render(story: "Story", *, found: "list[Check]", terminal: "Terminal | None") -> str:
    from copydesk.desk import read_desk
    from copydesk.export.record import dump

    reading = read_desk(story)
    found += reading.checks
    if terminal is None:
        return dump({"checks": reading.checks, "unread": reading.unread})
    return checks_text(story, reading, terminal)


def checks_text(story: "Story", reading: "Reading", terminal: "Terminal") -> str:
    """The checks in words, what does not hold first, then how many hold and what was not read."""
    ranked = sorted(reading.checks, key=lambda one: _ORDER.index(one.verdict))
    lines = [line for one in ranked for line in _lines(one, terminal)]
    return "\n".join([*lines, *_ending(story, reading, terminal)]) + "\n"


def _lines(one: "Check", terminal: "Terminal") -> list[str]:
    from copydesk.cli.terminal import padded, wrapped
    from copydesk.export.neutral import one_line

    margin = 15
    verdict = {"holds": terminal.good, "does not hold": terminal.bold, "cannot tell": terminal.dim}[one.verdict]
    told = wrapped(one_line(one.sentence), terminal.width - margin)
    first = verdict(padded(one.verdict, margin)) + told[0]
    return [first, *(" " * margin + line for line in told[1:]), " " * margin + terminal.dim(one.rule)]


def _ending(story: "Story", reading: "Reading", terminal: "Terminal") -> list[str]:
    held = sum(one.verdict == "holds" for one in reading.checks)
    copies = sum(block.role == "duplicate" for block in story.blocks)
    lines = [f"{held} of {len(reading.checks)} checks hold."]
    if copies:
        lines.append(f"The page prints {copies} of its blocks twice; each was read once.")
    for unread in reading.unread:
        command = f": {unread.command}" if unread.command else ""
        lines.append(f"Not read: {', '.join(unread.parts)}; {unread.reason}{command}")
    return [terminal.dim(line) for line in lines]
