# cython: boundscheck=False, wraparound=False
"""What the start tags of elements say, read from the source: a question to the parser for each attribute is dearer."""

from typing import Final

from copydesk.compiled import is_compiled
from copydesk.layout.hidden import is_hidden
from copydesk.layout.places import Lines
from copydesk.layout.sheet import Tag

__all__ = ["Opening"]

_NAMES = {
    name: name
    for name in (
        "a abbr amp-img article aside b big blockquote br button cite code dd div dl dt em fieldset figcaption figure"
        " font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input label li link main meta nav nobr noscript"
        " ol option p path pre s script section select small span strike strong style sub sup svg table tbody td"
        " template th thead time title tr tt u ul video"
    ).split()
}
"""Elements that are called as their tags are, whatever stands around them."""


class Opening:
    """The start tag of the element that was looked at last: its attributes, and where it stands in the source."""

    __slots__ = (
        "_aria", "_aria_end", "_class", "_class_end", "_count", "_hidden", "_hidden_end", "_href", "_href_end",
        "_id", "_id_end", "_item", "_item_end", "_style", "_style_end", "classes", "end", "hidden", "href", "id",
        "is_property", "lines", "source", "start",
    )  # fmt: skip

    def __init__(self, source: str, lines: Lines) -> None:
        self.source = source
        self.lines = lines
        self.start = self.end = -1
        self.classes = self.id = self.href = ""
        self.hidden = self.is_property = False
        self._count = 0
        self._class_end = self._id_end = self._href_end = 0
        self._hidden_end = self._aria_end = self._style_end = self._item_end = 0
        self._class = self._id = self._href = self._hidden = self._aria = self._style = self._item = -1

    def name(self, element: Tag) -> str:
        """The name of an element, which `look` may be asked about next."""
        self.start = self.end = -1
        place = element.position if _BY_LETTER else None
        if place is None:
            return element.tag
        line, column = place
        start = self.start = self.lines.start(line) + column
        source, at = self.source, start + 1
        size = len(source)
        while at < size and ("a" <= source[at] <= "z" or "0" <= source[at] <= "9"):
            at += 1
        if start < size and source[start] == "<" and at < size and source[at] in " >\n\t\f/":
            name = _NAMES.get(source[start + 1 : at])
            if name is not None:
                return name
        return element.tag

    def look(self, element: Tag, name: str) -> None:
        """Take what the start tag says of the element that was named last."""
        # The outermost elements take the attributes of all their tags, wherever these stand.
        if self.start < 0 or not self.read(self.start) or name == "body" or name == "html":
            self.ask(element)
            return
        self.is_property = 0 <= self._item < self._item_end
        self.classes = self._said(element, "class", self._class, self._class_end) if self._class >= 0 else ""
        self.id = self._said(element, "id", self._id, self._id_end) if self._id >= 0 else ""
        if name == "a":
            self.href = self._said(element, "href", self._href, self._href_end) if self._href >= 0 else ""
        self.hidden = (self._hidden >= 0 or self._aria >= 0 or self._style >= 0) and is_hidden(
            self._said(element, "hidden", self._hidden, self._hidden_end) if self._hidden >= 0 else None,
            self._said(element, "aria-hidden", self._aria, self._aria_end) if self._aria >= 0 else None,
            self._said(element, "style", self._style, self._style_end) if self._style >= 0 else None,
        )

    def _said(self, element: Tag, name: str, begin: int, end: int) -> str:
        """The value that stands there; where a reference is in it, as the parser reads it."""
        value = self.source[begin:end]
        return element.attr(name) or "" if "&" in value else value

    def ask(self, element: Tag) -> None:
        """Take what the parser says of an element."""
        self.classes = element.attr("class") or ""
        self.id = element.attr("id") or ""
        self.href = element.attr("href") or ""
        self.hidden = is_hidden(element.attr("hidden"), element.attr("aria-hidden"), element.attr("style"))
        self.is_property = bool(element.attr("itemprop"))
        self._count = -1

    def are_more_than(self, most: int, element: "Tag") -> bool:
        """Whether the element has more than so many attributes."""
        return (self._count < 0 or self._count > most) and len(element.attrs) > most

    def read(self, start: int) -> bool:
        """Note what the tag at `start` has; False where it is none or has no end."""
        self.end = -1
        source = self.source
        size = len(source)
        at = start + 1
        if start < 0 or at >= size or source[start] != "<" or not source[at].isalpha():
            return False
        while at < size and source[at] not in " \n\t\f/>":
            at += 1
        self._count = 0
        self._class = self._id = self._href = self._hidden = self._aria = self._style = self._item = -1
        while True:
            while at < size and source[at] in " \n\t\f/":
                at += 1
            if at >= size:
                return False
            if source[at] == ">":
                break
            at = self._attribute(at)
            if at < 0:
                return False
        self.end = at + 1
        return True

    def _attribute(self, start: int) -> int:
        """Where the attribute ends that begins at `start`; -1 for no end. What it says is noted."""
        source = self.source
        size = len(source)
        assert 0 <= start < size
        at = start + 1
        while at < size and source[at] not in " \n\t\f/>=":
            at += 1
        length = at - start
        while at < size and source[at] in " \n\t\f":
            at += 1
        self._count += 1
        begin = end = at
        if at < size and source[at] == "=":
            at += 1
            while at < size and source[at] in " \n\t\f":
                at += 1
            if at >= size:
                return -1
            if source[at] == '"' or source[at] == "'":
                begin = at + 1
                end = source.find(source[at], begin)
                if end < 0:
                    return -1
                at = end + 1
            else:
                begin = at
                while at < size and source[at] not in " \n\t\f>":
                    at += 1
                end = at
        if length < 12:
            self._note(start, length, begin, end)
        return at

    def _note(self, start: int, length: int, begin: int, end: int) -> None:
        """Remember where the value stands of an attribute that is asked for; of two with one name the first counts."""
        if length == 5:
            if self._class < 0 and self._is(start, "class"):
                self._class, self._class_end = begin, end
            elif self._style < 0 and self._is(start, "style"):
                self._style, self._style_end = begin, end
        elif length == 2:
            if self._id < 0 and self._is(start, "id"):
                self._id, self._id_end = begin, end
        elif length == 4:
            if self._href < 0 and self._is(start, "href"):
                self._href, self._href_end = begin, end
        elif length == 6:
            if self._hidden < 0 and self._is(start, "hidden"):
                self._hidden, self._hidden_end = begin, end
        elif length == 11:
            if self._aria < 0 and self._is(start, "aria-hidden"):
                self._aria, self._aria_end = begin, end
        elif length == 8 and self._item < 0 and self._is(start, "itemprop"):
            self._item, self._item_end = begin, end

    def _is(self, start: int, name: str) -> bool:
        source = self.source
        assert start >= 0 and start + len(name) <= len(source)
        for letter in name:
            if source[start] != letter and ord(source[start]) | 32 != ord(letter):
                return False
            start += 1
        return True


_BY_LETTER: Final = is_compiled(Opening)
"""The parser's own answers are faster in plain Python, letters when compiled."""
