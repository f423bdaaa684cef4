"""One file to its three parts, by one process: rows wait on disk, parts are put in place whole."""

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.jobs.files import digest
from copydesk.jobs.locks import locked
from copydesk.scale.choices import Choices
from copydesk.scale.folder import Done, Folder, put
from copydesk.scale.job import Job
from copydesk.scale.marks import Mark
from copydesk.scale.parquet import counted, database, write_part
from copydesk.scale.remote import PATIENCE, Patience
from copydesk.scale.rows import PARTS
from copydesk.scale.sources import Digested, Located, is_address, opened, opening
from copydesk.scale.waiting import Waiting, discard

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["ALONE", "MARK", "Plan", "Settled", "is_settled", "lock_of", "pass_over", "read_alone", "settle"]

MARK: Final = "mark"
ALONE: Final = "alone"
"""Names of marks: of the process that reads the file, and of one that reads one record of it alone."""
_PASSED: Final = "passed.json"
_LOCK_SECONDS: Final = 60.0
"""For a process whose run was killed to see that, and to let go of its file."""


class Plan(NamedTuple):
    """What is made where."""

    folder: Path
    choices: Choices
    patience: Patience = PATIENCE


class Settled(NamedTuple):
    """What became of a file: done, where there is no reason, or stopped."""

    file: str
    reason: str = ""
    message: str = ""
    is_stopped: bool = False


def is_settled(one: Located, plan: Plan) -> bool:
    """Whether the file is done, as it is and with these settings."""
    done = Folder(plan.folder).done(one.name)
    if done is None or done.choices != plan.choices:
        return False
    if is_address(one.location):
        return True
    size, changed = _state(one)
    return (done.size, done.changed) == (size, changed)


def settle(one: Located, plan: Plan, is_over: Callable[[], bool]) -> Settled:
    """Make the parts of the file, or go on with them; what goes wrong is the file's reason.

    Args:
        one: the file.
        plan: what is made of it.
        is_over: asked after each record whether to leave the rest to another run.
    """
    try:
        with _held(one, plan) as work:
            if is_settled(one, plan):
                return Settled(one.name)
            return _settled(one, plan, work, is_over)
    except CopydeskError as error:
        return Settled(one.name, error.reason, str(error))
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        message = f"its parts cannot be written: {error.strerror or error}{place}; what is done is kept"
        return Settled(one.name, "output", message)


def read_alone(one: Located, plan: Plan, number: int) -> None:
    """Read nothing but the record with the number; whoever comes back is alive.

    Raises CopydeskError where the file cannot be had.
    """
    work = Folder(plan.folder).work(one.name)
    with Mark(work / ALONE) as mark, opened(one, plan.patience) as raw:
        job = Job(one.name, plan.choices, done=number, passed=_passed(work), begin=mark.put)
        for _ in job.rows(Digested(raw).stream, opening(one)):
            return


def lock_of(work: Path) -> Path:
    """The file that the process holds which has the waiting rows in hand."""
    return work.with_name(f"{work.name}.lock")


def pass_over(one: Located, plan: Plan, number: int, reason: str) -> None:
    """Note that a record is not to be read again, and why."""
    work = Folder(plan.folder).work(one.name)
    put(work / _PASSED, json.dumps({**_passed(work), number: reason}).encode())


def _passed(work: Path) -> Mapping[int, str]:
    try:
        return {int(number): reason for number, reason in json.loads((work / _PASSED).read_bytes()).items()}
    except (FileNotFoundError, ValueError):
        return {}


@contextmanager
def _held(one: Located, plan: Plan) -> Iterator[Path]:
    """The folder of the waiting rows, which no other process has meanwhile."""
    work = Folder(plan.folder).work(one.name)
    work.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            lock = locked(lock_of(work))
            break
        except Refused:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
    with lock:
        work.mkdir(parents=True, exist_ok=True)
        yield work
        if not work.exists():
            lock_of(work).unlink(missing_ok=True)


def _settled(one: Located, plan: Plan, work: Path, is_over: Callable[[], bool]) -> Settled:
    started = time.process_time()
    state = _state(one)
    with opened(one, plan.patience) as raw, Waiting(work) as waiting, Mark(work / MARK) as mark:
        _check_same(work, state)
        source = Digested(raw)
        job = Job(one.name, plan.choices, done=waiting.done, passed=_passed(work), begin=mark.put)
        for rows in job.rows(source.stream, opening(one)):
            waiting.add(rows)
            if is_over():
                return Settled(one.name, is_stopped=True)
        digested = source.digest()
        waiting.sync()
        done = _made(one, plan, waiting, _Input(digested, source.size, state))
    done = msgspec.structs.replace(done, cpu=round(time.process_time() - started, 3))
    put(Folder(plan.folder).done_file(one.name), msgspec.json.encode(done))
    discard(work)
    return Settled(one.name)


class _Input(NamedTuple):
    sha256: str
    size: int
    state: tuple[int | None, int | None]


def _state(one: Located) -> tuple[int | None, int | None]:
    """Size and time of change of a file; raises Unreadable where it is not there."""
    if is_address(one.location):
        return None, None
    try:
        stat = Path(one.location).stat()
    except OSError as error:
        raise Unreadable("file", f"{one.name}: {error.strerror}") from error
    return stat.st_size, stat.st_mtime_ns


def _check_same(work: Path, state: tuple[int | None, int | None]) -> None:
    """Rows of the file as it was before are no rows of it: they go."""
    path, now = work / "state", json.dumps(state).encode()
    if path.exists() and path.read_bytes() != now:
        for name in (*(f"{part}.jsonl" for part in PARTS), "entries", _PASSED):
            with (work / name).open("wb"):
                pass
        put(path, now)
        raise Unreadable("file", "it has changed since its rows were begun; run again, and it is read anew")
    put(path, now)


def _made(one: Located, plan: Plan, waiting: Waiting, source: _Input) -> Done:
    folder = Folder(plan.folder)
    about = {
        "copydesk.schema": plan.choices.schema,
        "copydesk.choices": msgspec.json.encode(plan.choices).decode(),
        "copydesk.file": one.name,
        "copydesk.sha256": source.sha256,
    }
    with database() as connection:
        for part in PARTS:
            target = folder.part(part, one.name)
            beside = target.with_name(f"{target.name}.copydesk-part")
            try:
                write_part(connection, part, waiting.path(part), beside, about)
                _sync(beside)
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        return _done(one, plan, waiting, source, connection)


def _done(one: Located, plan: Plan, waiting: Waiting, source: _Input, connection: "DuckDBPyConnection") -> Done:
    places = {part: Folder(plan.folder).part(part, one.name) for part in PARTS}
    responses, damaged, left_out = waiting.counts
    return Done(
        file=one.name,
        choices=plan.choices,
        size=source.state[0],
        changed=source.state[1],
        sha256=source.sha256,
        read=source.size,
        found=waiting.done,
        responses=responses,
        damaged=damaged,
        left_out=left_out,
        outcomes=counted(connection, places["records"], "outcome || coalesce('/' || reason, '')"),
        faults=counted(connection, places["faults"], "reason"),
        parts={part: digest(place) for part, place in places.items()},
    )


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
