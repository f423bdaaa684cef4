"""Tags, section path and related stories as the page shows them."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from copydesk import urls
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Visible
from copydesk.layout.declarations import address_of, words
from copydesk.layout.sheet import Anchor, span_of
from copydesk.records import Related, Role
from copydesk.wording.furniture import furniture

__all__ = ["TagLinks", "visible_related", "visible_sections", "visible_tags"]

MOST_TAGS: Final = 40
LONGEST_TAG: Final = 60
AROUND: Final = 40
MOST_RELATED: Final = 40
HEADLINE_LIKE: Final = 24
SHORT_HEADLINE, LONGEST_PROMPT = 12, 40
LONGEST_HEADLINE: Final = 250
MOST_SECTIONS: Final = 6
LONGEST_PATH: Final = 12

# F1 on fundus_test of tags that the page alone says: in an element named so .92, by their addresses .6 to 1.
SURE: Final = {"tags/rel": 0.8, "tags/markup": 0.78, "tags/address": 0.55}
_NO_TAGS: Final = frozenset(("navigation", "comments", "footer", "byline"))
_NO_ADDRESSES: Final = frozenset(("navigation", "footer", "related"))

_TAG_PATH: Final = re.compile(
    r"/(?:tags?|topics?|themen?|thema|temas?|tema|keywords?|schlagwort|etiquetas?|etiqueta|tagged|tagi|sujets?|argomenti|onderwerp|emne|etiket|aihe|stichwort|stichworte|organisation|person)[/=\-]",
    re.IGNORECASE,
)
_HOME: Final = frozenset(
    (
        "home",
        "homepage",
        "startseite",
        "start",
        "accueil",
        "inicio",
        "início",
        "forside",
        "hem",
        "etusivu",
        "главная",
        "головна",
        "ホーム",
        "トップ",
        "首页",
        "首頁",
        "홈",
        "anasayfa",
        "ana sayfa",
        "hjem",
        "beranda",
        "front page",
        "news home",
    )
)


class TagLinks(NamedTuple):
    """Candidates from links that the page calls tags, around the story, and the blocks that these stand in."""

    candidates: list[Candidate[tuple[str, ...]]]
    blocks: frozenset[int]


def visible_tags(page: Visible) -> TagLinks:
    """The tags that the page shows, by how it tells that they are tags."""
    groups: dict[str, list[Anchor]] = {}
    known: dict[int, frozenset[str]] = {}
    low, high = page.top - AROUND // 2, page.last + AROUND
    for anchor in [anchor for anchor in page.dom.anchors if low <= anchor.block <= high]:
        if 1 < len(anchor.text) <= LONGEST_TAG and anchor.block not in page.chosen:
            marks = known.get(anchor.container.index)
            if marks is None:
                marks = known[anchor.container.index] = page.marks.near(anchor.container, 24)
            rule = _tag_rule(anchor, marks)
            if rule:
                groups.setdefault(rule, []).append(anchor)
    candidates = [_listed(anchors, rule, SURE[rule]) for rule, anchors in groups.items()]
    return TagLinks(
        candidates, frozenset(anchor.block for rule in ("tags/rel", "tags/markup") for anchor in groups.get(rule, ()))
    )


def visible_sections(page: Visible) -> list[Candidate[tuple[str, ...]]]:
    """The path that a breadcrumb prints, outermost first, without the front page and the story itself."""
    title = words(page.blocks[page.headline].text) if page.headline is not None else ""
    start, marks = page.top - AROUND, page.marks
    early = takewhile(lambda box: box.first <= page.first, page.dom.containers)
    boxes = (box for box in early if box.first >= start and box.last - box.first <= LONGEST_PATH)
    box = next((box for box in boxes if "breadcrumb" in marks.own(box)), None)
    if box is None:
        return []
    parts = [anchor for anchor in page.dom.anchors if box.first <= anchor.block < box.last and anchor.text][
        :MOST_SECTIONS
    ]
    names = [anchor.text.strip(" />›»") for anchor in parts]
    path = tuple(
        name
        for name in dict.fromkeys(names)
        if name and words(name) not in _HOME and words(name) not in page.sites and words(name) != title
    )
    if not path:
        return []
    return [
        Candidate(
            path,
            "section/breadcrumb",
            0.85,
            "html",
            parts[0].container.css_path(),
            " > ".join(names),
            span_of(parts[0].element),
        )
    ]


def visible_related(page: Visible, roles: Sequence[Role]) -> list[Candidate[Related]]:
    """Other stories that the page points to, each once."""
    found: dict[str, Candidate[Related]] = {}
    own = _path(page.url)
    for anchor in page.dom.anchors:
        if len(found) >= MOST_RELATED:
            break
        if (
            not SHORT_HEADLINE <= len(anchor.text) <= LONGEST_HEADLINE
            or anchor.block >= len(roles)
            or roles[anchor.block] != "related"
        ):
            continue
        url = address_of(anchor.href, page.url) if anchor.href else None
        headline = _pointed_to(anchor, page)
        if url and headline and _path(url) != own and url not in found:
            found[url] = Candidate(
                Related(headline=headline, url=url),
                "related/link",
                0.7,
                "html",
                anchor.container.css_path(),
                anchor.text,
                span_of(anchor.element),
            )
    return list(found.values())


def _pointed_to(anchor: Anchor, page: Visible) -> str | None:
    """The headline that a link prints, without the prompt before it; behind one ("Read more: ...") it may be short."""
    prompt = furniture(anchor.text)
    if prompt is None:
        before, _, _ = page.blocks[anchor.block].text.partition(anchor.text)
        prompted = before.rstrip().endswith((":", "：")) and len(before) <= LONGEST_PROMPT
        return anchor.text if prompted or len(anchor.text) >= HEADLINE_LIKE else None
    before, mark, headline = anchor.text.replace("：", ": ").partition(": ")
    if prompt.whole or prompt.role != "related" or not mark or len(before) > LONGEST_PROMPT:
        return None
    return headline.strip() if len(headline.strip()) >= SHORT_HEADLINE else None


def _tag_rule(anchor: Anchor, marks: frozenset[str]) -> str | None:
    if "tag" in anchor.rel.split():
        return "tags/rel"
    if "tags" in marks and not marks & _NO_TAGS:
        return "tags/markup"
    return "tags/address" if not marks & _NO_ADDRESSES and _TAG_PATH.search(anchor.href[:200]) else None


def _listed(anchors: Iterable[Anchor], rule: str, confidence: float) -> Candidate[tuple[str, ...]]:
    some = list(anchors)
    names = dict.fromkeys(anchor.text.strip(" ,;|•·") for anchor in some)
    value = tuple(name for name in names if name)[:MOST_TAGS]
    return Candidate(
        value, rule, confidence, "html", some[0].container.css_path(), ", ".join(value)[:500], span_of(some[0].element)
    )


def _path(url: str | None) -> str:
    return urls.split(url).path.rstrip("/")
