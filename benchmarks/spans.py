"""Whether the source spans of the desk's annotations hold the annotations' words.

python -m benchmarks.spans SET... --data DIR [--pages N] [--text] [--words]

Prints the spans that hold other words, by set, and exits with 1 when there is one.
"""

import argparse
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

import copydesk
from benchmarks.data import Folder, Page, pages
from copydesk.desk import read_desk
from copydesk.layout.dom import read_dom
from copydesk.layout.repair import repair
from copydesk.layout.source_map import Annotation, Place, SourceMap
from copydesk.records import Story
from copydesk.wording.invisible import bare

SEED: Final = 20261126


class Count(NamedTuple):
    """Annotations looked at, those without a span, those whose span holds other words, and those that would by offset.

    The last counts what the block's start and the annotation's offset alone would give.
    """

    looked: int = 0
    missing: int = 0
    wrong: int = 0
    shifted: int = 0


def main() -> int:
    """Exit code 1 when a span holds other words."""
    options = _arguments()
    folder: Folder = "text" if options.text else "html"
    total = Count()
    for name in options.sets:
        for page in _sample(options.data / name, folder, options.pages):
            total = _added(total, _count(page, folder, words=options.words))
    print(f"{total.looked} places: {total.missing} have no span, {total.wrong} hold other words;")
    print(f"block start plus offset would give {total.shifted} other words")
    return int(total.wrong > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spans", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--pages", type=int, default=60, metavar="N", help="pages of each set, drawn with one seed")
    parser.add_argument("--text", action="store_true", help="the plain-text dumps in SET/text")
    parser.add_argument("--words", action="store_true", help="every word of every block, without the desk")
    return parser.parse_args()


def _sample(dataset: Path, folder: Folder, number: int) -> Iterator[Page]:
    found = list(pages(dataset, folder))
    random.Random(SEED).shuffle(found)
    return islice(found, number)


def _count(page: Page, folder: Folder, *, words: bool) -> Count:
    try:
        story = copydesk.read(page.content, url=page.url, kind="html" if folder == "html" else "text")
    except copydesk.NotAStory:
        return Count()
    return count_of(SourceMap(story, page.content), _words(story) if words else annotations(read_desk(story)))


def count_of(places: SourceMap, found: Iterable[Annotation]) -> Count:
    """How many of the annotations have their words at their span."""
    count = Count()
    kind = places.story.source.kind
    for one in found:
        block = places.story.blocks[one.block]
        told = bare(block.text[one.start : one.end])
        span = places.span(one)
        wrong = span is not None and seen(places.text[slice(*span)], kind) != told
        offset = block.span[0]
        shifted = bare(places.text[offset + one.start : offset + one.end]) != told
        count = _added(count, Count(1, int(span is None), int(wrong), int(shifted)))
    return count


def seen(piece: str, kind: str) -> str:
    """The letters that a reader sees of a piece of source, by way of the parser."""
    if kind == "text":
        return bare(repair(piece))
    dom = read_dom(piece, copydesk.Settings())
    return bare("".join(block.text for block in dom.blocks if not block.container.hidden))


def annotations(value: object) -> Iterator[Annotation]:
    """Everything in a record that names a block and its characters there."""
    if isinstance(value, tuple):
        for item in value:
            yield from annotations(item)
    elif isinstance(value, msgspec.Struct):
        if "block" in value.__struct_fields__:
            yield value  # type: ignore[misc]
        for name in value.__struct_fields__:
            yield from annotations(getattr(value, name))


def _words(story: Story) -> Iterator[Place]:
    for index, block in enumerate(story.blocks):
        at = 0
        for word in block.text.split():
            at = block.text.index(word, at)
            if bare(word):
                yield Place(index, at, at + len(word))
            at += len(word)


def _added(one: Count, other: Count) -> Count:
    return Count(*(first + second for first, second in zip(one, other, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
