"""Who publishes the page."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.headline.declared import DIGITS
from copydesk.fields.listed import listed_publishers
from copydesk.fields.section import path_of
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage, texts
from copydesk.patterns import pattern
from copydesk.records import Story
from copydesk.wording.spelling import words

__all__ = [
    "PATH_RULE",
    "declared_publishers",
    "line_publishers",
    "names_outlet",
    "publisher",
    "publisher_in_title",
    "titled_publisher",
]


SITE_CONFIDENCE: Final = 0.5
_SITE = pattern(r"\s[-–—|•·»]\s([^|•·»–—]{2,40}?)\Z")
_MOST_SITE_WORDS = 5


PATH_RULE: Final = "publisher/path-and-footer"
LONGEST_NAME: Final = 40
LONGEST_FOOTER: Final = 300
NOT_NAMES: Final = frozenset("home homepage news startseite accueil inicio forside hem english menu".split())
_HOLDER: Final = pattern(
    r"""
    (?: © | \(c\) | \bcopyright\b ) [\s©]*
    (?: (?:19|20)\d\d [\s,–—-]* )*  # the years of the rights
    (?: by \s+ )?
    (?P<name> [^|•·,.;–—]{2,60} )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RIGHTS: Final = pattern(r"\s+(?:-\s.*|all rights.*|alle rechte.*|tous droits.*|todos los.*)\Z", re.IGNORECASE)
_LOGO: Final = pattern(r"\s*\blogo\s*\Z", re.IGNORECASE)
_HOST: Final = pattern(r"(?:@|https?://|\bwww\.)(?:www\.)?([a-z0-9-]{3,40})\.[a-z]{2,}", re.IGNORECASE)


def titled_publisher(said: DeclaredPage, headline: str) -> list[Candidate[str]]:
    """The outlet as the page's title names it behind the headline: "Ferry sails again - Coast - The Courier"."""
    title = " ".join((said.head.title or "").split())
    if not title.startswith(headline):
        return []
    rest = _SITE.search(title, len(headline))
    if rest is None or not rest[1][0].isupper() or rest[1].count(" ") >= _MOST_SITE_WORDS or DIGITS.search(rest[1]):
        return []
    return [Candidate(rest[1], "publisher/title", SITE_CONFIDENCE, "html", "title", title[:500], said.head.title_span)]


def declared_publishers(page: DeclaredPage) -> list[Candidate[str]]:
    return [
        propose(origin, text) for origin, text in texts(page, "publisher") if len(text) <= 100 and "://" not in text
    ]


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
        and any(_names_own_host(line, name) for line in below if len(line) <= LONGEST_FOOTER)
    )


def _names_own_host(line: str, name: str) -> bool:
    logo = _LOGO.sub("", line)
    if logo != line and words(logo) == name:
        return True
    holder = _HOLDER.search(line)
    if holder is not None and words(_RIGHTS.sub("", holder["name"])) == name:
        return True
    solid = name.replace(" ", "")
    return any(host.casefold().replace("-", "") == solid for host in _HOST.findall(line))


def line_publishers(sheet: TextSheet) -> list[Candidate[str]]:
    below = sheet.said(sheet.roles.body[-1] + 1, len(sheet.lines)) if sheet.roles.body else []
    paths = [(i, path_of(sheet.lines[i].text)) for i in sheet.with_role("breadcrumb")]
    return [sheet.candidate(i, path[0], PATH_RULE) for i, path in paths if names_outlet(path, below)]


def publisher(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """The outlet as the page declares it."""
    if isinstance(view, TextSheet):
        return view.found("publisher", [*line_publishers(view), *said.once(listed_publishers)])
    declared = [*said.once(declared_publishers), *said.once(listed_publishers)]
    one = view.found("publisher", declared)
    sites = frozenset(words(name.value) for name in declared)
    return replace(one, view=replace(view, publisher=one.value, sites=sites))


def publisher_in_title(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[str]:
    """The outlet behind the headline in the page's title, where nothing else names it."""
    if isinstance(view, TextSheet):
        return Finding()
    if known.publisher is not None or not known.headline:
        return Finding()
    return view.found("publisher", [*said.once(declared_publishers), *titled_publisher(said, known.headline)])
