"""Capture to Page: the decoded text, its blocks, and what the page declares."""

from hashlib import sha256

from msgspec import Struct

from copydesk.errors import NotAStory, Refused
from copydesk.layout.dom import read_dom
from copydesk.layout.encoding import text_of
from copydesk.layout.head import Head, head_of
from copydesk.layout.kind import kind_of
from copydesk.layout.language import stated_languages
from copydesk.layout.listings import listing_of
from copydesk.layout.rights import rights_of
from copydesk.layout.sheet import Dom
from copydesk.records import Capture, Encoding, Listed, Right, Source, SourceKind
from copydesk.settings import Settings
from copydesk.urls import without_login

__all__ = ["Page", "page_of"]


class Page(Struct, frozen=True, kw_only=True):
    """A decoded source laid out; `dom` is there for HTML only, and a plain text has an empty `head`."""

    text: str
    source: Source
    languages: tuple[str, ...] = ()
    """BCP 47 tags that the container states, the main one first."""
    dom: Dom | None = None
    head: Head = Head()
    listed: tuple[Listed, ...] = ()
    """What the feed or sitemap that named the page says of it."""

    @property
    def kind(self) -> SourceKind:
        """HTML or plain text."""
        return self.source.kind

    @property
    def url(self) -> str | None:
        """The address that the page's relative links start from."""
        return self.source.answered_url or self.source.url


def page_of(capture: Capture, settings: Settings) -> Page:
    """The page that a capture holds.

    Raises:
        NotAStory: `empty`, `binary`, `feed` or `sitemap`.
        Refused: `size` or `nodes`, by the settings.
    """
    if len(capture.content) > settings.max_bytes:
        raise Refused("size", f"the source is over {settings.max_bytes} bytes; raise max_bytes to read it")
    text, encoding = text_of(capture, settings)
    if not text.strip():
        raise NotAStory("empty", "the source holds no text")
    if capture.kind != "text" and (listing := listing_of(text)):
        raise NotAStory(listing, f"the source is a {listing}, which names stories and tells none")
    kind = capture.kind or kind_of(text, capture)
    dom = read_dom(text, settings) if kind == "html" else None
    head = head_of(dom) if dom else Head()
    return Page(
        text=text,
        source=_source(capture, kind, encoding, len(text), rights_of(capture, head)),
        languages=stated_languages(capture.headers),
        dom=dom,
        head=head,
        listed=capture.listed,
    )


def _source(
    capture: Capture, kind: SourceKind, encoding: Encoding, characters: int, rights: tuple[Right, ...]
) -> Source:
    return Source(
        name=without_login(capture.name),
        url=without_login(capture.url),
        answered_url=without_login(capture.answered_url),
        canonical_url=None,
        status=capture.status,
        fetched_at=capture.fetched_at,
        kind=kind,
        sha256=_digest(capture.content),
        encoding=encoding,
        characters=characters,
        warc=capture.warc,
        warnings=capture.warnings,
        named_by=without_login(capture.listed[0].name) if capture.listed else None,
        rights=rights,
    )


def _digest(content: bytes | str) -> str:
    """SHA-256 of the bytes as they came; of the UTF-8 form for text, lone surrogates replaced."""
    return sha256(content if isinstance(content, bytes) else content.encode("utf-8", "replace")).hexdigest()
