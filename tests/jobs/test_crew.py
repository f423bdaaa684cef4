"""Outcomes come in the order of the tasks, from several processes, and the death of one costs one source."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.jobs.workers import die_unless_first, process, warm, warm_that_fails, work

from copydesk.errors import CopydeskError
from copydesk.jobs.crew import crew
from copydesk.jobs.work import Task


def names(*given: str) -> list[Task]:
    return [Task(name, name.encode()) for name in given]


class TestOrder:
    def test_many_tasks_come_out_as_they_went_in(self) -> None:
        tasks = names(*map(str, range(300)))
        assert [outcome.output for outcome in crew(tasks, work, 2, warm)] == [task.content for task in tasks]

    def test_both_processes_work(self) -> None:
        found = {outcome.output for outcome in crew(names(*"abcdefghijkl"), process, 2, warm)}
        assert len(found) == 2
        assert os.getpid() not in found

    def test_content_larger_than_any_pipe(self) -> None:
        tasks = [Task(str(number), bytes([number]) * 3_000_000) for number in range(6)]
        assert [outcome.output for outcome in crew(tasks, work, 2, warm)] == [task.content for task in tasks]

    def test_without_tasks_nothing_starts(self) -> None:
        assert list(crew([], work, 2, warm_that_fails)) == []

    def test_what_a_library_prints_is_no_answer(self) -> None:
        assert [outcome.name for outcome in crew(names("print", "b"), work, 1, warm)] == ["print", "b"]

    def test_tasks_are_drawn_as_they_are_needed(self) -> None:
        drawn: list[int] = []

        def tasks() -> Iterator[Task]:
            for number in range(100_000):
                drawn.append(number)
                yield Task(str(number))

        outcomes = crew(tasks(), work, 2, warm)
        next(outcomes)
        time.sleep(0.2)
        assert len(drawn) <= 130
        outcomes.close()  # type: ignore[attr-defined]


class TestTrouble:
    def test_a_process_that_dies_costs_only_its_own_source(self) -> None:
        outcomes = list(crew(names("a", "die", "b", "c", "die", "d", *"efghijklmnop"), work, 2, warm))
        assert [outcome.name for outcome in outcomes if outcome.reason == "crash"] == ["die", "die"]
        assert [outcome.output for outcome in outcomes if not outcome.reason] == [*map(str.encode, "abcdefghijklmnop")]

    def test_a_source_is_tried_again_before_it_is_blamed(self, tmp_path: Path) -> None:
        (outcome,) = crew(names(str(tmp_path / "seen")), die_unless_first, 1, warm)
        assert outcome.reason == ""

    def test_processes_that_cannot_begin_end_the_run(self) -> None:
        with pytest.raises(CopydeskError, match="could not begin"):
            list(crew(names("a", "b"), work, 2, warm_that_fails))

    def test_what_ends_the_tasks_ends_the_run(self) -> None:
        def tasks() -> Iterator[Task]:
            yield from names("a", "b")
            raise OSError("the list broke off")

        with pytest.raises(OSError, match="the list broke off"):
            list(crew(tasks(), work, 2, warm))

    def test_ended_early_it_ends_the_processes(self) -> None:
        outcomes = crew(names("a", "sleep", "b", "c", "d"), process_or_sleep, 2, warm)
        first = next(outcomes).output
        outcomes.close()  # type: ignore[attr-defined]
        assert isinstance(first, int)
        for _ in range(500):
            if not is_alive(first):
                return
            time.sleep(0.01)
        pytest.fail("it lives on")


class TestWithoutFork:
    """Where the system cannot copy a process, each loads what it needs itself."""

    @pytest.fixture(autouse=True)
    def without_fork(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(os, "fork")

    def test_many_tasks_come_out_as_they_went_in(self) -> None:
        tasks = names(*map(str, range(50)))
        assert [outcome.output for outcome in crew(tasks, work, 2, warm)] == [task.content for task in tasks]

    def test_what_a_library_prints_is_no_answer(self) -> None:
        assert [outcome.name for outcome in crew(names("print", "b"), work, 1, warm)] == ["print", "b"]

    def test_a_process_that_dies_costs_only_its_own_source(self) -> None:
        outcomes = list(crew(names("a", "die", "b"), work, 2, warm))
        assert [outcome.reason for outcome in outcomes] == ["", "crash", ""]


def process_or_sleep(task: Task) -> object:
    return work(task) if task.name == "sleep" else process(task)


def is_alive(pid: int) -> bool:
    """Whether a process lives; one that has ended and waits for its parent to hear of it does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
