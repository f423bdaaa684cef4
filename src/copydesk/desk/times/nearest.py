"""Of the values that a date without its year may have, the one meant: by the tense of its clause and by publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from copydesk.desk.times.calendar import first_day, last_day
from copydesk.desk.times.context import Context
from copydesk.records.reading import LostValue

__all__ = ["Chosen", "directed", "nearest"]

_DAY = 10
"""Letters of a value that is exact to the day."""
_TOO_FAR = 270
_CLOSE = 75
"""Days back, and ahead, from which a day told as past is yet the coming one, and one told as ahead, with a modal verb
alone, the last one: set on the parts in view of TimeBank and AQUAINT."""


class Chosen(NamedTuple):
    """The value meant, why, and why none of the others is."""

    value: str
    reason: str
    lost: tuple[LostValue, ...]


class _Sides(NamedTuple):
    """The last value on or before publication, and the first on or after it."""

    before: str
    after: str
    day: date

    @property
    def ahead(self) -> int:
        return ((first_day(self.after) or self.day) - self.day).days

    @property
    def back(self) -> int:
        return (self.day - (last_day(self.before) or self.day)).days


def directed(values: Sequence[str], day: date, direction: int, words: str) -> Chosen:
    """The value that "last", "this" or "next" says."""
    if direction < 0:
        value = max((v for v in values if (last_day(v) or day) < day), default=values[0])
    elif direction > 0:
        value = min((v for v in values if (first_day(v) or day) > day), default=values[-1])
    else:
        value = next((v for v in values if v.startswith(f"{day.year:04d}")), values[-1])
    against = f'"{words}" says {value[:4]}'
    return Chosen(value, f'"{words}" seen from publication', _lost(values, value, dict.fromkeys(values, against)))


def nearest(values: Sequence[str], context: Context) -> Chosen:
    """The value that the tense of the clause and the publication day point to."""
    day = context.day or date.min
    before = max((v for v in values if (first_day(v) or day) <= day), default=None)
    after = min((v for v in values if (last_day(v) or day) >= day), default=None)
    if before is None or after is None or before == after:
        value = before or after or values[0]
        return Chosen(value, f"nearest to publication on {day}", _lost(values, value, {}))
    value, reason, against = _of_two(_Sides(before, after, day), context)
    other = before if value == after else after
    return Chosen(value, reason, _lost(values, value, {other: against}))


def _of_two(sides: _Sides, context: Context) -> tuple[str, str, str]:
    """The value, the reason for it and the reason against the one on the other side of publication."""
    before, after, day = sides
    tense = context.tense()
    if context.is_past_by_noun() and len(before) == _DAY:
        reason = f"the name of what happened: last before publication on {day}"
        return before, reason, f"what has a name has happened, and this is after publication on {day}"
    is_only_possible = tense == "future" and context.is_only_possible() and not context.looks_ahead()
    if is_only_possible and len(before) == _DAY and sides.ahead > _TOO_FAR and sides.back < _CLOSE:
        reason = f"almost a year ahead is too far: last before publication on {day}"
        return before, reason, f"{sides.ahead} days ahead, and the other only {sides.back} back"
    if tense == "future" or context.looks_ahead() or (len(before) < _DAY and context.is_month_ahead()):
        reason = f"the clause looks ahead: next after publication on {day}"
        return after, reason, f"the clause looks ahead, and this is before publication on {day}"
    if tense == "past" and len(before) == _DAY and sides.back > _TOO_FAR and sides.ahead < _CLOSE:
        reason = f"a year back is too far: next after publication on {day}"
        return after, reason, f"{sides.back} days back, and the other only {sides.ahead} ahead"
    # Without a verb to tell, a date that is close ahead and far back is a coming one.
    if tense == "" and sides.ahead * 2 < sides.back:
        against = f"{sides.back} days back, and the other only {sides.ahead} ahead"
        return after, f"nearest to publication on {day}", against
    clause = "the clause is told as past" if tense == "past" else "nothing says that the clause looks ahead"
    return before, f"last before publication on {day}", f"after publication on {day}, and {clause}"


def _lost(values: Sequence[str], value: str, against: dict[str, str]) -> tuple[LostValue, ...]:
    farther = f"farther from publication than {value}"
    return tuple(LostValue(other, against.get(other, farther)) for other in values if other != value)
