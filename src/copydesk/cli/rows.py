"""Rows of a card: a label in grey, a value, a note in grey."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from copydesk.cli.terminal import Terminal, cells, clipped, padded, wrapped
from copydesk.export.neutral import one_line

__all__ = ["LABEL", "LONGEST", "Row", "counted", "labelled", "laid_out"]

LABEL: Final = 11
"""Cells of the labels on the left."""
LONGEST: Final = 600


class Row(NamedTuple):
    """One row of a card; value and note stand `indent` cells to the right, behind the `lead` that stands there."""

    label: str
    value: str
    note: str = ""
    indent: int = 0
    lead: str = ""
    is_bold: bool = False

    def laid_out(self, terminal: Terminal) -> Iterator[str]:
        """The label and the lead once, the note on the value's last line where it fits and below where it does not."""
        first = terminal.dim(padded(self.label, LABEL)) + terminal.strong(padded(self.lead, self.indent))
        for line in self._lines(terminal):
            yield first + line
            first = " " * (LABEL + self.indent)

    def _lines(self, terminal: Terminal) -> list[str]:
        room = terminal.width - LABEL - self.indent
        value, note = (clipped(one_line(text), LONGEST) for text in (self.value, self.note))
        lines = wrapped(value, room) if value else []
        shown = [terminal.bold(line) for line in lines] if self.is_bold else lines.copy()
        if note and lines and cells(lines[-1]) + 2 + cells(note) <= room:
            shown[-1] += "  " + terminal.dim(note)
        elif note:
            shown += [terminal.dim(line) for line in wrapped(note, room)]
        return shown


def laid_out(rows: Iterable[Row], terminal: Terminal) -> list[str]:
    """The lines of all rows."""
    return [line for row in rows for line in row.laid_out(terminal)]


def labelled(label: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, the first one with the label."""
    for row in rows:
        yield row._replace(label=label)
        label = ""


def counted(number: int, noun: str) -> str:
    """The number with the noun in its number.

    >>> counted(1, "post"), counted(1200, "post")
    ('1 post', '1,200 posts')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
