"""The lines of a text page that say who wrote the story, and how far each is to be believed."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec.structs import replace

from copydesk.body.line_features import looks_dated
from copydesk.records import Role
from copydesk.wording.bylines.line import SURE_BYLINE, SURE_CREDIT, byline_in, is_bare, supported
from copydesk.wording.bylines.opening import is_lead, is_other_lead
from copydesk.wording.bylines.read import Byline
from copydesk.wording.likeness import COMMON, SmallWords, likeness, small_words

__all__ = ["TextLines", "signed_lines"]

BESIDE: Final = 2
"""Lines away from a byline where its date or the next author's name stands."""
BEFORE, BEHIND = 5, 6
"""Lines before the headline and behind the body that may sign."""
TAIL_SHARE, ASIDE_SHARE = 0.6, 0.8
"""Of lines behind the body, and of lines around the headline that stand for something else than a byline."""
SUREST_BARE: Final = 0.85
LEAST_BARE: Final = 0.5
"""Of bare names below, one in four was a person's."""
SPOKEN: Final = 40
"""Shorter lines of the body may be the byline once more."""
LONGEST_LIST: Final = 4
LED_DOUBT: Final = 0.15
"""An opening alone may belong to something else than the next line."""
_CLOSED: Final[frozenset[Role]] = frozenset(
    ("headline", "deck", "body", "duplicate", "comments", "caption", "credit", "copyright", "tags", "newsletter")
)


class TextLines:
    """The lines of a page and their roles, and the words of its story."""

    def __init__(self, texts: Sequence[str], roles: Sequence[Role]) -> None:
        self.texts = texts
        self.roles = roles

    @cached_property
    def story(self) -> str:
        """The headline and the paragraphs of the body."""
        rows = zip(self.texts, self.roles, strict=True)
        return "\n".join(text for text, role in rows if role == "headline" or (role == "body" and len(text) >= SPOKEN))

    @cached_property
    def small(self) -> SmallWords:
        """The words that the story writes in small letters."""
        return small_words([self.story])


def signed_lines(lines: TextLines, *, title: int | None, first: int, last: int) -> list[tuple[int, Byline]]:
    """The bylines around the headline, then, weaker, those at the end of the story.

    `title`, `first` and `last` are the lines of the headline and of the body's start and end.
    """
    near = _without_lists(list(_near(lines, title, first)))
    found = [(i, _weighed(lines, i, byline, last)) for i, byline in near]
    found = [(i, byline) for i, byline in found if byline.confidence >= LEAST_BARE or not is_bare(byline)]
    return [*found, *_behind(lines, last)]


def _near(lines: TextLines, title: int | None, first: int) -> Iterator[tuple[int, Byline]]:
    start = max(0, (first if title is None else title) - BEFORE)
    for i, (text, role) in enumerate(zip(lines.texts, lines.roles, strict=True)):
        is_aside = role != "byline"
        if is_aside and (role in _CLOSED or not start <= i < first):
            continue
        byline = _led(lines, i) or byline_in(text)
        if byline is None or (i and is_other_lead(lines.texts[i - 1])):
            continue
        if not is_aside or (is_bare(byline) and _is_likely(lines, byline)):
            yield i, byline
        elif byline.confidence >= SURE_CREDIT:
            yield i, replace(byline, confidence=byline.confidence * ASIDE_SHARE)


def _led(lines: TextLines, i: int) -> Byline | None:
    """The reading of a line together with the opening that stands alone before it ("Written by")."""
    if not i or not is_lead(lines.texts[i - 1]):
        return None
    return byline_in(f"{lines.texts[i - 1].rstrip(' :')}: {lines.texts[i]}")


def _behind(lines: TextLines, last: int) -> Iterator[tuple[int, Byline]]:
    for i in range(last + 1, min(last + 1 + BEHIND, len(lines.texts))):
        if lines.roles[i] in ("duplicate", "comments"):
            continue
        byline = _led(lines, i) or byline_in(lines.texts[i])
        if byline is not None and byline.confidence >= SURE_BYLINE:
            yield i, replace(byline, confidence=byline.confidence * TAIL_SHARE)


def _weighed(lines: TextLines, i: int, byline: Byline, last: int) -> Byline:
    names = [person.name for person in byline.people]
    if i and is_lead(lines.texts[i - 1]) and names:
        told = max(likeness(name, lines.small) for name in names)
        return replace(byline, confidence=byline.confidence - LED_DOUBT + told)
    if not is_bare(byline):
        return byline
    weighed = supported(
        byline,
        by_date=any(looks_dated(text) for text in lines.texts[max(0, i - BESIDE) : i + BESIDE + 1]),
        echoed=any(name in text for text in lines.texts[last + 1 :] for name in names),
        topical=any(name.split()[-1] in lines.story for name in names),
    )
    told = max((likeness(name, lines.small) for name in names), default=0.0)
    share = 1.0 if lines.roles[i] == "byline" else ASIDE_SHARE
    return replace(weighed, confidence=min(SUREST_BARE, max(0.0, weighed.confidence + told)) * share)


def _is_likely(lines: TextLines, byline: Byline) -> bool:
    """Whether a name stands in a line that is no byline by its role: a given name, or a date beside the name."""
    told = max((likeness(person.name, lines.small) for person in byline.people), default=COMMON)
    return told > 0 or (told == 0 and byline.text[-1:].isalpha() and any(map(str.isdigit, byline.text)))


def _without_lists(found: list[tuple[int, Byline]]) -> list[tuple[int, Byline]]:
    """Without names on many lines in a row: topics and trends, not authors."""
    bare = {i for i, byline in found if is_bare(byline)}
    return [(i, byline) for i, byline in found if i not in bare or not _is_listed(i, bare)]


def _is_listed(i: int, bare: set[int]) -> bool:
    run = {i}
    for step in (-1, 1):
        at = i
        while len(run) <= LONGEST_LIST and (
            near := next((at + step * gap for gap in range(1, BESIDE + 1) if at + step * gap in bare), None)
        ):
            run.add(near)
            at = near
    return len(run) > LONGEST_LIST
