"""What of a site can be followed, against real servers whose logs are read."""

import json

from click.testing import CliRunner, Result
from tests.intake.outlets import Outlet, Reply

from copydesk.cli import main

GONE = Reply(404, b"")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["feeds", *arguments, "--allow-private", "--delay", "0.01"])


def rss(title: str, *links: str) -> Reply:
    items = "".join(f"<item><title>x</title><link>{link}</link></item>" for link in links)
    return Reply(200, f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode())


def home(one: Outlet, head: str = "") -> str:
    for path in ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/sitemap.xml"):
        one.says(path, GONE)
    for path in ("/sitemap_index.xml", "/sitemap-news.xml", "/news-sitemap.xml"):
        one.says(path, GONE)
    return one.says("/", Reply(200, f"<html><head>{head}</head><h1>The Courier</h1></html>".encode()))


def link(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}">'


def found(done: Result) -> list[tuple[str, str, bool]]:
    return [(row["address"], row["origin"], row["is_comments"]) for row in json.loads(done.stdout)["results"]]


def test_what_the_page_and_its_robots_name(outlet) -> None:
    one = outlet("127.0.0.2")
    address = home(one, link("/rss-main") + link("/comments/feed/") + link("/de", "text/html") + link("/lost"))
    one.robots("User-agent: *", f"Sitemap: {one.url}/map.xml")
    one.says("/rss-main", rss("The Courier", "/a", "/b"))
    one.says("/comments/feed/", rss("Comments for The Courier", "/a#1"))
    one.says("/lost", Reply(200, b"<h1>Not a feed</h1>"))
    one.says("/map.xml", Reply(200, b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>"))
    done = run(address, "--json")
    assert found(done) == [
        (one.url + "/rss-main", "link", False),
        (one.url + "/comments/feed/", "link", True),
        (one.url + "/map.xml", "robots.txt", False),
    ]
    assert sorted(one.paths) == sorted(["/", "/comments/feed/", "/lost", "/map.xml", "/robots.txt", "/rss-main"])
    assert (one.most_at_once, one.connections) == (1, 1)
    shown = run(address).stdout
    assert "rss 2 stories The Courier [link]" in shown
    assert "sitemapindex 1 sitemaps [robots.txt]" in shown


def test_known_places_where_it_names_none(outlet) -> None:
    one = outlet("127.0.0.2")
    address = home(one)
    one.says("/feed/", rss("The Courier", "/a"))
    one.says("/rss", rss("The Courier", "/a"))
    one.says("/sitemap.xml", Reply(200, b"<urlset><url><loc>/a</loc></url></urlset>"))
    assert found(run(address, "--json")) == [
        (one.url + "/feed/", "known place", False),
        (one.url + "/sitemap.xml", "known place", False),
    ]


def test_a_feed_itself(outlet) -> None:
    one = outlet("127.0.0.2")
    address = one.says("/feed", rss("The Courier", "/a"))
    assert found(run(address, "--json")) == [(address, "given", False)]
    assert one.paths == ["/robots.txt", "/feed"]


def test_nothing_to_follow(outlet) -> None:
    one = outlet("127.0.0.2")
    done = run(home(one))
    assert done.exit_code == 4
    assert "names no feed and no sitemap" in done.stderr


def test_a_site_that_does_not_answer(outlet) -> None:
    one = outlet("127.0.0.2")
    done = run(one.says("/", Reply(403, b"")))
    assert done.exit_code == 1
    assert "answered 403" in done.stderr
    one.robots("User-agent: *", "Disallow: /")
    assert run(one.url + "/").exit_code == 6
