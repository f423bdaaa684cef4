"""What a page declares, indexed once: where the rows of declared.toml find their values."""

from collections.abc import Iterator
from functools import cache
from typing import Final, TypeVar

from msgspec import Struct

from copydesk import urls
from copydesk.layout.asked import Asked
from copydesk.layout.head import Head, LinkTag, MetaTag, Property
from copydesk.layout.jsonld import Graph, Json, Node, read_graph, same_story
from copydesk.records import Layer, Listed, Span
from copydesk.tables import reader
from copydesk.wording.spelling import clean, words

__all__ = ["DeclaredPage", "Found", "Row", "declared_page", "found", "rows", "texts"]

T = TypeVar("T")

_SITE_KEYS: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc:publisher",
    "twitter:site",
)
SECOND_NODE: Final = 0.9
"""Applied to what the second and later JSON-LD nodes of a story say."""


class Row(Struct, frozen=True, kw_only=True):
    """One line of declared.toml: which declared value speaks for which field, and how surely."""

    id: str
    field: str
    layer: Layer
    sources: tuple[str, ...]
    confidence: float
    example: str


class Found(Struct, frozen=True):
    """A declared value and where it stands."""

    raw: Json
    row: Row
    locator: str
    span: Span | None
    confidence: float


class DeclaredPage(Asked, frozen=True, kw_only=True):
    """A page's declarations, looked up by name."""

    head: Head
    url: str | None
    metas: dict[str, list[MetaTag]]
    links: dict[str, list[LinkTag]]
    graph: Graph
    articles: tuple[Node, ...]
    """Nodes of this page's story, the surest first."""
    webpages: tuple[Node, ...]
    keys: dict[str, tuple[tuple[Node, dict[str, str]], ...]]
    """For "article" and "webpage" the nodes, each with its own spelling of its keys by their lower-cased form."""
    items: dict[str, list[int]]
    """Microdata of the story: where in `head.properties` each name stands."""
    sites: frozenset[str]
    """Every name that the page gives its site, the host's own among them, as `words` spells it."""
    types: tuple[str, ...]
    """Lower-cased types of the JSON-LD nodes and og:type: for telling a story from an index page."""
    languages: tuple[str, ...]
    """What a container states, the main language first."""
    listed: tuple[Listed, ...]
    """What the feed or sitemap that named the page says of it."""


def declared_page(
    head: Head, url: str | None = None, languages: tuple[str, ...] = (), listed: tuple[Listed, ...] = ()
) -> DeclaredPage:
    """The index over a page's declarations."""
    metas: dict[str, list[MetaTag]] = {}
    for tag in head.metas:
        if tag.attribute != "itemprop" and tag.content.strip():
            for name in _names(tag.name):
                metas.setdefault(name, []).append(tag)
    links: dict[str, list[LinkTag]] = {}
    for link in head.links:
        for rel in link.rel.lower().split():
            links.setdefault(rel, []).append(link)
    graph = read_graph(head.scripts)
    address = _own_address(metas, links, url)
    title = next((tags[0].content for name in ("og:title", "twitter:title") if (tags := metas.get(name))), head.title)
    articles = same_story(graph.nodes, address, title)
    if not articles and address != url:
        articles = same_story(graph.nodes, url, title)
    pages = [node for node in graph.nodes if not node.aside and _is_webpage(node)]
    return DeclaredPage(
        head=head,
        url=url or address,
        metas=metas,
        links=links,
        graph=graph,
        articles=tuple(articles[:4]),
        webpages=tuple(pages[:2]),
        keys={"article": _spelled(articles[:4]), "webpage": _spelled(pages[:2])},
        items=_story_items(head.properties),
        sites=frozenset(map(words, _site_names(metas, graph, articles[:2], url or address))) - {""},
        types=_types(graph, metas),
        languages=languages,
        listed=listed,
    )


@cache
def rows() -> dict[str, tuple[Row, ...]]:
    """The rows of declared.toml by field."""
    table: dict[str, list[Row]] = {}
    for row in reader.rows("declared", Row):
        table.setdefault(row.field, []).append(row)
    return {field: tuple(some) for field, some in table.items()}


def found(page: DeclaredPage, field: str) -> Iterator[Found]:
    """Every declared value that speaks for the field, in the order of the table."""
    metas, items, nodes = page.metas, page.items, page.keys
    for row, owner, keys in _plan().get(field, ()):
        if owner == "meta":
            if keys[0] in metas:
                yield from _in_metas(page, row, keys[0])
        elif owner == "html":
            if keys[0] in items:
                yield from _in_microdata(page, row, keys)
        elif nodes[owner]:
            yield from _in_graph(page, row, owner, keys)


def texts(page: DeclaredPage, field: str) -> Iterator[tuple[Found, str]]:
    """As `found`, for the values that are a text: cleaned, never empty."""
    for origin in found(page, field):
        text = plain(page.graph, origin.raw)
        if text:
            yield origin, text


def plain(graph: Graph, value: Json) -> str:
    """The text that a declared value amounts to: itself, its name, or the first of a list; empty when none."""
    for _ in range(3):
        value = graph.resolve(value)
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("headline") or value.get("legalName")
    return clean(value) if isinstance(value, str) else ""


def _types(graph: Graph, metas: dict[str, list[MetaTag]]) -> tuple[str, ...]:
    types = [name for node in graph.nodes if not node.aside for name in node.types]
    types += [f"og:{tag.content.strip().lower()}" for tag in metas.get("og:type", ())]
    return tuple(dict.fromkeys(types))


def _names(name: str) -> list[str]:
    """The spellings under which a meta name is looked up: `DC.date` and `dc:date` are one."""
    return [part.replace(".", ":") for part in name.lower().split()]


def _own_address(metas: dict[str, list[MetaTag]], links: dict[str, list[LinkTag]], url: str | None) -> str | None:
    if canonical := links.get("canonical"):
        return canonical[0].href
    return metas["og:url"][0].content if "og:url" in metas else url


def _site_names(metas: dict[str, list[MetaTag]], graph: Graph, articles: list[Node], url: str | None) -> list[str]:
    names = [tag.content for key in _SITE_KEYS for tag in metas.get(key, ())]
    names += [plain(graph, node.value.get("publisher")) for node in articles]
    for node in graph.nodes:
        if not node.aside and node.types[0].endswith(("organization", "website")):
            names += [name for key in ("name", "alternateName") if isinstance(name := node.value.get(key), str)]
    names += _host_names(url)
    return [name for name in names if 1 < len(name) < 80]


def _host_names(url: str | None) -> list[str]:
    """What a host is called: `example.co.uk` is also "example"."""
    host = urls.host_of(url).removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2:
        return []
    is_second_level = len(labels) > 2 and len(labels[-2]) <= 3
    start = -3 if is_second_level else -2
    return [host, labels[start], ".".join(labels[start:])]


def _spelled(nodes: list[Node]) -> tuple[tuple[Node, dict[str, str]], ...]:
    return tuple((node, {key.lower(): key for key in node.value}) for node in nodes)


def _is_webpage(node: Node) -> bool:
    return any(name.endswith("page") for name in node.types)


def _story_items(properties: tuple[Property, ...]) -> dict[str, list[int]]:
    """Positions of the properties of the first article item, or of those outside any item when there is none."""
    scope = next((one.scope for one in properties if _is_story_type(one.itemtype)), 0)
    items: dict[str, list[int]] = {}
    for number, one in enumerate(properties):
        if one.scope == scope:
            items.setdefault(one.name.lower(), []).append(number)
    return items


def _is_story_type(itemtype: str | None) -> bool:
    name = (itemtype or "").rstrip("/").lower()
    return name.endswith(("article", "posting", "/report")) and not name.endswith("jobposting")


@cache
def _plan() -> dict[str, tuple[tuple[Row, str, tuple[str, ...]], ...]]:
    """For each field: row, where to look (meta, article, webpage, html), and the keys to follow there."""
    return {
        field: tuple(_step(row, source) for row in some for source in row.sources) for field, some in rows().items()
    }


def _step(row: Row, source: str) -> tuple[Row, str, tuple[str, ...]]:
    source = source.lower()
    if row.layer == "meta":
        return row, "meta", (source.replace(".", ":"),)
    keys = tuple(source.split("/"))
    return (row, keys[0], keys[1:]) if row.layer == "jsonld" else (row, "html", keys)


def _in_metas(page: DeclaredPage, row: Row, name: str) -> Iterator[Found]:
    for tag in page.metas[name]:
        yield Found(tag.content, row, f"meta[{tag.attribute}={tag.name}]", tag.span, row.confidence)


def _in_graph(page: DeclaredPage, row: Row, owner: str, keys: tuple[str, ...]) -> Iterator[Found]:
    sure = row.confidence
    for node, spelling in page.keys[owner]:
        key = spelling.get(keys[0])
        value = node.value[key] if key is not None else None
        if value not in (None, "", [], {}):
            yield Found(value, row, node.locator(key or ""), node.span, sure)
        sure = row.confidence * SECOND_NODE


def _in_microdata(page: DeclaredPage, row: Row, keys: tuple[str, ...]) -> Iterator[Found]:
    for number in page.items[keys[0]]:
        one = page.head.properties[number] if len(keys) == 1 else _part_of(page.head.properties, number, keys[1])
        if one is not None and one.value.strip():
            yield Found(one.value, row, f"[itemprop={'] [itemprop='.join(keys)}]", one.span, row.confidence)


def _part_of(properties: tuple[Property, ...], number: int, part: str) -> Property | None:
    """The property `part` of the item that stands at `number`: nested items follow their owner directly."""
    owner = properties[number].scope
    for one in properties[number + 1 : number + 12]:
        if one.scope == owner:
            return None
        if one.name.lower() == part:
            return one
    return None
