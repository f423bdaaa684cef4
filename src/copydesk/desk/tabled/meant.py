"""Whom a speaker's words mean: the person named there, the only bearer of a title, the one whom "sie" can mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.quotes.cues import tables
from copydesk.desk.tabled.people import Person
from copydesk.desk.tabled.phrases import Phrase
from copydesk.desk.tabled.speech import Draft
from copydesk.desk.tabled.tables import Language
from copydesk.desk.tabled.words import Text
from copydesk.records.reading import Mention

__all__ = ["Meanings", "Meant"]

_FURTHEST: Final = 3
"""Paragraphs back that a pronoun is looked for."""
_MOST: Final = 40
"""Names before a pronoun that are looked at."""


def _place_of_row(row: tuple[int, int, int, Person]) -> tuple[int, int]:
    return row[:2]


class Meant(Struct, frozen=True):
    """The person that words mean, with the rule and its sentence."""

    person: Person
    rule: str
    reason: str | None = None


class Meanings:
    """Finds the person of each speaker, in reading order."""

    def __init__(self, texts: Sequence[Text], people: Sequence[Person], language: Language) -> None:
        self._language = language
        self._people = people
        self._named = sorted(
            ((one.block, one.start, one.end, person) for person in people for one in person.mentions),
            key=lambda row: row[:3],
        )
        self._outside = [row for row in self._named if not _is_quoted(texts[row[0]], row[1])]
        self._spoken: list[tuple[int, Person]] = []

    def of(self, draft: Draft) -> Meant | None:
        """Who speaks a quote; None where the words leave it open."""
        if draft.speaker is None:
            return None
        meant = self._of_phrase(draft.home, draft.speaker, is_plural=bool(draft.report and draft.report.is_plural))
        if meant is not None and meant.rule not in tables().rules:
            return None
        if meant is not None:
            self._spoken.append((draft.content[-1].block, meant.person))
        return meant

    def _of_phrase(self, home: Text, phrase: Phrase, *, is_plural: bool) -> Meant | None:
        if phrase.name is not None:
            return self._by_name(home, phrase)
        if phrase.pronoun is not None:
            return None if is_plural else self._by_pronoun(home, phrase)
        return self._by_title(home, phrase)

    def _by_name(self, home: Text, phrase: Phrase) -> Meant | None:
        first, end = phrase.name or phrase.range
        start, stop = home.start[first], home.end[end - 1]
        at = bisect_left(self._named, (home.block, stop), key=_place_of_row)
        for block, _, finish, person in reversed(self._named[max(0, at - 3) : at]):
            if block == home.block and start < finish:
                return Meant(person, "names/speaker")
        return None

    def _by_title(self, home: Text, phrase: Phrase) -> Meant | None:
        """The only bearer of a title: "der Minister", "la alcaldesa"."""
        if phrase.title is None:
            return None
        title = home.word[phrase.title].lower()
        bearers = [person for person in self._people if title in person.titles]
        if len(bearers) != 1 or _has_more(home, phrase, self._language):
            return None
        last = self._spoken[-1] if self._spoken else None
        if last and last[0] == home.block and last[1] is not bearers[0] and not last[1].titles:
            return None
        excerpt = home.excerpt(phrase.range)
        bearers[0].mentions.append(Mention(block=excerpt.block, start=excerpt.start, end=excerpt.end, text=excerpt.text,
                                           kind="description"))  # fmt: skip
        return Meant(bearers[0], "names/title-alone", f"{bearers[0].name} is the only “{title}” of the story")

    def _by_pronoun(self, home: Text, phrase: Phrase) -> Meant | None:
        """The person of fitting gender named last outside of marks; where two fit alike, nobody."""
        gender = self._gender(phrase.pronoun or "")
        if not gender:
            return None
        here = (home.block, home.start[phrase.range[0]])
        end = bisect_left(self._outside, here, key=_place_of_row)
        near = [row for row in self._outside[max(0, end - _MOST) : end] if home.block - row[0] <= _FURTHEST]
        spoken = [person for block, person in self._spoken[-1:] if home.block - block <= _FURTHEST]
        sure = [row[3] for row in near if row[3].gender == gender]
        fits = [row[3] for row in near if _fits_gender(row[3], gender)]
        if spoken and spoken[-1].gender == gender:
            chosen = spoken[-1] if not sure or sure[-1] is spoken[-1] else self._nearer(near, spoken[-1], sure[-1])
        elif sure:
            chosen = sure[-1]
        else:
            chosen = fits[-1] if fits and all(one is fits[-1] for one in fits) else None
            chosen = chosen if chosen and self._is_close(chosen, home, near) else None
        opening = [row[3] for row in near if row[0] == home.block and self._opens(home, row[1])]
        if opening and chosen is not opening[-1] and _fits_gender(opening[-1], gender):
            chosen = opening[-1]
        if chosen is None:
            return None
        return Meant(chosen, "names/pronoun", f"“{phrase.pronoun}”: {chosen.name} is the last that it can mean")

    def _is_close(self, person: Person, home: Text, near: list[tuple[int, int, int, Person]]) -> bool:
        """Whether somebody of unknown gender is named in this paragraph, or spoke last."""
        has_spoken = bool(self._spoken) and self._spoken[-1][1] is person
        return has_spoken or any(row[0] == home.block and row[3] is person for row in near)

    def _opens(self, home: Text, start: int) -> bool:
        """Whether a sentence begins with a name, or with the name of whom it is for: "Pour Ann Orr, …"."""
        before = home.text[max(0, start - _OPENING) : start].rstrip()
        last = max(before.rfind(stop) for stop in ".!?»”“")
        words = before[last + 1 :].split()
        is_titled = all(self._introduces(word.replace("’", "'").rpartition("'")[2]) for word in words)
        return is_titled or (len(words) == 1 and self._language.is_("preposition", words[0].lower()))

    def _introduces(self, word: str) -> bool:
        """Whether a word before a name is a title or its article: "Trainer", "der", "entraîneur"."""
        return self._language.title(word) is not None or self._language.is_("determiner", word.lower())

    def _nearer(self, near: list[tuple[int, int, int, Person]], one: Person, other: Person) -> Person | None:
        """Of who spoke last and who was named since, the one named since, if the paragraph begins with them."""
        last = [row for row in near if row[3] in (one, other)][-1]
        return other if last[3] is other and last[1] <= _OPENING else one

    def _gender(self, pronoun: str) -> str:
        if self._language.is_("pronoun_male", pronoun):
            return "male"
        return "female" if self._language.is_("pronoun_female", pronoun) else ""


_OPENING: Final = 25
"""Characters of a paragraph in which who it is about is named."""


def _fits_gender(person: Person, gender: str) -> bool:
    return person.gender in ("", gender)


def _has_more(home: Text, phrase: Phrase, language: Language) -> bool:
    """Whether something hangs on a title, so that it may be another's: "el alcalde de Lubrín", "ein Sprecher"."""
    is_indefinite = language.is_("indefinite", home.low[phrase.range[0]])
    return is_indefinite or any(
        language.is_("of", home.low[index]) for index in range(phrase.range[0] + 1, phrase.range[1])
    )


def _is_quoted(text: Text, start: int) -> bool:
    at = bisect_right(text.passages, start, key=lambda one: one.start) - 1
    return at >= 0 and start < text.passages[at].end
