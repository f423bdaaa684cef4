"""Quoted sentences without a word for saying in their own sentence: the sentence before tells who speaks."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.acts import Act, Acts, Range
from copydesk.desk.quotes.frames import Frame
from copydesk.desk.quotes.shapes import is_sentence
from copydesk.desk.quotes.speakers import is_nominal, noun_phrase
from copydesk.desk.quotes.words import Words

__all__ = ["follows", "from_beat_after", "from_introduction", "from_sentence_before", "leads_in"]

_REACH: Final = 60
"""Words that the sentence before is looked at."""


def from_introduction(words: Words, frame: Frame) -> Act | None:
    """The subject of a sentence that leads into a sentence in marks without a word for saying."""
    first, end = frame.before
    if end == first or words.low[end - 1] not in (":", ",") or not words.is_parsed or not is_sentence(words, frame):
        return None
    subject = _subject_of_main_verb(words, first, end)
    return _introduction(words, subject) if subject is not None and is_nominal(words, subject) else None


def leads_in(words: Words, first: int, end: int) -> Act | None:
    """The one named in a sentence that leads into the next paragraph: "Vale made an assessment, set out here:"."""
    subject = _subject_of_main_verb(words, first, end) if words.is_parsed else None
    return _introduction(words, subject) if subject is not None and words.tag[subject] == "NNP" else None


def _introduction(words: Words, subject: int) -> Act:
    return Act(cue=None, speaker=noun_phrase(words, subject), content=[], rule="quotes/introduction")


def from_sentence_before(words: Words, frame: Frame, acts: Acts) -> Act:
    """The speaker of the sentence right before a passage that is a sentence: "She disagreed. “It is safe.”"."""
    end = frame.range[0]
    first = end
    while (
        first > max(0, end - _REACH) and words.unit[first - 1] == words.unit[end - 1] and words.passage[first - 1] < 0
    ):
        first -= 1
    act = acts.with_cue_in(first, end)
    if act is not None and act.speaker is not None:
        return Act(
            cue=act.cue, lemma=act.lemma, name=act.name, speaker=act.speaker, content=[frame.range],
            rule="quotes/sentence-before",
        )  # fmt: skip
    subject = _subject_of_main_verb(words, first, end) if words.is_parsed else None
    if subject is None or not _is_person(words, subject):
        return Act(cue=None, content=[frame.range], rule="quotes/standing")
    speaker = noun_phrase(words, subject)
    return Act(cue=None, speaker=speaker, content=[frame.range], rule="quotes/sentence-before", is_weaker=True)


def from_beat_after(words: Words, frame: Frame) -> Act:
    """A passage that only the next sentence can tell the speaker of: “It is safe.” The baker, Ann Vale, nodded."""
    act = Act(cue=None, content=[frame.range], rule="quotes/standing")
    first = end = frame.range[1]
    if first < len(words) and not words.low[first][0].isalnum():
        return act
    last = min(len(words), first + _REACH)
    while end < last and words.unit[end] == words.unit[first] and words.passage[end] < 0:
        end += 1
    verb = _main_verb(words, first, end) if words.is_parsed else None
    subject = words.child(verb, "nsubj") if verb is not None else None
    if verb is None or subject is None or (name := _name_of(words, subject)) is None:
        return act
    if words.is_("beat", verb):
        act.speaker, act.rule = name, "quotes/beat-after"
    elif name[1] - name[0] > 1:
        act.follower = name
    return act


def _main_verb(words: Words, first: int, end: int) -> int | None:
    """The verb of a sentence that something is told of: the first one that hangs on nothing inside the sentence."""
    for index in range(first, end):
        is_top = words.head[index] == index or not first <= words.head[index] < end
        if is_top and words.tag[index].startswith("VB"):
            return index
    return None


def _name_of(words: Words, subject: int) -> Range | None:
    """A proper name, of the subject or beside it: "the baker, Ann Vale,"."""
    beside = words.child(subject, "appos")
    named = subject if words.tag[subject] == "NNP" or beside is None else beside
    return noun_phrase(words, named) if words.tag[named] == "NNP" else None


def _is_person(words: Words, subject: int) -> bool:
    return words.tag[subject] == "NNP" or words.is_("third-person", subject)


def _subject_of_main_verb(words: Words, first: int, end: int) -> int | None:
    for index in range(first, end):
        if first <= words.head[index] < end and words.head[index] != index:
            continue
        subject = words.child(index, "nsubj", "nsubjpass")
        if subject is not None and first <= subject < end:
            return subject
    return None


def follows(words: Words, earlier: Frame, act: Act, frame: Frame) -> bool:
    """Whether only the sentence with the cue lies between two passages: "...," she said. "..."."""
    if act.cue is None or not earlier.range[1] <= act.cue[0] < frame.range[0]:
        return False
    return sum(words.low[index] in (".", "?", "!") for index in range(earlier.range[1], frame.range[0])) <= 1
