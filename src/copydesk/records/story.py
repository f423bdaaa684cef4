"""The frozen records that pass between the stages: Capture, Page pieces, Story.

Offsets everywhere are code points, half open, into the decoded and newline-normalised source.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.records.reading import Reading

Span: TypeAlias = tuple[int, int]

SourceKind: TypeAlias = Literal["html", "text"]
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


class Encoding(Struct, frozen=True, kw_only=True):
    """How the bytes became text: the encoding's WHATWG name, who said so, and how sure that is."""

    name: str
    origin: Literal["bom", "header", "meta", "detected", "given", "fallback"]
    confidence: float
    replaced: int = 0
    """Bytes sequences that were not valid in the encoding and became U+FFFD."""


class WarcPlace(Struct, frozen=True, kw_only=True):
    """Where a record stands in a WARC or WET file."""

    id: str | None = None
    """The record's `WARC-Record-ID`, without the angle brackets."""
    date: str | None = None
    """The record's `WARC-Date`: when the page was captured."""
    offset: int | None = None
    """Byte of the file at which the record begins, in a gzipped file its gzip member; None where no member begins."""


class SourceWarning(Struct, frozen=True, kw_only=True):
    """Something amiss with a source that was read all the same."""

    reason: str
    """A short code, stable across releases: `truncated`, the source breaks off and the record holds what came."""
    message: str


class Capture(Struct, frozen=True, kw_only=True):
    """One source as it came: bytes (or text already decoded), and where it came from."""

    content: bytes | str
    name: str | None = None
    """The path or URL as it was given, in a folder the path below it; None for a page handed over as such."""
    kind: SourceKind | None = None
    """What the user or the container says it is; None when the content has to tell."""
    url: str | None = None
    answered_url: str | None = None
    """The URL that answered after redirects; None when nothing was fetched."""
    status: int | None = None
    """The HTTP status of the answer; None when nothing was fetched."""
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None
    """ISO 8601 instant of the fetch with offset; None for files and strings."""
    warc: WarcPlace | None = None
    """Where it stands in a WARC or WET file; None when it comes from none."""
    warnings: tuple[SourceWarning, ...] = ()
    """What is amiss with the content, as far as that is known before it is read."""


class Source(Struct, frozen=True, kw_only=True):
    """What was read, and where it came from, as it appears in the record."""

    name: str | None = None
    """The path or URL as given, never made absolute and without a password; in a folder the path below it."""
    url: str | None
    """The address of the page as asked for or as given, without a password."""
    answered_url: str | None = None
    """The address that answered after redirects; None when nothing was fetched."""
    canonical_url: str | None
    """The address that the page declares for itself."""
    status: int | None = None
    """The HTTP status of the answer; None when nothing was fetched."""
    fetched_at: str | None = None
    """ISO 8601 instant at which the page was fetched or captured; None for files and strings."""
    kind: SourceKind
    sha256: str
    """Of the bytes as they came."""
    encoding: Encoding
    characters: int
    """Code points in the decoded, newline-normalised text: the text that all spans point into."""
    warc: WarcPlace | None = None
    warnings: tuple[SourceWarning, ...] = ()
    """What is amiss with the source."""


class Person(Struct, frozen=True, kw_only=True):
    """A person named in the byline; never an agency or a desk."""

    name: str
    role: str | None = None
    organisation: str | None = None


class Dateline(Struct, frozen=True, kw_only=True):
    """The place a story is filed from, and the dateline as printed."""

    place: str
    text: str


class Instant(Struct, frozen=True, kw_only=True):
    """A point in time: ISO 8601 as precise as the page is, whether its zone is stated, and the words on the page."""

    value: str
    zone: Zone
    text: str


class Image(Struct, frozen=True, kw_only=True):
    """A picture of the story."""

    url: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    role: ImageRole = "body"


class Related(Struct, frozen=True, kw_only=True):
    """Another story that the page points to."""

    headline: str
    url: str | None = None


class Block(Struct, frozen=True, kw_only=True):
    """One block of the page with its role; `duplicate_of` is the index of the block that it repeats."""

    role: Role
    kind: Kind
    text: str
    span: Span
    duplicate_of: int | None = None


class Post(Struct, frozen=True, kw_only=True):
    """One post of a live blog: `blocks[first:last]`, its headline, time and author as the page gives them."""

    headline: str | None = None
    published: Instant | None = None
    author: str | None = None
    first: int
    last: int


class Evidence(Struct, frozen=True, kw_only=True):
    """Why a field has its value, or why a candidate lost."""

    rule: str
    """Id of the rule, such as `byline/agency-only`."""
    confidence: float
    layer: Layer
    locator: str
    """JSON Pointer in a JSON-LD script, CSS path in the page, or `line N` in a text."""
    span: Span | None
    text: str
    """The words of the source at `span`, or the raw declared value."""
    chosen: bool
    reason: str | None = None
    """For a candidate that lost: why."""


class Story(Struct, frozen=True, kw_only=True):
    """The article on a page: all fields, every block with its role, the evidence."""

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
    """What the story says; None unless the desk has read it."""
