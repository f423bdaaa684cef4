"""Many addresses from the command line, against real servers whose logs are read."""

import json
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.intake.outlets import Outlet, Reply

TOO_LATE = Reply(429, b"", (("Retry-After", "3600"),))
SOON = Reply(503, b"", (("Retry-After", "0"),))


def run(folder: Path, addresses: list[str], *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "urls.txt").write_text("\n".join(addresses), encoding="utf-8")
    command = [sys.executable, "-m", "copydesk", "read", "--list", "urls.txt", "--allow-private", "--delay", "0.01"]
    return subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False)


def addresses(outlet: Outlet, count: int) -> list[str]:
    return [f"{outlet.url}/{number}" for number in range(count)]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_forty_addresses_on_two_hosts_and_one_that_does_not_answer(outlet, tmp_path: Path, jobs: str) -> None:
    first, second = outlet("127.0.0.2"), outlet("127.0.0.3")
    first.robots("User-agent: *", "Crawl-delay: 0.03")
    first.says("/3", SOON, Reply())
    second.says("/5", TOO_LATE)
    with socket.create_server(("127.0.0.8", 0)) as silent:
        lost = f"http://127.0.0.8:{silent.getsockname()[1]}/0"
        listed = [lost, *addresses(first, 20), *addresses(second, 20)]
        done = run(tmp_path, listed, "--timeout", "3", "--jobs", jobs, "-o", "out.jsonl", "--errors", "failed.jsonl")
    assert done.returncode == 5, done.stderr
    assert f"{second.url}/5: {second.url}/5 answered 429" in done.stderr

    stories = [json.loads(line)["source"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    failed = {row["name"]: row for row in map(json.loads, (tmp_path / "failed.jsonl").read_text().splitlines())}
    assert [story["name"] for story in stories] == [url for url in listed if url not in failed]
    assert set(failed) == {lost, f"{second.url}/5"}
    assert failed[lost]["reason"] in ("robots", "timeout")
    assert failed[f"{second.url}/5"]["reason"] == "http-status"
    assert failed[f"{second.url}/5"]["retry_at"][:2] == "20"

    for one, gap in ((first, 0.03), (second, 0.01)):
        asked = Counter(["/robots.txt", *(f"/{number}" for number in range(20)), *(["/3"] if one is first else [])])
        assert Counter(one.paths) == asked
        assert (one.most_at_once, one.connections) == (1, 1)
        assert min(one.gaps) >= gap - 0.005


def test_a_run_that_goes_on_asks_only_for_what_is_left(outlet, tmp_path: Path) -> None:
    one = outlet("127.0.0.2")
    one.says("/1", TOO_LATE)
    run(tmp_path, addresses(one, 3), "-o", "out.jsonl")
    one.says("/1", Reply())
    one.log.clear()
    assert run(tmp_path, addresses(one, 3), "-o", "out.jsonl", "--resume").returncode == 0
    assert one.paths == ["/robots.txt", "/1"]
    names = [json.loads(line)["source"]["name"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert names == addresses(one, 3)
