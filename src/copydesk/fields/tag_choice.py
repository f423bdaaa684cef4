"""What stands among the topics of a page and is none: its authors, codes, buttons, the words of its address."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from copydesk import urls
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import View
from copydesk.layout.sheet import Anchor
from copydesk.patterns import pattern
from copydesk.records import Story
from copydesk.wording.furniture import furniture
from copydesk.wording.spelling import is_spaced, word_runs, words

__all__ = ["Topics", "chips", "once_linked", "side_by_side", "topical", "without_menus"]

Topics = Candidate[tuple[str, ...]]

BEHIND: Final = 8
"""Blocks behind the body in which its topics stand."""
FEWEST, MOST, LONGEST, MOST_WORDS = 2, 12, 40, 4
_NO_CHIPS: Final = frozenset(
    ("navigation", "footer", "related", "share", "comments", "byline", "newsletter", "breadcrumb")
)
ADDRESS_WORDS: Final = 4
"""Tags that are all words of the page's address: so many and no fewer are its headline cut up."""
CUT_UP: Final = 0.5
"""Applied to such a list, which then is not given."""
MENU_LEAST, IN_MENU, TOLD = 6, 0.6, 0.2
"""Declared lists of so many tags, of which this share stands in menus and no more than that in the story, are the
sections of the site. On the outlets of fundus_test in view two such lists are right in .09 and .40 of their tags; of 28
others that menus hold too the story tells .22 at least, and they are right in .97."""
_TAG_PATH: Final = pattern(
    r"/(?:tags?|topics?|themen?|thema|temas?|tema|keywords?|schlagwort|etiquetas?|etiqueta|tagged|tagi|sujets?|argomenti|onderwerp|emne|etiket|aihe|stichwort|stichworte|organisation|person)[/=\-]",
    re.IGNORECASE,
)
VOICES: Final = {"tags/article": "article", "tags/jsonld": "jsonld"}
"""Rules that speak for themselves; the others of a layer copy each other."""
LEAST_AGREED: Final = 0.55
"""What two voices give is not made up for search engines from here on."""
_CODE: Final = pattern(r"\w+_\w*\d\w*\Z|[A-Z]{2,}\d{1,3}\Z|[a-z]+(?:_[a-z0-9]+){2,}\Z")


def agreed(candidates: Sequence[Topics]) -> list[Topics]:
    """The lists; one that two voices give goes before the surest where that has it whole and words of the site besides.

    Of fundus_test in view two pages gain .14 and .64 by it, of fundus_old one loses .06.
    """
    best = max(candidates, key=lambda one: one.confidence, default=None)
    if best is None:
        return []
    longer = _as_words(best)
    voices: dict[frozenset[str], set[str]] = {}
    spelled = [_as_words(one) for one in candidates]
    for one, mine in zip(candidates, spelled, strict=True):
        voices.setdefault(mine, set()).add(VOICES.get(one.rule, one.layer))
    within = [one for one, mine in zip(candidates, spelled, strict=True) if len(voices[mine]) > 1 and mine < longer]
    shorter = max(within, key=lambda one: one.confidence, default=None)
    if shorter is None or shorter.confidence < LEAST_AGREED:
        return [*candidates]
    first = replace(shorter, confidence=best.confidence)
    return [first, *(one for one in candidates if one is not shorter)]


def _as_words(one: Topics) -> frozenset[str]:
    return frozenset(map(in_words, one.value))


@lru_cache(maxsize=512)
def in_words(tag: str) -> str:
    """A tag in one spelling; a page asks six times of each of its own."""
    return words(tag)


def topical(candidates: Iterable[Topics], known: Story) -> list[Topics]:
    """The lists without what is no topic; lists that hold nothing else are left out."""
    people = {words(person.name) for person in known.authors}
    address = frozenset(word_runs((known.source.answered_url or known.source.url or "").lower()))
    kept = []
    for one in candidates:
        tags = tuple([tag for tag in one.value if in_words(tag) not in people and not _is_code(tag)])
        if tags:
            share = CUT_UP if _is_address(tags, address) else 1.0
            kept.append(replace(one, value=tags, confidence=one.confidence * share))
    return kept


def without_menus(page: View, candidates: Iterable[Topics]) -> list[Topics]:
    """The lists, unsure where they are the sections of the site that its menus hold and the story does not speak of."""
    return [
        replace(one, confidence=one.confidence * CUT_UP) if one.layer != "html" and _is_menu(page, one.value) else one
        for one in candidates
    ]


def is_topic_address(href: str) -> bool:
    """Whether a folder of an address is called as topics are."""
    return _TAG_PATH.search(href[:200]) is not None


def _is_menu(page: View, tags: Sequence[str]) -> bool:
    if len(tags) < MENU_LEAST:
        return False
    story = page.once(told)
    if sum(tag.casefold() in story for tag in tags) > TOLD * len(tags):
        return False
    outside = page.once(_outside)
    return sum(tag.casefold() in outside for tag in tags) >= IN_MENU * len(tags)


def told(page: View) -> str:
    """The headline and the story in small letters."""
    return "\n".join(page.text(index) for index in {page.top, *page.body} if index < len(page.blocks)).casefold()


def _outside(page: View) -> frozenset[str]:
    """What the links before and behind the story say, in small letters."""
    links = (one for one in page.links() if not page.top <= one.block <= page.last)
    return frozenset(one.text.casefold() for one in links)


def _is_code(tag: str) -> bool:
    """Whether a tag is a mark for machines or the word on a button."""
    return _CODE.match(tag) is not None or (" " in tag and furniture(tag) is not None)


def _is_address(tags: tuple[str, ...], address: frozenset[str]) -> bool:
    """Whether the tags are the single words of the address, small words among them."""
    if len(tags) < ADDRESS_WORDS:
        return False
    return all(" " not in tag and tag.islower() for tag in tags) and sum(tag in address for tag in tags) >= 0.8 * len(
        tags
    )


def once_linked(page: View, anchors: Iterable[Anchor]) -> list[Anchor]:
    """The links that the page has no second time, as a menu would."""
    some = list(anchors)
    if not some:
        return []
    often = page.links_counted(some)
    return [anchor for anchor in some if often[anchor.href, anchor.text] < 2]


def side_by_side(page: View, anchors: Sequence[Anchor]) -> list[Anchor]:
    """Links that stand together at the end of the story or over it, and no others; menus are longer."""
    beside = [anchor for anchor in anchors if anchor.block > page.last or page.top - 3 <= anchor.block <= page.prose]
    if not FEWEST <= len(beside) <= MOST or len(beside) < len(anchors):
        return []
    return beside if beside[-1].block - beside[0].block <= 2 * len(beside) else []


def chips(page: View) -> list[Anchor]:
    """Short links of one kind side by side right behind the body, alone in their lines, whatever their class."""
    groups: dict[int, list[Anchor]] = {}
    end = min(page.last + BEHIND + 1, len(page.blocks))
    for anchor in page.short_links(page.last + 1, end, LONGEST):
        if _is_chip(page, anchor):
            box = anchor.container.parent or anchor.container
            groups.setdefault(box.index, []).append(anchor)
    for group in groups.values():
        own = once_linked(page, group)
        if (
            FEWEST <= len(own) <= MOST
            and len(own) == len(group)
            and len({_kind_of_address(one.href) for one in own}) == 1
        ):
            return own
    return []


def _is_chip(page: View, anchor: Anchor) -> bool:
    block = page.blocks[anchor.block]
    longest = LONGEST if is_spaced(anchor.text) else LONGEST // 3
    if len(anchor.text) > longest or len(anchor.text.split()) > MOST_WORDS:
        return False
    alone = block.link_chars >= 0.9 * len(block.text) or block.text.lstrip("#") == anchor.text.lstrip("#")
    return alone and not page.marks.near(anchor.container, 12) & _NO_CHIPS


def _kind_of_address(href: str) -> tuple[str, int]:
    """The folder that an address starts with, and how many folders it has."""
    folders = [part for part in urls.split(href).path.split("/") if part]
    return (folders[0] if len(folders) > 1 else "", len(folders))
