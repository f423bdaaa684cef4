"""What the feed or sitemap that named a page says of it, as candidates beside those of the page.

A listing repeats what its outlet declares on the page, in fewer words and often by another program: it fills what the
page leaves open, agrees with the page or loses to it. The confidences stand below those of the page's own declarations.
"""

from collections.abc import Callable
from typing import Final, TypeVar

from copydesk.fields.candidates import Candidate
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Instant, Listed
from copydesk.wording.instants.stated import iso_instant
from copydesk.wording.subtags import shortest

__all__ = ["listed_changes", "listed_headlines", "listed_languages", "listed_publications", "listed_publishers"]

T = TypeVar("T")

HEADLINE: Final = 0.5
"""Under a printed or declared headline, and under the page's title (.55)."""
PUBLISHED: Final = 0.75
"""Over a lone printed date (.7), under every declared instant (.9)."""
CHANGED: Final = 0.6
LAST_CHANGE_OF_FILE: Final = 0.35
"""`lastmod` is often the moment at which the sitemap was written."""
LANGUAGE: Final = 0.6
PUBLISHER: Final = 0.45
LONGEST: Final = 400


def listed_headlines(said: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the headline."""
    return _each(said, "headline", HEADLINE, lambda one: one.title, lambda text: text if len(text) <= LONGEST else None)


def listed_publications(said: DeclaredPage) -> list[Candidate[Instant]]:
    """Candidates for the publication."""
    return _each(said, "published", PUBLISHED, lambda one: one.published, iso_instant)


def listed_changes(said: DeclaredPage) -> list[Candidate[Instant]]:
    """Candidates for the last change."""
    sure = LAST_CHANGE_OF_FILE if any(one.layer == "sitemap" for one in said.listed) else CHANGED
    return _each(said, "modified", sure, lambda one: one.modified, iso_instant)


def listed_languages(said: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the language."""
    return _each(said, "language", LANGUAGE, lambda one: one.language, shortest)


def listed_publishers(said: DeclaredPage) -> list[Candidate[str]]:
    """Candidates for the publisher."""
    return _each(said, "publisher", PUBLISHER, lambda one: one.publisher, lambda text: text)


def _each(
    said: DeclaredPage, field: str, sure: float, of: Callable[[Listed], str | None], read: Callable[[str], T | None]
) -> list[Candidate[T]]:
    candidates: list[Candidate[T]] = []
    for one in said.listed:
        text = of(one)
        value = read(text) if text else None
        if text and value is not None:
            candidates.append(Candidate(value, f"{field}/{one.layer}", sure, one.layer, one.place, text[:500]))
    return candidates
