"""What files of a site say about the use of its pages: `/.well-known/tdmrep.json` and the licences in robots.txt."""

import re
from typing import Final

import msgspec

from copydesk.records import Right
from copydesk.urls import split

__all__ = ["PLACE", "Reservation", "licences", "reservations", "rights_of"]

PLACE: Final = "/.well-known/tdmrep.json"
MOST: Final = 1_000
LONGEST: Final = 1_000


class Reservation(msgspec.Struct, frozen=True):
    """One rule: the paths, whether rights in them are reserved, and on what terms."""

    location: str
    reservation: int = msgspec.field(name="tdm-reservation")
    policy: str | None = msgspec.field(name="tdm-policy", default=None)


def reservations(content: bytes) -> tuple[Reservation, ...]:
    """The rules of the file; none where it is no such file."""
    try:
        rows = msgspec.json.decode(content, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return ()
    return tuple(rule for rule in map(_rule, rows[:MOST]) if rule is not None)


def rights_of(url: str, rules: tuple[Reservation, ...], place: str) -> tuple[Right, ...]:
    """What the rules say about the page: the first whose path is its own."""
    path = split(url).path or "/"
    rule = next((one for one in rules if _covers(one.location, path)), None)
    if rule is None:
        return ()
    is_reserved = rule.reservation == 1
    found = Right(signal="tdm-reservation", value=str(rule.reservation), place=place, is_reserved=is_reserved)
    if not rule.policy:
        return (found,)
    return found, Right(signal="tdm-policy", value=rule.policy[:LONGEST], place=place, is_reserved=False)


def licences(addresses: tuple[str, ...], robots: str) -> tuple[Right, ...]:
    """The licences that a robots.txt names; their terms are not read, so that they reserve."""
    return tuple(Right(signal="rsl", value=address[:LONGEST], place=robots, is_reserved=True) for address in addresses)


def _rule(row: msgspec.Raw) -> Reservation | None:
    try:
        return msgspec.json.decode(row, type=Reservation)
    except msgspec.DecodeError:
        return None


def _covers(location: str, path: str) -> bool:
    """As in robots.txt: `*` stands for anything, `$` for the end."""
    parts = location[:LONGEST].removesuffix("$").split("*")
    pattern = ".*".join(map(re.escape, parts[:20])) + ("$" if location.endswith("$") else "")
    return re.match(pattern, path[:LONGEST]) is not None
