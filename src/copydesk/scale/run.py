"""What a run has to do: the folder made or gone on with, and the files that are not done."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import asdict, replace

from copydesk.errors import Refused
from copydesk.jobs.locks import locked
from copydesk.scale.choices import Choices
from copydesk.scale.folder import Folder, Run
from copydesk.scale.parquet import database
from copydesk.scale.settle import Plan, is_settled
from copydesk.scale.sources import Located, part_of

__all__ = ["WHOLE", "Share", "Todo", "begun", "changes"]


class Share(NamedTuple):
    """Which files are this run's: every `of`-th from the one with the number."""

    number: int = 1
    of: int = 1

    @property
    def lock(self) -> str:
        """The file that only one run with this share may hold."""
        return f".lock-{self.number}-{self.of}"


WHOLE: Final = Share()


class Todo(NamedTuple):
    """What is to be made where, and how many files of this share are done already."""

    plan: Plan
    files: Sequence[Located]
    kept: int


@contextmanager
def begun(path: Path, choices: Choices, files: Sequence[Located], share: Share = WHOLE) -> Iterator[Todo]:
    """The folder, for this share of the run alone.

    Args:
        path: of the folder.
        choices: what is made.
        files: all files of the run, whatever the share.
        share: which of them are this run's.

    Raises:
        Refused: `busy`, another run has the share or the whole; `exists`, the folder holds other things; `run`, its
            parts are of other settings or another version.
        MissingExtra: DuckDB is not installed.
    """
    with database():
        pass
    folder = Folder(path)
    _check(folder, choices)
    path.mkdir(parents=True, exist_ok=True)
    with locked(path / share.lock):
        _check_others(path, share)
        run = folder.run() or Run(choices=choices)
        names = tuple(dict.fromkeys(chain(run.files, (one.name for one in files))))
        folder.begin(replace(run, choices=choices, files=names))
        plan = Plan(path.absolute(), choices)
        mine = part_of(files, share.number, share.of)
        todo = [one for one in mine if not is_settled(one, plan)]
        yield Todo(plan, todo, len(mine) - len(todo))


def changes(before: Choices, now: Choices) -> dict[str, tuple[object, object]]:
    """The settings in which the two differ, as they were and as they are."""
    ours, theirs = asdict(now), asdict(before)
    return {name: (theirs[name], value) for name, value in ours.items() if theirs[name] != value}


def _check(folder: Folder, choices: Choices) -> None:
    run = folder.run()
    if run is None or run.choices == choices:
        return
    told = ", ".join(f"{name} was {was} and is now {now}" for name, (was, now) in changes(run.choices, choices).items())
    done = list(folder.all_done())
    pages = sum(one.responses for one in done)
    message = (
        f"{folder.path} was made with other settings: {told}; {len(done):,} of its {len(run.files):,} files with "
        f"{pages:,} responses would be made anew: give the same settings, or a new folder with -o"
    )
    raise Refused("run", message)


def _check_others(path: Path, share: Share) -> None:
    """A run over all and one over a share would both want a share's files: the later one is refused."""
    others: Iterable[Path] = path.glob(".lock-*")
    for other in others:
        if other.name != share.lock and (share == WHOLE or other.name == WHOLE.lock):
            with locked(other):
                pass
