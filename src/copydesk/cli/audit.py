"""Who speaks in a number of stories, as a table on a terminal."""

from collections.abc import Iterator, Sequence

from copydesk.cli.rows import counted
from copydesk.cli.terminal import Terminal, cells, clipped, padded
from copydesk.export.audit import Audit, Role, Source
from copydesk.export.neutral import one_line

__all__ = ["audit_text"]

_WIDEST = 34
_SHOWN = 40
"""Sources on a terminal; `--json` has all of them."""


def audit_text(found: Audit, terminal: Terminal) -> str:
    """Sources and roles, those with most words first, then the shares in a sentence."""
    if not found.quotes:
        return f"Nobody speaks in {_stories(found.stories)}.\n"
    lines = [
        *_table(("who speaks", "stories", "quotes", "words", "share", "role"), map(_source, found.sources), terminal),
        "",
        *_table(("in which role", "sources", "quotes", "words", "named", ""), map(_role, found.roles), terminal),
        "",
        terminal.dim(_sentence(found)),
    ]
    return "\n".join(lines) + "\n"


def _source(one: Source) -> tuple[str, ...]:
    name = one.name or "nobody is told"
    role = {"person": one.role or "", "unknown": ""}.get(one.kind, one.kind)
    return name, f"{one.stories:,}", f"{one.quotes:,}", f"{one.words:,}", f"{one.share:.0%}", role


def _role(one: Role) -> tuple[str, ...]:
    return one.role, f"{one.sources:,}", f"{one.quotes:,}", f"{one.words:,}", f"{one.named / one.quotes:.0%}", ""


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]], terminal: Terminal) -> Iterator[str]:
    every = list(rows)
    shown = [heads, *([clipped(one_line(cell), _WIDEST) for cell in row] for row in every[:_SHOWN])]
    widths = [max(cells(row[at]) for row in shown) for at in range(len(heads))]
    for number, row in enumerate(shown):
        text = _line(row, widths).rstrip()
        yield terminal.dim(text) if number == 0 else text
    if len(every) > _SHOWN:
        yield terminal.dim(f"and {len(every) - _SHOWN:,} more, all of them with --json")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers, last = row
    middle = (cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True))
    return "  ".join([padded(first, widths[0]), *middle, last])


def _sentence(found: Audit) -> str:
    women = f" Of the words of people whose gender is printed, {found.female:.0%} are women's." if found.female else ""
    return (
        f"{counted(found.quotes, 'quote')} of {counted(found.words, 'word')} in {_stories(found.stories)}: "
        f"{found.named:.0%} of the words are said by name, {found.described:.0%} by somebody without one, "
        f"{found.unknown:.0%} by nobody told.{women}"
    )


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number:,} stories"
