"""Feeds and sitemaps of outlets asked for what is new; the pages that they name become addresses to ask."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from copydesk.archive import connection as connections
from copydesk.archive.archive import Archive
from copydesk.archive.following.addresses import Address, Addresses, new_address
from copydesk.archive.following.fetched import forget_fetched
from copydesk.archive.ingest import Taken
from copydesk.errors import CopydeskError, Unreadable
from copydesk.intake import polls, rights
from copydesk.intake.keys import address_key
from copydesk.intake.listings.listed import Listing, Named
from copydesk.intake.outlets import Outlet, is_since, moment_of, site_of
from copydesk.jobs.following import listed
from copydesk.records import Capture
from copydesk.settings import Settings
from copydesk.urls import joined, without_login

if TYPE_CHECKING:
    from copydesk.intake.rounds import Rounds

__all__ = ["Polls", "bytes_of", "later", "now", "validators_of"]

GONE: Final = 410
RIGHTS_SECONDS: Final = 86_400.0
MOST_LOOKS: Final = 1_000
"""Feeds and sitemaps asked in one run of one outlet: an index that leads to ever new ones ends here."""


def now() -> str:
    """This moment in UTC, as the archive writes it."""
    return later(0)


def later(seconds: float) -> str:
    """The moment so many seconds from now."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def validators_of(capture: Capture, row: Address) -> Address:
    """The row with the validators of the answer, as sent; those that a 304 leaves out stay as they were."""
    sent = {name.lower(): value for name, value in capture.headers}
    is_kept = capture.status == 304
    return replace(
        row,
        etag=sent.get("etag") or (row.etag if is_kept else None),
        last_modified=sent.get("last-modified") or (row.last_modified if is_kept else None),
        status=capture.status,
        answered_url=capture.answered_url,
        asked=now(),
    )


def bytes_of(capture: Capture) -> bytes:
    """The body as it came."""
    return capture.content if isinstance(capture.content, bytes) else capture.content.encode()


def _asked_for(row: Address, since: date | None) -> Address:
    """The row; one of a feed that was read for later days alone is asked for and read as if it had changed."""
    if row.kind != "feed" or not row.listed or (since and since >= date.fromisoformat(row.listed.decode())):
        return row
    return replace(row, etag=None, last_modified=None, body_hash=None, listed=None)


class Polls:
    """One run over the feeds and sitemaps of outlets.

    Args:
        archive: open for writing; it keeps the ledger of addresses.
        rounds: what fetches.
        settings: the limits.
        keep: is given each feed and sitemap as it came.
        is_forced: whether every feed is asked, due or not.
    """

    def __init__(
        self,
        archive: Archive,
        rounds: "Rounds",
        settings: Settings,
        keep: Callable[[Capture], None] | None = None,
        *,
        is_forced: bool = False,
    ) -> None:
        self._keep = keep
        self._archive = archive
        self._addresses = Addresses(archive.connection)
        self._rounds = rounds
        self._settings = settings
        self._is_forced = is_forced
        self._asked: set[tuple[str, str]] = set()
        self._at_hand: dict[str, Capture] = {}
        """What was fetched when it was looked for, not to be asked for again."""

    def run(self, outlets: Iterable[Outlet]) -> Iterator[Taken]:
        """Ask what is due, and whatever sitemaps that leads to; yields those that could not be had."""
        known = {site_of(outlet.site): outlet for outlet in outlets}
        for site, outlet in known.items():
            yield from self._begun(site, outlet)
        while rows := [(row, outlet) for site, outlet in known.items() for row in self._due(site)]:
            yield from self._round(rows)

    def reservations(self, outlet: Outlet) -> tuple[rights.Reservation, ...]:
        """What the site's own file says of rights, as it was read last."""
        rows = self._addresses.of(site_of(outlet.site), "rights")
        return rights.reservations(rows[0].listed or b"") if rows else ()

    def _begun(self, site: str, outlet: Outlet) -> Iterator[Taken]:
        """Learn which feeds and sitemaps the outlet has, where that is not known."""
        moment = now()
        given = [*outlet.feeds]
        known = self._addresses.of(site, "feed")
        if not given and not known:
            try:
                given = self._discovered(outlet)
            except CopydeskError as error:
                yield self._told(outlet.site, error)
            else:
                if not given:
                    message = "the site has no feed and no sitemap; name one as `feeds`"
                    yield self._told(outlet.site, Unreadable("not-found", message))
        rows = [new_address(url, "feed", site, moment, polls.FIRST_OF_FEED) for url in given]
        place = joined(outlet.site, rights.PLACE)
        rows.append(new_address(place, "rights", site, moment, RIGHTS_SECONDS) if place else None)
        with self._transaction():
            self._addresses.learn(row for row in rows if row is not None)

    def _discovered(self, outlet: Outlet) -> list[str]:
        from copydesk.intake.listings.discovery import discovered

        found = discovered(outlet.site, self._rounds, self._settings)
        followed = {one.address: capture for one, capture in found if not one.is_comments}
        self._at_hand.update(followed)
        return list(followed)

    def _due(self, site: str) -> list[Address]:
        moment = now()
        rows = [*self._addresses.due(site, "rights", moment)]
        if self._is_forced:
            rows += [row for row in self._addresses.of(site, "feed") if row.state == "due"]
        else:
            rows += self._addresses.due(site, "feed", moment)
        left = MOST_LOOKS - sum(1 for _ in self._asked)
        return [row for row in rows if (row.kind, row.url) not in self._asked][: max(left, 0)]

    def _round(self, rows: list[tuple[Address, Outlet]]) -> Iterator[Taken]:
        waiting = {}
        for known, outlet in rows:
            row = _asked_for(known, outlet.since)
            self._asked.add((row.kind, row.url))
            capture = self._at_hand.pop(row.url, None) if row.kind == "feed" else None
            if capture is not None:
                yield from self._settled(row, outlet, capture)
            else:
                waiting[self._rounds.send(row.url, row.conditions)] = row, outlet
        while waiting and (done := self._rounds.take()) is not None:
            self._rounds.release(done)
            row, outlet = waiting.pop(done.ticket)
            if row.kind == "rights":
                self._keep_rights(row, done.got)
            elif isinstance(done.got, CopydeskError):
                yield self._refused(row, done.got)
            else:
                yield from self._settled(row, outlet, done.got)

    def _keep_rights(self, row: Address, got: Capture | CopydeskError) -> None:
        if isinstance(got, Capture):
            row = validators_of(got, row)
            row = row if got.status == 304 else replace(row, listed=bytes_of(got)[:1_000_000])
        elif isinstance(got, Unreadable) and got.status in (404, 410):
            row = replace(row, listed=None, status=got.status, asked=now())
        self._put(replace(row, due=later(RIGHTS_SECONDS)))

    def _settled(self, row: Address, outlet: Outlet, capture: Capture) -> Iterator[Taken]:
        body = bytes_of(capture)
        if self._keep and capture.status != 304:
            self._keep(capture)
        digest = sha256(body).hexdigest()
        had = bool(row.conditions)
        row = replace(validators_of(capture, row), failures=0, reason=None, message=None)
        if capture.status == 304 or digest == row.body_hash:
            gap = polls.feed_gap(row.gap, 0, 1)
            ignores = had and capture.status != 304
            self._put(replace(row, gap=gap, due=later(gap), outcome="unchanged", ignores_validators=ignores))
            return
        try:
            listing = self._listing(row, capture)
            new, total = self._learnt(row, outlet, listing)
        except CopydeskError as error:
            yield self._refused(row, error)
            return
        gap = polls.feed_gap(row.gap, new, total, listing.seconds)
        self._put(
            replace(
                row,
                gap=gap,
                due=later(gap),
                outcome="changed",
                body_hash=digest,
                listed=outlet.since.isoformat().encode() if outlet.since else None,
                changed=now(),
                ignores_validators=False,
            )
        )
        for fault in listing.faults:
            yield self._told(row.url, fault)

    def _listing(self, row: Address, capture: Capture) -> Listing:
        from copydesk.intake.listings.discovery import content_type_of
        from copydesk.intake.listings.read import listing_in

        address = capture.answered_url or row.url
        return listing_in(bytes_of(capture), address, content_type_of(capture), self._settings)

    def _learnt(self, row: Address, outlet: Outlet, listing: Listing) -> tuple[int, int]:
        """Keep what the listing names; how many of them are new."""
        total = new = 0
        with self._transaction():
            for named in listing.named:
                if named.url is None:
                    listing.faults.append(named.failure or Unreadable("file", f"{named.place} names no address"))
                    continue
                total += 1
                if is_since(named.modified if listing.is_index else named.published or named.modified, outlet.since):
                    new += self._learn(row, listing, named)
        return new, total

    def _learn(self, row: Address, listing: Listing, named: Named) -> int:
        assert named.url is not None
        moment = now()
        if listing.is_index:
            address = new_address(named.url, "feed", row.site, moment, polls.FIRST_OF_FEED)
            return self._addresses.learn([address]) if address else 0
        address = new_address(named.url, "page", row.site, moment, polls.FIRST_OF_PAGE)
        if address is None:
            return 0
        said = msgspec.json.encode((listed(named, listing, without_login(row.url)),))
        is_new = self._addresses.learn([replace(address, named_by=row.url, listed=said)])
        if not is_new and (changed := moment_of(named.modified)):
            self._hasten(named.url, changed, moment)
        return is_new

    def _hasten(self, url: str, changed: datetime, moment: str) -> None:
        key = address_key(url)
        if key is not None:
            self._addresses.hasten(key, changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), moment)

    def _refused(self, row: Address, error: CopydeskError) -> Taken:
        status = error.status if isinstance(error, Unreadable) else None
        retry_at = moment_of(error.retry_at) if isinstance(error, Unreadable) else None
        gap = polls.refused_gap(row.gap)
        due = retry_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if retry_at else later(gap)
        self._put(
            replace(
                row,
                state="retired" if status == GONE else "due",
                gap=gap,
                due=due,
                status=status,
                failures=row.failures + 1,
                outcome="refused",
                reason=error.reason,
                message=str(error),
                asked=now(),
            )
        )
        told = "it is gone for good and is not asked again: " if status == GONE else ""
        return Taken(without_login(row.url), "refused", reason=error.reason, message=f"{told}{error}")

    def _told(self, url: str, error: CopydeskError) -> Taken:
        return Taken(without_login(url), "refused", reason=error.reason, message=str(error))

    def _put(self, row: Address) -> None:
        with self._transaction():
            self._addresses.put([row])
            forget_fetched(self._archive.connection, row.url)

    def _transaction(self) -> AbstractContextManager[None]:
        return connections.held(self._archive.path, self._archive.connection)
