"""What a page declares about itself, collected from the walk's raw elements."""

from typing import Final

from msgspec import Struct

from copydesk.layout.opening import Opening
from copydesk.layout.places import tag_span
from copydesk.layout.sheet import Dom, Tag
from copydesk.patterns import pattern
from copydesk.records import Span
from copydesk.wording.invisible import cleaned
from copydesk.wording.misread import reread

__all__ = ["Head", "LinkTag", "MetaTag", "Property", "Script", "head_of"]

_NAMES: Final = ("property", "name", "itemprop", "http-equiv")
_PLACES: Final = range(1, 5)
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
_HTML: Final = "html"
_BEHIND_NAMES: Final = (" ", "\n", "\t", "\f", "/", ">")
_MAX_METAS: Final = 2_000
_MAX_PROPERTIES: Final = 500
_MOST_LETTERS: Final = 5_000
"""Of the text of a property."""


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
    opening = Opening(dom.source, dom.lines)
    linked, states = _scripts(dom, opening)
    return Head(
        title=cleaned(" ".join(reread(title.text).split())) if title else None,
        title_span=tag_span(dom.lines, title) if title else None,
        lang=dom.lang,
        metas=tuple(_metas(dom, opening)),
        links=tuple(_links(dom, opening)),
        scripts=tuple(linked),
        states=tuple(states),
        properties=tuple(_properties(dom, opening)),
    )


def _metas(dom: Dom, opening: Opening) -> list[MetaTag]:
    tags = []
    for span, values in opening.rows(dom.metas, ["content", *_NAMES], _MAX_METAS):
        content = values[0] or ""
        for place in _PLACES:
            name = values[place]
            if name:
                tags.append(MetaTag(name.strip().lower(), content, span, _NAMES[place - 1]))
    return tags


def _links(dom: Dom, opening: Opening) -> list[LinkTag]:
    rows = opening.rows(dom.links, ["rel", "href", "type", "hreflang"], _MAX_METAS, _SILENT)
    return [LinkTag(rel or "", href, kind, language, span) for span, (rel, href, kind, language) in rows if href]


def _scripts(dom: Dom, opening: Opening) -> tuple[list[Script], list[Script]]:
    """The scripts of JSON-LD, and those of other JSON."""
    linked, states = [], []
    starts = dom.scripts.starts
    for index, tag in enumerate(dom.scripts.elements):
        opening.read(starts[index])
        kind = (opening.said(tag, "type") or "").lower()
        if "ld+json" in kind:
            linked.append(_script(dom, opening, tag, index))
        elif opening.said(tag, "src"):
            continue
        elif kind == "application/json" or (
            _may_be_state(dom, opening, tag) if not kind or "javascript" in kind else False
        ):
            script = _script(dom, opening, tag, index)
            if len(script.text) > _STATE_SIZE:
                states.append(script)
    return linked, states


def _script(dom: Dom, opening: Opening, tag: Tag, index: int) -> Script:
    return Script(
        _text(dom.source, opening, tag),
        _span(dom, opening, tag),
        index,
        opening.said(tag, "id"),
        opening.said(tag, "type"),
    )


def _span(dom: Dom, opening: Opening, tag: Tag) -> Span | None:
    return (opening.start, opening.end) if opening.end >= 0 else tag_span(dom.lines, tag)


def _text(source: str, opening: Opening, tag: Tag) -> str:
    """What a script says: as it stands in the source, but for what may hold the end of another."""
    begin = opening.end
    end = source.find("</", begin) if begin >= 0 else -1
    while end >= 0 and source[end + 2 : end + 8].lower() != "script":
        end = source.find("</", end + 2)
    is_plain = end >= 0 and source.find("<!--", begin, end) < 0 and source[end + 8 : end + 9] in _BEHIND_NAMES
    return source[begin:end] if is_plain and tag.namespace.value == _HTML else tag.text


def _may_be_state(dom: Dom, opening: Opening, tag: Tag) -> bool:
    # The text of a script is dear to have; most can be told by what the source has behind the tag.
    span = _span(dom, opening, tag)
    begins = _STATE.match(dom.source, span[1], span[1] + _STATE_REACH) if span else _STATE.match(tag.text)
    return begins is not None


def _properties(dom: Dom, opening: Opening) -> list[Property]:
    numbers: dict[int, int] = {}
    found = []
    starts, scopes = dom.properties.starts, dom.scopes
    for index, tag in enumerate(dom.properties.elements[:_MAX_PROPERTIES]):
        opening.read(starts[index])
        scope = scopes[index]
        number = numbers.setdefault(scope, len(numbers) + 1) if scope else 0
        itemtype = dom.items[scope - 1] if scope else None
        names = (opening.said(tag, "itemprop") or "").split()
        value, span = _value(opening, tag), _span(dom, opening, tag)
        found += [Property(name, value, itemtype, number, span) for name in names]
    return found


def _value(opening: Opening, tag: Tag) -> str:
    """The value of a microdata property as the standard reads it."""
    for name in ("content", "datetime", "href", "src"):
        value = opening.said(tag, name)
        if value is not None:
            return value
    return " ".join(tag.text.split(None, _MOST_LETTERS)[:_MOST_LETTERS])[:_MOST_LETTERS]
