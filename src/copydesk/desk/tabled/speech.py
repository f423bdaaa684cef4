"""The quotes of a text in the making: each passage with what reports it, or with who spoke before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from copydesk.desk.quotes.marks import OPENING, Passage, find_passages
from copydesk.desk.tabled.cues import Report, behind, in_front, inside
from copydesk.desk.tabled.phrases import Phrase, read_phrase
from copydesk.desk.tabled.tables import Language, sure
from copydesk.desk.tabled.words import Range, Sentence, Text, sentences
from copydesk.records.reading import Excerpt

__all__ = ["Draft", "drafts_of", "texts_of"]

_SHORT: Final = 3
"""Words under which a passage that no verb stands beside is a title or a scare quote."""
_FURTHEST: Final = 3
"""Paragraphs back that a speaker is carried."""
_TITLED: Final = 0.6
"""Share of words in capitals above which a passage is a title."""
_STOPS: Final = frozenset(".!?…")
_DIALOGUE: Final = re.compile(r"\s*[—–]\s?(?=[A-ZÁÉÍÓÚÀÂÇÊÎÔÛ¿¡«])")
_EMPTY: Final = frozenset(" \n\t\r\xa0\u202f\u2009,;:—–-")


class Draft(Struct, kw_only=True):
    """A quote whose speaker may still be looked for.

    Attributes:
        text: The paragraph it begins in.
        content: Its fragments.
        report: What reports it; None of one that stands alone.
        speaker: Who speaks, in the paragraph `home`.
        home: The paragraph of the speaker.
        is_carried: The speaker comes from before.
        is_mixed: It is a part of the writer's own sentence.
        rule: Id of the rule that found it.
        confidence: How sure that rule is.
        reason: Why the speaker is carried or unknown.

    """

    text: Text
    content: list[Excerpt]
    report: Report | None
    speaker: Phrase | None
    home: Text
    is_carried: bool = False
    is_mixed: bool = False
    rule: str
    confidence: float
    reason: str | None = None


def texts_of(paragraphs: Sequence[str], language: Language) -> list[Text]:
    """The paragraphs in words, with their outer passages; one that a dash opens is a passage: `—Voy —dijo Ana.`"""
    found = []
    for block, text in enumerate(paragraphs):
        goes_on = block + 1 < len(paragraphs) and paragraphs[block + 1].lstrip()[:1] in OPENING
        passages = [one for one in find_passages(text, goes_on=goes_on) if one.depth == 0]
        if not passages and language.words.get("dashes") and (dialogue := _DIALOGUE.match(text)):
            passages = [Passage(0, len(text), dialogue.end(), len(text), 0, closed=False, opened=False)]
        found.append(Text(block, text, passages))
    return found


def drafts_of(texts: Sequence[Text], language: Language) -> list[Draft]:
    """The quotes of a text in reading order."""
    reader = _SpeechReader(language, _inner_capitals(texts))
    for text in texts:
        reader.read(text)
    return reader.drafts


def _inner_capitals(texts: Sequence[Text]) -> frozenset[str]:
    """Words that have their capital within a sentence too."""
    return frozenset(
        text.word[at] for text in texts for at in range(1, len(text))
        if text.is_capital(at) and text.word[at - 1][0].isalnum() and text.passage[at] == text.passage[at - 1]
    )  # fmt: skip


def _is_opening(text: Text, phrase: Phrase, start: int) -> bool:
    """Whether a phrase is closed by a comma, and named or right before the marks."""
    end = phrase.range[1]
    if end >= start or text.low[end] != ",":
        return False
    is_known = phrase.name is not None or phrase.title is not None or phrase.pronoun is not None
    return is_known or _only_marks(text, end, start)


def _first_word(sentence: Sentence) -> int:
    return sentence.first


class _SpeechReader:
    """Reads paragraph after paragraph and remembers who spoke."""

    def __init__(self, language: Language, seen: frozenset[str]) -> None:
        self._seen = seen
        self.drafts: list[Draft] = []
        self._language = language
        self._lead: tuple[Report, Text] | None = None
        self._before: Text | None = None
        self._current: Sentence | None = None
        self._is_list = False
        self._parts: list[Sentence] = []
        self._last: Draft | None = None

    def read(self, text: Text) -> None:
        """Add the quotes of one paragraph."""
        if not text.passages:
            self._remember_lead(text)
            self._before = text
            return
        parts = self._parts = list(sentences(text, self._language))
        before: Sentence | None = None
        for position, sentence in enumerate(parts):
            if sentence.passages:
                following = parts[position + 1] if position + 1 < len(parts) else None
                self._sentence(text, sentence, before, following)
            before = sentence
        self._remember_lead(text)
        self._before = text

    def _remember_lead(self, text: Text) -> None:
        """Take note of a paragraph that leads into the next: `Ann Orr sagt:`."""
        self._lead = None
        if text.low and text.low[-1] == ":":
            first = max((index + 1 for index in range(len(text) - 1) if text.low[index] in _STOPS), default=0)
            report = in_front(text, first, len(text), self._language)
            self._lead = (report, text) if report and report.speaker else None
            self._is_list = self._lead is None

    def _sentence(self, text: Text, sentence: Sentence, before: Sentence | None, following: Sentence | None) -> None:
        own: list[Draft] = []
        self._current = sentence
        end = sentence.first
        for place, number in enumerate(sentence.passages):
            range_ = text.ranges[number]
            last = len(sentence.passages) - 1 == place
            stop = sentence.end if last else text.ranges[sentence.passages[place + 1]][0]
            draft = self._passage(text, number, ((end, range_[0]), range_, (range_[1], stop)), own)
            if draft is None and len(sentence.passages) == 1 and _is_alone(text, sentence, range_):
                draft = self._standing(text, number, before, following)
            if draft is not None and draft.content and not (draft.report and draft.report.is_denied):
                own.append(draft)
                if len(own) == 1 and draft.report and draft.report.range[0] >= range_[1]:
                    own[:0] = [
                        self._earlier(draft, one)
                        for one in sentence.passages[:place]
                        if _count_of_words(text, one) >= _SHORT
                    ]
            end = draft.report.range[1] if draft and draft.report and draft.report.range[0] >= range_[1] else range_[1]
        self.drafts += own
        self._last = next((one for one in reversed(own) if one.speaker is not None), self._last)
        self._is_list = self._is_list and not any(one.report for one in own)

    def _passage(self, text: Text, number: int, ranges: tuple[Range, Range, Range], own: list[Draft]) -> Draft | None:
        """The quote of a passage by the words around it in its sentence."""
        (first, start), (_, end), (_, stop) = ranges
        language = self._language
        if own and _only_marks(text, first, start) and own[-1].report and own[-1].report.range[1] == first:
            own[-1].content += _fragments(text, number, [])
            return None
        report = behind(text, end, stop, language)
        asides = [] if report else list(inside(text, number, language))
        if report is None and asides:
            report = asides[0]
        if report is None and first < start:
            report = in_front(text, first, start, language) or self._opening(text, first, start)
        if report is None:
            return self._shared(text, number, ranges, own)
        is_loose = report.rule in ("quotes/sentence", "quotes/according")
        if is_loose and (_count_of_words(text, number) < _SHORT or _is_title_of_work(text, ranges[1], language)):
            return None
        speaker = report.speaker
        if speaker is None and not report.is_open:
            speaker = own[-1].speaker if own else self._opened(text)
        if speaker is None and not report.is_open:
            return None
        if speaker is not None and self._language.is_("nobody", speaker.pronoun or ""):
            speaker = None
        content = _fragments(text, number, [one.range for one in asides])
        mixed = report.rule in ("quotes/sentence", "quotes/according") and not _is_whole(text, number)
        draft = Draft(text=text, content=content, report=report, speaker=speaker, home=text, is_mixed=mixed,
                      rule=report.rule, confidence=report.confidence)  # fmt: skip
        if speaker is None and report.speaker is not None:
            draft.reason = "the reporting words name nobody"
            return draft
        return self._topical(draft, first) if speaker is None else draft

    def _opened(self, text: Text) -> Phrase | None:
        """Who the sentence begins with, where a quote in it parts them from their verb."""
        return self._subject(text, self._current) if self._current else None

    def _topical(self, draft: Draft, first: int) -> Draft:
        """A verb without a subject: whom the paragraph is about since somebody spoke, else who spoke last."""
        text, since = draft.text, 0
        if self.drafts and self.drafts[-1].text is text:
            since = self.drafts[-1].content[-1].end
        for sentence in reversed(self._parts[: bisect_left(self._parts, first, key=_first_word)]):
            if text.start[sentence.first] < since:
                break
            phrase = self._subject(text, sentence)
            if phrase is not None:
                draft.speaker, draft.is_carried, draft.confidence = phrase, True, sure("quotes/carried")
                draft.reason = "the verb has no subject of its own: it is whom the sentence before is about"
                return draft
        return self._topic_before(draft) or self._with_carried(draft)

    def _topic_before(self, draft: Draft) -> Draft | None:
        """Whom the paragraph before is about, if nobody has spoken in it."""
        before = self._before
        if before is None or before.passages or draft.report is None or before.block != draft.text.block - 1:
            return None
        for sentence in reversed(list(sentences(before, self._language))):
            phrase = self._subject(before, sentence)
            if phrase is not None:
                draft.speaker, draft.home, draft.is_carried, draft.confidence = (
                    phrase,
                    before,
                    True,
                    sure("quotes/carried"),
                )
                draft.reason = "the verb has no subject of its own: it is whom the paragraph before is about"
                return draft
        return None

    def _opening(self, text: Text, first: int, start: int) -> Report | None:
        """`Pour Ann Orr, « … »`: only at the start of its sentence, somebody by name or title, and a comma."""
        for row in self._language.phrases:
            words = row.words.split()
            if row.place == "opening" and text.low[first : first + len(words)] == words:
                at = first + len(words)
                phrase = read_phrase(text, at, start, self._language)
                weaker = sure("quotes/according", weaker=True)
                if phrase and _is_opening(text, phrase, start):
                    return Report(phrase, (first, at), row.words, row.name, (first, start), "quotes/according", weaker)
        return None

    def _shared(self, text: Text, number: int, ranges: tuple[Range, Range, Range], own: list[Draft]) -> Draft | None:
        """A further passage of a sentence that reports already."""
        if not own or _count_of_words(text, number) < _SHORT or own[-1].report is None:
            return None
        before = own[-1]
        certain = min(before.confidence, sure("quotes/sentence", weaker=True))
        return Draft(text=text, content=_fragments(text, number, []), report=before.report, speaker=before.speaker,
                     home=before.home, is_carried=before.is_carried, is_mixed=True, rule="quotes/sentence",
                     confidence=certain, reason=before.reason)  # fmt: skip

    def _earlier(self, draft: Draft, number: int) -> Draft:
        """A passage that stands before the one whose report comes at the end of the sentence."""
        return Draft(text=draft.text, content=_fragments(draft.text, number, []), report=draft.report,
                     speaker=draft.speaker, home=draft.home, is_carried=draft.is_carried, is_mixed=True,
                     rule="quotes/sentence", confidence=sure("quotes/sentence-before"),
                     reason=draft.reason)  # fmt: skip

    def _standing(self, text: Text, number: int, before: Sentence | None, following: Sentence | None) -> Draft | None:
        """A passage with nothing around it in its sentence."""
        if _count_of_words(text, number) < _SHORT or not _ends_as_sentence(text, number) or _is_dialogue(text, number):
            return None
        draft = Draft(text=text, content=_fragments(text, number, []), report=None, speaker=None, home=text,
                      rule="quotes/standing", confidence=sure("quotes/standing"))  # fmt: skip
        if before is None and self._lead and self._lead[1].block == text.block - 1:
            report, home = self._lead
            draft.report, draft.speaker, draft.home = report, report.speaker, home
            draft.rule, draft.confidence = "quotes/paragraph-lead", sure("quotes/paragraph-lead")
            return None if report.is_denied else draft
        resumed = self._resumed(text, following) if following else None
        if resumed is not None:
            draft.report, draft.speaker = resumed, resumed.speaker
            draft.rule, draft.confidence = "quotes/beat-after", sure("quotes/beat-after")
            return draft
        if before is None and self._is_list:
            return None
        if before is not None and not before.passages:
            phrase = self._subject(text, before)
            if phrase is not None:
                draft.speaker, draft.rule = phrase, "quotes/sentence-before"
                draft.confidence = sure("quotes/sentence-before")
                return draft
        return self._with_carried(draft)

    def _resumed(self, text: Text, following: Sentence) -> Report | None:
        """`„…“ So sagte es Ann Orr.`: the next sentence points back and reports."""
        if not self._language.is_("resume", text.low[following.first]):
            return None
        return next((one for at in range(following.first + 1, min(following.first + 5, following.end))
                     if (one := behind(text, at, following.end, self._language)) and one.speaker), None)  # fmt: skip

    def _subject(self, text: Text, sentence: Sentence) -> Phrase | None:
        """Who a sentence begins with, if he is named or has a title."""
        phrase = read_phrase(text, sentence.first, sentence.end, self._language)
        if phrase is None or phrase.pronoun or (phrase.name is None and phrase.title is None):
            return None
        is_single = phrase.title is None and phrase.name is not None and phrase.name[1] - phrase.name[0] == 1
        return None if is_single and text.word[sentence.first] not in self._seen else phrase

    def _with_carried(self, draft: Draft) -> Draft:
        """The quote with who spoke last."""
        draft.is_carried = True
        last = self._last
        if last is None or draft.text.block - last.content[-1].block > _FURTHEST:
            draft.reason = "no speaker is named in this paragraph or shortly before it"
            return draft
        draft.speaker, draft.home = last.speaker, last.home
        draft.confidence = min(draft.confidence, sure("quotes/carried"))
        told = "the verb has no subject of its own" if draft.report else "no reporting verb"
        draft.reason = f"{told}: carried over from the speaker before"
        return draft


def _only_marks(text: Text, first: int, end: int) -> bool:
    return all(text.is_mark(index) for index in range(first, end))


def _is_alone(text: Text, sentence: Sentence, range_: Range) -> bool:
    return _only_marks(text, sentence.first, range_[0]) and _only_marks(text, range_[1], sentence.end)


def _count_of_words(text: Text, number: int) -> int:
    passage = text.passages[number]
    return len(text.text[passage.inner_start : passage.inner_end].split())


def _is_title_of_work(text: Text, range_: Range, language: Language) -> bool:
    """Whether a passage is a title by its capitals: « The Harbour Star »."""
    words = [index for index in range(*range_) if text.word[index][0].isalpha()]
    if language.has_capital_nouns:
        before = range_[0] - 1
        is_named = before >= 0 and (text.is_capital(before) or language.is_("determiner", text.low[before]))
        return is_named and text.is_capital(words[0])
    return not language.has_capital_nouns and sum(map(text.is_capital, words)) > _TITLED * len(words)


def _is_dialogue(text: Text, number: int) -> bool:
    """Whether a dash opens a passage: without a verb that reports it may be any line of a list."""
    return text.text[text.passages[number].start :].lstrip()[:1] in ("—", "–")


def _ends_as_sentence(text: Text, number: int) -> bool:
    """Whether a passage ends as a sentence does: a heading in marks does not."""
    passage = text.passages[number]
    inner = text.text[passage.inner_start : passage.inner_end].rstrip()
    behind_it = text.text[passage.end : passage.end + 1]
    return inner[-1:] in _STOPS or behind_it in _STOPS or not passage.closed


def _is_whole(text: Text, number: int) -> bool:
    passage = text.passages[number]
    return text.text[passage.inner_start : passage.inner_end].lstrip("¿¡ \xa0\u202f")[:1].isupper()


def _fragments(text: Text, number: int, asides: list[Range]) -> list[Excerpt]:
    """The words of a passage without its marks and without the asides that report it."""
    passage = text.passages[number]
    cuts = [(text.start[first], text.end[end - 1]) for first, end in asides]
    edges = [passage.inner_start, *(edge for cut in cuts for edge in cut), passage.inner_end]
    return list(_trimmed_excerpts(text, zip(edges[::2], edges[1::2], strict=True), is_whole=not asides))


def _trimmed_excerpts(text: Text, spans: Iterator[tuple[int, int]], *, is_whole: bool) -> Iterator[Excerpt]:
    for start, end in spans:
        while start < end and (text.text[start].isspace() or (not is_whole and text.text[start] in _EMPTY | _STOPS)):
            start += 1
        while start < end and (text.text[end - 1].isspace() or (not is_whole and text.text[end - 1] in _EMPTY)):
            end -= 1
        if start < end:
            yield Excerpt(text.block, start, end, text.text[start:end])
