# cython: boundscheck=False, wraparound=False
"""Exact places of blocks in the source, and the visible text of a piece of source."""

import re
from html import unescape
from typing import Final

from copydesk.layout.letters import html_letters
from copydesk.layout.places import Lines, tag_span
from copydesk.layout.sheet import Edge, Tag
from copydesk.patterns import pattern
from copydesk.records import Span
from copydesk.wording import letterwise as quick
from copydesk.wording.invisible import bare

__all__ = ["COPIED", "place", "visible_text"]

_MARKUP: Final = pattern(r"<!--.*?-->|<[/a-zA-Z!?][^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>", re.DOTALL)
_UNSEEN: Final = pattern(
    r"<(script|style|template|noscript|select|svg|iframe|video|audio|object|canvas|textarea|rt|rp)\b.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_BEHIND: Final = frozenset(("", "<", " ", "\n", "\t"))
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
COPIED: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens once more behind misnested tags: the copy bears the place of the first."""
_MAY_HIDE: Final = pattern(r"\s(?:hidden|aria-hidden|style)[\s=>]", re.IGNORECASE)
_NEAR: Final = 2_000
_REACH: Final = 20_000
"""How far ahead a text is looked for when the parser has no place for it (misnested markup)."""


def visible_text(source: str) -> str:
    """The text that a reader sees of a piece of HTML source without hidden parts, white space collapsed."""
    if "<" in source:
        source = _UNSEEN.sub("", source)
        source = _MARKUP.sub(_visible_break, source)
    if "&" in source:
        source = unescape(source)
    return " ".join(source.split())


def _visible_break(match: re.Match[str]) -> str:
    tag = match.group()[1:4].lower()
    return " " if tag[:2] == "br" or tag.startswith(("td", "th", "/td", "/th")) else ""


def place(lines: Lines, text: str, edge: Edge, cursor: int) -> Span:
    """The exact span in the source of a run; what has no place of its own is looked for behind `cursor`."""
    source = lines.source
    begin = edge.begin
    if begin < 0 and (edge.previous is None or edge.previous.tag == "br" or edge.previous.tag == "img"):
        begin = _text_start(lines, edge.parent, edge.previous)
    span = _span_at(source, text, begin) if begin >= 0 else None
    if span is None:
        span = _span_behind(lines, text, edge) or _marked_span(lines, text, edge) or _search(source, text, cursor)
    return span


def _span_at(source: str, text: str, begin: int) -> Span | None:
    """The place of a text that stands letter by letter where its run begins."""
    size = len(source)
    assert begin >= 0
    while begin < size and source[begin].isspace():
        begin += 1
    if not quick.stands(source, text, begin):
        return None
    end = begin + len(text)
    return (begin, end) if end >= size or source[end] in "< \n\t" else None


def _span_behind(lines: Lines, text: str, edge: Edge) -> Span | None:
    """The place of a text that stands letter by letter behind the tag before it."""
    place = (edge.parent if edge.previous is None else edge.previous).position
    if place is None:
        return None
    line, column = place
    return _plain_span(lines.source, text, column + lines.start(line), edge.previous is not None)


def _plain_span(source: str, text: str, lower: int, follows: bool) -> Span | None:
    """The place of a text that stands in the source letter by letter, right behind the tag at `lower`."""
    behind = lower + _NEAR
    if not follows:
        tag = quick.find(source, "<", lower + 1)
        behind = min(behind, tag) if tag >= 0 else behind
    start = source.find(text, lower, behind + len(text))
    if start <= 0 or source[start - 1] not in "> \n\t":
        return None
    tag = source.rfind("<", lower, start)
    if tag != lower and not (follows and source.startswith("</", tag)):
        return None  # the same words further on
    end = start + len(text)
    return (start, end) if source[end : end + 1] in _BEHIND else None


def _marked_span(lines: Lines, text: str, edge: Edge) -> Span | None:
    """The place of a text with inline markup, line breaks or references in it."""
    source = lines.source
    start = edge.begin if edge.begin >= 0 else _text_start(lines, edge.parent, edge.previous)
    if start < 0:
        return None
    last = start
    if edge.parent is not edge.last or edge.previous is not edge.last_previous:
        last = _text_start(lines, edge.last, edge.last_previous)
    if last < 0:
        return None
    span = _trim(source, start, last)
    return span if _same(source[span[0] : span[1]], text) else None


def _text_start(lines: Lines, parent: Tag, previous: Tag | None) -> int:
    """Where the text after `previous` inside `parent` begins; -1 where the parser does not know."""
    if previous is None:
        return _start_tag_end(lines, parent)
    if previous.tag in _VOID:
        return _start_tag_end(lines, previous)
    location = previous.source_location
    return -1 if location is None or location.end_tag is None else location.end_tag.end_offset


def _start_tag_end(lines: Lines, element: Tag) -> int:
    if element.tag in COPIED and _is_copy(element):
        return -1
    span = tag_span(lines, element)
    return -1 if span is None else span[1]


def _is_copy(element: Tag) -> bool:
    """Whether the parser made the element; one that stands in the source stands behind its parent there."""
    around, own = element.parent, element.position
    place = None if around is None else around.position
    return element.source_location is None if own is None or place is None or own <= place else False


def _trim(source: str, start: int, last: int) -> Span:
    """From the first visible character to the end of the text that begins at `last`."""
    assert start >= 0 and last >= 0
    end = _run_end(source, last)
    start = _behind_space(source, start)
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def _run_end(source: str, start: int) -> int:
    """Where a run of text ends: at any tag, not at a comment."""
    size = len(source)
    at = quick.find(source, "<", start)
    while 0 <= at < size - 1:
        letter = source[at + 1]
        if letter in "/?" or "a" <= letter <= "z" or "A" <= letter <= "Z":
            return at
        if letter == "!" and not source.startswith("--", at + 2):
            return at
        at = quick.find(source, "<", at + 1)
    return size


def _behind_space(source: str, start: int) -> int:
    """The first place from `start` on that is neither white space nor in a comment."""
    size = len(source)
    assert start >= 0
    while start < size:
        if source[start].isspace():
            start += 1
            continue
        end = source.find("-->", start + 4) if source.startswith("<!--", start) else -1
        if end < 0:
            break
        start = end + 3
    return start


def _agree(piece: str, text: str) -> bool:
    """Whether a piece of source says the text: equal but for white space and markup."""
    size, length = len(piece), len(text)
    at = place = 0
    while at < size:
        letter = piece[at]
        if place < length and letter == text[place] and letter != "<":
            at += 1
            place += 1
            continue
        if letter == "<":
            end = _markup_end(piece, at, size)
            if end > 0:
                at = end
                continue
        at += 1
        if letter.isspace():
            continue
        while place < length and text[place].isspace():
            place += 1
        if place == length or text[place] != letter:
            return False
        place += 1
    while place < length and text[place].isspace():
        place += 1
    return place == length


def _markup_end(piece: str, start: int, size: int) -> int:
    """Where the tag or comment ends that begins at `start`, as `_MARKUP` has it; -1 where there is none."""
    end = piece.find("-->", start + 4) if piece.startswith("<!--", start) else -1
    if end >= 0:
        return end + 3
    assert start >= 0 and size <= len(piece)
    at = start + 1
    if at >= size or not (piece[at] in "/!?" or "a" <= piece[at] <= "z" or "A" <= piece[at] <= "Z"):
        return -1
    at += 1
    while at < size and piece[at] != ">":
        if piece[at] == '"' or piece[at] == "'":
            at = quick.find(piece, piece[at], at + 1)
            if at < 0:
                return -1
        at += 1
    return at + 1 if at < size else -1


def _same(piece: str, text: str) -> bool:
    if piece == text:
        return True
    given = piece
    if "&" in piece:
        shown = unescape(piece)
        if shown.count("<") == piece.count("<") and _agree(shown, text):
            return True
    elif _agree(piece, text):
        return True
    letters = "".join(text.split())
    if "<" in piece:
        # Hidden elements are rare, and dear to look for: only where there is more than the text.
        piece = _MARKUP.sub("", _UNSEEN.sub("", piece))
    if "&" in piece:
        piece = unescape(piece)
    return "".join(piece.split()) == letters or _same_seen(given, piece, text)


def _same_seen(source: str, piece: str, text: str) -> bool:
    """Whether the two agree but for what nobody sees: characters, then inline elements."""
    letters = bare(text)
    if bare(piece) == letters:
        return True
    return _MAY_HIDE.search(source, 0, _REACH) is not None and bare(html_letters(source[:_REACH]).text) == letters


def _search(source: str, text: str, cursor: int) -> Span:
    """The smallest stretch after `cursor` from the text's first word to its last; empty when there is none."""
    words = text.split()
    assert words
    first, last = words[0], words[len(words) - 1]
    start = source.find(first, cursor, cursor + _REACH)
    if start < 0:
        return cursor, cursor
    end = source.find(last, start, start + len(text) + _REACH)
    return (start, end + len(last)) if end >= 0 else (start, start + len(first))
