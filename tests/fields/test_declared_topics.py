"""Section path and tags as declared."""

import pytest
from tests.fields.declared_pages import declared, page, value

from copydesk.fields.tags import split_declared
from copydesk.layout.head import Head, MetaTag


def crumbs(*labels):
    steps = [{"@type": "ListItem", "position": number, "name": name} for number, name in enumerate(labels, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": steps[::-1]}


def test_breadcrumbs_are_the_section_path_without_home_and_story():
    trail = crumbs("Home", "News", "Coast", "Harbour reopens after the storm")
    read = page({"headline": "Harbour reopens after the storm", "articleSection": "Coast"}, graph=[trail])
    assert value(read.section) == ("News", "Coast")


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        ("harbour, ferries ,storm", ("harbour", "ferries", "storm")),
        (["harbour", "ferries, small"], ("harbour", "ferries, small")),
        (["harbour, ferries, storm"], ("harbour", "ferries", "storm")),
        ("harbour;ferries", ("harbour", "ferries")),
        ("harbour, Harbour, HARBOUR", ("harbour",)),
        (["4f2a91c0-1d0e-4b1c-9f4e-a1b2c3d4e5f6", "harbour", "1234567", "example.com"], ("harbour",)),
        (["Section: News", "Author: Ada", "Tag: harbour", "ferries"], ("harbour", "ferries")),
        (["topic/ferries", "harbour"], ("ferries", "harbour")),
        (["Business, Finance, & Ports"], ("Business, Finance, & Ports",)),
        ("The Example, harbour", ("harbour",)),
        ([{"@type": "DefinedTerm", "name": "harbour"}, "ferries"], ("harbour", "ferries")),
    ],
)
def test_tags(keywords, expected):
    assert value(page({"keywords": keywords}, og__site_name="The Example").tags) == expected


def test_han_keywords_without_commas_are_split_at_spaces():
    assert split_declared("港口 渡轮 风暴") == ["港口", "渡轮", "风暴"]
    assert split_declared("harbour ferries storm") == ["harbour ferries storm"]


def test_repeated_tag_elements_are_one_list():
    tags = tuple(MetaTag("article:tag", text, None, "property") for text in ("harbour", "ferries"))
    assert value(declared(Head(metas=tags)).tags) == ("harbour", "ferries")


def test_tags_that_have_nothing_to_do_with_the_story_are_less_sure():
    own = page(og__title="Harbour reopens", keywords="harbour, ferries, storm").tags[0]
    other = page(og__title="Harbour reopens", keywords="news, politics, sport").tags[0]
    assert other.confidence < own.confidence
