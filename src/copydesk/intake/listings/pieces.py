"""An XML listing cut into pieces that are parsed by themselves: memory stays small, and damage stays in its piece."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html.entities import html5
from typing import Final, NamedTuple

from turbohtml import Element, HTMLParseError, parse_xml

from copydesk.intake.listings.listed import Named
from copydesk.intake.listings.shapes import Shapes, Values
from copydesk.patterns import pattern

__all__ = ["MOST_BROKEN", "Broken", "Frame", "frame_of", "pieces_of"]

GROUP: Final = 262_144
"""Characters parsed at once: at 64 K a sitemap of 50,000 URLs takes as long, at 4 M it takes 40 MB more."""
LONGEST_ROOT: Final = 65_536
LONGEST_PIECE: Final = 2_000_000
"""Characters of one item; a full text in a feed has 30,000."""
LONGEST_HEAD: Final = 1_000_000

MOST_BROKEN: Final = 100
"""Broken items that are told one by one; what lies behind them is not read."""

_MARKUP: Final = pattern(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*>|>|\Z)"
    r"|<(/?)([A-Za-z_][\w.:-]*)([^<>]*)>",
    re.DOTALL,
)
_SECTION: Final = pattern(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_ITEMS: Final = {"rss": "item", "rdf": "item", "feed": "entry", "urlset": "url", "sitemapindex": "sitemap"}
_MENDABLE: Final = pattern(
    r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))|&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?",
    re.DOTALL,
)
_CONTROLS: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]+")
_PREFIX: Final = pattern(r"[</\s]([A-Za-z_][\w.-]*):[A-Za-z_]")
_DECLARED: Final = pattern(r"xmlns:([A-Za-z_][\w.-]*)\s*=")
_KNOWN: Final = frozenset(("amp", "lt", "gt", "quot", "apos"))


class Broken(NamedTuple):
    """An item that cannot be parsed: on which line of the listing it begins, and why."""

    line: int
    reason: str


class Frame(NamedTuple):
    """What stands around the items."""

    root: str
    """Local name of the root element in small letters."""
    head: Element | None
    """The root with all that is no item; None where that is broken."""
    opening: str
    """The start tag of the root."""
    closing: str
    start: int
    """Where the items begin."""
    item: str


def frame_of(text: str) -> Frame | None:
    """The frame of the listing; None where the text is none."""
    root = next((tag for tag in _MARKUP.finditer(text[:LONGEST_ROOT]) if tag[2]), None)
    if root is None or root[1]:
        return None
    name = root[2].rpartition(":")[2].lower()
    if name not in _ITEMS:
        return None
    opening = _with_prefixes(f"<{root[2]}{root[3].rstrip('/')}>", text[root.end() : root.end() + GROUP])
    closing = f"</{root[2]}>"
    first = _first(text, _ITEMS[name], root.end())
    before = text[root.end() : first]
    if first == len(text):
        before = before.rpartition(closing)[0] or before
    head = _head(opening, closing, before, text[_behind_last(text, _ITEMS[name], first) :])
    return Frame(name, head, opening, closing, first, _ITEMS[name])


def pieces_of(
    text: str, frame: Frame, read: Callable[[Element], Named] | None = None
) -> Iterator[Element | Broken | Values]:
    """The element of each item in order, and in the place of a broken one what is wrong with it.

    Where what an item says is known by `read`, the values alone of those that are tagged like one before.
    """
    broken = 0
    shapes = Shapes(frame.item, partial(_said_alone, frame, read)) if read else None
    end = re.compile(rf"</(?:[\w.-]+:)?{frame.item}\s*>")
    at = frame.start
    while at < len(text) and broken < MOST_BROKEN:
        if shapes:
            yield from shapes.items(text, at)
            at = shapes.end
        last = end.search(text, min(at + GROUP, len(text) - 1)) or _last(end, text, at)
        stop = last.end() if last else len(text)
        whole = _parsed(frame, text[at:stop]) if stop - at <= LONGEST_PIECE else None
        if isinstance(whole, Element):
            yield from _items(whole, frame.item)
        else:
            for found in _one_by_one(text, at, stop, frame):
                broken += isinstance(found, Broken)
                yield found
                if broken >= MOST_BROKEN:
                    return
        at = stop


def _said_alone(frame: Frame, read: Callable[[Element], Named], item: str) -> Named | None:
    """What one item says; None where it is no XML or more than one."""
    root = _parsed(frame, item)
    found = _items(root, frame.item) if isinstance(root, Element) else []
    return read(found[0]) if len(found) == 1 else None


def _one_by_one(text: str, start: int, stop: int, frame: Frame) -> Iterator[Element | Broken]:
    for first, end in _spans(text, start, stop, frame.item):
        if end - first > LONGEST_PIECE:
            yield Broken(_line(text, first), f"it has over {LONGEST_PIECE:,} characters")
            continue
        found = _mended_or_not(text[first:end], frame)
        if isinstance(found, Element):
            yield from _items(found, frame.item)
        else:
            yield Broken(_line(text, first), found)


def _mended_or_not(raw: str, frame: Frame) -> Element | str:
    found = _parsed(frame, raw)
    if isinstance(found, Element):
        return found
    mended = _mended(raw)
    return _parsed(frame._replace(opening=_with_prefixes(frame.opening, mended)), mended)


def _items(root: Element, name: str) -> list[Element]:
    return [one for one in root.children if type(one) is Element and (one.tag == name or one.tag.endswith(":" + name))]


def _parsed(frame: Frame, inside: str) -> Element | str:
    """The root with this inside, or why that is no XML."""
    if "<![CDATA[" in inside:
        # The parser leaves sections out of the text of their element.
        inside = _SECTION.sub(_escaped, inside)
    try:
        return parse_xml(frame.opening + inside + frame.closing).root or "it is empty"
    except HTMLParseError as error:
        return _reason(error)


def _escaped(section: re.Match[str]) -> str:
    return section[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _reason(error: HTMLParseError) -> str:
    code = getattr(error.error, "code", "")
    return str(code).replace("-", " ") or "it is no XML"


def _spans(text: str, start: int, stop: int, item: str) -> Iterator[tuple[int, int]]:
    """Where each item begins and ends; one without an end goes to the next."""
    begun: int | None = None
    for tag in _MARKUP.finditer(text, start, stop):
        if tag[2] is None or tag[2].rpartition(":")[2] != item:
            continue
        if tag[1] and begun is not None:
            yield begun, tag.end()
            begun = None
        elif not tag[1]:
            if begun is not None:
                yield begun, tag.start()
            begun = tag.start()
    if begun is not None:
        yield begun, stop


def _head(opening: str, closing: str, before: str, behind: str) -> Element | None:
    """The root without its items, from what stands before and behind them."""
    frame = Frame("", None, opening, closing, 0, "")
    before = before[:LONGEST_HEAD]
    whole = _parsed(frame, before + behind[:LONGEST_HEAD].rpartition("</")[0])
    if isinstance(whole, Element):
        return whole
    alone = _parsed(frame, _mended(before) + _closers(before))
    return alone if isinstance(alone, Element) else None


def _closers(before: str) -> str:
    """End tags for what is open at the end."""
    names: list[str] = []
    for tag in _MARKUP.finditer(before):
        if tag[2] is None or tag[3].endswith("/"):
            continue
        if not tag[1]:
            names.append(tag[2])
        elif tag[2] in names:
            while names.pop() != tag[2]:
                pass
    return "".join(f"</{name}>" for name in reversed(names[-20:]))


def _first(text: str, item: str, start: int) -> int:
    found = re.compile(rf"<(?:[\w.-]+:)?{item}[\s/>]").search(text, start)
    if found is None or ("<!" not in text[start : found.start()] and "<?" not in text[start : found.start()]):
        return found.start() if found else len(text)
    for tag in _MARKUP.finditer(text, start):
        if tag[2] and not tag[1] and tag[2].rpartition(":")[2] == item:
            return tag.start()
    return len(text)


def _behind_last(text: str, item: str, first: int) -> int:
    at = text.rfind(f"{item}>", first)
    return len(text) if at < 0 else at + len(item) + 1


def _last(end: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return next(iter(deque(end.finditer(text, start), maxlen=1)), None)


def _with_prefixes(opening: str, inside: str) -> str:
    """The start tag, with a name space for each prefix that has none: feeds are pasted together from others."""
    known, used = _prefixes(opening)
    missing = [prefix for prefix in dict.fromkeys((*used, *_PREFIX.findall(inside))) if prefix not in known]
    declared = "".join(f' xmlns:{prefix}="urn:undeclared:{prefix}"' for prefix in missing[:100])
    return opening[:-1] + declared + ">"


@lru_cache(maxsize=16)
def _prefixes(opening: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Those that a start tag declares, and those that it has: it is the same for each item that is mended."""
    return frozenset((*_DECLARED.findall(opening), "xmlns", "xml", "http", "https")), tuple(_PREFIX.findall(opening))


def _mended(text: str) -> str:
    """With bare ampersands, entities of HTML and control characters as XML has them; what is in CDATA stays."""
    return _MENDABLE.sub(_mend, _CONTROLS.sub(" ", text))


def _mend(match: re.Match[str]) -> str:
    kept, decimal, hexadecimal, name = match.groups()
    if kept or name in _KNOWN:
        return match[0]
    if name:
        return html5.get(f"{name};", f"&amp;{name};").replace("<", "&lt;")
    if decimal or hexadecimal:
        return match[0] if _is_character(int(decimal) if decimal else int(hexadecimal, 16)) else "\ufffd"
    return "&amp;"


def _is_character(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
