"""A corpus: one file to which the record of each source is appended, and the journal that says what it holds."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from copydesk.errors import Refused
from copydesk.jobs.appended import Appended
from copydesk.jobs.files import PART, check_ours, digest
from copydesk.jobs.journal import Journal, Log, Row
from copydesk.jobs.progress import Progress
from copydesk.jobs.sinks import Run
from copydesk.jobs.work import Outcome, Task

__all__ = ["Corpus", "Place", "open_corpus"]

_SECONDS_BETWEEN_SYNCS: Final = 5.0
"""What a machine that stops costs at most; docs/decisions/batches.md has what a sync costs."""


class Place(NamedTuple):
    """Where a corpus is."""

    outputs: tuple[Path, ...]
    """The files that were asked for, the one that gives the journal its name first."""
    records: Path
    """The file of the records: the same, or one beside it of which the outputs are made at the end."""
    between: bytes = b""
    """What parts two records."""

    @property
    def journal(self) -> Path:
        """The journal, beside the output."""
        return self.outputs[0].with_name(f"{self.outputs[0].name}.journal")

    def part(self, generation: int) -> Path:
        """The file that takes the place of the records when they are put in order for the n-th time."""
        return self.records.with_name(f"{self.records.name}{PART}{generation}")


def open_corpus(place: Place, run: Run, make: "Callable[[Corpus], None] | None" = None) -> "Corpus":
    """The corpus, for this run alone; where nothing can go on, nothing is touched before the first record comes.

    Args:
        place: where.
        run: what was asked for.
        make: makes the output of the records at the end, where the output is not the file of the records itself.

    Raises:
        Refused: `busy`, another run has it; `exists`, what is there is not ours; `journal`, it is of another run.
        OSError: a file cannot be opened.
    """
    journal = Journal(place.journal)
    try:
        log = journal.load()
        _put_in_place(log, place)
        _check(log, place, run)
        corpus = Corpus(place, run, journal, make)
        if log:
            corpus.remember(log)
        if log and run.is_resumed:
            corpus.go_on(log)
    except BaseException:
        journal.close()
        raise
    return corpus


class Corpus:
    """An open corpus; `open_corpus` opens one."""

    def __init__(
        self, place: Place, run: Run, journal: Journal, make: "Callable[[Corpus], None] | None" = None
    ) -> None:
        self._place = place
        self._run = run
        self._make = make
        self._journal = journal
        self._records: Appended | None = None
        self._progress = Progress()
        self._before: list[Row] = []
        self._generation = 0
        self._earlier: dict[str, str | None] = {}
        self._is_made = False
        self._synced = time.monotonic()

    @property
    def kept(self) -> int:
        """Sources that an earlier run has done, as far as they were asked for."""
        return self._progress.kept

    def remember(self, log: Log) -> None:
        """Know which outputs are those of an earlier run."""
        self._earlier = log.header.made

    def go_on(self, log: Log) -> None:
        """Take over what an earlier run has done."""
        self._records = Appended.at(self._place.records)
        size = self._records.size
        rows = [row for row in log.rows if (row.end or 0) <= size]
        self._journal.go_on()
        self._records.cut(max((row.end or 0 for row in rows), default=0))
        self._progress = Progress(rows)
        self._generation = log.header.generation
        self._is_made = log.is_finished and all(path.exists() for path in self._place.outputs)
        if log.header.sources != self._run.header.sources:
            self._journal.add_sources(self._run.header.sources)

    def wants(self, task: Task) -> bool:
        """Whether the source has to be read: it is not done, or has changed since."""
        return self._progress.wants(task)

    def knows(self, task: Task) -> bool:
        """Whether an earlier run is done with the address."""
        return self._progress.knows(task)

    def put(self, outcome: Outcome[bytes]) -> Outcome[bytes]:
        """Append the record, then its row; an earlier corpus of ours goes when the first record comes."""
        row = self._progress.row_of(outcome)
        if outcome.output is not None:
            row = self._recorded(row, outcome.output)
        if self._records is None:
            self._before.append(row)
        else:
            self._journal.append(row)
        self._progress.done(row)
        self._is_made = False
        if self._records and time.monotonic() - self._synced > _SECONDS_BETWEEN_SYNCS:
            self._sync()
        return outcome

    def finish(self, *, is_whole: bool) -> None:
        """Put the records in the order of the sources, make the output of them, and say so in the journal."""
        if self._records is None:
            return
        if not self._progress.is_in_order(is_whole=is_whole):
            self._put_in_order(self._progress.rows(is_whole=is_whole))
            self._is_made = False
        self._sync()
        if is_whole and not self._is_made:
            self._journal.finish(self._made())
            self._is_made = True

    def _made(self) -> dict[str, str | None] | None:
        """The outputs that are made of the records, by their names, each with its digest."""
        if self._make is None:
            return None
        self._journal.make(path.name for path in self._place.outputs)
        self._make(self)
        return {path.name: digest(path) for path in self._place.outputs if path.exists()}

    def failures(self) -> Sequence[Row]:
        """The sources without a story, in order."""
        return [row for row in self._progress.rows(is_whole=False) if row.reason]

    def contents(self) -> Iterator[bytes | Row]:
        """The record of each source in order, its row where there is none; after `finish` put them in order."""
        records = self._records
        assert records is not None
        for row in self._progress.rows(is_whole=True):
            yield row if row.reason else records.read(row.start or 0, row.end or 0)

    def close(self) -> None:
        """Let go of the files, whatever happened."""
        if self._records:
            self._records.close()
        self._journal.close()

    def _recorded(self, row: Row, output: bytes) -> Row:
        records = self._records or self._begin()
        _, end = records.append(self._place.between + output if records.end else output)
        return replace(row, start=end - len(output), end=end)

    def _begin(self) -> Appended:
        self._records = Appended.at(self._place.records)
        # First the records, then the journal: whatever is killed between them, no row speaks of what is not there.
        self._records.cut(0)
        self._journal.begin(replace(self._run.header, made=self._earlier))
        for row in self._before:
            self._journal.append(row)
        return self._records

    def _sync(self) -> None:
        assert self._records is not None
        self._records.sync()
        self._journal.sync()
        self._synced = time.monotonic()

    def _put_in_order(self, rows: list[Row]) -> None:
        """Write the records once more, in the order of the rows; killed at any moment, one whole order is there."""
        assert self._records is not None
        generation = self._generation + 1
        part = Appended.at(self._place.part(generation))
        journal = Journal(self._place.journal.with_name(f"{self._place.journal.name}{PART}"))
        try:
            part.cut(0)
            journal.begin(replace(self._run.header, generation=generation, made=self._earlier))
            moved = [_moved(row, self._records, part, self._place.between) for row in rows]
            for row in moved:
                journal.append(row)
            part.sync()
            journal.take_place_of(self._journal)
        except BaseException:
            journal.discard()
            raise
        finally:
            part.close()
        self._journal = journal
        self._move_in(generation)
        self._progress = self._progress.in_order(moved)

    def _move_in(self, generation: int) -> None:
        assert self._records is not None
        self._records.close()
        self._place.part(generation).replace(self._place.records)
        self._generation, self._records = generation, Appended.at(self._place.records)
        self._records.end = self._records.size


def _moved(row: Row, source: Appended, target: Appended, between: bytes) -> Row:
    if row.reason:
        return row
    output = source.read(row.start or 0, row.end or 0)
    _, end = target.append(between + output if target.end else output)
    return replace(row, start=end - len(output), end=end)


def _put_in_place(log: Log | None, place: Place) -> None:
    """End what a killed run had begun: its journal speaks of a file that had not yet taken its place."""
    due = place.part(log.header.generation) if log else None
    if due and due.exists():
        due.replace(place.records)
    for left in _parts(place):
        left.unlink(missing_ok=True)


def _parts(place: Place) -> Iterable[Path]:
    start = f"{place.records.name}{PART}"
    return [path for path in place.records.parent.iterdir() if path.name.startswith(start)]


def _check(log: Log | None, place: Place, run: Run) -> None:
    """Nothing where the run may write; raises Refused where what is there has to stay."""
    if log is None:
        for path in (*place.outputs, place.records):
            check_ours(path, is_forced=run.is_forced)
        return
    if run.is_resumed:
        run.check_goes_on(log.header, place.journal)
    if not run.is_forced:
        _check_unchanged(log, place)


def _check_unchanged(log: Log, place: Place) -> None:
    end = max((row.end or 0 for row in log.rows), default=0)
    if log.is_finished and place.records.exists() and place.records.stat().st_size != end:
        raise _changed(place.records)
    for path in place.outputs:
        if path == place.records or not path.exists():
            continue
        if path.name not in log.header.made:
            check_ours(path, is_forced=False)
        elif log.header.made[path.name] not in (None, digest(path)):
            raise _changed(path)


def _changed(path: Path) -> Refused:
    return Refused("exists", f"{path} has been changed since it was written")
