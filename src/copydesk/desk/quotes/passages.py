"""Direct speech: each quoted passage linked to the cue that reports it, or joined to the quote before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from copydesk.desk.quotes.acts import Act, Acts, Range, overlaps
from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.frames import Frame, cue_after, cue_before, dash_after, frames_of
from copydesk.desk.quotes.marks import Passage
from copydesk.desk.quotes.shapes import clause_end, count, goes_on, is_sentence, is_short, is_standing, starts_upper
from copydesk.desk.quotes.speakers import is_nominal, noun_phrase, speaker_of
from copydesk.desk.quotes.standing import follows, from_beat_after, from_introduction, from_sentence_before
from copydesk.desk.quotes.turns import turn
from copydesk.desk.quotes.words import Words

__all__ = ["read_passages"]

_LESSER: Final = "lesser"
_UNSURE: Final = frozenset({"view", "document"})
TOLD_INSIDE: Final = "quotes/not-told-inside"
_CLOSE: Final = 6
_DASHES: Final = frozenset({"—", "--", "–", "―"})


def read_passages(words: Words, passages: Sequence[Passage], tables: Tables, clauses: Iterable[Act]) -> list[Act]:
    """The acts of a paragraph: those that grammar showed, with the quoted passages worked in."""
    frames = frames_of(words, passages)
    clauses = list(clauses)
    for act in clauses:
        act.content = _whole_passages(words, frames, act.content)
    linker = _Linker(words, tables, Acts(clauses))
    for frame in frames:
        linker.read(frame)
    return [act for act in linker.acts if not _is_told_inside(act, linker.acts, tables)]


def _is_told_inside(act: Act, acts: Acts, tables: Tables) -> bool:
    """Whether a lesser act stands inside what another one reports: "said he was blamed for the fire"."""
    if TOLD_INSIDE not in tables.rules:
        return False
    if act.name not in _UNSURE and not tables.has_trait(act.rule, _LESSER):
        return False
    first, end = min(act.content)
    for other in acts.near(first, first):
        if other is not act and any(
            one <= first and end <= two and two - one > end - first for one, two in other.content
        ):
            return True
    return False


def _whole_passages(words: Words, frames: Sequence[Frame], content: list[Range]) -> list[Range]:
    """Content that begins or ends inside a passage takes the whole of it."""
    whole: list[Range] = []
    for first, end in content:
        begins, ends = words.passage[first], words.passage[end - 1]
        first = _frame(frames, begins, first)[0] if begins >= 0 else first
        end = _frame(frames, ends, end - 1)[1] if ends >= 0 else end
        end = _to_the_comma(words, frames, first, end)
        if whole and first < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((first, end))
    return whole


def _frame(frames: Sequence[Frame], number: int, index: int) -> Range:
    position = bisect_left(frames, number, key=_frame_number)
    return (
        frames[position].range if position < len(frames) and frames[position].number == number else (index, index + 1)
    )


def _frame_number(frame: Frame) -> int:
    return frame.number


def _to_the_comma(words: Words, frames: Sequence[Frame], first: int, end: int) -> int:
    """The end of content at a passage that a comma closes, where the writer goes on: “... safe,” adding that."""
    for position in range(bisect_left(frames, first, key=_frame_start), len(frames)):
        frame, stop = frames[position], frames[position].range[1]
        if stop >= end:
            break
        is_closed_by_comma = words.text[frame.passage.inner_end - 1] == ","
        if is_closed_by_comma and (words.tag[stop] == "VBG" or words.is_("writer-takes-over", stop)):
            return stop
    return end


def _frame_start(frame: Frame) -> int:
    return frame.range[0]


class _Linker:
    """Goes through the passages of a paragraph in order."""

    def __init__(self, words: Words, tables: Tables, acts: Acts) -> None:
        self.acts = acts
        self._words = words
        self._tables = tables
        self._last: tuple[Frame, Act] | None = None

    def read(self, frame: Frame) -> None:
        """Link a passage, if it is speech at all."""
        act = self._link(frame)
        if act is not None:
            self._last = (frame, act)

    def _link(self, frame: Frame) -> Act | None:
        words = self._words
        before = cue_before(words, frame.before, self._tables) if frame.before[0] < frame.before[1] else None
        if (act := self._interrupted(frame, before)) is not None:
            return act
        is_open, covering = goes_on(words, frame), self.acts.holding(frame.range)
        after = self._cue_after(frame, is_open=is_open)
        if before is not None and self._introduces(frame, before) and not (after and is_open and covering is None):
            return self._merge(before, [frame.range])
        if after is not None and (is_open or (covering is None and _is_adjacent(after, frame))):
            return self._take_after(frame, after)
        return covering or self._without_frame(frame, before)

    def _without_frame(self, frame: Frame, before: Act | None) -> Act | None:
        words = self._words
        if before is not None and (self._is_said_right_before(frame, before) or not is_short(words, frame)):
            return self._merge(before, [frame.range])
        if (dashed := dash_after(words, frame)) is not None and not count(words, frame.before):
            return self._merge(dashed, [frame.range])
        if (act := self._reached(frame) or self._loose(frame)) is not None:
            return act
        if (act := from_introduction(words, frame)) is not None:
            return self._merge(act, [frame.range])
        return self._stand(frame) if is_standing(words, frame) else None

    def _interrupted(self, frame: Frame, before: Act | None) -> Act | None:
        """The quote that goes on: "...," she said, "..."."""
        if self._last is None or (cue := self._last[1].cue) is None:
            return None
        if before is not None and before.cue is not None and before.cue[0] > cue[0]:
            return None
        mark = self._words.low[frame.range[0] - 1]
        if frame.range[0] - cue[1] > 1 and mark not in _DASHES and mark not in (",", ":"):
            return None
        if not self._last[0].range[1] <= cue[0] < frame.range[0] or frame.before[0] > cue[0]:
            return None
        self.acts.grow(self._last[1], frame.range)
        return self._last[1]

    def _cue_after(self, frame: Frame, *, is_open: bool) -> Act | None:
        """The cue after a passage, unless it reports what follows it: On “The Hour,” she said that she would resign."""
        if frame.after[0] == frame.after[1]:
            return None
        after = cue_after(self._words, frame.after, self._tables, is_open=is_open)
        if after is None or after.cue is None or not count(self._words, frame.before):
            return after
        other = self.acts.with_cue(after.cue[0])
        if other is None:
            return after
        first, end = min(other.content)
        return None if first >= after.cue[1] and end - first > 2 else after

    def _introduces(self, frame: Frame, before: Act) -> bool:
        """Whether a cue with a comma or a colon right before the passage leads into a sentence in marks."""
        end = frame.before[1]
        mark = self._words.low[end - 1]
        if before.cue is None or mark not in (",", ":") or not is_sentence(self._words, frame):
            return False
        return end - before.cue[1] <= _CLOSE or mark == ":"

    def _is_said_right_before(self, frame: Frame, before: Act) -> bool:
        """Whether a passage of few words is speech: a sentence, or parted from its cue by a comma or a colon."""
        end = frame.before[1]
        is_parted = self._words.low[end - 1] in (",", ":") and before.cue is not None and end - before.cue[1] <= 2
        return is_parted or is_sentence(self._words, frame)

    def _take_after(self, frame: Frame, act: Act) -> Act:
        """The passage, and what stands before it in its sentence, belong to the cue after it."""
        words, first = self._words, frame.range[0]
        if not count(words, frame.before):
            return self._merge(act, [frame.range])
        holding = self.acts.holding(frame.range)
        if holding is not None and holding.cue != act.cue and holding.cue is not None and holding.cue[0] < first:
            return holding
        opens_anew = words.low[first - 1] in ("(", ":", ",", "—", "--") and starts_upper(words, frame)
        if not opens_anew and self.acts.with_cue_in(frame.before[0], first) is None:
            first = frame.before[0]
            while first < frame.range[0] and not words.low[first][0].isalnum():
                first += 1
        return self._merge(act, [(first, frame.range[1])])

    def _reached(self, frame: Frame) -> Act | None:
        """Part of what a cue before it in the sentence reports: "said the plan was, for him, “a trap”"."""
        first, end = frame.before
        near = self.acts.near(max(0, first - 1), end)
        for act in sorted(near, key=lambda act: max(act.content), reverse=True):
            last = max(act.content)
            if act.cue is None or act.cue[0] >= end or not first <= last[1] <= end or min(act.content)[0] < act.cue[0]:
                continue
            if any(self._words.low[index] in (";", ",") for index in range(last[1], end)):
                continue
            act.content.remove(last)
            self.acts.grow(act, (last[0], clause_end(self._words, frame)))
            return act
        return None

    def _loose(self, frame: Frame) -> Act | None:
        """The last verb before the passage in its sentence that reports statements, whatever grammar made of it."""
        words, verbs = self._words, self._tables.verbs
        for verb in range(frame.before[1] - 1, frame.before[0] - 1, -1):
            cue = verbs.get(words.low[verb])
            if cue is not None and words.tag[verb].startswith("VB") and cue.takes:
                break
        else:
            return None
        other = self.acts.with_cue(verb)
        subject = speaker_of(words, verb)
        if cue.name in _UNSURE or subject is None or (other is not None and min(other.content)[0] < verb):
            return None
        act = Act(
            cue=(verb, verb + 1), lemma=cue.lemma, name=cue.name, rule="quotes/sentence", content=[],
            speaker=noun_phrase(words, subject) if is_nominal(words, subject) else None,
        )  # fmt: skip
        first = verb + 1
        while first < frame.range[0] and not words.low[first][0].isalnum():
            first += 1
        return self._merge(act, [(first, clause_end(words, frame))])

    def _stand(self, frame: Frame) -> Act:
        """Joined to the quote before in its paragraph, or left for a speaker from elsewhere."""
        if self._last is not None and follows(self._words, self._last[0], self._last[1], frame):
            self.acts.grow(self._last[1], frame.range)
            return self._last[1]
        act = turn(self._words, *frame.range) or from_sentence_before(self._words, frame, self.acts)
        if act.speaker is None and act.cue is None:
            act = from_beat_after(self._words, frame)
        known = self.acts.with_cue(act.cue[0]) if act.cue is not None else None
        if known is not None:
            self.acts.grow(known, frame.range)
            return known
        self.acts.add(act)
        return act

    def _merge(self, act: Act, content: list[Range]) -> Act:
        """What the marks show stands in the place of what grammar made of the same cue."""
        act.content = content
        other = self.acts.with_cue(act.cue[0]) if act.cue is not None else None
        if other is not None:
            kept = [one for one in other.content if not overlaps(one, content)]
            if kept and kept[0][0] >= content[-1][1] and other.rule == "quotes/parenthesis":
                act.content = content + kept
            act.speaker = act.speaker or (other.speaker if act.rule != "quotes/asked" else None)
            act.addressee = act.addressee or other.addressee
            self.acts.remove(other)
        for inside in self.acts.near(content[0][0], content[-1][1]):
            if all(any(first <= one[0] and one[1] <= end for first, end in content) for one in inside.content):
                self.acts.remove(inside)
        self.acts.add(act)
        return act


def _is_adjacent(act: Act, frame: Frame) -> bool:
    """Whether cue and speaker stand right after the passage."""
    return act.speaker is not None and act.cue is not None and min(act.speaker[0], act.cue[0]) <= frame.after[0] + 1
