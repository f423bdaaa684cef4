import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.errors import UnknownId
from copydesk.records import Story

MONDAY, TUESDAY, FRIDAY = "2024-05-13T20:00:00Z", "2024-05-14T08:00:00Z", "2024-05-17T08:00:00Z"
CHANGED = (*PARAGRAPHS[:3], "The council met again and found 5.6 million for a new quay, to be paid by the port.")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.db", write=True) as opened:
        yield opened


def kinds(archive: Archive) -> list[str]:
    return [row[0] for row in archive.connection.execute("select kind from capture order by id")]


def test_a_story_is_new_once_and_unchanged_afterwards(archive: Archive) -> None:
    first = archive.add(story(fetched="2024-05-13T20:00:00Z"))
    again = archive.add(story(fetched="2024-05-14T08:00:00Z"))
    assert (first.kind, again.kind) == ("new", "unchanged")
    assert again.capture == first.capture
    version = archive.versions("1")
    assert [(one.first_seen, one.last_seen) for one in version] == [(MONDAY, TUESDAY)]


def test_a_changed_page_is_a_further_capture_and_the_first_stays(archive: Archive) -> None:
    archive.add(story(fetched=MONDAY))
    changed = archive.add(story(CHANGED, fetched=TUESDAY))
    assert (changed.kind, changed.story, changed.number) == ("changed", 1, 2)
    assert archive.story("1@1").text.endswith("a new quay would cost.")
    assert archive.story("1").text.endswith("to be paid by the port.")


def test_captures_in_any_order_of_time(archive: Archive) -> None:
    archive.add(story(CHANGED, fetched=FRIDAY))
    archive.add(story(fetched=MONDAY))
    assert archive.add(story(fetched=TUESDAY)).kind == "unchanged"
    assert [one.id for one in archive.versions("1")] == ["1@2", "1@1"]
    assert archive.held("1").headline == story().headline


def test_the_text_of_another_outlet_is_a_copy(archive: Archive) -> None:
    archive.add(story())
    copy = archive.add(story(url="https://herald.example/a/quay", headline="Quay shut over cracks"))
    assert copy.kind == "copy"
    other = archive.copies("1")
    assert [(one.id, one.kind, one.outlet) for one in other] == [("2@1", "same text", "herald.example")]
    assert other[0].share == 1.0


def test_strangers_are_no_copies(archive: Archive) -> None:
    archive.add(story())
    assert archive.add(story(OTHERS, headline="A choir sings", url="https://herald.example/choir")).kind == "new"
    assert archive.copies("1") == ()


def test_a_page_without_an_address_is_itself_alone(archive: Archive) -> None:
    archive.add(story(url=None))
    assert archive.add(story(url=None)).kind == "unchanged"
    assert archive.add(story(OTHERS, url=None, headline="A choir sings")).story == 2


def test_the_same_slug_at_the_same_outlet_is_the_same_story(archive: Archive) -> None:
    archive.add(story(url="https://courier.example/news/eastern-quay-closed-after-cracks"))
    moved = archive.add(story(CHANGED, url="https://courier.example/2024/eastern-quay-closed-after-cracks.html"))
    assert (moved.kind, moved.story) == ("changed", 1)


def test_all_again_changes_nothing(archive: Archive) -> None:
    def rows() -> list[object]:
        tables = ("story", "capture", "print", "relation")
        return [archive.connection.execute(f"select * from {table} order by 1, 2").fetchall() for table in tables]

    batch = [story(), story(url="https://herald.example/q"), story(OTHERS, url="https://herald.example/choir")]
    for one in batch:
        archive.add(one, seen=MONDAY)
    before = rows()
    for one in batch:
        archive.add(one, seen=MONDAY)
    assert rows() == before


def test_three_hundred_trimmed_copies_are_one_family_with_few_prints(archive: Archive) -> None:
    paragraphs = [
        f"Paragraph {name} tells of the {thing} that {who} saw at the quay on {day}."
        for name, thing, who, day in zip(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa".split(),
            "crane barge winch buoy anchor rope lantern ladder bollard hull".split(),
            "Merrow Vael Harrow Lindqvist Aas Potter Green Roe Moe Mabola".split(),
            "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Easter Whitsun Advent".split(),
            strict=True,
        )
    ]
    for number in range(300):
        kept = [text for place, text in enumerate(paragraphs) if (place + number) % 5]
        archive.add(story(kept, url=f"https://outlet{number}.example/quay"))
    families = archive.connection.execute("select count(distinct family) from story").fetchone()[0]
    prints = archive.connection.execute("select count(*) from print").fetchone()[0]
    assert families == 1
    assert prints < 100


def test_an_unknown_id_names_the_nearest(archive: Archive) -> None:
    archive.add(story())
    archive.add(story(CHANGED, fetched=FRIDAY))
    with pytest.raises(UnknownId, match="no story 9; the nearest are 1"):
        archive.story("9")
    with pytest.raises(UnknownId, match="no capture 1@7; the nearest are 1@1, 1@2"):
        archive.story("1@7")
    with pytest.raises(UnknownId, match="no story quay"):
        archive.story("quay")


def test_nothing_of_a_batch_is_kept_when_it_fails(archive: Archive) -> None:
    archive.connection.execute(
        "create trigger stop before insert on capture when new.outlet = 'herald.example'"
        " begin select raise(abort, 'stop'); end"
    )
    from copydesk.archive.incoming import incoming

    batch = [incoming(one, now=MONDAY) for one in (story(), story(url="https://herald.example/q"))]
    with pytest.raises(Exception, match="stop"):
        archive.add_all(batch)
    assert archive.connection.execute("select count(*) from story").fetchone()[0] == 0


def test_stories_of_one_batch_are_copies_of_each_other(archive: Archive) -> None:
    from copydesk.archive.incoming import incoming

    addresses = [f"https://outlet{number}.example/quay" for number in range(4)]
    added = archive.add_all([incoming(story(url=url), now=MONDAY) for url in addresses])
    assert [one.kind for one in added] == ["new", "copy", "copy", "copy"]
    assert archive.connection.execute("select count(distinct capture) from print").fetchone()[0] == 1


def test_the_index_of_a_batch_is_one_piece(archive: Archive) -> None:
    from copydesk.archive.incoming import incoming

    texts = [(f"{OTHERS[0]} {number}",) for number in range(40)]
    archive.add_all([incoming(story(text, url=f"https://o{hash(text)}.example/"), now=MONDAY) for text in texts])
    pieces = archive.connection.execute("select count(distinct id >> 37) from words_data where id > 10").fetchone()[0]
    assert pieces == 1


def test_the_file_is_a_plain_sqlite_database(archive: Archive) -> None:
    archive.add(story(agency="AFP"))
    archive.close()
    with sqlite3.connect(archive.path) as plain:
        assert plain.execute("select headline, outlet, day, agency from capture").fetchall() == [
            ("Eastern quay closed after divers find cracks", "courier.example", "2024-05-13", "AFP")
        ]
    archive.connection = sqlite3.connect(":memory:")


def test_two_orders_of_ingest_agree_on_the_families(tmp_path: Path) -> None:
    stories = [
        story(
            [f"{text} ({name})" for place, text in enumerate(PARAGRAPHS) if place != cut],
            url=f"https://{name}{cut}.example/q",
        )
        for name in ("north", "south")
        for cut in range(5)
    ]
    stories += [
        story((OTHERS[number],), headline=f"Choir {number}", url=f"https://c{number}.example/c") for number in range(3)
    ]

    def families(order: list[Story], name: str) -> set[frozenset[str]]:
        with open_archive(tmp_path / name, write=True) as archive:
            for one in order:
                archive.add(one)
            rows = archive.connection.execute("select group_concat(outlet) from story group by family").fetchall()
        return {frozenset(row[0].split(",")) for row in rows}

    assert families(stories, "one.db") == families(stories[::-1], "other.db")


def test_a_story_of_the_family_that_was_never_compared_has_its_shares_when_asked(archive: Archive) -> None:
    archive.add(story())
    archive.add(story(url="https://herald.example/quay"))
    later = (PARAGRAPHS[0].replace("three", "five"), *PARAGRAPHS[1:])
    archive.add(story(later))
    (copy,) = archive.copies("1@2")
    assert copy.kind == "same text"
    assert copy.share is not None and 0.9 < copy.share < 1
    assert "by way of another of its stories" in copy.reason


def test_a_capture_that_is_not_there_names_those_that_are(archive: Archive) -> None:
    for number in range(5):
        archive.add(
            story((*PARAGRAPHS, f"Version {number} of the story has {number} boats.")),
            seen=f"2024-05-1{number}T10:00:00Z",
        )
    with pytest.raises(UnknownId) as caught:
        archive.held("1@9")
    assert caught.value.nearest == ("1@1", "1@2", "1@3", "1@4", "1@5")
