"""What a page declares, indexed once: where the rows of declared.toml find their values."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple, TypeVar

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
UNPRINTED: Final = -1
"""The scope of properties of meta elements, whose item nobody noted."""
_UNPRINTED_NAMES: Final = frozenset(("articlesection", "keywords"))
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


class Step(NamedTuple):
    """Where a row looks: its place in the table, in what (meta, article, webpage, html), and the keys to follow."""

    rank: int
    row: Row
    owner: str
    keys: tuple[str, ...]


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
    properties: tuple[Property, ...]
    """Those of elements, and behind them those of meta elements that no element repeats."""
    items: dict[str, list[int]]
    """Microdata of the story: where in `properties` each name stands."""
    steps: dict[str, list[Step]]
    """For each field the rows whose names the page has, in the order of the table."""
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
        if tag.attribute != "itemprop" and tag.content and not tag.content.isspace():
            for name in tag.name.split():
                metas.setdefault(_spelling(name), []).append(tag)
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
    keys = {"article": _spelled(articles[:4]), "webpage": _spelled(pages[:2])}
    properties = (*head.properties, *_unprinted(head))
    items = _story_items(properties)
    return DeclaredPage(
        head=head,
        url=url or address,
        metas=metas,
        links=links,
        graph=graph,
        articles=tuple(articles[:4]),
        webpages=tuple(pages[:2]),
        keys=keys,
        properties=properties,
        items=items,
        steps=_steps(metas, keys, items),
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
    for _, row, owner, keys in page.steps.get(field, ()):
        if owner == "meta":
            yield from _in_metas(page, row, keys[0])
        elif owner == "html":
            yield from _in_microdata(page, row, keys)
        else:
            yield from _in_graph(page, row, owner, keys)


def texts(page: DeclaredPage, field: str) -> Iterator[tuple[Found, str]]:
    """As `found`, for the values that are a text: cleaned, never empty."""
    known = page.once(_texts_read)
    for origin in found(page, field):
        raw = origin.raw
        if isinstance(raw, str):
            text = known.get(raw)
            if text is None:
                text = known[raw] = clean(raw)
        else:
            text = plain(page.graph, raw)
        if text:
            yield origin, text


def _texts_read(_page: DeclaredPage) -> dict[str, str]:
    """The cleaned form of each text that was asked for: most pages declare one text under several names."""
    return {}


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


def _spelling(name: str) -> str:
    """The spelling under which a meta name is looked up: `DC.date` and `dc:date` are one."""
    return name.lower().replace(".", ":")


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
        if one.scope in (scope, UNPRINTED):
            items.setdefault(one.name.lower(), []).append(number)
    return items


def _unprinted(head: Head) -> list[Property]:
    """Section and topics that microdata keep in meta elements, where the page has them for one story and nowhere else.

    Of 626 development pages with microdata three gain their section so and two their topics. Headlines and authors in
    meta elements are not taken: of six that change what is read two were right.
    """
    metas = [tag for tag in head.metas if tag.attribute == "itemprop" and tag.name in _UNPRINTED_NAMES]
    if not metas:
        return []
    printed = {one.name.lower() for one in head.properties}
    alone = {name for name in _UNPRINTED_NAMES if len({tag.content for tag in metas if tag.name == name}) == 1}
    return [
        Property(tag.name, tag.content, scope=UNPRINTED, span=tag.span)
        for number, tag in enumerate(metas)
        if tag.name in alone - printed and tag.name not in [one.name for one in metas[:number]]
    ]


def _is_story_type(itemtype: str | None) -> bool:
    name = (itemtype or "").rstrip("/").lower()
    return name.endswith(("article", "posting", "/report")) and not name.endswith("jobposting")


def _steps(
    metas: dict[str, list[MetaTag]],
    nodes: dict[str, tuple[tuple[Node, dict[str, str]], ...]],
    items: dict[str, list[int]],
) -> dict[str, list[Step]]:
    """The steps of each field that find something: each name of the page is looked up once for all fields."""
    named: list[tuple[str, Mapping[str, object]]] = [("meta", metas), ("html", items)]
    named += [(owner, spelling) for owner, some in nodes.items() for _, spelling in some]
    found: dict[str, dict[int, Step]] = {}
    wanted = _wanted()
    for owner, names in named:
        known = wanted[owner]
        for name in known.keys() & names.keys():
            for step in known[name]:
                found.setdefault(step.row.field, {})[step.rank] = step
    return {field: [some[rank] for rank in sorted(some)] for field, some in found.items()}


@cache
def _wanted() -> dict[str, dict[str, list[Step]]]:
    """The steps of all rows by what they look in and by the first name that they look for."""
    wanted: dict[str, dict[str, list[Step]]] = {owner: {} for owner in ("meta", "html", "article", "webpage")}
    sources = [(row, source) for some in rows().values() for row in some for source in row.sources]
    for rank, (row, source) in enumerate(sources):
        step = _step(rank, row, source)
        wanted[step.owner].setdefault(step.keys[0], []).append(step)
    return wanted


def _step(rank: int, row: Row, source: str) -> Step:
    source = source.lower()
    if row.layer == "meta":
        return Step(rank, row, "meta", (_spelling(source),))
    keys = tuple(source.split("/"))
    return Step(rank, row, keys[0], keys[1:]) if row.layer == "jsonld" else Step(rank, row, "html", keys)


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
        one = page.properties[number] if len(keys) == 1 else _part_of(page.properties, number, keys[1])
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
