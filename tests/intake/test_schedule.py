"""The decisions of the fetcher, on a clock and a network that the tests make up."""

from collections import Counter
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import pairwise
from math import inf
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import Refused, Unreadable
from copydesk.intake import schedule
from copydesk.intake.robots import NO_RULES_SECONDS, ROBOTS_SECONDS, rules_from
from copydesk.intake.schedule import LEFT_ALONE_SECONDS, Done, Schedule, Turn
from copydesk.intake.visits import Answer, Failed, Later, Onward, Step, Target, Visit, step_after
from copydesk.settings import Settings

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
WAYS = Settings(host_delay=2.0, max_redirects=3)
AGENT = WAYS.user_agent


def target(host: str, path: str = "/") -> Target:
    return Target(f"http://{host}{path}", host, f"http://{host}/robots.txt")


def visit(ticket: int = 1, host: str = "a.test", path: str = "/") -> Visit:
    return Visit(ticket=ticket, address=f"http://{host}{path}", target=target(host, path), seconds=30)


def answer(
    status: int = 200, body: bytes = b"x", onward: Target | None = None, retry_after: str | None = None
) -> Answer:
    headers = (("Retry-After", retry_after),) if retry_after is not None else ()
    return Answer("http://a.test/", status, "As It Is", headers, body, onward)


def after(one: Visit, *answers: Answer, ways: Settings = WAYS) -> Step:
    """The step after the last answer, when each of the others led to a new try."""
    for each in answers[:-1]:
        step = step_after(one, each, ways, NOW)
        assert isinstance(step, Later)
        one = step.visit
    return step_after(one, answers[-1], ways, NOW)


class TestRetries:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("7", 7),
            ("0", 0),
            (format_datetime(NOW.replace(second=20), usegmt=True), 20),
            ("Thu, 26 Nov 2026 11:00:00 GMT", 0),
        ],
    )
    def test_wait_what_the_site_says(self, value, seconds):
        step = after(visit(), answer(503, retry_after=value))
        assert isinstance(step, Later)
        assert step.seconds == seconds

    @pytest.mark.parametrize("value", [None, "", "soon", "-5", "1e3", "٣"])
    def test_wait_longer_each_time_where_it_does_not_say(self, value):
        one, waits = visit(), []
        for _ in range(3):
            step = after(one, answer(429, retry_after=value))
            assert isinstance(step, Later)
            waits.append(step.seconds)
            one = step.visit
        assert [least <= wait <= 1.5 * least for least, wait in zip((1, 2, 4), waits, strict=True)] == [True] * 3

    def test_end_after_the_third(self):
        busy = answer(503, retry_after="1")
        step = after(visit(), busy, busy, busy, busy)
        assert isinstance(step, Failed)
        assert step.is_fruitless

    def test_end_after_a_minute_in_all(self):
        step = after(visit(), answer(503, retry_after="31"), answer(503, retry_after="30"))
        assert isinstance(step, Failed)
        assert isinstance(step.error, Unreadable)
        assert step.error.retry_at == "2026-11-26T12:00:30+00:00"

    @pytest.mark.parametrize("value", ["99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
    def test_absurd_times_are_no_crash(self, value):
        step = after(visit(), answer(503, retry_after=value))
        assert isinstance(step, Failed)
        assert isinstance(step.error, Unreadable)
        assert (step.error.retry_at or "").startswith("2027-11")

    @pytest.mark.parametrize("status", [400, 403, 404, 410, 500, 502])
    def test_are_not_for_other_answers(self, status):
        step = after(visit(), answer(status, retry_after="1"))
        assert isinstance(step, Failed)
        assert not step.is_fruitless
        assert isinstance(step.error, Unreadable)
        assert step.error.retry_at is None

    def test_can_be_forbidden(self):
        assert isinstance(after(visit(), answer(503, retry_after="0"), ways=Settings(max_retries=0)), Failed)


def fetched(one: Schedule, turn: Turn, now: float, *answers: Answer) -> None:
    for each in answers:
        one.settle(turn, step_after(turn.visit, each, WAYS, NOW), now)


def turn_at(one: Schedule, now: float) -> Turn:
    turn = one.next(now)
    assert isinstance(turn, Turn)
    return turn


NO_ROBOTS = answer(404)
LOST = Unreadable("connection", "no")


class TestSchedule:
    def test_robots_first_then_pages_with_pauses(self):
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        one.add(visit(2), 0)
        turn = turn_at(one, 0)
        assert turn.visit.target.url == "http://a.test/robots.txt"
        assert one.next(0) == inf
        fetched(one, turn, 1, answer(body=b"User-agent: *\nCrawl-delay: 5"))
        assert one.next(1) == 5
        fetched(one, turn_at(one, 6), 7, answer())
        assert one.next(7) == 5
        fetched(one, turn_at(one, 12), 13, answer())
        assert [done.ticket for done in one.done] == [1, 2]
        assert one.next(14) == inf

    def test_one_page_alone_is_fetched_without_pauses(self):
        one = Schedule(WAYS, at_once=True)
        one.add(visit(1), 0)
        fetched(one, turn_at(one, 0), 1, answer(body=b"User-agent: *\nCrawl-delay: 500"))
        fetched(one, turn_at(one, 1), 2, answer(302, onward=target("a.test", "/new")))
        fetched(one, turn_at(one, 2), 3, answer())
        one.add(visit(2), 4)
        assert one.next(4) == 3 + WAYS.max_host_delay - 4

    def test_a_host_that_asks_for_time_is_not_asked_for_other_pages(self):
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        one.add(visit(2), 0)
        fetched(one, turn_at(one, 0), 0, NO_ROBOTS)
        fetched(one, turn_at(one, 2), 2, answer(503, retry_after="30"))
        assert one.next(2) == 30
        assert turn_at(one, 32).visit.ticket == 1

    def test_robots_are_asked_for_again_after_a_day(self):
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        fetched(one, turn_at(one, 0), 0, NO_ROBOTS)
        fetched(one, turn_at(one, 2), 2, answer())
        one.add(visit(2), ROBOTS_SECONDS)
        assert turn_at(one, ROBOTS_SECONDS).visit.ruling is None
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        fetched(one, turn_at(one, 0), 0, NO_ROBOTS)
        one.add(visit(2), 0)
        assert turn_at(one, ROBOTS_SECONDS + 1).visit.ruling == "a.test"

    def test_a_server_that_fails_to_state_its_rules_is_asked_again_sooner(self):
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        fetched(one, turn_at(one, 0), 0, answer(500))
        assert turn_at(one, 2).rules is not None
        one = Schedule(WAYS)
        one.add(visit(1), 0)
        fetched(one, turn_at(one, 0), 0, answer(500))
        assert turn_at(one, NO_RULES_SECONDS + 1).visit.ruling == "a.test"

    def test_robots_that_another_host_gives_are_waited_for(self):
        one = Schedule(WAYS)
        one.add(visit(1, "a.test"), 0)
        turn = turn_at(one, 0)
        fetched(one, turn, 0, answer(302, onward=target("b.test", "/robots.txt")))
        turn = turn_at(one, 10)
        assert turn.visit.target.host == "b.test"
        assert one.next(10) == inf
        fetched(one, turn, 11, answer(body=b"User-agent: *\nDisallow: /secret"))
        turn = turn_at(one, 20)
        assert turn.visit.ticket == 1
        assert turn.rules is not None
        with pytest.raises(Refused):
            turn.rules.check("http://a.test/secret")

    def test_a_lost_host_is_left_alone_and_tried_again_later(self):
        one = Schedule(Settings(host_delay=0, obey_robots=False))
        for ticket in range(5):
            one.add(visit(ticket), 0)
        for _ in range(3):
            one.settle(turn_at(one, 0), step_after(visit(), LOST, WAYS, NOW)._replace(is_fruitless=True), 0)
        assert [done.ticket for done in one.done] == [0, 1, 2, 3, 4]
        one.add(visit(6), LEFT_ALONE_SECONDS - 1)
        assert one.done[-1].ticket == 6
        one.add(visit(7), LEFT_ALONE_SECONDS + 1)
        assert turn_at(one, LEFT_ALONE_SECONDS + 1).visit.ticket == 7

    def test_two_pages_lost_with_one_found_between_are_no_lost_host(self):
        one = Schedule(Settings(host_delay=0, obey_robots=False))
        for ticket in range(9):
            one.add(visit(ticket), 0)
        lost = Failed(LOST, is_fruitless=True)
        for step in (lost, lost, step_after(visit(), answer(), WAYS, NOW), lost, lost):
            one.settle(turn_at(one, 0), step, 0)
        assert len(one.done) == 5

    def test_hosts_without_work_are_forgotten_when_many_are_known(self, monkeypatch):
        monkeypatch.setattr(schedule, "REMEMBERED", 3)
        one = Schedule(WAYS)
        for ticket in range(10):
            now = ticket * 100.0
            one.add(visit(ticket, f"{ticket}.test"), now)
            fetched(one, turn_at(one, now), now, NO_ROBOTS)
            fetched(one, turn_at(one, now + 2), now + 2, answer())
        assert len(one._hosts) <= 4


class Way(NamedTuple):
    """How the made-up network treats a path: a status, a host to redirect to, seconds that it takes."""

    kind: str
    host: int
    seconds: float


HOSTS = [f"{letter}.test" for letter in "abcd"]
numbers = st.integers(0, len(HOSTS) - 1)
ways = st.builds(
    Way,
    st.sampled_from(["page", "page", "page", "missing", "onward", "later", "lost", "big"]),
    numbers,
    st.sampled_from([0.0, 0.5, 3.0]),
)


class Simulated(NamedTuple):
    began: float
    ended: float
    host: str
    url: str


def reply(turn: Turn, way: Way) -> Step:
    host = HOSTS[way.host]
    path = "/robots.txt" if turn.visit.ruling else f"/{way.kind}"
    answers = {
        "page": answer(body=b"User-agent: *\nCrawl-delay: 3"),
        "missing": answer(404),
        "onward": answer(302, onward=target(host, path)),
        "later": answer(503, retry_after="4"),
        "lost": LOST,
        "big": Refused("size", "no"),
    }
    return step_after(turn.visit, answers[way.kind], WAYS, NOW)


def simulate(hosts: list[int], ways: list[Way], threads: int) -> tuple[list[Done], list[Simulated]]:
    """Run the schedule with some threads over a network whose ways come in turn."""
    one, log, under_way, now, asked = Schedule(WAYS), [], [], 0.0, 0
    for ticket, host in enumerate(hosts):
        one.add(visit(ticket, HOSTS[host], f"/{ticket}"), 0)
    for _ in range(5_000):
        turn = one.next(now) if len(under_way) < threads else inf
        if isinstance(turn, Turn):
            way = ways[asked % len(ways)]
            asked += 1
            assert turn.visit.target.host not in {other.visit.target.host for _, other, _ in under_way}
            under_way.append((now + way.seconds, turn, way))
            log.append(Simulated(now, now + way.seconds, turn.visit.target.host, turn.visit.target.url))
            continue
        moments = [end for end, *_ in under_way] + ([now + turn] if turn != inf else [])
        if not moments:
            return list(one.done), log
        now = min(moments)
        for entry in [entry for entry in under_way if entry[0] <= now]:
            under_way.remove(entry)
            one.settle(entry[1], reply(entry[1], entry[2]), now)
    raise AssertionError("the schedule does not end")


@settings(max_examples=150)
@given(
    st.lists(st.integers(0, len(HOSTS) - 1), max_size=12), st.lists(ways, min_size=1, max_size=12), st.integers(1, 3)
)
def test_every_address_ends_once_and_no_host_is_pressed(hosts, ways, threads):
    done, log = simulate(hosts, ways, threads)
    assert sorted(each.ticket for each in done) == list(range(len(hosts)))
    for host in HOSTS:
        mine = sorted(each for each in log if each.host == host)
        assert all(later.began - earlier.ended >= WAYS.host_delay for earlier, later in pairwise(mine))


@given(st.lists(numbers, max_size=30), st.integers(1, 3))
def test_robots_are_asked_for_once(hosts, threads):
    _, log = simulate(hosts, [Way("page", 0, 0.5)], threads)
    count = Counter(each.url for each in log)
    assert all(count[f"http://{HOSTS[host]}/robots.txt"] == 1 for host in hosts)


def test_rules_know_where_they_stand():
    assert rules_from("http://a.test/robots.txt", 404, b"", AGENT).location == "http://a.test/robots.txt"


def test_a_redirect_takes_its_place_before_those_that_have_not_begun():
    one = Schedule(Settings(host_delay=0, obey_robots=False))
    for ticket in range(3):
        one.add(visit(ticket), 0)
    step = step_after(visit(0), answer(302, onward=target("a.test", "/new")), WAYS, NOW)
    assert isinstance(step, Onward)
    one.settle(turn_at(one, 0), step, 0)
    assert turn_at(one, 0).visit.target.url == "http://a.test/new"
