"""The role of every line of a text page: copies apart, the body by a trained model, what stands around it by rules."""

from collections.abc import Sequence
from math import exp
from typing import Final

from msgspec import Struct

from copydesk.body.compare import ends_cut
from copydesk.body.copies import Copies, Near, compare_blocks
from copydesk.body.line_features import furniture, is_caption, line_features, telling_lines, width
from copydesk.body.line_settle import main_story, no_body, other_stories
from copydesk.body.trees import load_trees
from copydesk.fields.headline.lines import find_headline
from copydesk.fields.roles.lines import Named, above_headline, after_body, between_paragraphs, signature, under_headline
from copydesk.records import Role

__all__ = ["Roles", "roles_of_lines"]

BODY_BAR, SHORT_BAR, SHORT = 0.0, 0.3, 50
"""Margins above which a line, and one of so few characters, is body; out of fold the best for all sets together."""
LONGEST_DECK, DECK_REACH = 320, 9
SIGNED: Final[frozenset[Role]] = frozenset({"byline", "published", "modified", "reading_time"})
OPENING: Final = 4
"""First lines of the body that may still turn out to be byline or time."""
ADJACENT, ALIKE = 2, 20
LEAST_HEADLINE: Final = 0.35
HEADER_REACH: Final = 12
STORY: Final[frozenset[Role]] = frozenset({"headline", "deck", "body", "caption", "byline", "published", "credit"})
_NOTHING: Final = Named("other", "role/none", 0.3)


class Roles(Struct, frozen=True):
    """The roles of all lines, the line that each copy repeats, and the lines that nearly repeat another."""

    roles: list[Named]
    duplicate_of: list[int | None]
    near: list[Near]
    headline: int | None
    body: list[int]


def roles_of_lines(lines: Sequence[str], blanks: Sequence[int]) -> Roles:
    """One role for each line; `blanks` counts the empty lines before each."""
    copies = compare_blocks(lines)
    margins = _margins(lines, blanks, copies)
    read = _body(lines, copies, margins)
    body = main_story(lines, read)
    others = other_stories(lines, sorted(set(read).difference(body)))
    headline, sure = _headline(lines, body, copies.repeats)
    if headline is not None:
        copies.repeats[headline] = None
        body = [i for i in body if i > headline]
    body = [i for at, i in enumerate(body) if at >= OPENING or not signature(lines[i])]
    settled = no_body(lines, body, margins, None if headline is None else lines[headline])
    body = [i for i in body if i not in settled]
    body = [*body, *_cut_end(lines, body)]
    named = _zones(lines, headline, body, copies) | others | settled
    deck = _deck_lines(lines, body, named)
    named |= {i: Named("body", "body/text-model", _chance(margins.get(i, 0.0))) for i in body}
    named |= {i: Named("deck", "deck/before-byline", 0.8) for i in deck}
    if headline is not None:
        named[headline] = Named("headline", "headline/text-model", max(LEAST_HEADLINE, round(sure, 3)))
    _name_copies(copies.repeats, named)
    roles = [named.get(i, _NOTHING) for i in range(len(lines))]
    return Roles(roles, copies.repeats, copies.near, headline, [i for i in body if i not in deck])


def _headline(lines: Sequence[str], body: Sequence[int], repeats: Sequence[int | None]) -> tuple[int | None, float]:
    """The headline, looked for as if no deck were printed twice in a row; a headline may well be repeated."""
    shown = [i for i in range(len(lines)) if not _is_doubled(lines, repeats, i)]
    if len(shown) == len(lines):
        return find_headline(lines, body)
    place = {i: at for at, i in enumerate(shown)}
    found, sure = find_headline([lines[i] for i in shown], [place[i] for i in body if i in place])
    return (None if found is None else shown[found]), sure


def _is_doubled(lines: Sequence[str], repeats: Sequence[int | None], i: int) -> bool:
    """Whether a line is printed twice in a row, here or close to the line that it repeats."""
    source = repeats[i]
    if source is None:
        return False
    in_a_row = repeats[i - 1] == source or (i + 1 < len(repeats) and repeats[i + 1] == source)
    return in_a_row or (i - source <= ADJACENT and lines[i][:ALIKE] == lines[source][:ALIKE])


def _margins(lines: Sequence[str], blanks: Sequence[int], copies: Copies) -> dict[int, float]:
    """How much each line reads as body, judged without the copies: what is printed twice proves nothing."""
    kept = [i for i, repeated in enumerate(copies.repeats) if repeated is None]
    kept = [kept[place] for place in telling_lines([lines[i] for i in kept])]
    judged, rows = line_features([lines[i] for i in kept], [blanks[i] for i in kept])
    margin = load_trees("text_body").margin
    return {kept[place]: margin(row) for place, row in zip(judged, rows, strict=True)}


def _chance(margin: float) -> float:
    return round(1 / (1 + exp(-max(-30.0, min(30.0, margin)))), 3)


def _body(lines: Sequence[str], copies: Copies, margins: dict[int, float]) -> list[int]:
    body = {
        i
        for i, margin in margins.items()
        if margin > (BODY_BAR if width(lines[i]) >= SHORT else SHORT_BAR) and not is_caption(lines[i])
    }
    for early, late in copies.previews.items():
        if early in body and late in body:
            body.discard(early)
            copies.repeats[early] = late
    _take_back(copies.repeats, body)
    return sorted(body)


def _take_back(repeats: list[int | None], body: set[int]) -> None:
    """A paragraph of the body whose first printing stood elsewhere, as a teaser, belongs to the body, once."""
    back: dict[int, int] = {}
    for i, source in enumerate(repeats):
        if source is None or source in body:
            continue
        if source in back:
            repeats[i] = back[source]
        elif i - source > ADJACENT and not body.isdisjoint((i - 1, i - 2)) and not body.isdisjoint((i + 1, i + 2)):
            repeats[i] = None
            body.add(i)
            back[source] = i


def _cut_end(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """The line behind the body that breaks off right before a wall: its last paragraph, as far as it is printed."""
    end = body[-1] + 1 if body else len(lines)
    if end + 1 >= len(lines) or len(lines[end]) < SHORT or not ends_cut(lines[end]):
        return []
    wall = furniture(lines[end + 1])
    return [end] if wall is not None and wall.role == "paywall" else []


def _zones(lines: Sequence[str], headline: int | None, body: Sequence[int], copies: Copies) -> dict[int, Named]:
    inside = set(body)
    rest = [i for i in range(len(lines)) if i not in inside and i != headline and copies.repeats[i] is None]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    title = headline if headline is not None else max(-1, first - HEADER_REACH)
    named = above_headline(lines, [i for i in rest if i < title], title)
    named |= under_headline(lines, [i for i in rest if title < i < first])
    named |= between_paragraphs(lines, [i for i in rest if first < i < last and i > title], first + HEADER_REACH)
    named |= after_body(lines, [i for i in rest if i > last and i > title])
    return named


def _deck_lines(lines: Sequence[str], body: Sequence[int], named: dict[int, Named]) -> list[int]:
    """A first line taken for body that byline or time part from the rest: the deck."""
    if len(body) < 3 or any(one.role == "deck" for one in named.values()):
        return []
    stamps = [i for i in range(body[0] + 1, body[0] + DECK_REACH) if i in named and named[i].role in SIGNED]
    if not stamps or not body[0] < stamps[0] < body[1]:
        return []
    return [body[0]] if len(lines[body[0]]) <= LONGEST_DECK else []


def _name_copies(repeats: list[int | None], named: dict[int, Named]) -> None:
    """Copies of story lines are duplicates; copies of menus and teasers are menus and teasers."""
    for i, source in enumerate(repeats):
        if source is None:
            continue
        origin = named.get(source, _NOTHING)
        if origin.role in STORY or origin.role == "duplicate":
            named[i] = Named("duplicate", "copies/repeats-earlier", 0.95)
        else:
            named[i] = origin
            repeats[i] = None
