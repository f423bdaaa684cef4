"""Page to Story: the body, then every field in its order, then the record."""

from datetime import date
from itertools import islice
from typing import Final

from msgspec import structs

from copydesk.body.find import body_by
from copydesk.body.recovered import Recovered, Told, recovered
from copydesk.body.trees import Trees, load_trees
from copydesk.errors import NotAStory
from copydesk.fields.body import declared_bodies
from copydesk.fields.headline.declared import declared_headlines
from copydesk.fields.order import hints_of, with_fields
from copydesk.fields.record import recorded
from copydesk.fields.refusals import refusal, refuse
from copydesk.fields.roles.settle import rejoined, roles_of_lines, without_unseen
from copydesk.fields.view import TextSheet, View, view_of
from copydesk.layout.declarations import DeclaredPage, declared_page
from copydesk.layout.joints import part_glued
from copydesk.layout.lines import Line, lines_of, with_capitals
from copydesk.layout.page import Page
from copydesk.layout.repair import may_be_damaged, repair
from copydesk.layout.sheet import Dom
from copydesk.patterns import pattern
from copydesk.records import Block, Story
from copydesk.settings import Settings

__all__ = ["read_page", "story_of"]

FEWEST_WORDS: Final = 5
"""The shortest true body on 1,571 development pages has seven; what was read with less was no story."""
# Where words are not parted by spaces, two characters are about one.
_WORD: Final = pattern(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W_]+")


def story_of(page: Page, settings: Settings) -> Story:
    """The story on a page.

    Raises:
        NotAStory: the page is no story; the reason says what it is instead.
    """
    story = read_page(page)
    if not story.posts and _count_of_words(story.text) < FEWEST_WORDS:
        raise NotAStory("no-body", "the body is a few words and no story")
    return story


def read_page(page: Page, trees: Trees | None = None) -> Story:
    """The story on a page, however few words it has; `trees` stand in for the body model that ships.

    Raises:
        NotAStory: the page is no story; the reason says what it is instead.
    """
    said = declared_page(page.head, page.url, page.languages, page.listed)
    view: View | TextSheet
    if page.dom is None:
        view, hidden = _sheet_of_lines(page), None
    else:
        view, hidden = _blocks(page, page.dom, said, trees or load_trees("body"))
    story, view = with_fields(Story(source=page.source), view, said)
    story = recorded(story, view)
    return story if hidden is None else _with_recovered(story, hidden)


def _blocks(page: Page, dom: Dom, said: DeclaredPage, trees: Trees) -> tuple[View, Recovered | None]:
    """The blocks of an HTML page against its body, and the body that only a script holds."""
    body = body_by(trees, dom, hints_of(said))
    bodies = tuple((one.value, one.span, one.locator) for one in said.once(declared_bodies) if one.span is not None)
    told = Told(said.types, tuple(one.value for one in said.once(declared_headlines)), bodies)
    hidden = recovered(dom, page.head, told, body)
    if hidden is None:
        refuse(dom, body, said)
    return view_of(dom, body, url=page.url, today=_captured(page)), hidden


def _sheet_of_lines(page: Page) -> TextSheet:
    """The lines of a newline-normalised text with their roles."""
    given, joints = part_glued(lines_of(page.text), page.text)
    is_damaged = may_be_damaged(page.text)
    whole = [_repaired(one) if is_damaged or "(" in one.text or "[" in one.text else one for one in given]
    lines = with_capitals(whole, page.text)
    if not lines:
        raise NotAStory("empty", "the text holds no line")
    roles = roles_of_lines([line.text for line in lines], [line.blanks for line in lines])
    lines, roles = without_unseen(*rejoined(lines, roles, joints))
    refused = refusal([line.text for line in lines], roles)
    if refused:
        raise refused
    language = page.languages[0] if page.languages else None
    return TextSheet(source=page.text, lines=lines, roles=roles, url=page.url, language=language, today=_captured(page))


def _captured(page: Page) -> date | None:
    """The day on which the page was fetched or saved, as its capture tells it: no clock, and no time of a file."""
    try:
        return date.fromisoformat((page.source.fetched_at or "")[:10])
    except ValueError:
        return None


def _repaired(line: Line) -> Line:
    text = repair(line.text)
    return line if text == line.text else Line(text, line.span, line.blanks, line.index)


def _with_recovered(story: Story, found: Recovered) -> Story:
    """The story with the body from a script; what little the page shows of it becomes a copy of its first paragraph."""
    first = len(story.blocks)
    shown = [
        structs.replace(block, role="duplicate", duplicate_of=first) if block.role == "body" else block
        for block in story.blocks
    ]
    hidden = [Block(role="body", kind="paragraph", text=text, span=found.span) for text in found.paragraphs]
    return structs.replace(
        story,
        text="\n\n".join(found.paragraphs),
        blocks=(*shown, *hidden),
        posts=(),
        evidence={**story.evidence, "text": (found.evidence,)},
    )


def _count_of_words(text: str) -> int:
    """About how many words the text has, counted no further than the question goes."""
    return sum(1 for _ in islice(_WORD.finditer(text), FEWEST_WORDS))
