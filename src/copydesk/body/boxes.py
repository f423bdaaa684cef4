"""What stands among the blocks of a body and is not body: boxes, other articles, captions, prompts."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from copydesk.body.weights import tokens_of
from copydesk.layout.around import ancestors
from copydesk.layout.sheet import Container, Dom, Picture, RawBlock
from copydesk.patterns import pattern
from copydesk.tables import reader
from copydesk.tables.reader import rows
from copydesk.wording.captions import split_caption
from copydesk.wording.furniture import Furniture, furniture
from copydesk.wording.spelling import word_runs

__all__ = ["BoxRow", "box_rows", "is_prompt", "prompt_of", "without_captions", "without_links", "without_outsiders"]

_HEADLINE_BAR: Final = 0.5
_H1_BONUS: Final = 0.2
_REST: Final = 0.3
"""Share of the text that must stay when what precedes the headline or lies in another article leaves."""
_CAPTION_WORDS: Final = frozenset(("caption", "captions", "figcaption", "credit"))
_FIGURE_DEPTH: Final = 4
_LONGEST_CAPTION: Final = 300
_LONGEST_PAIRED: Final = 600
_LONGEST_CREDIT: Final = 90
_LONGEST_OPENING: Final = 16
_NO_CAPTIONS: Final = frozenset(("table", "thead", "tbody", "tr", "td", "th", "li", "dd", "dt", "blockquote", "pre"))
_NO_CREDITS: Final = _NO_CAPTIONS | {"h1", "h2", "h3", "h4", "h5", "h6"}
_MARKED: Final = frozenset(("caption/mark", "caption/copyright", "caption/credit-only", "caption/bracket"))
_SLOT: Final = pattern(r"\$\$\w+\$\$|\{\{[^{}]*\}\}|%%\w+%%")
"""What a template left where something was to be put in."""
_EMPTY_SLOT: Final = Furniture("other", "furniture/slot", whole=True)
_PROMPTS: Final = frozenset(
    ("related", "newsletter", "share", "comments", "advertisement", "paywall", "copyright", "caption", "other")
)
_PROMPTS_BEGUN: Final = frozenset(("footer",))
"""Roles whose bare labels are headings in a story too: "Accessibility"."""
_LONGEST_PROMPT: Final = 220
_SHOWN: Final = ("block", "flex", "grid", "inline", "table", "contents")
_LONGEST_LINK: Final = 200
_LINKED: Final = 0.9
_LINKS_REST: Final = 0.9
_LABELLED_REST: Final = 0.7
_LABEL_MARKS: Final = (" | ", ": ")
_ASKS: Final = ("?", "？")
_ENDS: Final = tuple('.!?…。！？।:;”"»」)')


class BoxRow(Struct, frozen=True, kw_only=True):
    """A kind of box, known by its element, by words in its class and id, or by whole class names."""

    id: str
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    share: float
    example: str


@cache
def box_rows() -> tuple[BoxRow, ...]:
    """All kinds of boxes."""
    return rows("body_boxes", BoxRow)


@cache
def _marks() -> dict[str, int]:
    """Words, `<tags>` and `.classes` with the kinds of box that they name, as bits."""
    marks: dict[str, int] = {}
    for number, row in enumerate(box_rows()):
        for mark in (*row.words, *(f"<{tag}>" for tag in row.tags), *(f".{name}" for name in row.classes)):
            marks[mark] = marks.get(mark, 0) | 1 << number
    return marks


@cache
def _class_marks() -> tuple[str, ...]:
    return tuple(name for row in box_rows() for name in row.classes)


def without_outsiders(blocks: Sequence[RawBlock], chosen: set[int], title: str) -> set[int]:
    """The chosen blocks without those that markup or words tell apart from the body."""
    known = _Kinds()
    kinds = {index: found for index in chosen if (found := known.of(blocks[index].container))}
    for number, row in enumerate(box_rows()):
        inside = {index for index, found in kinds.items() if found >> number & 1 and index in chosen}
        chosen = _leave(blocks, chosen, inside, row.share)
    chosen = _leave(blocks, chosen, {index for index in chosen if _is_unseen(blocks[index])}, _REST)
    headline = _headline(blocks, title)
    if headline is not None:
        above = {index for index in chosen if index <= headline.index}
        chosen = _leave(blocks, chosen, above, _REST)
        home = _articles(headline.container)
        if home:
            away = {index for index in chosen if _is_elsewhere(blocks[index], home[0])}
            chosen = _leave(blocks, chosen, away, _REST)
    return {index for index in chosen if not _is_caption(blocks[index]) and not is_prompt(blocks[index])}


def _is_unseen(block: RawBlock) -> bool:
    """Whether a block is hidden for good; what hides behind a wall is the story's own."""
    container: Container | None = block.container
    while container is not None and container.hidden:
        if "paywall" in container.classes:
            return False
        container = container.parent
    return block.unseen


def without_links(blocks: Sequence[RawBlock], chosen: set[int]) -> set[int]:
    """The chosen blocks without paragraphs that are one link and no sentence: they name other stories."""
    linked = {index for index in chosen if blocks[index].link_chars}
    chosen = _leave(blocks, chosen, {index for index in linked if _is_labelled(blocks[index])}, _LABELLED_REST)
    return _leave(
        blocks, chosen, {index for index in linked if index in chosen and _is_link(blocks[index])}, _LINKS_REST
    )


def without_captions(dom: Dom, chosen: set[int]) -> set[int]:
    """The chosen blocks without lines about pictures: credits, and what stands with a picture in a box of their own."""
    blocks = dom.blocks
    openings = reader.words("picture_opening")
    short = (index for index in chosen if len(blocks[index].text) < _LONGEST_CREDIT)
    out = {index for index in short if _opening_word(blocks[index].text) in openings and _is_credit(blocks[index])}
    for picture in dom.pictures:
        if picture.block in chosen and _is_credited(blocks[picture.block]):
            out.add(picture.block)
        for index in (picture.block - 1, picture.block):
            if index in chosen and (_is_boxed(blocks[index], picture) or _is_paired(blocks, index, picture)):
                out.add(index)
    return chosen - out


def _opening_word(text: str) -> str:
    return text[:_LONGEST_OPENING].lstrip("([ ").partition(" ")[0].rstrip(":：").casefold()


def _is_credit(block: RawBlock) -> bool:
    """Whether a line that opens as a credit is one and nothing else: "Photo: Jane Roe"."""
    if block.container.tag in _NO_CREDITS:
        return False
    split = split_caption(block.text)
    return split.rule == "caption/mark" and split.caption is None


def _is_boxed(block: RawBlock, picture: Picture) -> bool:
    """Whether a short block that ends no sentence has a box of its own with a picture.

    Of 34 on development pages 31 are captions; those that end one are captions, reviews and paragraphs alike.
    """
    if len(block.text) >= _LONGEST_CAPTION or block.container.tag in _NO_CREDITS or block.text.endswith(_ENDS):
        return False
    box = _shared_box(block, picture)
    if box is None or box.last - box.first != 1:
        return False
    return box is not block.container or box.tag == "div"


def _is_paired(blocks: Sequence[RawBlock], index: int, picture: Picture) -> bool:
    """Whether a block stands between a picture and its credit, and the three have a box of their own."""
    block = blocks[index]
    if len(block.text) >= _LONGEST_PAIRED or index + 1 >= len(blocks):
        return False
    box = _shared_box(block, picture)
    if box is None or box.first != index or box.last != index + 2:
        return False
    return _is_credit(blocks[index + 1])


def _shared_box(block: RawBlock, picture: Picture) -> Container | None:
    """The smallest element around a block and a picture."""
    around = {box.index for box in ancestors(picture.container)}
    return next((box for box in ancestors(block.container) if box.index in around), None)


def _is_credited(block: RawBlock) -> bool:
    """Whether a block is a short one with a marked credit: of 36 behind pictures 32 are no paragraphs of a story."""
    if len(block.text) >= _LONGEST_CAPTION or block.container.tag in _NO_CREDITS:
        return False
    split = split_caption(block.text)
    return split.credit is not None and split.rule in _MARKED


def _is_link(block: RawBlock) -> bool:
    if not block.link_chars or block.link_chars < _LINKED * len(block.text) or len(block.text) >= _LONGEST_LINK:
        return False
    if block.container.tag != "p" and block.container.tag != "div":
        return False
    return " " in block.text and (not block.text.endswith(_ENDS) or _names_story(block.text))


def _is_labelled(block: RawBlock) -> bool:
    """Whether a label in capitals stands before the link to another story: "MORE ON THIS | Ferries stay in port"."""
    if len(block.text) >= _LONGEST_LINK or (block.container.tag != "p" and block.container.tag != "div"):
        return False
    for mark in _LABEL_MARKS:
        label, _, name = block.text.partition(mark)
        if label.isupper() and " " in name and block.link_chars >= _LINKED * len(name):
            return name.endswith(_ASKS) or not name.endswith(_ENDS)
    return False


def _names_story(text: str) -> bool:
    """Whether a linked paragraph that ends as a sentence does is a headline: in capitals, in brackets, a question.

    Of 17 such on development pages 15 are none of the story's; of those that end in a full stop one page in three keeps
    all.
    """
    return text.isupper() or text.endswith(_ASKS) or (text[0] == "(" and text.rstrip(".").endswith(")"))


def _leave(blocks: Sequence[RawBlock], chosen: set[int], out: set[int], share: float) -> set[int]:
    """What stays, when it holds enough of the text; otherwise all."""
    if not out:
        return chosen
    total = sum([len(blocks[index].text) for index in chosen])
    gone = sum([len(blocks[index].text) for index in out])
    return chosen - out if total - gone >= share * total and total > gone else chosen


def _whole_names(names: list[str]) -> int:
    """The kinds of box that whole class names tell; none where the names show the text again on wider screens."""
    if any(name.partition(":")[2].startswith(_SHOWN) for name in names):
        return 0
    marks = _marks()
    kinds = 0
    for name in names:
        kinds |= marks.get(f".{name}", 0)
    return kinds


class _Kinds:
    """The kinds of box that a container stands in, found once a container."""

    def __init__(self) -> None:
        self.known: dict[int, int] = {}

    def of(self, container: Container) -> int:
        kinds = self.known.get(container.index)
        if kinds is None:
            marks = _marks()
            kinds = self.of(container.parent) if container.parent else 0
            kinds |= marks.get(f"<{container.tag}>", 0)
            if container.classes or container.id:
                for token in tokens_of(f"{container.classes} {container.id}"[:300]):
                    kinds |= marks.get(token, 0)
                names = container.classes
                for name in _class_marks():
                    if name in names:
                        kinds |= _whole_names(names.split())
                        break
            self.known[container.index] = kinds
        return kinds


def _headline(blocks: Sequence[RawBlock], title: str) -> RawBlock | None:
    """The heading that says what the page declares as its title."""
    words = frozenset(word_runs(title.lower()))
    if not words:
        return None
    best, found = _HEADLINE_BAR, None
    for block in blocks:
        tag = block.container.tag
        if tag == "h1" or tag == "h2":
            mine = frozenset(word_runs(block.text.lower()))
            score = len(mine & words) / max(1, len(mine | words)) + (_H1_BONUS if tag == "h1" else 0.0)
            if score > best:
                best, found = score, block
    return found


def _articles(container: Container | None) -> list[int]:
    found = []
    while container is not None:
        if container.tag == "article":
            found.append(container.index)
        container = container.parent
    return found


def _is_elsewhere(block: RawBlock, home: int) -> bool:
    """Whether a block stands in an article element that is not the headline's."""
    container: Container | None = block.container
    is_article = False
    while container is not None:
        if container.tag == "article":
            is_article = True
            if container.index == home:
                return False
        container = container.parent
    return is_article


def _is_caption(block: RawBlock) -> bool:
    container: Container | None = block.container
    if container is not None and container.tag == "figcaption":
        return True
    if len(block.text) < _LONGEST_CAPTION and _is_in_figure(block.container):
        return True
    for _ in range(2):
        if container is None:
            return False
        if container.classes and not _CAPTION_WORDS.isdisjoint(tokens_of(container.classes[:300])):
            return True
        container = container.parent
    return False


def _is_in_figure(container: Container | None) -> bool:
    for _ in range(_FIGURE_DEPTH):
        if container is None or container.tag in _NO_CAPTIONS:
            return False
        if container.tag == "figure":
            return True
        container = container.parent
    return False


def is_prompt(block: RawBlock) -> bool:
    """Whether a block asks to read, sign or share something else."""
    return prompt_of(block.text) is not None


def prompt_of(text: str) -> Furniture | None:
    """What a paragraph asks for instead of telling the story: to read, sign or share something else."""
    if len(text) >= _LONGEST_PROMPT:
        return None
    if text.startswith(("$", "{", "%")) and _SLOT.fullmatch(text):
        return _EMPTY_SLOT
    found = furniture(text)
    if found is None:
        return None
    asks = found.role in _PROMPTS or (found.role in _PROMPTS_BEGUN and not found.whole)
    return found if asks else None
