"""The headline as the page shows it."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from copydesk.fields.candidates import Candidate, agreeing
from copydesk.fields.headline.declared import declared_headlines, without_site
from copydesk.fields.headline.fronts import parted, without_front
from copydesk.fields.listed import listed_headlines
from copydesk.fields.view import Finding, TextSheet, View, spoken
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.sheet import Container, RawBlock
from copydesk.patterns import pattern
from copydesk.records import Story
from copydesk.wording.addresses import absolute
from copydesk.wording.spelling import words

__all__ = ["Heading", "deferring", "find_headline", "headline", "visible_headlines"]

LONGEST: Final = 350
SHORTEST: Final = 8
HEADINGS: Final = frozenset(("h1", "h2", "h3"))
ALIKE: Final = 0.5
"""Share of common words from which a heading is held for another wording of the declared headline."""
PART_FIT, LOW_PART_FIT, OTHER_FIT = 0.95, 0.87, 0.83
"""An h1 in another wording fits less than an h3 that repeats the declared one, and more than an h2 that is a part."""
KICKER: Final = 60
BEFORE: Final = 30
MOST_BLOCKS: Final = 2
"""Of an element that is called a headline."""
_SHOWN: Final = frozenset(
    ("headline/other-wording", "headline/only-heading", "headline/part-of-declared", "headline/without-kicker")
)

# Shares of right values on fundus_test and wcxb_articles: h1 that repeats a declared headline .96, another wording
# .57, the only h1 of the page .6.
SAME, OTHER_WORDING, PARTIAL, ONLY, ONLY_NEAR, MARKED = 0.93, 0.78, 0.8, 0.72, 0.79, 0.6
CLOSE: Final = 8
"""Blocks between the only h1 and the body up to which it is mostly the story's headline, not the section's name."""
UNCONFIRMED: Final = {"headline/other-wording": 0.7, "headline/only-heading": 0.78, "headline/part-of-declared": 0.76}
"""How sure a declared headline is at most when the page's own heading says something else."""
MENU_BLOCKS: Final = 12
IN_MENU: Final = 0.85
"""Applied to headings in menus and paths: the story's title stands there again."""
OTHER_DECLARED: Final = 0.92
"""How sure another headline is at most where the page prints one that is declared too."""
NEAREST: Final = 3
NEAREST_FIT: Final = 0.67
SLUG: Final = 3
"""Fewest words in an address that decide between two wordings."""
FAR: Final = 0.0005
"""Taken off for each block between a heading and the body."""
_SPACE: Final = pattern(r"\s+")


class Heading(NamedTuple):
    """A block that can be the headline: how likely it is the block, and how sure its text."""

    block: RawBlock
    rule: str
    fit: float
    confidence: float


def find_headline(page: View, declared: Sequence[str]) -> Heading | None:
    """The heading that is most likely the story's headline."""
    keys = [key for key in map(words, declared) if key]
    known = {key: set(key.split()) for key in keys}
    best: Heading | None = None
    for block, level in _headings(page):
        heading = _judged(page, block, level, known)
        if heading and (best is None or heading.fit > best.fit):
            best = heading
    return best if best is not None or len(known) > 1 else _nearest(page)


def _nearest(page: View) -> Heading | None:
    """The lower heading right above the body, on pages that have a window title and no better heading."""
    for block in reversed(page.said(page.first - NEAREST + 1, page.first + 1, SHORTEST, LONGEST)):
        if block.container.tag not in ("h2", "h3"):
            continue
        if words(block.text) not in page.sites and not _leads_home(page, block):
            return Heading(block, "headline/nearest-heading", NEAREST_FIT, NEAREST_FIT)
    return None


def visible_headlines(page: View, heading: Heading | None, declared: Sequence[str]) -> list[Candidate[str]]:
    """The headline as printed, and without the kicker where a declared one ends it or title and address lack it."""
    if heading is None:
        return []
    text = _clean(parted(heading.block, heading.block.text), page.sites)
    if "\n" in heading.block.text or heading.block.inline:
        text = next((other for other in declared if words(other) == words(text)), text)
    candidates = [spoken(text, heading.rule, heading.confidence, heading.block)]
    bare = _without_kicker(text, declared) or without_front(heading.block, text, declared, page.url)
    if bare:
        candidates.append(spoken(bare, "headline/without-kicker", 0.93, heading.block))
    return candidates


def deferring(
    heading: Heading | None, candidates: Sequence[Candidate[str]], types: Sequence[str], address: str | None = None
) -> list[Candidate[str]]:
    """The declared headlines, less sure where the page prints another one.

    However many declarations say it, they copy each other and are one voice; only where a NewsArticle prints a part of
    what it declares is the whole left its confidence. Of two wordings the one whose words stand in the page's address
    is the likelier.
    """
    if heading is None:
        return list(candidates)
    cap = UNCONFIRMED.get(heading.rule, 1.0)
    if any(name.endswith("newsarticle") for name in types):
        cap = 1.0 if heading.rule == "headline/part-of-declared" else cap
    elif heading.rule == "headline/heading":
        return [_capped(one, OTHER_DECLARED, words(heading.block.text)) for one in candidates]
    capped = [_capped(one, cap) for one in candidates]
    if heading.rule == "headline/other-wording" and _address_says_other(heading, capped, address):
        return [structs.replace(one, confidence=0.85 * cap) if one.rule in _SHOWN else one for one in capped]
    return capped


def _capped(candidate: Candidate[str], cap: float, but: str = "") -> Candidate[str]:
    if candidate.confidence <= cap or candidate.rule in _SHOWN or (but and words(candidate.value) == but):
        return candidate
    return structs.replace(candidate, confidence=cap)


def _address_says_other(heading: Heading, candidates: Sequence[Candidate[str]], address: str | None) -> bool:
    """Whether the address of the page has more words of the declared headline than of the printed one."""
    slug = frozenset(words(max((address or "").split("/"), key=len)).split())
    best = max((one for one in candidates if one.rule not in _SHOWN), key=lambda one: one.confidence, default=None)
    if best is None or len(slug) < SLUG:
        return False
    return len(slug & set(words(best.value).split())) > len(slug & set(words(heading.block.text).split()))


def _headings(page: View) -> Iterator[tuple[RawBlock, str]]:
    """Headings and blocks with headline markup, up to the body's first paragraphs."""
    end = page.first + 3 if page.body else len(page.blocks)
    seen: set[int] = set()
    for box in page.boxes("headline", page.first - BEFORE, end, MOST_BLOCKS, HEADINGS):
        level = box.tag if box.tag in HEADINGS else ""
        for block in page.said(box.first, min(box.last, box.first + 4), SHORTEST // 2, LONGEST):
            if block.index not in seen:
                seen.add(block.index)
                yield block, level or _heading_tag(block.container)


def _heading_tag(container: Container) -> str:
    """The tag of the heading that holds a block, or nothing."""
    parent = container.parent
    return next((one.tag for one in (container, parent) if one is not None and one.tag in HEADINGS), "")


def _judged(page: View, block: RawBlock, level: str, known: dict[str, set[str]]) -> Heading | None:
    key = words(block.text)
    if not key or key in page.sites or (not known and level != "h1") or _leads_home(page, block):
        return None
    weight = _weight_of_heading(page, block, level)
    if key in known:
        return Heading(block, "headline/heading", weight, SAME * weight)
    if any(key in other or other in key for other in known if len(other) > SHORTEST):
        fit = PART_FIT if level == "h1" else LOW_PART_FIT
        return Heading(block, "headline/part-of-declared", fit * weight, PARTIAL * weight)
    share = _best_overlap(set(key.split()), known)
    if share >= ALIKE:
        return Heading(
            block,
            "headline/other-wording",
            (OTHER_FIT if level == "h1" else 0.7) * weight,
            OTHER_WORDING * min(1.0, 0.9 * weight if level != "h1" else weight),
        )
    above = page.first - block.index
    if level == "h1" and len(block.text) >= SHORTEST and 0 <= above < BEFORE:
        return Heading(block, "headline/only-heading", 0.8 * weight, (ONLY_NEAR if above <= CLOSE else ONLY) * weight)
    if not level and not known:
        return Heading(block, "headline/markup", MARKED * weight, MARKED * weight)
    return None


def _leads_home(page: View, block: RawBlock) -> bool:
    """Whether a heading is all one link to the front page or to a folder above the story: the name of a site."""
    if not block.anchors or block.link_chars < 0.9 * len(block.text):
        return False
    anchor = next(iter(page.links(block.index, block.index + 1)), None)
    address = absolute(page.url or "", None)
    if anchor is None:
        return False
    if address is None:
        return anchor.href == "/"
    own, target = (one.partition("//")[2] for one in (address, absolute(anchor.href, address) or address))
    return own != target and own.startswith(target) and (target.endswith("/") or "/" not in target)


def _best_overlap(mine: set[str], known: dict[str, set[str]]) -> float:
    if len(mine) < 3:
        return 0.0
    return max((len(mine & theirs) / max(1, min(len(mine), len(theirs))) for theirs in known.values()), default=0.0)


def _weight_of_heading(page: View, block: RawBlock, level: str) -> float:
    weight = 1.0 if level == "h1" else 0.93 if level == "h2" else 0.85
    weight *= 0.8 if block.unseen else 1.0
    if page.near(block, MENU_BLOCKS) & _MENUS or _in_list(block.container):
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
            front = text[: -len(other)].rstrip()
            is_word = front[-1].isalnum() and not _SPACE.search(front) and text[-len(other) - 1].isspace()
            if front[0] not in _OPENING_QUOTES and not is_word:
                return other
    return None


_OPENING_QUOTES: Final = frozenset("\"“„«»‘'‚")


def headline(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[str]:
    """The headline, from the page's heading and its declarations; the page is seen from its block on."""
    if isinstance(view, TextSheet):
        return view.found("headline", [*view.strings("headline"), *said.once(listed_headlines)])
    declared = [*said.once(declared_headlines), *said.once(listed_headlines)]
    names = [one.value for one in declared]
    heading = find_headline(view, names)
    view = view.with_headline(heading.block.index if heading else None)
    candidates = agreeing([*visible_headlines(view, heading, names), *declared], words)
    return view.found("headline", deferring(heading, candidates, said.types, view.url))
