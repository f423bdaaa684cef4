"""HTML or plain text, told apart by content."""

import re
from typing import Literal, TypeAlias

from copydesk.patterns import pattern
from copydesk.records import Capture, SourceKind

__all__ = ["kind_of"]

Hint: TypeAlias = Literal["html", "text", "none"]

SAMPLE = 16_384
# The share of the words that must stand inside elements: the fewer signs of a page, the more.
ENOUGH = {("html", True): 0.1, ("html", False): 0.2, ("none", True): 0.4, ("none", False): 0.6}
ENOUGH_AGAINST_HINT = 0.85

_NAMES = (
    "html|head|body|title|meta|link|script|style|noscript|template|main|article|section|header|footer|nav|aside|div|p|span|"
    "a|b|i|u|s|em|strong|small|big|sub|sup|mark|abbr|cite|code|pre|kbd|q|time|font|center|h[1-6]|ul|ol|li|dl|dt|dd|"
    "table|caption|thead|tbody|tfoot|tr|td|th|blockquote|figure|figcaption|picture|source|img|video|audio|iframe|"
    "svg|form|input|button|label|select|option|textarea|fieldset|details|summary|address|amp-img|br|hr|wbr"
)
_TAG = pattern(rf"<(/?)({_NAMES})(\s[^<>]*|/)?>", re.IGNORECASE)
_BLANK = pattern(r"\s*")
_OPENING = pattern(
    r"(?:<!doctype\s[^<>]*>|<(?:html|head|body|rss|feed|rdf:RDF)(?:\s[^<>]*)?>)\s*<[!a-z/]", re.IGNORECASE
)
_VOID = frozenset(("meta", "link", "source", "img", "input", "br", "hr", "wbr"))
_RAW = frozenset(("script", "style", "textarea", "title"))
# Their end tags may be left out: the next one of the same name ends them.
_SELF_ENDING = frozenset(("p", "li", "td", "tr", "th", "dt", "dd", "option"))


def kind_of(text: str, capture: Capture) -> SourceKind:
    """Whether the text is HTML or plain text.

    What counts is how many of its words stand inside elements that are closed: a text that mentions `<b>` or shows
    a few lines of code is a text, a fragment of paragraphs is HTML. Content type and suffix only move the threshold.
    """
    if capture.kind is not None:
        return capture.kind
    if "<" not in text:
        return "text"
    start = _after_preamble(text)
    if text.startswith("<?xml") or _OPENING.match(text, start):
        return "html"
    hint = _hint(capture)
    first = _TAG.match(text, start)
    enough = ENOUGH_AGAINST_HINT if hint == "text" else ENOUGH[hint, first is not None]
    coverage = _Coverage()
    coverage.read(text[start : start + SAMPLE])
    if _is_glued(first, text) or coverage.goes_on_in(text, start + SAMPLE):
        coverage.close_all()
    return "html" if coverage.share >= enough else "text"


def _after_preamble(text: str) -> int:
    at = _after_blank(text, 0)
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            break
        at = _after_blank(text, end + 3)
    return at


def _after_blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _is_glued(first: re.Match[str] | None, text: str) -> bool:
    """Whether the text begins with a tag as pages have it: with attributes, or with words right behind it."""
    return first is not None and (bool(first[3]) or not text[first.end() : first.end() + 1].isspace())


def _hint(capture: Capture) -> Hint:
    for name, value in capture.headers:
        if name.lower() == "content-type":
            return "html" if "html" in value.lower() else "text" if value.lower().startswith("text/plain") else "none"
    path = (capture.answered_url or capture.url or "").partition("?")[0].lower()
    return "html" if path.endswith((".html", ".htm", ".xhtml")) else "text" if path.endswith(".txt") else "none"


class _Coverage:
    """Counts the characters that stand inside closed elements."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._pending: list[int] = []
        self._depth: dict[str, int] = {}
        self._covered = 0
        self._bare = 0
        self._line = 0

    @property
    def share(self) -> float:
        """The share of the characters, tags apart, that elements enclose."""
        total = self._covered + self._bare + sum(self._pending)
        return self._covered / total if total else 1.0

    def read(self, text: str) -> None:
        at = 0
        for match in _TAG.finditer(text):
            if match.start() >= at:
                self._add(text[at : match.start()])
                at = self._take(match, text)
        self._add(text[at:])

    def goes_on_in(self, text: str, at: int) -> bool:
        """Whether an element still open is closed behind the sample."""
        names = set(self._names) if at < len(text) else ()
        return any(text.find(f"</{form}>", at) >= 0 for name in names for form in (name, name.upper()))

    def close_all(self) -> None:
        while self._names:
            self._close(self._names[-1])

    def _add(self, stretch: str) -> None:
        length = len(stretch.strip())
        if self._pending:
            self._pending[-1] += length
            return
        self._bare += length
        _, newline, end = stretch.rpartition("\n")
        self._line = len(end.strip()) + (0 if newline else self._line)

    def _end_line(self) -> None:
        """A break, or the end of an element cut off before the sample, encloses its own line and no more."""
        self._covered += self._line
        self._bare -= self._line
        self._line = 0

    def _take(self, match: re.Match[str], text: str) -> int:
        """Open or close the element of the tag; the position after what was taken."""
        name = match[2].lower()
        if match[1]:
            self._close(name)
        elif name == "br" and not self._names:
            self._end_line()
        elif name in _RAW:
            end = text.find(f"</{match[2]}", match.end())
            return end if end >= 0 else match.end()
        elif name not in _VOID and not (match[3] or "").endswith("/"):
            self._open(name)
        return match.end()

    def _open(self, name: str) -> None:
        if name in _SELF_ENDING and self._names and self._names[-1] == name:
            self._close(name)
        self._names.append(name)
        self._pending.append(0)
        self._depth[name] = self._depth.get(name, 0) + 1

    def _close(self, name: str) -> None:
        if not self._depth.get(name):
            if not self._names:
                self._end_line()
            return
        last = ""
        while last != name:
            last = self._names.pop()
            self._depth[last] -= 1
            self._covered += self._pending.pop()
