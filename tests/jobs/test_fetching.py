"""Addresses among the tasks, fetched from real servers whose logs are read."""

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.intake.outlets import PAGE, Outlet, Reply

import copydesk
from copydesk.export import FORMATS
from copydesk.intake.fetch import Fetcher
from copydesk.jobs import corpus
from copydesk.jobs.crew import _Crew
from copydesk.jobs.fetching import fetched
from copydesk.jobs.sinks import Run
from copydesk.jobs.tasks import Inputs, tasks_of
from copydesk.jobs.work import Outcome, Request, Task, outcomes
from copydesk.settings import Settings

QUICK = Settings(allow_private=True, host_delay=0.01, fetch_seconds=5)
REQUEST = Request(copydesk.read_capture, QUICK)


def stories(sources: list[str], jobs: int = 1) -> list[dict[str, object] | str]:
    """The record of each source, or the reason why there is none."""
    tasks = tasks_of(Inputs(sources), QUICK).each
    read = outcomes(tasks, REQUEST, FORMATS["jsonl"].among, jobs)
    return [json.loads(outcome.output) if outcome.output else outcome.reason for outcome in read]


def sources_of(records: list[dict[str, object] | str]) -> list[object]:
    return [record["source"] if isinstance(record, dict) else record for record in records]


def addresses(outlet: Outlet, count: int) -> list[str]:
    return [f"{outlet.url}/{number}" for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_process_fetches_however_many_read(outlet, jobs):
    """40 addresses on two hosts: robots.txt twice in all, never two requests at once, each story under its address."""
    first, second = outlet("127.0.0.2"), outlet("127.0.0.3")
    first.robots("User-agent: *", "Crawl-delay: 0.02")
    asked = [address for pair in zip(addresses(first, 20), addresses(second, 20), strict=True) for address in pair]
    records = sources_of(stories(asked, jobs))
    assert [record["name"] for record in records] == asked
    assert {record["status"] for record in records} == {200}
    for one in (first, second):
        assert Counter(one.paths) == Counter(["/robots.txt", *(f"/{number}" for number in range(20))])
        assert (one.most_at_once, one.connections) == (1, 1)


def test_a_page_is_read_before_the_next_has_come():
    """A message to a process holds many files, but of addresses one: it does not wait for the next host's pause."""
    files = [Task(str(number), b"x") for number in range(9)]
    assert len(_Crew(iter(files), 1).take(4)) == 4
    urls = [Task(url, location=url) for url in ("https://a.test/1", "https://a.test/2")]
    assert len(_Crew(iter(urls), 1).take(4)) == 1


def test_files_and_addresses_keep_their_order(outlet, tmp_path: Path):
    one = outlet("127.0.0.2")
    one.says("/1", Reply(404, b"gone"))
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    found = stories([str(file), one.url + "/0", str(tmp_path / "none.html"), one.url + "/1", str(file), one.url + "/2"])
    names = [Path(str(one["name"])).name if isinstance(one, dict) else one for one in sources_of(found)]
    assert names == ["page.html", "0", "file", "http-status", "page.html", "2"]


def test_one_address_alone_is_left_to_who_reads_it(outlet):
    url = outlet("127.0.0.2").url + "/0"
    assert list(fetched([Task(url, location=url)], REQUEST)) == [Task(url, location=url)]
    (record,) = sources_of(stories([url]))
    assert record["name"] == url


def test_one_address_behind_files_is_left_too(outlet):
    url = outlet("127.0.0.2").url + "/0"
    tasks = [Task("page", b"x"), Task(url, location=url)]
    assert list(fetched(tasks, REQUEST)) == tasks


def test_files_are_taken_one_at_a_time():
    def given():
        for number in range(3):
            taken.append(number)
            yield Task(str(number), b"x")

    taken: list[int] = []
    each = fetched(given(), REQUEST)
    next(each)
    assert taken == [0]


def test_a_fetcher_of_the_request_is_used(outlet):
    one = outlet("127.0.0.2")
    tasks = [Task(url, location=url) for url in addresses(one, 3)]
    with Fetcher(QUICK) as fetch:
        assert list(fetched(tasks, REQUEST._replace(fetch=fetch))) == tasks
    assert one.log == []


def test_the_kind_asked_for_holds_for_addresses_too(outlet):
    one = outlet("127.0.0.2")
    tasks = [Task(url, location=url) for url in addresses(one, 2)]
    captures = [task.capture for task in fetched(tasks, REQUEST._replace(kind="text"))]
    assert [capture.kind for capture in captures if capture] == ["text", "text"]


def test_files_alone_load_nothing_of_the_web():
    tasks = [Task("a", b"x"), Task("b", b"y")]
    assert list(fetched(tasks, REQUEST)) == tasks


def test_a_corpus_waits_for_its_first_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The first hosts of a list may fail for longer than a corpus goes without syncing."""
    monkeypatch.setattr(corpus, "_SECONDS_BETWEEN_SYNCS", -1.0)
    path = tmp_path / "out.jsonl"
    opened = corpus.open_corpus(corpus.Place((path,), path), Run({}, ["https://a.test/", "https://b.test/"]))
    assert all(opened.wants(Task(f"https://{name}.test/")) for name in "ab")
    opened.put(Outcome("https://a.test/", None, "timeout", "too late", 1))
    opened.put(Outcome("https://b.test/", b"{}\n"))
    opened.finish(is_whole=True)
    opened.close()
    assert path.read_bytes() == b"{}\n"
