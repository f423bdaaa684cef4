"""Where names stand: runs of capitalised words, cut by what the model saw, with the titles before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from copydesk.desk.language_model import ModelName, Parsed, Token, word_kinds
from copydesk.desk.names.tables import demonyms, given_names, name_words, places, titles, vocabulary

__all__ = ["Spot", "is_title_case", "spots"]


class Spot(Struct, frozen=True):
    """One candidate: the tokens of the name, of the titles before it, and the model's label for it, if any."""

    block: int
    first: int
    last: int
    lead: int
    """The first token of the titles before the name; `first` when there is none."""
    text: str
    label: str


_KEEP = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_INSIDE = frozenset({"of", "for", "and", "the", "&", "de", "on", "in", "to"})
_OF_BODY = frozenset({"of", "for", "on"})
_EDGE = frozenset({"the", "a", "an", "of", "for", "and", "in", "on", "to", "or"})
_OPENING = frozenset("\"“‘'")
_CLOSING = frozenset("\"”’'")
_NAME_TAGS = frozenset({"NNP", "NNPS"})
LONGEST_IN_HEADLINE = 2
"""Words of a name that is believed in a headline full of capitals; longer ones run on into the verb."""
_BEHIND_NAME = frozenset("ism ist era led style like esque themed funded backed owned based run".split())
"""What a hyphen joins to a name that is no part of it."""
_SENTENCE_ENDS = frozenset(".!?…")
_TITLE_CASE_SHARE = 0.6
"""Share of words that begin with a capital above which a line is a headline in capitals, where they tell nothing."""


@cache
def _never() -> frozenset[str]:
    known = vocabulary("not", None, cased=True)
    return known["function"] | known["calendar"] | known["caption"]


@cache
def _function_words() -> frozenset[str]:
    return vocabulary("not", None, cased=True)["function"]


@cache
def _title_ends() -> frozenset[str]:
    """Words that end a title: the name follows."""
    known = titles()
    return frozenset(title.split()[-1] for title in known["title"] | known["honorific"]) - _EDGE


@cache
def _modifiers() -> frozenset[str]:
    """Words that may stand before the last word of a title."""
    known = titles()
    within = {word for title in known["title"] for word in title.split()[:-1]}
    adjectives = {word.lower() for demonym in demonyms() for word in demonym.split()}
    return known["before-title"] | within | adjectives | {"-", "‐"}


def is_title_case(parsed: Parsed) -> bool:
    """Whether the block is a headline in which every word has a capital, so that capitals tell nothing."""
    words = [token.text for token in parsed.tokens if token.text[0].isalpha() and len(token.text) > 3]
    if parsed.text.rstrip()[-1:] in _SENTENCE_ENDS:
        return False
    return len(words) > 3 and sum(word[0].isupper() for word in words) / len(words) > _TITLE_CASE_SHARE


def spots(parsed: Parsed, block: int) -> list[Spot]:
    """All candidates of a block in reading order; they do not overlap."""
    label_at = _labels(parsed)
    if is_title_case(parsed):
        return [spot for low, high in _in_headline(parsed) for spot in _spot(parsed, block, low, high, label_at)]
    return [
        spot
        for first, last in _runs(parsed.tokens, label_at)
        for low, high in _cut(parsed.tokens, first, last, label_at)
        for spot in _spot(parsed, block, low, high, label_at)
    ]


def _in_headline(parsed: Parsed) -> list[tuple[int, int]]:
    """What the model sees, and given names with the word after them; other capitals tell nothing here."""
    ranges = [
        (name.first, _before_verb(parsed.tokens, name))
        for name in parsed.names
        if name.label in _KEEP and name.last - name.first <= LONGEST_IN_HEADLINE
    ]
    taken = {index for first, last in ranges for index in range(first, last)}
    for token, following in zip(parsed.tokens, parsed.tokens[1:], strict=False):
        free = token.index not in taken and following.index not in taken
        if free and token.text in given_names() and following.tag in _NAME_TAGS and following.text[0].isupper():
            ranges.append((token.index, following.index + 1))
            taken.add(following.index)
    return sorted(ranges)


def _before_verb(tokens: Sequence[Token], name: ModelName) -> int:
    """The end of a name without the verb that capitals hide: "Orla Considers Running Again"."""
    last = tokens[name.last - 1].text.lower()
    is_verb = name.last - name.first > 1 and last.endswith("s") and word_kinds(last) == ("verb",)
    return name.last - 1 if is_verb else name.last


def _labels(parsed: Parsed) -> dict[int, ModelName]:
    return {index: name for name in parsed.names for index in range(name.first, name.last)}


def _runs(tokens: Sequence[Token], label_at: dict[int, ModelName]) -> Iterator[tuple[int, int]]:
    start = -1
    end = -1
    for token in tokens:
        if _is_name_word(token, tokens, label_at):
            if start >= 0 and not _continues(tokens, (start, end), token.index, label_at):
                yield start, end
                start = -1
            start = token.index if start < 0 else start
            end = token.index + 1
    if start >= 0:
        yield start, end


def _is_name_word(token: Token, tokens: Sequence[Token], label_at: dict[int, ModelName]) -> bool:
    text = token.text
    if not text[0].isupper():
        # 50 Cent, al-Amr, van der Valk, i: only where the model is sure or a hyphen joins it to a capital.
        return text[0].isalnum() and (
            _joins_next_capital(token, tokens, label_at) or _ends_given_name(token, tokens, label_at)
        )
    if _is_inside_body(token, tokens, label_at):
        return True
    if text in _never() or (
        text.isupper() and text.capitalize() in _never() and token.index not in label_at and token.tag not in _NAME_TAGS
    ):
        return False
    if token.index in label_at:
        return label_at[token.index].label in _KEEP or token.tag in _NAME_TAGS
    if token.tag in _NAME_TAGS:
        return True
    return not _starts_sentence(token, tokens) and token.tag[0] in "NJ"


def _joins_next_capital(token: Token, tokens: Sequence[Token], label_at: dict[int, ModelName]) -> bool:
    index = token.index
    if index + 2 >= len(tokens) or not tokens[index + 2].text[0].isupper():
        return False
    return token.text.lower() in name_words("particle") and _is_hyphen(tokens, index + 1)


def _ends_given_name(token: Token, tokens: Sequence[Token], label_at: dict[int, ModelName]) -> bool:
    """The small second half of a given name that the model sees in a person: Heung-min, Jong-un."""
    index = token.index
    if index < 2 or not _is_hyphen(tokens, index - 1) or not tokens[index - 2].text[0].isupper():
        return False
    if token.text in _BEHIND_NAME or token.tag in ("VBN", "VBG"):
        return False  # the Vale-funded, Lomme-ism
    name = label_at.get(index)
    return name is not None and name.label == "PERSON" and name.first < index - 2


def _is_inside_body(token: Token, tokens: Sequence[Token], label_at: dict[int, ModelName]) -> bool:
    """Whether a small word with a capital stands inside a body that the model sees: Institute for Near East Policy."""
    name = label_at.get(token.index)
    if name is None or name.label != "ORG" or token.tag not in _NAME_TAGS or token.text not in _function_words():
        return False
    return name.first < token.index and tokens[token.index - 1].text.lower() in _OF_BODY | {"the", "and", "&"}


def _is_hyphen(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.text in "-‐–" and tokens[index - 1].end == token.start and (
        index + 1 < len(tokens) and tokens[index + 1].start == token.end
    )  # fmt: skip


def _starts_sentence(token: Token, tokens: Sequence[Token]) -> bool:
    return (
        token.index == 0
        or tokens[token.index - 1].sentence != token.sentence
        or tokens[token.index - 1].text in "\"“'‘"
    )


def _continues(tokens: Sequence[Token], run: tuple[int, int], index: int, label_at: dict[int, ModelName]) -> bool:
    """Whether what lies between the run of name words so far and the next one belongs to the name."""
    end = run[1]
    between = tokens[end:index]
    if not between:
        # A lone surname may begin the next line: only the model can join names over a break.
        return tokens[end - 1].sentence == tokens[index].sentence and not _breaks(tokens[end - 1], tokens[index])
    if len(between) == 1 and (_is_hyphen(tokens, end) or _is_nickname(tokens, end) or _is_nickname(tokens, end - 2)):
        return True
    if all(token.text.lower() in name_words("particle") or token.text in "-‐’'" for token in between):
        return len(between) <= 3
    name = label_at.get(end - 1)
    if name is not None and name.last > index:
        return all(token.text in _INSIDE or token.text in ".-'’&," for token in between)
    return _goes_on_as_body(tokens, run, index)


def _goes_on_as_body(tokens: Sequence[Token], run: tuple[int, int], index: int) -> bool:
    """Council on Foreign Relations, Centre for the Study of Violence: a body's head word, what it is for, and "of"."""
    start, end = run
    between = [token.text for token in tokens[end:index]]
    if between not in (["of"], ["for"], ["on"], ["of", "the"], ["for", "the"]):
        return False
    head, following = tokens[end - 1].text.lower(), tokens[index].text
    if between[0] == "of":
        is_linked = any(token.text in _OF_BODY for token in tokens[start:end])
        return _is_head_of_organisation(tokens[end - 1]) or (is_linked and following not in given_names())
    heads = vocabulary("organisations")["head-for" if between[0] == "for" else "head-on"]
    return head in heads and following not in given_names() and following not in places()


def _breaks(left: Token, right: Token) -> bool:
    return right.start - left.end > 1


def _is_nickname(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in quote marks begins here that stands inside a name: Robert "Bobby" Marsh."""
    if at < 1 or at + 3 >= len(tokens) or tokens[at].text not in _OPENING or tokens[at + 2].text not in _CLOSING:
        return False
    before, name, after = tokens[at - 1], tokens[at + 1], tokens[at + 3]
    return (
        before.end < tokens[at].start
        and before.sentence == after.sentence
        and all(token.text[0].isupper() and token.tag in _NAME_TAGS for token in (before, after))
        and name.text[0].isupper()
    )


def _is_head_of_organisation(token: Token) -> bool:
    return token.text.lower() in vocabulary("organisations")["first-word"] and token.text.lower() not in (
        "world",
        "royal",
    )


def _cut(tokens: Sequence[Token], first: int, last: int, label_at: dict[int, ModelName]) -> Iterator[tuple[int, int]]:
    """The run in pieces where the model sees two names of different kinds side by side, or a title stands inside."""
    start = first
    for index in range(first + 1, last):
        here, before = label_at.get(index), label_at.get(index - 1)
        starts_name = here is not None and here.first == index and here.label in _KEEP
        if tokens[index - 1].text in name_words("particle") and index > start + 1:
            continue  # Ursula von der | Leyen: no name ends with a particle
        if (starts_name and here is not None and before is not None and before.label != here.label) or (
            index > start and (_is_inner_title(tokens, index, first) or _is_inner_name(tokens, index, start, last))
        ):
            yield start, index
            start = index
    yield start, last


def _is_inner_title(tokens: Sequence[Token], index: int, first: int) -> bool:
    """A title inside a run begins a new name: Food Bureau Director Ann Vale."""
    word = tokens[index].text.lower()
    if word not in _title_ends() or word in given_names() or tokens[index - 1].text.lower() in _modifiers():
        return False
    return index + 1 < len(tokens) and tokens[index + 1].text in given_names()


def _is_inner_name(tokens: Sequence[Token], index: int, start: int, last: int) -> bool:
    """Ferry Council Ann Vale: a given name after a body's last word. Ann Vale for Orrin: a name that runs on."""
    word = tokens[index].text
    if word in ("for", "in", "on", "to", "and") and tokens[start].text in given_names():
        return True
    bodies = vocabulary("organisations")["last-word"]
    return index + 1 < last and word in given_names() and tokens[index - 1].text.lower() in bodies


def _spot(parsed: Parsed, block: int, first: int, last: int, label_at: dict[int, ModelName]) -> Iterator[Spot]:
    tokens = parsed.tokens
    while first < last and (tokens[first].text.lower() in _EDGE or not tokens[first].text[0].isalnum()):
        first += 1
    while last > first and (tokens[last - 1].text in ("'s", "’s", "'", "’") or not _ends_name(tokens[last - 1])):
        last -= 1
    if first >= last:
        return
    name_first = max(_after_titles(tokens, first, last), _after_office(tokens, first, last))
    lead = _before_titles(tokens, min(first, name_first))
    text = parsed.text[tokens[name_first].start : tokens[last - 1].end]
    yield Spot(block, name_first, last, min(lead, name_first), text, _label(name_first, last, label_at))


def _ends_name(token: Token) -> bool:
    return token.text[-1].isalnum() or token.text[-1] == "."


def _after_titles(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token after titles and nationalities, if a name is left after them."""
    text = " ".join(token.text for token in tokens[first:last])
    if text in places() or text in vocabulary("organisations", cased=True)["known"]:
        return first
    start = first
    for at in range(first, last - 1):
        word = tokens[at].text
        if word.lower() in _title_ends() and not (word in given_names() and at == last - 2 and start == first):
            start = at + 1
        elif word.lower() not in _modifiers():
            break
        elif word in demonyms() and tokens[at + 1].text in given_names():
            start = at + 1
    return start


def _after_office(tokens: Sequence[Token], first: int, last: int) -> int:
    """The name after a title inside a run, where two words or more are left: North Orrin House Speaker Ann Vale."""
    known = vocabulary("organisations")["last-word"] | vocabulary("places")["last-word"]
    if tokens[last - 1].text.lower() in known - vocabulary("places")["surname"]:
        return first
    offices = titles()["title"]
    names = (at + 1 for at in range(last - 3, first, -1) if tokens[at].text.lower() in offices)
    return next(names, first)


def _before_titles(tokens: Sequence[Token], first: int) -> int:
    """The first of the words before a name that say what somebody is: the title in small letters and its adjectives."""
    at = first
    while at > 0 and tokens[at - 1].sentence == tokens[first].sentence and _is_lead(tokens[at - 1].text.lower()):
        at -= 1
    while at < first and tokens[at].text.lower() in _EDGE:
        at += 1
    return at if any(token.text.lower() in _title_ends() for token in tokens[at:first]) else first


def _is_lead(word: str) -> bool:
    return word in _title_ends() or (word in _modifiers() and word not in _EDGE)


def _label(first: int, last: int, label_at: dict[int, ModelName]) -> str:
    counts: dict[str, int] = {}
    for index in range(first, last):
        if index in label_at:
            counts[label_at[index].label] = counts.get(label_at[index].label, 0) + 1
    return max(sorted(counts), key=counts.__getitem__) if counts else ""
