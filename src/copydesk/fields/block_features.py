"""Features of the blocks of an HTML page, computed once a container and once a block."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log2
from typing import Final, NamedTuple

from msgspec import Struct

from copydesk.fields.furniture import furniture, is_section_end
from copydesk.layout.blocks import Container, Dom, RawBlock

__all__ = ["FEATURES", "Hints", "block_features", "tokens_of"]

_TOKEN: Final = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_TAG_BITS: Final[dict[str, int]] = {
    "article": 1,
    "main": 2,
    "aside": 4,
    "nav": 8,
    "footer": 16,
    "header": 32,
    "figure": 64,
    "figcaption": 128,
    "form": 256,
    "li": 512,
    "table": 1024,
    "blockquote": 2048,
    "section": 4096,
    "button": 8192,
    "ul": 16384,
    "ol": 16384,
    "dl": 16384,
}

_KIND_WORDS: Final[dict[str, str]] = {
    "caption": "caption captions figcaption credit credits copyright photo image picture bild foto legend leyenda bildunterschrift photographer",
    "related": "related recommend recommended recommendation recommendations more read also teaser teasers similar popular trending latest next outbrain taboola recirc",
    "comment": "comment comments disqus respond reply replies discussion kommentar kommentare forum",
    "promo": "promo promotion newsletter subscribe subscription signup sign cta banner paywall register login offer piano premium join donate app",
    "side": "sidebar aside widget rail secondary complementary module box",
    "social": "share sharing social follow facebook twitter whatsapp buttons toolbar tools",
    "author": "author authors byline bio contributor writer autor profile person avatar",
    "meta": "meta date time timestamp published updated publish info dateline reading",
    "nav": "nav menu navigation breadcrumb breadcrumbs header footer pagination tags tag topics category categories keywords",
    "intro": "intro lead standfirst subtitle deck dek summary abstract excerpt teasertext description subheadline subhead lede kicker",
    "body": "body content text entry story articlebody richtext paragraph copy articulo artikel",
    "fact": "fact facts factbox infobox info faq glossary key points highlights summary",
    "quote": "quote pullquote blockquote tweet instagram embed embedded twitter oembed",
    "advert": "ad ads advert advertisement sponsor sponsored anzeige werbung commercial dfp gpt",
    "hidden": "hidden visually sr screen reader offscreen print modal popup overlay cookie consent gdpr",
    "media": "video player gallery slideshow carousel media audio podcast slide",
    "live": "live liveblog ticker blog feed stream timeline",
    "list": "list items item listing card cards grid",
}
_KIND_BITS: Final[dict[str, int]] = {}
for _number, _words in enumerate(_KIND_WORDS.values()):
    for _word in _words.split():
        _KIND_BITS[_word] = _KIND_BITS.get(_word, 0) | 1 << _number
_LEAF: Final[dict[str, int]] = {
    "p": 1, "div": 2, "li": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 7, "h5": 8, "h6": 8, "td": 9, "tr": 9, "blockquote": 10,
    "figcaption": 11, "section": 12, "article": 12, "pre": 13, "header": 14, "footer": 15, "figure": 16, "button": 17, "dd": 18, "dt": 18,
}  # fmt: skip
_ENDS: Final = frozenset(".!?。！？…।؟։\"”»’'」)")
_HARD_ENDS: Final = frozenset(".!?。！？…।؟։")
_QUOTES: Final = frozenset("\"“”„«»「『")
_WORD: Final = re.compile(r"\w+")
_DIGIT: Final = re.compile(r"\d")
_NO_SPACES: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")


class Hints(Struct, frozen=True):
    """What the page declares that blocks can agree with."""

    title: str = ""
    description: str = ""
    body: str = ""


FEATURES: Final[tuple[str, ...]] = (
    "length", "words", "link_density", "anchors", "bold", "ends", "hard_end", "quotes", "commas", "digits", "upper", "lower_start", "newlines", "leaf",
    "cells", "repeated", "title_overlap", "in_description", "in_body", "has_body", "names", "own_names", "above_names",
    "article", "main", "aside", "nav", "footer", "header", "figure", "figcaption", "form", "li", "table", "blockquote", "section", "button",
    "ul", "depth", "share_1", "share_2", "share_3", "paras_1", "paras_2", "density_1", "density_2", "siblings", "same_as_main", "below_main", "depth_main",
    "from_heading", "headings_before", "place", "place_main", "since_para", "until_para", "prev_length", "prev_density", "prev_leaf", "prev_same", "next_length",
    "next_density", "next_leaf", "next_same", "prev2_length", "next2_length", "colon", "page_text", "page_density", "mean_word", "unspaced", "index", "hidden",
    "class_repeats", "prev_tokens", "next_tokens", "anchored_whole", "next_para_density", "sum_near", "ancestor_li_text",
    "shape_share", "shape_paras", "wide_share", "is_main_shape", "same_article", "article_number", "up_to_heading", "heading_up", "furniture", "ends_before",
    "since_end", "to_prev_para", "from_prev_para", "to_next_para", "from_next_para", "body_cover", "heading_like_body", "first_main",
    *(f"{name}_{where}" for where in ("own", "near", "above") for name in (
        "caption", "related", "comment", "promo", "side", "social", "author", "meta", "nav", "intro", "body", "fact", "quote", "advert", "hidden", "media",
        "live", "list")),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def tokens_of(names: str) -> tuple[str, ...]:
    """The words in class and id attributes, camel case and dashes parted, each once."""
    return tuple(dict.fromkeys(token.lower() for token in _TOKEN.findall(names)))


class _Names(NamedTuple):
    """What the names on one container speak for: learned weights by distance from the text, and kinds as bits."""

    own: float
    parent: float
    above: float
    kinds: int


class _Box:
    """Sums over what a container holds, and scores of its names."""

    __slots__ = ("above", "bits", "blocks", "chars", "depth", "kinds", "link", "names", "near", "para_chars", "paras", "parent")

    def __init__(self, container: Container, parent: "_Box | None", names: _Names) -> None:
        bits = _TAG_BITS.get(container.tag, 0)
        self.parent = parent
        self.names = names
        self.depth = container.depth
        if parent is None:
            self.bits = bits
            self.above = 0.0
            self.kinds = self.near = names.kinds
        else:
            self.bits = bits | parent.bits
            self.above = parent.above + (parent.parent.names.above if parent.parent else 0.0)
            self.near = names.kinds | parent.names.kinds
            self.kinds = names.kinds | parent.kinds
        self.chars = self.link = self.para_chars = self.paras = self.blocks = 0

    @property
    def score(self) -> float:
        """What all names around the text speak for, in log-odds."""
        return self.names.own + self.above + (self.parent.names.parent if self.parent else 0.0)


def _names(container: Container, weights: Mapping[str, float], cache: dict[str, _Names]) -> _Names:
    key = f"{container.tag} {container.classes} {container.id}"
    names = cache.get(key)
    if names is None:
        own = weights.get(f"o:<{container.tag}>", 0.0)
        parent = weights.get(f"p:<{container.tag}>", 0.0)
        above = weights.get(f"a:<{container.tag}>", 0.0)
        kinds = 0
        for token in tokens_of(f"{container.classes} {container.id}"[:400]):
            own += weights.get(f"o:{token}", 0.0)
            parent += weights.get(f"p:{token}", 0.0)
            above += weights.get(f"a:{token}", 0.0)
            kinds |= _KIND_BITS.get(token, 0)
        names = cache[key] = _Names(own, parent, above, kinds)
    return names


def _boxes(dom: Dom, weights: Mapping[str, float]) -> list[_Box]:
    cache: dict[str, _Names] = {}
    boxes: list[_Box] = []
    for container in dom.containers:
        parent = boxes[container.parent.index] if container.parent else None
        boxes.append(_Box(container, parent, _names(container, weights, cache)))
    return boxes


def _is_para(block: RawBlock) -> bool:
    size = len(block.text)
    return size >= 80 and block.link_chars * 3 < size


def block_features(dom: Dom, hints: Hints, weights: Mapping[str, float]) -> list[list[float]]:
    """One row for each block, in the order of FEATURES."""
    blocks = dom.blocks
    boxes = _boxes(dom, weights)
    para = [_is_para(block) for block in blocks]
    for block, is_para in zip(blocks, para, strict=True):
        box: _Box | None = boxes[block.container.index]
        size = len(block.text)
        while box is not None:
            box.chars += size
            box.link += block.link_chars
            box.blocks += 1
            if is_para:
                box.para_chars += size
                box.paras += 1
            box = box.parent
    page = boxes[0] if boxes else None
    main = _main_box(boxes, page)
    local = [_local(block, hints) for block in blocks]
    return _rows(dom, boxes, main, para, local)


def _main_box(boxes: list[_Box], page: _Box | None) -> _Box | None:
    """The deepest container that holds most of the page's running text."""
    best = page
    for box in boxes:
        if page is not None and best is not None and box.para_chars * 2 > page.para_chars and box.depth >= best.depth:
            best = box
    return best


def _local(block: RawBlock, hints: Hints) -> list[float]:
    text = block.text
    size = len(text)
    words = text.count(" ") + 1
    density = block.link_chars / size
    short = size < 300
    overlap = in_description = in_body = 0.0
    if short and hints.title:
        mine = set(_WORD.findall(text.lower()))
        title = set(_WORD.findall(hints.title.lower()))
        overlap = len(mine & title) / max(1, len(mine | title))
    if size > 25 and hints.description:
        in_description = float(text[:60] in hints.description or hints.description[:60] in text)
    if hints.body and size > 3:
        in_body = float(text[-40:] in hints.body) + float(text[:40] in hints.body)
    last = text[-1]
    return [
        log2(size),
        log2(words),
        density if density < 1.0 else 1.0,
        float(block.anchors),
        min(1.0, block.bold / size),
        float(last in _ENDS),
        float(last in _HARD_ENDS),
        float(text[0] in _QUOTES),
        min(8.0, float(text.count(",") + text.count("、") + text.count("，"))),
        len(_DIGIT.findall(text)) / size if short else 0.0,
        float(text.isupper()),
        float(text[0].islower()),
        min(5.0, float(text.count("\n"))),
        float(_LEAF.get(block.container.tag, 0)),
        float(block.cells),
        0.0,
        overlap,
        in_description,
        in_body,
        float(bool(hints.body)),
    ]


def _rows(dom: Dom, boxes: list[_Box], main: _Box | None, para: list[bool], local: list[list[float]]) -> list[list[float]]:
    blocks = dom.blocks
    count = len(blocks)
    if not count or main is None:
        return []
    page = boxes[0]
    seen: dict[str, int] = {}
    class_counts: dict[tuple[str, str], int] = {}
    for block in blocks:
        key = (block.container.tag, block.container.classes)
        class_counts[key] = class_counts.get(key, 0) + 1
    heading = _heading_index(dom, local)
    since, until, next_density = _para_distances(para, local)
    chars_before = 0
    main_before = 0
    headings = 0
    total = max(1, page.chars)
    main_total = max(1, main.chars)
    page_density = page.link / total
    rows = []
    more = _structure(dom, boxes, para, local, heading)
    for index, block in enumerate(blocks):
        box = boxes[block.container.index]
        up = box.parent or box
        up2 = up.parent or up
        in_main = _inside(box, main)
        row = local[index]
        text = block.text
        row[15] = float(min(3, seen.get(text, 0)))
        seen[text] = seen.get(text, 0) + 1
        if row[13] >= 4 and row[13] <= 8:
            headings += 1
        before, after = local[index - 1] if index else _EDGE, local[index + 1] if index + 1 < count else _EDGE
        before2, after2 = local[index - 2] if index > 1 else _EDGE, local[index + 2] if index + 2 < count else _EDGE
        before_box = boxes[blocks[index - 1].container.index] if index else page
        after_box = boxes[blocks[index + 1].container.index] if index + 1 < count else page
        bits = box.bits
        para_total = max(1, page.para_chars)
        row += (
            box.score,
            box.names.own,
            box.above,
            float(bits & 1 != 0),
            float(bits & 2 != 0),
            float(bits & 4 != 0),
            float(bits & 8 != 0),
            float(bits & 16 != 0),
            float(bits & 32 != 0),
            float(bits & 64 != 0),
            float(bits & 128 != 0),
            float(bits & 256 != 0),
            float(bits & 512 != 0),
            float(bits & 1024 != 0),
            float(bits & 2048 != 0),
            float(bits & 4096 != 0),
            float(bits & 8192 != 0),
            float(bits & 16384 != 0),
            float(box.depth),
            box.para_chars / para_total,
            up.para_chars / para_total,
            up2.para_chars / para_total,
            float(min(40, box.paras)),
            float(min(40, up.paras)),
            box.link / box.chars,
            up.link / up.chars,
            float(min(60, up.blocks)),
            float(box is main),
            float(in_main),
            float(box.depth - main.depth),
            float(max(-40, min(120, index - heading))) if heading >= 0 else -60.0,
            float(min(30, headings)),
            chars_before / total,
            main_before / main_total if in_main else (-1.0 if main_before == 0 else 2.0),
            float(since[index]),
            float(until[index]),
            before[0],
            before[2],
            before[13],
            float(before_box is box) + float(before_box.parent is box.parent),
            after[0],
            after[2],
            after[13],
            float(after_box is box) + float(after_box.parent is box.parent),
            before2[0],
            after2[0],
            float(text[-1] == ":"),
            log2(para_total),
            page_density,
            len(text) / (2.0 ** row[1]),
            float(_NO_SPACES.search(text[:40]) is not None),
            float(min(400, index)),
            float(block.container.hidden),
            float(min(60, class_counts[(block.container.tag, block.container.classes)])),
            before_box.score,
            after_box.score,
            float(block.link_chars >= 0.9 * len(text)),
            next_density[index],
            before[0] + after[0] + before2[0] + after2[0],
            float(box.chars if bits & 512 else 0),
        )
        row += more[index]
        row += _bits(box.names.kinds)
        row += _bits(box.near)
        row += _bits(box.kinds)
        rows.append(row)
        chars_before += len(text)
        if in_main:
            main_before += len(text)
    return rows


@lru_cache(maxsize=4096)
def _bits(kinds: int) -> tuple[float, ...]:
    return tuple(float(kinds >> number & 1) for number in range(len(_KIND_WORDS)))


_EDGE: Final[Sequence[float]] = (0.0,) * 20


def _inside(box: _Box, main: _Box) -> bool:
    walk: _Box | None = box
    while walk is not None and walk.depth >= main.depth:
        if walk is main:
            return True
        walk = walk.parent
    return False


def _heading_index(dom: Dom, local: list[list[float]]) -> int:
    """The block of the headline as far as markup and the declared title tell, or -1."""
    best, found = 0.0, -1
    for block, row in zip(dom.blocks, local, strict=True):
        level = row[13]
        if 4 <= level <= 6:
            score = row[16] + (0.5 if level == 4 and len(block.text) > 12 else 0.0)
            if score > best + 0.05:
                best, found = score, block.index
    return found if best >= 0.4 else -1


def _shape(block: RawBlock) -> tuple[str, str, str, str]:
    container = block.container
    parent = container.parent or container
    return container.tag, container.classes, parent.tag, parent.classes


def _wide_shape(block: RawBlock) -> tuple[str, str, str, str]:
    container = block.container
    parent = container.parent or container
    above = parent.parent or parent
    return container.tag, parent.tag, above.tag, above.classes


def _nearest_article(container: Container | None) -> int:
    while container is not None:
        if container.tag == "article":
            return container.index
        container = container.parent
    return -1


def _apart(one: Container, other: Container) -> tuple[int, int]:
    """How many levels each of two containers lies below their common ancestor."""
    a: Container | None = one
    b: Container | None = other
    up = down = 0
    while a is not b and a is not None and b is not None:
        if a.depth >= b.depth:
            a = a.parent
            up += 1
        else:
            b = b.parent
            down += 1
    return up, down


def _structure(dom: Dom, boxes: list[_Box], para: list[bool], local: list[list[float]], heading: int) -> list[list[float]]:
    """Features of a block's place in the page's template, against the places of running text and headline."""
    blocks = dom.blocks
    total = max(1, boxes[0].para_chars)
    shapes: dict[tuple[str, str, str, str], list[int]] = {}
    wides: dict[tuple[str, str, str, str], int] = {}
    keys = [(_shape(block), _wide_shape(block)) for block in blocks]
    covered = 0
    for block, (shape, wide), is_para, row in zip(blocks, keys, para, local, strict=True):
        if is_para:
            size = len(block.text)
            entry = shapes.setdefault(shape, [0, 0])
            entry[0] += size
            entry[1] += 1
            wides[wide] = wides.get(wide, 0) + size
            if row[18] >= 2.0:
                covered += size
    main_shape = max(shapes, key=lambda key: shapes[key][0]) if shapes else None
    title_article = _nearest_article(blocks[heading].container) if heading >= 0 else -1
    cover = covered / total
    nexts: list[int] = [-1] * len(blocks)
    following = -1
    for index in range(len(blocks) - 1, -1, -1):
        nexts[index] = following
        if para[index]:
            following = index
    rows: list[list[float]] = []
    previous, ends, last_end, article_count, last_article, first_main = -1, 0, -99, 0, -2, -1
    known: dict[int, int] = {}
    for index, block in enumerate(blocks):
        shape, wide = keys[index]
        article = known.get(block.container.index, -3)
        if article == -3:
            article = known[block.container.index] = _nearest_article(block.container)
        if article != last_article and para[index]:
            article_count += 1
            last_article = article
        same = -1.0 if title_article < 0 or article < 0 else float(article == title_article)
        role = 0.0
        if len(block.text) < 160:
            found = furniture(block.text)
            if found is not None:
                role = _FURNITURE.get(found.role, 9.0) + (0.5 if found.whole else 0.0)
                if found.whole and first_main >= 0 and is_section_end(block.text):
                    ends += 1
                    last_end = index
        if first_main < 0 and shape == main_shape:
            first_main = index
        entry = shapes.get(shape, _NOTHING)
        up, down = _apart(block.container, blocks[heading].container) if heading >= 0 else (-1, -1)
        back, back_down = _apart(block.container, blocks[previous].container) if previous >= 0 else (-1, -1)
        after = nexts[index]
        ahead, ahead_down = _apart(block.container, blocks[after].container) if after >= 0 else (-1, -1)
        rows.append(
            [
                entry[0] / total, float(min(60, entry[1])), wides.get(wide, 0) / total, float(shape == main_shape), same, float(min(20, article_count)),
                float(min(20, up)), float(min(20, down)), role, float(min(9, ends)), float(min(40, index - last_end)), float(min(15, back)),
                float(min(15, back_down)), float(min(15, ahead)), float(min(15, ahead_down)), cover, local[heading][16] if heading >= 0 else -1.0,
                float(max(-20, min(100, index - first_main))) if first_main >= 0 else -30.0,
            ]
        )  # fmt: skip
        if para[index]:
            previous = index
    return rows


_NOTHING: Final = [0, 0]
_FURNITURE: Final[dict[str, float]] = {
    "related": 1, "newsletter": 2, "share": 3, "comments": 4, "copyright": 5, "navigation": 6, "paywall": 7, "advertisement": 8, "tags": 10,
    "author_note": 11, "correction": 12, "reading_time": 13, "footer": 14, "breadcrumb": 15,
}  # fmt: skip


def _para_distances(para: list[bool], local: list[list[float]]) -> tuple[list[int], list[int], list[float]]:
    """For each block: blocks since the last running paragraph, until the next, and the mean link density up to it."""
    count = len(para)
    since, until, density = [30] * count, [30] * count, [0.0] * count
    last = -99
    for index in range(count):
        since[index] = min(30, index - last)
        if para[index]:
            last = index
    following, total, seen = count + 99, 0.0, 0
    for index in range(count - 1, -1, -1):
        until[index] = min(30, following - index)
        density[index] = total / seen if seen else 0.0
        if para[index]:
            following, total, seen = index, 0.0, 0
        total += local[index][2]
        seen += 1
    return since, until, density
