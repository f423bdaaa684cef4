from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archive.stories import OTHERS, story

from copydesk.archive import upkeep
from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.errors import ArchiveError

SCRIPTS = {
    "ja": ("東京湾で貨物船の火災、港は閉鎖されたまま", "消防によると、横浜港の倉庫で火が出たのは午前三時ごろだった。"),
    "zh": ("渔港扩建工程获得市议会批准", "市议会星期一表决通过了渔港扩建计划，工程将在明年春天开工。"),
    "ko": ("부산항 여객선 운항이 다시 시작된다", "항만 당국은 월요일부터 여객선이 섬을 오갈 것이라고 밝혔다."),
    "th": ("ท่าเรือเก่าปิดซ่อมหนึ่งปี", "สภาเมืองตกลงให้ปิดท่าเรือเก่าเพื่อซ่อมแซมเสาที่แตกร้าว"),
    "en": ("Eastern quay closed after divers find cracks", "A crane of the northern yard was sold for scrap."),
}
PROBES = [
    ("ja", "湾"), ("ja", "火災"), ("ja", "東京湾"), ("ja", "貨物船"), ("ja", "午前三時"),
    ("zh", "渔"), ("zh", "议会"), ("zh", "扩建"), ("zh", "市议会"), ("zh", "明年春天"),
    ("ko", "섬"), ("ko", "부산"), ("ko", "여객선"), ("ko", "월요일"),
    ("th", "ท่าเรือ"), ("th", "เสา"), ("th", "สภาเมือง"), ("th", "ซ่อมแซม"),
]  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.db", write=True) as opened:
        for language, (headline, text) in SCRIPTS.items():
            url = f"https://{language}.example/story"
            opened.add(story((text,), headline=headline, url=url, language=language))
        yield opened


def outlets(archive: Archive, query: str) -> set[str]:
    return {one.outlet for one in archive.search(query).results}


@pytest.mark.parametrize(("language", "probe"), PROBES)
def test_scripts_without_spaces_are_found_by_any_run_of_characters(archive: Archive, language: str, probe: str) -> None:
    assert outlets(archive, probe) == {f"{language}.example"}


def test_the_probes_are_found_after_a_story_is_forgotten_and_the_rest_made_anew(archive: Archive) -> None:
    archive.forget("https://zh.example/story")
    upkeep.rebuild(archive.connection)
    for language, probe in PROBES:
        assert outlets(archive, probe) == (set() if language == "zh" else {f"{language}.example"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("quay", {"en.example"}),
        ("QUAY divers", {"en.example"}),
        ('"eastern quay"', {"en.example"}),
        ('"quay eastern"', set()),
        ("cra*", {"en.example"}),
        ("quay OR 港", {"en.example", "ja.example", "zh.example"}),
        ("港 NOT 東京", {"zh.example"}),
        ("language:ko", {"ko.example"}),
        ("outlet:th.example", {"th.example"}),
        ("NOT outlet:th.example language:th", set()),
        ("since:2024-05-13 until:2024-05", {"en.example", "ja.example", "ko.example", "th.example", "zh.example"}),
        ("since:2025", set()),
        ("until:2024-05-12", set()),
    ],
)
def test_queries(archive: Archive, query: str, found: set[str]) -> None:
    assert outlets(archive, query) == found


def test_one_row_for_a_family_with_its_count(archive: Archive) -> None:
    for name in ("one", "two", "three"):
        archive.add(story(url=f"https://{name}.example/quay"))
    results = archive.search("lorries")
    assert [one.copies for one in results.results] == [3]
    assert results.hits == 3


def test_marks_are_the_words_that_were_looked_for(archive: Archive) -> None:
    archive.add(story())
    found = archive.search("lorries").results[0]
    assert [found.snippet[start:end].lower() for start, end in found.marks] == ["lorries"]


def test_pages_do_not_move_when_stories_come_in(archive: Archive) -> None:
    def add(number: int) -> None:
        text = f"Ferry number {number} left pier {number * 31} with cargo {number * 17} for harbour {number * 13}."
        archive.add(story((text,), headline=f"Ferry {number}", url=f"https://f{number}.example/s"))

    for number in range(7):
        add(number)
    first = archive.search("ferry", limit=3)
    add(99)
    second = archive.search("ferry", limit=3, before=first.before)
    third = archive.search("ferry", limit=3, before=second.before)
    stories = [one.story for page in (first, second, third) for one in page.results]
    assert len(stories) == len(set(stories)) == 7
    assert third.before is None


def test_facets_count_the_hits(archive: Archive) -> None:
    facets = {facet.field: dict(facet.values) for facet in archive.search("").facets}
    assert facets["language"] == {"en": 1, "ja": 1, "ko": 1, "th": 1, "zh": 1}
    assert facets["year"] == {"2024": 5}


def test_a_place_to_go_on_from_that_is_none(archive: Archive) -> None:
    for before in ("x", "1", "1-", "-1-2", "٣-٤", "9" * 60):
        with pytest.raises(ArchiveError) as caught:
            archive.search("quay", before=before)
        assert caught.value.reason == "cursor"


def test_an_answer_says_where_it_was_cut(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copydesk.archive.search.MOST_HITS", 2)
    for name in ("a", "b", "c"):
        archive.add(story(OTHERS, headline=f"Choir {name}", url=f"https://{name}.example/c"))
    results = archive.search("choir")
    assert (results.hits, results.is_cut, results.order) == (2, True, "newest first")


def test_many_hits_and_those_of_a_beginning_alone_come_newest_first(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        archive.add(
            story((f"{OTHERS[0]} {name}", f"{name} of Saltmarsh"), headline=name, url=f"https://{name}.example/c")
        )
    assert archive.search("choir").order == "best first"
    beginning = archive.search("choi*")
    assert (beginning.order, beginning.is_cut) == ("newest first", False)
    monkeypatch.setattr("copydesk.archive.search.MOST_RANKED", 2)
    many = archive.search("choir")
    assert (many.hits, many.is_cut, many.order) == (3, False, "newest first")
