"""When an address is asked again: often where much is new, ever more seldom where nothing is. Pure rules, no clock."""

from typing import Final

__all__ = ["FIRST_OF_FEED", "FIRST_OF_PAGE", "feed_gap", "page_gap", "refused_gap"]

FIRST_OF_FEED: Final = 1_800.0
LEAST, MOST = 300.0, 86_400.0
"""Bounds between two looks at a feed, in seconds: five minutes and a day."""
MUCH_NEW, SOONER, LATER = 0.5, 0.5, 1.5
"""Half of the entries new: the next look after half the time; none: after half as much again."""

FIRST_OF_PAGE: Final = 3_600.0
GROWTH: Final = 3.0
"""A page is looked at after 1, 3, 9, 27 … hours: most changes come on the first day."""
LAST_OF_PAGE: Final = 30 * 86_400.0
REFUSED_GROWTH, REFUSED_MOST = 2.0, 7 * 86_400.0


def feed_gap(gap: float, new: int, total: int, wanted: float | None = None) -> float:
    """Seconds to the next look at a feed, never fewer than it wants itself (`ttl`, `sy:updatePeriod`).

    >>> feed_gap(1_800, 12, 20), feed_gap(1_800, 0, 20), feed_gap(1_800, 12, 20, wanted=3_600)
    (900.0, 2700.0, 3600)
    """
    factor = SOONER if total and new / total >= MUCH_NEW else 1.0 if new else LATER
    return max(min(max(gap * factor, LEAST), MOST), min(wanted or 0, MOST))


def page_gap(gap: float, *, is_changed: bool) -> float | None:
    """Seconds to the next look at a page; None when it has been the same for so long that no look is due.

    >>> page_gap(3_600, is_changed=False), page_gap(32_400, is_changed=True)
    (10800.0, 3600.0)
    >>> page_gap(LAST_OF_PAGE, is_changed=False) is None
    True
    """
    if is_changed:
        return FIRST_OF_PAGE
    return None if gap >= LAST_OF_PAGE else gap * GROWTH


def refused_gap(gap: float) -> float:
    """Seconds to the next try after a refusal."""
    return min(max(gap, FIRST_OF_PAGE) * REFUSED_GROWTH, REFUSED_MOST)
