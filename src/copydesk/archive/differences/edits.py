"""The edits between a paragraph and its later form, each with its type, the words on both sides and the reason."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from copydesk.archive.differences.annotated import Annotated
from copydesk.archive.differences.significance import ChangeKind, Significance, of_rewording
from copydesk.archive.differences.tokens import Hunk, Token, content_of, differences
from copydesk.records import Entity

__all__ = ["Edit", "Extent", "edits"]

REWRITTEN: Final = 0.6
"""Share of a paragraph's words in changed runs from which the whole counts as reworded: what is left in common then are
common words, and figures that stand across from each other do not stand for each other."""
REWRITTEN_WORDS: Final = 8

Extent = tuple[int, int, int]
"""Block and half-open offsets in it."""


class Edit(NamedTuple):
    """One edit; `before` and `after` are where its words stand, an empty place where there are none."""

    kind: ChangeKind
    before: Extent
    after: Extent
    significance: Significance
    reason: str


class _Rest:
    """What of a hunk nobody has typed yet."""

    def __init__(self, hunk: Hunk) -> None:
        self.hunk: Final = hunk
        self.before: list[Token] = [*hunk.before]
        self.after: list[Token] = [*hunk.after]

    def take(self, before: Sequence[Token], after: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
        """The tokens, which are typed now."""
        self.before = [token for token in self.before if token not in before]
        self.after = [token for token in self.after if token not in after]
        return before, after

    def is_empty(self) -> bool:
        """Whether nothing is left that differs."""
        return "".join(token.key for token in self.before) == "".join(token.key for token in self.after)


def edits(before: Sequence[Token], after: Sequence[Token], earlier: Annotated, later: Annotated) -> list[Edit]:
    """The edits from some paragraphs to their later form, in reading order; none where only marks differ.

    Figures come first, then who speaks, names, and the wording of quotes; what is left of the paragraph is one
    rewording. Names and quotes are told only where both versions were read.
    """
    ours, theirs = content_of(before), content_of(after)
    hunks = list(differences(ours, theirs))
    if not hunks:
        return []
    if _is_rewritten(hunks, max(len(ours), len(theirs))):
        return [_reworded(hunks, ours, theirs, earlier, later)]
    return sorted(_typed(hunks, earlier, later), key=lambda edit: (edit.before, edit.after))


def _is_rewritten(hunks: Sequence[Hunk], size: int) -> bool:
    changed = sum(max(len(hunk.before), len(hunk.after)) for hunk in hunks)
    return size >= REWRITTEN_WORDS and changed > REWRITTEN * size


def _typed(hunks: Sequence[Hunk], earlier: Annotated, later: Annotated) -> Iterator[Edit]:
    left = []
    for hunk in hunks:
        rest = _Rest(hunk)
        for rule in _RULES if earlier.is_read and later.is_read else _UNREAD_RULES:
            yield from rule(rest, earlier, later)
        if not rest.is_empty():
            left.append(Hunk(rest.before, rest.after, hunk.before_last, hunk.after_last))
    quotes: dict[tuple[int | None, int | None], list[Hunk]] = {}
    if earlier.is_read and later.is_read:
        for hunk in left:
            quotes.setdefault(_quote(hunk, earlier, later), []).append(hunk)
    else:
        quotes[None, None] = left
    for (one, other), found in quotes.items():
        if one is None and other is None:
            if found:
                yield _rewording(found, earlier, later)
        else:
            yield _edit("quote", found, "substance", "the wording of a quote was changed")


def _figure(rest: _Rest, earlier: Annotated, later: Annotated) -> Iterator[Edit]:
    before, after = ([token for token in side if token.kind == "figure"] for side in (rest.before, rest.after))
    if not before or not after or [token.key for token in before] == [token.key for token in after]:
        return
    one, other = earlier.text(_extent(before)), later.text(_extent(after))
    yield _taken("figure", rest, before, after, ("substance", f"the figure {one} became {other}"))


def _speaker(rest: _Rest, earlier: Annotated, later: Annotated) -> Iterator[Edit]:
    """Another name where a quote names its speaker. "Experts" in place of "officials" is a rewording."""
    before = [token for token in rest.before if earlier.speaker_at(token) is not None]
    after = [token for token in rest.after if later.speaker_at(token) is not None]
    one, other = before or rest.before, after or rest.after
    if not (before or after) or not one or not other or not (_is_named(one, earlier) or _is_named(other, later)):
        return
    first, second = _who(one[0], earlier), _who(other[0], later)
    if _is_same(first, second):
        return
    told = f"the speaker is {_called(second, later, other)}, before {_called(first, earlier, one)}"
    yield _taken("speaker", rest, one, other, ("substance", told))


def _name(rest: _Rest, earlier: Annotated, later: Annotated) -> Iterator[Edit]:
    before = [token for token in rest.before if earlier.name_at(token) is not None]
    after = [token for token in rest.after if later.name_at(token) is not None]
    if not before and not after:
        return
    one = before or [token for token in rest.before if _is_capital(token, earlier)]
    other = after or [token for token in rest.after if _is_capital(token, later)]
    if not one or not other:
        return
    first, second = _who(one[0], earlier), _who(other[0], later)
    told = f"the name {_called(first, earlier, one)} became {_called(second, later, other)}"
    if _is_same(first, second):
        yield _taken("name", rest, one, other, ("wording", f"{told}, of the same bearer"))
    else:
        yield _taken("name", rest, one, other, ("substance", told))


_Rule = Callable[[_Rest, Annotated, Annotated], Iterator[Edit]]
_UNREAD_RULES: Final[tuple[_Rule, ...]] = (_figure,)
_RULES: Final[tuple[_Rule, ...]] = (_figure, _speaker, _name)


def _is_named(words: Sequence[Token], version: Annotated) -> bool:
    """Whether one of the words is part of a name, as far as the desk knows it or a capital tells."""
    return any(version.name_at(token) is not None or _is_capital(token, version) for token in words)


def _who(token: Token, version: Annotated) -> Entity | None:
    name = version.name_at(token)
    if name is not None:
        return name.entity
    number = version.speaker_at(token)
    return version.speaker(version.reading.quotes[number]) if number is not None else None


def _is_same(one: Entity | None, other: Entity | None) -> bool:
    """Whether both are known and have a name in common."""
    if one is None or other is None:
        return False
    return not {one.name, *one.variants}.isdisjoint({other.name, *other.variants})


def _called(entity: Entity | None, version: Annotated, words: Sequence[Token]) -> str:
    if entity is not None and entity.is_named:
        return entity.name
    return version.text(_extent(words))


def _is_capital(token: Token, version: Annotated) -> bool:
    return version.text((token.block, token.start, token.end))[:1].isupper()


def _quote(hunk: Hunk, earlier: Annotated, later: Annotated) -> tuple[int | None, int | None]:
    """The numbers of the quotes in whose words the hunk stands."""
    return _first_quote(hunk.before, earlier), _first_quote(hunk.after, later)


def _first_quote(words: Sequence[Token], version: Annotated) -> int | None:
    return next((number for number in map(version.quote_at, words) if number is not None), None)


def _rewording(hunks: Sequence[Hunk], earlier: Annotated, later: Annotated) -> Edit:
    before = [token for hunk in hunks for token in hunk.before]
    after = [token for hunk in hunks for token in hunk.after]
    return _edit("reworded", hunks, of_rewording(before, after), f"other words{_unread(earlier, later)}")


def _reworded(
    hunks: Sequence[Hunk], before: Sequence[Token], after: Sequence[Token], earlier: Annotated, later: Annotated
) -> Edit:
    """One rewording of a whole paragraph."""
    reason = f"most of the paragraph is in other words{_unread(earlier, later)}"
    return _edit("reworded", hunks, of_rewording(before, after), reason)


def _unread(earlier: Annotated, later: Annotated) -> str:
    missing = [name for name, one in (("earlier", earlier), ("later", later)) if not one.is_read]
    if not missing:
        return ""
    return f"; nobody has read the {' and the '.join(missing)} version, so names and quotes are not told apart"


def _taken(
    kind: ChangeKind, rest: _Rest, before: Sequence[Token], after: Sequence[Token], told: tuple[Significance, str]
) -> Edit:
    rest.take(before, after)
    return Edit(kind, _extent(before), _extent(after), *told)


def _edit(kind: ChangeKind, hunks: Sequence[Hunk], significance: Significance, reason: str) -> Edit:
    before = _hull([(hunk.before, hunk.before_last) for hunk in hunks])
    after = _hull([(hunk.after, hunk.after_last) for hunk in hunks])
    return Edit(kind, before, after, significance, reason)


def _hull(sides: Sequence[tuple[Sequence[Token], Token | None]]) -> Extent:
    """The place from the first to the last of several runs, as far as it is in the block of the first."""
    places = [_extent(words) if words else _behind(last) for words, last in sides]
    block = places[0][0]
    inside = [place for place in places if place[0] == block]
    return block, min(start for _, start, _ in inside), max(end for _, _, end in inside)


def _extent(words: Sequence[Token]) -> Extent:
    block = words[0].block
    return block, words[0].start, max(token.end for token in words if token.block == block)


def _behind(last: Token | None) -> Extent:
    return (last.block, last.end, last.end) if last else (-1, 0, 0)
