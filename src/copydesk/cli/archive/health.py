"""How well the records of outlets are filled, in lines."""

from collections.abc import Iterable, Iterator
from typing import Final

from copydesk.archive.health import FIELDS, Fall, Week
from copydesk.export.neutral import one_line

__all__ = ["fall_line", "week_lines"]

_HOST: Final = 28


def week_lines(weeks: Iterable[Week]) -> Iterator[str]:
    """A table of weeks under its head; nothing where there is none."""
    for number, week in enumerate(weeks):
        if not number:
            yield f"{'outlet':{_HOST}} {'week':10} {'stories':>7} {' '.join(f'{field:>8}' for field in FIELDS)}  words"
        shares = " ".join(f"{week.shares[field]:>8.0%}" for field in FIELDS)
        yield f"{one_line(week.outlet)[:_HOST]:{_HOST}} {week.monday} {week.captures:>7,} {shares}  {week.words:>5.0f}"


def fall_line(fall: Fall) -> str:
    """What fell, from what to what, and one capture to look at.

    >>> from datetime import date
    >>> week = date(2026, 11, 23)
    >>> fall_line(Fall(outlet="c.test", monday=week, field="byline", before=0.95, now=0.2, example=7, url="https://c.test/a"))
    'c.test, week of 2026-11-23: byline fell from 95% to 20%, for example https://c.test/a (capture 7)'
    """
    before, now = (f"{one:.0f}" if fall.field == "words" else f"{one:.0%}" for one in (fall.before, fall.now))
    example = f"{one_line(fall.url or '-')} (capture {fall.example})"
    where = f"{one_line(fall.outlet)}, week of {fall.monday}"
    return f"{where}: {fall.field} fell from {before} to {now}, for example {example}"
