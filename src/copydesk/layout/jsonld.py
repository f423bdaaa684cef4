"""JSON-LD in all its broken forms: the nodes that a page declares, each with the JSON Pointer it stands at."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from copydesk.layout.head import Script
from copydesk.layout.jsonld_repair import mend, unwrap
from copydesk.patterns import pattern
from copydesk.records import Span

__all__ = ["Graph", "Json", "Node", "decode", "page_key", "read_graph", "same_story"]

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

DECODE_LIMIT: Final = 8_000_000
"""Characters of a script that is decoded at all."""
NODE_LIMIT: Final = 20_000
"""JSON values looked at on one page."""
DEPTH_LIMIT: Final = 24
SURE: Final = 2.0
"""Score from which a node itself says that it is this page's story."""

ARTICLE_TYPES: Final = frozenset(
    ("report", "reportage", "review", "interview", "recipe", "howto", "creativework", "quotation", "podcastepisode")
)
_ASIDE_KEYS: Final = frozenset(
    (
        "blogpost", "blogposts", "citation", "comment", "haspart", "isbasedon", "isrelatedto", "issimilarto",
        "itemlistelement", "liveblogupdate", "mentions", "relatedlink", "related", "subjectof", "workexample",
    )
)  # fmt: skip
_WORDS = pattern(r"\w+")


class Node(Struct, frozen=True):
    """A JSON object with a type, and where it stands."""

    value: dict[str, Json]
    types: tuple[str, ...]
    """Lower-cased, without the vocabulary's address."""
    pointer: str
    script: int
    span: Span | None = None
    aside: bool = False
    """It stands in a list, a comment or another reference to something that is not this page."""

    def locator(self, key: str = "") -> str:
        """Where the value of `key` stands: `script[0]#/@graph/2/headline`."""
        return f"script[{self.script}]#{self.pointer}" + (f"/{_escape(key)}" if key else "")


class Graph(Struct, frozen=True):
    """All typed nodes of a page in document order, and the scripts that could not be read with the reason."""

    nodes: tuple[Node, ...] = ()
    by_id: dict[str, dict[str, Json]] = {}
    failures: tuple[tuple[int, str], ...] = ()

    def resolve(self, value: Json) -> Json:
        """The object that an @id reference points to; anything else unchanged. One step, so cycles end."""
        if isinstance(value, dict) and len(value) <= 2:
            target = self.by_id.get(str(value.get("@id")))
            if target is not None and len(target) > len(value):
                return target
        return value

    def of_type(self, *types: str) -> Iterator[Node]:
        """The nodes that have one of the types."""
        return (node for node in self.nodes if not set(types).isdisjoint(node.types))


def decode(text: str) -> Json:
    """The JSON in a script, mended when it is broken.

    Raises:
        ValueError: the script holds no JSON that can be read without guessing.
    """
    if len(text) > DECODE_LIMIT:
        raise ValueError("too long")
    try:
        return _strict(text)
    except ValueError:
        inner = unwrap(text)
    try:
        return _strict(inner)
    except ValueError:
        mended = mend(inner)
    if mended is None:
        raise ValueError("not JSON")
    return _strict(mended)


def read_graph(scripts: Sequence[Script]) -> Graph:
    """The typed nodes of all JSON-LD scripts."""
    walk = _Gathering()
    failures = []
    for script in scripts:
        try:
            document = decode(script.text)
        except ValueError as error:
            failures.append((script.index, str(error)))
        else:
            walk.visit(document, script)
    return Graph(tuple(walk.nodes), walk.by_id, tuple(failures))


def same_story(nodes: Sequence[Node], url: str | None, title: str | None) -> list[Node]:
    """All article nodes that speak of this page's story, the surest first."""
    articles = [node for node in nodes if _is_article(node)]
    key, words = page_key(url), _word_key(title)
    scored = [(_match(node, key, words), node) for node in articles]
    scored = [(score, node) for score, node in scored if score > 0]
    scored.sort(key=lambda pair: -pair[0])
    sure = [node for score, node in scored if score >= SURE]
    return sure or [node for _, node in scored[:1]]


def page_key(url: str | None) -> str:
    """What is left of an address for comparing: its path in one spelling, without scheme, host, query and ending."""
    if not url:
        return ""
    path = url.split("#", 1)[0].split("?", 1)[0]
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path.lstrip("/")
    path = unquote(path).casefold().rstrip("/")
    return path.removesuffix("/amp").removesuffix(".html").removesuffix(".amp")


def _strict(text: str) -> Json:
    try:
        document: Json = msgspec.json.decode(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    return document


class _Gathering:
    """Collects typed objects without recursion, within a budget that all scripts share."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.by_id: dict[str, dict[str, Json]] = {}
        self.budget = NODE_LIMIT

    def visit(self, document: Json, script: Script) -> None:
        stack: list[tuple[Json, str, int, bool]] = [(document, "", 0, False)]
        while stack and self.budget > 0:
            value, pointer, depth, aside = stack.pop()
            self.budget -= 1
            if isinstance(value, dict):
                self._note(value, pointer, script, aside=aside)
                children = [
                    (child, f"{pointer}/{_escape(key)}", depth + 1, aside or key.lower() in _ASIDE_KEYS)
                    for key, child in value.items()
                    if isinstance(child, (dict, list))
                ]
            elif isinstance(value, list):
                children = [
                    (child, f"{pointer}/{number}", depth + 1, aside)
                    for number, child in enumerate(value[: self.budget])
                    if isinstance(child, (dict, list))
                ]
            else:
                continue
            if depth < DEPTH_LIMIT:
                stack.extend(reversed(children))

    def _note(self, value: dict[str, Json], pointer: str, script: Script, *, aside: bool) -> None:
        kinds = value.get("@type")
        if kinds:
            types = tuple(map(_type_name, kinds if isinstance(kinds, list) else (kinds,)))
            self.nodes.append(Node(value, types, pointer, script.index, script.span, aside))
        identity = value.get("@id")
        if isinstance(identity, str) and len(value) > len(self.by_id.get(identity, ())):
            self.by_id[identity] = value


def _type_name(kind: Json) -> str:
    return str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower()


def _is_article(node: Node) -> bool:
    for name in node.types:
        if name.endswith(("article", "posting")) and name != "jobposting":
            return True
        if name in ARTICLE_TYPES and ("headline" in node.value or "datePublished" in node.value):
            return True
    return False


def _match(node: Node, key: str, words: str) -> float:
    """How surely a node is this page's: above 0 it may be, from 2 on it says so itself."""
    value = node.value
    score = 0.5 if node.aside else 1.0
    own = {page_key(address) for address in _addresses(value)} - {""}
    same_address = bool(key) and key in own
    headline = _word_key(value.get("headline")) or _word_key(value.get("name"))
    same_title = bool(words and headline) and (headline in words or words in headline)
    if same_address:
        score += 2.0
    elif own and key and node.aside:
        return 0.0
    if same_title:
        score += 2.0
    elif not same_address and node.aside:
        return 0.0
    if any(name.endswith(("article", "posting")) for name in node.types):
        score += 0.5
    return score + 0.1 * sum(name in value for name in ("headline", "datePublished", "author"))


def _addresses(value: dict[str, Json]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        address = value.get(key)
        if isinstance(address, dict):
            address = address.get("@id") or address.get("url")
        if isinstance(address, str):
            yield address


def _word_key(text: Json) -> str:
    return " ".join(_WORDS.findall(text[:400].casefold())) if isinstance(text, str) else ""


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key
