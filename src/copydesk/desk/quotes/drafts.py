"""Quotes in the making: acts of one paragraph turned into words of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.quotes.acts import Act, Range
from copydesk.desk.quotes.marks import Passage
from copydesk.desk.quotes.words import Words
from copydesk.records.reading import Excerpt, QuoteKind, SpeakerOrigin
from copydesk.wording.datelines import read_dateline

__all__ = ["Draft", "draft", "excerpt"]

_MARKS: Final = "\"“”„‟«»「」『』‘’‚‛'‹›`＂ "


TOLD: Final = "quotes/told"


class Draft(Struct, kw_only=True):
    """A quote that may still be joined to others or get its speaker from before."""

    kind: QuoteKind
    content: list[Excerpt]
    quoted: list[Excerpt]
    nested: list[Excerpt]
    speaker: Excerpt | None
    origin: SpeakerOrigin
    cue: Excerpt | None
    act: Act
    addressee: Excerpt | None = None
    reason: str | None = None
    follower: Excerpt | None = None
    source: Draft | None = None
    """The quote whose speaker this one carries on."""
    carried_by: str | None = None
    """Id of the rule that carries a speaker on."""
    denied_by: str | None = None
    """Id of the rule by which it was not said."""
    addressee_rule: str | None = None
    is_open: bool = False
    """Its last passage has no closing mark: the next paragraph may go on."""

    def take(self, other: Draft) -> None:
        """Join the next paragraph of the same quote; a cue that stands only there speaks for both."""
        self.content += other.content
        self.quoted += other.quoted
        self.nested += other.nested
        self.is_open = other.is_open
        if other.act.cue is not None:
            self.act, self.cue, self.speaker, self.addressee = other.act, other.cue, other.speaker, other.addressee
            self.origin, self.reason, self.addressee_rule = other.origin, other.reason, other.addressee_rule
            self.carried_by, self.denied_by = other.carried_by, other.denied_by


def draft(block: int, words: Words, passages: Sequence[Passage], inner: Sequence[Passage], act: Act) -> Draft:
    """The act in characters of its paragraph; one whose content has no word comes without content."""
    content = [_fragment(block, words, passages, one) for one in _content_without_opening(words, sorted(act.content))]
    content = [one for one in content if any(character.isalnum() for character in one.text)]
    quoted = list(_quoted(block, words.text, passages, content))
    is_own = bool(quoted) and words.tables.has_trait(act.rule, "own-sentence")
    return Draft(
        kind="mixed" if is_own else _kind_by_share(content, quoted),
        content=content,
        quoted=quoted,
        nested=list(_quoted(block, words.text, inner, content)),
        speaker=excerpt(block, words, act.speaker),
        origin="stated" if act.speaker else "unknown",
        cue=excerpt(block, words, act.cue),
        addressee=excerpt(block, words, act.addressee) if TOLD in words.tables.rules else None,
        addressee_rule=TOLD if act.addressee is not None else None,
        follower=excerpt(block, words, act.follower),
        act=act,
        is_open=any(
            not one.closed and one.inner_end >= content[-1].end >= one.start for one in passages[-1:] if content
        ),
    )


def _content_without_opening(words: Words, content: list[Range]) -> list[Range]:
    """Content that opens a paragraph goes without the time of a live blog and without the dateline."""
    if not content or content[0][0] > 0 or words.passage[0] >= 0:
        return content
    clock = words.tables.patterns["clock"].match(words.text)
    dateline = None if clock else read_dateline(words.text)
    opening = clock.end() if clock else dateline.end if dateline else 0
    first, end = content[0]
    while first < end and words.start[first] < opening:
        first += 1
    return [(first, end), *content[1:]] if first < end else content


def excerpt(block: int, words: Words, range_: Range | None) -> Excerpt | None:
    """A range of words as an excerpt."""
    if range_ is None:
        return None
    start, end = words.start[range_[0]], words.end[range_[1] - 1]
    return Excerpt(block, start, end, words.text[start:end])


def _fragment(block: int, words: Words, passages: Sequence[Passage], range_: Range) -> Excerpt:
    """The words of a fragment; one that is a whole passage goes without its marks."""
    first, end = range_
    number = words.passage[first]
    start, stop = words.start[first], words.end[end - 1]
    if number >= 0 and words.passage[end - 1] == number:
        start, stop = max(start, passages[number].inner_start), min(stop, passages[number].inner_end)
        while start < stop and words.text[start].isspace():
            start += 1
        while start < stop and words.text[stop - 1].isspace():
            stop -= 1
    return Excerpt(block, start, stop, words.text[start:stop])


def _quoted(block: int, text: str, passages: Sequence[Passage], content: Sequence[Excerpt]) -> Iterator[Excerpt]:
    for one in content:
        for position in range(max(0, bisect_right(passages, one.start, key=_start_of_passage) - 1), len(passages)):
            passage = passages[position]
            if passage.start >= one.end:
                break
            start, end = max(one.start, passage.inner_start), min(one.end, passage.inner_end)
            if start < end:
                yield Excerpt(block, start, end, text[start:end])


def _start_of_passage(passage: Passage) -> int:
    return passage.start


def _kind_by_share(content: Sequence[Excerpt], quoted: Sequence[Excerpt]) -> QuoteKind:
    if not quoted:
        return "indirect"
    return "direct" if sum(len(one.text) for one in quoted) >= sum(len(one.text) for one in content) else "mixed"
