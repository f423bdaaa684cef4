"""The screens answer, their errors say what to do, and twins say the same."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from tests.archive.stories import story
from tests.web.serving import Served, built, serving

from copydesk.archive.archive import open_archive
from copydesk.archive.errors import ArchiveError
from copydesk.archive.health import FIELDS, filled, weeks
from copydesk.web.pool import Pool
from copydesk.web.screens import answer

SCREENS = {
    "/": "Hollin votes for a second boat",
    "/search?q=ferry+person:farrant": "Odile",
    "/story/1@2": "the only crossing that is open",
    "/story/1@2?field=byline": "By Lena Quill and NPA",
    "/story/1@2/source": "Set aside: ",
    "/compare?a=1@1&b=1@2": "Farrant",
    "/compare?a=1@1&b=1@2&view=side": "A and B side by side",
    "/family/1": "Varden Post",
    "/people": "Rasmus Ebele",
    "/person/odile%20farrant": "harbour director",
    "/quotes": "We have waited long enough",
    "/timeline": "How it was dated",
    "/changes": "figures",
    "/outlets": "vardenpost.example",
    "/ingest": "Captures by kind",
}


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_and_its_twins(room: Served, path: str) -> None:
    page = room.get(path)
    assert page.status_code == 200
    assert SCREENS[path] in page.text
    bare, _, query = path.partition("?")
    bare = "/index" if bare == "/" else bare
    data = room.get(f"{bare}.json?{query}").json()
    rows = list(csv.DictReader(io.StringIO(room.get(f"{bare}.csv?{query}").text)))
    assert [row["part"] for row in rows] == [part for part, found in data.items() for _ in found]
    assert f"{bare}.json" in page.text


def test_the_words_of_a_field_are_lit(room: Served) -> None:
    text = room.get("/story/1@2?field=byline").text
    assert text.count("<mark") == 1
    assert 'id="lit"' in text
    assert "By Lena Quill and NPA</a></mark>" in text


def test_a_copied_paragraph_says_of_which_it_is_the_copy(room: Served) -> None:
    assert "copy of paragraph" in room.get("/story/1@1/source").text


def test_two_captures_are_compared_in_a_sentence(room: Served) -> None:
    data = room.get("/compare.json?a=1@1&b=1@2").json()
    assert data["compare"][0]["sentence"].startswith("The headline")
    assert {"headline", "figure", "added", "cut"} <= {row["kind"] for row in data["changes"]}
    least = room.get("/compare.json?a=1@1&b=1@2&min=substance").json()["changes"]
    assert {row["significance"] for row in least} == {"substance"}


def test_unrelated_stories_are_both_shown(room: Served) -> None:
    data = room.get("/compare.json?a=1&b=6").json()
    assert "share no passage" in data["compare"][0]["relation"]
    assert {row["state"] for row in data["text"]} >= {"added", "gone"}


def test_the_family_says_what_each_kept(room: Served) -> None:
    data = room.get("/family/1.json").json()
    members = {row["outlet"]: row for row in data["members"]}
    assert members["NPA"]["is_first"]
    assert members["Hollin Islander"]["own"] == 1
    assert "absent" in members["Varden Post"]["cells"]


@pytest.mark.parametrize("begin", ["²", "٣", "-1", "9" * 5_000])
def test_a_family_from_a_place_that_is_none_is_shown_from_the_first(room: Served, begin: str) -> None:
    assert room.get(f"/family/1?from={begin}").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "no page"),
        ("/story/99", 404, "the nearest are"),
        ("/story/1@9", 404, "1@1, 1@2"),
        ("/story/x", 404, "the nearest are"),
        ("/family/99", 404, "no family"),
        ("/person/nobody%20known", 404, "no person"),
        ("/story/1?field=nothing", 400, "there is no field"),
        ("/story/1?from=900", 400, "lines"),
        ("/compare", 400, "two captures"),
        ("/compare?a=1@1&b=1@2&view=upside", 400, "one of inline, side"),
        ("/search?before=soon", 400, "no place to go on from"),
        ("/search?q=%22quay", 400, "unclosed quote"),
        ("/timeline?q=(", 400, "query"),
    ],
)
def test_bad_input_is_answered(room: Served, path: str, status: int, words: str) -> None:
    page = room.get(path)
    assert page.status_code == status
    bare, _, query = path.partition("?")
    twin = room.get(f"{bare}.json?{query}")
    assert twin.status_code == status
    assert set(twin.json()) == {"error"}
    assert set(twin.json()["error"]) == {"code", "message"}
    assert words in page.text or words in twin.json()["error"]["message"]


def test_a_query_that_does_not_parse_keeps_its_box(room: Served) -> None:
    text = room.get("/search?q=ferry+%28quay").text
    assert 'value="ferry (quay"' in text
    assert "here: " in text


def test_a_query_out_of_time_says_what_to_narrow(tmp_path: Path) -> None:
    path = built(tmp_path / "news.db", (), [story()])
    pool = Pool.of_file(path, seconds=0.0)
    slow = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000000) select max(i) from n"
    with pytest.raises(ArchiveError, match="narrow it") as caught, pool.archive() as archive:
        archive.connection.execute(slow).fetchone()
    assert caught.value.reason == "time"
    with pool.archive() as archive:
        assert archive.connection.execute("select count(*) from story").fetchone()[0] == 1
    pool.close()


def test_a_newer_archive_gets_a_page_that_says_so(tmp_path: Path) -> None:
    path = built(tmp_path / "news.db", (), [story()])
    with serving(path) as served:
        assert served.get("/story/1").status_code == 200
        with sqlite3.connect(path) as connection:
            connection.execute("pragma user_version = 99")
        answered = served.get("/story/1")
        assert answered.status_code == 503
        assert "upgrade copydesk" in answered.text


def test_what_an_ingest_adds_shows_at_the_next_request(tmp_path: Path) -> None:
    path = built(tmp_path / "news.db", (), [story()])
    with serving(path) as served, open_archive(path, write=True) as archive:
        assert served.get("/story/2").status_code == 404
        archive.add(story(["A choir sang in the old customs house while it rained."], url="https://h.example/choir"))
        assert served.get("/story/2").status_code == 200
        assert served.get("/ingest.json").json()["ingest"][0]["captures"] == 2


def test_decisions_are_kept_and_taken_back(tmp_path: Path, example: Path) -> None:
    path = tmp_path / "news.db"
    path.write_bytes(example.read_bytes())
    form = {"verdict": "same", "one": "odile farrant", "other": "odile ferrant", "token": "t"}
    with serving(path, edit="t") as served:
        origin = {"origin": served.address}
        page = served.get("/person/odile%20farrant").text
        assert "Odile Ferrant" not in page
        assert 'name="token" value="t"' in served.get("/person/rasmus%20ebele").text or "form" in page
        assert served.client.post("/decide", data={**form, "token": "wrong"}, headers=origin).status_code == 403
        kept = served.client.post("/decide", data=form, headers=origin)
        assert (kept.status_code, kept.headers["location"]) == (303, "/person/odile%20farrant")
        assert "Odile Ferrant" in served.get("/person/odile%20farrant").text
        served.client.post("/decide", data={**form, "verdict": "undo"}, headers=origin)
        assert "Odile Ferrant" not in served.get("/person/odile%20farrant").text
        unknown = served.client.post("/decide", data={**form, "other": "nobody there"}, headers=origin)
        assert unknown.status_code == 404
        assert served.client.post("/decide", data={**form, "verdict": "x"}, headers=origin).status_code == 400


def test_nothing_is_decided_without_edit(room: Served) -> None:
    form = {"verdict": "same", "one": "odile farrant", "other": "odile ferrant", "token": ""}
    assert room.client.post("/decide", data=form, headers={"origin": room.address}).status_code == 403
    assert "/decide" not in room.get("/person/odile%20farrant").text


def test_the_feed_has_the_changes(room: Served) -> None:
    text = room.get("/changes.atom").text
    assert "<id>urn:copydesk:1@2</id>" in text
    assert text.count("<entry>") == len(room.get("/changes.json").json()["changed"])


def test_an_answer_is_the_same_without_a_server(example: Path, room: Served) -> None:
    with open_archive(example) as archive:
        screen = answer(archive, "/story/1@2?field=byline")
    parts = json.loads(room.get("/story/1@2.json?field=byline").text)
    assert {name: len(rows) for name, rows in screen.parts.items()} == {name: len(rows) for name, rows in parts.items()}


def test_a_running_ingest_is_followed_where_one_asks_for_it(room: Served) -> None:
    refresh = '<meta http-equiv="refresh" content="5">'
    assert refresh not in room.get("/ingest").text
    followed = room.get("/ingest?every=5").text
    assert refresh in followed
    assert "a minute" in followed
    assert room.get("/ingest?every=1").status_code == 400


def test_sources_are_counted_as_health_counts_them(room: Served, example: Path) -> None:
    with open_archive(example) as archive:
        told = {(one.outlet, one.monday.isoformat()): one for one in weeks(filled(archive.connection))}
    rows = room.get("/outlets.json").json()["coverage"]
    assert len(rows) == len(told) > 4
    for row in rows:
        week = told[row["outlet"], row["monday"]]
        assert row["stories"] == week.captures
        assert {field: row[field] for field in FIELDS} == {field: round(week.shares[field], 3) for field in FIELDS}


def test_who_asks_for_a_speaker_where_nobody_read_is_told(tmp_path: Path) -> None:
    with serving(built(tmp_path / "unread.db", (), [story()])) as unread:
        assert "No story here was read by the desk" in unread.get("/search?q=speaker:merrow").text
        assert "read by the desk" not in unread.get("/search?q=unheard").text
