"""Who speaks in a number of stories: how often, in how many words, named or not, in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from copydesk.records import Entity, Quote, Reading
from copydesk.records.reading import Gender

__all__ = ["Audit", "Heard", "Role", "Source", "audit", "heard_in"]

_NO_SPEECH: Final = frozenset({"view", "document", "judgement"})
_FIRST: Final = frozenset("a an another one some the this these those his her its their our my".split())
_PRONOUNS: Final = frozenset("i you he she it we they who which that one".split())
_ENDS: Final = frozenset("of for at in from who with to on and".split())


class Heard(Struct, frozen=True, kw_only=True):
    """One quote in one story, as the audit counts it."""

    name: str | None
    kind: Literal["person", "organisation", "place", "group", "described", "unknown"]
    role: str | None
    gender: Gender | None
    words: int
    words_in_marks: int


class Source(Struct, frozen=True, kw_only=True):
    """Somebody who speaks.

    Attributes:
        name: The fullest name; of somebody without one the words that describe them; None where nobody is told.
        kind: What it is; `described` is somebody without a name, `unknown` nobody at all.
        role: The title or job in the words of the first story that gives one.
        gender: As the stories print it.
        stories: In how many stories it speaks.
        quotes: How many quotes it has.
        words: How many words are told as said.
        words_in_marks: How many of them stand in quote marks.
        share: Of all words told as said.

    """

    name: str | None
    kind: Literal["person", "organisation", "place", "group", "described", "unknown"]
    role: str | None = None
    gender: Gender | None = None
    stories: int
    quotes: int
    words: int
    words_in_marks: int
    share: float


class Role(Struct, frozen=True, kw_only=True):
    """All who speak in one role: the noun of a title or a description, such as "minister"."""

    role: str
    sources: int
    quotes: int
    words: int
    named: int
    """Quotes of those who have a name."""


class Audit(Struct, frozen=True, kw_only=True):
    """Who speaks in some stories, most words first.

    Attributes:
        stories: How many stories were read.
        quotes: How many quotes they hold.
        words: How many words are told as said.
        named: Share of the words that people and bodies with a name say.
        described: Share said by somebody without a name.
        unknown: Share of which nobody is told to be the speaker.
        female: Share of the words of people whose gender is printed that women say; None where no gender is printed.
        sources: Each who speaks.
        roles: Each role in which somebody speaks.

    """

    stories: int
    quotes: int
    words: int
    named: float
    described: float
    unknown: float
    female: float | None
    sources: tuple[Source, ...]
    roles: tuple[Role, ...]


def heard_in(reading: Reading) -> list[Heard]:
    """The quotes of a story that somebody says; views, documents, judgements and what was not said are left out."""
    known = {entity.id: entity for entity in (*reading.people, *reading.organisations, *reading.places)}
    return [
        _heard(quote, known.get(quote.speaker_entity or ""))
        for quote in reading.quotes
        if not quote.is_denied and quote.cue_class not in _NO_SPEECH
    ]


def _heard(quote: Quote, entity: Entity | None) -> Heard:
    words = sum(len(part.text.split()) for part in quote.content)
    in_marks = sum(len(part.text.split()) for part in quote.quoted)
    is_named = entity is not None and entity.is_named
    printed = quote.speaker.text if quote.speaker is not None and _describes(quote.speaker.text) else None
    return Heard(
        name=entity.name if entity is not None else _plain(printed),
        kind=entity.type if entity is not None and is_named else "described" if printed or entity else "unknown",
        role=_role(entity, printed),
        gender=entity.gender if entity is not None else None,
        words=words,
        words_in_marks=min(in_marks, words),
    )


def _describes(printed: str) -> bool:
    """Whether words for a speaker say more than "she" or "who"."""
    return printed.lower().split()[0] not in _PRONOUNS


def _plain(printed: str | None) -> str | None:
    """A description without article and in small letters, so that "The police" and "police" are one source."""
    words = (printed or "").split()
    while len(words) > 1 and words[0].lower() in _FIRST:
        words = words[1:]
    return " ".join(words).lower() or None


def _role(entity: Entity | None, printed: str | None) -> str | None:
    if entity is not None and entity.is_named:
        return _plain(entity.roles[0].text) if entity.roles and entity.type == "person" else None
    return _plain(printed)


def _noun(role: str) -> str:
    """The noun that a role is about: "spokeswoman" of "spokeswoman for the port"."""
    words = role.replace(",", " ,").split()
    end = next((at for at, word in enumerate(words) if at and (word in _ENDS or word == ",")), len(words))
    return words[end - 1]


def audit(stories: Iterable[Sequence[Heard]]) -> Audit:
    """Who speaks in all of the stories together; one name of one kind is one source.

    Args:
        stories: What is heard in each, as `heard_in` gives it.

    """
    each = [list(story) for story in stories]
    everything = [one for story in each for one in story]
    words = sum(one.words for one in everything)
    return Audit(
        stories=len(each),
        quotes=len(everything),
        words=words,
        named=_share((one for one in everything if one.kind not in ("described", "unknown")), words),
        described=_share((one for one in everything if one.kind == "described"), words),
        unknown=_share((one for one in everything if one.kind == "unknown"), words),
        female=_female(everything),
        sources=tuple(sorted(_sources(each, words), key=lambda one: (-one.words, one.name or ""))),
        roles=tuple(sorted(_roles(everything), key=lambda one: (-one.words, one.role))),
    )


def _share(heard: Iterable[Heard], words: int) -> float:
    return round(sum(one.words for one in heard) / (words or 1), 3)


def _female(heard: Sequence[Heard]) -> float | None:
    told = [one for one in heard if one.gender is not None]
    return _share((one for one in told if one.gender == "female"), sum(one.words for one in told)) if told else None


def _sources(stories: Sequence[Sequence[Heard]], words: int) -> Iterator[Source]:
    by_name: dict[tuple[str, str], list[tuple[int, Heard]]] = {}
    for number, story in enumerate(stories):
        for one in story:
            by_name.setdefault((one.kind, (one.name or "").casefold()), []).append((number, one))
    for found in by_name.values():
        heard = [one for _, one in found]
        yield Source(
            name=heard[0].name,
            kind=heard[0].kind,
            role=next((one.role for one in heard if one.role), None) if heard[0].kind == "person" else None,
            gender=next((one.gender for one in heard if one.gender), None),
            stories=len({number for number, _ in found}),
            quotes=len(heard),
            words=sum(one.words for one in heard),
            words_in_marks=sum(one.words_in_marks for one in heard),
            share=_share(heard, words),
        )


def _roles(heard: Sequence[Heard]) -> Iterator[Role]:
    by_noun: dict[str, list[Heard]] = {}
    for one in heard:
        if one.role:
            by_noun.setdefault(_noun(one.role), []).append(one)
    for noun, found in by_noun.items():
        yield Role(
            role=noun,
            sources=len({(one.kind, one.name) for one in found}),
            quotes=len(found),
            words=sum(one.words for one in found),
            named=sum(one.kind == "person" for one in found),
        )
