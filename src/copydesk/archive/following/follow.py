"""Outlets followed into an archive: what their feeds name is fetched where it is due, read, and kept."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from copydesk.archive import connection as connections
from copydesk.archive import store
from copydesk.archive.archive import Archive
from copydesk.archive.batch import batch_of
from copydesk.archive.following.addresses import Address, Addresses
from copydesk.archive.following.fetched import forget_fetched, kept_fetched
from copydesk.archive.following.polls import Polls, bytes_of, later, now, validators_of
from copydesk.archive.incoming import Incoming
from copydesk.archive.ingest import Prepare, Taken, check_rights, put_outcome
from copydesk.errors import CopydeskError, NotAStory, Refused, Unreadable
from copydesk.intake import polls, rights
from copydesk.intake.outlets import Outlet, moment_of, site_of
from copydesk.jobs.work import Outcome, Request, Task, outcomes
from copydesk.records import Capture, Right
from copydesk.urls import joined, without_login

if TYPE_CHECKING:
    from copydesk.intake.rounds import Done, Rounds

__all__ = ["Run", "follow"]

NOT_MODIFIED: Final = 304
LOST: Final = 3
"""Answers of 404 in a row after which a page is not asked any more."""
UNCHANGED: Final = "unchanged"


class Run(NamedTuple):
    """How a run goes.

    Attributes:
        request: how each page is read.
        jobs: processes that read.
        keeps_pages: whether the bytes of each page are kept.
        is_forced: whether every feed is asked, due or not.
        keep: is given each answer with a body, to be kept as it came.
    """

    request: Request
    jobs: int = 1
    keeps_pages: bool = False
    is_forced: bool = False
    keep: Callable[[Capture], None] | None = None


def follow(archive: Archive, outlets: Iterable[Outlet], run: Run) -> Iterator[Taken]:
    """Ask the feeds of the outlets that are due, then the pages that are; what became of each, once it is on disk.

    Every address ends in one row of the ledger, written in one transaction with its story. What was fetched is kept
    until then: a run that is killed goes on with it, and asks again only for what was in flight.
    """
    from copydesk.intake.rounds import Rounds

    some = list(outlets)
    with (
        kept_fetched(archive.connection, archive.path) as fetched,
        Rounds(run.request.settings, memory=fetched) as rounds,
    ):
        asked = Polls(archive, rounds, run.request.settings, run.keep, is_forced=run.is_forced)
        yield from asked.run(some)
        reserved = {site_of(outlet.site): asked.reservations(outlet) for outlet in some}
        yield from _Pages(archive, rounds, run, some, reserved).run()


class _Fetched(NamedTuple):
    """A page on the way from its answer to its outcome."""

    row: Address
    is_forever: bool = False
    """Whether it will never be a story."""
    retry_at: str | None = None


class _Same(CopydeskError):
    """The page is as it was."""


class _Pages:
    """The pages that are due."""

    def __init__(
        self,
        archive: Archive,
        rounds: "Rounds",
        run: Run,
        outlets: list[Outlet],
        reserved: dict[str, tuple[rights.Reservation, ...]],
    ) -> None:
        self._archive = archive
        self._addresses = Addresses(archive.connection)
        self._rounds = rounds
        self._run = run
        self._reserved = reserved
        self._outlets = {site_of(outlet.site): outlet for outlet in outlets}
        self._places = {
            site: joined(outlet.site, rights.PLACE) or rights.PLACE for site, outlet in self._outlets.items()
        }
        self._open: dict[str, _Fetched] = {}

    def run(self) -> Iterator[Taken]:
        self._permit()
        rows = self._due()
        names = (without_login(row.url) for row in rows if self._outlets[row.site].rights)
        prepare = Prepare(
            self._run.request.reader, now(), keeps_pages=self._run.keeps_pages, permitted=frozenset(names)
        )
        request = self._run.request._replace(reader=prepare.read)
        for outcome in outcomes(self._tasks(rows), request, prepare.ready, self._run.jobs):
            yield self._kept(outcome)

    def _permit(self) -> None:
        with connections.held(self._archive.path, self._archive.connection):
            for site in (site for site, outlet in self._outlets.items() if outlet.rights):
                self._addresses.permit(site, now())

    def _due(self) -> list[Address]:
        """The outlets take turns, so that several hosts are asked at once."""
        moment = now()
        queues = [
            islice(self._addresses.due(site, "page", moment), outlet.limit) for site, outlet in self._outlets.items()
        ]
        return [row for row in chain.from_iterable(zip_longest(*queues)) if row is not None]

    def _tasks(self, rows: list[Address]) -> Iterator[Task]:
        waiting = iter(rows)
        under_way: dict[int, Address] = {}
        while True:
            while self._rounds.has_room and not self._rounds.has_done and (row := next(waiting, None)) is not None:
                refusal = self._refusal(row)
                if refusal is None:
                    under_way[self._rounds.send(row.url, row.conditions)] = row
                else:
                    yield self._task(_Fetched(row), failure=refusal)
            done = self._rounds.take()
            if done is None:
                return
            self._rounds.release(done)
            yield self._arrived(under_way.pop(done.ticket), done)

    def _refusal(self, row: Address) -> Refused | None:
        if self._outlets[row.site].rights:
            return None
        with suppress(Refused):
            check_rights(self._rights(row))
            return None
        return Refused("rights", "the site reserves its rights; passed over without `rights = true`")

    def _rights(self, row: Address) -> tuple[Right, ...]:
        """What files of the site say of the page."""
        reserved = rights.rights_of(row.url, self._reserved[row.site], self._places[row.site])
        known = self._rounds.rules_of(row.url)
        return (*reserved, *(right for one in known for right in rights.licences(one.licences, one.location)))

    def _arrived(self, row: Address, done: "Done") -> Task:
        if isinstance(done.got, CopydeskError):
            error = done.got
            status = error.status if isinstance(error, Unreadable) else None
            retry_at = error.retry_at if isinstance(error, Unreadable) else None
            is_forever = status == 410 or (status == 404 and row.failures + 1 >= LOST)
            row = replace(row, status=status, asked=now())
            return self._task(_Fetched(row, is_forever, retry_at), failure=error)
        return self._page(row, done.got)

    def _page(self, row: Address, capture: Capture) -> Task:
        had, before = bool(row.conditions), row.body_hash
        refusal = CopydeskError(row.reason or "", row.message or "") if row.is_page_refused else None
        row = validators_of(capture, row)
        if capture.status == NOT_MODIFIED:
            return self._task(_Fetched(row), failure=refusal or _Same(UNCHANGED, "not modified"))
        if self._run.keep:
            self._run.keep(capture)
        digest = sha256(bytes_of(capture)).hexdigest()
        if digest == before and row.outcome != "refused":
            row = replace(row, ignores_validators=had)
            return self._task(_Fetched(row), failure=_Same(UNCHANGED, "the same bytes"))
        row = replace(row, body_hash=digest, changed=now(), ignores_validators=False)
        name = without_login(row.url)
        capture = replace(capture, name=name, listed=row.said, rights=self._rights(row))
        return self._task(_Fetched(row), capture=capture)

    def _task(self, fetched: _Fetched, *, capture: Capture | None = None, failure: CopydeskError | None = None) -> Task:
        name = without_login(fetched.row.url)
        self._open[name] = fetched
        return Task(name, capture=capture, failure=failure)

    def _kept(self, outcome: Outcome[Incoming]) -> Taken:
        fetched = self._open.pop(outcome.name)
        moment = now()
        connection = self._archive.connection
        ready = [outcome.output] if outcome.output is not None else []
        with connections.held(self._archive.path, connection), batch_of(connection, ready) as batch:
            if outcome.reason == UNCHANGED:
                store.seen_again(connection, fetched.row.body_hash or "", moment)
                taken = Taken(outcome.name, "unchanged")
            else:
                taken = put_outcome(batch, outcome, moment)
            self._addresses.put([_settled(fetched, taken, outcome)])
            forget_fetched(connection, fetched.row.url)
        return taken


def _settled(fetched: _Fetched, taken: Taken, outcome: Outcome[Incoming]) -> Address:
    """The row with the outcome, and when the page is asked again."""
    row = replace(fetched.row, outcome=taken.kind, reason=taken.reason or None, message=taken.message or None)
    if taken.kind == "refused":
        is_over = fetched.is_forever or outcome.code == NotAStory.exit_code
        gap = polls.refused_gap(row.gap)
        retry_at = moment_of(fetched.retry_at)
        due = retry_at.strftime("%Y-%m-%dT%H:%M:%SZ") if retry_at else later(gap)
        state = "retired" if is_over else "due"
        return replace(row, failures=row.failures + 1, gap=gap, due=due, state=state)
    next_gap = polls.page_gap(row.gap, is_changed=taken.kind != "unchanged")
    if next_gap is None:
        return replace(row, failures=0, state="retired")
    return replace(row, failures=0, gap=next_gap, due=later(next_gap))
