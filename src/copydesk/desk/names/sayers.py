"""Who goes on speaking under another word: Farid Fadil said … ¶ the government spokesman said; the 34-year-old said."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.pronouns import unquoted
from copydesk.desk.names.roles import add_description
from copydesk.desk.names.tables import demonyms, nouns, person_nouns, title_genders
from copydesk.records.reading import Join

__all__ = ["described_sayers"]

FURTHEST = 2
"""Paragraphs after somebody's words in which "the minister said" may still be the same."""

_SUBJECTS = frozenset({"nsubj"})
_ARTICLES = frozenset({"a", "an", "another", "one"})
_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "CD", "HYPH", "VBN"})


class _SayerPhrase(Struct, frozen=True):
    """ "The government spokesman", subject of a verb that reports."""

    start: int
    end: int
    noun: str
    modifiers: frozenset[str]


def described_sayers(found: Sequence[Draft], documents: Sequence[Parsed]) -> None:
    """Gives a description that stands for the last speaker, and can be nobody else of the story, to that person."""
    at = {(m.block, m.end): draft for draft in found for m in draft.mentions}
    taken = {(m.block, m.start) for draft in found for m in draft.mentions}
    borne = {word for draft in found for role in draft.roles for word in role.text.lower().split()}
    introduced: set[str] = set()
    last: tuple[int, Draft] | None = None
    for block, parsed in enumerate(documents):
        for token in unquoted(parsed):
            if token.text.lower() in _ARTICLES and (head := _noun_of_article(parsed, token)) is not None:
                introduced.add(head.text.lower())
            if not _says(parsed, token):
                continue
            speaker = at.get((block, token.end))
            phrase = None if speaker else _sayer_phrase(parsed, token)
            if phrase is not None and (block, phrase.start) not in taken and last is not None:
                fits = block - last[0] <= FURTHEST and _can_be(phrase, last[1], borne | introduced)
                last = _joined_sayer(last[1], parsed, block, phrase) if fits else None
            elif speaker is not None and speaker.type == "person":
                last = block, speaker
            elif token.tag != "PRP":
                last = None


def _joined_sayer(person: Draft, parsed: Parsed, block: int, phrase: _SayerPhrase) -> tuple[int, Draft]:
    words = parsed.text[phrase.start : phrase.end]
    add_description(person, parsed, block, (phrase.start, phrase.end))
    reason = f"{words}: {person.name} spoke last, and nobody else of the story is called so"
    person.reasons.append(Join(variant=words, rule="names/described-last-speaker", reason=reason))
    return block, person


def _says(parsed: Parsed, token: Token) -> bool:
    return token.dep in _SUBJECTS and parsed.tokens[token.head].lemma in nouns("say")


def _noun_of_article(parsed: Parsed, article: Token) -> Token | None:
    head = parsed.tokens[article.head]
    return head if article.dep == "det" and head.tag.startswith("NN") else None


def _sayer_phrase(parsed: Parsed, head: Token) -> _SayerPhrase | None:
    """The singular noun for a person with "the" before it, and nothing behind it that says whose or which."""
    tokens = parsed.tokens
    at = head.index
    while at and tokens[at - 1].tag in _MODIFIERS and tokens[at - 1].sentence == head.sentence:
        at -= 1
    following = tokens[head.index + 1 : head.index + 2]
    has_more = bool(following) and (following[0].text in ("of", "for", "who", "'s", "’s") or following[0].tag == "NNP")
    if not at or tokens[at - 1].text.lower() != "the" or has_more or not _can_say(head):
        return None
    modifiers = frozenset(token.text.lower() for token in tokens[at : head.index])
    return _SayerPhrase(tokens[at - 1].start, head.end, head.text.lower(), modifiers)


def _can_say(head: Token) -> bool:
    low = head.text.lower()
    return low in person_nouns() or low in nouns("party-member") or low == "old" or head.text in demonyms()


def _can_be(phrase: _SayerPhrase, person: Draft, others: set[str]) -> bool:
    """Nobody bears the title, nobody was introduced with it, and it is no office of a court or the police."""
    if phrase.noun in others or phrase.noun in nouns("another") or not person.is_named:
        return False
    if phrase.noun in nouns("spokesperson") and not any(_is_office(role.text) for role in person.roles):
        return False
    gender = title_genders().get(phrase.noun, "")
    return not (gender and person.gender and gender != person.gender)


def _is_office(role: str) -> bool:
    return not nouns("office").isdisjoint(role.lower().split())
