"""The outlet as a text page names it twice: at the head of its path, and in its footer."""

import re
from collections.abc import Sequence
from typing import Final

from copydesk.layout.declarations import words

__all__ = ["PATH_RULE", "names_outlet"]

PATH_RULE: Final = "publisher/path-and-footer"
LONGEST_NAME: Final = 40
LONGEST_FOOTER: Final = 300
NOT_NAMES: Final = frozenset("home homepage news startseite accueil inicio forside hem english menu".split())
_HOLDER: Final = re.compile(
    r"""
    (?: © | \(c\) | \bcopyright\b ) [\s©]*
    (?: (?:19|20)\d\d [\s,–—-]* )*  # the years of the rights
    (?: by \s+ )?
    (?P<name> [^|•·,.;–—]{2,60} )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS: Final = re.compile(r"\s+(?:-\s.*|all rights.*|alle rechte.*|tous droits.*|todos los.*)\Z", re.IGNORECASE)
_LOGO: Final = re.compile(r"\s*\blogo\s*\Z", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:@|https?://|\bwww\.)(?:www\.)?([a-z0-9-]{3,40})\.[a-z]{2,}", re.IGNORECASE)


def names_outlet(path: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the first step of a printed path is the outlet: the lines below the story name it too.

    They do as the page's logo, as the holder of its rights, or by an address of its site.

    >>> names_outlet(("Harbour Courier", "Coast"), ["Write to desk@harbourcourier.example", "© 2026 Tide Media Ltd."])
    True
    >>> names_outlet(("News", "Coast"), ["© 2026 Tide Media Ltd."])
    False
    """
    if len(path) < 2 or len(path[0]) > LONGEST_NAME:
        return False
    name = words(path[0])
    return (
        len(name) > 1
        and name not in NOT_NAMES
        and any(_names(line, name) for line in below if len(line) <= LONGEST_FOOTER)
    )


def _names(line: str, name: str) -> bool:
    logo = _LOGO.sub("", line)
    if logo != line and words(logo) == name:
        return True
    holder = _HOLDER.search(line)
    if holder is not None and words(_RIGHTS.sub("", holder["name"])) == name:
        return True
    solid = name.replace(" ", "")
    return any(host.casefold().replace("-", "") == solid for host in _HOST.findall(line))
