"""Stories grouped by the event that they tell of, all at once or one by one; no text need be shared."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from copydesk.archive.terms import Terms, likeness

__all__ = ["SAME_EVENT_LIKENESS", "TOGETHER", "Coverage", "together"]

SAME_EVENT_LIKENESS: Final = 0.32
"""Least likeness of two stories on one event, and of a story to those before it. Chosen on BASIL, one by one: mean
B-cubed F1 .906 at .26, .931 at .30, .934 at .32, .927 at .34."""
TOGETHER: Final = 0.24
"""The same where all stories are at hand and their own words are counted. Chosen on BASIL: .952 at .21, .960 at .23,
.961 at .25, .950 at .27."""


class Coverage:
    """Groups of stories on one event, as they come: a story joins the group that it is most like on average."""

    def __init__(self, least: float = SAME_EVENT_LIKENESS) -> None:
        self._least = least
        self._groups: dict[int, list[int]] = {}
        self._likenesses: list[dict[int, float]] = []
        self._holders: dict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, story: Terms) -> None:
        """Put a weighed story in; groups that have come to be one event become one."""
        number = len(self._likenesses)
        found: dict[int, float] = defaultdict(float)
        for word, weight in story.items():
            for other, theirs in self._holders[word]:
                found[other] += weight * theirs
            self._holders[word].append((number, weight))
        self._likenesses.append(found)
        for other, value in found.items():
            self._likenesses[other][number] = value
        self._groups[number] = [number]
        while (nearest := self._nearest(number)) is not None:
            first, second = sorted((number, nearest))
            self._groups[first] += self._groups.pop(second)
            number = first

    def groups(self) -> list[list[int]]:
        """The numbers of the stories of each group, in the order in which they came."""
        return [sorted(group) for group in self._groups.values()]

    def _nearest(self, number: int) -> int | None:
        """The other group that the group is most like, where it is like enough."""
        ours = self._groups[number]
        sums: dict[int, float] = defaultdict(float)
        for one in ours:
            for other, value in self._likenesses[one].items():
                sums[other] += value
        best, most = None, self._least
        for other, theirs in self._groups.items():
            mean = sum(sums[one] for one in theirs if one in sums) / (len(ours) * len(theirs))
            if other != number and mean >= most:
                best, most = other, mean
        return best


def together(stories: Sequence[Terms], least: float = TOGETHER) -> list[list[int]]:
    """The groups of weighed stories that are all at hand: the two most alike become one, as long as there are such.

    How alike two groups are is the mean over the halves that each was made of, so that a large half does not outvote a
    small one.
    """
    rows = {one: {other: likeness(stories[one], stories[other]) for other in range(one)} for one in range(len(stories))}
    for one, row in rows.items():
        for other in row:
            rows[other][one] = row[other]
    groups = {number: [number] for number in rows}
    best = {number: max(row, key=row.__getitem__) for number, row in rows.items() if row}
    while best:
        one = max(best, key=lambda number: rows[number][best[number]])
        other = best[one]
        if rows[one][other] < least:
            break
        _join(rows, groups, best, one, other)
    return [sorted(group) for group in groups.values()]


def _join(
    rows: dict[int, dict[int, float]], groups: dict[int, list[int]], best: dict[int, int], one: int, other: int
) -> None:
    groups[one] += groups.pop(other)
    gone = rows.pop(other)
    best.pop(other)
    for third, row in rows.items():
        if third == one:
            row.pop(other)
            continue
        row[one] = rows[one][third] = (row[one] + gone[third]) / 2
        row.pop(other)
        if best.get(third) in (one, other) or row[one] > row[best[third]]:
            best[third] = max(row, key=row.__getitem__)
    if rows[one]:
        best[one] = max(rows[one], key=rows[one].__getitem__)
    else:
        best.pop(one, None)
