"""Two texts paragraph by paragraph: which stands for which, and the words that differ."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from copydesk.archive.differences.changes import Change, Comparison, Pair, Words
from copydesk.records import Story
from copydesk.web.shape import Mark, Row, clipped
from copydesk.web.text import Piece

__all__ = ["DiffRow", "diff_rows", "weave"]

_REMINDER: Final = 120
"""Characters of a moved paragraph that are repeated where it stood."""
LONGEST: Final = 20_000
"""Characters of a paragraph that are shown."""


class DiffRow(Row, frozen=True, kw_only=True):
    """A paragraph of both texts.

    Attributes:
        n: number of the row.
        state: `same`, `changed`, `moved`, `added`, `gone`, or `from` where a moved one stood.
        a, b: its text in both, with what is gone marked in `a` and what was added in `b`.
        a_paragraph, b_paragraph: its number there, from 1.
        to: the row where a moved paragraph stands, or stood.
        count: paragraphs in a row that are the same.
        changes: numbers of the changes in it.
    """

    n: int
    state: str
    a: str = ""
    b: str = ""
    a_paragraph: int | None = None
    b_paragraph: int | None = None
    a_marks: tuple[Mark, ...] = ()
    b_marks: tuple[Mark, ...] = ()
    to: int | None = None
    count: int = 1
    changes: tuple[int, ...] = ()


def diff_rows(earlier: Story, later: Story, found: Comparison, ranked: Sequence[Change]) -> Iterator[DiffRow]:
    """The rows of the text: the headline, then the paragraphs in the order of the later text."""
    numbered = list(enumerate(ranked, 1))
    heads = [(number, one) for number, one in numbered if _is_head(one, earlier, later)]
    yield _headline(earlier, later, heads)
    rest = [(number, one) for number, one in numbered if (number, one) not in heads]
    places = _paragraphs(earlier), _paragraphs(later)
    yield from _with_origins(
        [_row(group, (earlier, later), rest, places) for group in _grouped(found.pairs, places[0])]
    )


def _with_origins(rows: Sequence[DiffRow]) -> Iterator[DiffRow]:
    """The rows, numbered, with one more where each moved paragraph stood; the two lead to each other."""
    placed = [(number, 0, row) for number, row in enumerate(rows)]
    standing = [
        (number, row.a_paragraph) for number, row in enumerate(rows) if row.a_paragraph and row.state != "moved"
    ]
    for row in rows:
        if row.state == "moved" and row.a_paragraph:
            behind = max((number for number, paragraph in standing if paragraph < row.a_paragraph), default=-1)
            text = clipped(row.a, _REMINDER)
            origin = DiffRow(n=0, state="from", a=text, a_paragraph=row.a_paragraph, b_paragraph=row.b_paragraph)
            placed.append((behind, row.a_paragraph, origin))
    ordered = [row for _, _, row in sorted(placed, key=lambda one: one[:2])]
    numbers = {(row.state, row.a_paragraph): number for number, row in enumerate(ordered, 1)}
    for number, row in enumerate(ordered, 1):
        other = {"moved": "from", "from": "moved"}.get(row.state, "")
        yield replace(row, n=number, to=numbers.get((other, row.a_paragraph)))


def _paragraphs(story: Story) -> dict[int, int]:
    """The number of the paragraph of each block of the body, from 1."""
    blocks = [number for number, block in enumerate(story.blocks) if block.role == "body"]
    return {block: place for place, block in enumerate(blocks, 1)}


def _is_head(one: Change, earlier: Story, later: Story) -> bool:
    if one.kind == "headline":
        return True
    places = ((one.before, earlier), (one.after, later))
    return any(
        words and words.block is not None and story.blocks[words.block].role != "body" for words, story in places
    )


def _headline(earlier: Story, later: Story, heads: Sequence[tuple[int, Change]]) -> DiffRow:
    a, b = clipped(earlier.headline), clipped(later.headline)
    numbers = tuple(number for number, _ in heads)
    if a == b or not numbers:
        return DiffRow(n=0, state="headline", a=a, b=b)
    left, right = _differing(a, b)
    return DiffRow(
        n=0, state="headline", a=a, b=b, changes=numbers,
        a_marks=(Mark(*left, "gone", f"#c{numbers[0]}"),), b_marks=(Mark(*right, "added", f"#c{numbers[0]}"),),
    )  # fmt: skip


def _differing(a: str, b: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The words of both between what they have in common at the beginning and at the end."""
    ours, theirs = a.split(" "), b.split(" ")
    shortest = min(len(ours), len(theirs))
    head = next((n for n in range(shortest) if ours[n] != theirs[n]), shortest)
    tail = next((n for n in range(shortest - head) if ours[-1 - n] != theirs[-1 - n]), shortest - head)
    spans = []
    for words in (ours, theirs):
        start = len(" ".join(words[:head])) + (head > 0)
        middle = " ".join(words[head : len(words) - tail])
        spans.append((min(start, len(" ".join(words))), start + len(middle)))
    return spans[0], spans[1]


def _grouped(pairs: Sequence[Pair], paragraphs: dict[int, int]) -> Iterator[list[Pair]]:
    """Pairs one by one; those in a row that are the same together, parted where one between them moved away."""
    run: list[Pair] = []
    for pair in pairs:
        is_kept = pair.is_same and not pair.is_moved
        if run and not (is_kept and paragraphs[pair.before[0]] == paragraphs[run[-1].before[-1]] + 1):
            yield run
            run = []
        if is_kept:
            run.append(pair)
        else:
            yield [pair]
    if run:
        yield run


def _row(
    group: Sequence[Pair],
    stories: tuple[Story, Story],
    changes: Sequence[tuple[int, Change]],
    places: tuple[dict[int, int], dict[int, int]],
) -> DiffRow:
    pair = group[0]
    before = [block for one in group for block in one.before]
    after = [block for one in group for block in one.after]
    mine = [(n, one) for n, one in changes if _stands_in(one.before, before) or _stands_in(one.after, after)]
    a, a_at = _joined(stories[0], before)
    b, b_at = _joined(stories[1], after)
    state = _state(pair)
    is_whole = state in ("added", "gone")
    marked = [] if is_whole else [(n, one) for n, one in mine if one.kind not in ("moved", "added", "cut")]
    return DiffRow(
        n=0,
        state=state,
        a=a,
        b=b,
        a_paragraph=places[0].get(before[0]) if before else None,
        b_paragraph=places[1].get(after[0]) if after else None,
        a_marks=tuple(_marks(marked, a_at, len(a), is_before=True)),
        b_marks=tuple(_marks(marked, b_at, len(b), is_before=False)),
        count=len(group),
        changes=tuple(n for n, _ in mine),
    )


def _state(pair: Pair) -> str:
    if not pair.before:
        return "added"
    if not pair.after:
        return "gone"
    return "moved" if pair.is_moved else "same" if pair.is_same else "changed"


def _stands_in(words: Words | None, blocks: Sequence[int]) -> bool:
    return words is not None and words.block in blocks


def _joined(story: Story, blocks: Sequence[int]) -> tuple[str, dict[int, int]]:
    """The texts of some blocks, a line each, and where each begins; a very long one is cut and says so."""
    places, parts, place = {}, [], 0
    for block in blocks:
        places[block] = place
        parts.append(story.blocks[block].text)
        place += len(parts[-1]) + 1
    return clipped("\n".join(parts), LONGEST), places


def _marks(
    changes: Sequence[tuple[int, Change]], places: dict[int, int], length: int, *, is_before: bool
) -> Iterator[Mark]:
    for number, one in changes:
        words = one.before if is_before else one.after
        if words is None or words.block not in places or places[words.block] + words.end > length:
            continue
        start = places[words.block] + words.start
        yield Mark(start, start + words.end - words.start, "gone" if is_before else "added", f"#c{number}")


def weave(row: DiffRow) -> list[Piece]:
    """The later text with what is gone put in where it stood."""
    gone = {mark.to: mark for mark in row.a_marks}
    added = {mark.to: mark for mark in row.b_marks}
    woven, place, gap = [], 0, 0
    for mark in sorted(row.b_marks, key=lambda one: (one.start, one.end)):
        if mark.start < place:
            continue
        woven.append(Piece(row.b[place : mark.start]))
        before = gone.get(mark.to)
        if before and before.start < before.end and before.start >= gap:
            woven.append(Piece(row.a[before.start : before.end], "gone"))
            gap = before.end
        woven.append(Piece(row.b[mark.start : mark.end], "added", mark.to))
        place = mark.end
    woven.append(Piece(row.b[place:]))
    left = [mark for mark in row.a_marks if mark.to not in added and mark.start < mark.end]
    woven += [Piece(row.a[mark.start : mark.end], "gone", mark.to) for mark in left]
    return [piece for piece in woven if piece.text or piece.kind]
