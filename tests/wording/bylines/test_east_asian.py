"""Names among dates and sources, and in brackets at the start and the end of a story."""

import pytest

import copydesk
from copydesk.wording.bylines.east_asian import bracketed_reporters
from copydesk.wording.bylines.read import read_byline

STORY = "市议会周二投票决定将旧桥关闭两年，表示工程不能再等待。"


@pytest.mark.parametrize(
    "line", ["2024-03-12 10:20 作者：王小明 来源：新华社", "2024年3月12日 作者：王小明", "来源：新华社 | 记者: 王小明"]
)
def test_the_author_among_date_and_source(line: str) -> None:
    assert [person.name for person in read_byline(line).people] == ["王小明"]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (f"新华社北京3月12日电（记者王小明）{STORY}", STORY, ["王小明"]),
        (f"新华社北京3月12日电（记者 王小明、李华）{STORY}", STORY, ["王小明", "李华"]),
        (STORY, "市議会は橋の閉鎖を決めた。【佐倉美和】", ["佐倉美和"]),
        (STORY, "市議会は橋の閉鎖を決めた。【佐倉美和、北村健】", ["佐倉美和", "北村健"]),
        (STORY, "市議会は橋の閉鎖を決めた。【関連記事】", []),
        (STORY, "市議会は橋の閉鎖を決めた【佐倉美和】", []),
        (f"市长（记者出身的王小明）说，{STORY}", STORY, []),
        ("The council voted.", "It closed the bridge.", []),
    ],
)
def test_reporters_in_brackets(first: str, last: str, names: list[str]) -> None:
    found = bracketed_reporters(first, last)
    assert ([person.name for person in found[1]] if found else []) == names


def test_reporters_in_brackets_are_authors_of_page_and_text() -> None:
    first = f"新华社北京3月12日电（记者王小明）{STORY}市长在投票后表示，没有其他选择。"
    second = "这座桥建于一九一一年，每天约有八千辆汽车通过。市政府说，施工期间公交线路也会调整，请居民提前安排。"
    page = f"<article><h1>旧桥将关闭两年</h1><p>{first}</p><p>{second}</p></article>"
    for source in (page, f"旧桥将关闭两年\n\n{first}\n\n{second}"):
        assert [person.name for person in copydesk.read(source).authors] == ["王小明"]
