"""A corpus whose files were cut off anywhere goes on to what an uninterrupted run gives."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import Refused
from copydesk.jobs.corpus import Corpus, Place, open_corpus
from copydesk.jobs.sinks import Run
from copydesk.jobs.work import Outcome, Task

OUTPUTS = st.lists(st.none() | st.binary(min_size=1, max_size=12), min_size=1, max_size=6)


def place(folder: Path, between: bytes = b"") -> Place:
    return Place((folder / "c.jsonl",), folder / "c.jsonl", between)


def run(where: Place, outputs: Iterable[bytes | None], *, is_whole: bool = True) -> list[str]:
    """The names of the sources that were read: each gives its output, or fails."""
    given = {str(number): output for number, output in enumerate(outputs)}
    corpus = open_corpus(where, Run({}, [*given], is_resumed=True))
    try:
        todo = [name for name in given if corpus.wants(Task(name, name.encode()))]
        for name in todo:
            corpus.put(outcome(name, given[name]))
        corpus.finish(is_whole=is_whole)
    finally:
        corpus.close()
    return todo


def outcome(name: str, output: bytes | None) -> Outcome[bytes]:
    return Outcome(name, output) if output is not None else Outcome(name, None, "no-body", "nothing", 4)


@settings(max_examples=60)
@given(OUTPUTS, st.sampled_from([b"", b"--"]), st.data())
def test_cut_off_anywhere(
    tmp_path_factory: pytest.TempPathFactory, outputs: list[bytes | None], between: bytes, data: st.DataObject
) -> None:
    where = place(tmp_path_factory.mktemp("c"), between)
    run(where, outputs)
    whole = between.join(output for output in outputs if output is not None)
    if not whole:
        assert not where.records.exists()
        return
    assert where.records.read_bytes() == whole
    journal = where.journal.read_bytes()
    kept = data.draw(st.integers(0, len(journal) - 1))
    where.journal.write_bytes(journal[:kept])
    if not journal[:kept].count(b"\n"):
        where.records.write_bytes(b"")
    run(where, outputs)
    assert where.records.read_bytes() == whole


@given(OUTPUTS, st.integers(0, 5))
@settings(max_examples=40)
def test_what_is_done_is_not_read_again(
    tmp_path_factory: pytest.TempPathFactory, outputs: list[bytes | None], done: int
) -> None:
    where = place(tmp_path_factory.mktemp("c"))
    first = run(where, outputs[:done])
    kept = len(first) if any(output is not None for output in outputs[:done]) else 0
    assert len(run(where, outputs)) == len(outputs) - kept


def test_records_that_the_disk_never_had_are_read_again(tmp_path: Path) -> None:
    where = place(tmp_path)
    outputs = [b"one\n", b"two\n", b"three\n"]
    run(where, outputs)
    where.journal.write_bytes(where.journal.read_bytes().replace(b'{"finished":true}\n', b""))
    where.records.write_bytes(b"one\ntw")
    assert run(where, outputs) == ["1", "2"]
    assert where.records.read_bytes() == b"one\ntwo\nthree\n"


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    first = open_corpus(place(tmp_path), Run({}, []))
    with pytest.raises(Refused) as refused:
        open_corpus(place(tmp_path), Run({}, []))
    assert refused.value.reason == "busy"
    first.close()
    open_corpus(place(tmp_path), Run({}, [])).close()
    assert list(tmp_path.iterdir()) == []


def test_the_output_is_made_of_the_records_at_the_end(tmp_path: Path) -> None:
    made: list[list[object]] = []

    def make(corpus: Corpus) -> None:
        made.append([one if isinstance(one, bytes) else one.reason for one in corpus.contents()])

    where = Place((tmp_path / "t.csv",), tmp_path / "t.csv.records")
    corpus = open_corpus(where, Run({}, ["a", "b"]), make)
    for name, output in (("a", b"A"), ("b", None)):
        assert corpus.wants(Task(name, b""))
        corpus.put(outcome(name, output))
    corpus.finish(is_whole=False)
    assert made == []
    corpus.finish(is_whole=True)
    corpus.close()
    assert made == [[b"A", "no-body"]]


def test_a_run_that_is_broken_off_leaves_one_record_of_each_source(tmp_path: Path) -> None:
    where = place(tmp_path)
    run(where, [b"one\n", b"two\n", b"three\n"])
    changed = {"0": b"ONE\n", "1": b"TWO\n", "2": b"three\n"}
    corpus = open_corpus(where, Run({}, [*changed], is_resumed=True))
    assert corpus.wants(Task("0", b"changed"))
    assert corpus.wants(Task("1", b"changed"))
    corpus.put(outcome("0", b"ONE\n"))
    corpus.finish(is_whole=False)
    corpus.close()
    assert where.records.read_bytes() == b"ONE\ntwo\nthree\n"
