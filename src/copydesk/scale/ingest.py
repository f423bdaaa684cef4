"""The whole records of a folder, as an archive takes them in."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from copydesk.archive.incoming import Incoming, incoming
from copydesk.archive.ingest import WarcAddress
from copydesk.errors import CopydeskError, Refused
from copydesk.jobs.work import Outcome
from copydesk.records import Story
from copydesk.scale.copies.find import inputs_of
from copydesk.scale.folder import Folder
from copydesk.scale.parquet import database, literal

__all__ = ["is_scale_folder", "pairs", "taken"]

_AT_A_TIME = 200


def is_scale_folder(source: str) -> bool:
    """Whether the source is the folder of a run of scale."""
    path = Path(source)
    return path.is_dir() and (path / "run.json").is_file() and (path / "records").is_dir() and (path / "done").is_dir()


def taken(source: str, moment: str) -> Iterator[Outcome[Incoming]]:
    """Each story of the folder, in the order of the parts; the archive relates them as it does all others.

    Raises:
        Refused: `run`, the folder was made without whole records, or by another version.
        Unreadable: `file`, nothing is done in it.
    """
    folder = Folder(Path(source))
    files = inputs_of(folder)
    if not folder.known().choices.full:
        raise Refused("run", f"{source} holds no whole records, which an archive takes: make one that does (full)")
    with database() as connection:
        for file in files:
            query = f"select url, number, record from {literal(file.records)} where outcome = 'story' order by number"  # noqa: S608
            found = connection.execute(query)
            while rows := found.fetchmany(_AT_A_TIME):
                for url, number, record in rows:
                    yield _outcome(url or f"{file.records.stem}#{number}", record, moment)


def pairs(source: str) -> Iterator[tuple[WarcAddress, WarcAddress]]:
    """The places of the stories that `scale copies` has found to be copies; none where it was not run."""
    folder = Folder(Path(source))
    found = folder.path / "copies" / "pairs.parquet"
    if not found.is_file():
        return
    records = ", ".join(literal(file.records) for file in inputs_of(folder))
    with database() as connection:
        result = connection.execute(_PAIRS.format(records=records, pairs=literal(found)))
        while rows := result.fetchmany(_AT_A_TIME):
            for file, offset, other_file, other_offset in rows:
                yield (file, offset), (other_file, other_offset)


_PAIRS = """
with place as (select file, number, "offset" as at from read_parquet([{records}]) where "offset" is not null)
select one.file, one.at, other.file, other.at from {pairs} as pair
join place as one on one.file = pair.file and one.number = pair.number
join place as other on other.file = pair.other_file and other.number = pair.other_number
order by all
"""


def _outcome(name: str, record: str, moment: str) -> Outcome[Incoming]:
    try:
        return Outcome(name, incoming(msgspec.json.decode(record, type=Story), now=moment))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Outcome(name, None, "record", f"no record: {error}", CopydeskError.exit_code)
