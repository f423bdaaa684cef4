"""Who is asked next: a queue for each host, one request at a time there, and the pauses that it wants."""

import heapq
from collections import OrderedDict, deque
from itertools import islice
from math import inf
from typing import Final, NamedTuple, Self

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake.hosts import Host
from copydesk.intake.robots import ROBOTS_SECONDS, Rules
from copydesk.intake.visits import Arrived, Failed, Later, Onward, Ruled, Step, Visit
from copydesk.records import Capture
from copydesk.settings import Settings

__all__ = ["Done", "Schedule", "Turn"]

HELD_BYTES: Final = 64_000_000
"""Pages that wait for their reader; above it only the one that he waits for is fetched. A page of news has .2 MB."""
LEFT_ALONE_SECONDS: Final = 600.0
"""How long a host is not asked that gave no answer several times in a row."""
REMEMBERED: Final = 1_000
"""Hosts of which is known what their robots.txt said; one that nothing waits for is forgotten first."""


class Turn(NamedTuple):
    """One request that may be made now."""

    visit: Visit
    rules: Rules | None
    """What it has to be checked against first; None for a robots.txt, and where robots.txt is not obeyed."""


class Done(NamedTuple):
    """What became of an address."""

    ticket: int
    address: str
    got: Capture | CopydeskError

    @property
    def size(self) -> int:
        """Bytes of its page."""
        return len(self.got.content) if isinstance(self.got, Capture) else 0


class Schedule:
    """Decides which request comes next and what its outcome means; does no I/O and reads no clock.

    All moments are seconds on one monotonic clock, given by the caller. Not thread-safe.

    Args:
        settings: the pauses, and whether robots.txt is obeyed.
        at_once: whether the requests of one visit follow each other without a pause, as a browser's do.
            Visits to a host still keep theirs, from one `add` to the next.
    """

    def __init__(self, settings: Settings, *, at_once: bool = False) -> None:
        self.done: deque[Done] = deque()
        self.urgent: int | None = None
        """The ticket without which the reader cannot go on: it is fetched even if too many pages are held."""
        self._settings = settings
        self._at_once = at_once
        self._asked: set[str] = set()
        self._hosts: OrderedDict[str, Host] = OrderedDict()
        self._line: list[tuple[float, int, str]] = []
        self._entries = 0
        self._open: dict[int, str] = {}
        self._held = 0

    @property
    def waiting(self) -> int:
        """Addresses that are not done."""
        return len(self._open)

    @property
    def is_full(self) -> bool:
        """Whether more pages wait for their reader than should be held."""
        return self._held >= HELD_BYTES

    def rules_of(self, name: str) -> list[Rules]:
        """The robots.txt of the host, as far as it was asked for."""
        host = self._hosts.get(name)
        return host.rules if host else []

    def with_pauses(self) -> Self:
        """The schedule, which from now on keeps the pauses between the requests of one visit too."""
        self._at_once = False
        self._asked.clear()
        return self

    def add(self, visit: Visit, now: float) -> None:
        """Put a new address at the end of its host's queue; tickets grow."""
        self._asked.clear()
        self._open[visit.ticket] = visit.target.host
        host = self._host(visit.target.host)
        host.visits.append(visit)
        self._admit(host, now)

    def know(self, done: Done) -> None:
        """Take an address for done that need not be asked."""
        self._held += done.size
        self.done.append(done)

    def release(self, done: Done) -> None:
        """The page has reached its reader and is held no longer."""
        self._held -= done.size

    def next(self, now: float) -> Turn | float:
        """The request to make now, whose `settle` must follow; or the seconds until there may be one."""
        host = self._first_for(self.urgent) if self.is_full else self._first()
        if host is None:
            return inf
        wait = self._ready_at(host) - now
        if wait > 0:
            return wait
        turn = self._turn(host, now)
        host.is_busy = True
        return turn

    def settle(self, turn: Turn, step: Step, now: float) -> None:
        """Take the outcome of a turn: the next request of its visit is queued, or the visit is done."""
        host = self._hosts[turn.visit.target.host]
        self._hosts.move_to_end(host.name)
        host.is_busy, host.offered = False, None
        if not (isinstance(step, Failed) and not step.was_asked):
            host.answered(now)
            if self._at_once:
                self._asked.add(host.name)
        self._take(turn.visit, step, host, now)
        self._offer(host)
        self._forget(now)

    def _take(self, visit: Visit, step: Step, host: Host, now: float) -> None:
        match step:
            case Arrived(capture):
                host.count(is_fruitless=False)
                self._finish(visit, capture)
            case Ruled():
                self._learn(visit, step, now)
            case Onward(following):
                host.count(is_fruitless=False)
                self._enqueue(following, now)
            case Later(following, seconds):
                host.rest(now + seconds)
                self._enqueue(following, now)
            case Failed():
                self._fail(visit, step, now)

    def _first(self) -> Host | None:
        """The host that may be asked first."""
        while self._line:
            _, entry, name = self._line[0]
            host = self._hosts.get(name)
            if host and host.entry == entry:
                if host.has_turn:
                    return host
                host.offered = None
            heapq.heappop(self._line)
        return None

    def _first_for(self, ticket: int | None) -> Host | None:
        """The same where there is room for one address alone: its host, or one that has to state its rules first."""
        if ticket not in self._open:
            return None
        name = self._open[ticket]
        hosts = [host for host in self._hosts.values() if host.has_turn and (host.errands or host.name == name)]
        return min(hosts, key=self._ready_at, default=None)

    def _turn(self, host: Host, now: float) -> Turn:
        if host.errands:
            return Turn(host.errands.popleft(), None)
        visit = host.visits[0]
        if not self._settings.obey_robots:
            return Turn(host.visits.popleft(), None)
        rules = host.rules_at(visit.target.robots, now)
        if rules is None:
            host.is_awaiting = True
            return Turn(_errand(visit, self._settings), None)
        return Turn(host.visits.popleft(), rules)

    def _enqueue(self, visit: Visit, now: float) -> None:
        """Put a visit that is under way before those that have not begun."""
        host = self._host(visit.target.host)
        if visit.ruling:
            host.errands.appendleft(visit)
            self._offer(host)
        else:
            self._open[visit.ticket] = host.name
            host.visits.appendleft(visit)
            self._admit(host, now)

    def _admit(self, host: Host, now: float) -> None:
        host.reopen(now)
        if host.closed:
            self._turn_away(host, host.closed)
        else:
            self._offer(host)

    def _learn(self, errand: Visit, ruled: Ruled, now: float) -> None:
        assert errand.ruling is not None
        host, limit, rules = self._hosts[errand.ruling], self._settings.max_host_delay, ruled.rules
        is_at_home = errand.target.host == host.name
        host.learn(rules, min(rules.gap, limit), now, ruled.answered if is_at_home else None, ruled.age)
        if rules.gap > limit and not self._at_once:
            message = f"{rules.location} wants {rules.gap:g} s between two requests, over max_host_delay, {limit:g} s"
            self._close(host, Refused("robots", message), now + ROBOTS_SECONDS)
        self._offer(host)

    def _fail(self, visit: Visit, failed: Failed, now: float) -> None:
        host = self._hosts[visit.ruling or visit.target.host]
        if visit.ruling:
            # What keeps its robots.txt from being had keeps the page too.
            host.is_awaiting = False
            self._finish_behind(visit, host, failed.error)
        else:
            self._finish(visit, failed.error)
        if failed.was_asked and host.count(is_fruitless=failed.is_fruitless):
            self._close(host, _left_alone(host.name, failed.error), now + LEFT_ALONE_SECONDS)
        self._offer(host)

    def _finish_behind(self, errand: Visit, host: Host, error: CopydeskError) -> None:
        """End the visit that the errand was for; it is gone where the host was closed meanwhile."""
        waiting = [visit for visit in host.visits if visit.ticket == errand.ticket]
        for visit in waiting:
            host.visits.remove(visit)
            self._finish(visit, error)

    def _close(self, host: Host, error: CopydeskError, until: float) -> None:
        host.close(error, until)
        self._turn_away(host, error)

    def _turn_away(self, host: Host, error: CopydeskError) -> None:
        while host.visits:
            self._finish(host.visits.popleft(), error)

    def _finish(self, visit: Visit, got: Capture | CopydeskError) -> None:
        del self._open[visit.ticket]
        self.know(Done(visit.ticket, visit.address, got))

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, self._settings.host_delay)
        return host

    def _ready_at(self, host: Host) -> float:
        return host.ready_at(at_once=host.name in self._asked)

    def _offer(self, host: Host) -> None:
        """Give the host its place in the line; one that it had before no longer counts."""
        ready_at = self._ready_at(host)
        if not host.has_turn or host.offered == ready_at:
            return
        self._entries += 1
        host.entry, host.offered = self._entries, ready_at
        heapq.heappush(self._line, (ready_at, host.entry, host.name))

    def _forget(self, now: float) -> None:
        excess = max(0, len(self._hosts) - REMEMBERED)
        for name in list(islice(self._hosts, excess)):
            if self._hosts[name].is_idle(now):
                del self._hosts[name]


def _errand(visit: Visit, settings: Settings) -> Visit:
    """The visit to the robots.txt that speaks for another."""
    target = visit.target._replace(url=visit.target.robots)
    return Visit(
        ticket=visit.ticket,
        address=target.url,
        target=target,
        seconds=settings.fetch_seconds,
        ruling=target.host,
    )


def _left_alone(name: str, error: CopydeskError) -> Unreadable:
    retry_at = error.retry_at if isinstance(error, Unreadable) else None
    message = f"{name} was not asked any more after several tries in vain; the last one: {error}"
    return Unreadable(error.reason, message, retry_at=retry_at)
