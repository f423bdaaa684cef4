"""Documents that are joined, and the groups that come of it."""

from pathlib import Path

__all__ = ["Groups"]


class Groups:
    """Groups of numbers; what is in none takes no room."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """Make one group of those of the two."""
        first, second = sorted((self.first(one), self.first(other)))
        self._above[second] = first

    def first(self, number: int) -> int:
        """The smallest number of its group."""
        above = self._above.setdefault(number, number)
        while above != (higher := self._above[above]):
            self._above[number] = higher
            number, above = above, higher
        return above

    def write(self, path: Path) -> int:
        """Write a line of JSON for each member: document and family, counted from 0 by first members; how many."""
        families: dict[int, int] = {}
        with path.open("w", encoding="ascii") as file:
            for number in sorted(self._above):
                family = families.setdefault(self.first(number), len(families))
                file.write(f'{{"doc": {number}, "family": {family}}}\n')
        return len(families)
