"""The command `explain`: where each value comes from, and what lost."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

from copydesk.cli.read import request_of, source_options, task_of
from copydesk.errors import CopydeskError

if TYPE_CHECKING:
    from copydesk.cli.terminal import Terminal
    from copydesk.records import Block, Evidence, Story

__all__ = ["UnknownField", "blocks_text", "explain", "field_text", "fields_text"]

_BLOCKS = "blocks"


class UnknownField(CopydeskError):
    """A field was asked for that no record has."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__("unknown-field", message)


@click.command()
@click.argument("source")
@click.argument("field", required=False)
@click.option("--json", "as_json", is_flag=True, help="The evidence as JSON.")
@source_options
@click.pass_context
def explain(ctx: click.Context, /, source: str, field: str | None, *, as_json: bool, **_: object) -> None:
    """Show every candidate for a field, why one won and why the others lost.

    \b
      copydesk explain page.html             the fields, each with its winner
      copydesk explain page.html headline    all candidates for the headline
      copydesk explain page.html blocks      the whole page in order, each block with its role
    """
    from copydesk.cli.report import explained, tell
    from copydesk.cli.streams import say
    from copydesk.cli.terminal import Terminal
    from copydesk.jobs.work import attempt

    terminal = Terminal.of(sys.stdout)
    render = _json(field) if as_json else _text(field, terminal)
    request = request_of(ctx)
    outcome = attempt(task_of(source, request.settings), request, render)
    if outcome.output is None:
        tell(explained(outcome))
        ctx.exit(outcome.code)
    say(outcome.output)


def _text(field: str | None, terminal: "Terminal") -> "Callable[[Story], str]":
    if field == _BLOCKS:
        return partial(blocks_text, terminal=terminal if sys.stdout.isatty() else terminal._replace(width=sys.maxsize))
    return partial(field_text, field=field, terminal=terminal) if field else partial(fields_text, terminal=terminal)


def _json(field: str | None) -> "Callable[[Story], str]":
    from copydesk.export.record import dump

    def render(story: "Story") -> str:
        if field == _BLOCKS:
            return dump(story.blocks)
        return dump(_entries(story, field) if field else story.evidence)

    return render


def fields_text(story: "Story", terminal: "Terminal") -> str:
    """Each field with its winner and the rule that chose it."""
    lines = [line for field, entries in story.evidence.items() for line in _field_lines(field, entries, terminal)]
    hint = terminal.dim("explain SOURCE FIELD shows all candidates; explain SOURCE blocks shows the page.")
    return "\n".join([*lines, hint]) + "\n"


def _field_lines(field: str, evidence: "tuple[Evidence, ...]", terminal: "Terminal") -> Iterator[str]:
    from copydesk.cli.terminal import cells, clipped, padded
    from copydesk.export.neutral import one_line

    chosen = next((entry for entry in evidence if entry.chosen), None)
    lost = sum(not entry.chosen for entry in evidence)
    verdict = f"{chosen.confidence:.2f}  " if chosen else "none"
    words = one_line(chosen.text) if chosen else ""
    start = padded(one_line(field), 13) + verdict
    yield start + clipped(words, terminal.width - cells(start))
    notes = [f"{one_line(chosen.rule)} in {chosen.layer}" if chosen else "", f"{lost} lost" if lost else ""]
    yield " " * 13 + terminal.dim(", ".join(note for note in notes if note))


def field_text(story: "Story", field: str, terminal: "Terminal") -> str:
    """All candidates for the field, the winner first."""
    evidence = sorted(_entries(story, field), key=lambda entry: not entry.chosen)
    heading = terminal.bold(field) + _verdict(evidence)
    return "\n".join([heading, *(line for entry in evidence for line in _candidate(entry, terminal))]) + "\n"


def _verdict(evidence: "list[Evidence]") -> str:
    if not evidence:
        return "  nothing on the page was a candidate"
    return "" if any(entry.chosen for entry in evidence) else "  no candidate was chosen"


def _candidate(entry: "Evidence", terminal: "Terminal") -> Iterator[str]:
    from copydesk.cli.terminal import wrapped
    from copydesk.export.neutral import one_line

    mark = terminal.good("chosen") if entry.chosen else terminal.dim("lost  ")
    span = f"  at {entry.span[0]}-{entry.span[1]}" if entry.span else ""
    yield f"{mark}  {entry.confidence:.2f}  {one_line(entry.rule)}"
    yield from (f"        {line}" for line in wrapped(f'"{one_line(entry.text)}"', terminal.width - 8))
    yield "        " + terminal.dim(f"{entry.layer}  {one_line(entry.locator)}{span}")
    if entry.reason:
        yield f"        because: {one_line(entry.reason)}"


def blocks_text(story: "Story", terminal: "Terminal") -> str:
    """The whole page in order, one line a block: number, role, kind where it is no paragraph, words."""
    return "".join(f"{_block_line(index, block, terminal)}\n" for index, block in enumerate(story.blocks))


def _block_line(index: int, block: "Block", terminal: "Terminal") -> str:
    from copydesk.cli.terminal import clipped, padded
    from copydesk.export.neutral import one_line

    role = block.role if block.duplicate_of is None else f"{block.role} of {block.duplicate_of}"
    kind = f"[{block.kind}] " if block.kind not in ("paragraph", "line") else ""
    start = f"{index:>4}  {padded(role, 16)}  "
    words = clipped(kind + one_line(block.text), terminal.width - len(start))
    return start + words if block.role == "body" else terminal.dim(start + words)


def _entries(story: "Story", field: str) -> "tuple[Evidence, ...]":
    if field in story.evidence or field in story.__struct_fields__:
        return story.evidence.get(field, ())
    raise UnknownField(
        f"there is no field {field}; this page has evidence for: {', '.join([*story.evidence, _BLOCKS])}"
    )
