"""The whole records of a folder, as an archive takes them in."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from copydesk.archive.incoming import Incoming, incoming
from copydesk.errors import CopydeskError, Refused
from copydesk.jobs.work import Outcome
from copydesk.records import Story
from copydesk.scale.copies.find import inputs_of
from copydesk.scale.folder import Folder
from copydesk.scale.parquet import database, literal

__all__ = ["is_scale_folder", "taken"]

_AT_A_TIME = 200


def is_scale_folder(source: str) -> bool:
    """Whether the source is the folder of a run of scale."""
    path = Path(source)
    return path.is_dir() and (path / "run.json").is_file() and (path / "records").is_dir() and (path / "done").is_dir()


def taken(source: str, moment: str) -> Iterator[Outcome[Incoming]]:
    """Each story of the folder, in the order of the parts; the archive relates them as it does all others.

    Raises:
        Refused: `journal`, the folder was made without whole records, or by another version.
        Unreadable: `file`, nothing is done in it.
    """
    folder = Folder(Path(source))
    files = inputs_of(folder)
    if not folder.known().choices.full:
        raise Refused("journal", f"{source} holds no whole records: it was made without them")
    with database() as connection:
        for file in files:
            query = f"select url, number, record from {literal(file.records)} where outcome = 'story' order by number"  # noqa: S608
            found = connection.execute(query)
            while rows := found.fetchmany(_AT_A_TIME):
                for url, number, record in rows:
                    yield _outcome(url or f"{file.records.stem}#{number}", record, moment)


def _outcome(name: str, record: str, moment: str) -> Outcome[Incoming]:
    try:
        return Outcome(name, incoming(msgspec.json.decode(record, type=Story), now=moment))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Outcome(name, None, "record", f"no record: {error}", CopydeskError.exit_code)
