import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout.head import Script
from copydesk.layout.jsonld import decode, page_key, read_graph, same_story

ARTICLE = '{"@type": "NewsArticle", "headline": "Harbour reopens"}'


def graph(*documents):
    scripts = [text if isinstance(text, str) else msgspec.json.encode(text).decode() for text in documents]
    return read_graph([Script(text, None, index) for index, text in enumerate(scripts)])


@pytest.mark.parametrize(
    ("broken", "value"),
    [
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ('/*<![CDATA[*/{"a": 1}/*]]>*/', {"a": 1}),
        ('{"a": 1};', {"a": 1}),
        ('\ufeff{"a": 1}', {"a": 1}),
        ('{"a": [1, 2,], "b": 3,}', {"a": [1, 2], "b": 3}),
        ('{"a": "one\ntwo\tthree"}', {"a": "one\ntwo\tthree"}),
        ('{"a": "one\x01two"}', {"a": "one\x01two"}),
        ('{"a": "She said "yes", and left", "b": 2}', {"a": 'She said "yes", and left', "b": 2}),
        ('{"a": "a "quoted" word"}', {"a": 'a "quoted" word'}),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1}\n,\n{"b": 2}', [{"a": 1}, {"b": 2}]),
        ("{&quot;a&quot;: &quot;b&quot;}", {"a": "b"}),
        ('{"a": "it\\\'s"}', {"a": "it's"}),
        ('{"a": "C:\\dir"}', {"a": "C:\\dir"}),
        ('{"a": , "b": 2}', {"a": None, "b": 2}),
        ('{"a": undefined, "b": NaN}', {"a": None, "b": None}),
        ('{"a": 1 "b": 2}', {"a": 1, "b": 2}),
        ('{"a": 1, /* why */ "b": 2} // end', {"a": 1, "b": 2}),
        ('{"a": {"b": [1, 2', {"a": {"b": [1, 2]}}),
        ('{"a": "whole", "b": "cut he', {"a": "whole", "b": None}),
        ('{"a": 1}}', {"a": 1}),
        ('window.state = {"a": 1};', {"a": 1}),
        ('{"a": "\\ud83d"}', {"a": "\ufffd"}),
        ("42", 42),
    ],
)
def test_broken_json_is_read_as_it_was_meant(broken, value):
    assert decode(broken) == value


@pytest.mark.parametrize("hopeless", ["", "hello", "{a: 1}", "<p>no</p>", "{]", '{"a": 1]'])
def test_what_is_no_json_is_an_error(hopeless):
    with pytest.raises(ValueError, match=r"\w"):
        decode(hopeless)


@pytest.mark.parametrize("cut", ["{", '{"a" "b"}', '{"cut ke'])
def test_half_a_key_is_dropped(cut):
    assert decode(cut) == {}


def test_a_failure_is_kept_with_its_reason():
    assert graph("{a: 1}", ARTICLE).failures == ((0, "not JSON"),)


@pytest.mark.parametrize("opener", ["[", '{"a":', '[{"@graph":'])
def test_depth_of_100_000_ends_without_an_exception(opener):
    read = graph(opener * 100_000, ARTICLE)
    assert [node.types for node in read.nodes] == [("newsarticle",)]


def test_a_document_of_five_megabytes_is_read_within_the_budget():
    started = time.process_time()
    read = graph("[" + ",".join([ARTICLE] * 90_000) + "]")
    assert len(read.nodes) <= 20_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "hostile", ['"' * 200_000, '{"a": "' + "\\" * 200_001, '{"a":"' + '" ' * 100_000, " " * 500_000 + "{"]
)
def test_repair_is_linear(hostile):
    started = time.process_time()
    graph(hostile)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("scalar", ["1", '"text"', "null", "true", "[]", "[[1], 2]"])
def test_scalar_documents_have_no_nodes(scalar):
    assert graph(scalar).nodes == ()


def test_every_node_knows_its_pointer():
    read = graph(
        {
            "@graph": [
                {"@type": "WebSite"},
                {"@type": ["NewsArticle", "Thing"], "author": {"@type": "Person", "a/b~c": 1}},
            ]
        }
    )
    assert [node.pointer for node in read.nodes] == ["/@graph/0", "/@graph/1", "/@graph/1/author"]
    assert read.nodes[1].locator("headline") == "script[0]#/@graph/1/headline"
    assert read.nodes[2].locator("a/b~c").endswith("/author/a~1b~0c")


def test_types_are_read_without_their_vocabulary():
    read = graph({"@type": "https://schema.org/NewsArticle"}, {"@type": "schema:BlogPosting"})
    assert [node.types for node in read.nodes] == [("newsarticle",), ("blogposting",)]


def test_references_are_resolved_and_cycles_end():
    read = graph(
        {
            "@graph": [
                {"@id": "#a", "name": "Ada Berg", "knows": {"@id": "#b"}},
                {"@id": "#b", "name": "B", "knows": {"@id": "#a"}},
            ]
        }
    )
    assert read.resolve({"@id": "#a"})["name"] == "Ada Berg"
    assert read.resolve({"@id": "#unknown"}) == {"@id": "#unknown"}
    assert read.resolve("text") == "text"


def article(headline, url=None, **more):
    return {"@type": "NewsArticle", "headline": headline} | ({"url": url} if url else {}) | more


def chosen(documents, url=None, title=None):
    node = next(iter(same_story(graph(*documents).nodes, url, title)), None)
    return node.value["headline"] if node else None


def test_the_article_with_the_page_address_is_the_main_one():
    documents = [article("Other", "https://example.com/other"), article("Mine", "https://example.com/mine/")]
    assert chosen(documents, "https://example.com/mine.html?x=1") == "Mine"


def test_the_article_with_the_page_title_is_the_main_one():
    assert (
        chosen([article("Other story"), article("Harbour reopens")], None, "Harbour reopens | The Example")
        == "Harbour reopens"
    )


def test_articles_of_a_teaser_list_do_not_win():
    teasers = {"@type": "ItemList", "itemListElement": [article("Teaser one", "https://example.com/1")]}
    assert chosen([teasers], "https://example.com/mine", "Mine") is None
    assert chosen([teasers, article("Mine")], "https://example.com/mine", "Not the same") == "Mine"


def test_main_entity_of_page_counts_as_address():
    documents = [article("A"), article("B", mainEntityOfPage={"@type": "WebPage", "@id": "https://example.com/b"})]
    assert chosen(documents, "https://example.com/b") == "B"


def test_all_nodes_of_the_same_story_are_found():
    nodes = graph(article("Mine"), {"@type": "LiveBlogPosting", "headline": "Mine"}, article("Other")).nodes
    assert [node.types for node in same_story(nodes, None, "Mine")] == [("newsarticle",), ("liveblogposting",)]


def test_a_job_posting_is_no_article():
    assert same_story(graph({"@type": "JobPosting", "headline": "Sub-editor"}).nodes, None, "Sub-editor") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://www.example.com/a/b.html?x#y", "http://example.com/a/b/"),
        ("https://example.com/a%20b", "https://example.com/a b/amp"),
    ],
)
def test_page_keys_of_one_page_are_equal(left, right):
    assert page_key(left) == page_key(right) != ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=15,
)


@given(JSON)
def test_valid_json_is_read_unchanged(value):
    text = msgspec.json.encode(value).decode()
    assert decode(text) == value


@given(st.dictionaries(st.sampled_from("abcdef"), st.text("xyz ,.\n\t", max_size=12), min_size=1))
def test_raw_newlines_and_trailing_commas_change_nothing(value):
    members = ",\n".join(f'"{key}": "{text}"' for key, text in value.items())
    assert decode("{" + members + ",}") == value


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    read_graph([Script(text)])


@given(st.text('{}[]",:\\ a1\n', max_size=120))
def test_any_jumble_of_marks_is_read_or_refused(text):
    read_graph([Script(text)])
