"""The language of the story."""

import re

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, texts

__all__ = ["declared_languages"]


_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?\Z")


def declared_languages(page: DeclaredPage) -> list[Candidate[str]]:
    candidates = []
    for origin, text in texts(page, "language"):
        tag = _language(text)
        if tag:
            candidates.append(propose(origin, tag, text))
    tag = _language(page.head.lang or "")
    if tag:
        candidates.append(Candidate(tag, "language/html", 0.82, "html", "html[lang]", page.head.lang or "", None))
    return candidates


def _language(text: str) -> str | None:
    """The BCP 47 tag in its usual letter case."""
    match = _LANGUAGE.match(text.split(",", 1)[0].strip())
    if not match:
        return None
    primary, script, region = match.groups()
    return "-".join(filter(None, (primary.lower(), script and script.title(), region and region.upper())))
