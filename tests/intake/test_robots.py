import pytest

from copydesk.errors import Refused, Unreadable
from copydesk.intake.robots import Robots

AGENT = "copydesk/1.0 (news reader)"
URL = "https://news.test/story?id=7"


def check(status: int, content: bytes, url: str = URL) -> None:
    Robots(AGENT).check(url, lambda location: (status, content))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_missing_file_allows(status):
    check(status, b"User-agent: *\nDisallow: /")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_failing_server_refuses(status):
    with pytest.raises(Refused, match=str(status)) as caught:
        check(status, b"")
    assert caught.value.reason == "robots"


def test_rules_for_our_name_win_over_rules_for_all():
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow: /private\n"
    check(200, rules)
    with pytest.raises(Refused):
        check(200, rules, "https://news.test/private")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"<html>no such page</html>", b"Disallow: /", b"\xef\xbb\xbf"]
)
def test_file_without_rules_for_us_allows(content):
    check(200, content)


def test_file_with_a_mark_is_obeyed():
    with pytest.raises(Refused):
        check(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /")


def test_asked_once_for_each_host_scheme_and_port():
    asked = []

    def load(location: str) -> tuple[int, bytes]:
        asked.append(location)
        return 404, b""

    robots = Robots(AGENT)
    for url in ("http://a.test/1", "http://a.test/2", "https://a.test/1", "http://a.test:81/", "http://a.test?q"):
        robots.check(url, load)
    assert asked == ["http://a.test/robots.txt", "https://a.test/robots.txt", "http://a.test:81/robots.txt"]


def test_silence_refuses_and_no_connection_says_so():
    def fail(reason: str):
        def load(location: str) -> tuple[int, bytes]:
            raise Unreadable(reason, "no")

        return load

    with pytest.raises(Refused):
        Robots(AGENT).check(URL, fail("timeout"))
    with pytest.raises(Unreadable):
        Robots(AGENT).check(URL, fail("connection"))
