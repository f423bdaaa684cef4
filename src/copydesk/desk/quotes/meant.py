"""Whom a speaker's words mean where they name nobody: "she said", "the villager said", a quote that is carried on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.desk.names.person import parse_person
from copydesk.desk.names.tables import nouns, person_nouns
from copydesk.desk.quotes.resolve import Resolver
from copydesk.records import Span
from copydesk.records.reading import Excerpt

if TYPE_CHECKING:
    from copydesk.desk.quotes.drafts import Draft
    from copydesk.records.reading import Entity, Mention

__all__ = ["Meant", "Speakers"]

LAST_SPEAKER: Final = "quotes/pronoun-last-speaker"
NEAREST: Final = "quotes/pronoun-nearest"
FURTHEST_SPEAKER: Final = 8
"""Paragraphs after the last words of somebody in which "she said" may still be hers."""
FURTHEST_NAME: Final = 4
"""Paragraphs back in which somebody who has not spoken is looked for."""
_SURE: Final = {LAST_SPEAKER: 0.85, NEAREST: 0.7}
_ONE: Final = frozenset({"a", "an", "another", "one"})


class Meant(Struct, frozen=True):
    """Who speaks, by which rule, and how much surer a named speaker would be."""

    entity: str | None = None
    rule: str | None = None
    share: float = 1.0
    reason: str | None = None


class _Seen(Struct, frozen=True):
    """A person where the story names them, outside quote marks."""

    block: int
    start: int
    entity: str


class Speakers:
    """Goes through the quotes of a story in order and says who each speaker is."""

    def __init__(
        self, entities: Sequence[Entity] | None, resolver: Resolver, quoted: Mapping[int, Sequence[Span]]
    ) -> None:
        self._resolver = resolver
        self._people = {one.id: one for one in entities or () if one.type == "person"}
        self._genders = {name: _gender(entity) for name, entity in self._people.items()}
        self._seen = sorted(_outside(self._people.values(), quoted), key=_place)
        self._known: dict[int, Meant] = {}
        self._last: tuple[Excerpt, str | None] | None = None

    def meant(self, draft: Draft) -> Meant:
        """Who speaks; quotes have to come in reading order."""
        found = self._meant(draft)
        self._known[id(draft)] = found
        if draft.speaker is not None and not (draft.origin == "carried" and found.entity is None):
            self._remember(draft.speaker, found.entity)
        return found

    def _meant(self, draft: Draft) -> Meant:
        if draft.source is not None and (known := self._known.get(id(draft.source))) is not None and known.entity:
            return Meant(known.entity, "quotes/carried", known.share, None)
        named = self._resolver.entity(draft.speaker)
        if named is not None:
            is_pronoun = draft.speaker is not None and _gender_of(draft.speaker.text)
            return Meant(named, "quotes/pronoun-in-reach" if is_pronoun else "quotes/printed")
        gender = _gender_of(draft.speaker.text) if draft.speaker is not None else ""
        return self._of_pronoun(draft.speaker, gender) if draft.speaker is not None and gender else Meant()

    def _of_pronoun(self, speaker: Excerpt, gender: str) -> Meant:
        if self._last is not None and speaker.block - self._last[0].block <= FURTHEST_SPEAKER:
            entity = self._last[1]
            if entity is None:
                reason = f"“{speaker.text}” may be “{self._last[0].text}”, who spoke last"
                return Meant(reason=reason)
            if self._genders[entity] in ("", gender):
                name = self._people[entity].name
                return Meant(entity, LAST_SPEAKER, _SURE[LAST_SPEAKER], f"“{speaker.text}” is {name}, who spoke last")
        nearest = self._nearest(speaker, gender)
        if nearest is None:
            return Meant(reason=f"no person before “{speaker.text}” can be meant")
        name = self._people[nearest].name
        reason = f"“{speaker.text}” is {name}, the nearest person before it whom it can mean"
        return Meant(nearest, NEAREST, _SURE[NEAREST], reason)

    def _nearest(self, speaker: Excerpt, gender: str) -> str | None:
        for seen in reversed(self._seen):
            if (seen.block, seen.start) >= (speaker.block, speaker.start):
                continue
            if speaker.block - seen.block > FURTHEST_NAME:
                return None
            if self._genders[seen.entity] in ("", gender):
                return seen.entity
        return None

    def _remember(self, speaker: Excerpt, entity: str | None) -> None:
        """A person, or somebody described whom nobody else can be; the police and a report are passed over."""
        if entity in self._people or (entity is None and self._is_somebody(speaker)):
            self._last = speaker, entity


    def _is_somebody(self, speaker: Excerpt) -> bool:
        """One person whom the words describe: "another villager", "a spokesman"; not "police", "a report", "he"."""
        head = self._resolver.head(speaker)
        return head.lower() in person_nouns() or (head[:1].isupper() and speaker.text.lower().split()[0] in _ONE)


def _place(seen: _Seen) -> tuple[int, int]:
    return seen.block, seen.start


def _outside(people: Sequence[Entity], quoted: Mapping[int, Sequence[Span]]) -> list[_Seen]:
    return [
        _Seen(mention.block, mention.start, person.id)
        for person in people
        for mention in person.mentions
        if not _is_inside(mention, quoted.get(mention.block, ()))
    ]


def _is_inside(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


def _gender(person: Entity) -> str:
    """What the story's own words or the given name say: m, f, or nothing."""
    if person.gender is not None:
        return person.gender[0]
    told = {parse_person(name).gender for name in person.variants} - {""}
    return told.pop() if len(told) == 1 else ""


def _gender_of(word: str) -> str:
    low = word.lower()
    return "m" if low in nouns("he") else "f" if low in nouns("she") else ""
