"""What links say in brackets to those who listen: that they lead elsewhere, or open in a tab of their own."""

import re

from copydesk.kept import kept
from copydesk.tables import reader

__all__ = ["link_note", "without_link_notes"]


def without_link_notes(text: str) -> str:
    """The text without notes about its links.

    >>> without_link_notes("Acme (external link), the owner, said so (twice).")
    'Acme, the owner, said so (twice).'
    """
    if ("(" not in text and "[" not in text) or not _bracketed().search(text):
        return text
    return link_note().sub("", text)


@kept
def _bracketed() -> re.Pattern[str]:
    """A note from its bracket on: to look for one letter is a tenth of looking for that or the space before it."""
    return re.compile(link_note().pattern.removeprefix(r"\s?"), re.IGNORECASE)


@kept
def link_note() -> re.Pattern[str]:
    """A note with its brackets and the space before them."""
    phrases = sorted(reader.words("link_note"), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\s?[(\[](?:{'|'.join(map(re.escape, phrases))})[)\]]", re.IGNORECASE)
