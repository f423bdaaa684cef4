"""Days of the calendar: which exist, which Iranian day is which, and when summer time holds."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1700, 2099
"""Years a page can be published in; later ones are misprints or bait."""

_NOWRUZ_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060)
_SUNDAY = 6


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, if it exists and its year is one that pages are published in."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_jalali(year: int, month: int, day: int) -> date | None:
    """The common day of a day of the Iranian calendar."""
    if not (1200 <= year <= 1478 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    elapsed = (month - 1) * 31 if month < 7 else 186 + (month - 7) * 30
    return _nowruz(year) + timedelta(days=elapsed + day - 1)


def _nowruz(year: int) -> date:
    """The first day of the Iranian year, by the rule of its leap cycles."""
    leaps, start = -14, _NOWRUZ_BREAKS[0]
    jump = 0
    for following in _NOWRUZ_BREAKS[1:]:
        jump = following - start
        if year < following:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = following
    passed = year - start
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leaps += 1
    common = year + 621
    return date(common, 3, 1) + timedelta(days=19 + leaps - (common // 4 - (common // 100 + 1) * 3 // 4 - 150))


def is_summer(day: date, rule: str) -> bool:
    """Whether summer time holds on the day by the rule of the region ("us", "eu" or "au")."""
    if rule == "us":
        return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)
    if rule == "eu":
        return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)
    return not _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 1)


def _sunday(year: int, month: int, day: int) -> date:
    """The first Sunday on or after the day."""
    start = date(year, month, day)
    return start + timedelta(days=(_SUNDAY - start.weekday()) % 7)
