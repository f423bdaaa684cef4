"""Pronouns, only where one person alone can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.tables import nouns
from copydesk.desk.records import Mention

__all__ = ["pronouns"]

_QUOTES = frozenset('"“”„«»')


def pronouns(found: Sequence[Draft], documents: Sequence[Parsed]) -> None:
    """Adds he, she and their forms to the one person of the sentence, or of the one before, that fits."""
    people = [draft for draft in found if draft.type == "person"]
    by_block: dict[int, list[tuple[int, Draft]]] = {}
    for draft in people:
        for mention in draft.mentions:
            by_block.setdefault(mention.block, []).append((mention.start, draft))
    before: tuple[Draft, ...] = ()
    for block, parsed in enumerate(documents):
        placed = sorted(by_block.get(block, ()), key=lambda item: item[0])
        for start, end, draft in _readings(parsed, placed, before):
            draft.mentions.append(
                Mention(block=block, start=start, end=end, text=parsed.text[start:end], kind="pronoun")
            )
        before = _last_named(parsed, placed)


def _last_named(parsed: Parsed, placed: Sequence[tuple[int, Draft]]) -> tuple[Draft, ...]:
    """The people of the last sentence of a block, each once."""
    if not parsed.sentences:
        return ()
    low = parsed.tokens[parsed.sentences[-1][0]].start
    return tuple({id(draft): draft for start, draft in placed if start >= low}.values())


def _readings(
    parsed: Parsed, placed: list[tuple[int, Draft]], before: Sequence[Draft]
) -> Iterator[tuple[int, int, Draft]]:
    inside_quote = False
    for token in parsed.tokens:
        if token.text in _QUOTES:
            inside_quote = not inside_quote if token.text == '"' else token.text in "“„«"
        gender = _gender(token.text.lower())
        if gender is None or inside_quote:
            continue
        near = _near(parsed, placed, token) or (before if token.sentence == 0 else ())
        fitting = [draft for draft in near if draft.gender in ("", gender)]
        if len(fitting) == 1:
            placed.append((token.start, fitting[0]))
            yield token.start, token.end, fitting[0]


def _gender(word: str) -> str | None:
    return "m" if word in nouns("he") else "f" if word in nouns("she") else None


def _near(parsed: Parsed, placed: Sequence[tuple[int, Draft]], pronoun: Token) -> Sequence[Draft]:
    """The people named before a pronoun in its sentence, or else in the sentence before it."""
    for number in (pronoun.sentence, pronoun.sentence - 1):
        if number < 0:
            break
        first, last = parsed.sentences[number]
        low, high = parsed.tokens[first].start, min(pronoun.start, parsed.tokens[last - 1].end)
        if near := {id(draft): draft for start, draft in placed if low <= start < high}:
            return tuple(near.values())
    return ()
