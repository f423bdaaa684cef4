"""The role of every line of a text: the story first, then what stands around it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from copydesk.body.copies import Near, compare_blocks
from copydesk.body.line_settle import main_story, no_body, other_stories, with_numbered, with_questions
from copydesk.body.lines import ADJACENT, ALIKE, body_of, chance, cut_end, margins_of
from copydesk.fields.headline.lines import find_headline
from copydesk.fields.roles.lines import UNNAMED, deck_lines, name_copies, zones_of
from copydesk.fields.view import Roles
from copydesk.layout.lines import Line
from copydesk.wording.invisible import is_unseen
from copydesk.wording.signature import Named, signature

__all__ = ["rejoined", "roles_of_lines", "without_unseen"]


OPENING: Final = 4
"""First lines of the body that may still turn out to be byline or time."""
LEAST_HEADLINE: Final = 0.35


def rejoined(lines: Sequence[Line], roles: Roles, joints: frozenset[int]) -> tuple[list[Line], Roles]:
    """Lines and roles with neighbouring parts of one role made one again where they were parted at `joints`."""
    if not joints:
        return list(lines), roles
    whole: list[Line] = []
    kept: list[int] = []
    place: list[int] = []
    for i, line in enumerate(lines):
        role = roles.roles[i].role
        if line.span[0] in joints and role == roles.roles[i - 1].role and role in ("body", "duplicate"):
            whole[-1] = _joined_line(whole[-1], line)
        else:
            whole.append(line)
            kept.append(i)
        place.append(len(whole) - 1)
    return whole, _renumbered(roles, kept, place)


def without_unseen(lines: Sequence[Line], roles: Roles) -> tuple[list[Line], Roles]:
    """Lines and roles without lines of invisible characters alone.

    They leave last: the models know dumps with such lines in them.
    """
    kept = [i for i, line in enumerate(lines) if line.text[0].isalnum() or not is_unseen(line.text)]
    if len(kept) == len(lines):
        return list(lines), roles
    place = [bisect_left(kept, i) for i in range(len(lines))]
    seen = set(kept)
    headline = roles.headline if roles.headline in seen else None
    roles = structs.replace(roles, headline=headline, body=[i for i in roles.body if i in seen])
    return [lines[i] for i in kept], _renumbered(roles, kept, place)


def _renumbered(roles: Roles, kept: Sequence[int], place: Sequence[int]) -> Roles:
    """The roles of the lines that were kept; `place` has the new number of each."""
    return Roles(
        [roles.roles[i] for i in kept],
        [None if (origin := roles.duplicate_of[i]) is None else place[origin] for i in kept],
        [Near(place[near.block], place[near.of], near.reason) for near in roles.near],
        None if roles.headline is None else place[roles.headline],
        sorted({place[i] for i in roles.body}),
    )


def _joined_line(first: Line, second: Line) -> Line:
    gap = "" if first.span[1] == second.span[0] else " "
    return Line(first.text + gap + second.text, (first.span[0], second.span[1]), first.blanks, first.index)


def roles_of_lines(lines: Sequence[str], blanks: Sequence[int]) -> Roles:
    """One role for each line; `blanks` counts the empty lines before each."""
    copies = compare_blocks(lines)
    margins = margins_of(lines, blanks, copies)
    read = body_of(lines, copies, margins)
    body = main_story(lines, read)
    others = other_stories(lines, sorted(set(read).difference(body)))
    headline, sure = headline_of(lines, body, copies.repeats)
    if headline is not None:
        copies.repeats[headline] = None
        body = [i for i in body if i > headline]
    body = [i for at, i in enumerate(body) if at >= OPENING or not signature(lines[i])]
    settled = no_body(lines, body, margins, None if headline is None else lines[headline])
    body = with_numbered(lines, with_questions(lines, [i for i in body if i not in settled]))
    body = [*body, *cut_end(lines, body)]
    named = zones_of(lines, headline, body, copies) | others | settled
    deck = deck_lines(lines, body, named)
    named |= {i: Named("body", "body/text-model", chance(margins.get(i, 0.0))) for i in body}
    named |= {i: Named("deck", "deck/before-byline", 0.8) for i in deck}
    if headline is not None:
        named[headline] = Named("headline", "headline/text-model", max(LEAST_HEADLINE, round(sure, 3)))
    name_copies(copies.repeats, named)
    roles = [named.get(i, UNNAMED) for i in range(len(lines))]
    return Roles(roles, copies.repeats, copies.near, headline, [i for i in body if i not in deck])


def headline_of(lines: Sequence[str], body: Sequence[int], repeats: Sequence[int | None]) -> tuple[int | None, float]:
    """The headline, looked for as if no deck were printed twice in a row; a headline may well be repeated."""
    shown = [i for i, source in enumerate(repeats) if source is None or not _is_doubled(lines, repeats, i)]
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
