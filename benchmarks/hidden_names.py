"""Pages as an outlet writes them that names nothing: each class and id another word, figures plain boxes.

What a reader knows of `figcaption` or "standfirst" is no help there; where words stand and what they say is all that is
left. So the names on a page are free labels for what the page without them has to tell.
"""

import hashlib
import re
from typing import Final

__all__ = ["without_declarations", "without_names"]

_NAMES: Final = re.compile(
    rb"""(\s(?:class|id|data-testid|data-component|aria-label)\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE
)
_FIGURES: Final = re.compile(rb"<(/?)(?:figcaption|figure)\b", re.IGNORECASE)
_DECLARED: Final = re.compile(
    rb"<script\b[^>]*>.*?</script>|<meta\b[^>]*(?:keyword|tag|section|article:|parsely|sailthru|dc\.)[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_SAYS_TAG: Final = re.compile(rb"""\s(?:itemprop|rel)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_LETTERS: Final = bytes.maketrans(b"abcdef0123456789", b"qwzxkvqwzxkvqwzx")


def without_names(content: bytes, *, elements: bool = True) -> bytes:
    """The page with names that say nothing; with `elements`, figures and their captions are `div` too.

    >>> without_names(b'<p class="deck">Ferries stay in port.</p>')
    b'<p class="xwkvvzx">Ferries stay in port.</p>'
    """
    content = _NAMES.sub(_renamed, content)
    return _FIGURES.sub(rb"<\1div", content) if elements else content


def without_declarations(content: bytes) -> bytes:
    """The page without names, and without what it declares of its topics in scripts, metadata and attributes.

    >>> without_declarations(b'<meta name=keywords content=ferries><a rel="tag" href="/f">Ferries</a>')
    b'<a href="/f">Ferries</a>'
    """
    return _SAYS_TAG.sub(b"", _DECLARED.sub(b"", without_names(content)))


def _renamed(match: re.Match[bytes]) -> bytes:
    names = match[2].strip(b"\"'").split()
    return match[1] + b'"' + b" ".join(map(_other, names)) + b'"'


def _other(name: bytes) -> bytes:
    return b"x" + hashlib.md5(name, usedforsecurity=False).hexdigest()[:6].encode().translate(_LETTERS)
