"""The peers, each through its public function with the options that its documentation recommends for articles."""

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Literal, TypeAlias

from benchmarks.data import Page, Prediction, Reader

Kind: TypeAlias = Literal["html", "text"]

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
ARTICLE = re.compile(r"Article|BlogPosting|Report|LiveBlog|Review$")


_BY_HAND = {
    "newspaper": "pip install newspaper4k, whose pins contradict those of constraints/bench.txt",
    "rs_trafilatura": "pip install rs-trafilatura, which has wheels for Python 3.12 alone",
    "magic_html": "pip install magic-html, from Python 3.12 on",
}


class MissingPeer(Exception):
    """A peer that is not installed was asked for."""

    def __init__(self, name: str) -> None:
        get = _BY_HAND.get(name, "pip install --require-hashes -r constraints/bench.txt")
        super().__init__(f"{name} is not installed: {get}")


def needed(name: str) -> ModuleType:
    """The module, or a message that says how to get it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPeer(name.split(".", maxsplit=1)[0]) from error


def decoded(content: bytes) -> str:
    """The text of a page as a careful user of the peers would decode it: UTF-8, else what the page declares."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        declared = CHARSET.search(content[:4096])
    try:
        return content.decode(declared[1].decode("ascii") if declared else "cp1252", "replace")
    except LookupError:
        return content.decode("cp1252", "replace")


def listed(value: object) -> list[str]:
    """The value as a list of strings; trafilatura parts authors by semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return [str(part) for part in value if part] if isinstance(value, list | tuple) else []


def trafilatura() -> Reader:
    """trafilatura with metadata and tables, without comments."""
    extract = trafilatura_call()

    def predict(page: Page) -> Prediction:
        found = extract(decoded(page.content), page.url)
        if found is None:
            return Prediction(reason="no-result")
        return Prediction(
            text=found.text or "",
            title=found.title,
            authors=listed(found.author),
            date=found.date,
            tags=listed(found.tags) + listed(found.categories),
            deck=found.description,
            image=found.image,
            site=found.sitename,
            lang=found.language,
        )

    return predict


def trafilatura_call(*, fast: bool = False) -> Callable[[str, str | None], Any]:
    """trafilatura's own call and nothing around it, for timing; `fast` is its own option, without fallbacks."""
    extract = needed("trafilatura").bare_extraction
    options = {"include_comments": False, "include_tables": True, "with_metadata": True, "fast": fast}
    return lambda html, url: extract(html, url=url, **options)


def article_call() -> Callable[[str], object]:
    """The parser's own reading of an article, text and metadata: a sketch of a record."""
    parse = needed("turbohtml").parse
    return lambda html: parse(html).article()


def newspaper_call() -> Callable[[str, str | None], object]:
    """newspaper4k on HTML that is there: text and metadata, without its language tools, and nothing fetched."""
    newspaper = needed("newspaper")

    def read(html: str, url: str | None) -> object:
        article = newspaper.Article(url or "https://example.org/story", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return article

    return read


def rs_trafilatura_call() -> Callable[[str, str | None], object]:
    """rs-trafilatura on decoded text: text and metadata, as trafilatura is asked."""
    extract = needed("rs_trafilatura").extract
    return lambda html, url: extract(html, url=url, include_tables=True, include_comments=False)


def magic_html_call() -> Callable[[str, str | None], object]:
    """magic-html's reading of an article: its HTML and title."""
    extractor = needed("magic_html").GeneralExtractor()
    return lambda html, url: extractor.extract(html, base_url=url or "", html_type="article")


def resiliparse_call() -> Callable[[str], object]:
    """resiliparse's main content, text alone."""
    extract = needed("resiliparse.extract.html2text").extract_plain_text
    return lambda html: extract(html, main_content=True, alt_texts=False, list_bullets=False)


def placed_parse() -> Callable[[str], object]:
    """The parser that copydesk uses, keeping the place of each node."""
    parse = needed("turbohtml").parse
    return lambda html: parse(html, source_locations=True)


def lxml_parse() -> Callable[[str], object]:
    """lxml's parser of HTML."""
    parse = needed("lxml.html").document_fromstring
    return lambda html: parse(html.encode("utf-8", "replace"))


def bare_parse() -> tuple[str, Callable[[str], object]]:
    """The name of a fast parser and its call: selectolax where installed, else the parser that copydesk uses."""
    try:
        return "selectolax", needed("selectolax.lexbor").LexborHTMLParser
    except MissingPeer:
        return "turbohtml", needed("turbohtml").parse


def resiliparse() -> Reader:
    """resiliparse's main content; it gives no fields."""
    extract = needed("resiliparse.extract.html2text").extract_plain_text

    def predict(page: Page) -> Prediction:
        text = extract(decoded(page.content), main_content=True, alt_texts=False, list_bullets=False)
        return Prediction(text=text)

    return predict


def extruct() -> Reader:
    """The plainest reading of what extruct finds in JSON-LD, OpenGraph and microdata."""
    extract = needed("extruct").extract

    def predict(page: Page) -> Prediction:
        syntaxes = ["json-ld", "opengraph", "microdata"]
        found = extract(
            decoded(page.content), base_url=page.url or "", syntaxes=syntaxes, uniform=True, errors="ignore"
        )
        return _mapped(found)

    return predict


def _mapped(found: dict[str, object]) -> Prediction:
    article = next(filter(_is_article, _nodes([found.get("json-ld"), found.get("microdata")])), {})
    graph = {key: value for node in _nodes(found.get("opengraph")) for key, value in node.items()}
    return Prediction(
        text=_string(article.get("articleBody")) or "",
        title=_string(article.get("headline")) or _string(graph.get("og:title")),
        authors=_names(article.get("author")),
        date=_string(article.get("datePublished")) or _string(graph.get("article:published_time")),
        tags=_keywords(article.get("keywords")),
        deck=_string(graph.get("og:description")) or _string(article.get("description")),
        image=_string(graph.get("og:image")) or _address(article.get("image")),
        site=_string(graph.get("og:site_name")),
        lang=_string(article.get("inLanguage")),
    )


def _nodes(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part)


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    named = any(
        isinstance(kind, str) and ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )
    return named and bool(node.get("headline") or node.get("datePublished"))


def _string(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else None


def _address(value: object) -> str | None:
    while isinstance(value, list) and value:
        value = value[0]
    return _string(value.get("url") or value.get("@id")) if isinstance(value, dict) else _string(value)


def _names(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    named = [person.get("name") if isinstance(person, dict) else person for person in people]
    return [name.strip() for name in named if isinstance(name, str)]


def _keywords(value: object) -> list[str]:
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return [word.strip() for word in words if isinstance(word, str)]
