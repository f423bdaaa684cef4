"""When the story was published and last changed, as the page declares it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from msgspec import structs

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, found
from copydesk.records import Instant
from copydesk.wording.instants.stated import iso_instant

__all__ = ["declared_changes", "declared_publications"]


STRAY: Final = 0.88
LISTED: Final = 0.65
SEVERAL: Final = 3
_ITEM_NAMES: Final = {"published": "datepublished", "modified": "datemodified"}


def declared_publications(page: DeclaredPage) -> list[Candidate[Instant]]:
    """Candidates for `published`; a day without a clock is less sure than one with."""
    return _instants(page, "published")


def declared_changes(page: DeclaredPage) -> list[Candidate[Instant]]:
    """Candidates for `modified`."""
    return _instants(page, "modified")


def _instants(page: DeclaredPage, field: str) -> list[Candidate[Instant]]:
    candidates = []
    for origin in found(page, field):
        raw = origin.raw[0] if isinstance(origin.raw, list) and origin.raw else origin.raw
        instant = iso_instant(raw) if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else None
        if instant is not None:
            factor = LISTED if origin.row.layer == "html" and _is_of_several_stories(page, field) else 1.0
            candidates.append(propose(origin, instant, instant.text, factor * _sure_of_zone(instant)))
    return _localised([*candidates, *_stray(page, field)], field)


def _is_of_several_stories(page: DeclaredPage, field: str) -> bool:
    """Whether the microdata are those of several stories: cards under a story that declares nothing itself."""
    return len({one.value for one in page.head.properties if one.name.lower() == _ITEM_NAMES[field]}) >= SEVERAL


def _stray(page: DeclaredPage, field: str) -> Iterator[Candidate[Instant]]:
    """The first `meta itemprop`: many page makers put the day of the story there, in the head or beside the story."""
    name = _ITEM_NAMES[field]
    for tag in page.head.metas:
        if tag.attribute == "itemprop" and tag.name == name:
            instant = iso_instant(tag.content)
            if instant is not None:
                confidence = round(STRAY * _sure_of_zone(instant), 4)
                locator = f"meta[itemprop={tag.name}]"
                yield Candidate(instant, f"{field}/meta-item", confidence, "html", locator, tag.content, tag.span)
                return


def _localised(candidates: list[Candidate[Instant]], field: str) -> list[Candidate[Instant]]:
    """With the desk's own clock first, where the surest instant is in UTC and another one states it locally."""
    best = max(candidates, key=lambda candidate: candidate.confidence, default=None)
    if best is None or not best.value.value.endswith("+00:00"):
        return candidates
    moment = datetime.fromisoformat(best.value.value)
    for candidate in candidates:
        local = _local_reading(moment, candidate.value)
        if local is not None:
            sure = round(min(1.0, best.confidence + 0.005), 4)
            return [structs.replace(candidate, value=local, rule=f"{field}/local-clock", confidence=sure), *candidates]
    return candidates


def _local_reading(moment: datetime, other: Instant) -> Instant | None:
    """`other` with its offset, when it is the same moment elsewhere; the offset of a bare clock is inferred."""
    if "T" not in other.value or other.value.endswith("+00:00"):
        return None
    clock = datetime.fromisoformat(other.value)
    if clock.tzinfo is not None:
        return other if clock == moment else None
    ahead = clock.replace(tzinfo=UTC) - moment
    if not ahead or ahead % timedelta(minutes=30) or abs(ahead) > timedelta(hours=14):
        return None
    return Instant(value=clock.replace(tzinfo=timezone(ahead)).isoformat(), zone="inferred", text=other.text)


def _sure_of_zone(instant: Instant) -> float:
    if "T" not in instant.value:
        return 0.85
    # midnight on the dot is a day that a template dressed up as an instant
    if instant.value[11:19] == "00:00:00":
        return 0.93
    return 1.0 if instant.zone == "stated" else 0.97
