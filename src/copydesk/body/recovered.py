"""The body of a page that shows none of it: from what the page declares, or from the state that its scripts carry."""

from typing import Final

from msgspec import Struct

from copydesk.body.boxes import prompt_of
from copydesk.body.declared import state_body
from copydesk.body.find import Body
from copydesk.body.line_settle import signed_pictures
from copydesk.layout.head import Head, Script
from copydesk.layout.sheet import Dom
from copydesk.records import Evidence, Layer, Span

__all__ = ["Recovered", "Told", "recovered"]

_VISIBLE: Final = 200
"""Characters of visible body from which nothing is recovered."""
_LEAST: Final = 400
_REST: Final = 0.5
"""Share of the text that stays once captions and prompts have left it."""
_TITLE: Final = 20
_TIMES: Final = 3
"""How many times longer than the visible body a recovered one must be."""


class Told(Struct, frozen=True):
    """What the page declares, by which a body in a script is known: types, titles, bodies with their places."""

    page_types: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    bodies: tuple[tuple[str, Span, str], ...] = ()

    @property
    def is_story(self) -> bool:
        """Whether the page says that it is one."""
        return any(name.endswith(("article", "posting", "report")) for name in self.page_types)


class Recovered(Struct, frozen=True):
    """Paragraphs that stand in a script only, with the span of the script and the evidence."""

    paragraphs: tuple[str, ...]
    span: Span
    evidence: Evidence


def recovered(dom: Dom, head: Head, said: Told, body: Body) -> Recovered | None:
    """The body as a script holds it, where the visible page has next to nothing of it."""
    visible = sum([len(dom.blocks[index].text) for index in body.blocks])
    if visible >= _VISIBLE or (said.page_types and not said.is_story):
        return None
    bar = max(_LEAST, _TIMES * visible)
    for text, span, locator in said.bodies if said.is_story else ():
        if len(text) >= bar:
            return _taken(text, span, "body/declared", "jsonld", locator)
    states = [script for script in head.states if said.is_story or _holds_headline(script, said)]
    found = max(((state_body((script,)), script) for script in states), key=lambda pair: len(pair[0]), default=None)
    if found is not None and len(found[0]) >= bar and found[1].span is not None:
        return _taken(found[0], found[1].span, "body/page-state", "html", f"script[{found[1].index}]")
    return None


def _holds_headline(script: Script, said: Told) -> bool:
    """Whether the state of a page that does not say what it is has the page's title as a value of its own."""
    return any(f'"{title}"' in script.text for title in {*said.titles} if len(title) >= _TITLE)


def _taken(text: str, span: Span, rule: str, layer: Layer, locator: str) -> Recovered:
    lines = [part for part in (" ".join(piece.split()) for piece in text.split("\n")) if part]
    pictures = set(signed_pictures(lines, range(len(lines))))
    told = [line for i, line in enumerate(lines) if i not in pictures and prompt_of(line) is None]
    paragraphs = tuple(told if sum(map(len, told)) >= _REST * sum(map(len, lines)) else lines)
    return Recovered(paragraphs, span, _evidence(rule, layer, locator, span, paragraphs[0][:200]))


def _evidence(rule: str, layer: Layer, locator: str, span: Span, text: str) -> Evidence:
    return Evidence(rule=rule, confidence=0.7, layer=layer, locator=locator, span=span, text=text, chosen=True)
