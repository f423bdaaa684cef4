"""Whether the sums of a folder close: responses in are rows out, for each file and in all."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from copydesk.jobs.files import digest
from copydesk.scale.folder import Done, Folder, stem_of
from copydesk.scale.parquet import counted, database
from copydesk.scale.rows import PARTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Problem", "Verified", "problems", "verified"]


class Problem(NamedTuple):
    """What does not hold of a file, or of the folder where the file is empty."""

    file: str
    message: str


class Verified(NamedTuple):
    """What was looked at, and what does not hold."""

    files: int
    found: int
    responses: int
    damaged: int
    left_out: int
    problems: tuple[Problem, ...]


def verified(folder: Folder) -> Verified:
    """Every part looked at; raises Refused with `journal` where the folder is none of ours."""
    run = folder.known()
    done = list(folder.all_done())
    wrong = list(problems(folder, done))
    names = {one.file for one in done}
    wrong += [Problem(name, "it is not done yet") for name in run.files if name not in names]
    wrong += [Problem("", f"{path} belongs to no file of the run") for path in _strangers(folder, names)]
    return Verified(
        files=len(done),
        found=sum(one.found for one in done),
        responses=sum(one.responses for one in done),
        damaged=sum(one.damaged for one in done),
        left_out=sum(one.left_out for one in done),
        problems=tuple(wrong),
    )


def problems(folder: Folder, done: list[Done]) -> Iterator[Problem]:
    """What does not hold of the files."""
    choices = folder.known().choices
    with database() as connection:
        for one in done:
            if one.choices != choices:
                yield Problem(one.file, "its parts are of other settings")
            yield from (Problem(one.file, message) for message in _of(folder, one, connection))


def _of(folder: Folder, one: Done, connection: "DuckDBPyConnection") -> Iterator[str]:
    places = {part: folder.part(part, one.file) for part in PARTS}
    for part, place in places.items():
        if not place.is_file():
            yield f"{place} is missing"
            return
        if digest(place) != one.parts[part]:
            yield f"{place} is not as it was written"
            return
    if one.found != one.responses + one.damaged + one.left_out:
        yield f"{one.found} found, but {one.responses} responses, {one.damaged} damaged and {one.left_out} left out"
    yield from _sums(one, places, connection)


def _sums(one: Done, places: dict[str, Path], connection: "DuckDBPyConnection") -> Iterator[str]:
    outcomes = counted(connection, places["records"], "outcome || coalesce('/' || reason, '')")
    if sum(outcomes.values()) != one.responses or outcomes != one.outcomes:
        yield f"{one.responses} responses in, {sum(outcomes.values())} rows out"
    faults = counted(connection, places["faults"], "reason")
    faulty = sum(count for name, count in outcomes.items() if name.startswith("fault/"))
    if faults != one.faults or sum(faults.values()) != one.damaged + faulty:
        yield f"{one.damaged} damaged places and {faulty} faulty records, {sum(faults.values())} rows of faults"
    postings = sum(counted(connection, places["postings"], "1").values())
    if postings != outcomes.get("story", 0):
        yield f"{outcomes.get('story', 0)} stories, {postings} rows of postings"
    numbers = counted(connection, places["records"], "number")
    if len(numbers) != one.responses:
        yield f"{one.responses} responses with {len(numbers)} numbers"


def _strangers(folder: Folder, names: set[str]) -> Iterator[Path]:
    stems = {f"{stem_of(name)}.parquet" for name in names}
    for part in PARTS:
        for path in sorted((folder.path / part).iterdir()):
            if path.name not in stems:
                yield path
