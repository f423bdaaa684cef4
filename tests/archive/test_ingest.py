import importlib
import io
import random
import re
from pathlib import Path

import pytest
from benchmarks import kills
from click.testing import CliRunner, Result
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import open_archive
from copydesk.cli import main
from copydesk.export import to_jsonl

progress = importlib.import_module("copydesk.cli.archive.ingest")
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Ellary Ledger</title>
<link rel="canonical" href="https://ledger.example/news/{name}"></head><body><h1>{title}</h1>
<p>By Ada Marsh</p><p>12 May 2024</p>{body}</body></html>"""


def page(
    folder: Path, name: str, paragraphs: tuple[str, ...], title: str = "Quay closed after divers find cracks"
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.html"
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    path.write_text(PAGE.format(title=title, name=name, body=body))
    return path


def ingest(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["ingest", *map(str, arguments), "--no-desk"])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def test_a_folder_is_taken_in_once(news: Path, tmp_path: Path) -> None:
    page(tmp_path / "pages", "quay", PARAGRAPHS)
    page(tmp_path / "pages", "choir", OTHERS, "A choir sings in the customs house")
    assert "2 seen, 2 new, 0 changed" in ingest(news, tmp_path / "pages").stderr
    assert "2 seen, 0 new, 0 changed, 0 copies, 2 unchanged" in ingest(news, tmp_path / "pages").stderr


def test_a_changed_file_is_a_changed_story(news: Path, tmp_path: Path) -> None:
    page(tmp_path / "pages", "quay", PARAGRAPHS)
    ingest(news, tmp_path / "pages")
    page(tmp_path / "pages", "quay", (*PARAGRAPHS, "Two more piers were found cracked on Friday, the port said."))
    assert "1 seen, 0 new, 1 changed" in ingest(news, tmp_path / "pages").stderr


def test_refusals_have_their_reason_and_stop_nothing(news: Path, tmp_path: Path) -> None:
    page(tmp_path / "pages", "quay", PARAGRAPHS)
    (tmp_path / "pages" / "empty.html").write_text("<html><body></body></html>")
    result = ingest(news, tmp_path / "pages", code=5)
    assert "2 seen, 1 new, 0 changed, 0 copies, 0 unchanged, 1 refused" in result.stderr
    with open_archive(news) as archive:
        rows = archive.connection.execute("select name, reason from refusal").fetchall()
    assert rows == [("empty.html", "no-body")]


def test_records_are_taken_in_as_they_are(news: Path, tmp_path: Path) -> None:
    lines = tmp_path / "stories.jsonl"
    later = to_jsonl(story(url="https://herald.example/q")).replace("copydesk/1", "copydesk/9")
    lines.write_text(to_jsonl(story()) + "{broken\n" + later + to_jsonl(story(OTHERS, url="https://herald.example/c")))
    result = ingest(news, lines, code=5)
    assert "4 seen, 2 new" in result.stderr
    assert "its schema is copydesk/9" in result.stderr


def test_pages_are_kept_only_where_it_is_asked(news: Path, tmp_path: Path) -> None:
    path = page(tmp_path / "pages", "quay", PARAGRAPHS)
    ingest(news, path)
    with open_archive(news) as archive:
        assert archive.info().pages == 0
    other = page(tmp_path / "pages", "choir", OTHERS, "A choir sings in the customs house")
    ingest(news, other, "--keep-pages")
    with open_archive(news) as archive:
        assert archive.info().pages == 1


def test_readings_come_later_without_a_new_version(news: Path, tmp_path: Path) -> None:
    page(tmp_path / "pages", "quay", PARAGRAPHS)
    ingest(news, tmp_path / "pages")
    none = CliRunner().invoke(main, ["people", str(news)])
    assert "was read by the desk" in none.stdout
    result = CliRunner().invoke(main, ["ingest", "--desk", str(news)])
    assert "1 captures read by the desk" in result.stderr
    with open_archive(news) as archive:
        assert len(archive.versions("1")) == 1
        assert archive.info().readings == 1


def test_what_is_no_archive_is_told_in_a_sentence(tmp_path: Path) -> None:
    notes = tmp_path / "notes.db"
    notes.write_text("notes " * 1000)
    result = ingest(notes, page(tmp_path / "pages", "quay", PARAGRAPHS), code=2)
    assert result.stderr.count("\n") == 1
    assert "is not a copydesk archive" in result.stderr


def test_a_killed_run_loses_nothing_and_is_completed(tmp_path: Path) -> None:
    assert kills.faults(tmp_path, 40, 2, random.Random(4)) == []


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_who_looks_on_sees_rate_and_time_left(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("quay", "choir"):
        page(tmp_path / "pages", name, PARAGRAPHS)
    shown = _Terminal()
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN", 0.0)
    monkeypatch.setattr("sys.stderr", shown)
    with pytest.raises(SystemExit):
        main(["ingest", str(news), str(tmp_path / "pages"), "--no-desk"])
    assert re.search(r"1 new; [\d.]+ a second, \d+ s left", shown.getvalue())
    assert "2 seen, 1 new" in shown.getvalue()
