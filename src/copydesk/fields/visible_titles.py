"""Headline, kicker and deck as the page shows them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.candidates import Candidate
from copydesk.fields.copies_compare import ends_cut
from copydesk.fields.declared_page import words
from copydesk.fields.declared_titles import without_site
from copydesk.fields.furniture import furniture
from copydesk.fields.visible_page import Visible, spoken
from copydesk.layout.blocks import Container, RawBlock

__all__ = ["Heading", "deferring", "find_headline", "visible_decks", "visible_headlines", "visible_kicker"]

LONGEST: Final = 350
SHORTEST: Final = 8
HEADINGS: Final = frozenset(("h1", "h2", "h3"))
LOW_HEADINGS: Final = frozenset(("h2", "h3"))
ALIKE: Final = 0.5
"""Share of common words from which a heading is held for another wording of the declared headline."""
SHORTEST_DECK: Final = 20
LONGEST_DECK: Final = 900
DECK_REACH: Final = 14
DECK_BLOCKS: Final = 6
KICKER: Final = 60
BEFORE: Final = 30
_SHOWN: Final = frozenset(
    ("headline/other-wording", "headline/only-heading", "headline/part-of-declared", "headline/without-kicker")
)

# Shares of right values on fundus_test and wcxb_articles: h1 that repeats a declared headline .96, another wording
# .57, the only h1 of the page .6.
SAME, OTHER_WORDING, PARTIAL, ONLY, MARKED = 0.93, 0.78, 0.8, 0.72, 0.6
NEWS_UNCONFIRMED: Final = 0.88
UNCONFIRMED: Final = {"headline/other-wording": 0.7, "headline/only-heading": 0.78, "headline/part-of-declared": 0.76}
"""How sure a declared headline is at most when the page's own heading says something else."""
IN_MENU: Final = 0.85
"""Applied to headings in menus and paths: the story's title stands there again."""
FAR: Final = 0.0005
"""Taken off for each block between a heading and the body."""
# Of decks on fundus_test: markup says so .93, printed as declared .9, heading or bold paragraph under the headline .8.
DECK_MARKED, DECK_DECLARED, DECK_PLACED, DECK_UNDER = 0.92, 0.92, 0.88, 0.88

NEARER: Final = 0.003

_SPACE: Final = re.compile(r"\s+")
_JOINT: Final = re.compile(r"\s*[:|–—-]?\s*")


class Heading(NamedTuple):
    """A block that can be the headline: how likely it is the block, and how sure its text."""

    block: RawBlock
    rule: str
    fit: float
    confidence: float


def find_headline(page: Visible, declared: Sequence[str]) -> Heading | None:
    """The heading that is most likely the story's headline."""
    keys = [key for key in map(words, declared) if key]
    known = {key: set(key.split()) for key in keys}
    best: Heading | None = None
    for block, level in _headings(page):
        heading = _judged(page, block, level, known)
        if heading and (best is None or heading.fit > best.fit):
            best = heading
    return best


def visible_headlines(page: Visible, heading: Heading | None, declared: Sequence[str]) -> list[Candidate[str]]:
    """The headline as printed, and without the kicker where a declared one ends it."""
    if heading is None:
        return []
    text = _clean(heading.block.text, page.sites)
    if "\n" in heading.block.text or heading.block.inline:
        text = next((other for other in declared if words(other) == words(text)), text)
    candidates = [spoken(text, heading.rule, heading.confidence, heading.block)]
    bare = _without_kicker(text, declared)
    if bare:
        candidates.append(spoken(bare, "headline/without-kicker", 0.93, heading.block))
    return candidates


def deferring(
    heading: Heading | None, declared: Sequence[Candidate[str]], types: Sequence[str]
) -> list[Candidate[str]]:
    """The declared headlines, less sure where the page prints another one.

    What a NewsArticle declares was written as a headline; elsewhere it is mostly the title for search engines.
    """
    cap = UNCONFIRMED.get(heading.rule, 1.0) if heading else 1.0
    if any(name.endswith("newsarticle") for name in types):
        cap = 1.0 if heading and heading.rule == "headline/part-of-declared" else max(cap, NEWS_UNCONFIRMED)
    return [
        structs.replace(one, confidence=min(one.confidence, cap)) if one.rule not in _SHOWN else one for one in declared
    ]


def visible_kicker(page: Visible, heading: Heading | None) -> tuple[Candidate[str], int] | None:
    """The short line over the headline, and its block."""
    if heading is None:
        return None
    index = heading.block.index
    for block in page.blocks[max(0, index - 3) : index + 2]:
        if block is heading.block or len(block.text) > KICKER or furniture(block.text):
            continue
        marks = page.near(block, 2)
        if "kicker" in marks and not marks & {"byline", "published", "breadcrumb"}:
            return spoken(block.text, "kicker/markup", 0.85, block), block.index
        if block.container.tag == "h1" or (block.index == index - 1 and _shares_box(block, heading.block)):
            return spoken(block.text, "kicker/above-headline", 0.6, block), block.index
    return None


def visible_decks(
    page: Visible, declared: Sequence[str], headline: str
) -> list[tuple[Candidate[str], tuple[int, ...]]]:
    """Blocks that are the deck, each with the indices of its blocks; the surest first."""
    if page.headline is None and not page.body:
        return []
    keys = [words(text) for text in declared]
    title = words(headline)
    found = []
    for run, marked in _deck_runs(page):
        candidate = _deck(page, run, marked, keys, title)
        if candidate is not None:
            found.append((candidate, tuple(block.index for block in run)))
    return sorted(found, key=lambda pair: -pair[0].confidence)


def _headings(page: Visible) -> Iterator[tuple[RawBlock, str]]:
    """Headings and blocks with headline markup, up to the body's first paragraphs."""
    end = page.first + 3 if page.body else len(page.blocks)
    seen: set[int] = set()
    for box in page.dom.containers:
        if box.first >= end:
            continue
        if box.tag in HEADINGS:
            level = box.tag
        elif box.last >= page.first - BEFORE and box.last - box.first <= 2 and "headline" in page.marks.own(box):
            level = ""
        else:
            continue
        for block in page.blocks[box.first : min(box.last, box.first + 4)]:
            if block.index not in seen and SHORTEST // 2 <= len(block.text) <= LONGEST:
                seen.add(block.index)
                yield block, level


def _judged(page: Visible, block: RawBlock, level: str, known: dict[str, set[str]]) -> Heading | None:
    key = words(block.text)
    if not key or key in page.sites or (not known and level != "h1"):
        return None
    weight = _weight(page, block, level)
    if key in known:
        return Heading(block, "headline/heading", weight, SAME * weight)
    if any(key in other or other in key for other in known if len(other) > SHORTEST):
        return Heading(block, "headline/part-of-declared", 0.95 * weight, PARTIAL * weight)
    share = _shared(set(key.split()), known)
    if share >= ALIKE:
        return Heading(
            block,
            "headline/other-wording",
            (0.95 if level == "h1" else 0.7) * weight,
            OTHER_WORDING * min(1.0, 0.9 * weight if level != "h1" else weight),
        )
    is_near = block.index <= page.first < block.index + BEFORE
    if level == "h1" and len(block.text) >= SHORTEST and is_near:
        return Heading(block, "headline/only-heading", 0.8 * weight, ONLY * weight)
    if not level and not known:
        return Heading(block, "headline/markup", MARKED * weight, MARKED * weight)
    return None


def _shared(mine: set[str], known: dict[str, set[str]]) -> float:
    if len(mine) < 3:
        return 0.0
    return max((len(mine & theirs) / max(1, min(len(mine), len(theirs))) for theirs in known.values()), default=0.0)


def _weight(page: Visible, block: RawBlock, level: str) -> float:
    weight = 1.0 if level == "h1" else 0.93 if level == "h2" else 0.85
    weight *= 0.8 if block.container.hidden else 1.0
    if page.near(block, 12) & _MENUS or _in_list(block.container):
        weight *= IN_MENU
    return weight - FAR * min(100, max(0, page.first - block.index - BEFORE))


def _in_list(container: Container) -> bool:
    parent = container.parent
    return container.tag == "li" or (parent is not None and parent.tag == "li")


_MENUS: Final = frozenset(("navigation", "breadcrumb", "related", "comments", "newsletter"))


def _clean(text: str, sites: frozenset[str]) -> str:
    flat = _SPACE.sub(" ", text.replace("\u00ad", "").replace("\u2060", "")).strip()
    return without_site(flat, sites) or flat


def _without_kicker(text: str, declared: Sequence[str]) -> str | None:
    for other in declared:
        if 12 <= len(other) < len(text) - 2 and len(text) - len(other) <= KICKER and text.endswith(other):
            return other
    return None


def _shares_box(block: RawBlock, other: RawBlock) -> bool:
    one, two = block.container.parent, other.container.parent
    return one is not None and one is two and one.last - one.first <= DECK_BLOCKS + 2


def _deck_runs(page: Visible) -> Iterator[tuple[list[RawBlock], bool]]:
    """Blocks under the headline that stand together in one element, and whether its markup says deck."""
    start = page.headline + 1 if page.headline is not None else max(0, page.first - DECK_REACH)
    end = min(len(page.blocks), max(page.first + 2, start + 1))
    indices = range(max(start - 4, 0) if page.headline is not None else start, end)
    if len(indices) > 2 * DECK_REACH + 6:
        indices = range(start, start + DECK_REACH)
        later = range(max(indices.stop, end - DECK_REACH), end)
    else:
        later = range(0)
    taken = -1
    for index in (*indices, *later):
        block = page.blocks[index]
        if index <= taken or index == page.headline or not SHORTEST_DECK <= len(block.text) <= LONGEST_DECK:
            continue
        box = _deck_box(page, block)
        run = [block]
        if box is not None:
            last = _last_alike(page, box)
            run = [one for one in page.blocks[index:last] if one.index != page.headline]
        taken = run[-1].index
        yield run, box is not None


def _last_alike(page: Visible, box: Container) -> int:
    """Where the last of the elements ends that follow a deck element in the same shape."""
    last = box.last
    while last < len(page.blocks) and last - box.first < DECK_BLOCKS:
        after = page.blocks[last].container
        if (
            (after.tag, after.classes) != (box.tag, box.classes)
            or after.parent is not box.parent
            or "deck" not in page.marks.own(after)
        ):
            break
        last = after.last
    return last


def _deck_box(page: Visible, block: RawBlock) -> Container | None:
    """The outermost element around a block that is named as the deck and holds little else."""
    found = None
    box: Container | None = block.container
    for _ in range(4):
        if box is None or box.last - box.first > DECK_BLOCKS:
            break
        if page.headline is not None and box.first <= page.headline < box.last:
            break
        if "deck" in page.marks.own(box) or _is_teaser(page, box):
            found = box
        box = box.parent
    return found


def _is_teaser(page: Visible, box: Container) -> bool:
    """Whether an element right under the headline bears the name that decks share with other stories' teasers."""
    under = page.headline is not None and 0 < box.first - page.headline <= 3
    return under and box.last - box.first == 1 and "teaser" in box.classes.lower()


def _deck(page: Visible, run: list[RawBlock], marked: bool, declared: list[str], title: str) -> Candidate[str] | None:
    text = "\n".join(block.text for block in run)
    key = words(text)
    marks = page.near(run[0], 3)
    if marked:
        marks -= {"related", "advertisement", "byline", "share"}
    if not key or key == title or marks & _NOT_DECK or (run[0].link_chars > 0.5 * len(run[0].text) and not marked):
        return None
    says_declared = any(_same_start(key, other) for other in declared)
    if not says_declared and (furniture(text) or _is_cut(text)):
        return None
    inside = run[0].index in page.chosen
    return _deck_verdict(page, run, text, marked, says_declared, inside)


_NOT_DECK: Final = frozenset(
    (
        "caption",
        "credit",
        "byline",
        "related",
        "newsletter",
        "share",
        "comments",
        "advertisement",
        "author_note",
        "breadcrumb",
        "navigation",
        "footer",
        "paywall",
    )
)


def _deck_verdict(
    page: Visible, run: list[RawBlock], text: str, marked: bool, says: bool, inside: bool
) -> Candidate[str] | None:
    first = run[0]
    tag = first.container.tag
    under = page.headline is not None and 0 < first.index - page.headline <= DECK_REACH
    if marked and (not inside or len(page.body) > len(run)):
        return spoken(text, "deck/markup", DECK_MARKED + 0.04 * says - NEARER * _distance(page, first), first, text)
    if says and not inside:
        return spoken(text, "deck/as-declared", DECK_DECLARED, first, text)
    if not under:
        return None
    if tag in LOW_HEADINGS and page.headline is not None and first.index - page.headline <= 3:
        return spoken(text, "deck/heading", DECK_PLACED, first, text)
    if says and inside and first.index == page.first and _stands_apart(page, first):
        return spoken(text, "deck/as-declared", 0.75, first, text)
    if (
        not inside
        and len(text) >= 3 * SHORTEST_DECK
        and text[-1] in '.!?…。”"»'
        and tag in ("p", "div", "span", "strong")
    ):
        return spoken(text, "deck/under-headline", DECK_UNDER, first, text)
    return None


def _distance(page: Visible, block: RawBlock) -> int:
    return min(DECK_REACH, abs(block.index - page.top))


def _stands_apart(page: Visible, block: RawBlock) -> bool:
    """Whether the first paragraph stands in another element than the second."""
    second = next((index for index in page.body if index > block.index), None)
    if second is None:
        return False
    other = page.blocks[second].container
    return block.container.parent is not other.parent or block.bold >= 0.9 * len(block.text)


def _same_start(key: str, other: str) -> bool:
    if not other:
        return False
    if key == other:
        return True
    shorter, longer = sorted((key, other), key=len)
    if len(shorter) >= 0.6 * len(longer) and longer.startswith(shorter[: int(0.95 * len(shorter))]):
        return True
    return len(shorter) >= 0.8 * len(longer) and shorter in longer


def _is_cut(text: str) -> bool:
    return ends_cut(text)
