# cython: boundscheck=False, wraparound=False
"""What the start tags of elements say, read from the source: a question to the parser for each attribute is dearer."""

from array import array
from collections.abc import Iterable
from typing import Final

from copydesk.compiled import is_compiled
from copydesk.layout.elements import BLOCK, ROLES
from copydesk.layout.hidden import is_hidden
from copydesk.layout.places import Lines, tag_span
from copydesk.layout.sheet import Tag, Tags
from copydesk.records import Span
from copydesk.wording import letterwise as quick

__all__ = ["Opening", "Row"]

Row = tuple[Span | None, list[str | None]]
"""Where a tag stands, and the values of the attributes that were asked for, in their order."""

_KNOWN: Final = (
    "a abbr amp-img article aside b big blockquote br button cite code dd div dl dt em fieldset figcaption figure"
    " font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input label li link main meta nav nobr noscript"
    " ol option p path pre s script section select small span strike strong style sub sup svg table tbody td"
    " template th thead time title tr tt u ul video"
).split()
"""Elements that are called as their tags are, whatever stands around them."""
_CLASS, _ID, _HREF, _HIDDEN, _ARIA, _STYLE, _ITEM, _SCOPE, _TYPE = range(9)
_ASKED: Final = (
    "class id href hidden aria-hidden style itemprop itemscope itemtype"
    " content property name http-equiv rel type hreflang src datetime"
).split()
_HIDING: Final = 1 << _HIDDEN | 1 << _ARIA | 1 << _STYLE
_FACTOR: Final = 119
_LAST_SIGN: Final = 511
"""With these no two of the names have one sign; one that had would be asked of the parser."""


def _sign(name: str) -> int:
    """Where a name stands among those that are known: a number made of its letters, small and capital alike."""
    sign = 0
    for letter in name:
        sign = (sign * _FACTOR + (ord(letter) | 32)) & 0xFFFF
    return sign & _LAST_SIGN


def _placed(names: Iterable[str]) -> "array[int]":
    """The number of the name that has a sign, by the sign; -1 for none."""
    places = array("q", (-1,)) * (_LAST_SIGN + 1)
    for number, name in enumerate(names):
        places[_sign(name)] = number
    return places


_ELEMENT_AT = _placed(_KNOWN)
_ATTRIBUTE_AT = _placed(_ASKED)
_ROLE_OF = array("q", (ROLES.get(name, BLOCK) for name in _KNOWN))
_NUMBER_OF = {name: number for number, name in enumerate(_ASKED)}


class Opening:
    """The start tag of the element that was looked at last: its attributes, and where it stands in the source."""

    __slots__ = (
        "classes", "count", "end", "has", "hidden", "href", "id", "is_property", "is_scope", "lines", "places",
        "role", "sign", "source", "start", "value", "value_end",
    )  # fmt: skip

    def __init__(self, source: str, lines: Lines) -> None:
        self.source = source
        self.lines = lines
        self.start = self.end = -1
        self.role = BLOCK
        self.classes = self.id = self.href = ""
        self.hidden = self.is_property = self.is_scope = False
        self.has = self.count = self.sign = self.value = self.value_end = 0
        self.places = array("q", (0,)) * (2 * len(_ASKED))

    def name(self, element: Tag) -> str:
        """The name of an element, which `look` may be asked about next; its role is noted."""
        self.start = self.end = -1
        line = quick.line(element) if _BY_LETTER else -1
        if line > 0:
            start = self.start = self.lines.start(line) + quick.column(element)
            source = self.source
            size, width = len(source), quick.width(source)
            if width == 1:
                known = _known(quick.narrow(source), start, size)
            elif width == 2:
                known = _known(quick.wide(source), start, size)
            else:
                known = _known(quick.widest(source), start, size)
            if known >= 0:
                self.role = quick.number(_ROLE_OF, known)
                return _KNOWN[known]
        name = element.tag
        self.role = ROLES.get(name, BLOCK)
        return name

    def look(self, element: Tag, name: str) -> None:
        """Take what the start tag says of the element that was named last."""
        # The outermost elements take the attributes of all their tags, wherever these stand.
        is_outermost = len(name) == 4 and name[0] in "bh" and (name == "body" or name == "html")
        if self.start < 0 or is_outermost or not self.read(self.start):
            self.ask(element)
            return
        has = self.has
        self.is_property = bool(has >> _ITEM & 1) and not self._is_empty(_ITEM)
        self.is_scope = bool(has >> _SCOPE & 1)
        self.classes = self._said(element, _CLASS) if has >> _CLASS & 1 else ""
        self.id = self._said(element, _ID) if has >> _ID & 1 else ""
        if name == "a":
            self.href = self._said(element, _HREF) if has >> _HREF & 1 else ""
        self.hidden = bool(has & _HIDING) and is_hidden(
            self._said(element, _HIDDEN) if has >> _HIDDEN & 1 else None,
            self._said(element, _ARIA) if has >> _ARIA & 1 else None,
            self._said(element, _STYLE) if has >> _STYLE & 1 else None,
        )

    def _is_empty(self, number: int) -> bool:
        return quick.number(self.places, 2 * number) >= quick.number(self.places, 2 * number + 1)

    def _said(self, element: Tag, number: int) -> str:
        """The value that stands there; where a reference is in it, as the parser reads it."""
        value = self.source[quick.number(self.places, 2 * number) : quick.number(self.places, 2 * number + 1)]
        return value if quick.find(value, "&", 0) < 0 else element.attr(_ASKED[number]) or ""

    def said(self, element: Tag, name: str) -> str | None:
        """The value of an attribute of the element whose tag was read last; None where it has none."""
        if self.end < 0:
            return element.attr(name)
        number = _NUMBER_OF[name]
        return self._said(element, number) if self.has >> number & 1 else None

    def rows(self, tags: Tags, names: list[str], most: int, silent: frozenset[str] = frozenset()) -> list[Row]:
        """What the first `most` tags say under these names, but for those that say nothing or what is silent first."""
        found: list[Row] = []
        for index, element in enumerate(tags.elements[:most]):
            start = quick.number(tags.starts, index)
            is_read = self.read(start)
            first = self.said(element, names[0])
            if first and first not in silent:
                span = (start, self.end) if is_read else tag_span(self.lines, element)
                values: list[str | None] = [first]
                for place in range(1, len(names)):
                    values.append(self.said(element, names[place]))  # noqa: PERF401  a list of names has no type here
                found.append((span, values))
        return found

    def ask(self, element: Tag) -> None:
        """Take what the parser says of an element."""
        self.end = -1
        self.classes = element.attr("class") or ""
        self.id = element.attr("id") or ""
        self.href = element.attr("href") or ""
        self.hidden = is_hidden(element.attr("hidden"), element.attr("aria-hidden"), element.attr("style"))
        self.is_property = bool(element.attr("itemprop"))
        self.is_scope = element.attr("itemscope") is not None
        self.count = -1

    def are_more_than(self, most: int, element: "Tag") -> bool:
        """Whether the element has more than so many attributes."""
        return (self.count < 0 or self.count > most) and len(element.attrs) > most

    def read(self, start: int) -> bool:
        """Note what the tag at `start` has; False where it is none or has no end."""
        source = self.source
        size, width = len(source), quick.width(source)
        self.start = start
        if start < 0 or start >= size:
            self.end = -1
        elif width == 1:
            self.end = _read(quick.narrow(source), source, start, size, self)
        elif width == 2:
            self.end = _read(quick.wide(source), source, start, size, self)
        else:
            self.end = _read(quick.widest(source), source, start, size, self)
        return self.end >= 0


# Below, letters and size are those of one source, and each look at a letter stands behind its `at < size`.


def _known(letters: str, start: int, size: int) -> int:
    """The number of the element whose tag begins at `start`, if its name is known; -1 for others."""
    if start < 0 or start >= size or letters[start] != "<":
        return -1
    at, sign = start + 1, 0
    letter = "<"
    while at < size:
        letter = letters[at]
        if not ("a" <= letter <= "z" or "0" <= letter <= "9"):
            break
        sign = (sign * _FACTOR + (ord(letter) | 32)) & 0xFFFF
        at += 1
    if at >= size or letter not in " >\n\t\f/":
        return -1
    known = quick.number(_ELEMENT_AT, sign & _LAST_SIGN)
    return known if known >= 0 and _is(letters, start + 1, at, _KNOWN[known]) else -1


def _is(letters: str, start: int, end: int, name: str) -> bool:
    """Whether a name stands there, in small letters or capitals."""
    if end - start != len(name):
        return False
    for letter in name:
        given = letters[start]
        if given != letter and ord(given) | 32 != ord(letter):
            return False
        start += 1
    return True


def _read(letters: str, source: str, start: int, size: int, opening: Opening) -> int:
    """The end of the tag at `start`; -1 where it is none or has no end. The places of its values are noted."""
    at = start + 1
    if at >= size or letters[start] != "<":
        return -1
    letter = letters[at]
    if not letter.isalpha():
        return -1
    while at < size and letter not in " \n\t\f/>":
        at += 1
        if at < size:
            letter = letters[at]
    has = count = 0
    while True:
        while at < size:
            letter = letters[at]
            if letter not in " \n\t\f/":
                break
            at += 1
        if at >= size:
            return -1
        if letter == ">":
            break
        begin, at = at, _name_end(letters, at, size, opening)
        named = quick.number(_ATTRIBUTE_AT, opening.sign & _LAST_SIGN)
        # Of two with one name the first counts.
        if named >= 0 and (has >> named & 1 or not _is(letters, begin, at, _ASKED[named])):
            named = -1
        count += 1
        at = _value(letters, source, _behind_space(letters, at, size), size, opening)
        if at < 0:
            return -1
        if named >= 0:
            has |= 1 << named
            quick.put(opening.places, 2 * named, opening.value)
            quick.put(opening.places, 2 * named + 1, opening.value_end)
    opening.has, opening.count = has, count
    return at + 1


def _name_end(letters: str, at: int, size: int, opening: Opening) -> int:
    """Where the name of an attribute ends that begins at `at`; its sign is noted."""
    letter = letters[at]
    sign = ord(letter) | 32
    at += 1
    while at < size:
        letter = letters[at]
        if letter <= ">" and letter in " \n\t\f/>=":
            break
        sign = (sign * _FACTOR + (ord(letter) | 32)) & 0xFFFF
        at += 1
    opening.sign = sign
    return at


def _value(letters: str, source: str, at: int, size: int, opening: Opening) -> int:
    """What follows the value whose sign of equality is at `at`, if one is there; -1 for a value without an end."""
    opening.value = opening.value_end = at
    if at >= size:
        return at
    letter = letters[at]
    if letter != "=":
        return at
    at = _behind_space(letters, at + 1, size)
    if at >= size:
        return -1
    letter = letters[at]
    if letter == '"' or letter == "'":
        opening.value = at + 1
        end = opening.value_end = quick.find(source, letter, at + 1)
        return -1 if end < 0 else end + 1
    opening.value = at
    at = opening.value_end = _bare_end(letters, at, size)
    return at


def _behind_space(letters: str, at: int, size: int) -> int:
    while at < size:
        letter = letters[at]
        if letter not in " \n\t\f":
            break
        at += 1
    return at


def _bare_end(letters: str, at: int, size: int) -> int:
    """Where a value without quotes ends."""
    while at < size:
        letter = letters[at]
        if letter in " \n\t\f>":
            break
        at += 1
    return at


_BY_LETTER: Final = is_compiled(Opening)
"""The parser's own answers are faster in plain Python, letters when compiled."""
