"""Instants in time elements and in attributes like theirs."""

from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.fields.published.places import Places
from copydesk.layout.sheet import TimeTag
from copydesk.records import Instant
from copydesk.wording.instants.stated import iso_instant

__all__ = ["tagged"]

NAMED, PLAIN, ALONE, MODIFIED = 0.93, 0.7, 0.9, 0.55
ALONE_LENGTH: Final = 60
"""Characters of the longest line that is about the unnamed time element in it."""
MOST: Final = 200
_ATTRIBUTES: Final = ("datetime", "title", "content")


def tagged(places: Places) -> list[tuple[int, Candidate[Instant]]]:
    """Each readable time element as a candidate, with the index of its block."""
    found = []
    for tag in places.page.times[:MOST]:
        candidate = _of_time_element(places, tag)
        if candidate is not None:
            found.append((tag.block, candidate))
    return found


def _of_time_element(places: Places, tag: TimeTag) -> Candidate[Instant] | None:
    instant = _instant(tag)
    if instant is None:
        return None
    rule, confidence = _rule_of(places, tag)
    prior = _prior(places, tag)
    return Candidate(instant, rule, confidence * prior, "html", tag.css_path(), tag.text or instant.text, tag.span)


def _instant(tag: TimeTag) -> Instant | None:
    for name in _ATTRIBUTES:
        raw = tag.attr(name)
        instant = iso_instant(raw) if raw else None
        if instant is not None:
            return instant
    return None


def _prior(places: Places, tag: TimeTag) -> float:
    blocks = places.page.blocks
    factor = places.factor(blocks[tag.block]) if tag.block < len(blocks) else 1.0
    return places.prior(tag.block) * factor


def _rule_of(places: Places, tag: TimeTag) -> tuple[str, float]:
    names = f"{tag.attr('itemprop') or ''} {tag.attr('class') or ''}".lower()
    if "modif" in names or "updat" in names:
        return "modified/time-element", MODIFIED
    if "publi" in names or "entry-date" in names or tag.attr("pubdate") is not None:
        return "published/time-element", NAMED
    blocks = places.page.blocks
    text = blocks[tag.block].text if tag.block < len(blocks) else ""
    return "published/time-plain", ALONE if len(text) <= ALONE_LENGTH else PLAIN
