"""Whom a speaker's words mean where they name nobody: "she said", "the villager said", a quote that is carried on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.desk.names.person import parse_person
from copydesk.desk.names.tables import nouns, person_nouns
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.resolve import Resolver
from copydesk.desk.quotes.words import Words
from copydesk.records import Span
from copydesk.records.reading import Excerpt

if TYPE_CHECKING:
    from copydesk.desk.quotes.drafts import Draft
    from copydesk.records.reading import Entity, Mention

__all__ = ["Meant", "Speakers"]

PRINTED: Final = "quotes/printed"
CARRIED: Final = "quotes/carried"
IN_REACH: Final = "quotes/pronoun-in-reach"
ANSWER: Final = "quotes/pronoun-asked"
LAST_SPEAKER: Final = "quotes/pronoun-last-speaker"
LAST_BODY: Final = "quotes/pronoun-body"
NEAREST: Final = "quotes/pronoun-nearest"
FURTHEST_SPEAKER: Final = 8
"""Paragraphs after the last words of somebody in which "she said" may still be hers."""
FURTHEST_NAME: Final = 4
"""Paragraphs back in which somebody who has not spoken is looked for."""
FURTHEST_BODY: Final = 2
"""Paragraphs after the last words of a firm or a body in which "they said" may still be its."""
_SAYING: Final = {
    ANSWER: "who was asked",
    LAST_SPEAKER: "who spoke last",
    NEAREST: "the nearest person before it whom it can mean",
}
_MOST: Final = 40
"""Mentions before a pronoun that are looked through."""
_TURNS: Final = 12
"""Speakers that are remembered."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_BODIES: Final = frozenset({"organisation", "group"})
_ASKING: Final = "request"


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
        self.named: set[Excerpt] = set()
        """The subjects that are a single name."""

    def read(self, block: int, words: Words, quoted: Sequence[Span]) -> None:
        """Take note of a paragraph."""
        self.quoted[block] = quoted
        verbs = [words.head[at] for at in range(len(words))]
        about = [
            at for at, verb in enumerate(verbs)
            if words.passage[at] < 0 and words.head[verb] == verb and _is_about(words, at, verb)
        ]  # fmt: skip
        here = [
            Excerpt(block, words.start[at], words.end[at], words.text[words.start[at] : words.end[at]]) for at in about
        ]
        self.subjects[block] = here
        self.named.update(one for at, one in zip(about, here, strict=True) if words.tag[at] == "NNP")

    def is_quoted(self, mention: Mention) -> bool:
        """Whether a mention stands in quote marks."""
        return any(start <= mention.start < end for start, end in self.quoted.get(mention.block, ()))

    def is_subject(self, mention: Mention) -> bool:
        """Whether a mention holds the subject of a sentence."""
        return any(mention.start <= one.start < mention.end for one in self.subjects.get(mention.block, ()))


class Speakers:
    """Goes through the quotes of a story in order and says who each speaker is."""

    def __init__(self, entities: Sequence[Entity] | None, resolver: Resolver, told: Told, known: Tables) -> None:
        self._resolver = resolver
        self._tables = known
        self._told = told
        self._people = {one.id: one for one in entities or () if one.type == "person"}
        self._bodies = {one.id: one.name for one in entities or () if one.type in _BODIES}
        self._genders = {name: _gender_told(entity) for name, entity in self._people.items()}
        self._seen = sorted(_outside(self._people.values(), told), key=_place_of_seen)
        self._named = _by_name(self._people.values())
        self._known: dict[int, Meant] = {}
        self._turns: list[tuple[Excerpt, str | None]] = []
        self._last_body: tuple[Excerpt, str] | None = None
        self._asked: tuple[int, str] | None = None
        self._spoken: set[str] = set()

    def meant(self, draft: Draft) -> Meant:
        """Who speaks; quotes have to come in reading order."""
        found = self._meant(draft)
        if found.rule is not None and found.rule not in self._tables.rules:
            found = Meant()
        self._known[id(draft)] = found
        if draft.speaker is not None and not (draft.origin == "carried" and found.entity is None):
            self._remember(draft.speaker, found.entity)
        asked = self._resolver.entity(draft.addressee) if draft.act.name == _ASKING else None
        if asked in self._people and asked is not None:
            self._asked = draft.content[-1].block, asked
        return found

    def _meant(self, draft: Draft) -> Meant:
        if draft.source is not None and (known := self._known.get(id(draft.source))) is not None and known.entity:
            return Meant(known.entity, CARRIED, known.share, None)
        near = self._resolver.entity(draft.speaker)
        gender = _gender_of(draft.speaker.text) if draft.speaker is not None else ""
        if draft.speaker is not None and gender:
            return self._of_pronoun(draft, draft.speaker, gender, near)
        if near is None and draft.speaker is not None and self._is_(draft.speaker, "many"):
            return self._of_many(draft.speaker)
        return Meant(near, PRINTED) if near is not None else Meant()

    def _of_pronoun(self, draft: Draft, speaker: Excerpt, gender: str, near: str | None) -> Meant:
        others = self._named_inside(draft.content, speaker)
        asked = self._answering(draft, gender)
        if asked is not None:
            return self._settled(speaker, asked, ANSWER)
        last = self._last_speaker(speaker, gender)
        if near is not None and self._was_called_otherwise(near, speaker, gender):
            others |= {near}
        if near is not None and near not in others and not self._is_beside_the_point(speaker, near, gender, last):
            return Meant(near, IN_REACH)
        newer = self._newer(speaker, gender, last, others) if last is not None else None
        if newer is None and last is not None and last[1] is None:
            return Meant(reason=f"“{speaker.text}” may be “{last[0].text}”, who spoke last")
        if newer is None and last is not None and last[1] and last[1] not in others and self._fits(last[1], gender):
            somebody = self._somebody_between(max((speaker.block, 0), _place_behind(last[0])), speaker)
            if somebody is not None:
                return self._open(speaker, somebody)
            surer = self._surer(speaker, gender, last[1], others)
            return self._settled(speaker, surer or last[1], NEAREST if surer else LAST_SPEAKER)
        nearest = newer or self._nearest(speaker, gender, others)
        if nearest is None:
            return Meant(reason=f"no person before “{speaker.text}” can be meant")
        seen = next(one for one in self._before(speaker) if one.entity == nearest)
        if somebody := self._somebody_between(_place_of_seen(seen), speaker):
            return self._open(speaker, somebody)
        return self._settled(speaker, nearest, NEAREST)

    def _of_many(self, speaker: Excerpt) -> Meant:
        """ "They said in a statement": the firm or body that spoke last, where no person spoke since."""
        last = self._last_body
        if last is None or speaker.block - last[0].block > FURTHEST_BODY:
            return Meant()
        if self._turns and _place_behind(self._turns[-1][0]) > _place_behind(last[0]):
            return Meant()
        if any(self._resolver.entity(one) != last[1] for one in self._nouns_between(_place_behind(last[0]), speaker)):
            return Meant(reason=f"“{speaker.text}” may be what a sentence since is about")
        reason = f"“{speaker.text}” is {self._bodies[last[1]]}, {_SAYING[LAST_SPEAKER]}"
        return Meant(last[1], LAST_BODY, self._share(LAST_BODY), reason)

    def _last_speaker(self, speaker: Excerpt, gender: str) -> tuple[Excerpt, str | None] | None:
        """Who spoke last; where that one is of the other gender, who spoke before, and so on."""
        for words, entity in reversed(self._turns):
            if speaker.block - words.block > FURTHEST_SPEAKER:
                return None
            if entity is None or self._fits(entity, gender):
                return words, entity
        return None

    def _settled(self, speaker: Excerpt, entity: str, rule: str) -> Meant:
        reason = f"“{speaker.text}” is {self._people[entity].name}, {_SAYING[rule]}"
        return Meant(entity, rule, self._share(rule), reason)

    def _share(self, rule: str) -> float:
        """What is left of the confidence where a rule tells who is meant."""
        return self._tables.rules[rule].confidence if rule in self._tables.rules else 0.0

    def _is_(self, words: Excerpt, kind: str) -> bool:
        """Whether words are one word of a kind in the tables."""
        return words.text.lower() in self._tables.words[kind]

    def _was_called_otherwise(self, near: str, speaker: Excerpt, gender: str) -> bool:
        """Whether the last pronoun for somebody was of the other gender: not of "A man shouted at her. He said"."""
        mentions = self._people[near].mentions if near in self._people and not self._genders[near] else ()
        place = speaker.block, speaker.start
        before = [one for one in mentions if (one.block, one.start) < place and speaker.block - one.block <= 1]
        last = next((one for one in reversed(before) if one.kind == "pronoun"), None)
        if last is None or _gender_of(last.text) == gender:
            return False
        nearest = next((one for one in self._before(speaker) if one.is_subject and one.entity != near), None)
        return nearest is not None and self._genders[nearest.entity] == gender and speaker.block - nearest.block <= 1

    def _fits(self, entity: str, gender: str) -> bool:
        return self._genders[entity] in ("", gender)

    def _named_inside(self, content: Sequence[Excerpt], speaker: Excerpt) -> frozenset[str]:
        """Whom the words said name in the sentence of "she said": in "she said Paula was at home" she is not Paula."""
        inside = ((part, start, name) for part in content for start, name in self._named.get(part.block, ()))
        return frozenset(
            name
            for part, start, name in inside
            if part.start <= start < part.end and not _is_sentence_apart(part, start, speaker)
        )

    def _answering(self, draft: Draft, gender: str) -> str | None:
        """Who was asked just before, of a reply."""
        if self._asked is None or draft.act.lemma is None or draft.act.lemma not in self._tables.words["reply"]:
            return None
        block, asked = self._asked
        is_next = draft.content[0].block - block <= 1
        return asked if is_next and self._fits(asked, gender) else None

    def _is_beside_the_point(
        self, speaker: Excerpt, near: str, gender: str, last: tuple[Excerpt, str | None] | None
    ) -> bool:
        """Whether who stands near is only told of by who has just spoken: "Vale thanked Quint. She said"."""
        if last is None or last[1] == near or speaker.block - last[0].block > 1:
            return False
        if last[1] is not None and not self._fits(last[1], gender):
            return False
        seen = next((one for one in self._before(speaker) if one.entity == near), None)
        if seen is None or seen.is_subject:
            return False
        is_behind = _place_of_seen(seen) > _place_behind(last[0])
        # "After talks with Vale, the minister said so. He added": who told of her has no name.
        return is_behind if last[1] is not None else not is_behind and seen.block == last[0].block

    def _surer(self, speaker: Excerpt, gender: str, last: str, others: frozenset[str]) -> str | None:
        """Of one who spoke last and may be a man or a woman, and one nearby known to fit who spoke too, the second."""
        if self._genders[last]:
            return None
        for seen in self._before(speaker):
            if speaker.block - seen.block > FURTHEST_NAME:
                return None
            if seen.entity in self._spoken and seen.entity not in others and self._genders[seen.entity] == gender:
                return seen.entity
        return None

    def _newer(
        self, speaker: Excerpt, gender: str, last: tuple[Excerpt, str | None], others: frozenset[str]
    ) -> str | None:
        """Somebody whom the story has turned to since: "Vale said so. ¶ Lomme came late. ¶ He said"."""
        for seen in self._before(speaker):
            if _place_of_seen(seen) <= (last[0].block, last[0].start):
                return None
            if seen.is_subject and self._fits(seen.entity, gender) and seen.entity not in others:
                return None if seen.entity == last[1] else seen.entity
        return None

    def _nearest(self, speaker: Excerpt, gender: str, others: frozenset[str]) -> str | None:
        """The subject of a sentence in the nearest paragraph that has somebody who fits, else the nearest in it."""
        fitting = [
            seen
            for seen in self._before(speaker)
            if speaker.block - seen.block <= FURTHEST_NAME
            and self._fits(seen.entity, gender)
            and seen.entity not in others
        ]
        here = [seen for seen in fitting if seen.block == fitting[0].block]
        if len({seen.entity for seen in here}) > 1 and len({seen.entity for seen in here if seen.is_subject}) != 1:
            return None
        return next((seen.entity for seen in here if seen.is_subject), here[0].entity if here else None)

    def _open(self, speaker: Excerpt, somebody: Excerpt) -> Meant:
        return Meant(reason=f"“{speaker.text}” may be “{somebody.text}”, who stands nearer than any name")

    def _somebody_between(self, place: tuple[int, int], speaker: Excerpt) -> Excerpt | None:
        """The subject of a sentence between a place and "he" that is somebody without a name: the conductor, Ray."""
        between = self._subjects_between(place, speaker)
        return next((one for one in between if self._resolver.entity(one) is None and self._is_one_person(one)), None)

    def _subjects_between(self, place: tuple[int, int], speaker: Excerpt) -> Iterator[Excerpt]:
        since = (one for block in range(place[0], speaker.block + 1) for one in self._told.subjects.get(block, ()))
        return (one for one in since if place < (one.block, one.start) < (speaker.block, speaker.start))

    def _nouns_between(self, place: tuple[int, int], speaker: Excerpt) -> Iterator[Excerpt]:
        """The subjects between a place and "they" that are plural nouns or names: "cable stations", "the BBC"."""
        between = self._subjects_between(place, speaker)
        return (
            one for one in between if one in self._told.named or (one.text.endswith("s") and one.text[:1].isalpha())
        )

    def _is_one_person(self, subject: Excerpt) -> bool:
        """A noun for one person, or a name that the reading does not know; no plural, no pronoun."""
        return subject.text.lower() in person_nouns() or subject in self._told.named

    def _before(self, speaker: Excerpt) -> Iterator[_Seen]:
        """The people before some words, the nearest first."""
        place = bisect_left(self._seen, (speaker.block, speaker.start), key=_place_of_seen)
        return reversed(self._seen[max(0, place - _MOST) : place])

    def _remember(self, speaker: Excerpt, entity: str | None) -> None:
        """A person, or somebody described whom nobody else can be; the police and a report are passed over."""
        if entity in self._people or (entity is None and self._is_somebody(speaker)):
            self._turns = [*self._turns[1 - _TURNS :], (speaker, entity)]
        if entity in self._people and entity is not None:
            self._spoken.add(entity)
        if entity in self._bodies and entity is not None:
            self._last_body = speaker, entity

    def _is_somebody(self, speaker: Excerpt) -> bool:
        """One person whom the words describe: "another villager", "a spokesman"; not "police", "a report", "he"."""
        head, words = self._resolver.head(speaker), speaker.text.split()
        is_new = head[:1].isupper() and (words[0].lower() in self._tables.words["introducing"] or _may_be_name(words))
        is_only_name = len(words) == 1 and speaker in self._told.named
        return is_new or is_only_name or head.lower() in person_nouns()


def _is_about(words: Words, at: int, verb: int) -> bool:
    """The subject of a sentence, or whom "it was Vale who won" is about."""
    if words.dep[at] in _SUBJECTS:
        return True
    subject = words.child(verb, "nsubj", "expl")
    return words.dep[at] == "attr" and subject is not None and words.low[subject] == "it"


def _may_be_name(words: Sequence[str]) -> bool:
    """Two or three words with capitals, no plural: somebody of whom the reading knows nothing."""
    return 1 < len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words) and words[-1][-1] != "s"


_LONGEST_NAME: Final = 3
_STOP: Final = re.compile(r"[.!?]['\"”’]?\s+[A-Z“\"]")


def _is_sentence_apart(part: Excerpt, start: int, speaker: Excerpt) -> bool:
    """Whether a sentence of the words said ends between a place in them and a speaker who stands behind it."""
    if part.block != speaker.block or start > speaker.start:
        return False
    return _STOP.search(part.text[start - part.start : speaker.start - part.start]) is not None


def _place_behind(words: Excerpt) -> tuple[int, int]:
    return words.block, words.end


def _by_name(people: Iterable[Entity]) -> dict[int, list[tuple[int, str]]]:
    """By paragraph where people are named or described, not meant by a pronoun."""
    named: dict[int, list[tuple[int, str]]] = {}
    for person in people:
        for mention in person.mentions:
            if mention.kind != "pronoun":
                named.setdefault(mention.block, []).append((mention.start, person.id))
    return named


def _place_of_seen(seen: _Seen) -> tuple[int, int]:
    return seen.block, seen.start


def _outside(people: Iterable[Entity], told: Told) -> Iterator[_Seen]:
    for person in people:
        for mention in person.mentions:
            if not told.is_quoted(mention):
                yield _Seen(mention.block, mention.start, person.id, told.is_subject(mention))


def _gender_told(person: Entity) -> str:
    """What the story's own words or the given name say: m, f, or nothing."""
    if person.gender is not None:
        return person.gender[0]
    told = {parse_person(name).gender for name in person.variants} - {""}
    return told.pop() if len(told) == 1 else ""


def _gender_of(word: str) -> str:
    low = word.lower()
    return "m" if low in nouns("he") else "f" if low in nouns("she") else ""
