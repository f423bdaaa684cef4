"""Text that stands twice where it should stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import sentences, words
from copydesk.records.reading import Excerpt, Verdict

__all__: list[str] = []

_WORD_TWICE: Final = re.compile(r"(?<![\w’'-])([a-z]{1,12})[^\S\n]\1(?![\w’'-])")
_FORM: Final = re.compile(r"[\W_]+")
_SHORTEST: Final = 40
_ENDS: Final = (".", "!", "?", '"', "”")


@check("checks/doubled-word")
def _doubled_word(desk: Desk) -> Iterator[Finding]:
    """A word that is typed twice in a row."""
    watched = words(desk.material.language).twice
    for block, paragraph in enumerate(desk.material.paragraphs):
        for found in _WORD_TWICE.finditer(paragraph.text):
            if found[1] in watched and not desk.material.is_quoted(block, found.start()):
                span = desk.material.excerpt(block, found.start(), found.end())
                yield Finding("does not hold", f'The word "{found[1]}" stands twice in a row.', (span,))


@check("checks/doubled-sentence")
def _doubled_sentence(desk: Desk) -> Iterator[Finding]:
    """A sentence that the body prints twice; headline and deck may repeat it."""
    pairs = list(_said_twice(desk))
    # A body that prints many of its sentences again is a page put together twice, and no slip of a writer's.
    is_slip = len({first for first, _, _ in pairs}) <= _MOST
    for first, span, is_beside in pairs:
        # In another paragraph it is a pull quote or a list: of three that stood in the next one none was a slip.
        where = "in one paragraph" if is_beside else "in two paragraphs"
        verdict: Verdict = "does not hold" if is_beside and is_slip else "cannot tell"
        yield Finding(verdict, f"The body prints one sentence twice, {where}.", (first, span))


_MOST: Final = 2
"""Sentences that a writer doubles."""


def _said_twice(desk: Desk) -> Iterator[tuple[Excerpt, Excerpt, bool]]:
    """Each sentence that stands again, with its first place, and whether they are neighbours."""
    seen: dict[str, tuple[int, Excerpt]] = {}
    for number, block in enumerate(desk.material.blocks("body")):
        text = desk.material.paragraphs[block].text
        for start, end in sentences(text):
            folded = _FORM.sub(" ", text[start:end]).strip().casefold()
            if len(folded) < _SHORTEST or not _is_running_text(text[start:end]):
                continue
            span = desk.material.excerpt(block, start, end)
            earlier, first = seen.setdefault(folded, (number, span))
            if first != span:
                yield first, span, number == earlier


def _is_running_text(text: str) -> bool:
    """Whether a line is running text, and no heading or row of a table."""
    return "\t" not in text and text.rstrip().endswith(_ENDS)
