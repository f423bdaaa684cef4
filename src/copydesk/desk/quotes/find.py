"""The quotes of a text: grammar and marks read paragraph by paragraph, speakers carried between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.desk.quotes.acts import Act
from copydesk.desk.quotes.carry import Carrier
from copydesk.desk.quotes.clauses import read_clauses
from copydesk.desk.quotes.cues import Tables, tables
from copydesk.desk.quotes.drafts import Draft, draft, excerpt
from copydesk.desk.quotes.frames import cue_before
from copydesk.desk.quotes.heads import heads_of
from copydesk.desk.quotes.marks import OPENING, Passage, find_passages
from copydesk.desk.quotes.meant import Meant, Speakers, Told
from copydesk.desk.quotes.mending import mend
from copydesk.desk.quotes.passages import read_passages
from copydesk.desk.quotes.polarity import denied_by
from copydesk.desk.quotes.resolve import Resolver
from copydesk.desk.quotes.standing import leads_in
from copydesk.desk.quotes.turns import has_turns, turn
from copydesk.desk.quotes.unspoken import refused_by
from copydesk.desk.quotes.words import Words
from copydesk.records import Span
from copydesk.records.reading import Excerpt, Quote

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed
    from copydesk.records.reading import Entity

__all__ = ["find_quotes"]


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
    reader = _QuoteReader(known, is_interview=has_turns(paragraphs, known))
    for block, text in enumerate(paragraphs):
        goes_on = block + 1 < len(paragraphs) and paragraphs[block + 1].lstrip()[:1] in OPENING
        reader.read(block, find_passages(text, goes_on=goes_on), text, parsed[block] if parsed else None)
    resolver = Resolver(entities, reader.heads)
    speakers = Speakers(entities, resolver, reader.told, known)
    return tuple(_resolved_quote(one, resolver, speakers.meant(one), known) for one in reader.drafts)


class _QuoteReader:
    """Reads paragraph after paragraph and remembers what the next one may need."""

    def __init__(self, known: Tables, *, is_interview: bool) -> None:
        self.drafts: list[Draft] = []
        self.heads: dict[Excerpt, tuple[Span, ...]] = {}
        self.told = Told()
        self._known = known
        self._is_interview = is_interview
        self._carrier = Carrier(known)

    def read(self, block: int, found: Sequence[Passage], text: str, parsed: Parsed | None) -> None:
        """Add the quotes of one paragraph."""
        if not found and parsed is None and not text.endswith(":") and not self._is_interview:
            return
        words = Words(text, self._known, parsed)
        outer = [one for one in found if one.depth == 0]
        words.mark_passages(outer)
        self.told.read(block, words, [(one.start, one.end) for one in outer])
        inner = [one for one in found if one.depth > 0]
        is_first = True
        for act in sorted(self._acts(words, outer), key=lambda act: min(act.content)):
            one = draft(block, words, outer, inner, act)
            if not one.content or act.rule not in self._known.rules or refused_by(words, act) is not None:
                continue
            one.denied_by = denied_by(words, act)
            self._note_heads(block, words, act)
            if not (is_first and self._goes_on(outer, one)):
                self._settle(one, block, is_first=is_first)
                self.drafts.append(one)
            is_first = False
        self._announce(block, words)

    def _acts(self, words: Words, outer: Sequence[Passage]) -> list[Act]:
        if self._is_interview and not outer and words.low and (act := turn(words, 0, len(words))) is not None:
            return [act]
        clauses: list[Act] = []
        if words.is_parsed:
            mend(words, self._known)
            clauses = list(read_clauses(words, self._known))
        return read_passages(words, outer, self._known, clauses)

    def _note_heads(self, block: int, words: Words, act: Act) -> None:
        for phrase in (act.speaker, act.addressee):
            if phrase is not None and (printed := excerpt(block, words, phrase)) is not None:
                self.heads[printed] = heads_of(words, phrase)

    def _settle(self, one: Draft, block: int, *, is_first: bool) -> None:
        """Find the speaker of a quote that names none, and take note of the one that it has."""
        if is_first and one.act.rule == "quotes/standing":
            self._carrier.introduce(one, block)
        if one.speaker is None and one.act.cue is None:
            self._carrier.settle(one, block)
        elif one.speaker is None:
            one.reason = "the reporting words name nobody"
        self._carrier.answered(one, block)
        self._carrier.remember(one)

    def _goes_on(self, outer: Sequence[Passage], one: Draft) -> bool:
        """Join a paragraph that opens inside the quote before: an opening mark again, and no closing one there."""
        if not self.drafts or not outer or not self.drafts[-1].is_open or outer[0].start:
            return False
        before, start = self.drafts[-1], one.content[0]
        if start.start != outer[0].inner_start or before.content[-1].block != start.block - 1:
            return False
        if one.act.cue is not None and before.act.cue is not None:
            return False
        before.take(one)
        if one.act.cue is not None:
            self._carrier.remember(before)
        return True

    def _announce(self, block: int, words: Words) -> None:
        """Tell the carrier of a cue with which a paragraph leads into the next one: "She went on to say:"."""
        if not words.low or words.low[-1] != ":":
            return
        first = len(words) - 1
        while first > 0 and words.unit[first - 1] == words.unit[-1] and words.passage[first - 1] < 0:
            first -= 1
        act = cue_before(words, (first, len(words)), self._known) or leads_in(words, first, len(words))
        if act is not None and act.speaker is not None:
            self._note_heads(block, words, act)
            cue = excerpt(block, words, act.cue) if act.cue is not None else None
            self._carrier.announce(act, excerpt(block, words, act.speaker), cue)


def _printed_speaker(one: Draft, resolver: Resolver, meant: Meant) -> Excerpt | None:
    """The words for the speaker; a carried one that turns out to be another is called as where he spoke."""
    named = resolver.entity(one.speaker)
    is_another = meant.entity is not None and named is not None and named != meant.entity
    return one.source.speaker if one.source is not None and is_another else one.speaker


def _resolved_quote(one: Draft, resolver: Resolver, meant: Meant, known: Tables) -> Quote:
    act = one.act
    told = (act.rule, one.carried_by, meant.rule, one.denied_by, one.addressee_rule)
    return Quote(
        kind=one.kind,
        content=tuple(one.content),
        quoted=tuple(one.quoted),
        nested=tuple(one.nested),
        speaker=_printed_speaker(one, resolver, meant),
        speaker_origin=one.origin,
        speaker_entity=meant.entity,
        speaker_rule=meant.rule,
        is_denied=one.denied_by is not None,
        cue=one.cue,
        cue_lemma=act.lemma,
        cue_class=act.name,
        addressee=one.addressee,
        addressee_entity=resolver.entity(one.addressee),
        rule=act.rule,
        rules=tuple(dict.fromkeys(rule for rule in told if rule is not None)),
        confidence=round(_confidence(act, known) * meant.share * _share_carried(one, known), 3),
        reason=one.reason or meant.reason,
    )


def _confidence(act: Act, known: Tables) -> float:
    """What the row of a rule says; the lesser figure where it has one and the sentence tells less."""
    rule = known.rules[act.rule]
    return rule.weaker if act.is_weaker and rule.weaker is not None else rule.confidence


def _share_carried(one: Draft, known: Tables) -> float:
    return known.rules[one.carried_by].confidence if one.carried_by is not None else 1.0
