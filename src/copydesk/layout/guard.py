# cython: boundscheck=False, wraparound=False
"""The source of a page as the parser is given it: what it cannot take, or reads as no text, under other names."""

import re
from typing import Final

from copydesk.patterns import pattern
from copydesk.wording import letterwise as quick

__all__ = ["guarded"]

_FOREIGN: Final = pattern(r"<(?:svg|math)\b", re.IGNORECASE)
_TEMPLATE: Final = pattern(r"(</?)t(emplate)", re.IGNORECASE)
_TOP: Final = pattern(r"<[hHbB]([tToO][mMdD][lLyY][\s/])")
_MAX_TOPS: Final = 1_000
_PARAGRAPH: Final = pattern(r"<p\b[^<>]*>([^<]{40,})", re.IGNORECASE)
_STORY: Final = 400
"""Letters in paragraphs: notes to readers without scripts are shorter."""


def guarded(source: str) -> str:
    """The source with some names of elements overwritten, length kept.

    Two things turbohtml 1.15 cannot take: a template element inside svg or math can crash it, and thousands of html
    or body tags with attributes of different names cost it quadratic time and memory. And a story that is printed for
    readers without scripts alone is the page's story.
    """
    tops, templates, told = _risks(source)
    if told and (stretches := [one for one in told if _tells(source, *one)]):
        source = _renamed(source, stretches)
    if tops + templates > _MAX_TOPS:
        source = _TOP.sub(r"<x\1", source)
    if templates:
        foreign = _FOREIGN.search(source)
        if foreign and _TEMPLATE.search(source, foreign.end()):
            source = _TEMPLATE.sub(r"\1x\2", source)
    return source


def _tells(source: str, start: int, end: int) -> bool:
    """Whether an element without scripts that begins and ends there holds paragraphs of a story."""
    return sum(map(len, _PARAGRAPH.findall(source, start, end))) > _STORY


def _renamed(source: str, stretches: list[tuple[int, int]]) -> str:
    """The source with another name for the elements that begin and end there, of the same length."""
    pieces: list[str] = []
    at = 0
    for start, end in stretches:
        pieces += (source[at:start], "<x", source[start + 2 : end], "</x")
        at = end + 3
    return "".join((*pieces, source[at:]))


def _risks(source: str) -> tuple[int, int, list[tuple[int, int]]]:
    """How many tags of html and body with attributes there are, how many of template, and where long noscripts stand.

    A pattern is dearer, and so is a second look.
    """
    size, width = len(source), quick.width(source)
    if width == 1:
        return _counted(quick.narrow(source), source, size)
    return _counted(quick.wide(source), source, size) if width == 2 else _counted(quick.widest(source), source, size)


def _counted(letters: str, source: str, size: int) -> tuple[int, int, list[tuple[int, int]]]:
    tops = templates = 0
    told: list[tuple[int, int]] = []
    since = -1
    at = quick.find(source, "<", 0)
    while at >= 0:
        start = at + 1
        if start < size and letters[start] == "/":
            start += 1
        # The shortest name is followed by a letter at least where the tag ends.
        if start + 4 < size:
            letter = letters[start]
            if letter == "n":
                if _stands(letters, start, size, "noscript"):
                    if start == at + 1:
                        since = at if since < 0 else since
                    elif since >= 0:
                        if at - since > _STORY:
                            told.append((since, at))
                        since = -1
            elif letter == "t" or letter == "T":
                if _stands(letters, start, size, "template"):
                    templates += 1
            elif letter == "h" or letter == "b" or letter == "H" or letter == "B":
                behind = letters[start + 4]
                if (behind == "/" or behind.isspace()) and (
                    _stands(letters, start, size, "html") or _stands(letters, start, size, "body")
                ):
                    tops += 1
        at = quick.find(source, "<", at + 1)
    return tops, templates, told


def _stands(letters: str, at: int, size: int, name: str) -> bool:
    """Whether a name stands there, but for its first letter in small letters or capitals."""
    if at + len(name) > size:
        return False
    for letter in name:
        given = letters[at]
        if given != letter and ord(given) | 32 != ord(letter):
            return False
        at += 1
    return True
