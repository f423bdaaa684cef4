"""A journal is read as far as it was written, whatever ended the writing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.errors import Refused
from copydesk.jobs.journal import Given, Header, Journal, Row, begun_otherwise, load
from copydesk.jobs.journal import given as fingerprint

HEADER = Header(options={"desk": False}, sources=fingerprint(["a", "b"]))
ROWS = st.lists(
    st.builds(
        Row,
        name=st.text(min_size=1).filter(lambda name: name.isprintable()),
        nth=st.integers(1, 3),
        end=st.none() | st.integers(0, 1 << 40),
        message=st.text(max_size=20).filter(str.isprintable),
    ),
    max_size=5,
)
HERE = Path("corpus.jsonl.journal")


def written(folder: Path, rows: list[Row]) -> bytes:
    journal = Journal(folder / "j")
    journal.begin(HEADER)
    for row in rows:
        journal.append(row)
    journal.close()
    return (folder / "j").read_bytes()


@given(ROWS, st.data())
def test_a_journal_that_breaks_off_anywhere_has_the_rows_before(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], data: st.DataObject
) -> None:
    content = written(tmp_path_factory.mktemp("j"), rows)
    cut = data.draw(st.integers(0, len(content)))
    whole = content[:cut].count(b"\n")
    log, end = load(content[:cut], HERE)
    assert end == content[:cut].rfind(b"\n") + 1
    if whole == 0:
        assert log is None
    else:
        assert log is not None
        assert [(row.name, row.nth, row.end, row.message) for row in log.rows] == [
            (row.name, row.nth, row.end, row.message) for row in rows[: whole - 1]
        ]


def test_zeros_at_the_end_are_no_rows(tmp_path: Path) -> None:
    content = written(tmp_path, [Row(name="a"), Row(name="b")])
    log, end = load(content + b"\0" * 100 + b"\n", HERE)
    assert log is not None
    assert (len(log.rows), end) == (2, len(content))


@pytest.mark.parametrize("content", [b"Dear diary\n", b"{}\n", b'{"journal":1}\n', b"\x00\x00", b'{"other": 1'])
def test_another_file_is_no_journal(content: bytes) -> None:
    with pytest.raises(Refused, match="no journal of copydesk"):
        load(content, HERE)


def test_a_journal_of_a_later_kind_is_not_guessed_at(tmp_path: Path) -> None:
    content = written(tmp_path, []).replace(b"copydesk/1", b"copydesk/2")
    with pytest.raises(Refused, match="of the kind copydesk/2"):
        load(content, HERE)


def test_a_journal_in_which_nothing_stands_leaves_no_file(tmp_path: Path) -> None:
    Journal(tmp_path / "j").close()
    assert not (tmp_path / "j").exists()


class TestBegunOtherwise:
    def test_the_same_run(self) -> None:
        assert begun_otherwise(HEADER, HEADER, ["a", "b"]) == []

    def test_sources_added_at_the_end(self) -> None:
        assert begun_otherwise(HEADER, HEADER, ["a", "b", "c"]) == []

    @pytest.mark.parametrize("names", [["a"], ["b", "a"], ["a", "c", "b"], []])
    def test_other_sources(self, names: list[str]) -> None:
        (told,) = begun_otherwise(HEADER, Header(options=HEADER.options, sources=fingerprint(names)), names)
        assert told.startswith("the sources were others")

    def test_names_are_not_run_together(self) -> None:
        assert fingerprint(["ab", "c"]) != fingerprint(["a", "bc"])

    def test_every_difference_is_told(self) -> None:
        other = Header(version="9", options={"desk": True, "fields": ["a", "b"], "as": None}, sources=Given(2, "x"))
        assert begun_otherwise(HEADER, other, ["a", "b"]) == [
            f"copydesk was {HEADER.version}, is 9",
            "desk was off, is on",
            "fields was off, is a, b",
        ]
