"""People meant without their name: "the president", "his father, Vitali", "a Russian man" who is named further on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.roles import add_description, described_nouns, head_of_phrase, note_roles
from copydesk.desk.names.tables import countries, demonyms, nouns, seats, titles

__all__ = ["describe"]

LEDE_BLOCKS = 4
"""Headline, deck and the first two paragraphs: where somebody is described before being named."""
NAMING_BLOCKS = 4
"""Paragraphs within which the description is followed by the name."""

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_GOES_ON = frozenset({"of", "for", "-", "‐", "'s", "’s"})
_QUOTES = frozenset("\"“‘'")


def describe(found: Sequence[Draft], groups: Sequence[Draft], documents: Sequence[Parsed]) -> None:
    """Adds ages, roles and descriptions to the people that they belong to."""
    people = [draft for draft in found if draft.type == "person"]
    ends = {(mention.block, mention.end): (draft, mention) for draft in people for mention in draft.mentions}
    for (block, _), (draft, mention) in sorted(ends.items(), key=lambda item: item[0]):
        note_roles(draft, mention, documents[block])
    taken = {(m.block, i) for d in (*found, *groups) for m in d.mentions for i in (m.start, m.end - 1)}
    for block, parsed in enumerate(documents):
        for start, end, draft in (*_definite(people, parsed, block), *_capital_titles(people, parsed, block)):
            if (block, start) not in taken and (block, end - 1) not in taken:
                add_description(draft, parsed, block, (start, end))
                _drop_seats(found, block, (start, end))
    _named_later(people, documents, taken)


def _drop_seats(found: Sequence[Draft], block: int, span: tuple[int, int]) -> None:
    """The Kremlin of "the Kremlin leader" is no place of the story."""
    for draft in found:
        if draft.type == "place" and draft.name in seats():
            draft.mentions = [m for m in draft.mentions if m.block != block or not span[0] <= m.start < span[1]]


@cache
def _description_heads() -> frozenset[str]:
    known = titles()
    return frozenset(title.split()[-1] for title in known["title"]) | known["head-words"]


@cache
def _country_of() -> dict[str, str]:
    known = {word: country.name for country in countries() for word in country.demonyms}
    return known | seats() | {country.name: country.name for country in countries()}


def _definite(people: Sequence[Draft], parsed: Parsed, block: int) -> Iterator[tuple[int, int, Draft]]:
    """ "The president", "the Kremlin leader": when just one person of the story so far can be meant."""
    for token in parsed.tokens:
        if token.text not in ("the", "The"):
            continue
        head = head_of_phrase(parsed.tokens, token.index)
        if head is None or head.text.lower() not in _description_heads() or _has_complement(parsed, head):
            continue
        words = [word.text for word in parsed.tokens[token.index + 1 : head.index + 1]]
        fitting = [draft for draft in people if draft.first < (block, token.start) and _fits_words(draft, words)]
        fitting = [draft for draft in fitting if _bears_exactly(draft, words)] or fitting
        if len(fitting) == 1:
            yield token.start, head.end, fitting[0]


def _capital_titles(people: Sequence[Draft], parsed: Parsed, block: int) -> Iterator[tuple[int, int, Draft]]:
    """ "MP calls for probe": a title that begins a sentence or headline, when one person of the story bears it."""
    tokens = parsed.tokens
    for head in tokens:
        if not head.text[0].isupper() or head.text.lower() not in _description_heads() or _goes_on(tokens, head.index):
            continue
        at = head.index
        while at and tokens[at - 1].text[0].isupper() and tokens[at - 1].text.lower() in titles()["before-title"]:
            at -= 1
        if at and tokens[at - 1].sentence == head.sentence and tokens[at - 1].text not in _QUOTES:
            continue
        words = [word.text for word in tokens[at : head.index + 1]]
        fitting = [draft for draft in people if _fits_words(draft, words)]
        if len(fitting) == 1:
            yield tokens[at].start, head.end, fitting[0]


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name or another noun, or what the office is of, follows the title."""
    following = tokens[at + 1 : at + 2]
    return bool(following) and (
        following[0].tag in ("NNP", "NNPS", "NN", "NNS") or following[0].text in ("of", "for", "-")
    )


def _has_complement(parsed: Parsed, head: Token) -> bool:
    following = parsed.tokens[head.index + 1 : head.index + 2]
    return bool(following) and (following[0].text in ("of", "'s", "’s") or following[0].tag in ("NNP", "NN", "NNS"))


def _bears_exactly(draft: Draft, words: Sequence[str]) -> bool:
    title = [word.lower() for word in words]
    return any([word.lower() for word in role.text.split()] == title for role in draft.roles)


def _fits_words(draft: Draft, words: Sequence[str]) -> bool:
    head = words[-1].lower()
    wanted = {_country_of()[" ".join(words[:-1])]} if " ".join(words[:-1]) in _country_of() else set()
    modifiers = {word.lower() for word in words[:-1]}
    for role in draft.roles:
        printed = role.text.split()
        low = [word.lower() for word in printed]
        stands_for = {_country_of()[word] for word in printed if word in _country_of()}
        if set(low) & titles()["below"] - modifiers:
            continue
        rules = bool(set(low) & titles()["head-of-state"]) or "prime minister" in role.text.lower()
        if wanted:
            if wanted <= stands_for and (head in low or (head in titles()["head-words"] and rules)):
                return True
        elif head in low and modifiers <= set(low):
            return True
    return False


def _named_later(people: Sequence[Draft], documents: Sequence[Parsed], taken: set[tuple[int, int]]) -> None:
    """ "A Russian man was freed ... Ivan Vale, 29, said": the first to be named with an age is the one described."""
    named = sorted(((draft.first, draft) for draft in people), key=lambda item: item[0])
    for block, parsed in enumerate(documents[:LEDE_BLOCKS]):
        for phrase in _indefinite(parsed):
            if (block, phrase[0].start) in taken or (block, phrase[-1].end - 1) in taken:
                continue
            bearer = _bearer_of_age(named, block, phrase)
            if bearer is not None:
                add_description(bearer, parsed, block, (phrase[0].start, phrase[-1].end))
                until = next(first[0] for first, draft in named if draft is bearer)
                _repeat(bearer, phrase, documents[:until], block)


def _indefinite(parsed: Parsed) -> Iterator[tuple[Token, ...]]:
    for token in parsed.tokens:
        if token.text in ("a", "A", "an", "An"):
            head = head_of_phrase(parsed.tokens, token.index)
            if head is not None and head.text.lower() in described_nouns():
                yield parsed.tokens[token.index : head.index + 1]


def _bearer_of_age(named: Sequence[tuple[tuple[int, int], Draft]], block: int, phrase: Sequence[Token]) -> Draft | None:
    """The first person to be named after the phrase whose age is told; two in one paragraph leave it open."""
    noun = phrase[-1].text.lower()
    gender = "m" if noun in nouns("man") else "f" if noun in nouns("woman") else ""
    later = [
        (first[0], draft)
        for first, draft in named
        if block < first[0] <= block + NAMING_BLOCKS + LEDE_BLOCKS and draft.ages
        if not (gender and draft.gender and draft.gender != gender)
    ]
    if not later or (len(later) > 1 and later[0][0] == later[1][0]):
        return None
    return later[0][1]


def _repeat(bearer: Draft, phrase: Sequence[Token], documents: Sequence[Parsed], block: int) -> None:
    """ "The man" after "a Russian man" and before the name; "Russian Hostage" in the headline before."""
    noun = phrase[-1].text.lower()
    for later in range(block, len(documents)):
        for match in re.finditer(rf"\b[Tt]he {noun}\b", documents[later].text):
            add_description(bearer, documents[later], later, match.span())
    nation = "".join(token.text for token in phrase[1:-1])
    if block and nation and any(token.text in demonyms() for token in phrase):
        nouns = "|".join(sorted(word.capitalize() for word in described_nouns()))
        for match in re.finditer(rf"\b{re.escape(nation)} (?:{nouns})\b", documents[0].text):
            add_description(bearer, documents[0], 0, match.span())
