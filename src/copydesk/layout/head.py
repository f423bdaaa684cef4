"""What a page declares about itself, collected from the walk's raw elements."""

from typing import Final

from msgspec import Struct

from copydesk.layout.places import tag_span
from copydesk.layout.sheet import Dom, Tag
from copydesk.patterns import pattern
from copydesk.records import Span
from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread

__all__ = ["Head", "LinkTag", "MetaTag", "Property", "Script", "head_of"]

_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
_STATE: Final = pattern(
    r"\s*(?:(?:window|self|globalThis|var|let|const)\b[^={]{0,80}=|__[A-Z_]{4,40}__\s*=|\w+\.push\(\[)"
)
_STATE_REACH: Final = 400
_STATE_SIZE: Final = 2_000
"""Shorter scripts hold no article."""
_SILENT: Final = frozenset(
    (
        "stylesheet",
        "preload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "modulepreload",
        "icon",
        "shortcut icon",
        "apple-touch-icon",
        "manifest",
    )
)
"""Links that say how a page is drawn and loaded; most pages have dozens."""
_MAX_METAS: Final = 2_000
_MAX_PROPERTIES: Final = 500


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


def head_of(dom: Dom) -> Head:
    """The declarations of a page, with the spans of their tags."""
    title = dom.titles[0] if dom.titles else None
    linked, states = _scripts(dom)
    return Head(
        title=cleaned(" ".join(reread(title.text).split())) if title else None,
        title_span=tag_span(dom.lines, title) if title else None,
        lang=dom.lang,
        metas=tuple(_metas(dom)),
        links=tuple(_links(dom)),
        scripts=tuple(linked),
        states=tuple(states),
        properties=tuple(_properties(dom)),
    )


def _metas(dom: Dom) -> list[MetaTag]:
    tags = []
    for tag in dom.metas[:_MAX_METAS]:
        content = tag.attr("content")
        if content:
            span = tag_span(dom.lines, tag)
            for attribute in _NAMES:
                name = tag.attr(attribute)
                if name:
                    tags.append(MetaTag(name.strip().lower(), content, span, attribute))
    return tags


def _links(dom: Dom) -> list[LinkTag]:
    tags = []
    for tag in dom.links[:_MAX_METAS]:
        rel = tag.attr("rel")
        if rel and rel not in _SILENT:
            href = tag.attr("href")
            if href:
                tags.append(LinkTag(rel, href, tag.attr("type"), tag.attr("hreflang"), tag_span(dom.lines, tag)))
    return tags


def _scripts(dom: Dom) -> tuple[list[Script], list[Script]]:
    """The scripts of JSON-LD, and those of other JSON."""
    linked, states = [], []
    for index, tag in enumerate(dom.scripts):
        kind = (tag.attr("type") or "").lower()
        if "ld+json" in kind:
            linked.append(_script(dom, tag, index))
        elif _is_state(dom, tag, kind):
            states.append(_script(dom, tag, index))
    return linked, states


def _script(dom: Dom, tag: Tag, index: int) -> Script:
    return Script(tag.text, tag_span(dom.lines, tag), index, tag.attr("id"), tag.attr("type"))


def _is_state(dom: Dom, tag: Tag, kind: str) -> bool:
    if kind == "application/json":
        return not tag.attr("src") and len(tag.text) > _STATE_SIZE
    if (kind and "javascript" not in kind) or tag.attr("src"):
        return False
    # The text of a script is dear to have; most can be told by what the source has behind the tag.
    span = tag_span(dom.lines, tag)
    begins = _STATE.match(dom.source, span[1], span[1] + _STATE_REACH) if span else _STATE.match(tag.text)
    return begins is not None and len(tag.text) > _STATE_SIZE


def _properties(dom: Dom) -> list[Property]:
    scopes: dict[int, int] = {}
    found = []
    for tag in dom.properties[:_MAX_PROPERTIES]:
        scope = tag.closest("[itemscope]")
        number = scopes.setdefault(hash(scope), len(scopes) + 1) if scope is not None else 0
        itemtype = scope.attr("itemtype") if scope is not None else None
        names = (tag.attr("itemprop") or "").split()
        found += [Property(name, _value(tag), itemtype, number, tag_span(dom.lines, tag)) for name in names]
    return found


def _value(tag: Tag) -> str:
    """The value of a microdata property as the standard reads it."""
    for name in ("content", "datetime", "href", "src"):
        value = tag.attr(name)
        if value is not None:
            return value
    return " ".join(tag.text.split())[:5_000]
