"""The letters that a reader sees of a piece of source, each with its place there."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final, NamedTuple

from copydesk.layout.hidden import SPOKEN_NAMES, is_decoration, is_hidden
from copydesk.patterns import pattern
from copydesk.records import Span
from copydesk.wording.invisible import MISREAD, bare, meant
from copydesk.wording.link_notes import link_note
from copydesk.wording.misread import MISREAD_RUN, reread_run

__all__ = [
    "Letters",
    "hidden_letters",
    "html_letters",
    "joined",
    "json_letters",
    "mended_letters",
    "plain_letters",
    "rewritten",
]

_TOKEN: Final = pattern(
    r"""
    <!--.*?(?:-->|\Z)
    | <(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<attributes>[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>
    | <[/!?][^>]*>
    | &(?:\#[0-9]+;? | \#[xX][0-9a-fA-F]+;? | [A-Za-z][A-Za-z0-9]{0,31};?)
    """,
    re.DOTALL | re.VERBOSE,
)
_UNSEEN: Final = frozenset(
    "script style template xemplate noscript select option textarea svg canvas object embed audio video iframe datalist"
    " progress rt rp rtc map frame frameset noframes applet title".split()
)
_RAW: Final = frozenset("script style textarea title iframe noframes xmp".split())
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_TAG: Final = pattern(r"<[^>]*>")
_LONGEST_ARIA: Final = 2_000
"""Characters of source in which an inline element with aria-hidden is closed."""
_ATTRIBUTE: Final = pattern(
    r"""(?<![^\s"'])(hidden|aria-hidden|style)(?![\w-])(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""", re.IGNORECASE
)
_CLASS: Final = pattern(r"""(?<![^\s"'])class\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_ESCAPE: Final = pattern(
    r'(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[0-9a-fA-F]{4}|\\["\\/bfnrt]'
)
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Letters(NamedTuple):
    """A text and the span of each of its characters in the source that it was made from."""

    text: str
    spans: list[Span]

    def of(self, inner: "Letters") -> "Letters":
        """Letters that were made from this text, with their places in the source of this text."""
        spans = self.spans
        return Letters(inner.text, [(spans[first][0], spans[last - 1][1]) for first, last in inner.spans])

    def shifted(self, start: int) -> "Letters":
        """The same letters, each place `start` characters further on."""
        return Letters(self.text, [(first + start, last + start) for first, last in self.spans])

    def bare(self) -> "Letters":
        """Without white space and what nobody sees."""
        whole = rewritten(self, MISREAD, meant)
        kept = [(letter, span) for letter, span in zip(whole.text, whole.spans, strict=True) if bare(letter)]
        return Letters("".join([letter for letter, _ in kept]), [span for _, span in kept])


def plain_letters(source: str) -> Letters:
    """Every character as it stands."""
    return Letters(source, [(place, place + 1) for place in range(len(source))])


def html_letters(source: str) -> Letters:
    """The characters of HTML source without tags, comments and elements that show no text; references resolved."""
    return joined(_html_pieces(source, _Elements(source)))


def hidden_letters(source: str) -> Letters:
    """As `html_letters`, for a block of hidden elements alone: what these hold counts."""
    return joined(_html_pieces(source, _NamedElements(source)))


def mended_letters(source: str) -> Letters:
    """As `html_letters`, with misread letters as meant, without notes about links and what is only read out."""
    shown = joined(_html_pieces(source, _ShownElements(source)))
    return rewritten(rewritten(shown, MISREAD_RUN, reread_run), link_note(), lambda _: "")


def json_letters(source: str) -> Letters:
    r"""The characters of JSON source, the escapes in it resolved; brackets, commas and keys stay."""
    return rewritten(plain_letters(source), _ESCAPE, _unescaped)


def rewritten(letters: Letters, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]) -> Letters:
    """The letters with each match of the pattern as it is meant; what it stood for keeps the span of all of it."""
    return joined(_rewritten(letters, pattern, meant))


def joined(pieces: Iterator[Letters]) -> Letters:
    """All pieces as one."""
    text: list[str] = []
    spans: list[Span] = []
    for piece in pieces:
        text.append(piece.text)
        spans += piece.spans
    return Letters("".join(text), spans)


def _rewritten(letters: Letters, pattern: re.Pattern[str], meant: Callable[[re.Match[str]], str]) -> Iterator[Letters]:
    text, spans = letters
    at = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        yield Letters(text[at:start], spans[at:start])
        yield _resolved(match[0], meant(match), spans[start:end])
        at = end
    yield Letters(text[at:], spans[at:])


def _resolved(written: str, meant: str, spans: list[Span]) -> Letters:
    """What a reference or escape means; letters behind it that only look like a part of it keep their own places."""
    tail = 0
    while tail < min(len(written), len(meant)) - 1 and written[-1 - tail] == meant[-1 - tail]:
        tail += 1
    whole = (spans[0][0], spans[-1 - tail][1])
    return Letters(meant, [whole] * (len(meant) - tail) + spans[len(spans) - tail :])


def _html_pieces(source: str, elements: "_Elements") -> Iterator[Letters]:
    at, size = 0, len(source)
    while at < size:
        match = _TOKEN.search(source, at)
        start = match.start() if match else size
        yield Letters(source[at:start], [(place, place + 1) for place in range(at, start)])
        if match is None:
            return
        at = match.end()
        if source[start] == "&":
            spans = [(place, place + 1) for place in range(start, at)]
            yield _resolved(match[0], unescape(match[0]), spans)
        elif match["name"] and not match["close"]:
            at = elements.behind_unseen(match)


class _Elements:
    """Where the elements of a piece of source end that show no text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.unclosed: set[str] = set()

    def behind_unseen(self, tag: re.Match[str]) -> int:
        """The end of the element that the tag opens, where none of it is seen; else the end of the tag."""
        name, start = tag["name"].lower(), tag.end()
        if name in _VOID or name in self.unclosed:
            return start
        return self.end(name, start) if name in _UNSEEN else self.behind_hidden(tag, name)

    def behind_hidden(self, tag: re.Match[str], name: str) -> int:
        """The end of the element where its attributes hide it; else the end of its tag."""
        start = tag.end()
        given = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(tag["attributes"])}
        if not given:
            return start
        if is_hidden(given.get("hidden"), None, unescape(given.get("style", ""))):
            return self.end(name, start)
        if is_hidden(None, given.get("aria-hidden"), None):
            end = self.end(name, start, _LONGEST_ARIA)
            return start if is_decoration(_TAG.sub("", self.source[start:end])) else end
        return start

    def end(self, name: str, start: int, reach: int | None = None) -> int:
        """The end of the element, looked for `reach` characters ahead; its start when it is not closed there."""
        depth, limit = 1, len(self.source) if reach is None else start + reach
        pattern = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>", re.IGNORECASE)
        for tag in pattern.finditer(self.source, start, limit):
            depth = depth - 1 if tag[1] else depth if name in _RAW else depth + 1
            if not depth:
                return tag.end()
        if reach is None:
            # One look to the end of the source is enough: nested elements that are never closed would take one each.
            self.unclosed.add(name)
        return start


class _ShownElements(_Elements):
    """Elements of which what is only read out shows nothing."""

    def behind_hidden(self, tag: re.Match[str], name: str) -> int:
        classes = _CLASS.search(tag["attributes"])
        if classes is not None and not SPOKEN_NAMES.isdisjoint(classes[1].strip("\"'").split()):
            return self.end(name, tag.end())
        return super().behind_hidden(tag, name)


class _NamedElements(_Elements):
    """Elements whose attributes hide nothing."""

    def behind_hidden(self, tag: re.Match[str], name: str) -> int:
        return tag.end()


def _unescaped(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[1] != "u":
        return _ESCAPED.get(escape[1], escape[1])
    if len(escape) == 12:
        return bytes.fromhex(escape[2:6] + escape[8:12]).decode("utf-16-be", "replace")
    code = int.from_bytes(bytes.fromhex(escape[2:]))
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
