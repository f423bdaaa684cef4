"""People by what tables can tell: who speaks, who has a title or a known given name, who signs or is a keyword."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.tabled.phrases import Phrase, is_given, name_at, read_phrase
from copydesk.desk.tabled.speech import Draft
from copydesk.desk.tabled.tables import Language, given_genders
from copydesk.desk.tabled.words import Range, Text
from copydesk.records.reading import Excerpt, Mention, MentionKind

__all__ = ["Person", "people_of"]

_MOST_WORDS: Final = 4
_CREDITS: Final = frozenset("©/")
_SHORTEST: Final = 3
_WORD: Final = re.compile(r"[^\W_]+(?:[-.&’'][^\W_]+)*")


class Person(Struct, kw_only=True):
    """A person in the making.

    Attributes:
        words: The fullest name, in words.
        name: The same as printed.
        ways: The rules that tell that this is a person, with a sentence each.
        gender: `male`, `female`, or empty where nothing tells.
        titles: Titles in small letters.
        roles: The titles as printed.
        mentions: Where the person is named or meant.

    """

    words: tuple[str, ...]
    name: str
    ways: dict[str, str]
    gender: str = ""
    titles: set[str]
    roles: list[Excerpt]
    mentions: list[Mention]


class _Found(Struct, frozen=True):
    """A name at its place, with the rule that tells that it is one."""

    text: Text
    range: Range
    way: str
    reason: str
    gender: str = ""
    title: int | None = None
    is_certain: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.word[index] for index in range(*self.range) if not self.text.is_mark(index))


def people_of(
    texts: Sequence[Text], drafts: Sequence[Draft], known: Iterable[tuple[str, str]], language: Language
) -> list[Person]:
    """The people of a text, each with all places that name them.

    Args:
        texts: The paragraphs.
        drafts: Their quotes: whoever speaks by name is a person.
        known: Names from elsewhere with the rule that gives them: bylines, declared keywords.
        language: The tables.

    """
    found = [one for text in texts for one in _titled(text, language)]
    found += _speakers(drafts, language)
    found += [one for text in texts for one in _given(text, language)]
    found += _declared_in_text(texts, known)
    people = _joined_people([one for one in found if _is_tabled_name(one, language)], language)
    _name_again(texts, people, language)
    for person in people:
        person.mentions.sort(key=lambda one: (one.block, one.start))
    return sorted(
        (one for one in people if one.mentions), key=lambda one: (one.mentions[0].block, one.mentions[0].start)
    )


def _titled(text: Text, language: Language) -> Iterator[_Found]:
    """Names beside a title or an honorific."""
    for at in range(len(text)):
        low = text.low[at]
        is_start = language.is_("honorific", low) or language.is_("determiner", low)
        if not is_start and not (
            language.has_capital_nouns and text.is_capital(at) and _is_title_at(text, at, language)
        ):
            continue
        phrase = read_phrase(text, at, len(text), language)
        if phrase is None or phrase.name is None or phrase.title is None:
            continue
        if language.is_("honorific", text.low[phrase.title]):
            yield _Found(text, phrase.name, "names/honorific", f"“{text.word[phrase.title]}” stands before it",
                         _honorific_gender(text.low[phrase.title], language), None)  # fmt: skip
        elif phrase.name[1] - phrase.name[0] > 1 or language.has_capital_nouns:
            gender = _title_gender(text, phrase, language)
            title = text.word[phrase.title]
            is_long = phrase.name[1] - phrase.name[0] > 1
            yield _Found(text, phrase.name, "names/title", f"the title “{title}” stands beside it", gender,
                         phrase.title, is_long)  # fmt: skip


def _is_title_at(text: Text, at: int, language: Language) -> bool:
    return language.title(text.word[at]) is not None


def _honorific_gender(low: str, language: Language) -> str:
    if language.is_("honorific_male", low):
        return "male"
    return "female" if language.is_("honorific_female", low) else ""


def _title_gender(text: Text, phrase: Phrase, language: Language) -> str:
    """What title or article tell: "la ministre" is a woman."""
    if phrase.title is None:
        return ""
    gender = language.title(text.word[phrase.title]) or ""
    first = text.low[phrase.range[0]]
    if gender or phrase.title == phrase.range[0]:
        return gender
    if language.is_("article_female", first):
        return "female"
    return "male" if language.is_("article_male", first) else ""


def _speakers(drafts: Sequence[Draft], language: Language) -> Iterator[_Found]:
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.name is None or draft.is_carried:
            continue
        cue = draft.home.excerpt(draft.report.cue).text if draft.report and draft.report.lemma != ":" else ""
        reason = f"the words “{cue}” report what they say" if cue else "a quote is given to them"
        first, end = speaker.name
        if end - first > 1 or (is_given(draft.home.word[first], language) and speaker.range == speaker.name):
            title = speaker.title
            title = title if title is not None and _is_title_at(draft.home, title, language) else None
            gender = _title_gender(draft.home, speaker, language)
            yield _Found(draft.home, speaker.name, "names/speaker", reason, gender, title)


def _given(text: Text, language: Language) -> Iterator[_Found]:
    """A known given name with words in capitals behind it."""
    at = 0
    while at < len(text):
        if not text.is_capital(at) or not is_given(text.word[at], language):
            at += 1
            continue
        run = name_at(text, at, len(text), language)
        run = _without_nouns(text, run, language) if run and language.has_capital_nouns else run
        size = run[1] - run[0] if run else 0
        if run and 1 < size <= _MOST_WORDS and not _goes_before(text, at, language):
            yield _Found(text, run, "names/given-name", f"“{text.word[at]}” is a known given name")
        at = run[1] if run else at + 1


def _without_nouns(text: Text, run: Range, language: Language) -> Range:
    """Given names and one surname: behind it a German text has nouns, "Ann Orrs Heimat"."""
    at = run[0]
    while at < run[1] and (is_given(text.word[at], language) or text.is_mark(at) or len(text.word[at]) == 1):
        at += 1
    while at < run[1] and text.word[at].islower():
        at += 1
    return run[0], min(at + 1, run[1])


def _goes_before(text: Text, at: int, language: Language) -> bool:
    """Whether a word with a capital stands right before: the name may be a part of another, "Estadio Ana Soler"."""
    if not at or text.low[at - 1] in _CREDITS:
        return bool(at)
    if text.is_mark(at - 1) or not text.is_capital(at - 1):
        return text.low[at - 1] == ":" and language.is_("credit", text.low[at - 2])
    is_opening = at == 1 or text.is_mark(at - 2)
    return (
        not is_opening and language.title(text.word[at - 1]) is None and not language.is_("honorific", text.low[at - 1])
    )


def _declared_in_text(texts: Sequence[Text], known: Iterable[tuple[str, str]]) -> Iterator[_Found]:
    """Names that the page gives elsewhere, where the text has them too."""
    reasons = {
        "names/byline": "the byline has the name",
        "names/keyword": "a keyword of the page is the name",
        "names/model": "the language model of the language sees a person",
    }
    for name, way in known:
        words = _WORD.findall(name)
        if not 2 <= len(words) <= _MOST_WORDS or (
            way == "names/keyword" and words[0].split("-")[0] not in given_genders()
        ):
            continue
        for text in texts:
            for at in range(len(text) - len(words) + 1):
                if text.word[at] == words[0] and text.word[at : at + len(words)] == words:
                    yield _Found(text, (at, at + len(words)), way, reasons[way])


def _is_tabled_name(one: _Found, language: Language) -> bool:
    """Whether words can be a name: no bodies, no acronyms, no titles, no figures, no days."""
    words = one.words
    if not words or len(words) > _MOST_WORDS + 1:
        return False
    if any((len(word) > 2 and word.isupper()) or any(char.isdigit() for char in word) for word in words):
        return False
    is_titled = one.way in ("names/honorific", "names/title")
    if any(_is_no_name(word.lower(), language) for word in words):
        return False
    if not is_titled and _is_small_in_name(words[0].lower(), language):
        return False
    following = one.range[1]
    is_near = following < len(one.text) and one.text.is_capital(following) and not one.text.is_mark(following)
    return not (is_near and _is_no_name(one.text.low[following], language))


def _is_small_in_name(low: str, language: Language) -> bool:
    return any(language.is_(kind, low) for kind in ("determiner", "of", "preposition", "linking"))


def _is_no_name(low: str, language: Language) -> bool:
    return (
        language.is_("body", low) or (language.has_capital_nouns and language.is_("when", low))
        or language.is_("group", low) or language.ends("body_ending", low)
    )  # fmt: skip


def _joined_people(found: Sequence[_Found], language: Language) -> list[Person]:
    """Names that are one person's: the same words, or the words of a fuller name in their order."""
    by_words: dict[tuple[str, ...], list[_Found]] = defaultdict(list)
    for one in found:
        by_words[one.words].append(one)
    people: list[Person] = []
    for words in sorted(by_words, key=lambda words: (-len(words), len(words[-1]), by_words[words][0].text.block)):
        ways = by_words[words]
        fuller = _fuller(words, people, language)
        if not fuller and _stands_alone(words, ways):
            fuller = [_new(words, ways[0])]
            people += fuller
        if len(fuller) == 1:
            _add(fuller[0], ways, language)
    return people


def _fuller(words: tuple[str, ...], people: Sequence[Person], language: Language) -> list[Person]:
    """The people whose name has these words, in German also without the s of a genitive."""
    found = [person for person in people if _is_part(words, person.words)]
    if not found and language.has_capital_nouns and words[-1].endswith("s"):
        nominative = (*words[:-1], words[-1].removesuffix("s"))
        return [person for person in people if nominative == person.words]
    return found


def _stands_alone(words: tuple[str, ...], ways: Sequence[_Found]) -> bool:
    """Whether a name makes a person: of two words, or one with an honorific or with speech."""
    is_enough = len(words) > 1 or ways[0].way in ("names/honorific", "names/speaker")
    return is_enough and any(one.is_certain for one in ways)


def _new(words: tuple[str, ...], first: _Found) -> Person:
    name = first.text.excerpt(first.range).text
    return Person(words=words, name=name, ways={}, titles=set(), roles=[], mentions=[])


def _plain_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without accents and capitals: "Rémy" and "Remy" are one."""
    apart = [unicodedata.normalize("NFD", word.lower()) for word in words]
    return tuple("".join(letter for letter in word if not unicodedata.combining(letter)) for word in apart)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is a part of a fuller one: a surname alone, or given name and surname of more words."""
    words, full = _plain_words(short), _plain_words(long)
    if len(words) == 1:
        return (len(full) > 1 and words[0] in full[1:] and len(words[0]) >= _SHORTEST) or words == full
    if words[1:] == full[1:] and full[0].startswith(words[0]) and len(words[0]) >= _SHORTEST:
        return True
    rest = iter(full)
    return all(word in rest for word in words)


def _title_behind(one: _Found, language: Language) -> int | None:
    """A title behind the comma: "David Campo, portavoz de …"."""
    text, at = one.text, one.range[1]
    if at + 1 >= len(text) or text.low[at] != ",":
        return None
    at += 1 + language.is_("determiner", text.low[at + 1])
    return at if at < len(text) and _is_title_at(text, at, language) else None


def _add(person: Person, found: Sequence[_Found], language: Language) -> None:
    seen = {(one.block, one.start) for one in person.mentions}
    for one in found:
        person.ways.setdefault(one.way, one.reason)
        person.gender = person.gender or one.gender
        excerpt = one.text.excerpt(one.range)
        title = one.title if one.title is not None else _title_behind(one, language)
        if title is not None:
            role = one.text.excerpt((title, title + 1))
            person.titles.add(role.text.lower())
            if role not in person.roles:
                person.roles.append(role)
        if (excerpt.block, excerpt.start) not in seen:
            seen.add((excerpt.block, excerpt.start))
            kind: MentionKind = (
                "full" if len(one.words) > 1 else "honorific" if one.way == "names/honorific" else "surname"
            )
            person.mentions.append(_mention_at(excerpt, kind))
    if not person.gender:
        person.gender = given_genders().get(person.words[0].split("-")[0], "")


def _kind_of_found(one: _Found) -> MentionKind:
    if len(one.words) > 1:
        return "full"
    return "honorific" if one.way == "names/honorific" else "surname"


def _mention_at(excerpt: Excerpt, kind: MentionKind) -> Mention:
    return Mention(block=excerpt.block, start=excerpt.start, end=excerpt.end, text=excerpt.text, kind=kind)


def _name_again(texts: Sequence[Text], people: Sequence[Person], language: Language) -> None:
    """Add the places where a known name stands again: whole, or a surname or a given name that one person bears."""
    surnames: dict[str, list[Person]] = defaultdict(list)
    givens: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in dict.fromkeys(person.words[1:]):
            if len(word) >= _SHORTEST and word[0].isupper():
                surnames[word].append(person)
        givens[person.words[0]].append(person)
    for text in texts:
        taken = {(one.block, at) for person in people for one in person.mentions for at in range(one.start, one.end)}
        for at in range(len(text)):
            if text.is_capital(at) and (text.block, text.start[at]) not in taken:
                _name_word(text, at, (surnames, givens), language)


def _name_word(
    text: Text, at: int, known: tuple[dict[str, list[Person]], dict[str, list[Person]]], language: Language
) -> None:
    surnames, givens = known
    word = text.word[at]
    bearers = surnames.get(word) or (surnames.get(word.removesuffix("s"), []) if language.has_capital_nouns else [])
    kind: MentionKind = "surname"
    if not bearers:
        bearers, kind = givens.get(word, []), "given"
    if len(bearers) != 1 or _touches_name(text, at, language):
        return
    bearers[0].mentions.append(_mention_at(text.excerpt((at, at + 1)), kind))


def _touches_name(text: Text, at: int, language: Language) -> bool:
    """Whether a word is a part of a longer name that is another's: "Fundación Soler", "Vera Brandt"."""
    before, after = at - 1, at + 1
    if after < len(text) and text.is_capital(after) and not language.has_capital_nouns:
        return True
    if before < 0 or text.is_mark(before) or not text.is_capital(before):
        return after < len(text) and language.is_("body", text.low[after])
    is_first = before == 0 or (text.is_mark(before - 1) and text.low[before - 1] in ".!?:\n")
    is_title = language.title(text.word[before]) is not None or language.is_("honorific", text.low[before])
    return not (
        is_title or (is_first and text.word[before] not in given_genders()) or text.passage[before] != text.passage[at]
    )
