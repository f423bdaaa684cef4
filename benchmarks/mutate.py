"""Pages damaged by a seed: bytes flipped, cut, doubled; tags nested and crossed; attributes, entities grown."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

__all__ = ["MUTATIONS", "mutated"]

MOST_CHANGES: Final = 8
_TAG: Final = re.compile(rb"</?[a-zA-Z][^<>]{0,400}>")
_TEXT: Final = re.compile(rb">([^<>]{3,})<")
_ATTRIBUTE: Final = re.compile(rb"\s[a-zA-Z-]+=(\"[^\"]{0,200}\"|'[^']{0,200}')")
_NAMES: Final = (
    b"a", b"article", b"b", b"body", b"br", b"button", b"dialog", b"div", b"figcaption", b"figure", b"form", b"h1",
    b"h2", b"head", b"html", b"iframe", b"li", b"math", b"meta", b"noscript", b"ol", b"option", b"p", b"plaintext",
    b"script", b"select", b"span", b"style", b"svg", b"table", b"td", b"template", b"textarea", b"time", b"title",
    b"tr",
)  # fmt: skip
_ENTITIES: Final = (
    b"&", b"&#", b"&#0;", b"&#x110000;", b"&#xD800;", b"&amp;amp;", b"&nbsp;", b"&shy;", b"&zwnj;", b"&notin",
    b"&lt;p&gt;",
    b"&#8238;", b"&#x80;", b"&NotEqualTilde;",
)  # fmt: skip
_VALUES: Final = (
    b"", b"//[x", b"javascript:0", b"2024-02-31T25:61:00+99:99", b"\xff\xfe", b'{"@type":[', b"x" * 5_000,
)  # fmt: skip


def mutated(pages: Sequence[bytes], seed: int, largest: int) -> bytes:
    """One of the pages with one to eight changes, at most `largest` bytes of it; a seed always gives the same."""
    dice = random.Random(seed)
    page = pages[dice.randrange(len(pages))]
    start = dice.randrange(max(1, len(page) - largest)) if dice.random() < 0.3 else 0
    page = page[start : start + largest]
    for _ in range(dice.randint(1, MOST_CHANGES)):
        page = dice.choice(MUTATIONS)(page, dice)
    return page[: largest * 2]


def _flip(page: bytes, dice: random.Random) -> bytes:
    changed = bytearray(page)
    for _ in range(dice.randint(1, 40)):
        if changed:
            changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(page: bytes, dice: random.Random) -> bytes:
    start, end = _part(page, dice)
    return page[:start] + page[end:]


def _double(page: bytes, dice: random.Random) -> bytes:
    start, end = _part(page, dice)
    return page[:end] + page[start:end] * dice.randint(1, 4) + page[end:]


def _swap(page: bytes, dice: random.Random) -> bytes:
    start, end = _part(page, dice)
    middle = dice.randint(start, end)
    return page[:start] + page[middle:end] + page[start:middle] + page[end:]


def _nest(page: bytes, dice: random.Random) -> bytes:
    opening = b"<" + dice.choice(_NAMES) + b">"
    return _with(page, dice, opening * dice.choice((1, 2, 30, 600)))


def _close(page: bytes, dice: random.Random) -> bytes:
    return _with(page, dice, b"</" + dice.choice(_NAMES) + b">")


def _cross(page: bytes, dice: random.Random) -> bytes:
    """Two tags of the page change places."""
    tags = list(_TAG.finditer(page))
    if len(tags) < 2:
        return page
    one, other = sorted(dice.sample(tags, 2), key=lambda tag: tag.start())
    return page[: one.start()] + other[0] + page[one.end() : other.start()] + one[0] + page[other.end() :]


def _drop_tag(page: bytes, dice: random.Random) -> bytes:
    tags = list(_TAG.finditer(page))
    if not tags:
        return page
    tag = dice.choice(tags)
    return page[: tag.start()] + page[tag.end() :]


def _rename(page: bytes, dice: random.Random) -> bytes:
    """An element that occurs is called otherwise all through."""
    return re.sub(rb"(</?)" + dice.choice(_NAMES) + rb"\b", rb"\g<1>" + dice.choice(_NAMES), page)


def _grow_attribute(page: bytes, dice: random.Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(page))
    if not found:
        return page
    value = dice.choice(found)
    return page[: value.start(1) + 1] + dice.choice(_VALUES) + page[value.end(1) - 1 :]


def _entity(page: bytes, dice: random.Random) -> bytes:
    return _with(page, dice, dice.choice(_ENTITIES) * dice.choice((1, 3, 200)))


def _say_again(page: bytes, dice: random.Random) -> bytes:
    """A text of the page stands in the place of another."""
    found = list(_TEXT.finditer(page))
    if len(found) < 2:
        return page
    one, other = dice.sample(found, 2)
    return page[: one.start(1)] + other[1] + page[one.end(1) :]


def _part(page: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(page) + 1)
    return start, min(len(page), start + dice.choice((1, 20, 400, 5_000)))


def _with(page: bytes, dice: random.Random, more: bytes) -> bytes:
    place = dice.randrange(len(page) + 1)
    return page[:place] + more + page[place:]


MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    _flip, _cut, _double, _swap, _nest, _close, _cross, _drop_tag, _rename, _grow_attribute, _entity, _say_again,
)  # fmt: skip
