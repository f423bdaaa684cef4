import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive import connection, people, upkeep
from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.errors import UnknownId
from copydesk.cli import main
from copydesk.desk import with_reading

SECRET = "Zebedee Quillfeather kept nineteen marmalade otters in the vestry of Saint Ambrose."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.db", write=True) as opened:
        opened.add(story())
        opened.add(story(url="https://herald.example/quay"))
        opened.add(story(OTHERS, headline="A choir sings", url="https://herald.example/choir"))
        yield opened


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def traces(archive: Archive, *words: str) -> list[str]:
    files = [archive.path, archive.path.with_name(archive.path.name + "-wal")]
    held = b"".join(file.read_bytes() for file in files if file.exists()).lower()
    return [word for word in words if word.lower().encode() in held]


def test_a_forgotten_story_leaves_no_trace_in_the_bytes_of_the_file(archive: Archive) -> None:
    secret = with_reading(
        story((SECRET, *PARAGRAPHS[1:]), headline="Marmalade otters", url="https://courier.example/otters")
    )
    archive.add(secret)
    words = ("quillfeather", "marmalade", "otters", "vestry")
    assert traces(archive, *words)
    done = archive.forget("https://www.courier.example/otters/")
    assert (done.stories, done.captures) == (1, 1)
    assert "backups and copies kept by `db migrate`" in done.beyond_reach
    assert traces(archive, *words) == []
    assert archive.search("quillfeather").hits == 0
    assert upkeep.verify(archive.connection, archive.path) == []


def test_a_family_goes_on_when_its_first_story_is_forgotten(archive: Archive) -> None:
    archive.add(story(url="https://third.example/quay"))
    done = archive.forget("https://courier.example/news/eastern-quay-closed")
    assert done.copies == ("2", "4")
    assert archive.search("lorries").results[0].copies == 2


def test_forgetting_what_is_not_there(archive: Archive) -> None:
    with pytest.raises(UnknownId):
        archive.forget("https://courier.example/nothing")


def test_a_rule_of_retention(archive: Archive) -> None:
    archive.add(
        story(
            ("An old story about the lock gates of the upper basin.",),
            url="https://old.example/a",
            headline="Gates",
            fetched="2019-01-01T00:00:00Z",
        )
    )
    result = run("db", "forget", archive.path, "--older-than", "2020-01-01")
    assert "forgot 1 stories" in result.stderr
    assert archive.info().stories == 3


def test_all_made_anew_is_as_it_was(archive: Archive) -> None:
    def state() -> list[object]:
        queries = (
            "select hash, capture from print order by 1, 2",
            "select capture, other, kind, share from relation order by 1, 2",
            "select id, family from story order by 1",
        )
        return [archive.connection.execute(query).fetchall() for query in queries]

    before = state()
    assert upkeep.rebuild(archive.connection) == 3
    assert state() == before
    assert archive.search("lorries").results[0].copies == 2


def test_decisions_about_people_survive_all_made_anew(archive: Archive) -> None:
    archive.add(
        with_reading(
            story(
                ("Ada Merrow said the quay was safe. A. Merrow, 51, leads the works.",),
                url="https://a.example/1",
                headline="Works",
            )
        )
    )
    archive.add(
        with_reading(
            story(
                ("A. Merrow said on Friday that the works would end in May.",),
                url="https://a.example/2",
                headline="End",
            )
        )
    )
    people.decide_people(archive.connection, "same", "Ada Merrow", "A. Merrow", "2024-05-14T00:00:00Z")
    upkeep.rebuild(archive.connection)
    assert [one.verdict for one in people.decided(archive.connection)] == ["same"]
    merrow = archive.people("merrow")
    assert len(merrow) == 1
    assert merrow[0].stories == 2
    assert people.undo(archive.connection, "A. Merrow", "Ada Merrow")
    assert len(archive.people("merrow")) == 2


def test_a_backup_is_whole_and_replaces_nothing(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert run("db", "backup", archive.path, target).exit_code == 0
    assert run("db", "verify", target).stdout == "Whole.\n"
    assert run("db", "backup", archive.path, target).exit_code == 1


def test_a_damaged_record_is_named_with_what_still_reads(archive: Archive) -> None:
    archive.connection.execute("update record set body = x'00' where capture = 2")
    result = run("db", "verify", archive.path)
    assert result.exit_code == 3
    assert "the record of capture 2 cannot be read" in result.stdout
    assert run("story", archive.path, "2").exit_code == 3
    assert run("story", archive.path, "1").exit_code == 0


def test_a_damaged_page_is_named(archive: Archive, tmp_path: Path) -> None:
    place = tmp_path / "damaged.db"
    upkeep.backup(archive.connection, archive.path, place)
    root = archive.connection.execute("select rootpage from sqlite_master where name = 'record'").fetchone()[0]
    size = archive.connection.execute("pragma page_size").fetchone()[0]
    content = bytearray(place.read_bytes())
    content[(root - 1) * size : root * size] = b"\xff" * size
    place.write_bytes(content)
    result = run("db", "verify", place)
    assert result.exit_code == 3
    assert "record:" in result.stdout
    assert "`db verify` says what still reads" in run("story", place, "1").stderr
    assert "still reads" in result.stdout


def test_an_older_archive_is_read_and_written_to_after_it_is_migrated(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = (*upkeep.migrations(), "create table later (id integer primary key);")
    monkeypatch.setattr(upkeep, "migrations", lambda: scripts)
    for module in ("connection", "upkeep"):
        monkeypatch.setattr(f"copydesk.archive.{module}.SCHEMA_NUMBER", len(scripts))
    path = archive.path
    assert run("search", path, "lorries").exit_code == 0
    refused = run("ingest", path, path.parent)
    assert refused.exit_code == 1
    assert "migrate it first" in refused.stderr
    archive.close()
    assert run("db", "migrate", path).exit_code == 0
    with sqlite3.connect(path) as migrated:
        assert migrated.execute("pragma user_version").fetchone()[0] == len(scripts)
        assert migrated.execute("select count(*) from later").fetchone()[0] == 0
    with sqlite3.connect(path.with_name(f"{path.name}.schema-{len(scripts) - 1}")) as kept:
        assert kept.execute("select count(*) from story").fetchone()[0] == 3
    archive.connection = sqlite3.connect(":memory:")


@pytest.mark.parametrize("schema", range(1, len(upkeep.migrations())))
def test_an_archive_of_each_earlier_schema_is_searched_as_it_stands_and_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: int
) -> None:
    path = tmp_path / "older.db"
    with monkeypatch.context() as then:
        then.setattr(connection, "migrations", lambda: upkeep.migrations()[:schema])
        then.setattr(connection, "SCHEMA_NUMBER", schema)
        with open_archive(path, write=True) as opened:
            opened.add(story())
            whole = opened.search("lorries")
    assert whole.hits == 1 and whole.facets
    with open_archive(path) as opened:
        assert opened.search("lorries") == whole
    assert upkeep.migrate(path).before == schema
    with open_archive(path) as opened:
        assert opened.search("lorries") == whole
        assert "capture_facets" in {row[0] for row in opened.connection.execute("select name from sqlite_schema")}


def test_two_migrations_never_have_one_number() -> None:
    names = sorted(path.name for path in Path(connection.__file__).with_name("schema").glob("*.sql"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_decisions_are_lines_to_edit(archive: Archive, tmp_path: Path) -> None:
    archive.add(
        with_reading(story(("Ada Merrow said the quay was safe.",), url="https://a.example/1", headline="Works"))
    )
    archive.add(
        with_reading(story(("Joris Vael said the works would end.",), url="https://a.example/2", headline="End"))
    )
    path = tmp_path / "decisions.tsv"
    path.write_text("# mine\n\nsame\tAda Merrow\tJoris Vael\n")
    assert "1 decisions kept" in run("db", "decisions", archive.path, path).stderr
    assert run("db", "decisions", archive.path).stdout == "same\tada merrow\tjoris vael\n"
    path.write_text("same\tAda Merrow\n")
    broken = run("db", "decisions", archive.path, path)
    assert broken.exit_code == 1
    assert "line 1 is no decision" in broken.stderr
    path.write_text("same\tAda Merrow\tNobody Known\n")
    assert "no person Nobody Known" in run("db", "decisions", archive.path, path).stderr
    assert run("db", "decisions", archive.path).stdout == "same\tada merrow\tjoris vael\n"


def test_what_is_unrelated_has_no_changes(archive: Archive) -> None:
    result = run("diff", archive.path, "1", "3")
    assert result.exit_code == 1
    assert "share no passage" in result.stderr
    assert run("diff", archive.path, "1", "2").exit_code == 0
