"""Records that were written as JSON lines, as an outcome each: a line that is none is refused by itself."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

import msgspec
import zstandard

from copydesk.archive.incoming import Incoming, incoming
from copydesk.archive.packed import MAX_RECORD
from copydesk.errors import CopydeskError
from copydesk.jobs.work import Outcome
from copydesk.records import SCHEMA, Story

__all__ = ["is_recorded", "recorded"]

_SUFFIXES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst")
_HEAD: Final = 4_096
_SCHEMA: Final = b'"schema":"copydesk/'


def is_recorded(source: str) -> bool:
    """Whether the source is a file of records, as `copydesk read -o FILE.jsonl` writes it."""
    if not source.lower().endswith(_SUFFIXES):
        return False
    try:
        with _opened(Path(source)) as file:
            return _SCHEMA in file.read(_HEAD).replace(b" ", b"")
    except (OSError, EOFError, zstandard.ZstdError):
        return False


def recorded(source: str, moment: str) -> Iterator[Outcome[Incoming]]:
    """The outcome of each line of the file."""
    with _opened(Path(source)) as file:
        for number, line in enumerate(_lines(file), 1):
            yield _outcome(f"{source}:{number}", line, moment)


def _outcome(name: str, line: bytes, moment: str) -> Outcome[Incoming]:
    if len(line) > MAX_RECORD:
        return Outcome(name, None, "size", "the record is too long", CopydeskError.exit_code)
    try:
        story = msgspec.json.decode(line, type=Story)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Outcome(name, None, "record", f"no record: {error}", CopydeskError.exit_code)
    if story.schema != SCHEMA:
        return Outcome(
            name, None, "schema", f"its schema is {story.schema}, this program reads {SCHEMA}", CopydeskError.exit_code
        )
    return Outcome(story.source.name or name, incoming(story, now=moment))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(MAX_RECORD + 1):
        if line.strip():
            yield line


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    name = path.name.lower()
    if name.endswith(".gz"):
        with gzip.open(path) as file:
            yield cast("BinaryIO", file)
    elif name.endswith(".zst"):
        with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as stream:
            yield cast("BinaryIO", io.BufferedReader(stream))
    else:
        with path.open("rb") as file:
            yield file
