"""Broken JSON made whole, without inventing a value: what JSON-LD scripts on real pages need."""

import html
import re
from typing import Final, Literal

from copydesk.patterns import pattern

__all__ = ["mend", "unwrap"]

REPAIR_LIMIT: Final = 1_000_000
"""Characters; longer broken scripts are left alone."""

_MARKS: Final = ("//", "/*", "*/", "<!--", "-->", "<![CDATA[", "]]>", ";")
_CLOSERS: Final = {"{": "}", "[": "]"}
_OUTSIDE = pattern(r'"|[{}\[\],:]|//[^\n]*|/\*|[^\s"{}\[\],:/]+|/')
_INSIDE = pattern(r'["\\\x00-\x1f]')
_AFTER = pattern(r"\s*(.?)", re.DOTALL)
_AFTER_COMMA = pattern(r"\s*,\s*(.?)", re.DOTALL)
_SCALAR = pattern(r"(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)\Z")
_ESCAPE = pattern(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_LONE = pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)

_Expect = Literal["key", "colon", "value", "comma"]


def unwrap(text: str) -> str:
    """The script without the comment or CDATA marks and semicolons around its JSON."""
    inner = text.strip("\ufeff \t\r\n;")
    for _ in range(8):
        before = inner
        for mark in _MARKS:
            inner = inner.removeprefix(mark).removesuffix(mark)
        inner = inner.strip("\ufeff \t\r\n;")
        if inner == before:
            break
    return html.unescape(inner) if '"' not in inner and "&quot;" in inner else inner


def mend(text: str) -> str | None:
    """Valid JSON that says what `text` says, or None when it cannot be made so; glued documents become an array."""
    if len(text) > REPAIR_LIMIT:
        return None
    mender = _Mender(_LONE.sub(r"\\ufffd", text))
    return mender.run()


class _Mender:
    """One pass over the text; `out` is valid JSON up to here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.out: list[str] = []
        self.open: list[str] = []
        self.expect: _Expect = "value"
        self.documents = 0

    def run(self) -> str | None:
        while match := _OUTSIDE.search(self.text, self.at):
            self.at = match.end()
            if not self._take(match.group()):
                return None
        self._close_all()
        body = "".join(self.out)
        return f"[{body}]" if self.documents > 1 else body or None

    def _take(self, mark: str) -> bool:
        first = mark[0]
        if first == '"':
            return self._take_string()
        if first in "{[":
            return self._take_opener(first)
        if first in "}]":
            return self._take_closer(first)
        if first == "/":
            return self._skip_comment(mark)
        if first in ",:":
            return self._take_mark(first)
        return self._take_scalar(mark)

    def _take_opener(self, mark: str) -> bool:
        if self.expect == "key" or len(self.open) > 500:
            return False
        self._before_value()
        self.out.append(mark)
        self.open.append(mark)
        self.expect = "key" if mark == "{" else "value"
        return True

    def _take_closer(self, mark: str) -> bool:
        if not self.open or _CLOSERS[self.open[-1]] != mark:
            return not self.open  # a closer too many at the end of the document is common and harmless
        self._drop_dangling()
        self.out.append(mark)
        self.open.pop()
        self._after_value()
        return True

    def _take_mark(self, mark: str) -> bool:
        if mark == ":":
            if self.expect != "colon":
                return False
            self.expect = "value"
            self.out.append(":")
        elif self.expect == "value" and self.out and self.out[-1] == ":":
            self.out.append("null")
            self.expect = "comma"
        return True  # commas are written when the next member comes, so those left over vanish

    def _take_scalar(self, mark: str) -> bool:
        if self.expect == "key":
            return False
        if not self.open and not _SCALAR.match(mark):
            return True
        self._before_value()
        self.out.append(mark if _SCALAR.match(mark) else "null")
        self._after_value()
        return True

    def _take_string(self) -> bool:
        if self.expect == "colon":
            return False
        is_key = self._in_object() and not self._after_colon()
        if is_key:
            self._separate()
        else:
            self._before_value()
        string = self._string(is_key=is_key)
        if string is None:
            self._unfinished(is_key=is_key)
            return True
        self.out.append(string)
        if is_key:
            self.expect = "colon"
        else:
            self._after_value()
        return True

    def _string(self, *, is_key: bool) -> str | None:
        pieces = ['"']
        while match := _INSIDE.search(self.text, self.at):
            pieces.append(self.text[self.at : match.start()])
            self.at = match.end()
            if (char := match.group()) == '"':
                if self._closes(is_key=is_key):
                    return "".join(pieces) + '"'
                pieces.append('\\"')
            elif char == "\\":
                pieces.append(self._escape(match.start()))
            else:
                pieces.append(f"\\u{ord(char):04x}")
        self.at = len(self.text)
        return None

    def _escape(self, start: int) -> str:
        if match := _ESCAPE.match(self.text, start):
            self.at = match.end()
            return match.group()
        return "" if self.text[start + 1 : start + 2] == "'" else "\\\\"

    def _closes(self, *, is_key: bool) -> bool:
        """Whether a quotation mark here ends the string, judged by what JSON could go on with."""
        match = _AFTER.match(self.text, self.at)
        after = match.group(1) if match else ""
        if is_key:
            return after == ":"
        if after == ",":
            follow = _AFTER_COMMA.match(self.text, self.at)
            return (follow.group(1) if follow else "") in ('"}],/' if self._in_object() else '"}],/{[-0123456789tfn')
        return after in '}]"' if after != '"' else self._next_is_key(match.end() - 1 if match else self.at)

    def _next_is_key(self, start: int) -> bool:
        end = self.text.find('"', start + 1, start + 60)
        return self._in_object() and end > 0 and self.text[end + 1 : end + 3].lstrip()[:1] == ":"

    def _in_object(self) -> bool:
        return bool(self.open) and self.open[-1] == "{"

    def _after_colon(self) -> bool:
        return bool(self.out) and self.out[-1] == ":"

    def _separate(self) -> None:
        if self.expect == "comma" or (self.expect == "key" and self.out[-1] not in "{["):
            self.out.append(",")

    def _before_value(self) -> None:
        if not self.open:
            if self.documents:
                self.out.append(",")
            self.documents += 1
        elif not self._after_colon():
            self._separate()

    def _after_value(self) -> None:
        self.expect = "comma" if self.open else "value"

    def _drop_dangling(self) -> None:
        if self._after_colon():
            self.out.append("null")
        elif self.expect == "colon":
            self.out.append(":null")

    def _unfinished(self, *, is_key: bool) -> None:
        """The text ends inside a string: a half value is worse than none."""
        if not is_key:
            self.out.append("null")
        elif self.out[-1] == ",":
            self.out.pop()
        self.expect = "comma"

    def _skip_comment(self, mark: str) -> bool:
        if mark == "/*":
            end = self.text.find("*/", self.at)
            self.at = end + 2 if end >= 0 else len(self.text)
        return True

    def _close_all(self) -> None:
        while self.open:
            self._drop_dangling()
            self.out.append(_CLOSERS[self.open.pop()])
            self.expect = "comma"
