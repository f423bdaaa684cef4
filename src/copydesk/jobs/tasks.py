"""The sources of a command as tasks: a WET file is as many as it holds records."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from copydesk.jobs.work import Task

if TYPE_CHECKING:
    from copydesk.intake.wet import WetRecord
    from copydesk.settings import Settings

__all__ = ["Tasks", "tasks_of"]


class Tasks(NamedTuple):
    """Tasks in order, and how many: None where a file has to be read to its end to know."""

    each: Iterator[Task]
    total: int | None


def tasks_of(tasks: Sequence[Task], settings: "Settings") -> Tasks:
    """The tasks, those of a WET file in place of the file."""
    wet = [_is_wet(task) for task in tasks]
    if not any(wet):
        return Tasks(iter(tasks), len(tasks))
    parts = (_records(task, settings) if of_wet else (task,) for task, of_wet in zip(tasks, wet, strict=True))
    return Tasks((one for part in parts for one in part), None)


def _is_wet(task: Task) -> bool:
    from copydesk.intake.sources import SNIFFED
    from copydesk.intake.wet import is_wet

    if task.content is not None:
        return is_wet(task.content[:SNIFFED])
    try:
        with Path(task.name).open("rb") as file:
            return is_wet(file.read(SNIFFED))
    except (OSError, ValueError):  # an address, or a file that cannot be read: reading it says so
        return False


def _records(task: Task, settings: "Settings") -> Iterator[Task]:
    with BytesIO(task.content) if task.content is not None else Path(task.name).open("rb") as file:
        yield from _each(task.name, file, settings)


def _each(name: str, file: BinaryIO, settings: "Settings") -> Iterator[Task]:
    """A task for each record, and one that fails where the file is damaged."""
    from copydesk.errors import CopydeskError, Unreadable
    from copydesk.intake.wet import each_record

    number = 0
    try:
        for number, record in enumerate(each_record(file, settings), 1):
            yield _task(name, number, record)
    except CopydeskError as error:
        yield Task(f"{name} after record {number}", failure=error)
        return
    if not number:
        yield Task(
            name, failure=Unreadable("file", "holds no conversion record: of WARC files only text (WET) is read")
        )


def _task(file: str, number: int, record: "WetRecord") -> Task:
    from msgspec.structs import replace

    capture = replace(record.capture, name=file) if record.capture else None
    return Task(record.url or f"{file}#{number}", failure=record.failure, capture=capture)
