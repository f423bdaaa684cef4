"""Direct speech: each quoted passage linked to the cue that reports it, joined to its neighbours, or carried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copydesk.desk.quotes.acts import Act, Range
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.frames import Frame, cue_after, cue_before, dash_after, frames_of, said_words
from copydesk.desk.quotes.marks import Passage
from copydesk.desk.quotes.speakers import is_nominal, noun_phrase, speaker_of
from copydesk.desk.quotes.turns import turn
from copydesk.desk.quotes.words import Words

__all__ = ["read_passages"]

_GOES_ON: Final = frozenset(",?!…—–-")
_ENDS: Final = frozenset(".?!…")
_SHORT: Final = 4


def read_passages(words: Words, passages: Sequence[Passage], tables: Tables, clauses: Sequence[Act]) -> list[Act]:
    """The acts of a paragraph: those that grammar showed, with the quoted passages worked in."""
    frames = frames_of(words, passages)
    acts = list(clauses)
    for act in acts:
        act.content = _whole_passages(words, frames, act.content)
    last: tuple[Frame, Act] | None = None
    for frame in frames:
        act = _link(words, frame, tables, acts, last)
        if act is not None:
            last = (frame, act)
    return [act for act in acts if not _is_told_inside(act, acts)]


def _is_told_inside(act: Act, acts: Sequence[Act]) -> bool:
    """Whether a lesser act stands inside what another one reports: "said he was blamed for the fire"."""
    if act.rule not in _LESSER and act.name not in _UNSURE:
        return False
    first, end = min(act.content)
    return any(
        other is not act and any(start <= first and end <= stop and (start, stop) != (first, end)
                                 for start, stop in other.content)
        for other in acts
    )  # fmt: skip


_LESSER: Final = frozenset({"quotes/object", "quotes/noun", "quotes/infinitive", "quotes/naming", "quotes/preposition"})


def _whole_passages(words: Words, frames: Sequence[Frame], content: list[Range]) -> list[Range]:
    """Content that begins or ends inside a passage takes the whole of it."""
    ranges = {frame.number: frame.range for frame in frames}
    whole: list[Range] = []
    for first, end in content:
        begins, ends = words.passage[first], words.passage[end - 1]
        first = ranges[begins][0] if begins in ranges else first
        end = ranges[ends][1] if ends in ranges else end
        end = _to_the_comma(words, frames, first, end)
        if whole and first < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((first, end))
    return whole


def _to_the_comma(words: Words, frames: Sequence[Frame], first: int, end: int) -> int:
    """The end of content at a passage that a comma closes, where the writer goes on: “... safe,” adding that."""
    for frame in frames:
        stop = frame.range[1]
        if first <= frame.range[0] and stop < end and words.text[frame.passage.inner_end - 1] == ",":
            if words.tag[stop] == "VBG" or words.low[stop] in ("while", "which", "who"):
                return stop
    return end


def _link(words: Words, frame: Frame, tables: Tables, acts: list[Act], last: tuple[Frame, Act] | None) -> Act | None:
    is_open = _goes_on(words, frame)
    covering = _covering(acts, frame.range)
    before = cue_before(words, frame.before, tables) if _length(frame.before) else None
    after = cue_after(words, frame.after, tables, is_open=is_open) if _length(frame.after) else None
    if last is not None and last[1].cue is not None and _between(words, last[0], frame, last[1].cue, before):
        last[1].content.append(frame.range)
        return last[1]
    if before is not None and _introduces(words, frame, before) and not (after and is_open and covering is None):
        return _merge(before, [frame.range], acts)
    if after is not None and _reports_on(acts, after) and _length_of_words(words, frame.before):
        after = None
    if after is not None and (is_open or (covering is None and _adjacent(after, frame))):
        return _take_after(words, frame, after, acts)
    if covering is not None:
        return covering
    if before is not None and (_is_sentence(words, frame) or not _is_short(words, frame)):
        return _merge(before, [frame.range], acts)
    if (dashed := dash_after(words, frame)) is not None and not _length_of_words(words, frame.before):
        return _merge(dashed, [frame.range], acts)
    if (act := _reaching(words, frame, tables, acts)) is not None:
        return act
    if (act := _from_introduction(words, frame)) is not None:
        return _merge(act, [frame.range], acts)
    if _is_standing(words, frame):
        return _stand(words, frame, acts, last)
    return None


def _reports_on(acts: Sequence[Act], after: Act) -> bool:
    """Whether a cue after the passage reports what follows it: "On “The Hour,” the mayor said that he would resign"."""
    for act in acts:
        if act.cue is not None and after.cue is not None and act.cue[0] == after.cue[0]:
            first, end = min(act.content)
            return first >= act.cue[1] and end - first > 2
    return False


def _introduces(words: Words, frame: Frame, before: Act) -> bool:
    """Whether a cue with a comma or a colon right before the passage leads into a sentence in marks."""
    end = frame.before[1]
    if before.cue is None or words.low[end - 1] not in (",", ":") or not _is_sentence(words, frame):
        return False
    return end - before.cue[1] <= _CLOSE or words.low[end - 1] == ":"


_CLOSE: Final = 6


def _reaching(words: Words, frame: Frame, tables: Tables, acts: list[Act]) -> Act | None:
    """Part of what a cue before it in the sentence reports: "said the plan was, for him, \"a trap\""."""
    first = frame.before[0]
    for act in sorted(acts, key=lambda act: max(act.content), reverse=True):
        last = max(act.content)
        if act.cue is not None and act.cue[0] < frame.range[0] and first <= last[1] <= frame.range[0]:
            if min(act.content)[0] < act.cue[0] or any(words.low[index] in (";", ",") and index >= last[1] for index in range(*frame.before)):
                continue
            act.content[act.content.index(last)] = (last[0], _tail(words, frame))
            return act
    return _take_loose(words, frame, tables, acts)


def _loose(words: Words, frame: Frame, tables: Tables) -> int | None:
    """The last verb before the passage in its sentence that reports statements."""
    for index in range(frame.before[1] - 1, frame.before[0] - 1, -1):
        cue = tables.verbs.get(words.low[index])
        if cue is not None and words.tag[index].startswith("VB") and cue.takes:
            return index
    return None


def _take_loose(words: Words, frame: Frame, tables: Tables, acts: list[Act]) -> Act | None:
    verb = _loose(words, frame, tables)
    if verb is None:
        return None
    cue = tables.verbs[words.low[verb]]
    if any(act.cue is not None and act.cue[0] == verb and min(act.content)[0] < verb for act in acts):
        return None
    subject = speaker_of(words, verb)
    if cue.name in _UNSURE or subject is None:
        return None
    act = Act(
        cue=(verb, verb + 1), lemma=cue.lemma, name=cue.name, rule="quotes/sentence", confidence=0.6, content=[],
        speaker=noun_phrase(words, subject) if subject is not None and is_nominal(words, subject) else None,
    )  # fmt: skip
    first = verb + 1
    while first < frame.range[0] and not words.low[first][0].isalnum():
        first += 1
    return _merge(act, [(first, _tail(words, frame))], acts)


_UNSURE: Final = frozenset({"view", "document"})


def _tail(words: Words, frame: Frame) -> int:
    """The end of the clause that a passage stands in."""
    end = frame.range[1]
    if _goes_on(words, frame):
        return end
    while end < frame.after[1] and words.low[end] not in _CLAUSE_ENDS:
        end += 1
    return end


_CLAUSE_ENDS: Final = frozenset(", ; : — -- – - ( ) while but after when during before because as".split())


def _length(range_: Range) -> int:
    return range_[1] - range_[0]


def _goes_on(words: Words, frame: Frame) -> bool:
    inner = said_words(words, frame.passage)
    return inner[-1:] in _GOES_ON or words.low[frame.after[0] : frame.after[0] + 1] == [","]


def _adjacent(act: Act, frame: Frame) -> bool:
    """Whether cue and speaker stand right after the passage."""
    return act.speaker is not None and act.cue is not None and min(act.speaker[0], act.cue[0]) <= frame.after[0] + 1


def _covering(acts: Sequence[Act], range_: Range) -> Act | None:
    """The innermost act whose content holds a passage."""
    holding = [act for act in acts if any(first <= range_[0] and range_[1] <= end for first, end in act.content)]
    return min(holding, key=lambda act: sum(end - first for first, end in act.content), default=None)


def _between(words: Words, earlier: Frame, frame: Frame, cue: Range, before: Act | None) -> bool:
    """Whether the same cue stands between two passages of one sentence: "...," she said, "..."."""
    if before is not None and before.cue is not None and before.cue[0] > cue[0]:
        return False
    if frame.range[0] - cue[1] > 1 and words.low[frame.range[0] - 1] not in (",", ":", "—", "--", "–", "―"):
        return False
    return earlier.range[1] <= cue[0] < frame.range[0] and frame.before[0] <= cue[0]


def _take_after(words: Words, frame: Frame, act: Act, acts: list[Act]) -> Act:
    """The passage, and what stands before it in its sentence, belong to the cue after it."""
    first = frame.range[0]
    if _length(frame.before) and any(words.low[index][0].isalnum() for index in range(*frame.before)):
        holding = _covering(acts, frame.range)
        if holding is not None and holding.cue != act.cue and holding.cue is not None and holding.cue[0] < first:
            return holding
        opens_anew = words.low[first - 1] in ("(", ":", ",", "—", "--") and _starts_upper(words, frame)
        if not opens_anew and not any(other.cue and frame.before[0] <= other.cue[0] < first for other in acts):
            first = frame.before[0]
            while first < frame.range[0] and not words.low[first][0].isalnum():
                first += 1
    return _merge(act, [(first, frame.range[1])], acts)


def _merge(act: Act, content: list[Range], acts: list[Act]) -> Act:
    """The act with the same cue that grammar showed gives way to what the marks show."""
    for other in acts:
        if other.cue is not None and act.cue is not None and other.cue[0] == act.cue[0]:
            kept = [one for one in other.content if not any(one[0] < end and first < one[1] for first, end in content)]
            act.content = content if act.cue[0] > content[0][0] else content
            if kept and kept[0][0] >= content[-1][1] and other.rule == "quotes/parenthesis":
                act.content = content + kept
            act.speaker = act.speaker or other.speaker
            act.addressee = act.addressee or other.addressee
            acts.remove(other)
            break
    else:
        act.content = content
    acts[:] = [other for other in acts if not _swallowed(other, content)]
    acts.append(act)
    return act


def _swallowed(act: Act, content: list[Range]) -> bool:
    return all(any(first <= one[0] and one[1] <= end for first, end in content) for one in act.content)


def _is_short(words: Words, frame: Frame) -> bool:
    return sum(words.low[index][0].isalnum() for index in range(*frame.range)) < _SHORT


def _is_sentence(words: Words, frame: Frame) -> bool:
    inner = said_words(words, frame.passage)
    return inner[:1].isupper() and (inner[-1:] in _ENDS or not frame.passage.closed)


def _starts_upper(words: Words, frame: Frame) -> bool:
    return said_words(words, frame.passage)[:1].isupper()


def _is_standing(words: Words, frame: Frame) -> bool:
    """A passage that is a sentence, or several, by itself."""
    inner = said_words(words, frame.passage)
    if any(words.low[index][0].isalnum() for index in range(*frame.before)):
        return False
    ends = inner[-1:] in _ENDS or not frame.passage.closed or words.low[frame.after[0] : frame.after[0] + 1] == ["."]
    return ends and not _length_of_words(words, frame.after) and (not inner[:1].islower())


def _length_of_words(words: Words, range_: Range) -> int:
    return sum(words.low[index][0].isalnum() for index in range(*range_))


def _stand(words: Words, frame: Frame, acts: list[Act], last: tuple[Frame, Act] | None) -> Act:
    """Joined to the quote before in its paragraph, or left for a speaker from elsewhere."""
    if last is not None and _follows(words, last, frame):
        last[1].content.append(frame.range)
        return last[1]
    act = turn(words, *frame.range) or _from_sentence_before(words, frame, acts)
    if act.cue is not None and (known := next((one for one in acts if one.cue == act.cue), None)):
        known.content.append(frame.range)
        return known
    acts.append(act)
    return act


def _from_sentence_before(words: Words, frame: Frame, acts: list[Act]) -> Act:
    """The speaker of the sentence right before a passage that is a sentence: "She disagreed. “It is safe.”"."""
    end = frame.range[0]
    first = end
    while first > 0 and words.unit[first - 1] == words.unit[end - 1] and words.passage[first - 1] < 0:
        first -= 1
    for act in reversed(acts):
        if act.cue is not None and first <= act.cue[0] < end and act.speaker is not None:
            return Act(
                cue=act.cue, lemma=act.lemma, name=act.name, speaker=act.speaker, content=[frame.range],
                rule="quotes/sentence-before", confidence=0.75,
            )  # fmt: skip
    subject = _main_subject(words, first, end) if words.is_parsed else None
    if subject is None:
        return Act(cue=None, content=[frame.range], rule="quotes/standing", confidence=0.6)
    return Act(
        cue=None, speaker=noun_phrase(words, subject), content=[frame.range], rule="quotes/sentence-before",
        confidence=0.6,
    )  # fmt: skip


def _from_introduction(words: Words, frame: Frame) -> Act | None:
    """The subject of a sentence that leads into a sentence in marks without a word for saying."""
    first, end = frame.before
    if end == first or words.low[end - 1] not in (":", ",") or not words.is_parsed or not _is_sentence(words, frame):
        return None
    subject = _root_subject(words, first, end)
    if subject is None:
        return None
    return Act(
        cue=None, speaker=noun_phrase(words, subject), content=[], rule="quotes/introduction", confidence=0.6,
    )  # fmt: skip


def _root_subject(words: Words, first: int, end: int) -> int | None:
    for index in range(first, end):
        outside = words.head[index] < first or words.head[index] >= end
        if words.tag[index].startswith("VB") and (words.head[index] == index or outside):
            subject = words.child(index, "nsubj", "nsubjpass")
            if subject is not None and first <= subject < end and is_nominal(words, subject):
                return subject
    return None


def _main_subject(words: Words, first: int, end: int) -> int | None:
    """A person as the subject of the sentence's main verb."""
    for index in range(first, end):
        if words.head[index] == index or words.head[index] < first or words.head[index] >= end:
            subject = words.child(index, "nsubj")
            if subject is None or not first <= subject < end:
                continue
            if words.tag[subject] == "NNP" or words.low[subject] in ("he", "she", "they"):
                return subject
    return None


def _follows(words: Words, last: tuple[Frame, Act], frame: Frame) -> bool:
    """Whether only the sentence with the cue lies between two passages: "...," she said. "..."."""
    earlier, act = last
    if act.cue is None:
        return False
    between = range(earlier.range[1], frame.range[0])
    if act.cue[0] not in between:
        return False
    return sum(words.low[index] in (".", "?", "!") for index in between) <= 1
