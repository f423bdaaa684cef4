"""What a run knows of one host: who waits for it, and when it may be asked again."""

from collections import deque
from typing import Final

from copydesk.errors import CopydeskError
from copydesk.intake.robots import Rules
from copydesk.intake.visits import Visit

__all__ = ["Host"]

_IN_A_ROW: Final = 3
"""Fruitless visits after which a host is left alone: at ten seconds for a connection that is half a minute lost."""


class Host:
    """One host of a run. All moments are seconds on the run's clock.

    Attributes:
        name: its name, in lower case.
        visits: the addresses that wait for it, in order.
        errands: visits to a robots.txt, its own or one that another host redirects to; they wait for no rules.
        gap: seconds between the end of a request and the next.
        is_busy: whether a request is under way.
        is_awaiting: whether its robots.txt is being asked for.
        closed: why it is left alone, while it is.
    """

    def __init__(self, name: str, gap: float) -> None:
        self.name = name
        self.visits: deque[Visit] = deque()
        self.errands: deque[Visit] = deque()
        self.gap = gap
        self.is_busy = False
        self.is_awaiting = False
        self.closed: CopydeskError | None = None
        self.entry = 0
        """The number of its valid place in the line of hosts."""
        self.offered: float | None = None
        """The moment that this place stands at."""
        self._rules: dict[str, tuple[Rules, float]] = {}
        self._free_at = 0.0
        self._rested_at = 0.0
        self._open_at = 0.0
        self._fruitless = 0

    @property
    def has_turn(self) -> bool:
        """Whether a request could be made, were it time."""
        return not self.is_busy and bool(self.errands or (self.visits and not self.is_awaiting))

    def ready_at(self, *, at_once: bool = False) -> float:
        """When the next request may be made: after the pause, and after what the host asked for itself."""
        return self._rested_at if at_once else max(self._rested_at, self._free_at)

    def is_idle(self, now: float) -> bool:
        """Whether nothing would be lost were it forgotten, but its robots.txt."""
        is_needed = self.is_busy or self.is_awaiting or self.visits or self.errands
        return not is_needed and max(self.ready_at(), self._open_at) < now

    def answered(self, now: float) -> None:
        """A request has ended: the pause begins."""
        self._free_at = now + self.gap

    def rest(self, until: float) -> None:
        """Ask nothing before that moment, as the host wants it."""
        self._rested_at = until

    def rules_at(self, location: str, now: float) -> Rules | None:
        """What the robots.txt said, as long as that counts: 24 hours, or ten minutes for a failing server."""
        rules, since = self._rules.get(location, (None, now))
        return rules if rules and now - since <= rules.lasts else None

    @property
    def rules(self) -> list[Rules]:
        """All rules that it is known by, at whatever scheme and port."""
        return [rules for rules, _ in self._rules.values()]

    def learn(self, rules: Rules, gap: float, now: float, answered: str | None = None, age: float = 0.0) -> None:
        """Keep the rules, and their pause where that is longer; the pause under way is prolonged.

        Args:
            rules: what its robots.txt says.
            gap: the pause of these rules in seconds, as far as it is kept.
            now: the moment.
            answered: another address of the host that gave them, for which they hold too.
            age: seconds since they were given.
        """
        for location in {rules.location, answered or rules.location}:
            self._rules[location] = (rules, now - age)
        self.is_awaiting = False
        self.gap = max(self.gap, gap)
        self._free_at = max(self._free_at, now + self.gap)

    def count(self, *, is_fruitless: bool) -> bool:
        """Note how a visit ended; whether it was one too many that ended without an answer."""
        self._fruitless = self._fruitless + 1 if is_fruitless else 0
        return self._fruitless >= _IN_A_ROW

    def close(self, error: CopydeskError, until: float) -> None:
        """Leave it alone until then; every address gets the error meanwhile."""
        self.closed = error
        self._open_at = until

    def reopen(self, now: float) -> None:
        """Forget that it was closed, when the time is over."""
        if self.closed and now >= self._open_at:
            self.closed, self._fruitless = None, 0
