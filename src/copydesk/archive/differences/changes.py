"""What changed between two states of a story: typed changes with both spans and a significance."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from copydesk.archive.differences.annotated import Annotated
from copydesk.archive.differences.edits import Extent, edits
from copydesk.archive.differences.pairing import Pairing, pairing
from copydesk.archive.differences.significance import (
    SIGNIFICANCES,
    ChangeKind,
    Significance,
    of_headline,
    of_paragraph,
)
from copydesk.archive.differences.tokens import Token, content_of, differences, tokens
from copydesk.archive.documents import body_blocks
from copydesk.records import Story

__all__ = [
    "SIGNIFICANCES",
    "Change",
    "ChangeKind",
    "Comparison",
    "Pair",
    "Significance",
    "Words",
    "changes",
    "compared",
]


class Words(Struct, frozen=True, array_like=True):
    """Some words of a story: the block they stand in, half-open offsets into it, and the words.

    `block` is None for a headline that stands in no block; the offsets then count in the headline. The words are empty
    where something was put in or taken out between two words.
    """

    block: int | None
    start: int
    end: int
    text: str


class Change(Struct, frozen=True, kw_only=True):
    """One change between an earlier and a later state of a story.

    Attributes:
        kind: What changed.
        before: The words as they were; None for a paragraph that was added.
        after: The words as they are; None for a paragraph that was cut.
        significance: How much it matters.
        reason: What the change is, in a sentence.
        rule: Id of the rule that told it.

    """

    kind: ChangeKind
    before: Words | None = None
    after: Words | None = None
    significance: Significance
    reason: str
    rule: str


class Pair(NamedTuple):
    """Paragraphs that stand for each other, by their blocks; one side is empty for what was added or cut."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    is_moved: bool = False
    is_same: bool = False
    """Whether the words and marks are the same, white space aside."""


class Comparison(NamedTuple):
    """Two states of a story: the typed changes, and which paragraph stands for which.

    Pairs stand in the order of the later text; what was cut stands behind what it stood behind.
    """

    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]


class _Version(NamedTuple):
    """A state of the story: its body blocks with their tokens."""

    noted: Annotated
    blocks: list[int]
    tokens: list[list[Token]]

    def whole(self, numbers: range) -> Words:
        """All words of the first of some paragraphs."""
        block = self.blocks[numbers.start]
        text = self.noted.story.blocks[block].text
        return Words(block, 0, len(text), text)

    def words(self, extent: Extent, numbers: range) -> Words:
        """The words at a place; where it is in front of all words, the begin of the first paragraph."""
        block, start, end = extent
        if block < 0:
            return Words(self.blocks[numbers.start], 0, 0, "")
        return Words(block, start, end, self.noted.text(extent))

    def run(self, numbers: range) -> list[Token]:
        """The tokens of some paragraphs."""
        return list(chain.from_iterable(self.tokens[number] for number in numbers))

    def texts(self, numbers: range) -> list[str]:
        """The texts of some paragraphs, spaces evened out."""
        return [" ".join(self.noted.story.blocks[self.blocks[number]].text.split()) for number in numbers]


def changes(earlier: Story, later: Story) -> tuple[Change, ...]:
    """The changes that lead from one state of a story to another: the headline's first, then in reading order.

    Only the headline and the body are compared. Names, speakers and the wording of quotes are told where the desk has
    read both; elsewhere such a change is a rewording, and its reason says that nobody has read it.
    """
    return compared(earlier, later).changes


def compared(earlier: Story, later: Story) -> Comparison:
    """The changes as `changes` tells them, with the paragraphs they stand in."""
    known: dict[str, list[Token]] = {}
    before, after = _version(earlier, known), _version(later, known)
    found = pairing(*(list(map(content_of, version.tokens)) for version in (before, after)))
    told = (*_headline(earlier, later), *_body(before, after, found))
    return Comparison(told, tuple(_pairs(before, after, found)))


def _pairs(before: _Version, after: _Version, found: Pairing) -> list[Pair]:
    placed = [(theirs.start, 0, _pair(before, after, ours, theirs, found)) for ours, theirs in found.pairs]
    placed += [(other, 0, Pair((), (after.blocks[other],))) for other in found.added]
    behind = {one: theirs.start for ours, theirs in found.pairs if ours.start not in found.moved for one in ours}
    for one in found.cut:
        place = max((behind[other] for other in range(one) if other in behind), default=-1)
        placed.append((place, 1 + one, Pair((before.blocks[one],), ())))
    return [pair for _, _, pair in sorted(placed, key=lambda item: item[:2])]


def _pair(before: _Version, after: _Version, ours: range, theirs: range, found: Pairing) -> Pair:
    return Pair(
        tuple(before.blocks[number] for number in ours),
        tuple(after.blocks[number] for number in theirs),
        ours.start in found.moved,
        before.texts(ours) == after.texts(theirs),
    )


def _version(story: Story, known: dict[str, list[Token]]) -> _Version:
    blocks = body_blocks(story)
    return _Version(Annotated(story), blocks, [_tokens(story.blocks[block].text, block, known) for block in blocks])


def _tokens(text: str, block: int, known: dict[str, list[Token]]) -> list[Token]:
    """The tokens of a paragraph, which most often stands in both states as it is."""
    found = known.get(text)
    if found is None:
        found = known[text] = tokens(text, block)
    return found if not found or found[0].block == block else [one._replace(block=block) for one in found]


def _headline(earlier: Story, later: Story) -> Iterator[Change]:
    one, other = earlier.headline or "", later.headline or ""
    if " ".join(one.split()) == " ".join(other.split()):
        return
    before, after = _headline_words(earlier), _headline_words(later)
    ours, theirs = content_of(tokens(one)), content_of(tokens(other))
    if not list(differences(ours, theirs)):
        yield _change("punctuation", before, after, "form", "the headline differs in marks only")
        return
    reason = (
        "the headline was changed" if before and after else "the headline is new" if after else "it has no headline"
    )
    yield _change("headline", before, after, of_headline(ours, theirs), reason)


def _headline_words(story: Story) -> Words | None:
    text = story.headline
    if not text:
        return None
    for number, block in enumerate(story.blocks):
        start = block.text.find(text) if block.role == "headline" else -1
        if start >= 0:
            return Words(number, start, start + len(text), text)
    return Words(None, 0, len(text), text)


def _body(before: _Version, after: _Version, found: Pairing) -> Iterator[Change]:
    placed = [
        *(
            (one.start, 0, list(_paired(before, after, one, other, one.start in found.moved)))
            for one, other in found.pairs
        ),
        *((one, 1, [_cut(before, one, content_of(before.tokens[one]))]) for one in found.cut),
        *(
            (_place(other, found.pairs), 2, [_added(after, other, content_of(after.tokens[other]))])
            for other in found.added
        ),
    ]
    for _, _, told in sorted(placed, key=lambda item: item[:2]):
        yield from told


def _place(added: int, pairs: Sequence[tuple[range, range]]) -> int:
    """The paragraph of the earlier version that an added one stands behind."""
    return max((one.start for one, other in pairs if other.start < added), default=-1)


def _cut(version: _Version, number: int, words: Sequence[Token]) -> Change:
    told = version.whole(range(number, number + 1))
    return _change("cut", told, None, of_paragraph(words), "the paragraph is not in the later version")


def _added(version: _Version, number: int, words: Sequence[Token]) -> Change:
    told = version.whole(range(number, number + 1))
    return _change("added", None, told, of_paragraph(words), "the paragraph is not in the earlier version")


def _paired(before: _Version, after: _Version, ours: range, theirs: range, is_moved: bool) -> Iterator[Change]:
    if is_moved:
        reason = f"paragraph {ours.start + 1} is now paragraph {theirs.start + 1}"
        yield _change("moved", before.whole(ours), after.whole(theirs), "wording", reason)
    if before.texts(ours) == after.texts(theirs):
        return
    found = edits(before.run(ours), after.run(theirs), before.noted, after.noted)
    for edit in found:
        words = before.words(edit.before, ours), after.words(edit.after, theirs)
        yield _change(edit.kind, *words, edit.significance, edit.reason)
    if not found:
        yield _form(before, after, ours, theirs)


def _form(before: _Version, after: _Version, ours: range, theirs: range) -> Change:
    """Only marks, spaces, capitals or breaks between paragraphs are other ones."""
    one, other = before.whole(ours), after.whole(theirs)
    if len(ours) != len(theirs):
        reason = "the paragraph was parted" if len(theirs) > len(ours) else "paragraphs were joined"
        return _change("punctuation", one, other, "form", f"{reason}, its words are the same")
    return _change("punctuation", *_differing(one, other), "form", "only marks, spaces or capitals differ")


def _differing(one: Words, other: Words) -> tuple[Words, Words]:
    """The words around the first and the last difference of two texts."""
    shortest = min(len(one.text), len(other.text))
    pairs = zip(one.text, other.text, strict=False)
    head = next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), shortest)
    back = zip(reversed(one.text[head:]), reversed(other.text[head:]), strict=False)
    tail = next((place for place, (mine, theirs) in enumerate(back) if mine != theirs), shortest - head)
    return _around(one, head, tail), _around(other, head, tail)


def _around(words: Words, head: int, tail: int) -> Words:
    start = words.text.rfind(" ", 0, head) + 1
    end = words.text.find(" ", len(words.text) - tail)
    end = len(words.text) if end < 0 else end
    return Words(words.block, start, end, words.text[start:end])


def _change(
    kind: ChangeKind, before: Words | None, after: Words | None, significance: Significance, reason: str
) -> Change:
    return Change(
        kind=kind, before=before, after=after, significance=significance, reason=reason, rule=f"changes/{kind}"
    )
