"""The ledger of addresses that are followed: what each answered last, and when it is asked again."""

import sqlite3
from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from copydesk.intake.keys import address_key
from copydesk.records import Listed

__all__ = ["Address", "AddressKind", "Addresses", "Conditions", "new_address"]

AddressKind: TypeAlias = Literal["feed", "page", "rights"]
State: TypeAlias = Literal["due", "retired"]
Conditions: TypeAlias = tuple[tuple[str, str], ...]


class Address(Struct, frozen=True, kw_only=True):
    """One address and its last outcome; named as the columns of the table.

    Attributes:
        outlet: Its host as addresses are compared.
        address: The rest of its key.
        kind: Feed or sitemap, page, or the file in which a site reserves its rights.
        url: As it is asked for.
        site: The outlet that it is followed for.
        state: `due` while it is asked again, `retired` when it is not.
        due: ISO 8601 instant in UTC of the next look.
        gap: Seconds between the last two looks.
        named_by: The feed or sitemap that named it.
        listed: What that said, as JSON; of a site its reservations; of a feed the first day that was of interest when
            it was read.
        etag: As sent.
        last_modified: As sent.
        body_hash: SHA-256 of the last body.
        status: Of the last answer.
        answered_url: Where it answered, behind redirects.
        ignores_validators: Whether it sent the same body again in spite of its own validators.
        failures: Refusals in a row.
        outcome: `new`, `changed`, `copy`, `unchanged`, `refused`.
        reason: Of a refusal.
        message: Of a refusal.
        asked: When it was asked last.
        changed: When its body was another for the last time.

    """

    outlet: str
    address: str
    kind: AddressKind
    url: str
    site: str
    state: State = "due"
    due: str
    gap: float
    named_by: str | None = None
    listed: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    status: int | None = None
    answered_url: str | None = None
    ignores_validators: bool = False
    failures: int = 0
    outcome: str | None = None
    reason: str | None = None
    message: str | None = None
    asked: str | None = None
    changed: str | None = None

    @property
    def conditions(self) -> Conditions:
        """The headers that ask for the body only where it has changed."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return tuple((name, value) for name, value in pairs if value)

    @property
    def is_page_refused(self) -> bool:
        """Whether the page came and was not kept: its validators and hash are of what the archive does not have."""
        return self.outcome == "refused" and (self.status == 304 or 200 <= (self.status or 0) < 300)

    @property
    def said(self) -> tuple[Listed, ...]:
        """What the feed or sitemap said of the page."""
        return msgspec.json.decode(self.listed, type=tuple[Listed, ...]) if self.listed else ()


COLUMNS: Final = Address.__struct_fields__
_PUT: Final = (
    f"insert or replace into address ({', '.join(COLUMNS)}) values ({', '.join(f':{name}' for name in COLUMNS)})"
)
_LEARN: Final = _PUT.replace("or replace", "or ignore")
_SELECT: Final = f"select {', '.join(COLUMNS)} from address"


class Addresses:
    """The table in an archive; the caller holds the transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def learn(self, addresses: Iterable[Address]) -> int:
        """Keep those that are not known; how many these were."""
        return self._connection.executemany(_LEARN, map(asdict, addresses)).rowcount

    def put(self, addresses: Iterable[Address]) -> None:
        """Keep the addresses as they are now."""
        self._connection.executemany(_PUT, map(asdict, addresses))

    def of(self, site: str, kind: AddressKind) -> list[Address]:
        """All of a kind that are followed for the site."""
        return self._rows(" where site = ? and kind = ? order by url", (site, kind))

    def due(self, site: str, kind: AddressKind, now: str) -> list[Address]:
        """Those to be asked by now, the longest due first."""
        return self._rows(
            " where site = ? and kind = ? and state = 'due' and due <= ? order by due, rowid", (site, kind, now)
        )

    def next_due(self) -> str | None:
        """When the next address is to be asked."""
        return str(row[0]) if (row := self._connection.execute(_NEXT).fetchone()) and row[0] else None

    def hasten(self, key: tuple[str, str], modified: str, now: str) -> None:
        """Ask a page at once that was looked at before the change that a feed or sitemap states; both in UTC."""
        self._connection.execute(
            "update address set due = ?"
            " where outlet = ? and address = ? and kind = 'page' and state = 'due' and asked < ?",
            (now, *key, modified),
        )

    def permit(self, site: str, now: str) -> None:
        """Ask the pages at once, and as if for the first time, that were passed over for their rights."""
        self._connection.execute(
            "update address set due = ?, etag = null, last_modified = null, body_hash = null"
            " where site = ? and kind = 'page' and outcome = 'refused' and reason = 'rights'",
            (now, site),
        )

    def _rows(self, where: str, values: tuple[str, ...]) -> list[Address]:
        rows = self._connection.execute(_SELECT + where, values)
        return [_row(dict(zip(COLUMNS, row, strict=True))) for row in rows]


_NEXT: Final = "select min(due) from address where state = 'due' and kind in ('feed', 'page')"


def _row(values: dict[str, object]) -> Address:
    return msgspec.convert({**values, "ignores_validators": bool(values["ignores_validators"])}, Address)


def new_address(url: str, kind: AddressKind, site: str, due: str, gap: float) -> Address | None:
    """A row for an address that nobody has asked yet; None for what is no address."""
    key = address_key(url)
    if key is None:
        return None
    return Address(outlet=key.outlet, address=key.address, kind=kind, url=url, site=site, due=due, gap=gap)
