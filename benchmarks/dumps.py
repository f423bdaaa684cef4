"""Pages as plain text, as a scraper dumps them: the dumps of a set, made from its HTML where it has none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.data import Page, pages

SKIP: Final = frozenset(
    "script style noscript template head iframe object svg select option textarea canvas audio video math title".split()
)
BLOCK: Final = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 li ul ol br blockquote section "
        "article figure figcaption tr td th table header footer pre dl dt dd main "
        "aside hr nav form fieldset address body html details summary center legend caption thead "
        "tbody tfoot menu dialog button label"
    ).split()
)


def dumps(dataset: Path) -> Iterator[Page]:
    """The pages of the set as plain text, in its own order."""
    own = {page.id: page for page in pages(dataset, "text")}
    for page in pages(dataset):
        yield own.get(page.id) or page._replace(content=_dumped(page.content))


def _dumped(html: bytes) -> bytes:
    return "\n".join(visible_lines(html.decode("utf-8", "replace"))).encode()


def visible_lines(html: str) -> list[str]:
    """The visible text of a page, one block a line, as a scraper dumps it."""
    from turbohtml import Element, Node, Text, parse

    lines: list[str] = []
    words: list[str] = []

    def close() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        if line:
            lines.append(line)

    stack: list[Node | None] = [parse(html)]
    while stack:
        node = stack.pop()
        if node is None:
            close()
        elif isinstance(node, Text):
            words.append(node.data)
        elif not (isinstance(node, Element) and node.tag in SKIP):
            if isinstance(node, Element) and node.tag in BLOCK:
                close()
                stack.append(None)
            stack.extend(reversed(list(node.children)))
    close()
    return lines
