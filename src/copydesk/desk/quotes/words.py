"""The words of one paragraph in columns, with their grammar where a language model has read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from copydesk.desk.quotes.cues import Tables
from copydesk.desk.quotes.marks import Passage

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed

__all__ = ["Words"]

_STOPS: Final = frozenset({".", "?", "!", "…", "...", ";"})
_JOINERS: Final = frozenset({",", ".", ";", "—", "--", "–", ")"})
_MARKS: Final = frozenset({"”", '"', "''", "’", "'", "»", ")"})


class Words:
    """Parallel columns over the words; `head`, `dep` and `tag` are empty strings and selves without a model.

    `tables` are those of the language that the words are in.
    """

    __slots__ = ("deepest", "dep", "end", "head", "is_parsed", "kids", "left", "low", "passage", "right", "sentence",
                 "start", "tables", "tag", "text", "unit")  # fmt: skip

    def __init__(self, text: str, tables: Tables, parsed: Parsed | None = None) -> None:
        self.text = text
        self.tables = tables
        self.is_parsed = parsed is not None
        if parsed is None:
            self._from_text(text)
        else:
            self._from_parsed(parsed)
        self.passage: list[int] = []
        self.unit: list[int] = []

    def __len__(self) -> int:
        return len(self.start)

    def _from_text(self, text: str) -> None:
        found = self.tables.patterns["word"].finditer(text)
        matches = [(match.start(), match.end(), match.group().lower()) for match in found]
        self.start = [match[0] for match in matches]
        self.end = [match[1] for match in matches]
        self.low = [match[2] for match in matches]
        count = len(matches)
        self.tag = [""] * count
        self.dep = [""] * count
        self.head = list(range(count))
        self.sentence = [0] * count
        self.kids: list[list[int]] = [[] for _ in range(count)]
        self.left = list(range(count))
        self.right = list(range(count))

    def _from_parsed(self, parsed: Parsed) -> None:
        tokens = parsed.tokens
        self.start = [token.start for token in tokens]
        self.end = [token.end for token in tokens]
        self.low = [token.text.lower() for token in tokens]
        self.tag = [token.tag for token in tokens]
        self.dep = [token.dep for token in tokens]
        self.head = [token.head for token in tokens]
        self.sentence = [token.sentence for token in tokens]
        self.kids = [[] for _ in tokens]
        for index, head in enumerate(self.head):
            if head != index:
                self.kids[head].append(index)
        self.measure()

    def hang(self, index: int, head: int) -> None:
        """Hang a word on another head; `measure` has to follow."""
        self.kids[self.head[index]].remove(index)
        self.head[index] = head
        self.kids[head] = sorted([*self.kids[head], index])

    def turn_over(self, verb: int, content: int) -> None:
        """Make a verb an aside of the clause that hangs on it; `measure` has to follow."""
        if self.head[content] != verb:
            return
        above, dep = self.head[verb], self.dep[verb]
        self.kids[verb].remove(content)
        if above != verb:
            self.kids[above].remove(verb)
            self.kids[above] = sorted([*self.kids[above], content])
        self.head[content] = content if above == verb else above
        self.head[verb], self.dep[content], self.dep[verb] = content, dep, "parataxis"
        self.kids[content] = sorted([*self.kids[content], verb])

    def measure(self) -> None:
        """First and last word of what hangs on each word."""
        count = len(self.head)
        self.left = list(range(count))
        self.right = list(range(count))
        order: list[int] = [index for index in range(count) if self.head[index] == index]
        for index in order:
            order.extend(self.kids[index])
        for index in reversed(order):
            head = self.head[index]
            if self.left[index] < self.left[head]:
                self.left[head] = self.left[index]
            if self.right[index] > self.right[head]:
                self.right[head] = self.right[index]

    def mark_passages(self, passages: Sequence[Passage]) -> None:
        """Remember for each word in which of the passages it stands, -1 for none; passages are in order and apart."""
        self.passage = [-1] * len(self.start)
        number = 0
        for index, start in enumerate(self.start):
            while number < len(passages) and passages[number].end <= start:
                number += 1
            if number < len(passages) and passages[number].start <= start:
                self.passage[index] = number
        self._count_units()

    def _count_units(self) -> None:
        """Number the sentences by their stops; a stop inside a passage counts when the passage ends with it."""
        unit, self.unit = 0, []
        passage, low, text = self.passage, self.low, self.text
        last = ""
        for index, here in enumerate(passage):
            before = passage[index - 1] if index else here
            if last and here != before and before >= 0 and not text[self.start[index]].islower():
                unit += low[index] not in _JOINERS
            elif here < 0 and before < 0 and last:
                unit += 1
            self.unit.append(unit)
            if low[index] in _STOPS:
                last = low[index]
            elif low[index] not in _MARKS:
                last = ""

    def is_(self, kind: str, index: int) -> bool:
        """Whether a word is one of those of a kind in the tables; there is none before the first and after the last."""
        return 0 <= index < len(self.low) and self.low[index] in self.tables.words[kind]

    def child(self, index: int, *deps: str) -> int | None:
        """The first word that hangs on a word by one of the relations."""
        dep = self.dep
        for kid in self.kids[index]:
            if dep[kid] in deps:
                return kid
        return None
