"""What the words beside a name say of its bearer: "Ann Vale, 29, the mayor of Orrin", "his father, Vitali"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.tables import nouns, title_genders, titles
from copydesk.records.reading import Excerpt, Mention

__all__ = [
    "add_description",
    "described_nouns",
    "first_of_list",
    "head_of_phrase",
    "note_ages",
    "note_roles",
    "owner_of",
    "phrase_end",
]

_NOUN_TAGS = frozenset({"NN", "NNP", "NNS", "NNPS"})
_MODIFIER_TAGS = frozenset({"DT", "JJ", "JJR", "JJS", "CD", "HYPH", "VBN", "VBG", "POS", "RB"})
LONGEST_LIST = 8
"""Relatives of one person that a list is followed through."""

_AND = re.compile(r",? and (?=[^\W\d_])")
_PHRASE_ENDS = re.compile(r"[,.;]| (?:for|at|in|from|and|who)\b")
_AGE_AFTER = re.compile(r",\s+(?:aged\s+)?(\d{1,3})(?=[,.;)]|\s+(?:and|who)\b)")
_AGE_IS = re.compile(r"(?:, who)? is (?:now )?(\d{2})(?=[.;]|, (?!\d)| years? old\b| and (?!\d|counting\b)|$)")
_AGE_IN = re.compile(r"\b(\d{1,3}|[a-z]+)[-‐ ]years?[-‐ ]old\b")


def note_roles(draft: Draft, mention: Mention, parsed: Parsed) -> None:
    """Adds the ages, roles and descriptions that stand beside one mention."""
    block = mention.block
    _age_after(draft, parsed.text, block, mention.end)
    _describe_by_apposition(draft, mention, parsed, block)
    _relative_before(draft, mention, parsed, block)
    _title_before(draft, mention, parsed)
    _describe_by_noun_before(draft, mention, parsed)


def add_description(draft: Draft, parsed: Parsed, block: int, span: tuple[int, int]) -> None:
    """Adds words that mean the person without naming anybody."""
    start, end = span
    draft.mentions.append(Mention(block=block, start=start, end=end, text=parsed.text[start:end], kind="description"))


def note_ages(draft: Draft, text: str, block: int, span: tuple[int, int]) -> None:
    """Adds the age in a description or right after it."""
    _age_in(draft, text, block, span)
    _age_after(draft, text, block, span[1])


def _age_in(draft: Draft, text: str, block: int, span: tuple[int, int]) -> None:
    if match := _AGE_IN.search(text, *span):
        draft.ages.append(Excerpt(block=block, start=match.start(), end=match.end(), text=match.group()))


def _age_after(draft: Draft, text: str, block: int, end: int) -> None:
    match = _AGE_AFTER.match(text, end) or _AGE_IS.match(text, end)
    if match:
        draft.ages.append(Excerpt(block=block, start=match.start(1), end=match.end(1), text=match[1]))


def _describe_by_apposition(draft: Draft, mention: Mention, parsed: Parsed, block: int) -> None:
    """ "Ann Vale, the mayor of Orrin": a noun after a comma with an article says what she is."""
    last = parsed.at(mention.end - 1)
    if last is None or last.index + 2 >= len(parsed.tokens) or parsed.tokens[last.index + 1].text != ",":
        return
    first = parsed.tokens[last.index + 2]
    if first.text.lower() not in ("a", "an", "the") and first.text.lower() not in titles()["title"]:
        return
    head = head_of_phrase(parsed.tokens, first.index)
    if head is None or not _can_be_role(head):
        return
    end = phrase_end(parsed, head)
    if _begins_clause(head, last) and parsed.text[end : end + 1] != ",":
        return  # an apposition is closed by a comma: "Vale, the mayor, said"
    draft.roles.append(Excerpt(block=block, start=first.start, end=end, text=parsed.text[first.start : end]))
    add_description(draft, parsed, block, (first.start, head.end))
    _age_in(draft, parsed.text, block, (first.start, head.end))
    _second_title(draft, parsed, block, end)


def _begins_clause(head: Token, name: Token) -> bool:
    """Whether the noun is a subject behind a phrase that ends with the name: after talks with Vale, the mayor said."""
    return head.dep in ("nsubj", "nsubjpass") and name.dep in ("pobj", "dobj", "appos") and name.head != head.head


def _describe_by_noun_before(draft: Draft, mention: Mention, parsed: Parsed) -> None:
    """ "The port's director, Ann Vale, said": what stands before the name and its comma is hers."""
    name = parsed.at(mention.end - 1)
    if name is None or name.dep != "appos" or mention.kind in ("description", "pronoun"):
        return
    head = parsed.tokens[name.head]
    first = parsed.at(mention.start)
    if first is None or parsed.tokens[first.index - 1].text != "," or head.index != first.index - 2:
        return
    if head.text.lower() not in (titles()["title"] | nouns("bearer")) - titles()["relative"]:
        return
    at = head.index
    while at and parsed.tokens[at - 1].tag in _MODIFIER_TAGS | _NOUN_TAGS and parsed.tokens[at].tag != "DT":
        at -= 1
    start = parsed.tokens[at].start
    draft.roles.append(Excerpt(block=mention.block, start=start, end=head.end, text=parsed.text[start : head.end]))
    add_description(draft, parsed, mention.block, (start, head.end))


def _second_title(draft: Draft, parsed: Parsed, block: int, end: int) -> None:
    """ "Ann Vale, director of Orrin Lines, and chairwoman of the port": one person only where no article parts them."""
    match = _AND.match(parsed.text, end)
    first = parsed.at(match.end()) if match else None
    head = head_of_phrase(parsed.tokens, first.index) if first is not None and first.tag != "DT" else None
    if first is None or head is None or head.text.lower() not in titles()["title"]:
        return
    until = phrase_end(parsed, head)
    if until > head.end and _PHRASE_ENDS.match(parsed.text, until):
        draft.roles.append(Excerpt(block=block, start=first.start, end=until, text=parsed.text[first.start : until]))
        add_description(draft, parsed, block, (first.start, head.end))


def _title_before(draft: Draft, mention: Mention, parsed: Parsed) -> None:
    """ "Ambassador to the United States Ann Vale": a title with its complement right before the name."""
    first = parsed.at(mention.start)
    if first is None or mention.kind != "full" or first.index < 3:
        return
    at = first.index - 1
    while at > first.index - 8 and at > 1 and parsed.tokens[at].tag in ("NNP", "NNPS", "DT"):
        at -= 1
    head = parsed.tokens[at - 1]
    if at == first.index - 1 or parsed.tokens[at].text not in ("of", "to", "for", "at"):
        return
    if head.sentence != first.sentence or head.text.lower() not in titles()["title"]:
        return
    start = _title_start(parsed.tokens, head.index)
    until = parsed.tokens[first.index - 1].end
    draft.roles.append(Excerpt(block=mention.block, start=start, end=until, text=parsed.text[start:until]))
    add_description(draft, parsed, mention.block, (start, head.end))


def _title_start(tokens: Sequence[Token], at: int) -> int:
    while at and tokens[at - 1].text.lower() in titles()["before-title"] and tokens[at - 1].tag != "DT":
        at -= 1
    return tokens[at].start


def head_of_phrase(tokens: Sequence[Token], index: int) -> Token | None:
    """The last noun of the phrase that begins at a token."""
    head = None
    for token in tokens[index : index + 12]:
        hyphen = token.index + 1 < len(tokens) and tokens[token.index + 1].text in "-‐"
        if token.tag in _NOUN_TAGS and not hyphen:
            head = token
        elif head is not None or not (hyphen or token.tag in _MODIFIER_TAGS or token.text in "-‐"):
            break
    return head


def _can_be_role(head: Token) -> bool:
    low = head.text.lower()
    known = titles()
    return low in known["title"] or low in known["relative"] or low in described_nouns() or low in nouns("bearer")


@cache
def described_nouns() -> frozenset[str]:
    """Man, woman, student: who is described before being named."""
    return nouns("man") | nouns("woman") | nouns("person")


def phrase_end(parsed: Parsed, head: Token) -> int:
    """The end of "mayor of Orrin": the noun and what follows it with "of"."""
    following = parsed.tokens[head.index + 1 : head.index + 2]
    if not following or following[0].text not in ("of", "for", "at"):
        return head.end
    end = following[0].end
    for token in parsed.tokens[head.index + 2 : head.index + 9]:
        if token.tag not in ("NNP", "NNPS", "DT", "NN", "NNS", "JJ", "POS"):
            break
        end = token.end
    return end if end > following[0].end else head.end


def _relative_before(draft: Draft, mention: Mention, parsed: Parsed, block: int) -> None:
    """ "his father, Vitali Vale" and "his father Vitali Vale"."""
    first = parsed.at(mention.start)
    if first is None or first.index == 0:
        return
    index = first.index - 1
    index -= parsed.tokens[index].text == ","
    noun = parsed.tokens[index]
    if index < 0 or noun.text.lower() not in titles()["relative"]:
        return
    owner = parsed.tokens[index - 1] if index else noun
    start = owner.start if owner.tag == "PRP$" else noun.start
    whose = owner if owner.tag == "PRP$" else owner_of(parsed, noun)
    draft.owner = draft.owner or ((block, whose.start) if whose is not None else None)
    draft.roles.append(Excerpt(block=block, start=start, end=noun.end, text=parsed.text[start : noun.end]))
    draft.gender = draft.gender or title_genders().get(noun.text.lower(), "")
    add_description(draft, parsed, block, (start, noun.end))


def owner_of(parsed: Parsed, noun: Token) -> Token | None:
    """Whose partner somebody is: the owner of the noun, or of the first in the list that it stands in."""
    first = first_of_list(parsed.tokens, noun)
    return next((child for child in parsed.children(first.index) if child.dep == "poss"), None)


def first_of_list(tokens: Sequence[Token], token: Token) -> Token:
    """The first of the nouns in a list; relatives are told by their words, as the model often loses such lists."""
    for _ in range(LONGEST_LIST):
        before = token.index - 1
        while before > token.index - 3 and before > 0 and tokens[before].text in (",", "and"):
            before -= 1
        relatives = titles()["relative"]
        listed = 0 <= before < token.index - 1 and token.text.lower() in relatives
        if listed and tokens[before].text.lower() in relatives:
            token = tokens[before]
        elif token.dep == "conj" and tokens[token.head].tag[0] == "N" and token.head < token.index:
            token = tokens[token.head]
        else:
            break
    return token
