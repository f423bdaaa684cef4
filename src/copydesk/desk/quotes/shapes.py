"""What a quoted passage looks like in its sentence: a whole sentence, the begin of one, a few words."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.acts import Range
from copydesk.desk.quotes.frames import Frame, said_words
from copydesk.desk.quotes.words import Words

__all__ = ["clause_end", "count", "goes_on", "is_sentence", "is_short", "is_standing", "starts_upper"]

_GOES_ON: Final = frozenset(",?!…—–-")
_ENDS: Final = frozenset(".?!…")
_SHORT: Final = 4
TITLE: Final = "quotes/not-title"
FEW_WORDS: Final = "quotes/not-few-words"


def count(words: Words, range_: Range) -> int:
    """Words without marks and punctuation."""
    return sum(words.low[index][0].isalnum() for index in range(*range_))


def goes_on(words: Words, frame: Frame) -> bool:
    """Whether the sentence may go on after the passage: “It is safe,”."""
    return said_words(words, frame.passage)[-1:] in _GOES_ON or words.low[frame.after[0] : frame.after[0] + 1] == [","]


def is_short(words: Words, frame: Frame) -> bool:
    """Whether the passage is a word or three, as titles and scare quotes are."""
    first, end = frame.range
    if FEW_WORDS not in words.tables.rules:
        return False
    return end - first < 4 * _SHORT and count(words, frame.range) < _SHORT


def is_sentence(words: Words, frame: Frame) -> bool:
    """Whether the passage begins and ends as a sentence does."""
    inner = said_words(words, frame.passage)
    ends = inner[-1:] in _ENDS or not frame.passage.closed
    return inner[:1].isupper() and ends and not _is_title(words, frame)


def _is_title(words: Words, frame: Frame) -> bool:
    """Two to six words with a capital each, none of them a verb: the name of an album that ends a sentence."""
    inside = [at for at in range(*frame.range) if words.low[at][0].isalpha()]
    if not 2 <= len(inside) <= _TITLE or not words.is_parsed or TITLE not in words.tables.rules:
        return False
    return all(words.text[words.start[at]].isupper() or len(words.low[at]) < _SHORT for at in inside) and not any(
        words.tag[at].startswith(("VB", "MD")) for at in inside
    )


_TITLE: Final = 6


def starts_upper(words: Words, frame: Frame) -> bool:
    """Whether the passage begins with a capital."""
    return said_words(words, frame.passage)[:1].isupper()


def is_standing(words: Words, frame: Frame) -> bool:
    """Whether the passage is a sentence, or several, with nothing around it."""
    inner = said_words(words, frame.passage)
    if count(words, frame.before) or (count(words, frame.after) and not _is_sentence_after(words, frame, inner)):
        return False
    stops = words.low[frame.after[0] : frame.after[0] + 1] == ["."]
    return (inner[-1:] in _ENDS or not frame.passage.closed or stops) and not inner[:1].islower()


def _is_sentence_after(words: Words, frame: Frame, inner: str) -> bool:
    """Whether the words after a passage are a sentence of their own: “It is safe.” She shook her head."""
    start = words.start[frame.after[0]]
    return inner.endswith((".", "…")) and words.text[start].isupper()


def clause_end(words: Words, frame: Frame) -> int:
    """The end of the clause that the passage stands in."""
    end = frame.range[1]
    if goes_on(words, frame):
        return end
    while end < frame.after[1] and not words.is_("clause-end", end):
        end += 1
    return end
