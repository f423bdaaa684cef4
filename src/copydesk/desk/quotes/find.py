"""The quotes of a text: grammar and marks read paragraph by paragraph, speakers carried between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.carry import Carrier
from copydesk.desk.quotes.clauses import read_clauses
from copydesk.desk.quotes.cues import Tables, tables
from copydesk.desk.quotes.drafts import Draft, draft, excerpt
from copydesk.desk.quotes.frames import cue_before
from copydesk.desk.quotes.marks import OPENING, Passage, find_passages
from copydesk.desk.quotes.mending import mend
from copydesk.desk.quotes.passages import read_passages
from copydesk.desk.quotes.records import Quote
from copydesk.desk.quotes.resolve import Resolver
from copydesk.desk.quotes.words import Words

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed
    from copydesk.desk.records import Entity

__all__ = ["find_quotes"]

_CARRIED: Final = 0.8


def find_quotes(
    paragraphs: Sequence[str],
    parsed: Sequence[Parsed] | None = None,
    entities: Sequence[Entity] | None = None,
    *,
    language: str = "en",
) -> tuple[Quote, ...]:
    """The quotes of a text in reading order.

    Args:
        paragraphs: The blocks to read, each once; spans point into them.
        parsed: What the language model made of each; without it only what stands in quote marks is found.
        entities: The people, organisations and places of the text, for the speakers' ids.
        language: BCP 47 code of the tables of reporting words.

    """
    known = tables(language)
    carrier = Carrier()
    drafts: list[Draft] = []
    for block, text in enumerate(paragraphs):
        goes_on = block + 1 < len(paragraphs) and paragraphs[block + 1].lstrip()[:1] in OPENING
        drafts.extend(_read(block, text, parsed[block] if parsed else None, known, drafts, carrier, goes_on))
    resolver = Resolver(entities)
    return tuple(_quote(one, resolver) for one in drafts)


def _read(
    block: int, text: str, parsed: Parsed | None, known: Tables, earlier: Sequence[Draft], carrier: Carrier, goes_on: bool
) -> list[Draft]:
    """The quotes of one paragraph; a passage that goes on from the paragraph before is added to its quote."""
    found = find_passages(text, goes_on=goes_on)
    if not found and parsed is None and not text.endswith(":"):
        return []
    outer = [one for one in found if one.depth == 0]
    inner = [one for one in found if one.depth > 0]
    words = Words(text, parsed)
    words.mark_passages(outer)
    clauses: list[Act] = []
    if parsed is not None:
        mend(words, known)
        clauses = list(read_clauses(words, known))
    reading = read_passages(words, outer, known, clauses)
    drafts: list[Draft] = []
    for act in sorted(reading.acts, key=lambda act: min(act.content)):
        one = draft(block, words, outer, inner, act)
        if _continues(earlier, drafts, outer, one):
            _join(earlier[-1], one)
            continue
        if one.act.rule == "quotes/standing" and not drafts:
            carrier.introduce(one, block)
        if one.speaker is None and any(act is standing for standing in reading.standing):
            carrier.settle(one, block)
        elif one.speaker is None:
            one.reason = "the reporting words name nobody"
        carrier.answered(one, block)
        carrier.remember(one)
        drafts.append(one)
    _announce(block, words, known, carrier)
    return drafts


def _announce(block: int, words: Words, known: Tables, carrier: Carrier) -> None:
    """Tell the carrier of a cue with which a paragraph leads into the next one: "She went on to say:"."""
    if not words.low or words.low[-1] != ":":
        return
    first = len(words) - 1
    while first > 0 and words.unit[first - 1] == words.unit[-1] and words.passage[first - 1] < 0:
        first -= 1
    act = cue_before(words, (first, len(words)), known)
    if act is not None and act.speaker is not None:
        carrier.announce(act, excerpt(block, words, act.speaker), excerpt(block, words, act.cue))


def _continues(earlier: Sequence[Draft], here: Sequence[Draft], outer: Sequence[Passage], one: Draft) -> bool:
    """Whether a paragraph begins inside the quote of the one before: an opening mark again, and no closing one there."""
    if here or not earlier or not outer or not earlier[-1].is_open or one.act.cue is not None:
        return False
    is_first = one.content[0].start == outer[0].inner_start and not outer[0].start
    return is_first and earlier[-1].content[-1].block == one.content[0].block - 1


def _join(before: Draft, one: Draft) -> None:
    before.content += one.content
    before.quoted += one.quoted
    before.nested += one.nested
    before.is_open = one.is_open


def _quote(one: Draft, resolver: Resolver) -> Quote:
    act = one.act
    return Quote(
        kind=one.kind,
        content=tuple(one.content),
        quoted=tuple(one.quoted),
        nested=tuple(one.nested),
        speaker=one.speaker,
        speaker_origin=one.origin,
        speaker_entity=resolver.entity(one.speaker),
        cue=one.cue,
        cue_lemma=act.lemma,
        cue_class=act.name,
        addressee=one.addressee,
        addressee_entity=resolver.entity(one.addressee),
        rule=act.rule,
        confidence=round(act.confidence * (_CARRIED if one.origin == "carried" else 1), 3),
        reason=one.reason,
    )
