"""The story on a page, as a frozen record, and what it is made of.

Offsets everywhere are code points, half open, into the decoded and newline-normalised source.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.records.capture import Source
from copydesk.records.plain import encoded, plain, shortened
from copydesk.records.reading import Reading

__all__ = [
    "SCHEMA",
    "Access",
    "Block",
    "Dateline",
    "Evidence",
    "Image",
    "ImageRole",
    "Instant",
    "Kind",
    "Layer",
    "Person",
    "Post",
    "Related",
    "Role",
    "Span",
    "Story",
    "Zone",
]

Span: TypeAlias = tuple[int, int]

Layer: TypeAlias = Literal["http", "jsonld", "meta", "html", "text", "feed", "sitemap", "warc", "inferred"]
Access: TypeAlias = Literal["open", "metered", "paywalled", "truncated", "unknown"]
Zone: TypeAlias = Literal["stated", "inferred", "unknown"]
Role: TypeAlias = Literal[
    "breadcrumb",
    "headline",
    "kicker",
    "deck",
    "byline",
    "published",
    "modified",
    "reading_time",
    "dateline",
    "caption",
    "credit",
    "author_image",
    "body",
    "duplicate",
    "tags",
    "related",
    "navigation",
    "share",
    "newsletter",
    "paywall",
    "comments",
    "advertisement",
    "author_note",
    "correction",
    "footer",
    "copyright",
    "other",
]
Kind: TypeAlias = Literal["paragraph", "heading", "list_item", "quotation", "table", "preformatted", "line"]
ImageRole: TypeAlias = Literal["lead", "body", "author", "other"]

SCHEMA = "copydesk/1"


class Person(Struct, frozen=True, kw_only=True):
    """A person named in the byline; never an agency or a desk.

    Attributes:
        name: The name as printed, without job titles; an academic title printed before it stays.
        role: The job as the byline gives it, such as "Political Editor".
        organisation: Whom the person works for, as the byline gives it.

    """

    name: str
    role: str | None = None
    organisation: str | None = None


class Dateline(Struct, frozen=True, kw_only=True):
    """The place that a story is filed from.

    Attributes:
        place: The place alone.
        text: The dateline as printed.

    """

    place: str
    text: str


class Instant(Struct, frozen=True, kw_only=True):
    """A point in time.

    Attributes:
        value: ISO 8601, as precise as the page is.
        zone: Whether the page states the zone.
        text: The words on the page.

    """

    value: str
    zone: Zone
    text: str


class Image(Struct, frozen=True, kw_only=True):
    """A picture of the story.

    Attributes:
        url: Its address.
        alt: The words that stand for it where it is not shown.
        caption: The caption as printed, without the credit.
        credit: Who made it, or whom it belongs to, as printed.
        role: What it is to the story.

    """

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    role: ImageRole = "body"


class Related(Struct, frozen=True, kw_only=True):
    """Another story that the page points to.

    Attributes:
        headline: As the page prints it.
        url: Its address, where the page gives one.

    """

    headline: str
    url: str | None = None


class Block(Struct, frozen=True, kw_only=True):
    """One block of the page.

    Attributes:
        role: What the block is to the story; each block has exactly one role.
        kind: The form it has on the page.
        text: Its words, white space collapsed.
        span: Where it stands in the source: code points, half open, into the decoded, newline-normalised text.
        duplicate_of: For a copy the index of the block that it repeats.

    """

    role: Role
    kind: Kind
    text: str
    span: Span
    duplicate_of: int | None = None


class Post(Struct, frozen=True, kw_only=True):
    """One post of a live blog.

    Attributes:
        headline: As the page gives it.
        published: As the page gives it.
        author: As the page gives it.
        first: Index of its first block: the post is `blocks[first:last]`.
        last: One past the index of its last block.

    """

    headline: str | None = None
    published: Instant | None = None
    author: str | None = None
    first: int
    last: int


class Evidence(Struct, frozen=True, kw_only=True):
    """Why a field has its value, or why a candidate lost.

    Attributes:
        rule: Id of the rule, such as `byline/agency-only`.
        confidence: How often a value stated so is right, 0 to 1.
        layer: In which layer of the page it stands.
        locator: JSON Pointer in a JSON-LD script, CSS path in the page, or `line N` in a text.
        span: Where it stands in the source; None where it stands nowhere as such.
        text: The words of the source at `span`, or the raw declared value.
        chosen: Whether it is the field's value.
        reason: For a candidate that lost: why.

    """

    rule: str
    confidence: float
    layer: Layer
    locator: str
    span: Span | None
    text: str
    chosen: bool
    reason: str | None = None


class Story(Struct, frozen=True, kw_only=True):
    """The article on a page: all fields, every block with its role, the evidence.

    Where the page does not say, a field is None or empty, never guessed. docs/record.md says of each what is not
    promised.

    Attributes:
        schema: The version of this record.
        source: What was read, and where it came from.
        headline: As printed, without the site's name.
        kicker: The short line above the headline.
        deck: The summary under the headline.
        byline: The line that signs, as printed.
        authors: People only; no agency and no desk.
        agency: The wire service that filed the story.
        dateline: Where the story is filed from.
        published: When the story was published.
        modified: When it was last changed.
        section: The sections, outermost first.
        tags: The topics that the page lists.
        publisher: The outlet as the page names it.
        language: BCP 47 tag.
        access: Whether all of the story is there to read.
        images: Pictures of the story, the lead first.
        reading_time: ISO 8601 duration, as the page claims it.
        copyright: The copyright line as printed.
        corrections: Corrections and editor's notes as printed.
        related: Other stories that the page points to.
        text: The body as plain text, paragraphs parted by a blank line, each once.
        blocks: The whole page in order.
        posts: The posts of a live blog in the order of the page.
        evidence: For each field its candidates, chosen and lost.
        reading: What the story says; None unless the desk has read it.

    """

    schema: str = SCHEMA
    source: Source
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
    text: str = ""
    blocks: tuple[Block, ...] = ()
    posts: tuple[Post, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = {}
    reading: Reading | None = None

    def to_dict(self) -> dict[str, object]:
        """The record as plain values, as its JSON would give them back: dictionaries, lists, strings, numbers, None."""
        return plain(self)

    def to_json(self) -> str:
        """The record as one line of JSON, every field present; the same record always gives the same line.

        `msgspec.json.decode(line, type=Story)` makes a record of it again.
        """
        return encoded(self).decode()

    def __repr__(self) -> str:
        """One line: headline, publisher, day, length, source."""
        words = f"{len(self.text.split()):,} words"
        published = self.published.value if self.published else ""
        source = shortened(self.source.name or self.source.url)
        parts = (shortened(self.headline), shortened(self.publisher), published, words, source and f"from {source}")
        return f"<Story {', '.join(part for part in parts if part)}>"
