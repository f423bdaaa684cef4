"""Every field of a story, in the order in which they need each other."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from msgspec import structs

from copydesk.body.features import Hints
from copydesk.fields.access import access
from copydesk.fields.agency import agency
from copydesk.fields.authors import authors, byline, signatures
from copydesk.fields.body import declared_bodies
from copydesk.fields.candidates import Candidate
from copydesk.fields.canonical_url import canonical_url
from copydesk.fields.copyright import copyright  # noqa: A004  the field's name
from copydesk.fields.corrections import corrections
from copydesk.fields.dateline import dateline
from copydesk.fields.deck import deck, declared_decks
from copydesk.fields.headline.declared import declared_headlines
from copydesk.fields.headline.printed import headline
from copydesk.fields.images.printed import images
from copydesk.fields.kicker import kicker
from copydesk.fields.language import language
from copydesk.fields.posts.read import posts
from copydesk.fields.published.found import modified, published
from copydesk.fields.publisher import publisher, publisher_in_title
from copydesk.fields.reading_time import reading_time
from copydesk.fields.related import related
from copydesk.fields.roles.blocks import placed
from copydesk.fields.section import section
from copydesk.fields.tags import tags
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout.declarations import DeclaredPage
from copydesk.records import Evidence, Story

__all__ = ["FIELDS", "hints_of", "with_fields"]

Find: TypeAlias = Callable[[View | TextSheet, DeclaredPage, Story], Finding[object]]
"""From the page as it is seen, what it declares and the story as far as it is known, to one field."""

FIELDS: Final[tuple[Find, ...]] = (
    canonical_url, publisher, language,
    headline, kicker, deck,
    dateline, authors, agency, byline, reading_time, signatures,
    published, modified, images, tags, section,
    placed, posts,
    publisher_in_title, copyright, corrections, related, access,
)  # fmt: skip


def with_fields(story: Story, view: View | TextSheet, said: DeclaredPage) -> tuple[Story, View | TextSheet]:
    """The story with all fields and their evidence, and the page with the role of each block."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for find in FIELDS:
        one = find(view, said, story)
        view = one.view or view
        if one.name is not None:
            evidence[one.name] = one.evidence
        if one.name is not None and one.value is not None:
            story = structs.replace(story, **{one.name: one.value})
    return structs.replace(story, evidence=evidence), view


def hints_of(said: DeclaredPage) -> Hints:
    """What the page declares that its blocks can agree with."""
    readers = (declared_headlines, declared_decks, declared_bodies)
    return Hints(*[_first(said.once(reader)) for reader in readers])


def _first(candidates: Sequence[Candidate[str]]) -> str:
    return candidates[0].value if candidates else ""
