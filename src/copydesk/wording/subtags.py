"""Language tags as BCP 47 has them: registered subtags only, in their shortest form."""

import re
from functools import cache
from typing import Final

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables.reader import table

__all__ = ["shortest"]

_TAG: Final = pattern(
    r"""
    ([A-Za-z]{2,3})             # the language
    (?:[-_][A-Za-z]{3}(?![A-Za-z]))?  # its individual language, as in zh-cmn
    (?:[-_]([A-Za-z]{4}))?      # the script
    (?:[-_]([A-Za-z]{2}|\d{3}))?
    (?:[-_.@;].*)?\Z
    """,
    re.DOTALL | re.VERBOSE,
)


class _Subtags(Struct, frozen=True):
    """The table as it is written: subtags parted by white space, pairs as `from:to`."""

    languages: str
    short: str
    preferred: str
    scripts: str
    regions: str
    preferred_regions: str
    scripts_left_out: dict[str, str]


def shortest(text: str) -> str | None:
    """The tag that a page means, in the usual letter case; None where its language is none that is registered.

    What follows the region is left out, and so is a script or region that is not registered.

    >>> [shortest(tag) for tag in ("eng", "en_US", "EN-latn-gb", "ger-CH", "iw", "zh-cmn-Hans", "utf-8", "en-UK")]
    ['en', 'en-US', 'en-GB', 'de-CH', 'he', 'zh-Hans', None, 'en-GB']
    """
    match = _TAG.match(text.split(",", 1)[0].strip())
    if match is None:
        return None
    language = _language(match[1].lower())
    if language is None:
        return None
    script = _script(match[2].title(), language) if match[2] else None
    region = _region(match[3].upper()) if match[3] else None
    return "-".join(part for part in (language, script, region) if part)


def _language(code: str) -> str | None:
    known = _known_subtags()
    code = known.short.get(code, code)
    code = known.preferred.get(code, code)
    return known.short.get(code, code) if code in known.languages else None


def _script(script: str, language: str) -> str | None:
    known = _known_subtags()
    return script if script in known.scripts and (script, language) not in known.usual else None


def _region(region: str) -> str | None:
    known = _known_subtags()
    region = known.preferred_regions.get(region, region)
    return region if region in known.regions else None


class _Known(Struct, frozen=True):
    languages: frozenset[str]
    short: dict[str, str]
    preferred: dict[str, str]
    scripts: frozenset[str]
    regions: frozenset[str]
    preferred_regions: dict[str, str]
    usual: frozenset[tuple[str, str]]
    """Scripts with the languages that are always in them, where naming the script says nothing."""


@cache
def _known_subtags() -> _Known:
    return _Known(*_subtags())


_Pairs = dict[str, str]
_Some = frozenset[str]


@kept
def _subtags() -> tuple[_Some, _Pairs, _Pairs, _Some, _Some, _Pairs, frozenset[tuple[str, str]]]:
    written = table("subtags", _Subtags)
    return (
        frozenset(written.languages.split()),
        _pairs(written.short),
        _pairs(written.preferred),
        frozenset(written.scripts.split()),
        frozenset(written.regions.split()),
        _pairs(written.preferred_regions),
        frozenset((script, code) for script, codes in written.scripts_left_out.items() for code in codes.split()),
    )


def _pairs(written: str) -> dict[str, str]:
    return {first: second for first, _, second in (pair.partition(":") for pair in written.split())}
