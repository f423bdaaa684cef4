"""Every field of an HTML story: declared and visible candidates joined, each chosen in one place; the roles follow."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from msgspec import Struct, structs

from copydesk.body.features import Hints
from copydesk.body.find import Body
from copydesk.body.weights import tokens_of
from copydesk.fields.access import visible_access
from copydesk.fields.agency import visible_agencies
from copydesk.fields.authors import (
    bracketed_authors,
    detailed,
    fuller_authors,
    people_key,
    signed_lines,
    visible_authors,
    visible_bylines,
)
from copydesk.fields.candidates import Candidate, Choice, T, agreeing, choose
from copydesk.fields.confidence import stated
from copydesk.fields.copyright import visible_copyrights
from copydesk.fields.corrections import correction_blocks, visible_corrections
from copydesk.fields.dateline import lone_dateline, visible_dateline
from copydesk.fields.deck import visible_decks
from copydesk.fields.declared import Declared
from copydesk.fields.headline.printed import deferring, find_headline, visible_headlines
from copydesk.fields.images.printed import Shown, joined_images, same_picture, shown_pictures
from copydesk.fields.kicker import visible_kicker
from copydesk.fields.language import languages
from copydesk.fields.posts.read import Context, live_blogs, with_posts
from copydesk.fields.published.choice import decided_times
from copydesk.fields.published.found import BAR, visible_times
from copydesk.fields.publisher import titled_publisher
from copydesk.fields.reading_time import reading_time_blocks, visible_reading_times
from copydesk.fields.related import visible_related
from copydesk.fields.roles.blocks import Placement, repeated, roles_of
from copydesk.fields.section import visible_sections
from copydesk.fields.tags import visible_tags
from copydesk.fields.view import Visible
from copydesk.layout.head import Head
from copydesk.layout.sheet import Dom
from copydesk.records import Access, Dateline, Evidence, Image, Instant, Person, Post, Related, Role
from copydesk.wording.bylines.opening import is_mixed
from copydesk.wording.spelling import words

__all__ = ["Fields", "fields_of", "hints_of"]

DECK_BAR: Final = 0.6
SURE_MIXED: Final = 0.7
"""From here on a line with names, date and length is no paragraph, whatever the body was taken to be."""
UNPRINTED: Final = 0.6
"""Of descriptions that the page does not print as its deck one in four is one."""

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OPENING: Final = frozenset(
    ("intro", "introduction", "lead", "lede", "leader", "opening", "first", "excerpt", "body", "text")
)
"""Words in the class of a first paragraph that do not make it a deck."""
_DECK_NAMES: Final = frozenset(
    ("deck", "dek", "standfirst", "subheadline", "strapline", "chapo", "vorspann", "entradilla", "ingress", "manchet")
)
"""Words that make a first paragraph a deck even on a page that does not call itself news."""


class Fields(Struct, kw_only=True):
    """The values of a story with their evidence, and the role of each block."""

    canonical_url: str | None = None
    headline: str | None = None
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[Person, ...] = ()
    agency: str | None = None
    dateline: Dateline | None = None
    published: Instant | None = None
    modified: Instant | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    access: Access = "unknown"
    images: tuple[Image, ...] = ()
    reading_time: str | None = None
    copyright: str | None = None
    corrections: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    roles: list[Role] = []
    repeats: dict[int, int] = {}
    posts: tuple[Post, ...] = ()
    headings: frozenset[int] = frozenset()
    """Blocks that are the headline of a post, whatever their element."""
    evidence: dict[str, tuple[Evidence, ...]] = {}


def fields_of(dom: Dom, head: Head, url: str | None, said: Declared, body: Body) -> Fields:
    """All fields and roles of the story whose body is known."""
    return _Reading(dom, head, url, said, body).read()


class _Reading:
    """One page's fields as they come to be known, each used by those after it."""

    def __init__(self, dom: Dom, head: Head, url: str | None, said: Declared, body: Body) -> None:
        self.said = said
        self.head = head
        self.body = body
        self.fields = Fields()
        self.url = url
        self.fields.canonical_url = self.pick("canonical_url", said.canonical_url)
        self.fields.publisher = self.pick("publisher", said.publisher)
        self.fields.language = self.pick("language", _languages(dom, body, said))
        sites = frozenset(words(one.value) for one in said.publisher)
        self.page = Visible(dom, body, url=url or self.fields.canonical_url, language=self.fields.language, sites=sites)
        self.settled: dict[int, Role] = {}

    def read(self) -> Fields:
        """All fields, in the order in which they need each other."""
        self.titles()
        self.people()
        self.times()
        pictures = shown_pictures(self.page)
        self.pictures(pictures)
        self.topics()
        self.place()
        self.posts()
        self.notes()
        return self.fields

    def pick(self, field: str, candidates: Iterable[Candidate[T]], bar: float = 0.3) -> T | None:
        choice: Choice[T] = choose(candidates, bar, partial(stated, field))
        self.fields.evidence[field] = choice.evidence
        return choice.value

    def titles(self) -> None:
        page, said = self.page, self.said
        known = [one.value for one in said.headline]
        heading = find_headline(page, known)
        page.begin(heading.block.index if heading else None)
        shown = visible_headlines(page, heading, known)
        self.fields.headline = self.pick(
            "headline", deferring(heading, agreeing([*shown, *said.headline], words), said.page_types, self.page.url)
        )
        kicker = visible_kicker(page, heading)
        self.fields.kicker = self.pick("kicker", [kicker[0]] if kicker else [])
        self.settle("kicker", [kicker[1]] if kicker else [])
        decks = visible_decks(page, [one.value for one in said.deck], self.fields.headline or "")
        self.fields.deck = self.pick(
            "deck", [*agreeing([one for one, _ in decks] + self.declared_decks(decks), words)], DECK_BAR
        )
        blocks = next((blocks for one, blocks in decks if one.value == self.fields.deck), ())
        self.settled |= dict.fromkeys([index for index in blocks if not self.leads_body(index)], "deck")
        if page.headline is not None:
            self.settled[page.headline] = "headline"
        page.leave(self.settled)

    def leads_body(self, index: int) -> bool:
        """Whether a deck is also the body's first paragraph.

        It is where it stands among the others in an element like theirs, and on pages that are no news article.
        """
        blocks, chosen = self.page.blocks, self.body.blocks
        following = next((after for after in chosen if after > index), None)
        if index not in chosen or following is None:
            return False
        mine, its = blocks[index].container, blocks[following].container
        apart = set(tokens_of(mine.classes)) - set(tokens_of(its.classes))
        if not any(name.endswith("newsarticle") for name in self.said.page_types):
            return mine.tag not in _HEADINGS and apart.isdisjoint(_DECK_NAMES)
        return mine.tag == its.tag and mine.parent is its.parent and apart <= _OPENING

    def declared_decks(self, shown: Sequence[tuple[Candidate[str], tuple[int, ...]]]) -> list[Candidate[str]]:
        """Declared descriptions: a deck only where the page prints them as one, and never the start of the body."""
        start = words(" ".join(self.page.blocks[index].text for index in self.body.blocks[:4]))[:2_000]
        printed = {words(one.value) for one, _ in shown}
        decks = []
        for one in self.said.deck:
            key = words(one.value)
            if key in printed:
                decks.append(one)
            elif one.rule != "deck/alternative" and key[:80] not in start:
                decks.append(structs.replace(one, confidence=one.confidence * UNPRINTED))
        return decks

    def people(self) -> None:
        lines = signed_lines(self.page, self.fields.publisher)
        reading, datelines = visible_dateline(self.page)
        lone = lone_dateline(self.page)
        self.fields.dateline = self.pick("dateline", datelines)
        authors = fuller_authors(
            agreeing([*self.said.authors, *visible_authors(lines), *bracketed_authors(self.page)], people_key)
        )
        self.fields.authors = detailed(self.pick("authors", authors) or (), authors)
        self.fields.agency = self.pick(
            "agency", agreeing([*self.said.agency, *visible_agencies(self.page, lines, reading)], words)
        )
        self.fields.byline = self.pick("byline", [*visible_bylines(lines), *self.said.byline])
        reading_times = visible_reading_times(self.page)
        self.fields.reading_time = self.pick("reading_time", agreeing([*reading_times, *self.said.reading_time], str))
        if lone is not None:
            self.settled.setdefault(lone, "dateline")
            self.page.leave([lone])
        mixed = [
            line.block.index
            for line in lines
            if line.block.index in self.page.chosen and line.confidence >= SURE_MIXED and is_mixed(line.byline.text)
        ]
        if mixed:
            self.settled |= dict.fromkeys(mixed, "byline")
            self.page.leave(mixed)
        self.settle("byline", [index for line in lines for index in line.blocks])

    def times(self) -> None:
        times = visible_times(self.page)
        published, modified = times.published, times.modified
        decided = decided_times(self.said.published, published, self.page.url, self.said.modified)
        self.fields.published = self.pick("published", decided, BAR)
        self.fields.modified = self.pick("modified", [*self.said.modified, *modified])
        self.settle("published", times.published_blocks)
        self.settle("modified", times.modified_blocks)

    def pictures(self, shown: Sequence[Shown]) -> None:
        candidates = sorted(joined_images(self.page, self.said.images, shown), key=lambda one: -one.confidence)
        self.pick("images", candidates)
        self.fields.images = _unique(candidates)
        for one in shown:
            self.settle("caption", one.captions)
            self.settle("credit", one.credit_lines)

    def topics(self) -> None:
        tags = visible_tags(self.page)
        self.fields.tags = self.pick("tags", [*self.said.tags, *tags.candidates]) or ()
        self.fields.section = self.pick("section", [*self.said.section, *visible_sections(self.page)]) or ()
        self.settle("tags", tags.blocks)

    def settle(self, role: Role, indices: Iterable[int]) -> None:
        """Give blocks a role, unless they have one or are the body's own text."""
        for index in indices:
            if index not in self.page.chosen or self.page.is_heading_line(index):
                self.settled.setdefault(index, role)

    def place(self) -> None:
        """The role of every block: what the fields took, the body, and all else."""
        self.settle("reading_time", reading_time_blocks(self.page))
        self.settled |= dict.fromkeys(correction_blocks(self.page), "correction")
        for index in self.body.blocks:
            self.settled.setdefault(index, "body")
        repeats = dict(self.body.copies)
        for index, role in self.settled.items():
            if role in ("headline", "deck"):
                repeats.pop(index, None)
        for origin in [index for index, role in self.settled.items() if role in ("headline", "deck")]:
            repeats |= repeated(self.page, origin, self.page.chosen, repeats)
        self.fields.repeats = repeats
        self.fields.roles = roles_of(self.page, Placement(self.settled, repeats))

    def posts(self) -> None:
        """The posts of a live blog, if it is one, and what their lines are."""
        fields = self.fields
        days = {one.value[:10] for one in (fields.published, fields.modified) if one is not None}
        day = days.pop() if len(days) == 1 else None
        context = Context(self.said.page_types, self.said.posts, fields.headline or "", day)
        found = live_blogs(self.page, fields.roles, context)
        if found:
            fields.posts = self.pick("posts", [one.candidate for one in found]) or ()
            fields.headings = frozenset(part.heading for part in found[0].parts if part.heading is not None)
            with_posts(found[0], self.page, fields.roles, fields.repeats)

    def notes(self) -> None:
        page, said, roles = self.page, self.said, self.fields.roles
        if self.fields.publisher is None and self.fields.headline:
            self.fields.publisher = self.pick(
                "publisher", [*said.publisher, *titled_publisher(self.head, self.fields.headline)]
            )
        self.fields.copyright = self.pick("copyright", [*visible_copyrights(page, roles), *said.copyright])
        corrections = visible_corrections(page, roles)
        self.pick("corrections", corrections)
        self.fields.corrections = tuple(one.value for one in corrections)
        related = visible_related(page, roles) or list(said.related)
        self.pick("related", related[:1])
        self.fields.related = tuple(one.value for one in related)
        body = said.body[0].value if said.body else ""
        self.fields.access = self.pick("access", [*visible_access(page, roles, body), *said.access]) or "unknown"


def _languages(dom: Dom, body: Body, said: Declared) -> list[Candidate[str]]:
    if not body.blocks:
        return list(said.language)
    first = dom.blocks[body.blocks[0]]
    opening = Candidate("", "", 0.0, "inferred", first.container.css_path(), first.text[:200], first.span)
    return languages(said.language, " ".join([dom.blocks[index].text for index in body.blocks[:12]]), opening)


def _unique(candidates: Sequence[Candidate[Image]]) -> tuple[Image, ...]:
    found: list[Image] = []
    for one in candidates:
        if one.confidence >= 0.3 and not any(same_picture(one.value.url, other.url) for other in found):
            found.append(one.value)
    return tuple(found)


def hints_of(said: Declared) -> Hints:
    """What the page declares that its blocks can agree with."""
    return Hints(_first(said.headline), _first(said.deck), _first(said.body))


def _first(candidates: Sequence[Candidate[str]]) -> str:
    return candidates[0].value if candidates else ""
