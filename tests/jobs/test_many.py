"""Many sources to stories, in one process and in several."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from tests.cli.reader import READS
from tests.intake.outlets import Opens, Reply
from tests.intake.test_wet import INFO, STORY, record

import copydesk
from copydesk import Capture, Failure, Settings, Story, read_many
from copydesk.jobs.many import stories

QUICK = Settings(allow_private=True, host_delay=0.01, fetch_seconds=5)
WORDS = "The ferry to Lunde sails again from Monday 3 March 2025, the port of Saltmarsh said."


def page(headline: str) -> str:
    return f"<h1>{headline}</h1><p>{WORDS}</p>"


def told(found: Iterator[Story | Failure]) -> list[tuple[str | None, str | None]]:
    """Name and headline of each story; name and reason of each failure."""
    return [
        (one.source.name, one.headline) if isinstance(one, Story) else (one.name, f"[{one.reason}]") for one in found
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages" / "in").mkdir(parents=True)
    (tmp_path / "pages" / "b.html").write_text(page("Bridge is closed"))
    (tmp_path / "pages" / "in" / "a.html").write_text(page("Ferry is back"))
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_kind_of_source_in_its_order(jobs: int, folder: Path) -> None:
    (folder / "crawl.wet.gz").write_bytes(gzip.compress(INFO) + gzip.compress(record(STORY)))
    sources = [
        page("Text is read"),
        page("Bytes are read").encode(),
        Path("pages/b.html"),
        "pages/none.html",
        Capture(content=page("Capture is read"), name="the third"),
        "",
        "pages",
        "crawl.wet.gz",
        "ftp://news.test/",
    ]
    assert told(read_many(sources, jobs=jobs)) == [
        (None, "Text is read"),
        (None, "Bytes are read"),
        ("pages/b.html", "Bridge is closed"),
        ("pages/none.html", "[file]"),
        ("the third", "Capture is read"),
        (None, "[empty]"),
        ("pages/b.html", "Bridge is closed"),
        ("pages/in/a.html", "Ferry is back"),
        ("crawl.wet.gz", "Old Ferry Gets One More Year"),
        ("ftp://news.test/", "[scheme]"),
    ]


def test_in_a_folder_that_is_all_there_is_the_name_is_the_path_below_it(folder: Path) -> None:
    assert [name for name, _ in told(read_many([folder / "pages"]))] == ["b.html", "in/a.html"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_stories_are_those_of_read(jobs: int, folder: Path) -> None:
    sources = [page("Ferry is back"), Path("pages/b.html"), "pages/in/a.html"]
    assert list(read_many(sources, jobs=jobs)) == [copydesk.read(source) for source in sources]


def test_the_desk_reads_them_when_asked() -> None:
    assert list(read_many([page("Ferry is back")], desk=True)) == [copydesk.read(page("Ferry is back"), desk=True)]


def test_half_a_character_goes_from_process_to_process() -> None:
    capture = Capture(content=page("Ferry is back"), name="a\udcff.html")
    assert told(read_many([capture], jobs=2)) == [("a\udcff.html", "Ferry is back")]


def test_the_death_of_a_process_costs_the_source_that_killed_it() -> None:
    sources = [f"<p>{number}\n" if number != 5 else "DIE\n" for number in range(9)]
    found = list(stories(sources, READS, 2))
    assert [isinstance(one, Failure) and one.reason for one in found] == [False] * 5 + ["crash"] + [False] * 3


def test_a_defect_is_a_failure_of_its_source() -> None:
    (found,) = stories(["DEFECT\n"], READS, 1)
    assert found == Failure(name=None, reason="internal", message="unexpected KeyError: 'nobody thought of this'")


def test_with_one_job_a_source_is_taken_when_it_is_needed_and_no_process_starts() -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield page(f"Ferry {number} is back")

    found = read_many(endless())
    assert [headline for _, headline in told(islice(found, 3))] == [f"Ferry {number} is back" for number in range(3)]
    assert len(taken) < 8


def test_with_several_jobs_an_endless_source_can_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_many((page(f"Ferry {number} is back") for number in count()), jobs=2)
    assert [headline for _, headline in told(islice(found, 3))] == [f"Ferry {number} is back" for number in range(3)]
    found.close()  # type: ignore[attr-defined]
    assert list(found) == []


def test_a_script_without_a_guard_can_read_in_several_processes(folder: Path) -> None:
    """Processes that are started by running the program once more would never end here."""
    script = folder / "script.py"
    script.write_text("""import copydesk
for story in copydesk.read_many(["pages/b.html", "pages/in/a.html"] * 2, jobs=2): print(story.headline)
""")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout == "Bridge is closed\nFerry is back\n" * 2


def test_addresses_are_fetched_politely_by_one_process(outlet: Opens) -> None:
    one = outlet("127.0.0.2")
    one.says("/gone", Reply(404, b"gone"))
    addresses = [f"{one.url}/{number}" for number in range(4)]
    found = told(read_many([*addresses, one.url + "/gone"], jobs=2, settings=QUICK))
    assert found == [
        *((address, "Ferry back in service") for address in addresses),
        (one.url + "/gone", "[http-status]"),
    ]
    assert (one.paths.count("/robots.txt"), one.most_at_once) == (1, 1)


@pytest.mark.parametrize("sources", ["page.html", b"<p>", Path("pages"), 5, None, Capture(content="")])
def test_one_source_is_not_many(sources: object) -> None:
    with pytest.raises(TypeError, match=r"many sources|one by one"):
        read_many(sources)  # type: ignore[arg-type]


@pytest.mark.parametrize(("jobs", "error"), [(-1, ValueError), (1.5, TypeError), ("2", TypeError), (True, TypeError)])
def test_jobs_are_a_number_of_processes(jobs: int, error: type[Exception]) -> None:
    with pytest.raises(error, match="number of processes"):
        read_many([], jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_source_of_the_wrong_kind_is_a_defect_of_the_program(jobs: int) -> None:
    with pytest.raises(TypeError, match="not int"):
        list(read_many([page("Ferry is back"), 5], jobs=jobs))  # type: ignore[list-item]


def test_nothing_to_read_is_no_stories() -> None:
    assert list(read_many([], jobs=0)) == []
