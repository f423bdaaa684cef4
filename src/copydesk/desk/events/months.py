"""A month without its year that tells again an event whose day the story has settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copydesk.desk.events.drafts import Draft
from copydesk.desk.events.table import Table
from copydesk.desk.material import Material

__all__ = ["follow_months"]

_RULE: Final = "events/same-month"
_MOST: Final = 50
"""Settled events that a month is compared with; a page with more is no story."""


def follow_months(drafts: Sequence[Draft], material: Material, table: Table) -> list[Draft]:
    """The events, with those told by their month alone made part of the one that has its day (`events/same-month`)."""
    if _RULE not in table.rules:
        return list(drafts)
    settled = [one for one in drafts if one.when.rule.endswith("+solver") and one.when.days == 0][:_MOST]
    open_months = {(time.block, time.start) for time in material.times if time.granularity == "month" and time.anchored}
    kept: list[Draft] = []
    for draft in drafts:
        homes = (
            [one for one in settled if _is_told_again(one, draft, table)]
            if _is_guessed_month(draft, open_months)
            else []
        )
        if len({one.when.first for one in homes}) == 1:
            words = draft.when.times[0].text
            said = draft.when
            draft.when = homes[0].when
            homes[0].take(draft, f'{_RULE}: "{words}" has no year, and is the month of {homes[0].when.first}')
            homes[0].reasons = (*homes[0].reasons, f'"{words}" was read as {said.value} by itself')
        else:
            kept.append(draft)
    return kept


def _is_guessed_month(draft: Draft, open_months: set[tuple[int, int]]) -> bool:
    """Whether all that dates an event is a month whose year was guessed."""
    times = draft.when.times
    return draft.when.granularity == "month" and len(times) == 1 and (times[0].block, times[0].start) in open_months


def _is_told_again(home: Draft, draft: Draft, table: Table) -> bool:
    first, month = home.when.first, draft.when.first
    if first is None or month is None or first.month != month.month or home.is_ahead != draft.is_ahead:
        return False
    # Who was seized was "taken" too: the verb tells a capture only beside one.
    is_taken = draft.kind in table.words["taken"] and home.kind in table.captures
    people = {key for key in home.affected & draft.affected if key[:1].isupper()}
    return bool(people) and (home.kind == draft.kind or is_taken)
