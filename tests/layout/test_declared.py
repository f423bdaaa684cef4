import msgspec
import pytest

from copydesk.layout import declarations
from copydesk.layout.declarations import declared_page, found, rows, texts
from copydesk.layout.head import Head, LinkTag, MetaTag, Property, Script


def test_a_head_declares_nothing_by_default():
    assert Head() == Head(title=None, metas=(), links=(), scripts=(), states=(), properties=())


@pytest.mark.parametrize(
    "record",
    [
        MetaTag("og:title", "Harbour reopens", (10, 40), "property"),
        LinkTag("canonical", "https://example.com/harbour"),
        Script('{"a": 1}', (5, 20), 3),
        Property("headline", "Harbour reopens", "https://schema.org/NewsArticle", 1),
    ],
)
def test_records_are_frozen_and_survive_encoding(record):
    with pytest.raises(AttributeError):
        setattr(record, msgspec.structs.fields(record)[0].name, "other")
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record


def test_a_text_that_stands_under_several_names_is_read_once(monkeypatch):
    read = []

    def counted(text):
        read.append(text)
        return text

    monkeypatch.setattr(declarations, "clean", counted)
    page = declared_page(Head(metas=tuple(MetaTag(name, "Harbour reopens") for name in ("og:title", "twitter:title"))))
    for _ in range(2):
        assert [text for _, text in texts(page, "headline")] == ["Harbour reopens"] * 2
    assert read == ["Harbour reopens"]


@pytest.mark.parametrize("content", ["", " \n"])
def test_a_meta_element_that_says_nothing_declares_nothing(content):
    page = declared_page(Head(metas=(MetaTag("og:title", content), MetaTag("og:title", "Harbour reopens"))))
    assert [origin.raw for origin in found(page, "headline")] == ["Harbour reopens"]


def test_each_name_of_the_page_leads_to_the_rows_that_look_for_it():
    page = declared_page(Head(metas=(MetaTag("DC.date", "2026-11-27"), MetaTag("og:title", "Harbour reopens"))))
    assert {step.keys for some in page.steps.values() for step in some} == {("dc:date",), ("og:title",)}
    order = [one.id for one in rows()["headline"]]
    assert [one.row.id for one in found(page, "headline")] == sorted(
        [one.row.id for one in found(page, "headline")], key=order.index
    )
    assert list(found(page, "deck")) == []


@pytest.mark.parametrize(
    ("metas", "printed", "said"),
    [
        (["Coast"], (), ["Coast"]),
        (["Coast", "Coast"], (), ["Coast"]),
        (["Coast", "Harbour"], (), []),  # cards of other stories
        (["Coast"], ("Harbour",), ["Harbour"]),
    ],
)
def test_a_section_in_a_meta_element_counts_where_the_page_has_one(metas, printed, said):
    article = "https://schema.org/NewsArticle"
    page = declared_page(
        Head(
            metas=tuple(MetaTag("articlesection", text, None, "itemprop") for text in metas),
            properties=(
                Property("headline", "Harbour reopens", article, 1),
                *(Property("articleSection", text, article, 1) for text in printed),
            ),
        )
    )
    assert [one.raw for one in found(page, "section")] == said
