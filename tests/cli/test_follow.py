"""Twenty outlets on loopback followed into an archive; their own logs say how they were asked."""

import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from tests.intake.outlets import Opens, Outlet, Reply

from copydesk.cli import main

GAP = 0.02
NAP = 0.005
"""Seconds by which a clock may be coarse."""


def run(*arguments: str | Path) -> Result:
    options = ["--allow-private", "--delay", str(GAP), "--no-desk"]
    return CliRunner().invoke(main, [*map(str, arguments), *options])


def rss(*links: str, day: str = "Thu, 26 Nov 2026 08:30:00 +0100") -> bytes:
    items = "".join(f"<item><title>x</title><link>{link}</link><pubDate>{day}</pubDate></item>" for link in links)
    return f"<rss version='2.0'><channel><title>The Courier</title>{items}</channel></rss>".encode()


def page(title: str) -> bytes:
    """A story of its own: no two titles share their words."""
    told = sha256(title.encode()).hexdigest()
    words = " ".join(f"{told[at : at + 4]} ferry{told[at : at + 3]}" for at in range(0, 60, 2))
    return f"<title>{title}</title><h1>{title}</h1><p>The port of Saltmarsh said on Monday: {words}.</p>".encode()


class Tagged:
    """An outlet whose answers have validators, and that answers 304 where they come back as sent."""

    def __init__(self, outlet: Outlet) -> None:
        self.outlet = outlet
        self.url = outlet.url
        self.bodies: dict[str, bytes] = {}
        self.sent: list[tuple[str, int]] = []
        outlet.answer = self.answer

    def tag(self, path: str) -> str:
        return f'W/"{hash(self.bodies[path]):x}"'

    def answer(self, path: str, headers: dict[str, str]) -> Reply | None:
        path = path.partition("?")[0]
        if path not in self.bodies:
            return None
        is_known = headers.get("If-None-Match") == self.tag(path)
        self.sent.append((path, 304 if is_known else 200))
        validators = (("ETag", self.tag(path)), ("Last-Modified", "Thu, 26 Nov 2026 07:30:00 GMT"))
        return Reply(304, b"", validators) if is_known else Reply(200, self.bodies[path], validators)


def made(outlet: Outlet, pages: int = 3) -> Tagged:
    """An outlet whose robots.txt names a sitemap, and whose page links a feed."""
    one = Tagged(outlet)
    outlet.robots("User-agent: *", "Disallow: /private", f"Sitemap: {one.url}/map.xml")
    name = one.url.rpartition(".")[2].replace(":", "-")
    names = [f"/story-{number}" for number in range(pages)]
    one.bodies = {path: page(f"Ferry {name} sails {path}") for path in names}
    one.bodies["/"] = b'<link rel="alternate" type="application/rss+xml" href="/rss"><h1>The Courier</h1>'
    one.bodies["/rss"] = rss(*names[:-1], "/private/x")
    one.bodies["/map.xml"] = f"<urlset><url><loc>{one.url}{names[-1]}?utm_source=map</loc></url></urlset>".encode()
    return one


def outlets_file(folder: Path, *some: Tagged, more: str = "") -> Path:
    path = folder / "outlets.toml"
    path.write_text("".join(f'[[outlet]]\nsite = "{one.url}/"\n{more}\n' for one in some))
    return path


def rows(archive: Path, what: str = "url, kind, state, outcome, reason") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive)) as connection:
        return connection.execute(f"select {what} from address order by kind, url").fetchall()


def make_due(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection, connection:
        connection.execute("update address set due = '2026-01-01T00:00:00Z'")


@pytest.fixture
def twenty(outlet: Opens) -> list[Tagged]:
    return [made(outlet(f"127.0.0.{number}")) for number in range(2, 22)]


def check_polite(one: Tagged, robots: int) -> None:
    log = one.outlet
    assert log.most_at_once == 1
    assert min(log.gaps) >= GAP - NAP
    assert Counter(log.paths)["/robots.txt"] == robots
    assert not any(path.startswith("/private") for path in log.paths)


def test_twenty_outlets_twice(twenty: list[Tagged], tmp_path: Path) -> None:
    """The second pass asks politely again, sends every validator back as it came, and no body travels."""
    listed, archive = outlets_file(tmp_path, *twenty), tmp_path / "a.db"
    first = run("watch", archive, listed, "--once")
    assert "80 seen, 60 new, 0 changed, 0 copies, 0 unchanged, 20 refused: robots 20" in first.stderr
    assert first.exit_code == 5
    for one in twenty:
        check_polite(one, 1)
        asked = Counter(one.outlet.paths)
        assert asked.total() == len(asked) == 8  # robots, home, feed, sitemap, rights, three pages; each once
        one.outlet.log.clear()
        one.sent.clear()

    make_due(archive)
    second = run("watch", archive, listed, "--once")
    assert "80 seen, 0 new, 0 changed, 0 copies, 60 unchanged, 20 refused: robots 20" in second.stderr
    for one in twenty:
        check_polite(one, 0)  # it holds for a day, whichever run asks
        assert {status for _, status in one.sent} == {304}
        stories = {"/story-0", "/story-1", "/story-2"}
        assert {path for path, _ in one.sent} == {"/rss", "/map.xml", *stories}
        for request in one.outlet.log:
            if request.path.startswith("/story"):
                assert request.headers["If-Modified-Since"] == "Thu, 26 Nov 2026 07:30:00 GMT"


class TestWhatIsAsked:
    def test_nothing_before_it_is_due(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        listed, archive = outlets_file(tmp_path, one), tmp_path / "a.db"
        run("watch", archive, listed, "--once")
        one.outlet.log.clear()
        done = run("watch", archive, listed, "--once")
        assert done.exit_code == 0
        assert one.outlet.log == []

    def test_a_changed_page_is_a_new_version(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        listed, archive = outlets_file(tmp_path, one), tmp_path / "a.db"
        run("watch", archive, listed, "--once")
        one.bodies["/story-0"] = page("Ferry does not sail after all, the captain of the Elba told us")
        make_due(archive)
        assert "1 changed, 0 copies, 2 unchanged" in run("watch", archive, listed, "--once").stderr

    def test_a_server_that_ignores_validators_is_noted(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        listed, archive = outlets_file(tmp_path, one), tmp_path / "a.db"
        one.tag = lambda path: f'"{len(one.sent)}"'  # type: ignore[method-assign]
        run("watch", archive, listed, "--once")
        make_due(archive)
        assert "3 unchanged" in run("watch", archive, listed, "--once").stderr
        noted = rows(archive, "ignores_validators, etag")
        assert {ignores for ignores, _ in noted if _ is not None} == {1}
        before = {tag for _, tag in noted if tag}
        make_due(archive)
        run("watch", archive, listed, "--once")
        assert not before & {tag for _, tag in rows(archive, "ignores_validators, etag") if tag}

    def test_since_and_limit(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"), pages=6)
        one.outlet.robots("User-agent: *")
        old = rss("/story-0", "/story-1", day="Tue, 24 Nov 2026 08:30:00 +0100")
        fresh = rss("/story-2", "/story-3", "/story-4")
        one.bodies["/rss"] = old.partition(b"</channel>")[0] + fresh.partition(b"</title>")[2]
        done = run("crawl", tmp_path / "a.db", one.url + "/", "--since", "2026-11-25", "--limit", "2")
        assert "2 seen, 2 new" in done.stderr, done.stderr
        assert [path for path in one.outlet.paths if "story" in path] == ["/story-2", "/story-3"]
        again = run("crawl", tmp_path / "a.db", one.url + "/", "--since", "2026-11-25", "--limit", "2")
        assert "1 seen, 1 new" in again.stderr, again.stderr
        later = run("crawl", tmp_path / "a.db", one.url + "/", "--since", "2026-11-26")
        assert "0 seen" in later.stderr, later.stderr
        earlier = run("crawl", tmp_path / "a.db", one.url + "/", "--since", "2026-11-24")
        assert "2 seen, 2 new" in earlier.stderr, earlier.stderr
        before = len(one.sent)
        run("crawl", tmp_path / "a.db", one.url + "/")
        run("crawl", tmp_path / "a.db", one.url + "/")
        assert [sent for sent in one.sent[before:] if sent[0] == "/rss"] == [("/rss", 200), ("/rss", 304)]

    def test_a_sitemap_index_that_names_itself(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        entries = "".join(f"<sitemap><loc>{one.url}/{name}</loc></sitemap>" for name in ("map.xml", "a.xml"))
        one.bodies["/a.xml"] = one.bodies["/map.xml"]
        one.bodies["/map.xml"] = f"<sitemapindex>{entries}</sitemapindex>".encode()
        assert "3 new" in run("crawl", tmp_path / "a.db", one.url + "/").stderr
        assert Counter(one.outlet.paths)["/map.xml"] == 1

    def test_pages_that_never_come_back_are_retired(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        listed, archive = outlets_file(tmp_path, one), tmp_path / "a.db"
        for path in ("/story-0", "/rss"):
            del one.bodies[path]
            one.outlet.says(path, Reply(410, b""))
        one.bodies["/map.xml"] = f"<urlset><url><loc>{one.url}/story-0</loc></url></urlset>".encode()
        listed.write_text(listed.read_text() + f'feeds = ["{one.url}/rss", "{one.url}/map.xml"]')
        done = run("watch", archive, listed, "--once")
        assert "it is gone for good and is not asked again" in done.stderr
        states = {str(url).rpartition("/")[2]: state for url, _, state, _, _ in rows(archive)}
        assert (states["story-0"], states["rss"]) == ("retired", "retired")

    def test_two_spellings_of_an_address_are_asked_once(self, outlet: Opens, tmp_path: Path) -> None:
        one = made(outlet("127.0.0.2"))
        one.bodies["/rss"] = rss("/story-0", "/story-0?utm_source=rss", "/story-0#top")
        assert "2 seen, 2 new" in run("crawl", tmp_path / "a.db", one.url + "/").stderr


class TestRights:
    @pytest.mark.parametrize("signal", ["header", "meta", "file", "robots"])
    def test_reserved_pages_are_passed_over(self, outlet: Opens, tmp_path: Path, signal: str) -> None:
        one = made(outlet("127.0.0.2"))
        one.outlet.robots("User-agent: *")
        one.bodies["/rss"] = rss("/story-0")
        del one.bodies["/story-0"]
        body = page("Ferry sails again")
        replies = {
            "header": Reply(200, body, (("TDM-Reservation", "1"),)),
            "meta": Reply(200, b'<meta name="tdm-reservation" content="1">' + body),
        }
        one.outlet.says("/story-0", replies.get(signal, Reply(200, body)))
        if signal == "file":
            one.bodies["/.well-known/tdmrep.json"] = b'[{"location": "/story-*", "tdm-reservation": 1}]'
        if signal == "robots":
            one.outlet.robots("License: https://courier.test/licence.xml", "User-agent: *", "Allow: /")
        done = CliRunner().invoke(
            main, ["crawl", str(tmp_path / "a.db"), one.url + "/", "--allow-private", "--delay", "0.01", "--no-desk"]
        )
        assert "1 refused: rights 1" in done.stderr, done.stderr
        assert ("/story-0" in one.outlet.paths) is (signal in replies)
        assert "1 new" in run("crawl", tmp_path / "a.db", one.url + "/", "--rights").stderr

    def test_one_that_is_as_it_was_is_still_reserved_until_one_has_the_rights(
        self, outlet: Opens, tmp_path: Path
    ) -> None:
        """The server's 304 speaks of a page that the archive does not have."""
        one, archive = made(outlet("127.0.0.2")), tmp_path / "a.db"
        one.outlet.robots("User-agent: *")
        one.bodies["/rss"] = rss("/story-0")
        one.bodies["/story-0"] = b'<meta name="tdm-reservation" content="1">' + one.bodies["/story-0"]
        assert "1 refused: rights 1" in run("crawl", archive, one.url + "/").stderr
        make_due(archive)
        assert "1 refused: rights 1" in run("crawl", archive, one.url + "/").stderr
        assert one.sent[-1] == ("/story-0", 304)
        assert "1 new" in run("crawl", archive, one.url + "/", "--rights").stderr


class TestBadInput:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "names no outlet"),
            ("[[outlet]]\nname = 'x'", "has a site"),
            ("[[outlet]]\nsite = 'courier.test'", "no http(s) address"),
            ("[[outlet", "has a site"),
        ],
    )
    def test_outlets(self, tmp_path: Path, text: str, told: str) -> None:
        (tmp_path / "o.toml").write_text(text)
        done = run("watch", tmp_path / "a.db", tmp_path / "o.toml", "--once")
        assert told in done.stderr
        assert done.exit_code == 1

    @pytest.mark.parametrize("status", [401, 403, 404, 500])
    def test_a_site_that_refuses(self, outlet: Opens, tmp_path: Path, status: int) -> None:
        one = outlet("127.0.0.2")
        one.says("/", Reply(status, b""))
        done = run("crawl", tmp_path / "a.db", one.url + "/")
        assert f"answered {status}" in done.stderr
        assert "1 refused: http-status 1" in done.stderr

    @pytest.mark.parametrize("body", [b"", b"<h1>No feed</h1>", b"<rss><channel><item><link>javascript:x</link>"])
    def test_a_feed_that_is_none(self, outlet: Opens, tmp_path: Path, body: bytes) -> None:
        one = outlet("127.0.0.2")
        one.says("/rss", Reply(200, body))
        (tmp_path / "o.toml").write_text(f'[[outlet]]\nsite = "{one.url}/"\nfeeds = ["{one.url}/rss"]')
        done = run("watch", tmp_path / "a.db", tmp_path / "o.toml", "--once")
        assert "1 refused" in done.stderr
        assert isinstance(done.exception, SystemExit)


class TestKeptAsWarc:
    def test_reads_back_to_the_same_stories(self, outlet: Opens, tmp_path: Path) -> None:
        from warcio.checker import Checker

        one = made(outlet("127.0.0.2"))
        run("crawl", tmp_path / "a.db", one.url + "/", "--keep-warc", tmp_path / "warc")
        (kept,) = (tmp_path / "warc").iterdir()
        checked = Checker(SimpleNamespace(inputs=[str(kept)], verbose=False))
        checked.process_all()
        assert checked.exit_value == 0
        assert "3 new, 0 changed, 0 copies, 0 unchanged" in run("ingest", tmp_path / "b.db", kept).stderr
        assert texts(tmp_path / "b.db") == texts(tmp_path / "a.db")

    def test_a_folder_that_cannot_be_made(self, outlet: Opens, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        done = run("crawl", tmp_path / "a.db", "http://127.0.0.9:1/", "--keep-warc", tmp_path / "file" / "x")
        assert (done.exit_code, "cannot be made" in done.stderr) == (6, True)


def texts(archive: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(archive)) as connection:
        return connection.execute("select url, headline, source_hash from capture order by url").fetchall()


def test_runs_that_are_killed_lose_nothing_and_ask_nothing_twice(outlet: Opens, tmp_path: Path) -> None:
    """Killed at random: every page is kept once, and nothing asked for again but what was in flight, one a host."""
    chance = Random(7)
    some = [made(outlet(f"127.0.0.{number}"), pages=9) for number in (2, 3)]
    listed, archive = outlets_file(tmp_path, *some), tmp_path / "a.db"
    command = [sys.executable, "-m", "copydesk", "watch", archive, listed, "--once", "--allow-private", "--no-desk"]
    kills = 0
    for _ in range(6):
        asked = sum(len(one.outlet.log) for one in some)
        with subprocess.Popen([*command, "--delay", "0.1"], stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and sum(len(one.outlet.log) for one in some) == asked:
                time.sleep(0.01)
            try:
                process.wait(0.6 * chance.random())
            except subprocess.TimeoutExpired:
                process.kill()
                kills += 1
    assert kills > 2
    run("watch", archive, listed, "--once")
    states = Counter(outcome for _, kind, _, outcome, _ in rows(archive) if kind == "page")
    assert states == {"new": 18, "refused": 2}
    assert len(texts(archive)) == 18
    for one in some:
        again = {path: count - 1 for path, count in Counter(one.outlet.paths).items() if count > 1}
        assert sum(again.values()) <= kills, again
    with closing(sqlite3.connect(archive)) as connection:
        assert connection.execute("select count(*) from fetched").fetchone() == (0,)
