"""What can be wrong with an archive, each a sentence and an exit code."""

from copydesk.errors import CopydeskError

__all__ = [
    "ArchiveError",
    "Damaged",
    "Locked",
    "NewerArchive",
    "NotAnArchive",
    "OlderArchive",
    "QueryError",
    "UnknownId",
]


class ArchiveError(CopydeskError):
    """Base of what an archive can answer instead of a result; `reason` is stable across releases.

    Reasons: `not-an-archive`, `newer-archive`, `older-archive`, `locked`, `disk`, `damaged`, `query`, `unknown-id`,
    `unrelated`, `day`, `cursor`, `exists`, `schema`, `decisions`.
    """

    exit_code = 1


class NotAnArchive(ArchiveError):
    """The file is there and is no archive of ours; it is left as it is."""

    exit_code = 2

    def __init__(self, path: str, what: str) -> None:
        super().__init__("not-an-archive", f"{path} is not a copydesk archive: {what}")


class NewerArchive(ArchiveError):
    """The archive was written by a later program."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            "newer-archive", f"{path} has schema {found}, this program knows schemas up to {known}; upgrade copydesk"
        )


class OlderArchive(ArchiveError):
    """The archive has an older schema: it is read as it stands and not written to."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            "older-archive", f"{path} has schema {found}, this program writes schema {known}; migrate it first"
        )


class Locked(ArchiveError):
    """Somebody else is writing and did not stop within the time to wait."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__(
            "locked",
            f"{path} is being written by another program and stayed locked for {seconds:g} s; see who has it open",
        )


class Damaged(ArchiveError):
    """A part of the file cannot be read."""

    exit_code = 3

    def __init__(self, path: str, what: str) -> None:
        super().__init__("damaged", f"{path} is damaged: {what}")


class QueryError(ArchiveError):
    """The query does not parse; `place` is the character, counted from 0, where it went wrong."""

    exit_code = 2

    def __init__(self, message: str, place: int) -> None:
        super().__init__("query", f"{message} at {place}")
        self.place = place


class UnknownId(ArchiveError):
    """No story, capture or person has the id; the message names the nearest."""

    def __init__(self, what: str, asked: str, nearest: tuple[str, ...]) -> None:
        near = f"; the nearest are {', '.join(nearest)}" if nearest else "; there is none like it"
        super().__init__("unknown-id", f"no {what} {asked}{near}")
        self.nearest = nearest
