# cython: boundscheck=False, wraparound=False
"""The source of a page as the parser is given it: what it cannot take, or reads as no text, under other names."""

import re
from typing import Final

from copydesk.patterns import pattern

__all__ = ["guarded"]

_FOREIGN: Final = pattern(r"<(?:svg|math)\b", re.IGNORECASE)
_TEMPLATE: Final = pattern(r"(</?)t(emplate)", re.IGNORECASE)
_TOP: Final = pattern(r"<[hHbB]([tToO][mMdD][lLyY][\s/])")
_TOPS: Final = ("html", "body")
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
    if told >= 0 and (stretches := _told_without_scripts(source, told)):
        source = _renamed(source, stretches)
    if tops + templates > _MAX_TOPS:
        source = _TOP.sub(r"<x\1", source)
    if templates:
        foreign = _FOREIGN.search(source)
        if foreign and _TEMPLATE.search(source, foreign.end()):
            source = _TEMPLATE.sub(r"\1x\2", source)
    return source


def _told_without_scripts(source: str, start: int) -> list[tuple[int, int]]:
    """Where elements without scripts, the first at `start`, begin and end that hold paragraphs of a story."""
    found = []
    while start >= 0:
        end = source.find("</noscript", start)
        if end < 0:
            break
        if end - start > _STORY and sum(map(len, _PARAGRAPH.findall(source, start, end))) > _STORY:
            found.append((start, end))
        start = source.find("<noscript", end)
    return found


def _renamed(source: str, stretches: list[tuple[int, int]]) -> str:
    """The source with another name for the elements that begin and end there, of the same length."""
    pieces: list[str] = []
    at = 0
    for start, end in stretches:
        pieces += (source[at:start], "<x", source[start + 2 : end], "</x")
        at = end + 3
    return "".join((*pieces, source[at:]))


def _risks(source: str) -> tuple[int, int, int]:
    """How many tags of html and body with attributes there are, how many of template, and where noscript is first.

    -1 where it is nowhere. A pattern is dearer, and so is a second look.
    """
    tops = templates = 0
    told = -1
    size = len(source)
    at = source.find("<")
    while at >= 0:
        start = at + 1
        if start < size and source[start] == "/":
            start += 1
        # The shortest name is followed by a letter at least where the tag ends.
        if start + 4 < size:
            letter = source[start]
            if letter == "n":
                if told < 0 and start == at + 1 and source.startswith("noscript", start):
                    told = at
            elif letter == "t" or letter == "T":
                if source[start + 1] in "eE" and source[start : start + 8].lower() == "template":
                    templates += 1
            elif letter in "hHbB" and source[start + 1] in "tToO":
                name = source[start : start + 5].lower()
                if name.startswith(_TOPS) and (name[4] == "/" or name[4].isspace()):
                    tops += 1
        at = source.find("<", at + 1)
    return tops, templates, told
