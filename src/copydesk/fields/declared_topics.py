"""Tags and section as declared, split as their writers meant them."""

import re
from typing import Final

from copydesk.fields.candidates import Candidate
from copydesk.layout.declarations import DeclaredPage, Found, clean, found, plain, propose, words
from copydesk.layout.jsonld import Graph, Json

__all__ = ["declared_sections", "declared_tags", "split_tags"]

MAX_TAGS: Final = 60
MAX_TAG: Final = 80

_MACHINE = re.compile(
    r"""[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{20,}\Z   # a UUID
    | \d{4,}\Z                                     # an article's number
    | [\w-]+(?:\.[\w-]+)+\Z(?<=\w{2})(?<!\d)       # a host name
    | https?://""",
    re.VERBOSE | re.IGNORECASE,
)
_FIELD = re.compile(r"[A-Za-z][\w &-]{1,30}:\s*\S")
_AND = re.compile(r",\s*(?:&|and|und|et|y)\s")
_COUNT = re.compile(r"\A\(\d+\)\s*")
_PATH = re.compile(r"[a-zA-Z]+s?/(?=[^/]+\Z)")
_NAMED_KEYS: Final = ("tag", "tags", "topic", "keyword", "keywords", "subject", "person", "place")
_HOME: Final = frozenset(
    ("home", "homepage", "start", "startseite", "inicio", "accueil", "hem", "forside", "hjem", "etusivu", "beranda",
     "início", "főoldal", "главная", "головна", "trang chủ", "ana sayfa", "ホーム", "トップ", "首页", "홈")
)  # fmt: skip


def declared_tags(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    """Candidates for the tags. Repeated tags of one name are one list; site names and machine marks are left out."""
    groups: dict[str, list[Found]] = {}
    for origin in found(page, "tags"):
        groups.setdefault(origin.locator, []).append(origin)
    sites = page.sites
    subject = _subject(page)
    candidates = []
    for origins in groups.values():
        raw: list[Json] = [origin.raw for origin in origins]
        tags = _tags(page.graph, raw[0] if len(raw) == 1 else raw, sites)
        if tags:
            text = ", ".join(plain(page.graph, value) for value in raw)
            candidates.append(propose(origins[0], tags, text, _sureness(tags, subject)))
    return candidates


def declared_sections(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    """Candidates for the section path, outermost first; a breadcrumb trail says more than a single name."""
    candidates = []
    for origin in found(page, "section"):
        names = [clean(text).strip(" -") for text in _strings(page.graph, origin.raw, 0)]
        path = tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_TAG))
        if path:
            candidates.append(propose(origin, path[:6], " > ".join(path)))
    return _breadcrumbs(page) + candidates


def split_tags(text: str) -> list[str]:
    """The single tags in a line of keywords: at commas, else at semicolons or bars, else at spaces between Han words.

    >>> split_tags("harbour, ferries; storm")
    ['harbour', 'ferries; storm']
    """
    for mark in (",", "，", "、", ";", "；", "|", "\n", "•"):
        if mark in text and not _AND.search(text):
            return [part for part in (piece.strip() for piece in text.split(mark)) if part]
    parts = text.split()
    if len(parts) > 2 and all(len(part) <= 8 and "\u2e80" <= part[0] <= "\u9fff" for part in parts):
        return parts
    return [text.strip()] if text.strip() else []


def _tags(graph: Graph, raw: Json, sites: frozenset[str]) -> tuple[str, ...]:
    single = isinstance(raw, list) and len(raw) > 1
    texts = _strings(graph, raw, 0)
    parts = [
        part for text in texts for part in ([text] if single and not _is_line(text, texts) else split_tags(clean(text)))
    ]
    fields = sum(1 for part in parts if _FIELD.match(part))
    kept: dict[str, str] = {}
    for part in parts[: 3 * MAX_TAGS]:
        if len(part) > 4 * MAX_TAG:
            continue
        tag = _tidy(clean(part), fields)
        key = words(tag)
        if key and len(tag) <= MAX_TAG and not _MACHINE.match(tag) and key not in sites:
            kept.setdefault(key, tag)
    return tuple(kept.values())[:MAX_TAGS]


def _is_line(text: str, texts: list[str]) -> bool:
    """Whether an entry of a list is itself a line of several tags."""
    return text.count(",") > 1 and len(texts) < 4


def _tidy(tag: str, fields: int) -> str:
    """The tag without the field name or path that a system puts before it; empty for a field that is no tag."""
    tag = _COUNT.sub("", tag.strip(" #\"'[]"))
    if fields > 1 and _FIELD.match(tag):
        name, _, rest = tag.partition(":")
        return rest.strip() if name.strip().lower() in _NAMED_KEYS else ""
    return _PATH.sub("", tag) if tag.count("/") == 1 and " " not in tag.partition("/")[0] and tag[0].islower() else tag


def _strings(graph: Graph, raw: Json, depth: int) -> list[str]:
    raw = graph.resolve(raw)
    if isinstance(raw, str):
        return [raw]
    if isinstance(raw, list) and depth < 3:
        return [text for item in raw[: 3 * MAX_TAGS] for text in _strings(graph, item, depth + 1)]
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


def _sureness(tags: tuple[str, ...], subject: str) -> float:
    """A long list is written for search engines; slugs and one tag alone say little, tags of another subject less."""
    if len(tags) > 2 and not any(words(tag) in subject for tag in tags):
        return 0.7
    if all(" " not in tag and "-" in tag for tag in tags):
        return 0.75
    return 0.85 if len(tags) > 20 else 0.95 if len(tags) == 1 else 1.0


def _breadcrumbs(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    candidates = []
    sites = page.sites | _HOME
    for node in page.graph.of_type("breadcrumblist"):
        steps = node.value.get("itemListElement")
        if not isinstance(steps, list) or not 0 < len(steps) < 12:
            continue
        names = [_step_name(page.graph, step) for step in sorted(steps, key=_position)]
        path = _trimmed(names, page, sites)
        if path:
            candidates.append(
                Candidate(
                    path,
                    "section/breadcrumb",
                    0.85,
                    "jsonld",
                    node.locator("itemListElement"),
                    " > ".join(names)[:500],
                    node.span,
                )
            )
    return candidates[:2]


def _trimmed(names: list[str], page: DeclaredPage, sites: frozenset[str]) -> tuple[str, ...]:
    """The trail without the home page before it and the story after it."""
    headlines = {words(plain(page.graph, node.value.get("headline"))) for node in page.articles}
    headlines |= {words(tag.content) for tag in page.metas.get("og:title", ())}
    path = [name for name in names if name]
    while path and words(path[0]) in sites:
        path.pop(0)
    while path and (_begins_headline(words(path[-1]), headlines) or len(path[-1]) > 60):
        path.pop()
    return tuple(path)


def _begins_headline(name: str, headlines: set[str]) -> bool:
    return any(name == headline or (len(name) > 25 and headline.startswith(name)) for headline in headlines)


def _step_name(graph: Graph, step: Json) -> str:
    step = graph.resolve(step)
    if not isinstance(step, dict):
        return ""
    name = step.get("name")
    return (
        clean(name)
        if isinstance(name, str)
        else plain(graph, step.get("item"))
        if isinstance(step.get("item"), dict)
        else ""
    )


def _position(step: Json) -> float:
    value = step.get("position") if isinstance(step, dict) else None
    if isinstance(value, str):
        value = float(value) if value.strip().isdigit() else 0.0
    return float(value) if isinstance(value, (int, float)) else 0.0
