"""Published and modified as declared: raw strings in all their forms to instants."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

from msgspec import structs

from copydesk.patterns import pattern
from copydesk.records import Instant
from copydesk.wording.instants.find import find_instants

__all__ = ["iso_instant"]

SURE_WORDS, WHOLE = 0.85, 0.6
FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2099
FIRST, LAST = str(FIRST_YEAR), str(LAST_YEAR)

LAST_MONTH: Final = 12

_ISO = pattern(
    r"""(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})
    (?:(?:T|\s|\s*[-,|@]\s*)\s*(?P<hour>\d{1,2})[:.]?(?P<minute>\d{2})(?:[:.]?(?P<second>\d{2})(?:[.,:]\d+)?)?
       \s*(?P<half>[AaPp]\.?[Mm]\.?)?)?
    \s*(?P<zone>Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?|(?<=\d)\s\d{2}:\d{2})?(?P<rest>\s*(?:\[[\w/+-]+\])?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = pattern(
    r"([12]\d{3}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?"
    r"(Z|[+-](?:0\d|1[0-3]):?[0-5]\d)?)?\Z",
    re.ASCII,
)
"""What most pages declare, with nothing that is no clock on Earth."""
_DAY_FIRST = pattern(
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})(?:[,T\s-]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?\Z"
)
_EPOCH = pattern(r"\d{9,13}(?:\.\d+)?\Z")
_RFC = pattern(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}\s+\d{1,2}:\d{2}")
_JAVASCRIPT = pattern(
    r"(?:[A-Z][a-z]{2}\s+)?([A-Z][a-z]{2,8})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?)\s*([AaPp]\.?[Mm]\.?)?)?"
    r"\s*((?:GMT|UTC)?[+-]\d{2}:?\d{2}|GMT|UTC|Z)?"
)
_UNIX_DATE = pattern(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (?:([A-Z]{3,5}|[+-]\d{4}) )?(\d{4})\Z"
)
_WORD = pattern(r"[^\W\d_]{3}")
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


def iso_instant(raw: str | float) -> Instant | None:
    """The instant that a declared value means, as precise as it is; None for what is no possible date.

    >>> iso_instant("2024-05-03T15:47:42.389+0000").value
    '2024-05-03T15:47:42+00:00'
    """
    text = str(raw).strip().strip("\"'").strip()
    if not text or len(text) > 80:
        return None
    for read in _FORMS:
        instant = read(text)
        if instant is not None:
            return instant
    return None


def _read_plain(text: str) -> Instant | None:
    """What `_read_iso` finds of the form that nearly all have, for a fifth of the cost."""
    match = _PLAIN.match(text)
    if match is None or not FIRST <= text[:4] <= LAST or not _is_day(match[1]):
        return None
    day, hour, minute, second, zone = match.groups()
    if hour is None:
        return Instant(value=day, zone="unknown", text=text)
    value = f"{day}T{hour}:{minute}:{second or '00'}"
    if zone is None:
        return Instant(value=value, zone="unknown", text=text)
    offset = f"{zone[:3]}:{zone[-2:]}" if zone != "Z" else "+00:00"
    return Instant(value=value + (offset if offset != "-00:00" else "+00:00"), zone="stated", text=text)


def _is_day(printed: str) -> bool:
    try:
        date.fromisoformat(printed)
    except ValueError:
        return False
    return True


def _read_iso(text: str) -> Instant | None:
    match = _ISO.match(text)
    if not match or (not match["dash"] and len(match["month"] + match["day"]) != 4):
        return None
    return _instant(match.groupdict(), match["zone"], text)


def _read_day_first(text: str) -> Instant | None:
    match = _DAY_FIRST.match(text)
    if not match:
        return None
    # 03/04/2024 is one day in Europe and another in America: only a day past 12 or dots settle it
    parts = match.groupdict()
    if int(match["month"]) > LAST_MONTH:
        return _instant(parts | {"day": match["month"], "month": match["day"]}, None, text)
    return _instant(parts, None, text) if int(match["day"]) > LAST_MONTH or "." in text[:6] else None


def _read_epoch(text: str) -> Instant | None:
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    if seconds > 1e11:
        seconds /= 1000
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return _checked(moment, text) if 1985 <= moment.year <= LAST_YEAR else None


def _read_rfc(text: str) -> Instant | None:
    if not _RFC.match(text):
        return None
    from email.utils import parsedate_to_datetime  # brings sockets and a calendar along, and few pages need it

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return _checked(moment, text)


def _read_javascript(text: str) -> Instant | None:
    match = _JAVASCRIPT.match(text)
    month = _MONTHS.get(match.group(1)[:3].lower()) if match else None
    if not match or month is None:
        return None
    hour, minute, second = [*(match.group(4) or "").split(":"), None, None][:3]
    parts = {"year": match.group(3), "month": str(month), "day": match.group(2), "half": match.group(5)}
    zone = (match.group(6) or "").removeprefix("GMT").removeprefix("UTC") or ("Z" if match.group(6) else None)
    return _instant(parts | {"hour": hour or None, "minute": minute, "second": second}, zone, text)


def _read_unix_date(text: str) -> Instant | None:
    """What `date` prints, with the zone's name before the year: `Mon Aug 03 12:45:00 EDT 2015`."""
    match = _UNIX_DATE.match(text)
    month = _MONTHS.get(match.group(1).lower()) if match else None
    if not match or month is None:
        return None
    zone = match.group(4)
    if zone is not None and zone.isalpha() and zone not in ("UTC", "GMT"):
        found = _read_words(f"{match.group(1)} {match.group(2)}, {match.group(5)} {match.group(3)} {zone}")
        return structs.replace(found, text=text) if found else None
    hour, minute, second = match.group(3).split(":")
    parts = {"year": match.group(5), "month": str(month), "day": match.group(2)}
    return _instant(parts | {"hour": hour, "minute": minute, "second": second}, zone, text)


def _read_words(text: str) -> Instant | None:
    """A value in words, as `Tue, Sep 15 2020 10:01:41 EDT` or `3 mai 2024`, that is a date and nothing else."""
    if not _WORD.search(text):
        return None
    some = find_instants(text, limit=1)
    if not some or some[0].confidence < SURE_WORDS or some[0].end - some[0].start < WHOLE * len(text):
        return None
    return structs.replace(some[0].instant, text=text)


def _instant(parts: dict[str, str | None], zone: str | None, text: str) -> Instant | None:
    year, month, day = (int(parts[name] or 0) for name in ("year", "month", "day"))
    clock = parts.get("hour")
    hour, minute = int(clock or 0), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        # the page states no zone yet, so the clock stays bare here
        moment = datetime(year, month, day, hour, minute, min(59, int(parts.get("second") or 0)))  # noqa: DTZ001
    except ValueError:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if clock is None:
        return Instant(value=moment.date().isoformat(), zone="unknown", text=text)
    offset = _stated_offset(zone)
    if offset is None:
        return Instant(value=moment.isoformat(), zone="unknown", text=text)
    return Instant(value=moment.replace(tzinfo=timezone(offset)).isoformat(), zone="stated", text=text)


def _stated_offset(zone: str | None) -> timedelta | None:
    """The stated offset from UTC; None when there is none on Earth like it."""
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return timedelta(0)
    # "+" in an address becomes a space when somebody decodes it once too often
    digits = zone.strip().lstrip("+-").replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone.startswith("-") else 1)


def _checked(moment: datetime, text: str) -> Instant | None:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return Instant(value=moment.isoformat(), zone="stated" if moment.tzinfo else "unknown", text=text)


_FORMS: Final = (
    _read_plain, _read_iso, _read_epoch, _read_rfc, _read_javascript, _read_unix_date, _read_day_first, _read_words,
)  # fmt: skip
