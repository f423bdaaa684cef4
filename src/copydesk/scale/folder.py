"""The folder of a run: what is done is what lies in it."""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from copydesk.errors import Refused
from copydesk.scale.choices import SCHEMA, Choices
from copydesk.scale.rows import PARTS

__all__ = ["Done", "Folder", "Run", "put", "stem_of"]

_PLAIN: Final = re.compile(r"[\w.-]+", re.ASCII)
_OTHER: Final = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST: Final = 120


class Run(Struct, frozen=True, kw_only=True):
    """What a folder is for.

    Attributes:
        choices: The settings of all its parts.
        files: The names of all files that were asked for, each once.

    """

    choices: Choices
    files: tuple[str, ...] = ()


class Done(Struct, frozen=True, kw_only=True):
    """What became of a file that is done.

    Attributes:
        file: Its name.
        choices: The settings of its parts.
        size: Of the file in bytes; None for one that came over the network.
        changed: When it was last changed, in nanoseconds; None for one that came over the network.
        sha256: Of the file.
        read: Bytes of it.
        found: Responses and damaged places in it.
        responses: Rows of *records*.
        damaged: Damaged places, which have a row in *faults* alone.
        left_out: Responses that the settings leave out.
        outcomes: Rows of *records* by outcome and reason, such as `not-a-story/no-body`.
        faults: Rows of *faults* by reason.
        parts: SHA-256 of each part.
        cpu: Seconds of CPU that it took in all.

    """

    file: str
    choices: Choices
    size: int | None
    changed: int | None
    sha256: str
    read: int
    found: int
    responses: int
    damaged: int
    left_out: int
    outcomes: dict[str, int]
    faults: dict[str, int]
    parts: dict[str, str]
    cpu: float = 0.0


class Folder:
    """The places in the folder at the path."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def run_file(self) -> Path:
        """The file that makes it a folder of ours."""
        return self.path / "run.json"

    def part(self, part: str, file: str) -> Path:
        """The Parquet part of the file with that name."""
        return self.path / part / f"{stem_of(file)}.parquet"

    def done_file(self, file: str) -> Path:
        """The file that says what became of a file."""
        return self.path / "done" / f"{stem_of(file)}.json"

    def work(self, file: str) -> Path:
        """Where the rows of a file wait until it is done."""
        return self.path / "work" / stem_of(file)

    def run(self) -> Run | None:
        """What the folder is for; None where it is new.

        Raises:
            Refused: `exists`, it holds other things; `run`, its parts are of another schema.
        """
        try:
            content = self.run_file.read_bytes()
        except FileNotFoundError:
            if self.path.is_dir() and any(not _is_ours(one.name) for one in self.path.iterdir()):
                message = f"{self.path} holds other things than a run of scale; give a new folder with -o"
                raise Refused("exists", message) from None
            return None
        return _run(content, self.path)

    def known(self) -> Run:
        """What the folder is for; raises Refused with `run` also where it is none of ours."""
        run = self.run() if self.path.is_dir() else None
        if run is None:
            raise Refused("run", f"{self.path} is no folder that a run has made: name the one that stood behind -o")
        return run

    def done(self, file: str) -> Done | None:
        """What became of the file; None where it is not done."""
        try:
            return msgspec.json.decode(self.done_file(file).read_bytes(), type=Done)
        except (FileNotFoundError, msgspec.MsgspecError):
            return None

    def all_done(self) -> Iterator[Done]:
        """What became of each file that is done, in the order of the names."""
        for path in sorted((self.path / "done").glob("*.json")):
            yield msgspec.json.decode(path.read_bytes(), type=Done)

    def begin(self, run: Run) -> None:
        """Make the folder, or note in it what is asked for more."""
        self.path.mkdir(parents=True, exist_ok=True)
        put(self.run_file, msgspec.json.format(msgspec.json.encode(run)))
        for name in (*PARTS, "done", "work"):
            (self.path / name).mkdir(exist_ok=True)


def _is_ours(name: str) -> bool:
    """Whether a run that has just begun makes something of that name before it says what the folder is for."""
    return name in (*PARTS, "done", "work") or name.startswith((".lock-", "run.json."))


def _run(content: bytes, path: Path) -> Run:
    try:
        schema = msgspec.json.decode(content)["choices"]["schema"]
        if schema == SCHEMA:
            return msgspec.json.decode(content, type=Run)
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise Refused("run", f"{path / 'run.json'} is none of ours: {error}; give a new folder with -o") from error
    message = f"{path} was made with the schema {schema}, this version writes {SCHEMA}; give a new folder with -o"
    raise Refused("run", message)


def stem_of(file: str) -> str:
    """The name of a file's parts: its own where that is plain, else what is plain of it with a hash of the whole."""
    if _PLAIN.fullmatch(file) and not file.startswith(".") and len(file) <= _LONGEST:
        return file
    return f"{_OTHER.sub('_', file)[-_LONGEST:].lstrip('.')}-{sha256(file.encode('utf-8', 'replace')).hexdigest()[:10]}"


def put(path: Path, content: bytes) -> None:
    """Put the content in place, whole or not at all, whoever else does the same."""
    part = path.with_name(f"{path.name}.{os.getpid()}-part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
