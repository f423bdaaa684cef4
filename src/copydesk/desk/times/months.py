"""Months that follow what the story says elsewhere: "in November", where it speaks of "this November"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from copydesk.desk.times.language import Language, language
from copydesk.desk.times.records import settled_time
from copydesk.records.reading import Time

__all__ = ["follow_months"]

_MONTH: Final = 7
"""Letters of a value that is exact to the month."""
_CLAUSE: Final = 120
"""Characters on either side in which the clause is looked for."""
_CLAUSE_END: Final = re.compile(r"[.,;:!?\n\"“”—]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def follow_months(times: Sequence[Time], text: str, *, published: date | None) -> list[Time]:
    """The same times; a month of an election, or in a clause without a past, is the one that the story names."""
    said = _months_to_come(times, published)
    return [_followed(one, said, text) or one for one in times] if said else list(times)


def _months_to_come(times: Sequence[Time], published: date | None) -> dict[str, Time]:
    """What the story says as "this November", by the number of the month."""
    now = published.isoformat()[:_MONTH] if published else "9"
    directed = (one for one in times if len(one.value) == _MONTH and one.lost and not one.candidates)
    return {one.value[5:]: one for one in directed if "+" not in one.rule and one.value >= now}


def _followed(one: Time, said: Mapping[str, Time], text: str) -> Time | None:
    other = said.get(one.value[5:]) if one.candidates and len(one.value) == _MONTH else None
    if other is None or other.value == one.value or not _may_be_to_come(one, text):
        return None
    return settled_time(one, other.value, "this-month", f'the story speaks of "{other.text}"')


def _may_be_to_come(one: Time, text: str) -> bool:
    known = language(one.rule.partition("/")[0])
    before = _CLAUSE_END.split(text[max(0, one.start - _CLAUSE) : one.start])[-1]
    behind = _CLAUSE_END.split(text[one.end : one.end + _CLAUSE])[0]
    return _is_election(behind, known) or not any(_is_past(word, known) for word in _words_of(f"{before} {behind}"))


def _is_election(behind: str, known: Language) -> bool:
    """Whether an election stands right behind the month: November's general election."""
    return any(word in known.elections for word in list(_words_of(behind))[:2])


def _is_past(word: str, known: Language) -> bool:
    return word in known.past or (len(word) > 4 and word.endswith(known.past_endings))


def _words_of(text: str) -> Iterator[str]:
    return (found[0].lower() for found in _WORD.finditer(text))
