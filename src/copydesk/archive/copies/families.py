"""Families of documents with one text, found one by one as they come, in memory."""

from collections import defaultdict
from typing import Final

from copydesk.archive.copies.prints import candidates_of, prints_of, prints_to_keep
from copydesk.archive.copies.relations import LATER_VERSION, SAME_TEXT, Relation, relations_of
from copydesk.archive.documents import Document

__all__ = ["JOINING", "Families"]

JOINING: Final = frozenset({SAME_TEXT, LATER_VERSION})
"""Relations that make a family. Passages in common never do: two texts that quote a third are no copies."""


class Families:
    """Documents in the order in which they came, with their families and relations.

    An archive does the same with rows in its file; this is for what fits into memory.
    """

    def __init__(self) -> None:
        self.documents: Final[list[Document]] = []
        self._holders: Final[dict[int, list[int]]] = defaultdict(list)
        self._family: Final[list[int]] = []
        self._members: Final[dict[int, set[int]]] = {}

    def add(self, document: Document) -> list[tuple[int, Relation]]:
        """Put a document in; its relations to those before it, each with the number of the other one."""
        number, prints = len(self.documents), prints_of(document)
        others = candidates_of(prints, self._holders)
        found = relations_of(document, (self.documents[other] for other in others))
        relations = [(other, relation) for other, relation in zip(others, found, strict=True) if relation is not None]
        self.documents.append(document)
        self._family.append(number)
        self._members[number] = {number}
        for other, relation in relations:
            if relation.kind in JOINING:
                self._join(number, other)
        for print_ in prints_to_keep(prints, self._holders, self._members[self._family[number]]):
            self._holders[print_].append(number)
        return relations

    def family(self, number: int) -> int:
        """The family of a document: the number of its first member."""
        return self._family[number]

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._family[one], self._family[other]))
        if first == second:
            return
        moved = self._members.pop(second)
        self._members[first] |= moved
        for number in moved:
            self._family[number] = first

    @property
    def rows(self) -> int:
        """How many rows of prints are kept."""
        return sum(map(len, self._holders.values()))
