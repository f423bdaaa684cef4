"""What a page declares about itself, raw and in document order: the head, JSON in scripts, microdata."""

from msgspec import Struct

from copydesk.records import Span

__all__ = ["Head", "LinkTag", "MetaTag", "Property", "Script"]


class MetaTag(Struct, frozen=True):
    """One name of a meta element with its content; an element with two names is two tags."""

    name: str
    """Lower-cased value of `attribute`."""
    content: str
    span: Span | None = None
    attribute: str = "name"
    """The attribute that names it: name, property, itemprop or http-equiv."""


class LinkTag(Struct, frozen=True):
    """A link element that may say something about the page."""

    rel: str
    href: str
    type: str | None = None
    hreflang: str | None = None
    span: Span | None = None


class Script(Struct, frozen=True):
    """A script that holds JSON: its text, and its number among all scripts of the page."""

    text: str
    span: Span | None = None
    index: int = 0
    id: str | None = None
    type: str | None = None


class Property(Struct, frozen=True):
    """A microdata property; `scope` numbers the enclosing itemscope element, 0 when there is none."""

    name: str
    value: str
    itemtype: str | None = None
    """Type of the enclosing item."""
    scope: int = 0
    span: Span | None = None


class Head(Struct, frozen=True, kw_only=True):
    """All that a page declares, as the walk found it."""

    title: str | None = None
    title_span: Span | None = None
    lang: str | None = None
    metas: tuple[MetaTag, ...] = ()
    links: tuple[LinkTag, ...] = ()
    scripts: tuple[Script, ...] = ()
    """JSON-LD."""
    states: tuple[Script, ...] = ()
    """Other JSON: application/json, page state assigned to a variable."""
    properties: tuple[Property, ...] = ()
