"""Many addresses fetched side by side, politely to each host."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from math import isinf
from threading import Condition, Thread
from time import monotonic
from typing import Final, Generic, Protocol, Self, TypeVar

from copydesk.errors import CopydeskError
from copydesk.intake.fetch import Requests, RobotsMemory, visit_to
from copydesk.intake.robots import Rules, rules_from
from copydesk.intake.schedule import Done, Schedule, Turn
from copydesk.intake.visits import Arrived, Conditions, Failed, Step
from copydesk.records import Capture
from copydesk.settings import DEFAULTS, Settings
from copydesk.urls import host_of

__all__ = ["Done", "Memory", "Parade", "Rounds", "fetch_in_order", "fetch_many"]

Item = TypeVar("Item")

AHEAD: Final = 2_000
"""Addresses in the queues at one time: enough to find many hosts in a list that is sorted by host."""
PASSING: Final = 64
"""Items without an address that may wait, with what they hold, for an address before them."""
_FAREWELL_SECONDS: Final = 1.0


def fetch_many(addresses: Iterable[str], settings: Settings = DEFAULTS) -> Generator[Done]:
    """What became of each address, a capture or an error, in the order in which they are done.

    Each host is asked for its robots.txt once and for one page at a time, over one connection, with a pause in
    between: the longest of `host_delay` and what its robots.txt asks for. `max_hosts` hosts are asked at the same
    time. A redirect joins the queue of the host that it leads to. The addresses are drawn as they are needed, and
    fetching stops while 64 MB of pages wait to be taken. Close the iterator to end what is under way.
    """
    with Rounds(settings) as rounds:
        waiting = iter(addresses)
        while True:
            while rounds.has_room and not rounds.has_done and (address := next(waiting, None)) is not None:
                rounds.send(address)
            done = rounds.take()
            if done is None:
                return
            rounds.release(done)
            yield done


def fetch_in_order(
    items: Iterable[Item], address_of: Callable[[Item], str | None], settings: Settings = DEFAULTS
) -> Iterator[tuple[Item, Done | None]]:
    """The items in their order, each with what became of its address; None for an item that has no address.

    Fetches as `fetch_many` does. Pages wait for the ones before them; with 64 MB waiting, only the first of
    them goes on.
    """
    with Rounds(settings) as rounds:
        yield from Parade(rounds, address_of).march(items)


class Memory(RobotsMemory, Protocol):
    """Outlives a run that is killed."""

    def known(self, address: str, /) -> Capture | CopydeskError | None:
        """What was fetched from the address before; None where it has to be asked."""

    def keep(self, address: str, got: Capture | CopydeskError, /) -> None:
        """Remember what came, in the thread that fetched it, before anybody is told."""


class Rounds:
    """The threads that make the requests of a run, and the schedule that they share.

    Args:
        settings: the pauses and limits.
        begun: a schedule that has fetched already, so that what it knows of its hosts is kept.
        memory: of what was fetched; without it a run that is killed has lost what nobody took.
    """

    def __init__(
        self, settings: Settings = DEFAULTS, begun: Schedule | None = None, memory: Memory | None = None
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._schedule = begun or Schedule(settings)
        self._requests = Requests(settings, memory)
        self._changed = Condition()
        self._threads: list[Thread] = []
        self._tickets = 0
        self._is_over = False
        self._fault: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
        self._requests.cut()
        # A thread that still waits for a name or a connection ends by itself, and holds nothing up.
        end = monotonic() + _FAREWELL_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, end - monotonic()))
        self._requests.close()

    @property
    def has_room(self) -> bool:
        """Whether more addresses may be sent without filling memory."""
        with self._changed:
            return self._schedule.waiting < AHEAD and not self._schedule.is_full

    @property
    def has_done(self) -> bool:
        """Whether `take` returns at once."""
        with self._changed:
            return bool(self._schedule.done)

    def rules_of(self, address: str) -> list[Rules]:
        """What the robots.txt of the address's host says, as far as it was asked for, in this run or one before."""
        with self._changed:
            found = self._schedule.rules_of(host_of(address))
        return found or list(self._remembered_rules(address))

    def _remembered_rules(self, address: str) -> Iterator[Rules]:
        location = visit_to(address, 0, self._settings).target.robots
        url = location
        for _ in range(self._settings.max_redirects + 1 if self._memory else 0):
            assert self._memory is not None
            kept = self._memory.robots(url)
            if kept is None:
                return
            if kept[0].onward is None:
                yield rules_from(location, kept[0].status, kept[0].content, self._settings.user_agent)
                return
            url = kept[0].onward.url

    def send(self, address: str, conditions: Conditions = ()) -> int:
        """The ticket under which the address is fetched from now on.

        Args:
            address: what to fetch.
            conditions: headers that ask for the page only where it has changed; without a change its status is 304.
        """
        known = self._memory.known(address) if self._memory else None
        with self._changed:
            self._tickets += 1
            if known is not None:
                self._schedule.know(Done(self._tickets, address, known))
                return self._tickets
            try:
                self._schedule.add(visit_to(address, self._tickets, self._settings, conditions), monotonic())
            except CopydeskError as error:
                self._schedule.done.append(Done(self._tickets, address, error))
            self._changed.notify()
            if len(self._threads) < min(self._settings.max_hosts, self._schedule.waiting):
                self._threads.append(Thread(target=self._work, name="copydesk-rounds", daemon=True))
                self._threads[-1].start()
            return self._tickets

    def take(self, urgent: int | None = None) -> Done | None:
        """The next address that is done, waited for; None when there is none left to wait for.

        Its page counts as held until it is given to `release`. The urgent ticket is fetched even if too much is held.
        """
        with self._changed:
            self._schedule.urgent = urgent
            self._changed.notify_all()
            while not self._schedule.done:
                if self._fault:
                    raise self._fault
                if not self._schedule.waiting:
                    return None
                self._changed.wait()
            return self._schedule.done.popleft()

    def release(self, done: Done) -> None:
        """Make room for another page."""
        with self._changed:
            self._schedule.release(done)
            self._changed.notify_all()

    def _work(self) -> None:
        try:
            while turn := self._turn():
                step = self._requests.take(turn)
                self._remember(turn, step)
                with self._changed:
                    self._schedule.settle(turn, step, monotonic())
                    self._changed.notify_all()
        except Exception as fault:  # noqa: BLE001 - raised again where the pages are waited for
            with self._changed:
                self._fault = fault
                self._changed.notify_all()

    def _remember(self, turn: Turn, step: Step) -> None:
        """Have the memory keep what became of an address, where it was asked and is no robots.txt."""
        if self._memory is None or turn.visit.ruling:
            return
        if isinstance(step, Arrived):
            self._memory.keep(turn.visit.address, step.capture)
        elif isinstance(step, Failed) and step.was_asked:
            self._memory.keep(turn.visit.address, step.error)

    def _turn(self) -> Turn | None:
        """The next request for this thread, waited for; None when the run is over."""
        with self._changed:
            while not self._is_over:
                turn = self._schedule.next(monotonic())
                if isinstance(turn, Turn):
                    return turn
                self._changed.wait(None if isinf(turn) else turn)
        return None


class Parade(Generic[Item]):
    """Puts what is done back into the order of the items. Several may share the rounds, all with one `done`.

    Args:
        rounds: what fetches.
        address_of: the address of an item; None where it needs none.
        done: what has arrived and waits for its turn, by ticket.
        ahead: how many items are asked for ahead of the first that is not there.
    """

    def __init__(
        self,
        rounds: Rounds,
        address_of: Callable[[Item], str | None],
        done: dict[int, Done] | None = None,
        ahead: int = AHEAD,
    ) -> None:
        self._rounds = rounds
        self._address_of = address_of
        self._line: deque[tuple[Item, int | None]] = deque()
        self._done: dict[int, Done] = {} if done is None else done
        self._ahead = ahead
        self._passing = 0

    def march(self, items: Iterable[Item]) -> Iterator[tuple[Item, Done | None]]:
        """The items in order, each with what became of its address."""
        waiting = iter(items)
        while True:
            for item in waiting:
                self._join(item)
                if self._is_ready or not self._has_room:
                    break
            if not self._line:
                return
            while not self._is_ready:
                self._wait()
            while self._is_ready:
                yield self._leave()

    @property
    def _is_ready(self) -> bool:
        return bool(self._line) and (self._line[0][1] is None or self._line[0][1] in self._done)

    @property
    def _has_room(self) -> bool:
        return len(self._line) < self._ahead and self._passing < PASSING and self._rounds.has_room

    def _join(self, item: Item) -> None:
        address = self._address_of(item)
        self._passing += address is None
        self._line.append((item, None if address is None else self._rounds.send(address)))

    def _wait(self) -> None:
        done = self._rounds.take(urgent=self._line[0][1])
        assert done is not None
        self._done[done.ticket] = done

    def _leave(self) -> tuple[Item, Done | None]:
        item, ticket = self._line.popleft()
        if ticket is None:
            self._passing -= 1
            return item, None
        done = self._done.pop(ticket)
        self._rounds.release(done)
        return item, done
