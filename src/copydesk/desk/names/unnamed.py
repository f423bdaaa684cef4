"""People without a name who do or say something: "his partner", "a deputy foreign minister", "the spokesman"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.pronouns import unquoted
from copydesk.desk.names.roles import add_description, first_of_list, note_ages, owner_of, phrase_end
from copydesk.desk.names.spot import is_title_case
from copydesk.desk.names.tables import nouns, person_nouns, title_genders, titles
from copydesk.records.reading import Excerpt, Join

__all__ = ["unnamed"]

LEDE_BLOCKS = 4
"""Headline, deck and the first two paragraphs tell of the same people: "a woman" there is one woman."""
MEMORY_BLOCKS = 8
"""Paragraphs after which "the woman" is no more looked for."""
MOST_COMPARED = 50
"""People of one noun, the last told of, that a phrase is compared with."""

_MODIFIERS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "CD", "HYPH", "VBN", "VBG"})
_SPEAKERS_OWN = frozenset({"my", "our", "your"})
_GOES_ON = frozenset({"NN", "NNS", "NNP", "NNPS", "HYPH", "POS"})
_ACTS = frozenset({"nsubj", "nsubjpass"})
_INDEFINITE = frozenset({"a", "an", "another"})


class _NounPhrase(Struct, frozen=True):
    """A noun with what stands before it. `kind` is `a`, `the` or `own`, as in "his partner"."""

    block: int
    start: int
    words: tuple[str, ...]
    head: Token
    kind: str
    owner: int = -1
    """First character of the word that says whose partner it is."""

    @property
    def noun(self) -> str:
        return self.words[-1]


def unnamed(found: Sequence[Draft], groups: Sequence[Draft], documents: Sequence[Parsed]) -> list[Draft]:
    """A draft for each unnamed person who does something, is done something to, or is quoted."""
    taken = {(m.block, at) for d in (*found, *groups) for m in d.mentions for at in range(m.start, m.end)}
    borne = [{word.lower() for word in role.text.split()} for draft in found for role in draft.roles]
    known: dict[str, list[tuple[_NounPhrase, Draft]]] = {}
    for block, parsed in enumerate(documents):
        for phrase in _phrases(parsed, block):
            if (block, phrase.head.start) not in taken:
                _place_phrase(phrase, parsed, known.setdefault(phrase.noun, []), borne)
    return [draft for alike in known.values() for _, draft in alike]


def _place_phrase(
    phrase: _NounPhrase, parsed: Parsed, known: list[tuple[_NounPhrase, Draft]], borne: Sequence[set[str]]
) -> None:
    """Adds the phrase to the one person that it can mean, or begins a new one; where neither is safe it is left."""
    alike = [draft for other, draft in known[-MOST_COMPARED:] if _is_again(phrase, other)]
    if len(alike) == 1:
        _add_mention(alike[0], phrase, parsed)
        reason = f"{_printed_phrase(phrase, parsed)}: the story has one {phrase.noun} without a name so far"
        join = Join(variant=_printed_phrase(phrase, parsed), rule="names/described-again", reason=reason)
        alike[0].reasons += [join] if join not in alike[0].reasons[-MOST_COMPARED:] else []
    elif not alike and _may_be_new(phrase, borne):
        draft = Draft("person", _printed_phrase(phrase, parsed), _gender_of_noun(phrase.noun), is_named=False)
        if phrase.owner >= 0:
            draft.owner = (phrase.block, phrase.owner)
        end = phrase_end(parsed, phrase.head)
        start = _role_start(phrase, parsed)
        draft.roles.append(Excerpt(block=phrase.block, start=start, end=end, text=parsed.text[start:end]))
        _add_mention(draft, phrase, parsed)
        known.append((phrase, draft))


def _printed_phrase(phrase: _NounPhrase, parsed: Parsed) -> str:
    """The phrase without its article or owner."""
    first = parsed.tokens[phrase.head.index - len(phrase.words) + 1]
    return parsed.text[first.start : phrase.head.end]


def _role_start(phrase: _NounPhrase, parsed: Parsed) -> int:
    """Where the words begin that say whose relative somebody is, if the owner stands right before; no article."""
    first = parsed.tokens[phrase.head.index - len(phrase.words) + 1]
    if phrase.kind != "own" or phrase.owner >= first.start or first.index == 0:
        return first.start
    before = parsed.tokens[first.index - 1]
    if before.tag == "PRP$":
        return before.start
    at = before.index - 1
    while before.tag == "POS" and at > 0 and parsed.tokens[at - 1].tag in ("NNP", "NNPS"):
        at -= 1
    return parsed.tokens[at].start if before.tag == "POS" else first.start


def _add_mention(draft: Draft, phrase: _NounPhrase, parsed: Parsed) -> None:
    add_description(draft, parsed, phrase.block, (phrase.start, phrase.head.end))
    note_ages(draft, parsed.text, phrase.block, (phrase.start, phrase.head.end))


def _is_again(phrase: _NounPhrase, other: _NounPhrase) -> bool:
    """Whether the words can mean somebody who was described before."""
    if phrase.block - other.block > MEMORY_BLOCKS:
        return False
    if phrase.kind == "a":
        fits = set(phrase.words) <= set(other.words) or set(other.words) <= set(phrase.words)
        return fits and other.block < phrase.block < LEDE_BLOCKS
    return set(phrase.words) <= set(other.words)


def _may_be_new(phrase: _NounPhrase, borne: Sequence[set[str]]) -> bool:
    """Nobody with a name may bear the title; "the …" begins somebody new only for who is seldom named."""
    if phrase.kind == "a":
        return not any(set(phrase.words) <= role for role in borne)
    if any(phrase.noun in role for role in borne):
        return False
    return phrase.kind == "own" or phrase.noun in nouns("seldom-named")


def _gender_of_noun(noun: str) -> str:
    return "m" if noun in nouns("man") else "f" if noun in nouns("woman") else title_genders().get(noun, "")


def _phrases(parsed: Parsed, block: int) -> Iterator[_NounPhrase]:
    if is_title_case(parsed):
        return
    for token in unquoted(parsed):
        if token.tag in ("NN", "NNP") and token.text.lower() in person_nouns() and _noun_acts(parsed, token):
            phrase = _described_phrase(parsed, token, block)
            if phrase is not None:
                yield phrase


def _noun_acts(parsed: Parsed, token: Token) -> bool:
    """Whether the noun, or one that it is joined to with "and", is the subject of something told as past, or said."""
    tokens = parsed.tokens
    token = first_of_list(tokens, token)
    verb = tokens[token.head]
    if token.dep == "pobj" and verb.dep == "agent":
        verb = tokens[verb.head]
    elif token.dep not in _ACTS:
        return False
    if verb.tag not in ("VBD", "VBN") and verb.lemma not in nouns("say"):
        return False
    return not any(child.tag == "MD" or child.dep == "neg" for child in parsed.children(verb.index))


def _described_phrase(parsed: Parsed, head: Token, block: int) -> _NounPhrase | None:
    tokens = parsed.tokens
    following = tokens[head.index + 1 : head.index + 2]
    if following and (following[0].tag in _GOES_ON or following[0].text in ("named", "called", "identified")):
        return None
    if any(child.dep == "appos" and _names_noun(tokens, head, child) for child in parsed.children(head.index)):
        return None
    at = head.index
    while at and tokens[at - 1].tag in _MODIFIERS and tokens[at - 1].sentence == head.sentence:
        at -= 1
    words = tuple(token.text.lower() for token in tokens[at : head.index + 1])
    before = tokens[at - 1] if at else head
    low = before.text.lower()
    if low in _INDEFINITE or low == "the":
        return _NounPhrase(block, before.start, words, head, "the" if low == "the" else "a")
    if before.tag == "PRP$" and low in ("his", "her", "their"):
        return _NounPhrase(block, before.start, words, head, "own", before.start)
    if before.tag == "POS" and at > 1:
        return _NounPhrase(block, tokens[at].start, words, head, "own", tokens[at - 2].start)
    return _joined_relatives(parsed, head, block, words)


def _names_noun(tokens: Sequence[Token], head: Token, name: Token) -> bool:
    """Whether an apposition names the noun itself, not the last of a list: "his partner and mother, Yelena"."""
    return name.tag == "NNP" and all(token.tag != "CC" for token in tokens[head.index + 1 : name.index])


def _joined_relatives(parsed: Parsed, head: Token, block: int, words: tuple[str, ...]) -> _NounPhrase | None:
    """The grandmother of "his partner, grandmother and mother"."""
    if head.text.lower() not in titles()["relative"] or first_of_list(parsed.tokens, head) is head:
        return None
    owner = owner_of(parsed, head)
    if owner is None or owner.index > head.index or owner.text.lower() in _SPEAKERS_OWN:
        return None
    return _NounPhrase(block, head.start, words[-1:], head, "own", owner.start)
