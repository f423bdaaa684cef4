"""Text pages that are no story: error pages, consent walls, indexes."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from copydesk.body.lines import Roles
from copydesk.errors import NotAStory
from copydesk.tables.reader import rows

__all__ = ["RefusalRow", "refusal", "refusal_rows"]

HARDLY_ANY: Final = 400
"""Characters of body under which a page is looked at for being an error page or a consent wall."""
MANY_HEADLINES: Final = 8
MESSAGES: Final = {
    "error-page": "the text is an error message, not a story",
    "consent-wall": "the text asks for consent and holds no story",
    "index-page": "the text lists headlines of several stories",
    "no-body": "no line of the text reads as the body of a story",
}


class RefusalRow(Struct, frozen=True):
    """Phrases by which a page without a story tells what it is instead."""

    reason: Literal["error-page", "consent-wall"]
    language: str
    phrases: tuple[str, ...]
    example: str


def refusal_rows() -> tuple[RefusalRow, ...]:
    """All rows of the table."""
    return rows("text_refusals", RefusalRow)


def refusal(lines: Sequence[str], roles: Roles) -> NotAStory | None:
    """Why the lines are no story; None when they are one."""
    reason = _reason(lines, roles)
    return NotAStory(reason, MESSAGES[reason]) if reason else None


def _reason(lines: Sequence[str], roles: Roles) -> str | None:
    size = sum([len(lines[i]) for i in roles.body]) if any(_is_sentence(lines[i]) for i in roles.body) else 0
    if size < HARDLY_ANY:
        said = _said(lines)
        if said and (size == 0 or len(lines) < 40):
            return said
    if size and not _is_list(lines, roles.body):
        return None
    return "index-page" if _headline_like(lines) >= MANY_HEADLINES else "no-body" if not size else None


def _is_sentence(line: str) -> bool:
    return len(line) >= 120 or line.rstrip("\"'”’»“)」』")[-1:] in tuple(".!?。！？।؟…:")


def _said(lines: Sequence[str]) -> str | None:
    text = "\n".join(line for line in lines if len(line) < 200)[:5000].casefold()
    return next((reason for phrase, reason in _phrases() if phrase in text), None)


def _is_list(lines: Sequence[str], body: Sequence[int]) -> bool:
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


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((phrase.casefold(), row.reason) for row in refusal_rows() for phrase in row.phrases)
