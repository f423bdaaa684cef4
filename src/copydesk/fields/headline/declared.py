"""The headline as declared, without the site's name."""

from collections.abc import Sequence
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.patterns import pattern
from copydesk.wording.spelling import words

__all__ = ["declared_headlines", "without_site"]

MAX_HEADLINE: Final = 400
TITLE_CONFIDENCE: Final = 0.55

# The look ahead is there for speed: it turns away most letters at once.
_SEPARATOR = pattern(
    r"(?=[\s|｜│❘¦,:›-])(?:\s+[|\-–—−‒―·•∙»«›‹:/~>]+\s+|\s*[｜│❘¦]\s*|\s+::\s+|\s*--\s*|\s*\|\s*|[,:]\s+|\s*›\s*)"
)
_PARTING: Final = frozenset("|｜│❘¦-–—−‒―·•∙»«›‹:/~>,")
"""Without one of them no title is parted."""
_MACHINE = pattern(r"(?=[^\s]*\d)[\x21-\x7e]+\Z")
_TAIL = pattern(r"\s*(?:[-–—|｜ㅣ·•»/]|\s:)\s*\S.{0,70}\Z")
SENTENCE_END = pattern(r"[.!?…。！？।]['\"”’»)]*\Z")
DIGITS = pattern(r"\d{3}")
CUT = pattern(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*\Z")


def declared_headlines(page: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the headline, without the site's name before or after."""
    known = page.sites
    candidates = []
    read: dict[str, tuple[str, float]] = {}
    for origin, text in texts(page, "headline"):
        if text not in read:
            read[text] = _read(text, known)
        value, factor = read[text]
        if value:
            candidates.append(propose(origin, value, text, factor))
    if page.head.title:
        candidates.extend(_from_title(page, known))
    return _without_shared_tails(candidates)


def _read(text: str, names: frozenset[str]) -> tuple[str, float]:
    """The headline that a declared title is, empty for none, and what its confidence is worth."""
    value = without_site(text, names)
    if not value or len(value) > MAX_HEADLINE or words(value) in names or _MACHINE.match(value):
        return "", 0.0
    return value, 0.8 if CUT.search(value) else 1.0


def without_site(text: str, names: frozenset[str]) -> str:
    """The title without the names of its site, and without what stands between them and the end.

    >>> without_site("Harbour reopens - Coast | The Example", frozenset({"the example"}))
    'Harbour reopens - Coast'
    """
    if _PARTING.isdisjoint(text):
        return text
    value = text
    for _ in range(4):
        shorter = _without_tail(_without_front(value, names), names)
        if shorter == value:
            break
        value = shorter
    return _without_bar(value)


def _from_title(page: DeclaredPage, names: frozenset[str]) -> list[Candidate[str]]:
    raw = " ".join((page.head.title or "").split())
    value = without_site(raw, names)
    if not value or len(value) > MAX_HEADLINE or words(value) in names:
        return []
    sure = TITLE_CONFIDENCE + (0.1 if value != raw else 0.0)
    return [Candidate(value, "headline/title", sure, "html", "title", raw[:500], page.head.title_span)]


def _without_shared_tails(candidates: list[Candidate[str]]) -> list[Candidate[str]]:
    """A title that says what another declares, and then a mark and more, ends where the other does."""
    values = list(dict.fromkeys([candidate.value for candidate in candidates]))
    whole = {candidate.value for candidate in candidates if candidate.rule == "headline/jsonld"}
    return [candidate if candidate.value in whole else _shortened(candidate, values) for candidate in candidates]


def _shortened(candidate: Candidate[str], values: Sequence[str]) -> Candidate[str]:
    value = candidate.value
    for other in values:
        if 12 <= len(other) < len(value) and value.startswith(other) and _TAIL.match(value, len(other)):
            return structs.replace(candidate, value=other)
    return candidate


def _without_tail(text: str, names: frozenset[str]) -> str:
    breaks = list(_SEPARATOR.finditer(text, 1))
    for number, match in enumerate(reversed(breaks)):
        tail = words(text[match.end() :])
        if number > 3 or len(tail) > 80:
            break
        if tail in names or _names_site(tail, names, match.group().strip()):
            return text[: match.start()].rstrip()
    return text


def _without_bar(text: str) -> str:
    """What stands before the last upright bar, if that is a headline already: bars part a title from its setting."""
    for _ in range(3):
        head, bar, tail = text.rpartition(" | ")
        if not bar or len(head) < 20 or len(tail) > 60 or head.count(" ") < 2:
            break
        text = head.rstrip()
    return text


def _without_front(text: str, names: frozenset[str]) -> str:
    match = _SEPARATOR.search(text, 1)
    if match and match.group().strip() not in (",", "/") and words(text[: match.start()]) in names:
        return text[match.end() :].lstrip()
    return text


def _names_site(tail: str, names: frozenset[str], mark: str) -> bool:
    """Whether the last part of a title is the site's name with a little more or less, as "Example.com News" is."""
    if mark in (",", ":", "") or not tail:
        return False
    solid = tail.replace(" ", "")
    for name in names:
        other = name.replace(" ", "")
        if solid == other or (len(other) >= 4 and solid.startswith(other) and len(tail) - len(name) < 25):
            return True
        if len(solid) >= 4 and len(other) < 3 * len(solid) and (other.startswith(solid) or other.endswith(solid)):
            return True
    return False
