"""Which pages and texts are no story, and what they are instead."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec import Struct

from copydesk.body.find import Body
from copydesk.errors import NotAStory
from copydesk.fields.view import Roles
from copydesk.kept import kept
from copydesk.layout.declarations import DeclaredPage
from copydesk.layout.sheet import Dom
from copydesk.tables import reader
from copydesk.tables.reader import rows

__all__ = ["RefusalRow", "refusal", "refusal_rows", "refuse"]

SHORT: Final = 400
"""Characters of body up to which a page may be an error page or a consent wall."""
TINY: Final = 200
INDEX_LINKS: Final = 25
HEADLINE_LINK: Final = 25
LINKED: Final = 0.8

_STORY_TYPES: Final = ("article", "posting", "report", "liveblog")
_INDEX_TYPES: Final = frozenset(("collectionpage", "searchresultspage", "og:website", "itemlist"))


HARDLY_ANY: Final = 400
"""Characters of body under which a page is looked at for being an error page or a consent wall."""
MANY_HEADLINES: Final = 8
MESSAGES: Final = {
    "error-page": "the text is an error message, not a story",
    "consent-wall": "the text asks for consent and holds no story",
    "index-page": "the text lists headlines of several stories",
    "no-body": "no line of the text reads as the body of a story",
}


def refuse(dom: Dom, body: Body, said: DeclaredPage) -> None:
    """Raise where the page is no story.

    Raises:
        NotAStory: `error-page`, `consent-wall`, `index-page` or `no-body`.
    """
    size = sum([len(dom.blocks[index].text) for index in body.blocks])
    is_story = any(name.endswith(_STORY_TYPES) for name in said.types)
    if size < SHORT and not is_story:
        if _says_error(dom):
            raise NotAStory("error-page", "the page says that there is nothing here")
        if _asks_consent(dom):
            raise NotAStory("consent-wall", "the page asks for consent and shows no story")
    if not is_story and (size < TINY or _is_body_of_links(dom, body, size)) and _is_index(dom, said):
        raise NotAStory("index-page", "the page lists stories and tells none")
    if not body.blocks:
        raise NotAStory("no-body", "no block of the page reads as the body of a story")


def _is_body_of_links(dom: Dom, body: Body, size: int) -> bool:
    """Whether what reads as body is a list of links."""
    return sum([dom.blocks[index].link_chars for index in body.blocks]) > LINKED * size


def _says_error(dom: Dom) -> bool:
    heads = [dom.titles[0].text] if dom.titles else []
    heads += [block.text for block in dom.blocks[:40] if block.container.tag in ("h1", "h2") and len(block.text) < 120]
    return any(_has_phrase(head, reader.words("error_page")) for head in heads)


def _has_phrase(text: str, phrases: Iterable[str]) -> bool:
    line = " ".join(text.casefold().replace("\u2019", "'").split())
    return any(line.startswith(phrase) or (len(phrase) > 8 and phrase in line) for phrase in phrases)


def _asks_consent(dom: Dom) -> bool:
    if not 0 < len(dom.blocks) < 60:
        return False
    total = sum([len(block.text) for block in dom.blocks])
    told = sum(
        [
            len(block.text)
            for block in dom.blocks
            if any(word in block.text.casefold() for word in reader.words("consent"))
        ]
    )
    return told > 0.4 * total


def _is_index(dom: Dom, said: DeclaredPage) -> bool:
    links = sum([len(anchor.text) >= HEADLINE_LINK for anchor in dom.anchors])
    return links >= INDEX_LINKS or (links >= INDEX_LINKS // 3 and not _INDEX_TYPES.isdisjoint(said.types))


class RefusalRow(Struct, frozen=True):
    """Phrases by which a page without a story tells what it is instead."""

    reason: Literal["error-page", "consent-wall"]
    language: str
    phrases: tuple[str, ...]
    example: str


def refusal_rows() -> tuple[RefusalRow, ...]:
    """All rows of the table."""
    return rows("refusal", RefusalRow)


def refusal(lines: Sequence[str], roles: Roles) -> NotAStory | None:
    """Why the lines are no story; None when they are one."""
    reason = _why_refused(lines, roles)
    return NotAStory(reason, MESSAGES[reason]) if reason else None


def _why_refused(lines: Sequence[str], roles: Roles) -> str | None:
    size = sum([len(lines[i]) for i in roles.body]) if any(_is_sentence(lines[i]) for i in roles.body) else 0
    if size < HARDLY_ANY:
        said = _said(lines)
        if said and (size == 0 or len(lines) < 40):
            return said
    if size and not _is_list_of_teasers(lines, roles.body):
        return None
    return "index-page" if _headline_like(lines) >= MANY_HEADLINES else "no-body" if not size else None


def _is_sentence(line: str) -> bool:
    return len(line) >= 120 or line.rstrip("\"'”’»“)」』")[-1:] in tuple(".!?。！？।؟…:")


def _said(lines: Sequence[str]) -> str | None:
    text = "\n".join(line for line in lines if len(line) < 200)[:5000].casefold()
    return next((reason for phrase, reason in _phrases() if phrase in text), None)


def _is_list_of_teasers(lines: Sequence[str], body: Sequence[int]) -> bool:
    """Whether what was taken for body are teasers, each under a headline of its own."""
    if len(body) < 3:
        return False
    inside = set(body)
    alone = [
        i for i in body if i - 1 not in inside and i + 1 not in inside and i > 0 and _is_headline_like(lines[i - 1])
    ]
    return len(alone) > 0.75 * len(body) and sum([len(lines[i]) for i in body]) < 260 * len(body)


def _headline_like(lines: Sequence[str]) -> int:
    return sum(map(_is_headline_like, lines))


def _is_headline_like(line: str) -> bool:
    return 22 <= len(line) <= 180 and line[-1] not in ".:。" and (line.count(" ") >= 3 or not line.isascii())


@kept
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((phrase.casefold(), row.reason) for row in refusal_rows() for phrase in row.phrases)
