"""How far a run is: files, pages, rate, time left, outcomes by reason."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import Refused
from copydesk.jobs.locks import locked
from copydesk.scale.folder import Done, Folder
from copydesk.scale.settle import lock_of
from copydesk.scale.waiting import ENTRY_SIZE

__all__ = ["Status", "status"]


class Status(NamedTuple):
    """The state of a folder, which may be worked on meanwhile.

    Attributes:
        files: Asked for.
        done: Of these done.
        responses: In the parts.
        waiting: Records read of files that are not done.
        in_hand: Files that a process has in hand, as far as this machine can tell.
        rate: Responses for each second of CPU; None where nothing is done.
        seconds_left: For the rest, at the rate of the files that are done, with as many processes as now; None where
            nobody works on it or nothing is done.
        outcomes: Responses by outcome and reason.
        faults: Rows of *faults* by reason.

    """

    files: int
    done: int
    responses: int
    waiting: int
    in_hand: int
    rate: float | None
    seconds_left: float | None
    outcomes: dict[str, int]
    faults: dict[str, int]


def status(folder: Folder) -> Status:
    """How far the run in the folder is; raises Refused with `journal` where it is none of ours."""
    run = folder.known()
    done = [one for one in folder.all_done() if one.file in set(run.files) and one.choices == run.choices]
    names = {one.file for one in done}
    open_ones = [folder.work(name) for name in run.files if name not in names]
    in_hand = sum(map(_is_in_hand, open_ones))
    waiting = sum(map(_records, open_ones))
    cpu, responses = sum(one.cpu for one in done), sum(one.responses for one in done)
    found = sum(one.found for one in done)
    left = found / len(done) * len(open_ones) - waiting if done else 0
    return Status(
        files=len(run.files),
        done=len(done),
        responses=responses,
        waiting=waiting,
        in_hand=in_hand,
        rate=responses / cpu if cpu else None,
        seconds_left=max(0.0, left) / (found / cpu) / in_hand if cpu and found and in_hand else None,
        outcomes=_summed(done, "outcomes"),
        faults=_summed(done, "faults"),
    )


def _summed(done: list[Done], name: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for one in done:
        counts.update(getattr(one, name))
    return dict(counts.most_common())


def _records(work: Path) -> int:
    try:
        return (work / "entries").stat().st_size // ENTRY_SIZE
    except FileNotFoundError:
        return 0


def _is_in_hand(work: Path) -> bool:
    """Whether a process holds it."""
    lock = lock_of(work)
    if not lock.exists():
        return False
    try:
        locked(lock).close()
    except Refused:
        return True
    return False
