"""A source as it came, and what the record tells of it."""

from typing import Literal, TypeAlias

from msgspec import Struct

from copydesk.records.plain import shortened

__all__ = ["Capture", "Encoding", "Listed", "Right", "Source", "SourceKind", "SourceWarning", "WarcPlace"]

SourceKind: TypeAlias = Literal["html", "text"]


class WarcPlace(Struct, frozen=True, kw_only=True):
    """Where a record stands in a WARC or WET file.

    Attributes:
        id: The record's `WARC-Record-ID`, without the angle brackets.
        date: The record's `WARC-Date`: when the page was captured.
        offset: Byte of the file at which the record begins, in a gzipped file its gzip member; None for a record in
            the midst of a member.
        refers_to: Of a revisit the `WARC-Record-ID` of the record that holds the page's bytes.

    """

    id: str | None = None
    date: str | None = None
    offset: int | None = None
    refers_to: str | None = None


class SourceWarning(Struct, frozen=True, kw_only=True):
    """Something amiss with a source that was read all the same.

    Attributes:
        reason: A short code, stable across releases: `truncated`, the source breaks off and the record holds what came.
        message: The same in a sentence.

    """

    reason: str
    message: str


class Listed(Struct, frozen=True, kw_only=True):
    """What a feed or sitemap says of a story; all values as printed there.

    Attributes:
        layer: Which of the two it is.
        name: The address or path of the feed or sitemap.
        place: Where in it the story stands: `item 3`, counted from one.
        title: The title in plain words.
        published: When it was published.
        modified: When it was changed last.
        language: The language of the story, or of the whole listing.
        publisher: Who publishes it.

    """

    layer: Literal["feed", "sitemap"]
    name: str
    place: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    publisher: str | None = None


class Right(Struct, frozen=True, kw_only=True):
    """What a page or its site says about the use of its content by programs.

    Attributes:
        signal: `tdm-reservation` or `tdm-policy` of the TDM Reservation Protocol, or `rsl`, a licence in RSL.
        value: What it says: 1 or 0, or the address of the policy or licence.
        place: Where it stands: `header`, `meta`, `link`, or the address of a file of the site.
        is_reserved: Whether it reserves rights; that of a licence does, for its terms are not read.

    """

    signal: Literal["tdm-reservation", "tdm-policy", "rsl"]
    value: str
    place: str
    is_reserved: bool


class Encoding(Struct, frozen=True, kw_only=True):
    """How the bytes became text.

    Attributes:
        name: The encoding's WHATWG name.
        origin: Who said so.
        confidence: How sure that is, 0 to 1.
        replaced: Byte sequences that were not valid in the encoding and became U+FFFD.

    """

    name: str
    origin: Literal["bom", "header", "meta", "detected", "given", "fallback"]
    confidence: float
    replaced: int = 0


class Capture(Struct, frozen=True, kw_only=True):
    """One source as it came: bytes (or text already decoded), and where it came from.

    Attributes:
        content: The page.
        name: The path or URL as it was given, in a folder the path below it; None for a page handed over as such.
        kind: What the user or the container says it is; None when the content has to tell.
        url: The address of the page.
        answered_url: The address that answered after redirects; None when nothing was fetched.
        status: The HTTP status of the answer; None when nothing was fetched.
        headers: Names and values of the answer's headers; `content-type` and `content-language` are made use of.
        fetched_at: ISO 8601 instant of the fetch with offset; None for files and strings.
        warc: Where it stands in a WARC or WET file; None when it comes from none.
        warnings: What is amiss with the content, as far as that is known before it is read.
        listed: What the feed or sitemap that named the page says of it.
        rights: What files of the site say about its use.

    """

    content: bytes | str
    name: str | None = None
    kind: SourceKind | None = None
    url: str | None = None
    answered_url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: str | None = None
    warc: WarcPlace | None = None
    warnings: tuple[SourceWarning, ...] = ()
    listed: tuple[Listed, ...] = ()
    rights: tuple[Right, ...] = ()

    def __repr__(self) -> str:
        """One line: how much it is, and where it comes from."""
        unit = "bytes" if isinstance(self.content, bytes) else "characters"
        parts = (f"{len(self.content):,} {unit}", self.kind or "", shortened(self.name or self.url))
        return f"<Capture {', '.join(part for part in parts if part)}>"


class Source(Struct, frozen=True, kw_only=True):
    """What was read, and where it came from, as it appears in the record.

    Attributes:
        name: The path or URL as given, never made absolute and without a password; in a folder the path below it.
        url: The address of the page as asked for or as given, without a password.
        answered_url: The address that answered after redirects; None when nothing was fetched.
        canonical_url: The address that the page declares for itself.
        status: The HTTP status of the answer; None when nothing was fetched.
        fetched_at: ISO 8601 instant at which the page was fetched or captured; None for files and strings.
        kind: HTML or plain text.
        sha256: Of the bytes as they came.
        encoding: How the bytes became text.
        characters: Code points in the decoded, newline-normalised text: the text that all spans point into.
        warc: Where it stands in a WARC or WET file; None when it comes from none.
        warnings: What is amiss with the source.
        named_by: The address or path of the feed or sitemap that named the page; None when none did.
        rights: What the page and its site say about its use by programs.

    """

    name: str | None = None
    url: str | None
    answered_url: str | None = None
    canonical_url: str | None
    status: int | None = None
    fetched_at: str | None = None
    kind: SourceKind
    sha256: str
    encoding: Encoding
    characters: int
    warc: WarcPlace | None = None
    warnings: tuple[SourceWarning, ...] = ()
    named_by: str | None = None
    rights: tuple[Right, ...] = ()
