"""Tags, section path and related stories as the page shows them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from copydesk.fields.candidates import Candidate
from copydesk.fields.declared_page import absolute, words
from copydesk.fields.furniture import furniture
from copydesk.fields.visible_page import Visible
from copydesk.layout.blocks import Anchor, span_of
from copydesk.records import Related, Role

__all__ = ["tag_blocks", "visible_related", "visible_sections", "visible_tags"]

MOST_TAGS: Final = 40
LONGEST_TAG: Final = 60
AROUND: Final = 40
MOST_RELATED: Final = 40
HEADLINE_LIKE: Final = 24
LONGEST_HEADLINE: Final = 250
MOST_SECTIONS: Final = 6

# F1 on fundus_test of tags that the page alone says: rel=tag .8, under a label or in an element named so .75, addresses .6.
REL, NAMED, ADDRESSED = 0.8, 0.78, 0.55

_TAG_PATH: Final = re.compile(
    r"/(?:tags?|topics?|themen?|thema|temas?|tema|keywords?|schlagwort|etiquetas?|etiqueta|tagged|tagi|sujets?|argomenti|onderwerp|emne|etiket|aihe|stichwort|stichworte|organisation|person)[/=\-]",
    re.I,
)
_HOME: Final = frozenset(("home", "homepage", "startseite", "start", "accueil", "inicio", "início", "forside", "hem", "etusivu", "главная", "головна", "ホーム", "トップ", "首页", "首頁", "홈", "anasayfa", "ana sayfa", "hjem", "beranda", "front page", "news home"))


def visible_tags(page: Visible) -> list[Candidate[tuple[str, ...]]]:
    """Links that the page calls tags, near the body's end or its head."""
    groups: dict[str, list[Anchor]] = {}
    low, high = page.top - AROUND // 2, page.last + AROUND
    for anchor in page.dom.anchors:
        if low <= anchor.block <= high and 1 < len(anchor.text) <= LONGEST_TAG and anchor.block not in page.chosen:
            rule = _tag_rule(page, anchor)
            if rule:
                groups.setdefault(rule, []).append(anchor)
    sure = {"tags/rel": REL, "tags/markup": NAMED, "tags/address": ADDRESSED}
    return [_listed(anchors, rule, sure[rule]) for rule, anchors in groups.items()]


def tag_blocks(page: Visible) -> frozenset[int]:
    """The blocks that such links stand in."""
    return frozenset(anchor.block for anchor in page.dom.anchors if anchor.block not in page.chosen and _tag_rule(page, anchor) in ("tags/rel", "tags/markup"))


def visible_sections(page: Visible) -> list[Candidate[tuple[str, ...]]]:
    """The path that a breadcrumb prints, outermost first, without the front page and the story itself."""
    title = words(page.blocks[page.headline].text) if page.headline is not None else ""
    parts: list[Anchor] = []
    for anchor in page.dom.anchors:
        if anchor.block > page.first or len(parts) >= MOST_SECTIONS:
            break
        if anchor.text and "breadcrumb" in page.marks.near(anchor.container, 8):
            parts.append(anchor)
    names = [anchor.text.strip(" />›»") for anchor in parts]
    path = tuple(name for name in dict.fromkeys(names) if name and words(name) not in _HOME and words(name) not in page.sites and words(name) != title)
    if not path:
        return []
    return [Candidate(path, "section/breadcrumb", 0.85, "html", parts[0].container.css_path(), " > ".join(names), span_of(parts[0].element))]


def visible_related(page: Visible, roles: Sequence[Role]) -> list[Candidate[Related]]:
    """Other stories that the page points to, each once."""
    found: dict[str, Candidate[Related]] = {}
    own = _path(page.url)
    for anchor in page.dom.anchors:
        if len(found) >= MOST_RELATED:
            break
        if not HEADLINE_LIKE <= len(anchor.text) <= LONGEST_HEADLINE or anchor.block >= len(roles) or roles[anchor.block] != "related":
            continue
        url = absolute(anchor.href, page.url) if anchor.href else None
        if url and _path(url) != own and url not in found and not furniture(anchor.text):
            found[url] = Candidate(
                Related(headline=anchor.text, url=url), "related/link", 0.7, "html", anchor.container.css_path(), anchor.text, span_of(anchor.element)
            )
    return list(found.values())


def _tag_rule(page: Visible, anchor: Anchor) -> str | None:
    if "tag" in anchor.rel.split():
        return "tags/rel"
    marks = page.marks.near(anchor.container, 24)
    if "tags" in marks and not marks & {"navigation", "comments", "footer", "byline"}:
        return "tags/markup"
    return "tags/address" if _TAG_PATH.search(anchor.href[:200]) and not marks & {"navigation", "footer", "related"} else None


def _listed(anchors: Iterable[Anchor], rule: str, confidence: float) -> Candidate[tuple[str, ...]]:
    some = list(anchors)
    names = dict.fromkeys(anchor.text.strip(" ,;|•·") for anchor in some)
    value = tuple(name for name in names if name)[:MOST_TAGS]
    return Candidate(value, rule, confidence, "html", some[0].container.css_path(), ", ".join(value)[:500], span_of(some[0].element))


def _path(url: str | None) -> str:
    try:
        return urlsplit(url).path.rstrip("/") if url else ""
    except ValueError:
        return ""
