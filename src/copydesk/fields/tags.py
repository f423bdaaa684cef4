"""The topics that the page lists."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.tag_choice import (
    agreed,
    chips,
    in_words,
    is_topic_address,
    once_linked,
    side_by_side,
    topical,
    without_menus,
)
from copydesk.fields.topic_links import learned_topics
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage, Found, plain
from copydesk.layout.jsonld import Graph, Json
from copydesk.layout.sheet import Anchor, Container, span_of
from copydesk.patterns import pattern
from copydesk.records import Story
from copydesk.wording.spelling import clean, words
from copydesk.wording.tags import split_tags

__all__ = ["TagLinks", "declared_tags", "line_tags", "split_declared", "tags", "visible_tags"]

MOST_TAGS: Final = 40
LONGEST_TAG: Final = 60
AROUND: Final = 40
HEADLINE_LIKE: Final = 24
SHORT_HEADLINE, LONGEST_PROMPT = 12, 40

# F1 on fundus_test of tags that the page alone says: in an element named so .92, by their addresses .6 to 1.
SURE: Final = {"tags/rel": 0.8, "tags/markup": 0.78, "tags/address": 0.61, "tags/chips": 0.62}
BAR: Final = 0.6
"""Of lists below, two in five are the story's own topics."""
_NO_TAGS: Final = frozenset(("navigation", "comments", "footer", "byline"))
_NO_ADDRESSES: Final = frozenset(("navigation", "footer", "related"))


MAX_TAGS: Final = 60
MAX_TAG: Final = 80
_MACHINE = pattern(
    r"""[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}\Z   # a UUID
    | \d{4,}\Z                                     # an article's number
    | [\w-]+(?:\.[\w-]+)+\Z(?<=\w{2})(?<!\d)       # a host name
    | https?://""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELD = pattern(r"[A-Za-z][\w &-]{1,30}:\s*\S")
_AND = pattern(r",\s*(?:&|and|und|et|y)\s")
_COUNT = pattern(r"\A\(\d+\)\s*")
_PATH = pattern(r"[a-zA-Z]+s?/(?=[^/]+\Z)")
_NAMED_KEYS: Final = ("tag", "tags", "topic", "keyword", "keywords", "subject", "person", "place")


LABEL_RULE: Final = "furniture/tags/label"
_WORD: Final = pattern(r"[^\W\d_]+")


class TagLinks(NamedTuple):
    """Candidates from links that the page calls tags, around the story, and the blocks that these stand in."""

    candidates: list[Candidate[tuple[str, ...]]]
    blocks: frozenset[int]


def visible_tags(page: View) -> TagLinks:
    """The tags that the page shows, by how it tells that they are tags."""
    groups: dict[str, list[Anchor]] = {}
    known: dict[Container, frozenset[str]] = {}
    low, high = page.top - AROUND // 2, page.last + AROUND
    for anchor in page.short_links(low, high + 1, LONGEST_TAG):
        container = anchor.container
        marks = known.get(container)
        if marks is None:
            marks = known[container] = page.marks.near(container, 24)
        rule = _tag_rule(anchor, marks)
        if rule:
            groups.setdefault(rule, []).append(anchor)
    groups["tags/address"] = side_by_side(page, once_linked(page, groups.get("tags/address", ())))
    if not groups.keys() & {"tags/rel", "tags/markup"}:
        groups["tags/chips"] = chips(page)
    candidates = [_listed(anchors, rule, SURE[rule]) for rule, anchors in groups.items() if anchors]
    return TagLinks(
        candidates, frozenset(anchor.block for rule in ("tags/rel", "tags/markup") for anchor in groups.get(rule, ()))
    )


def _tag_rule(anchor: Anchor, marks: frozenset[str]) -> str | None:
    rel = anchor.rel
    if rel and "tag" in rel.split():
        return "tags/rel"
    if "tags" in marks and marks.isdisjoint(_NO_TAGS):
        return "tags/markup"
    return "tags/address" if marks.isdisjoint(_NO_ADDRESSES) and is_topic_address(anchor.href) else None


def _listed(anchors: Iterable[Anchor], rule: str, confidence: float) -> Candidate[tuple[str, ...]]:
    some = list(anchors)
    names = dict.fromkeys(anchor.text.strip(" ,;|•·") for anchor in some)
    value = tuple(name for name in names if name)[:MOST_TAGS]
    return Candidate(
        value, rule, confidence, "html", some[0].container.css_path(), ", ".join(value)[:500], span_of(some[0].element)
    )


def declared_tags(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    """Candidates for the tags. Repeated tags of one name are one list; site names and machine marks are left out."""
    groups: dict[str, list[Found]] = {}
    for origin in declarations.found(page, "tags"):
        groups.setdefault(origin.locator, []).append(origin)
    sites = page.sites
    candidates = []
    for origins in groups.values():
        raw: list[Json] = [origin.raw for origin in origins]
        tags = unique_tags(page.graph, raw[0] if len(raw) == 1 else raw, sites)
        if tags:
            text = ", ".join(plain(page.graph, value) for value in raw)
            candidates.append(propose(origins[0], tags, text, _sure_of_tags(tags, page)))
    return candidates


def split_declared(text: str) -> list[str]:
    """The single tags in a line of keywords: at commas, else at semicolons or bars, else at spaces between Han words.

    >>> split_declared("harbour, ferries; storm")
    ['harbour', 'ferries; storm']
    """
    for mark in (",", "，", "、", ";", "；", "|", "\n", "•"):
        if mark in text and not _AND.search(text):
            return [part for part in (piece.strip() for piece in text.split(mark)) if part]
    parts = text.split()
    if len(parts) > 2 and all(len(part) <= 8 and "\u2e80" <= part[0] <= "\u9fff" for part in parts):
        return parts
    return [text.strip()] if text.strip() else []


def unique_tags(graph: Graph, raw: Json, sites: frozenset[str]) -> tuple[str, ...]:
    single = isinstance(raw, list) and len(raw) > 1
    texts = strings(graph, raw, 0)
    parts = [
        part
        for text in texts
        for part in ([text] if single and not _is_line(text, texts) else split_declared(clean(text)))
    ]
    fields = sum(1 for part in parts if _FIELD.match(part))
    kept: dict[str, str] = {}
    for part in parts[: 3 * MAX_TAGS]:
        if len(part) > 4 * MAX_TAG:
            continue
        tag = _tidy_tag(clean(part), fields)
        key = in_words(tag)
        if key and len(tag) <= MAX_TAG and not _MACHINE.match(tag) and key not in sites:
            kept.setdefault(key, tag)
    return tuple(kept.values())[:MAX_TAGS]


def _is_line(text: str, texts: list[str]) -> bool:
    """Whether an entry of a list is itself a line of several tags."""
    return text.count(",") > 1 and len(texts) < 4


def _tidy_tag(tag: str, fields: int) -> str:
    """The tag without the field name or path that a system puts before it; empty for a field that is no tag."""
    tag = tag.strip(" #\"'[]")
    if tag.startswith("("):
        tag = _COUNT.sub("", tag)
    if fields > 1 and _FIELD.match(tag):
        name, _, rest = tag.partition(":")
        return rest.strip() if name.strip().lower() in _NAMED_KEYS else ""
    return _PATH.sub("", tag) if tag.count("/") == 1 and " " not in tag.partition("/")[0] and tag[0].islower() else tag


def strings(graph: Graph, raw: Json, depth: int) -> list[str]:
    raw = graph.resolve(raw)
    if isinstance(raw, str):
        return [raw]
    if isinstance(raw, list) and depth < 3:
        return [text for item in raw[: 3 * MAX_TAGS] for text in strings(graph, item, depth + 1)]
    if isinstance(raw, dict):
        name = plain(graph, raw)
        return [name] if name else []
    return []


def _subject(page: DeclaredPage) -> str:
    """What the page says that it is about, for telling its own tags from those that the site prints everywhere."""
    names = ("og:title", "og:description", "description", "twitter:title")
    parts = [tag.content for name in names for tag in page.metas.get(name, ())] + [
        page.head.title or "",
        page.url or "",
    ]
    for node in page.articles[:1]:
        parts += [
            value[:3000]
            for key in ("headline", "description", "articleBody")
            if isinstance(value := node.value.get(key), str)
        ]
    return words(" ".join(parts))


def _sure_of_tags(tags: tuple[str, ...], page: DeclaredPage) -> float:
    """A long list is written for search engines; slugs and one tag alone say little, tags of another subject less."""
    if len(tags) > 2:
        subject = page.once(_subject)
        if not any(in_words(tag) in subject for tag in tags):
            return 0.75
    if all("-" in tag and " " not in tag for tag in tags):
        return 0.75
    return 0.85 if len(tags) > 20 else 0.95 if len(tags) == 1 else 1.0


def line_tags(sheet: TextSheet) -> list[Candidate[tuple[str, ...]]]:
    """All tag lines as one candidate; a glued line is parted where the words of the page prove the joint."""
    places = [i for i in sheet.with_role("tags") if sheet.roles.roles[i].rule != LABEL_RULE]
    if not places:
        return []
    words = {word.casefold() for i in sheet.roles.body for word in _WORD.findall(sheet.lines[i].text)}
    words |= {
        word.casefold() for i in sheet.with_role("headline", "deck") for word in _WORD.findall(sheet.lines[i].text)
    }
    tags = tuple(dict.fromkeys(tag for i in places for tag in split_tags(sheet.lines[i].text, words)))
    first = sheet.candidate(places[0], tags)
    return [replace(first, span=(sheet.lines[places[0]].span[0], sheet.lines[places[-1]].span[1]))] if tags else []


def tags(view: View | TextSheet, said: DeclaredPage, known: Story) -> Finding[tuple[str, ...]]:
    """The topics that the page lists."""
    if isinstance(view, TextSheet):
        return view.found("tags", line_tags(view))
    shown = visible_tags(view)
    candidates = agreed(topical([*without_menus(view, said.once(declared_tags)), *shown.candidates], known))
    if max([one.confidence for one in candidates], default=0.0) < BAR:
        candidates += topical(learned_topics(view), known)
    return view.settling("tags", shown.blocks).found("tags", candidates, BAR)
