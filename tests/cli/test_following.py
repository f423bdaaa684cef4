"""Feeds and sitemaps on the command line: the stories that they name, against real servers whose logs are read."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.intake.outlets import Outlet, Reply

import copydesk
from copydesk.cli import main
from copydesk.errors import NotAStory
from copydesk.settings import Settings


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    options = ["--allow-private", "--delay", "0.01"]
    return CliRunner().invoke(main, [*map(str, arguments), *options], input=stdin)


def page(title: str, head: str = "") -> Reply:
    words = f"The ferry sails again from Monday, the port said. {title}."
    return Reply(200, f"<title>{title}</title>{head}<h1>{title}</h1><p>{words}</p>".encode())


def feed(one: Outlet, *names: str, more: str = "") -> Reply:
    for name in names:
        one.says(f"/{name}", page(name.replace("-", " ").title()))
    items = "".join(
        f"<item><title>{name}</title><link>/{name}</link><pubDate>Thu, 26 Nov 2026 08:30:00 +0100</pubDate></item>"
        for name in names
    )
    return Reply(200, f"<rss version='2.0'><channel><title>C</title>{items}{more}</channel></rss>".encode())


def urls(entries: list[str], name: str = "urlset") -> Reply:
    inner = "sitemap" if name == "sitemapindex" else "url"
    return Reply(200, f"<{name}>{''.join(f'<{inner}><loc>{url}</loc></{inner}>' for url in entries)}</{name}>".encode())


def headlines(done: Result) -> list[str]:
    return [json.loads(line)["headline"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_feed_gives_the_stories_that_it_names(outlet, jobs: str) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails", "strike-ends", "bridge-opens"))
    done = run("read", address, "--jobs", jobs)
    assert done.exit_code == 0, done.stderr
    assert headlines(done) == ["Ferry Sails", "Strike Ends", "Bridge Opens"]
    assert one.paths == ["/feed", "/robots.txt", "/ferry-sails", "/strike-ends", "/bridge-opens"] or one.paths == [
        "/robots.txt", "/feed", "/ferry-sails", "/strike-ends", "/bridge-opens",
    ]  # fmt: skip
    assert (one.most_at_once, one.connections) == (1, 2)


def test_what_the_feed_says_stands_in_the_evidence(outlet) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails"))
    story = json.loads(run("read", address, "--json").stdout)
    assert story["source"]["named_by"] == address
    assert story["published"] == {
        "value": "2026-11-26T08:30:00+01:00",
        "zone": "stated",
        "text": "Thu, 26 Nov 2026 08:30:00 +0100",
    }
    (found,) = [row for row in story["evidence"]["published"] if row["layer"] == "feed"]
    assert (found["rule"], found["locator"], found["chosen"]) == ("published/feed", "item 1", True)
    (lost,) = [row for row in story["evidence"]["headline"] if row["layer"] == "feed"]
    assert not lost["chosen"]
    assert story["headline"] == "Ferry Sails"


def test_what_the_page_says_itself_goes_first(outlet) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails"))
    declared = '<meta property="article:published_time" content="2026-11-25T07:00:00+01:00">'
    one.says("/ferry-sails", page("Ferry sails", declared))
    story = json.loads(run("read", address, "--json").stdout)
    assert story["published"]["value"] == "2026-11-25T07:00:00+01:00"


def test_a_feed_in_a_file_or_a_pipe(outlet, tmp_path: Path) -> None:
    one = outlet("127.0.0.2")
    reply = feed(one, "ferry-sails", "strike-ends")
    (tmp_path / "feed.xml").write_bytes(reply.body)
    for source, stdin in ((tmp_path / "feed.xml", b""), ("-", reply.body)):
        done = run("read", source, "--url", one.url + "/", "--jsonl", stdin=stdin)
        assert headlines(done) == ["Ferry Sails", "Strike Ends"], done.stderr


def test_an_index_of_sitemaps_that_names_itself_ends(outlet) -> None:
    one = outlet("127.0.0.2")
    index = one.url + "/index.xml"
    one.says("/index.xml", urls([index, one.url + "/1.xml", one.url + "/1.xml", one.url + "/page"], "sitemapindex"))
    one.says("/1.xml", urls([one.url + "/ferry", one.url + "/strike"]))
    for name in ("ferry", "strike"):
        one.says(f"/{name}", page(name.title() + " news today"))
    done = run("read", index)
    assert headlines(done) == ["Ferry news today", "Strike news today"], done.stderr
    assert "/page: an index of sitemaps names it, and it is no sitemap [sitemap]" in done.stderr
    assert done.exit_code == 5
    assert Counter(one.paths) == Counter(["/robots.txt", "/index.xml", "/1.xml", "/page", "/ferry", "/strike"])


def test_indexes_of_indexes_end(outlet) -> None:
    one = outlet("127.0.0.2")
    for number in range(9):
        one.says(f"/{number}.xml", urls([f"{one.url}/{number + 1}.xml"], "sitemapindex"))
    done = run("read", one.url + "/0.xml")
    assert "deep in one another" in done.stderr
    assert max(one.paths) == "/robots.txt"
    assert "/4.xml" not in one.paths


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<rss version='2.0'><channel><title>C</title></channel></rss>", "the feed names no story [feed]"),
        (b"<rss><channel><item><link>javascript:alert(1)</link></item></channel></rss>", "[scheme]"),
        (b"<rss><channel><item><title>cut", "item 1, on line 1, is broken"),
    ],
)
def test_a_feed_without_a_story_says_why(outlet, body: bytes, told: str) -> None:
    one = outlet("127.0.0.2")
    done = run("read", one.says("/feed", Reply(200, body)))
    assert told in done.stderr
    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)


def test_a_run_that_goes_on_asks_for_the_feed_and_for_what_is_new(outlet, tmp_path: Path) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails", "strike-ends"))
    assert run("read", address, "-o", tmp_path / "out.jsonl").exit_code == 0
    one.log.clear()
    one.says("/feed", feed(one, "bridge-opens", "ferry-sails", "strike-ends"))
    done = run("read", address, "-o", tmp_path / "out.jsonl", "--resume")
    assert done.exit_code == 0, done.stderr
    assert sorted(one.paths) == ["/bridge-opens", "/feed", "/robots.txt"]
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert sorted(json.loads(line)["headline"] for line in lines) == ["Bridge Opens", "Ferry Sails", "Strike Ends"]


def test_among_many_addresses(outlet, tmp_path: Path) -> None:
    one, other = outlet("127.0.0.2"), outlet("127.0.0.3")
    address = one.says("/feed", feed(one, "ferry-sails", "strike-ends"))
    other.says("/a", page("Bridge opens at last"))
    done = run("read", other.url + "/a", address, other.url + "/a")
    assert headlines(done) == ["Bridge opens at last", "Ferry Sails", "Strike Ends", "Bridge opens at last"]


def test_into_an_archive(outlet, tmp_path: Path) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails", "strike-ends"))
    assert "2 seen" in run("ingest", tmp_path / "a.db", address, "--no-desk").stderr
    assert (
        "2 seen, 0 new, 0 changed, 0 copies, 2 unchanged"
        in run("ingest", tmp_path / "a.db", address, "--no-desk").stderr
    )


def test_the_function_still_says_that_a_feed_is_no_story(outlet) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", feed(one, "ferry-sails"))
    with pytest.raises(NotAStory, match="feed"):
        copydesk.read(address, settings=Settings(allow_private=True))
