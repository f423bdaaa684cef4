"""Where the comments of readers begin below a story: by their heading and the names and dates of those who write."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain
from typing import Final

from copydesk.tables import reader
from copydesk.wording.furniture import furniture, furniture_rows, is_section_end
from copydesk.wording.lines import looks_dated
from copydesk.wording.spelling import has_digit, word_runs

__all__ = ["without_comments"]

_SHORTEST_STORY: Final = 60
"""Characters of body before the first comment: of 1,400 pages one has a story so short, and it has no comments."""
_LONGEST_HEADING: Final = 80
_LONGEST_STAMP: Final = 80
_LEAST_STAMPS: Final = 2
_MOST_COMMENTS: Final = 3.0
"""Times the story's length: a live blog has a heading of comments over its posts, and these are longer."""
_LONGEST_END: Final = 22
"""From the last figure of when somebody wrote to the end of the line, as `_written` has it."""
_HEADED: Final = 3
"""Blocks from the heading to the first name under it."""
_BEYOND: Final = 7
"""Blocks behind the body's last in which names may show that it is a heading of comments."""
_STAMPED: Final = 4
"""Every fourth block of the body behind a heading has a name or date: an article's own "Discussion" has none."""


def without_comments(texts: Sequence[str], chosen: set[int]) -> set[int]:
    """The chosen blocks, or lines of a text page, up to the first comment below the story."""
    if not chosen:
        return chosen
    told, stamps, heading = 0, 0, len(texts)
    last = max(chosen)
    behind = _Behind(texts, chosen)
    telling = _heading_words() | _verbs()
    for index in range(min(chosen), min(len(texts), last + _BEYOND)):
        text = texts[index]
        if told >= _SHORTEST_STORY and len(text) <= _LONGEST_HEADING:
            words = word_runs(text.casefold())
            if telling.isdisjoint(words):
                pass
            elif not _heading_words().isdisjoint(words) and _is_heading(text):
                heading = index
                if index < last and behind.are_comments(index, told):
                    return {one for one in chosen if one < index}
            elif not _verbs().isdisjoint(words) and _may_name_writer(text, words) and _names_writer(text):
                stamps += 1
                if stamps == 1:
                    first = heading if 0 <= index - heading <= _HEADED else index
                if stamps == _LEAST_STAMPS:
                    return {one for one in chosen if one < first}
        if index in chosen:
            told += len(text)
    return chosen


def _is_heading(text: str) -> bool:
    found = furniture(text)
    if found is not None and found.whole and found.role == "comments" and is_section_end(text):
        return True
    return text[0].isdigit() and _counted().match(text) is not None


class _Behind:
    """What of a body stands behind a block, counted once: each comment may have a line that could be their heading."""

    def __init__(self, texts: Sequence[str], chosen: set[int]) -> None:
        self.texts = texts
        self.chosen = sorted(chosen)

    def are_comments(self, heading: int, told: int) -> bool:
        """Whether what follows a heading is written by readers, `told` code points of body standing before it."""
        first = bisect_right(self.chosen, heading)
        if self.sizes[-1] - self.sizes[first] > _MOST_COMMENTS * told:
            return False
        stamps = self.stamps[-1] - self.stamps[heading + 1]
        return stamps >= _LEAST_STAMPS and _STAMPED * stamps >= len(self.chosen) - first

    @cached_property
    def sizes(self) -> list[int]:
        """How much text the body has before each of its blocks, and in all."""
        return list(accumulate([len(self.texts[index]) for index in self.chosen], initial=0))

    @cached_property
    def stamps(self) -> list[int]:
        """How many blocks that name a writer or a day the page has before each block up to the one behind the body."""
        seen = self.texts[: self.chosen[-1] + 2]
        return list(accumulate([_is_stamp(text) for text in seen], initial=0))


def _is_stamp(text: str) -> bool:
    return len(text) <= _LONGEST_STAMP and (_names_writer(text) or looks_dated(text))


def _may_name_writer(text: str, words: Sequence[str]) -> bool:
    """Whether the line ends with a word that says so, or has a figure near its end: else it goes on to tell a story."""
    return words[-1] in _last_words() or has_digit(text.rstrip(".…:").rstrip()[-_LONGEST_END:])


def _names_writer(text: str) -> bool:
    """Whether a line says that somebody wrote, and no more than when: "Jane wrote (3 Mar)", "Kim said..."."""
    return _written().fullmatch(text) is not None


@cache
def _heading_words() -> frozenset[str]:
    """The longest word of each phrase that `_is_heading` looks for: few lines have one, seen quickly."""
    headings = [row.phrases for row in furniture_rows() if row.role == "comments" and row.match == "whole"]
    return _longest_words((*chain(*headings), *reader.words("comment_count")))


@cache
def _verbs() -> frozenset[str]:
    """The same for `_names_writer`."""
    return _longest_words(reader.words("comment_verb"))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(word_runs(phrase.casefold())[-1] for phrase in reader.words("comment_verb"))


def _longest_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(max(word_runs(phrase.casefold()), key=len) for phrase in phrases)


@cache
def _written() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, sorted(reader.words("comment_verb"))))
    when = r"(?:,? ?(?:[a-z]{2} )?[(\[]?[^()\[\]\"]{0,40}\d[^()\[\]\"]{0,20}[)\]]?)?"
    return re.compile(rf"[^\"“”„«»,.!?:]{{2,40}} (?:{verbs}){when}\s*(?:\.\.\.|…|:)?")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"\d+ (?:{'|'.join(map(re.escape, sorted(reader.words('comment_count'))))}) ", re.IGNORECASE)
