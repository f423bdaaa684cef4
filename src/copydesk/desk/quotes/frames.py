"""The words around a quoted passage: the sentence that frames it, and the cue and speaker in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Final

from msgspec import Struct

from copydesk.desk.quotes.acts import Act, Range
from copydesk.desk.quotes.cues import Cue, Tables
from copydesk.desk.quotes.marks import Passage
from copydesk.desk.quotes.speakers import (
    is_nominal,
    leading,
    noun_phrase,
    owner_of,
    speaker_of,
    subject_of,
    without_day,
)
from copydesk.desk.quotes.words import Words

__all__ = ["Frame", "cue_after", "cue_before", "dash_after", "frames_of", "said_words"]

_ABBREVIATED: Final = re.compile(r"\w\.\w?\.?$")
_STOPS: Final = frozenset({".", "?", "!", "\n"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "VBN", ""})
_NEAR: Final = 24
_FAR: Final = 30
_SPEAKER_WORDS: Final = 14


class Frame(Struct, frozen=True):
    """A passage in its sentence: its words, the words before it and after it up to a stop or the next passage."""

    number: int
    passage: Passage
    range: Range
    before: Range
    after: Range


def frames_of(words: Words, passages: Iterable[Passage]) -> list[Frame]:
    """The passages of a paragraph with the words before and after them in their sentences."""
    ranges = _ranges(words)
    frames = []
    for number, passage in enumerate(passages):
        if number not in ranges:
            continue
        first, end = ranges[number]
        if not any(words.low[index][0].isalnum() for index in range(first, end)):
            continue
        after = (end, end) if _stops(words, passage, end) else _range_behind(words, end)
        frames.append(Frame(number, passage, (first, end), _before(words, first, passage), after))
    return frames


def _ranges(words: Words) -> dict[int, Range]:
    ranges: dict[int, Range] = {}
    for index, number in enumerate(words.passage):
        if number >= 0:
            first, _ = ranges.get(number, (index, 0))
            ranges[number] = (first, index + 1)
    return ranges


def said_words(words: Words, passage: Passage) -> str:
    """What a passage says, without marks at its ends that belong to a quote inside it."""
    return words.text[passage.inner_start : passage.inner_end].strip(" \u00a0'’‘“”[")


def _stops(words: Words, passage: Passage, end: int) -> bool:
    """Whether the sentence ends with the passage: a full stop inside, and a capital or nothing after."""
    inner = said_words(words, passage)
    if not inner.endswith((".", "…")) or end >= len(words) or _is_tag(words, end):
        return False
    return not words.text[words.start[end]].islower() and words.low[end] not in (",", "—", "--", "–")


def _is_tag(words: Words, first: int) -> bool:
    """Whether the sentence after a passage is only speaker and cue: “It is safe.” Smith said."""
    end = first
    while end < len(words) and end - first < _TAG and words.low[end] not in _STOPS:
        end += 1
    return end < len(words) and words.low[end] == "." and end - first <= _TAG and words.passage[end] < 0


_TAG: Final = 4


def _before(words: Words, end: int, passage: Passage) -> Range:
    first = end
    if first > 0 and _ABBREVIATED.search(words.low[first - 1]) and said_words(words, passage)[:1].isupper():
        return first, end
    while first > 0 and end - first < _FAR * 2 and words.passage[first - 1] < 0 and words.low[first - 1] not in _STOPS:
        first -= 1
    return first, end


def _range_behind(words: Words, first: int) -> Range:
    end = first
    while end < len(words) and end - first < _FAR * 2 and words.passage[end] < 0 and words.low[end] not in _STOPS:
        end += 1
    return first, end


def cue_after(words: Words, after: Range, tables: Tables, *, is_open: bool) -> Act | None:
    """ "...," she said and "...," said the mayor: the cue must be the first verb.

    Args:
        words: The paragraph.
        after: The words after the passage.
        tables: The reporting words.
        is_open: The passage ends as if its sentence went on; then any verb reports.

    """
    first, end = after
    while first < end and words.low[first] in (",", "—", "–", "--", "-", "..."):
        first += 1
    if words.tag[first : first + 1] == ["VBG"] or (words.is_("joint", first) and not is_open):
        return None
    for index in range(first, min(end, first + _NEAR)):
        low = words.low[index]
        cue = _cue_at(words, index, tables)
        if cue is not None and words.tag[index] in _FINITE and words.dep[index] != "relcl" and not low.endswith("ing"):
            return _act_after(words, first, index, end, cue)
        if words.dep[index] == "relcl" or any(words.is_("relative", at) for at in range(max(first, index - 2), index)):
            continue
        if words.is_parsed and words.tag[index] in ("VBD", "VBZ") and not words.is_("helping", index):
            return _unknown_verb(words, first, index, end) if is_open and words.low[first - 1] != "?" else None
        if index > first and low in ("(", ";"):
            return None
    return None


def _cue_at(words: Words, index: int, tables: Tables) -> Cue | None:
    """The reporting verb at a place; "put" is one only in "put it"."""
    cue = tables.verbs.get(words.low[index])
    return None if cue is not None and "it" in cue.takes and words.low[index + 1 : index + 2] != ["it"] else cue


def _unknown_verb(words: Words, first: int, index: int, end: int) -> Act | None:
    subject = _subject_within(words, index, first, end)
    if words.low[first] == "and":
        return None  # “No,” and Vale laughed
    if index == first or words.dep[index] == "relcl" or subject is None or subject[0] > first + 1:
        return None
    act = _act_after(words, first, index, end, Cue(words.low[index], "manner", frozenset(), has_addressee=False))
    if act is not None:
        act.rule = "quotes/after-any-verb"
    return act


def _act_after(words: Words, first: int, index: int, end: int, cue: Cue) -> Act | None:
    speaker = _subject_within(words, index, first, end)
    if speaker is None:
        speaker = _named_before(words, first, index) if index > first else _named_after(words, index + 1, end)
    if speaker is None:
        return None
    return Act(
        cue=(index, index + 1), lemma=cue.lemma, name=cue.name, speaker=speaker, content=[], rule="quotes/after",
        addressee=_told(words, index, cue),
    )  # fmt: skip


def _subject_within(words: Words, verb: int, first: int, end: int) -> Range | None:
    if not words.is_parsed:
        return None
    subject = subject_of(words, verb)
    if subject is None or not first <= subject < end or not is_nominal(words, subject):
        return None
    return noun_phrase(words, subject)


def _told(words: Words, verb: int, cue: Cue) -> Range | None:
    if not cue.has_addressee or not words.is_parsed:
        return None
    told = words.child(verb, "dobj", "dative")
    return noun_phrase(words, told) if told is not None and words.passage[told] < 0 else None


def _named_before(words: Words, first: int, end: int) -> Range | None:
    """The words before a cue that can be its subject."""
    while end > first and _goes_with_verb(words, end - 1):
        end -= 1
    while first < end and words.is_("starter", first):
        first += 1
    if end > first and words.is_("personal", end - 1):
        return end - 1, end
    if end > first and words.low[end - 1] in (",", ")"):
        end = next((index for index in range(first, end) if words.low[index] in (",", "(")), end)
    if not first < end <= first + _SPEAKER_WORDS:
        return None
    if any(_tells(words, index) for index in range(first, end)) and not any(
        words.is_("relative", index) for index in range(first, end)
    ):
        return None
    is_told = any(words.low[index][0].isalnum() for index in range(first, end))
    return without_day(words, (first, end)) if is_told else None


def _tells(words: Words, index: int) -> bool:
    """Whether a word is a verb: "all is well because the light is on" is nobody's name."""
    return words.tag[index] in ("VBD", "VBZ", "VBP", "MD") and words.text[words.start[index]].islower()


def _goes_with_verb(words: Words, index: int) -> bool:
    """Whether a word is an auxiliary or an adverb; Will and Kelly are neither."""
    if words.text[words.start[index]].isupper():
        return False
    low, tag = words.low[index], words.tag[index]
    return words.is_("helping", index) or low.endswith("ly") or tag.startswith(("RB", "MD"))


def _named_after(words: Words, first: int, end: int) -> Range | None:
    """The words after a cue that can be its subject: a name or a description, up to a break."""
    last = first
    while last < end and last - first < _SPEAKER_WORDS and not words.is_("break", last):
        last += 1
        if words.is_("personal", last - 1):
            break
    return (first, last) if last > first and _can_speak(words, first, last) else None


def _can_speak(words: Words, first: int, last: int) -> bool:
    start = words.text[words.start[first] : words.end[first]]
    is_telling = words.is_("determiner", first) or words.is_("personal", first)
    return start[0].isupper() or is_telling or last - first >= 2


def dash_after(words: Words, frame: Frame) -> Act | None:
    """“...” — Ann Smith, baker: a name after a dash at the end of the paragraph."""
    first = frame.range[1]
    end = len(words)
    if words.low[first : first + 1] == [","]:
        first += 1
    if first >= end or words.low[first] not in _DASHES or end - first > _SPEAKER_WORDS:
        return None
    # The dash itself may be taken for a verb.
    if any(words.passage[index] >= 0 or words.tag[index].startswith(("VBD", "VBZ")) for index in range(first + 1, end)):
        return None
    last = next((index for index in range(first + 1, end) if words.low[index] in (",", ".", "!", "?")), end)
    if last == first + 1 or not words.text[words.start[first + 1]].isupper():
        return None
    return Act(
        cue=(first, first + 1), lemma="—", name="dash", speaker=(first + 1, last), content=[], rule="quotes/dash",
    )  # fmt: skip


_DASHES: Final = frozenset({"—", "--", "–", "-", "―"})


def cue_before(words: Words, before: Range, tables: Tables) -> Act | None:
    """The mayor said: "...": the last cue before the passage, with nothing of its own said between."""
    first, end = before
    if words.low[end - 1] == ":" and (act := _name_and_colon(words, first, end - 1)):
        return act
    for index in range(end - 1, max(first, end - _FAR) - 1, -1):
        cue = _cue_at(words, index, tables)
        if cue is not None and (words.tag[index].startswith("VB") or not words.is_parsed):
            return _act_before(words, (first, index, end), cue, tables.verbs)
    if words.low[end - 1] != ":" or not words.is_parsed:
        return None
    for index in range(end - 1, max(first, end - _FAR) - 1, -1):
        noun = tables.nouns.get(words.low[index])
        if noun is not None:
            return _noun_before(words, index, noun)
    return None


def _name_and_colon(words: Words, first: int, colon: int) -> Act | None:
    """ "The mayor: ..." and "- More from the mayor: ..."."""
    start = colon
    while start > first and not words.is_("before-name", start - 1) and colon - start < 15:
        start -= 1
    if start == colon or (start > first and not words.is_("before-name", start - 1)):
        return None
    if any(words.tag[index].startswith(("VB", "MD")) for index in range(start, colon)):
        return None
    if words.is_parsed and words.low[colon - 1] in words.tables.nouns:
        return None  # "The mayor's answer: ..."
    if not all(_can_label(words, index) for index in range(start, colon)):
        return None
    return Act(
        cue=(colon, colon + 1), lemma=":", name="colon", speaker=(start, colon), content=[], rule="quotes/colon",
    )  # fmt: skip


def _can_label(words: Words, index: int) -> bool:
    """Whether a word can stand in the name or description before a colon."""
    is_noun = words.tag[index].startswith(("NN", "JJ")) or words.is_("in-name", index)
    return is_noun or words.text[words.start[index]].isupper()


def _act_before(words: Words, bounds: tuple[int, int, int], cue: Cue, verbs: Container[str]) -> Act | None:
    first, index, end = bounds
    if not _leads_in(words, index, end):
        return None
    if cue.lemma == "ask" and (act := _answer(words, bounds, cue)) is not None:
        return act
    speaker = _speaker_before(words, first, index, verbs)
    if speaker is None and index == first:
        speaker = _named_after(words, index + 1, end)
    return Act(
        cue=(index, index + 1), lemma=cue.lemma, name=cue.name, speaker=speaker, content=[], rule="quotes/before",
        is_weaker=speaker is None, addressee=_told(words, index, cue),
    )  # fmt: skip


def _answer(words: Words, bounds: tuple[int, int, int], cue: Cue) -> Act | None:
    """Asked whether she would stand again: “No.”: she who is asked answers, and who asks is nobody's speaker."""
    first, index, end = bounds
    if not words.is_("asked", index) or not (index == first or words.is_("before-asked", index - 1)):
        return None
    question = next((place for place in range(index + 1, end) if words.is_("question", place)), None)
    if question is None:
        return None
    asked = next((at for at in range(question + 1, min(end, question + 4)) if words.is_("third-person", at)), None)
    return Act(
        cue=(index, index + 1), lemma=cue.lemma, name=cue.name, content=[], rule="quotes/asked",
        speaker=(asked, asked + 1) if asked is not None else None,
    )  # fmt: skip


def _speaker_before(words: Words, first: int, index: int, verbs: Container[str]) -> Range | None:
    if words.is_parsed:
        subject = speaker_of(words, leading(words, index, verbs))
        if subject is not None and words.passage[subject] < 0 and is_nominal(words, subject):
            return noun_phrase(words, subject)
    if index > first and words.low[index - 1] == ",":
        index -= 1
    if index > first and words.low[index - 1] == ")":
        index = max((one for one in range(first, index) if words.low[one] == "("), default=index)
    start = index
    while start > first and not words.is_("clause-start", start - 1):
        start -= 1
    return _named_before(words, start, index)


def _leads_in(words: Words, cue: int, end: int) -> bool:
    """Whether nothing stands between the cue and the passage but whom, where and when."""
    if words.low[end - 1] == ":" or end - cue == 1 or words.is_("leading-in", end - 1):
        return True
    return end - cue <= 4 and words.is_parsed and words.dep[end - 1] in ("dobj", "pobj", "npadvmod", "advmod", "dative")


def _noun_before(words: Words, index: int, cue: Cue) -> Act | None:
    owner = owner_of(words, index)
    if owner is None:
        return None
    return Act(
        cue=(index, index + 1), lemma=cue.lemma, name=cue.name, speaker=noun_phrase(words, owner), content=[],
        rule="quotes/noun-before",
    )  # fmt: skip
