"""Where the story stands in its outlet."""

from typing import Final

from copydesk.fields.candidates import Candidate, propose
from copydesk.fields.roles.lines import PATH_MARKS
from copydesk.fields.tags import AROUND, MAX_TAG, strings
from copydesk.fields.view import Finding, TextSheet, View
from copydesk.layout import declarations
from copydesk.layout.declarations import DeclaredPage, plain
from copydesk.layout.jsonld import Graph, Json
from copydesk.layout.sheet import Container, span_of
from copydesk.records import Story
from copydesk.tables import reader
from copydesk.wording.spelling import clean, words

__all__ = ["declared_sections", "path_of", "section", "visible_sections"]


MOST_SECTIONS: Final = 6
LONGEST_PATH: Final = 12


def visible_sections(page: View) -> list[Candidate[tuple[str, ...]]]:
    """The path that a breadcrumb prints, outermost first, without the front page and the story itself."""
    title = words(page.blocks[page.headline].text) if page.headline is not None else ""
    box = _path_box(page)
    if box is None:
        return []
    parts = [anchor for anchor in page.links(box.first, box.last) if anchor.text][:MOST_SECTIONS]
    names = [anchor.text.strip(" />›»") for anchor in parts]
    path = tuple(
        name
        for name in dict.fromkeys(names)
        if name and words(name) not in reader.words("home") and words(name) not in page.sites and words(name) != title
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


def _path_box(page: View) -> Container | None:
    """The first element before the story that is called a breadcrumb."""
    start = page.top - AROUND
    found = page.boxes("breadcrumb", start, page.first + 1, LONGEST_PATH)
    return next((box for box in found if box.first >= start), None)


def declared_sections(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    """Candidates for the section path, outermost first; a breadcrumb trail says more than a single name."""
    candidates = []
    for origin in declarations.found(page, "section"):
        names = [clean(text).strip(" -") for text in strings(page.graph, origin.raw, 0)]
        path = tuple(dict.fromkeys(name for name in names if name and len(name) <= MAX_TAG))
        if path:
            candidates.append(propose(origin, path[:6], " > ".join(path)))
    return _breadcrumbs(page) + candidates


def _breadcrumbs(page: DeclaredPage) -> list[Candidate[tuple[str, ...]]]:
    candidates = []
    sites = page.sites | reader.words("home")
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


def path_of(text: str) -> tuple[str, ...]:
    for mark in PATH_MARKS:
        if mark in text:
            return tuple(part.strip() for part in text.split(mark) if part.strip())
    return (text,)


def section(view: View | TextSheet, said: DeclaredPage, _known: Story) -> Finding[tuple[str, ...]]:
    """The sections that the story stands in, outermost first."""
    if isinstance(view, TextSheet):
        paths = view.with_role("breadcrumb")
        return view.found("section", [view.candidate(i, path_of(view.lines[i].text)) for i in paths])
    return view.found("section", [*said.once(declared_sections), *visible_sections(view)])
