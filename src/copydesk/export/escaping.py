"""Words of a page as they may stand in Markdown: none of them becomes markup, a link or HTML."""

import json
import re

from copydesk.export.neutral import one_line
from copydesk.patterns import pattern

__all__ = ["escaped", "quoted"]

_SPECIAL = pattern(r"[\\`*_\[\]<>&~@]")
# A bare URL and a bare www. would be linked by many readers.
_BARE_LINK = pattern(r":(?=//)|(?<=www)\.|(?<=xmpp):|(?<=mailto):", re.IGNORECASE)
_AT_START = pattern(r"(?m)^(?:[#+=|:-]|(\d+)(?=[.)]))")
# As the first set, without the backslash, which begins an escape in a quoted string, and with the sign of tables.
_SPECIAL_QUOTED = pattern(r"[`*_\[\]<>&~@|]|:(?=//)|(?<=www)\.|(?<=xmpp):|(?<=mailto):", re.IGNORECASE)


def escaped(text: str) -> str:
    """The text on one line as Markdown that shows it to the letter."""
    text = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    text = _BARE_LINK.sub(r"\\\g<0>", text)
    return _AT_START.sub(_start, text)


def _start(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1] else f"\\{match[0]}"


def quoted(text: str) -> str:
    """The text on one line as a string of YAML that is harmless too where Markdown is read without front matter.

    >>> quoted('Say "no" to <b>')
    '"Say \\\\"no\\\\" to \\\\u003cb\\\\u003e"'
    """
    return _SPECIAL_QUOTED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(one_line(text), ensure_ascii=False))
