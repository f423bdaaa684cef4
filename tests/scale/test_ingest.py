"""A folder of scale into an archive."""

import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner
from tests.scale.files import written

from copydesk.cli import main
from copydesk.scale.choices import Choices
from copydesk.scale.folder import Folder, Run
from copydesk.scale.settle import Plan, settle
from copydesk.scale.sources import Located


def made(tmp_path: Path, choices: Choices) -> Path:
    folder = Folder(tmp_path / "out")
    folder.begin(Run(choices=choices, files=("a.warc.gz",)))
    warc = written(tmp_path / "a.warc.gz", range(3))
    assert not settle(Located(warc.name, str(warc)), Plan(folder.path, choices), lambda: False).reason
    return folder.path


def test_an_archive_takes_the_stories_and_knows_them_again(tmp_path: Path) -> None:
    folder, archive = made(tmp_path, Choices(full=True)), tmp_path / "news.db"
    for said in ("1 new, 0 changed, 2 copies", "3 unchanged"):
        done = CliRunner().invoke(main, ["ingest", str(archive), str(folder), "--no-desk"])
        assert (done.exit_code, said in done.output) == (0, True), done.output
    with sqlite3.connect(archive) as held:
        rows = held.execute("select warc_file, headline from capture order by id").fetchall()
    held.close()
    assert [file for file, _ in rows] == ["a.warc.gz"] * 3
    assert "Pier 0 in Lunde" in rows[0][1]


def test_a_folder_without_whole_records_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, Choices())
    done = CliRunner().invoke(main, ["ingest", str(tmp_path / "news.db"), str(folder), "--no-desk"])
    assert (done.exit_code, "holds no whole records" in done.output) == (6, True)


def test_copies_that_were_found_over_the_whole_are_taken_over(tmp_path: Path) -> None:
    """Also those that the archive did not find by itself: here its relations are taken out."""
    folder, archive = made(tmp_path, Choices(full=True)), tmp_path / "news.db"
    assert CliRunner().invoke(main, ["scale", "copies", str(folder)]).exit_code == 0
    ingest = ["ingest", str(archive), str(folder), "--no-desk"]
    assert CliRunner().invoke(main, ingest).exit_code == 0
    query = "select kind, share, count(*) over () from relation order by capture, other"
    families = "select count(distinct family) from story"
    with closing(sqlite3.connect(archive)) as held:
        before, together = held.execute(query).fetchall(), held.execute(families).fetchone()
        with held:
            held.execute("delete from relation")
            held.execute("update story set family = id")
    assert before
    assert CliRunner().invoke(main, ingest).exit_code == 0
    with closing(sqlite3.connect(archive)) as held:
        assert held.execute(query).fetchall() == before
        assert held.execute(families).fetchone() == together
