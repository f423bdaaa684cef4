"""How far the words reach that were said: clauses cut at dashes, carried on by colons, interrupted by their cue."""

from __future__ import annotations

from typing import Final

from copydesk.desk.quotes.acts import Range
from copydesk.desk.quotes.words import Words

__all__ = ["around", "between_commas", "parenthesis", "pieces", "rest_of_sentence", "split_around"]

_PARENTHETIC: Final = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj"})
_SENTENCE: Final = 200
"""Words that a sentence is followed to either side of its cue."""
_DASHES: Final = frozenset({"—", "--", "–", "-", "―"})
_ADVERBIAL: Final = 4
"""Words, with the comma, of "In all, she said, ...", which set the scene and are not what was said."""
_ASIDES: Final = frozenset({"npadvmod", "advmod", "prt"})
_FEW: Final = 5
_NAMES: Final = frozenset({"NNP", "DT", "NNS", "PRP"})


def around(words: Words, verb: int) -> list[Range] | None:
    """The sentence that a cue stands in as a parenthesis: "The bridge, he said, was safe"."""
    head = words.head[verb]
    if head == verb or words.dep[verb] not in _PARENTHETIC or not words.tag[head].startswith(("VB", "NN", "JJ", "MD")):
        return None
    first, end = words.left[verb], words.right[verb] + 1
    if words.child(verb, "nsubj") is None or words.child(verb, "mark") is not None:
        return None
    if words.low[first - 1 : first] not in ([","], ["—"], ["--"], ["-"]) and words.low[first] != ",":
        return None
    return _around_sentence(words, verb) or pieces(words, (words.left[head], first), (end, words.right[head] + 1))


def split_around(words: Words, first: int, end: int, verb: int) -> list[Range]:
    """A clause in fragments before and after its cue."""
    if end <= verb:
        return _around_sentence(words, verb) or pieces(words, (first, end))
    if first < verb < end:
        return pieces(words, (first, words.left[verb]), (words.right[verb] + 1, end))
    return pieces(words, (first, _past_colon(words, _before_dash(words, first, end))))


def _past_colon(words: Words, end: int) -> int:
    """The end of a clause that a colon or "and that" carries on, else the same end."""
    if end >= len(words) or words.unit[end] != words.unit[end - 1]:
        return end
    if words.low[end] == ":" and words.low[end + 1 : end + 2]:
        passage = words.passage[end + 1]
        if passage >= 0:
            return _last_in(words, end + 1, words.passage) + 1
        return _last_in(words, end, words.unit) + 1
    following = words.low[end : end + 3]
    if following[:2] == ["and", "that"] or following == [",", "and", "that"]:
        return _last_in(words, end, words.unit) + 1
    return end


def _last_in(words: Words, index: int, column: list[int]) -> int:
    """The last word that has the same number in a column."""
    number, furthest = column[index], index + _SENTENCE
    while index + 1 < min(len(words), furthest) and column[index + 1] == number:
        index += 1
    return index


def _before_dash(words: Words, first: int, end: int) -> int:
    """The end of a clause, at the dash where the writer takes over: "he was pleased — a rare thing"."""
    dashes = [
        index for index in range(first, end)
        if words.low[index] in _DASHES and words.passage[index] < 0 and words.text[words.start[index] - 1].isspace()
    ]  # fmt: skip
    return dashes[0] if len(dashes) == 1 and dashes[0] > first + 1 else end


def _around_sentence(words: Words, verb: int) -> list[Range] | None:
    """The sentence around "..., she said, ..." with the cue's own clause cut out."""
    bounds = _parenthesis_bounds(words, verb)
    if bounds is None:
        return None
    first, last = bounds
    if first == 0 or words.low[first - 1] != ",":
        return None
    start = first
    while start > max(0, verb - _SENTENCE) and words.unit[start - 1] == words.unit[verb]:
        start -= 1
    while last + 1 < len(words) and words.dep[last + 1] in _ASIDES and words.head[last + 1] == verb:
        last = max(last + 1, words.right[last + 1])
    rest = _rest(words, last + 1, verb)
    is_scene = words.tag[start] in ("IN", "RB", "TO") and first - start <= _ADVERBIAL
    if rest and is_scene and not any(words.tag[one].startswith("VB") for one in range(start, first)):
        return pieces(words, *rest)
    return pieces(words, (start, first), *rest)


def parenthesis(words: Words, verb: int) -> list[Range] | None:
    """ "The bridge, she said, was safe", "As she said, the bridge was safe": marked off by commas on both sides."""
    bounds = _parenthesis_bounds(words, verb)
    if bounds is None:
        return None
    first, last = bounds
    after = words.low[last + 1] if last + 1 < len(words) else "."
    if after not in (",", ".") or (last + 2 < len(words) and words.passage[last + 2] >= 0):
        return None
    is_new = first == 0 or words.unit[first - 1] != words.unit[first]
    if words.low[first - 1] == "as" and after == "," and (first == 1 or words.unit[first - 2] != words.unit[first]):
        return pieces(words, *_rest(words, last + 1, verb))
    if is_new or words.low[first - 1] != ",":
        return None
    return _around_sentence(words, verb)


def _parenthesis_bounds(words: Words, verb: int) -> Range | None:
    """First and last word of a short clause of subject and cue; None where there is no subject."""
    if words.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    subject = words.child(verb, "nsubj")
    if subject is not None:
        return min(verb, words.left[subject]), max(verb, words.right[subject] if subject > verb else verb)
    named = between_commas(words, verb)
    return (min(verb, named[0]), max(verb, named[1] - 1)) if named is not None else None


def between_commas(words: Words, verb: int) -> Range | None:
    """The few words between a cue and the comma before or after it: ", many argue," and ", said Doyle and others,"."""
    first = verb
    while first > 0 and verb - first < _FEW and words.low[first - 1] not in (",", ".") and words.passage[first - 1] < 0:
        first -= 1
    if first < verb and words.low[first - 1] == "," and words.tag[verb - 1].startswith(("NN", "PRP", "JJ", "DT")):
        return first, verb
    last = verb + 1
    while last < len(words) and last - verb <= _FEW and words.low[last] not in (",", ".") and words.passage[last] < 0:
        last += 1
    if first == verb and last > verb + 1 and words.low[last : last + 1] == [","] and words.tag[verb + 1][:3] in _NAMES:
        return verb + 1, last
    return None


def _rest(words: Words, comma: int, verb: int) -> list[Range]:
    """What goes on after "she said,"; nothing where the writer goes on."""
    if words.low[comma : comma + 1] != [","] or comma + 1 >= len(words):
        return []
    if words.tag[comma + 1] == "VBG" or words.is_("writer-goes-on", comma + 1) or words.passage[comma + 1] >= 0:
        return []
    end = comma + 1
    while end < min(len(words), verb + _SENTENCE) and words.unit[end] == words.unit[verb]:
        end += 1
    return [(comma + 1, end)]


def pieces(words: Words, *ranges: Range) -> list[Range]:
    """The ranges without punctuation at their ends; empty ones are left out."""
    trimmed = (_trimmed_range(words, first, end) for first, end in ranges if first < end)
    return [(first, end) for first, end in trimmed if first < end]


def _trimmed_range(words: Words, first: int, end: int) -> Range:
    """A range without the punctuation at its ends; quote marks and brackets stay."""
    while first < end and (words.is_("trimmed", first) or words.is_("opening-content", first)):
        first += 1
    while end > first and words.is_("trimmed", end - 1):
        end -= 1
    return first, end


def rest_of_sentence(words: Words, index: int) -> list[Range]:
    """The sentence without the phrase that names the source."""
    start, end = index, index
    while start > max(0, index - _SENTENCE) and words.unit[start - 1] == words.unit[index]:
        start -= 1
    while end < min(len(words), index + _SENTENCE) and words.unit[end] == words.unit[index]:
        end += 1
    after = words.right[index] + 1
    if start == index:
        return pieces(words, (after, end))
    return pieces(words, (start, index), *([(after, end)] if words.low[after : after + 1] == [","] else []))
