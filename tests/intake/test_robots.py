import pytest

from copydesk.errors import Refused, Unreadable
from copydesk.intake.robots import Rules, rules_from, rules_without

AGENT = "copydesk/1.0 (news reader)"
URL = "https://news.test/story?id=7"


LOCATION = "https://news.test/robots.txt"


def rules(status: int, content: bytes) -> Rules:
    return rules_from(LOCATION, status, content, AGENT)


def check(status: int, content: bytes, url: str = URL) -> None:
    rules(status, content).check(url)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_missing_file_allows(status):
    check(status, b"User-agent: *\nDisallow: /")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_failing_server_refuses(status):
    with pytest.raises(Refused, match=str(status)) as caught:
        check(status, b"")
    assert caught.value.reason == "robots"


def test_rules_for_our_name_win_over_rules_for_all():
    content = b"User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow: /private\n"
    check(200, content)
    with pytest.raises(Refused):
        check(200, content, "https://news.test/private")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"<html>no such page</html>", b"Disallow: /", b"\xef\xbb\xbf"]
)
def test_file_without_rules_for_us_allows(content):
    check(200, content)


def test_file_with_a_mark_is_obeyed():
    with pytest.raises(Refused):
        check(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /")


@pytest.mark.parametrize(
    "error", [Unreadable("timeout", "no"), Unreadable("connection", "no"), Refused("address", "no")]
)
def test_silence_refuses_and_no_connection_says_so(error):
    with pytest.raises(type(error) if error.reason != "timeout" else Refused) as caught:
        rules_without(LOCATION, error, AGENT).check(URL)
    assert caught.value.reason == ("robots" if error.reason == "timeout" else error.reason)


def test_a_robots_file_that_only_redirects_is_none():
    rules_without(LOCATION, Refused("redirects", "no"), AGENT).check(URL)


@pytest.mark.parametrize(
    ("lines", "gap"),
    [
        (b"User-agent: *\nCrawl-delay: 7", 7),
        (b"User-agent: copydesk\nCrawl-delay: 2.5\n\nUser-agent: *\nCrawl-delay: 9", 2.5),
        (b"User-agent: *\nRequest-rate: 2/10", 5),
        (b"User-agent: *\nRequest-rate: 1/3s\nCrawl-delay: 2", 3),
        (b"User-agent: *\nRequest-rate: 0/1\nCrawl-delay: soon", 0),
        (b"User-agent: *\nCrawl-delay: -5", 0),
        (b"User-agent: *\nCrawl-delay: nan", 0),
        (b"User-agent: *\nDisallow:", 0),
    ],
)
def test_the_pause_is_what_the_file_asks_for(lines, gap):
    assert rules(200, lines).gap == gap
