"""Whom a speaker's words mean where they name nobody: "she said", "the villager said", a quote that is carried on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.desk.names.person import parse_person
from copydesk.desk.names.tables import nouns, person_nouns
from copydesk.desk.quotes.resolve import Resolver
from copydesk.desk.quotes.words import Words
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
_SHARE: Final = {LAST_SPEAKER: 0.85, NEAREST: 0.7}
_SAYING: Final = {
    LAST_SPEAKER: "who spoke last",
    NEAREST: "the nearest person before it whom it can mean",
}
_MOST: Final = 40
"""Mentions before a pronoun that are looked through."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
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
    is_subject: bool


class Told:
    """What stands in quote marks in each paragraph, and outside them what its sentences are about."""

    def __init__(self) -> None:
        self.quoted: dict[int, Sequence[Span]] = {}
        self.subjects: dict[int, list[Excerpt]] = {}

    def read(self, block: int, words: Words, quoted: Sequence[Span]) -> None:
        """Take note of a paragraph."""
        self.quoted[block] = quoted
        verbs = [words.head[at] for at in range(len(words))]
        self.subjects[block] = [
            Excerpt(block, words.start[at], words.end[at], words.text[words.start[at] : words.end[at]])
            for at, verb in enumerate(verbs)
            if words.passage[at] < 0 and words.dep[at] in _SUBJECTS and words.head[verb] == verb
        ]

    def is_quoted(self, mention: Mention) -> bool:
        """Whether a mention stands in quote marks."""
        return any(start <= mention.start < end for start, end in self.quoted.get(mention.block, ()))

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention holds the subject of a sentence."""
        return any(mention.start <= one.start < mention.end for one in self.subjects.get(mention.block, ()))


class Speakers:
    """Goes through the quotes of a story in order and says who each speaker is."""

    def __init__(self, entities: Sequence[Entity] | None, resolver: Resolver, told: Told) -> None:
        self._resolver = resolver
        self._told = told
        self._people = {one.id: one for one in entities or () if one.type == "person"}
        self._genders = {name: _gender(entity) for name, entity in self._people.items()}
        self._seen = sorted(_outside(self._people.values(), told), key=_place)
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
        last = self._last if self._last and speaker.block - self._last[0].block <= FURTHEST_SPEAKER else None
        newer = self._newer(speaker, gender, last) if last is not None else None
        if newer is None and last is not None and last[1] is None:
            return Meant(reason=f"“{speaker.text}” may be “{last[0].text}”, who spoke last")
        if newer is None and last is not None and last[1] and self._genders[last[1]] in ("", gender):
            return self._settled(speaker, last[1], LAST_SPEAKER)
        nearest = newer or self._nearest(speaker, gender)
        if nearest is None:
            return Meant(reason=f"no person before “{speaker.text}” can be meant")
        return self._settled(speaker, nearest, NEAREST)

    def _settled(self, speaker: Excerpt, entity: str, rule: str) -> Meant:
        reason = f"“{speaker.text}” is {self._people[entity].name}, {_SAYING[rule]}"
        return Meant(entity, rule, _SHARE[rule], reason)

    def _newer(self, speaker: Excerpt, gender: str, last: tuple[Excerpt, str | None]) -> str | None:
        """Somebody whom the story has turned to since: "Vale said so. ¶ Lomme came late. ¶ He said"."""
        for seen in self._before(speaker):
            if seen.entity == last[1] or _place(seen) <= (last[0].block, last[0].start):
                return None
            if seen.is_subject and self._genders[seen.entity] in ("", gender):
                return seen.entity
        return None

    def _nearest(self, speaker: Excerpt, gender: str) -> str | None:
        near = (seen for seen in self._before(speaker) if speaker.block - seen.block <= FURTHEST_NAME)
        return next((seen.entity for seen in near if self._genders[seen.entity] in ("", gender)), None)

    def _before(self, speaker: Excerpt) -> Iterator[_Seen]:
        """The people before some words, the nearest first."""
        place = bisect_left(self._seen, (speaker.block, speaker.start), key=_place)
        return reversed(self._seen[max(0, place - _MOST) : place])

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


def _outside(people: Iterable[Entity], told: Told) -> Iterator[_Seen]:
    for person in people:
        for mention in person.mentions:
            if not told.is_quoted(mention):
                yield _Seen(mention.block, mention.start, person.id, told.is_subject(mention))


def _gender(person: Entity) -> str:
    """What the story's own words or the given name say: m, f, or nothing."""
    if person.gender is not None:
        return person.gender[0]
    told = {parse_person(name).gender for name in person.variants} - {""}
    return told.pop() if len(told) == 1 else ""


def _gender_of(word: str) -> str:
    low = word.lower()
    return "m" if low in nouns("he") else "f" if low in nouns("she") else ""
