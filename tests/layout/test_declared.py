import msgspec
import pytest

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
