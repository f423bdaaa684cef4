"""Many addresses, against real servers whose logs are read."""

import socket
import threading
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, pairwise

import pytest
from msgspec.structs import replace
from tests.intake.outlets import PAGE, Outlet, Reply

from copydesk.errors import CopydeskError, Refused, Unreadable
from copydesk.intake import rounds, schedule
from copydesk.intake.rounds import Done, fetch_in_order, fetch_many
from copydesk.records import Capture
from copydesk.settings import Settings

QUICK = Settings(allow_private=True, host_delay=0.01, fetch_seconds=5, connect_seconds=1)
NAP = 0.005
"""Seconds by which a clock may be coarse."""


def got(addresses: Iterable[str], settings: Settings = QUICK) -> dict[str, Capture | CopydeskError]:
    return {done.address: done.got for done in fetch_many(addresses, settings)}


def pages(outlet: Outlet, count: int) -> list[str]:
    return [f"{outlet.url}/{number}" for number in range(count)]


def is_page(one: Capture | CopydeskError) -> bool:
    return isinstance(one, Capture) and one.content == PAGE


def failure(one: Capture | CopydeskError) -> CopydeskError:
    assert isinstance(one, CopydeskError)
    return one


def unused_address() -> str:
    """A loopback address with a port that nobody listens at."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.9", 0))
        return f"http://127.0.0.9:{unused.getsockname()[1]}"


class TestPoliteness:
    def test_forty_addresses_on_two_hosts(self, outlet):
        """robots.txt twice in all, one request at a time, one connection, no pause shorter than asked for."""
        first, second = outlet("127.0.0.2"), outlet("127.0.0.3")
        first.robots("User-agent: *", "Crawl-delay: 0.03", "Disallow: /private")
        fetched = got([*pages(first, 20), *pages(second, 20)])
        assert len(fetched) == 40
        assert all(map(is_page, fetched.values()))
        for one, gap in ((first, 0.03), (second, 0.01)):
            assert Counter(one.paths)["/robots.txt"] == 1
            assert sorted(one.paths) == sorted(["/robots.txt", *(f"/{number}" for number in range(20))])
            assert one.most_at_once == 1
            assert one.connections == 1
            assert min(one.gaps) >= gap - NAP

    def test_hosts_are_asked_at_the_same_time(self, outlet):
        """Two hosts that each wait for the other's request to come in."""
        meeting = threading.Barrier(2, timeout=4)
        both = [outlet("127.0.0.2"), outlet("127.0.0.3")]
        for one in both:
            one.reply = lambda path: (path == "/0" and meeting.wait(), Reply())[1]
        assert all(map(is_page, got([one.url + "/0" for one in both], replace(QUICK, obey_robots=False)).values()))

    def test_no_more_hosts_at_once_than_the_cap(self, outlet):
        lock, now, most = threading.Lock(), [0], [0]

        def counted(path: str) -> Reply:
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            threading.Event().wait(0.03)
            with lock:
                now[0] -= 1
            return Reply()

        outlets = [outlet(f"127.0.0.{number}") for number in range(2, 8)]
        for one in outlets:
            one.reply = counted
        got([one.url + "/0" for one in outlets], replace(QUICK, max_hosts=2, obey_robots=False))
        assert most == [2]

    def test_the_same_host_at_two_ports_is_one_host(self, outlet):
        both = [outlet("127.0.0.2"), outlet("127.0.0.2")]
        got(chain.from_iterable(pages(one, 4) for one in both), replace(QUICK, host_delay=0.02))
        log = sorted(request[1:3] for one in both for request in one.log)
        assert len(log) == 10
        assert all(later[0] - earlier[1] >= 0.02 - NAP for earlier, later in pairwise(log))

    def test_disallowed_addresses_are_not_asked_for(self, outlet):
        one = outlet("127.0.0.2")
        one.robots("User-agent: *", "Disallow: /1")
        fetched = got(pages(one, 3))
        assert failure(fetched[one.url + "/1"]).reason == "robots"
        assert sorted(one.paths) == ["/0", "/2", "/robots.txt"]

    def test_a_pause_beyond_all_bounds_is_refused(self, outlet):
        one = outlet("127.0.0.2")
        one.robots("User-agent: *", "Crawl-delay: 86400")
        fetched = got(pages(one, 3))
        assert {failure(each).reason for each in fetched.values()} == {"robots"}
        assert "86400 s" in str(fetched[one.url + "/0"])
        assert one.paths == ["/robots.txt"]

    def test_a_failing_robots_file_refuses_the_host(self, outlet):
        one, other = outlet("127.0.0.2"), outlet("127.0.0.3")
        one.says("/robots.txt", Reply(500, b""))
        fetched = got([*pages(one, 3), other.url + "/0"])
        assert [failure(fetched[url]).reason for url in pages(one, 3)] == ["robots"] * 3
        assert one.paths == ["/robots.txt"]
        assert is_page(fetched[other.url + "/0"])


class TestRedirects:
    def test_lead_into_the_queue_of_their_host(self, outlet):
        one, other = outlet("127.0.0.2"), outlet("127.0.0.3")
        other.robots("User-agent: *", "Crawl-delay: 0.02")
        for number in range(5):
            one.says(f"/{number}", Reply(302, b"", (("Location", f"{other.url}/new/{number}"),)))
        fetched = got([*pages(one, 5), *pages(other, 5)])
        assert all(map(is_page, fetched.values()))
        assert fetched[one.url + "/3"].answered_url == other.url + "/new/3"
        assert other.most_at_once == 1
        assert Counter(other.paths)["/robots.txt"] == 1
        assert min(other.gaps) >= 0.02 - NAP
        assert min(one.gaps) >= 0.01 - NAP

    def test_to_another_port_of_the_host_needs_no_second_look_at_its_robots(self, outlet):
        """As from http:// to https://, where robots.txt redirects as all pages do."""
        old, new = outlet("127.0.0.2"), outlet("127.0.0.2")
        new.robots("User-agent: *", "Disallow: /1")
        for path in ("/robots.txt", "/0", "/1"):
            old.says(path, Reply(301, b"", (("Location", new.url + path),)))
        fetched = got(pages(old, 2))
        assert is_page(fetched[old.url + "/0"])
        assert failure(fetched[old.url + "/1"]).reason == "robots"
        assert new.paths == ["/robots.txt", "/0"]

    def test_of_two_robots_files_to_each_other_end(self, outlet):
        one, other = outlet("127.0.0.2"), outlet("127.0.0.3")
        one.says("/robots.txt", Reply(302, b"", (("Location", f"{other.url}/robots.txt"),)))
        other.says("/robots.txt", Reply(302, b"", (("Location", f"{one.url}/robots.txt"),)))
        assert all(map(is_page, got([one.url + "/0", other.url + "/0"]).values()))

    def test_to_a_private_address_is_refused(self, outlet, monkeypatch):
        one, inner = outlet("127.0.0.2"), outlet("127.0.0.3")
        monkeypatch.setattr("copydesk.intake.transport.is_public", lambda address: address == "127.0.0.2")
        one.says("/0", Reply(302, b"", (("Location", inner.url + "/secret"),)))
        fetched = got(pages(one, 2), replace(QUICK, allow_private=False))
        assert failure(fetched[one.url + "/0"]).reason == "address"
        assert is_page(fetched[one.url + "/1"])
        assert inner.log == []

    def test_loops_end(self, outlet):
        one = outlet("127.0.0.2")
        url = one.says("/0", Reply(302, b"", (("Location", "/0"),)))
        assert failure(got([url])[url]).reason == "redirects"

    def test_a_cookie_of_one_page_is_not_sent_for_the_next(self, outlet):
        one = outlet("127.0.0.2")
        one.says("/0", Reply(200, PAGE, (("Set-Cookie", "seen=1; Path=/"),)))
        one.says("/1", Reply(302, b"", (("Set-Cookie", "wall=1; Path=/"), ("Location", "/2"))))
        got(pages(one, 2))
        sent = {request.path: request.headers.get("Cookie") for request in one.log}
        assert sent == {"/robots.txt": None, "/0": None, "/1": None, "/2": "wall=1"}


class TestLater:
    @pytest.mark.parametrize("status", [429, 503])
    def test_is_tried_again_after_its_time(self, outlet, status):
        one = outlet("127.0.0.2")
        busy = Reply(status, b"", (("Retry-After", "1"),))
        one.says("/0", busy, Reply())
        fetched = got(pages(one, 2))
        assert all(map(is_page, fetched.values()))
        assert one.paths == ["/robots.txt", "/0", "/0", "/1"]
        assert one.gaps[1] >= 1 - NAP

    def test_three_times_and_no_more(self, outlet):
        one = outlet("127.0.0.2")
        url = one.says("/0", Reply(503, b"", (("Retry-After", "0"),)))
        error = failure(got([url])[url])
        assert one.paths == ["/robots.txt", *["/0"] * 4]
        assert error.reason == "http-status"
        assert "503 Service Unavailable" in str(error)

    def test_too_late_for_the_run_says_when_to_come_back(self, outlet):
        one = outlet("127.0.0.2")
        one.says("/0", Reply(429, b"", (("Retry-After", "3600"),)))
        fetched = got(pages(one, 2))
        error = failure(fetched[one.url + "/0"])
        assert isinstance(error, Unreadable)
        assert error.retry_at is not None
        assert f"come back at {error.retry_at}" in str(error)
        assert one.paths == ["/robots.txt", "/0", "/1"]
        assert is_page(fetched[one.url + "/1"])

    def test_a_host_that_has_no_time_is_left_alone(self, outlet):
        one = outlet("127.0.0.2")
        one.reply = lambda path: (
            Reply(404, b"") if path == "/robots.txt" else Reply(429, b"", (("Retry-After", "3600"),))
        )
        fetched = got(pages(one, 9))
        assert one.paths == ["/robots.txt", "/0", "/1", "/2"]
        assert all(isinstance(each, Unreadable) and each.retry_at for each in fetched.values())
        assert "not asked any more" in str(fetched[one.url + "/8"])

    def test_a_busy_robots_file_is_tried_again(self, outlet):
        one = outlet("127.0.0.2")
        one.says("/robots.txt", Reply(503, b"", (("Retry-After", "0"),)), Reply(200, b"User-agent: *\nDisallow: /0"))
        fetched = got(pages(one, 2))
        assert failure(fetched[one.url + "/0"]).reason == "robots"
        assert is_page(fetched[one.url + "/1"])


class TestTrouble:
    def test_an_unreachable_host_holds_up_no_other(self, outlet):
        """The first host takes every connection and says nothing."""
        one = outlet("127.0.0.2")
        with socket.create_server(("127.0.0.8", 0)) as silent:
            port = silent.getsockname()[1]
            silences = [f"http://127.0.0.8:{port}/{number}" for number in range(3)]
            order = [done.address for done in fetch_many([*silences, *pages(one, 5)], replace(QUICK, fetch_seconds=1))]
        assert order[:5] == pages(one, 5)
        assert sorted(order[5:]) == silences

    def test_a_host_that_nobody_listens_at_is_given_up(self):
        address = unused_address()
        fetched = got([f"{address}/{number}" for number in range(50)])
        assert {failure(each).reason for each in fetched.values()} == {"connection"}
        assert sum("not asked any more" in str(each) for each in fetched.values()) == 47

    def test_unusable_addresses_are_failures_of_their_own(self, outlet):
        one = outlet("127.0.0.2")
        wrong = ["http://", "file:///etc/hostname", "http://[::1", "javascript:alert(1)", ""]
        fetched = got([*wrong, one.url + "/0"])
        assert {failure(fetched[address]).reason for address in wrong} <= {"scheme", "not-found"}
        assert is_page(fetched[one.url + "/0"])

    def test_a_connection_closed_between_two_pages_is_opened_again(self, outlet):
        one = outlet("127.0.0.2")
        for number in range(4):
            one.says(f"/{number}", Reply(hangs_up=True))
        assert all(map(is_page, got(pages(one, 4)).values()))
        assert len(one.log) == 5

    def test_an_address_given_twice_is_fetched_twice(self, outlet):
        one = outlet("127.0.0.2")
        assert len(list(fetch_many([one.url + "/0"] * 2, QUICK))) == 2

    def test_no_address_no_thread(self):
        before = threading.active_count()
        assert list(fetch_many([], QUICK)) == []
        assert threading.active_count() == before

    def test_closing_ends_what_is_under_way(self, outlet):
        one, slow = outlet("127.0.0.2"), outlet("127.0.0.3")
        end = threading.Event()
        slow.reply = lambda path: (end.wait(20), Reply())[1]
        run = fetch_many([*pages(slow, 3), *pages(one, 3)], replace(QUICK, fetch_seconds=30))
        assert isinstance(run, Generator)
        next(run)
        run.close()
        threads = [thread for thread in threading.enumerate() if thread.name == "copydesk-rounds"]
        for thread in threads:
            thread.join(10)
        assert not [thread for thread in threads if thread.is_alive()]
        end.set()

    def test_a_fault_of_ours_reaches_the_caller(self, outlet, monkeypatch):
        def broken(*_: object) -> None:
            raise RuntimeError("a defect")

        monkeypatch.setattr(rounds.Requests, "take", broken)
        with pytest.raises(RuntimeError, match="a defect"):
            list(fetch_many([outlet("127.0.0.2").url], QUICK))


class TestMemory:
    def test_addresses_are_drawn_as_they_are_needed(self, outlet, monkeypatch):
        monkeypatch.setattr(rounds, "AHEAD", 5)
        drawn = 0

        def endless() -> Iterator[str]:
            nonlocal drawn
            while True:
                yield f"{one.url}/{drawn}"
                drawn += 1

        one = outlet("127.0.0.2")
        run = fetch_many(endless(), QUICK)
        for _ in range(3):
            next(run)
        assert drawn <= 9
        run.close()

    def test_pages_that_nobody_takes_are_not_heaped_up(self, outlet, monkeypatch):
        monkeypatch.setattr(schedule, "HELD_BYTES", 3 * len(PAGE))
        one, other = outlet("127.0.0.2"), outlet("127.0.0.3")
        run = fetch_many([*pages(one, 10), *pages(other, 10)], QUICK)
        next(run)
        threading.Event().wait(0.5)
        # One taken, three held, one more that was under way, and two robots.txt.
        assert len(one.log) + len(other.log) <= 7
        assert len(list(run)) == 19


class TestOrder:
    @pytest.mark.parametrize("held", [schedule.HELD_BYTES, 1])
    def test_is_that_of_the_items(self, outlet, monkeypatch, held):
        monkeypatch.setattr(schedule, "HELD_BYTES", held)
        one, slow = outlet("127.0.0.2"), outlet("127.0.0.3")
        slow.reply = lambda path: Reply(seconds=0.02)
        items = ["a file", *pages(slow, 4), "another", *pages(one, 6), "file:///x", slow.url + "/last", "third"]
        run = list(fetch_in_order(items, lambda item: item if ":" in item else None, QUICK))
        assert [item for item, _ in run] == items
        assert [item for item, done in run if done is None] == ["a file", "another", "third"]
        assert [done.address for _, done in run if done] == [item for item in items if ":" in item]
        assert sum(isinstance(done, Done) and isinstance(done.got, Refused) for _, done in run) == 1

    def test_items_without_address_pass_as_they_come(self):
        items = iter(range(1000))
        run = fetch_in_order(items, lambda _: None, QUICK)
        assert next(run) == (0, None)
        assert next(items) == 1
