"""Only what is ours is answered, and every answer is safe to show."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from tests.web.serving import Served, serving

from copydesk.web.guard import POLICY, policy


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", "", "localhost@evil.example"]
)
def test_a_foreign_host_is_refused(room: Served, host: str) -> None:
    answer = room.get("/", host=host)
    assert answer.status_code in (400, 421)
    assert "quay" not in answer.text


@pytest.mark.parametrize("path", ["/", "/story/1", "/story/999", "/static/room.css", "/changes.atom", "/search?q=%22"])
def test_every_answer_has_the_headers(room: Served, path: str) -> None:
    headers = room.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY


def test_pictures_of_others_are_allowed_for_that_page_alone(room: Served) -> None:
    assert "img-src 'self' https:" in room.get("/story/1?images=1").headers["content-security-policy"]
    assert "https:" not in room.get("/story/1").headers["content-security-policy"]
    assert policy(remote_images=True).replace(" https:", "") == POLICY


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(room: Served, method: str) -> None:
    assert room.client.request(method, "/story/1").status_code == 405


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_post_from_elsewhere_is_refused(room: Served, origin: str) -> None:
    answer = room.client.post("/decide", headers={"origin": origin} if origin else {}, content=b"verdict=same")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/..%2f..%2fetc/passwd", "/static/room.css/"]
)
def test_nothing_but_the_room_is_served(room: Served, path: str) -> None:
    assert room.get(path).status_code == 404


@pytest.fixture(scope="module")
def locked(example: Path) -> Iterator[Served]:
    with serving(example, token="s3cret", names=["desk.example"]) as served:
        yield served


def test_a_token_is_asked_of_every_request(locked: Served) -> None:
    assert [locked.get(path).status_code for path in ("/", "/story/1.json", "/static/room.css")] == [401] * 3
    assert locked.get("/?token=wrong").status_code == 401
    assert locked.get("/", cookie="copydesk_token=wrong").status_code == 401


def test_the_token_goes_from_the_address_into_a_cookie(locked: Served) -> None:
    with httpx2.Client(base_url=locked.address, trust_env=False) as client:
        answer = client.get("/search?q=ferry&token=s3cret")
        assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=ferry")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert client.get("/search?q=ferry").status_code == 200


def test_a_name_that_was_allowed_is_answered(locked: Served) -> None:
    assert locked.get("/", host="desk.example", cookie="copydesk_token=s3cret").status_code == 200
    assert locked.get("/", host="other.example", cookie="copydesk_token=s3cret").status_code == 421
