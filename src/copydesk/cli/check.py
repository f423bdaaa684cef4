"""The command `check`: what adds up in stories and what does not."""

import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from copydesk.cli.read import source_options
from copydesk.cli.sources import jobs_option, sources_of

if TYPE_CHECKING:
    from copydesk.cli.terminal import Terminal
    from copydesk.records import Check, Reading, Story

__all__ = ["check", "checks_text"]

_DOES_NOT_HOLD: Final = 3
_ORDER: Final = ("does not hold", "cannot tell", "holds")
_MARGIN: Final = 15


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--json", "as_json", is_flag=True, help="The checks as JSON; one line each for several sources.")
@jobs_option
@source_options
@click.pass_context
def check(ctx: click.Context, /, sources: tuple[str, ...], *, as_json: bool, jobs: int, **_: object) -> None:
    """Compare what a story says with what it says elsewhere: dates, numbers, names, headline and body.

    \b
      copydesk check page.html           what does not hold first, what holds last
      copydesk check *.html              what does not hold or cannot be told, each with its source
      copydesk check --json page.html    each with the words that were compared

    The verdicts are about the story's own words, not about the world. Exit code 3 says that a check does not hold.
    """
    from copydesk.cli.terminal import Terminal

    given = sources_of(ctx, sources)
    tally = _Tally()
    terminal = None if as_json else Terminal.of(sys.stdout)
    code = given.each(partial(_checked, terminal=terminal, is_alone=given.is_alone), tally.take, jobs)
    if terminal and tally.stories > 1:
        click.echo(terminal.dim(tally.sentence()))
    ctx.exit(code or (_DOES_NOT_HOLD if tally.failing else 0))


class _Checked(NamedTuple):
    """What is said of one story's checks, and how many there are, hold, and do not."""

    text: str
    checks: int
    held: int
    failing: int


class _Tally:
    """What came of the checks of all sources."""

    def __init__(self) -> None:
        self.stories = self.checks = self.held = self.failing = 0

    def take(self, one: _Checked) -> str:
        """Count the checks of one story; what is said of them."""
        self.stories += 1
        self.checks += one.checks
        self.held += one.held
        self.failing += one.failing
        return one.text

    def sentence(self) -> str:
        """How many hold in all."""
        from copydesk.cli.rows import counted

        return f"{self.held:,} of {counted(self.checks, 'check')} in {self.stories:,} stories hold."


def _checked(story: "Story", *, terminal: "Terminal | None", is_alone: bool) -> _Checked:
    from copydesk.records import Reading

    reading = story.reading or Reading()
    counts = Counter(one.verdict for one in reading.checks)
    text = _text(story, reading, terminal) if is_alone else _row(story, reading, terminal)
    return _Checked(text, len(reading.checks), counts["holds"], counts["does not hold"])


def _text(story: "Story", reading: "Reading", terminal: "Terminal | None") -> str:
    from copydesk.export.record import dump

    if terminal is None:
        return dump({"checks": reading.checks, "unread": reading.unread})
    return checks_text(story, reading, terminal)


def _row(story: "Story", reading: "Reading", terminal: "Terminal | None") -> str:
    from copydesk.export.record import line

    if terminal is None:
        return line({"name": story.source.name, "checks": reading.checks, "unread": reading.unread})
    return "".join(f"{row}\n" for row in _named_rows(story.source.name or "", reading, terminal))


def checks_text(story: "Story", reading: "Reading", terminal: "Terminal") -> str:
    """The checks in words, what does not hold first, then how many hold and what was not read."""
    lines = [line for one in _ranked(reading) for line in _lines(one, terminal)]
    return "\n".join([*lines, *_ending(story, reading, terminal)]) + "\n"


def _ranked(reading: "Reading") -> "list[Check]":
    return sorted(reading.checks, key=lambda one: _ORDER.index(one.verdict))


def _named_rows(name: str, reading: "Reading", terminal: "Terminal") -> Iterator[str]:
    """A line for each check that does not hold or cannot be told, and for each part that was not read."""
    from copydesk.export.neutral import one_line

    source = one_line(name)
    for one in _ranked(reading):
        if one.verdict != "holds":
            yield f"{source}: {_verdict(one, terminal, _MARGIN)}{one_line(one.sentence)} {terminal.dim(one.rule)}"
    for unread in reading.unread:
        yield f"{source}: " + terminal.dim(f"not read       {', '.join(unread.parts)}; {unread.reason}")


def _verdict(one: "Check", terminal: "Terminal", width: int = 0) -> str:
    from copydesk.cli.terminal import padded

    shown = {"holds": terminal.good, "does not hold": terminal.bad, "cannot tell": terminal.dim}
    return shown[one.verdict](padded(one.verdict, width))


def _lines(one: "Check", terminal: "Terminal") -> list[str]:
    from copydesk.cli.terminal import wrapped
    from copydesk.export.neutral import one_line

    told = wrapped(one_line(one.sentence), terminal.width - _MARGIN)
    first = _verdict(one, terminal, _MARGIN) + told[0]
    margin = " " * _MARGIN
    return [first, *(margin + line for line in told[1:]), margin + terminal.dim(one.rule)]


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
