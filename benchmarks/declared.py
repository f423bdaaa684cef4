"""What a page declares, read by copydesk and by its parser's own readers, value by value.

python -m benchmarks.declared --data DIR [--sets NAME…] [--every N] [--examples N]

The parser reads Open Graph, JSON-LD, microdata and links in C. For each of the four the values that both give are
counted, those that one of them alone gives, and those that both give differently under one key.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import msgspec

from benchmarks.data import pages
from copydesk.errors import CopydeskError
from copydesk.layout.head import Head
from copydesk.layout.jsonld import decode
from copydesk.layout.page import page_of
from copydesk.records import Capture
from copydesk.settings import DEFAULTS

KINDS: Final = ("Open Graph", "JSON-LD", "microdata", "links")
SIDES: Final = ("equal", "ours alone", "the parser's alone", "different")
SHOWN: Final = 160
"""Characters of a value that an example shows."""
LONGEST: Final = 5_000
"""Characters of a value of microdata that copydesk keeps."""
SILENT: Final = frozenset(
    "stylesheet preload prefetch preconnect dns-prefetch modulepreload icon apple-touch-icon manifest".split()
) | {"shortcut icon"}
"""Links of which copydesk keeps none."""

Values = Counter[tuple[str, str]]
"""How often each key has each value."""


class Item(Protocol):
    """An item of microdata as the parser gives it."""

    @property
    def type(self) -> str | None: ...
    @property
    def properties(self) -> Mapping[str, Sequence[object]]: ...


class Compared(NamedTuple):
    """The values of one kind on one page that are equal, and those that are not."""

    equal: Values
    ours: Values
    theirs: Values

    def counts(self) -> tuple[int, int, int, int]:
        """How many values are equal, ours alone, the parser's alone, and different under one key."""
        mine, its = (Counter(key for key, _ in some.elements()) for some in (self.ours, self.theirs))
        different = (mine & its).total()
        return self.equal.total(), mine.total() - different, its.total() - different, different


def main() -> None:
    """Compare and print."""
    options = _arguments()
    totals = {kind: [0] * len(SIDES) for kind in KINDS}
    same: Counter[str] = Counter()
    having: Counter[str] = Counter()
    examples: dict[tuple[str, str], list[str]] = {}
    for name, one in _compared(options.data, options.sets, options.every):
        for kind, compared in one.items():
            counts = compared.counts()
            totals[kind] = [total + count for total, count in zip(totals[kind], counts, strict=True)]
            having[kind] += any(counts)
            same[kind] += any(counts) and not any(counts[1:])
            for side, left in (("ours", compared.ours), ("the parser's", compared.theirs)):
                told = examples.setdefault((kind, side), [])
                told += [f"{name}: {key} = {value[:SHOWN]!r}" for key, value in list(left)[:1]]
    print("| | pages that have some | all equal | " + " | ".join(SIDES) + " |\n|---" + "|---" * 6 + "|")
    for kind, sums in totals.items():
        print(f"| {kind} | {having[kind]} | {same[kind]} | " + " | ".join(map(str, sums)) + " |")
    for (kind, side), told in examples.items():
        for line in told[:: max(1, len(told) // options.examples)][: options.examples] if options.examples else ():
            print(f"{kind}, {side}: {line}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder that holds the sets")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="all by default")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth page of each set")
    parser.add_argument("--examples", type=int, default=3, metavar="N", help="of each kind and side")
    return parser.parse_args()


def _compared(data: Path, sets: list[str] | None, every: int) -> Iterator[tuple[str, dict[str, Compared]]]:
    found = [path.parent for path in sorted(data.glob("*/truth.jsonl")) if not sets or path.parent.name in sets]
    for folder in found:
        for page in list(pages(folder))[::every]:
            try:
                yield f"{folder.name}/{page.id}", compared(page.content, page.url)
            except CopydeskError:
                continue


def compared(content: bytes, url: str | None) -> dict[str, Compared]:
    """What both say of a page.

    Raises:
        CopydeskError: the page cannot be read.
    """
    page = page_of(Capture(content=content, url=url, kind="html"), DEFAULTS)
    source = page.dom.source if page.dom else ""
    return dict(zip(KINDS, map(_parted, ours(page.head), parsed(source)), strict=True))


def _parted(mine: Values, its: Values) -> Compared:
    return Compared(mine & its, mine - its, its - mine)


def ours(head: Head) -> tuple[Values, Values, Values, Values]:
    """The values of copydesk: of a key of Open Graph the first, as the parser has it, of microdata those in an item."""
    named = [tag for tag in head.metas if tag.attribute in ("property", "name")]
    graph = {tag.name: tag.content for tag in reversed(named) if tag.name.startswith("og:")}
    documents = []
    for script in head.scripts:
        try:
            documents.append(decode(script.text))
        except ValueError:
            continue
    items = [(f"{one.itemtype or ''} {one.name}", _flat(one.value)) for one in head.properties if one.scope]
    links = [(link.rel, link.href) for link in head.links]
    return _values(graph.items()), _values(map(_document, documents)), Counter(items), _values(links)


def parsed(source: str) -> tuple[Values, Values, Values, Values]:
    """The values of the parser's readers, an item as the value of a property as the texts of its own properties."""
    from turbohtml import parse

    document = parse(source)
    graph = [(f"og:{key.lower()}", value) for key, value in dict(document.opengraph()).items()]
    items = [pair for item in document.microdata() for pair in _properties(item)]
    elements = [link.element for link in document.links() if link.element.tag == "link" and link.attribute == "href"]
    links = [(rel, one.attr("href") or "") for one in elements if (rel := one.attr("rel")) and rel not in SILENT]
    return _values(graph), _values(map(_document, document.json_ld())), Counter(items), _values(links)


def _properties(item: Item) -> Iterator[tuple[str, str]]:
    for name, values in item.properties.items():
        for value in values:
            if isinstance(value, str):
                yield f"{item.type or ''} {name}", _flat(value)
            else:
                yield from _properties(value)  # type: ignore[arg-type]


def _values(pairs: Iterable[tuple[str, str]]) -> Values:
    return Counter([(key, value.strip()) for key, value in pairs if value.strip()])


def _flat(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _document(value: object) -> tuple[str, str]:
    kind = value.get("@type") if isinstance(value, dict) else type(value).__name__
    return str(kind), msgspec.json.encode(value, order="deterministic").decode()


if __name__ == "__main__":
    main()
