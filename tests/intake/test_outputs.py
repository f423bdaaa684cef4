"""Outputs of earlier runs are known by their journals."""

from pathlib import Path

from copydesk.intake.outputs import outputs_in

HEADER = '{"journal":"copydesk/1","version":"0.1.0"}\n'


def test_the_output_beside_its_journal(tmp_path: Path) -> None:
    (tmp_path / "all.md.journal").write_text(HEADER)
    (tmp_path / "diary.journal").write_text('{"journal":"mine"}\n')
    names = ("all.md", "all.md.journal", "diary", "diary.journal", "page.html")
    assert set(names) & outputs_in(tmp_path, names) == {"all.md", "all.md.journal"}


def test_the_files_that_the_journal_of_a_folder_names(tmp_path: Path) -> None:
    rows = ('{"name":"a.html","file":"a.json"}', "no json", '{"name":"b.html"}', '{"file":7}', '{"file":"c d.json"}')
    (tmp_path / "copydesk.journal").write_text(HEADER + "\n".join(rows))
    names = ("a.json", "b.json", "c d.json", "copydesk.journal", "a.html")
    assert set(names) & outputs_in(tmp_path, names) == {"a.json", "c d.json", "copydesk.journal"}


def test_a_journal_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "all.md.journal").mkdir()
    assert outputs_in(tmp_path, ["all.md", "all.md.journal", "gone.journal"]) == frozenset()
