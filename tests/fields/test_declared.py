import doctest
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fields.declared_pages import READERS, URL, declared, names, page, value

from copydesk.fields import section
from copydesk.fields.byline import declared as declared_people
from copydesk.fields.byline.declared import split_names
from copydesk.fields.candidates import choose
from copydesk.fields.headline import declared as declared_titles
from copydesk.fields.images.declared import largest_source
from copydesk.layout.declarations import rows
from copydesk.layout.head import Head, LinkTag, MetaTag, Property, Script
from copydesk.records import Person
from copydesk.wording.addresses import absolute
from copydesk.wording.instants import stated as declared_times
from copydesk.wording.spelling import clean


@pytest.mark.parametrize("module", [declared_people, declared_times, declared_titles, section])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def example_page(row, source):
    if row.layer == "meta":
        label = (MetaTag(source.replace("data", "label"), "Written by"),) if source.startswith("twitter:data") else ()
        return declared(Head(metas=(*label, MetaTag(source.lower(), row.example))), URL)
    if row.layer == "html":
        name, _, part = source.partition("/")
        kind = "https://schema.org/NewsArticle"
        nested = (Property(part, row.example, "https://schema.org/Thing", 2),) if part else ()
        return declared(Head(properties=(Property(name, "x" if part else row.example, kind, 1), *nested)), URL)
    owner, _, key = source.partition("/")
    node = {"@type": "NewsArticle" if owner == "article" else "WebPage", "headline": "Harbour", key: row.example}
    return declared(Head(scripts=(Script(msgspec.json.encode(node).decode()),)), URL)


@pytest.mark.parametrize(
    ("row", "source"),
    [
        pytest.param(row, source, id=f"{row.id}-{source}")
        for some in rows().values()
        for row in some
        for source in row.sources
    ],
)
def test_each_source_of_each_row_makes_a_candidate_from_its_example(row, source):
    candidates = getattr(example_page(row, source), row.field)
    assert row.id in [candidate.rule for candidate in candidates]


def test_rule_ids_are_unique():
    ids = [row.id for some in rows().values() for row in some]
    assert sorted(set(ids)) == sorted(ids)


# headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Harbour reopens | The Example", "Harbour reopens"),
        ("Harbour reopens - Coast - The Example", "Harbour reopens - Coast"),
        ("The Example: Harbour reopens", "Harbour reopens"),
        ("Harbour reopens to ferries | Coast | News for sailors", "Harbour reopens to ferries"),
        ("Harbour reopens – example.com", "Harbour reopens"),
        ("Harbour reopens — The Example News", "Harbour reopens"),
        ("Harbour-front hotels - and why they fail", "Harbour-front hotels - and why they fail"),
        ("Mayor: \u201cExample to us all\u201d", "Mayor: \u201cExample to us all\u201d"),
    ],
)
def test_site_names_are_cleaned_off_headlines(title, headline):
    assert value(page(og__title=title, og__site_name="The Example").headline) == headline


def test_a_title_ends_where_another_declared_title_ends():
    read = page(
        og__title="Harbour reopens after storm-Coast - Nordkurier", twitter__title="Harbour reopens after storm"
    )
    assert {candidate.value for candidate in read.headline} == {"Harbour reopens after storm"}


def test_a_tail_that_the_story_declares_itself_stays():
    whole = "Harbour reopens after storm - what we know"
    read = page({"headline": whole}, og__title=whole, twitter__title="Harbour reopens after storm")
    assert value(read.headline) == whole


def test_what_follows_a_colon_is_no_tail():
    read = page(og__title="Harbour reopens after storm: what we know", twitter__title="Harbour reopens after storm")
    assert read.headline[0].value == "Harbour reopens after storm: what we know"


def test_entities_markup_and_invisible_characters_go():
    assert (
        value(page({"headline": "Caf&amp;eacute; &amp;amp; <b>har\u00adbour</b>\u200b"}).headline) == "Café & harbour"
    )


def test_the_site_name_alone_and_machine_ids_are_no_headline():
    assert page(og__title="The Example", og__site_name="The Example").headline == ()
    assert page({"headline": "a-60a0111a-c2d2"}).headline == ()


def test_the_locator_says_where_the_headline_stands():
    read = page({"headline": "Harbour reopens"}, graph=[{"@type": "WebSite", "name": "X"}], og__title="Harbour reopens")
    assert [candidate.locator for candidate in read.headline] == ["script[1]#/headline", "meta[property=og:title]"]
    assert read.headline[0].span == (0, 9)


# deck


def test_a_cut_description_is_less_sure_than_a_whole_one():
    whole = page(description="Two ferries sailed on Tuesday, the first in nine days.").deck[0]
    cut = page(description="Two ferries sailed on Tuesday, the first in …").deck[0]
    assert cut.confidence < whole.confidence


def test_a_description_that_the_body_goes_on_from_is_less_sure():
    start = "The harbour reopened on Tuesday after nine days of storm and two ferries"
    deck = page({"description": start, "articleBody": start + " sailed at once. More follows."}).deck[0]
    assert deck.confidence < page({"description": start}).deck[0].confidence


def test_the_headline_again_is_no_deck():
    assert page({"headline": "Harbour reopens after storm", "description": "Harbour reopens after storm"}).deck == ()


# authors


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Berg", ["Ada Berg"]),
        (["Ada Berg", "Carl Dahl"], ["Ada Berg", "Carl Dahl"]),
        ({"@type": "Person", "name": "Ada Berg"}, ["Ada Berg"]),
        ({"@type": "Person", "name": ["Ada Berg", "Carl Dahl"]}, ["Ada Berg", "Carl Dahl"]),
        ({"@type": "Person", "givenName": "Ada", "familyName": "Berg"}, ["Ada Berg"]),
        ([[{"name": "Ada Berg"}], {"@type": "Person", "name": "Carl Dahl"}], ["Ada Berg", "Carl Dahl"]),
        ("By Ada Berg and Carl Dahl", ["Ada Berg", "Carl Dahl"]),
        ("Von Ada Berg und Carl Dahl", ["Ada Berg", "Carl Dahl"]),
        ("De Vries", ["De Vries"]),
        ("Ada Berg, Carl Dahl & Eva Fors", ["Ada Berg", "Carl Dahl", "Eva Fors"]),
        ("Ada Berg, Director of Ferries, Coast Line", ["Ada Berg"]),
        ("Ada Berg (ada@example.com)", ["Ada Berg"]),
        ("https://www.facebook.com/adaberg", []),
        ({"@type": "Organization", "name": "Coast Watch"}, []),
        ("Reuters", []),
        ("Reuters Staff", []),
        ("The Example", []),
        ("The Example, Coast, Norland", []),
        (None, []),
        (7, []),
        ({"@type": "Person"}, []),
    ],
)
def test_authors_in_all_shapes(author, expected):
    assert names(page({"author": author}, og__site_name="The Example").authors) == expected


def test_an_author_by_reference_is_found_with_role_and_organisation():
    person = {
        "@type": "Person",
        "@id": "#ada",
        "name": "Ada Berg",
        "jobTitle": "Reporter",
        "worksFor": {"name": "Coast Watch"},
    }
    read = page({"author": {"@id": "#ada"}}, graph=[person])
    assert value(read.authors) == (Person(name="Ada Berg", role="Reporter", organisation="Coast Watch"),)


def test_an_agency_among_the_authors_is_an_agency():
    read = page({"author": [{"name": "Ada Berg"}, {"name": "dpa"}]})
    assert (names(read.authors), value(read.agency), value(read.byline)) == (["Ada Berg"], "dpa", "Ada Berg, dpa")


def test_an_organisation_with_a_joint_in_its_name_is_no_two_people():
    read = page(author="Example Institute of Sea and Sand")
    assert read.authors == ()
    assert value(read.byline) == "Example Institute of Sea and Sand"


def test_a_desk_that_signs_is_a_byline_without_author():
    read = page({"author": {"@type": "Organization", "name": "Coast Watch"}})
    assert (read.authors, value(read.byline)) == ((), "Coast Watch")


def test_several_tags_of_one_name_are_one_list_of_authors():
    tags = (MetaTag("author", "Ada Berg"), MetaTag("author", "Carl Dahl"))
    assert names(declared(Head(metas=tags)).authors) == ["Ada Berg", "Carl Dahl"]


def test_the_second_label_names_the_author_only_in_so_many_words():
    assert names(page(twitter__label2="Written by", twitter__data2="Ada Berg").authors) == ["Ada Berg"]
    assert page(twitter__label2="Availability", twitter__data2="In Stock").authors == ()


def test_a_label_with_a_reading_time_is_no_author():
    read = page(twitter__label1="Est. reading time", twitter__data1="5 minutes")
    assert (read.authors, value(read.reading_time)) == ((), "PT5M")


@pytest.mark.parametrize(("line", "expected"), [("Berg, Ada", ["Ada Berg"]), ("김하나 기자", ["김하나"]), ("", [])])
def test_names_are_split(line, expected):
    assert split_names(line) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.com/a?b=1&amp;c=2", "https://example.com/a?b=1&c=2"),
        ("../b", "https://www.example.com/b"),
        ("HTTPS://example.com/a", "https://example.com/a"),
        ("/a b", "https://www.example.com/a%20b"),
        ("java\nscript:alert(1)", None),
        ("vbscript:x", None),
        ("ftp://example.com/a", None),
        ("https://", None),
        ("https://[", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_addresses_are_http_and_absolute(address, expected):
    found = absolute(address, URL)
    assert found == expected or (
        expected is None and found is not None and found.startswith("https://www.example.com/")
    )


@given(st.text(max_size=80))
def test_any_address_is_http_or_none(address):
    found = absolute(address, URL)
    assert found is None or found.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("raw", "expected"), [("en_GB", "en-GB"), ("DE", "de"), ("zh-hans-cn", "zh-Hans-CN"), ("en_US.UTF-8", "en-US")]
)
def test_languages_are_bcp_47(raw, expected):
    assert value(page(og__locale=raw).language) == expected


@pytest.mark.parametrize("raw", ["english", "x", "", "1"])
def test_what_is_no_language_tag_is_left_out(raw):
    assert page(og__locale=raw).language == ()


@pytest.mark.parametrize(
    ("free", "access"),
    [
        (True, "open"),
        ("True", "open"),
        (False, "paywalled"),
        ("https://schema.org/False", "paywalled"),
        ("perhaps", None),
    ],
)
def test_access(free, access):
    assert value(page({"isAccessibleForFree": free}).access) == access


def test_a_part_that_is_not_free_means_a_paywall():
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}
    winner = choose(page({"hasPart": part}).access).winner
    assert (winner.value, winner.text) == ("paywalled", ".rest")


def test_the_canonical_address_is_absolute():
    read = page(head=Head(links=(LinkTag("canonical", "/coast/harbour"),)))
    assert value(read.canonical_url) == "https://www.example.com/coast/harbour"


def test_publisher_by_reference():
    read = page({"publisher": {"@id": "#org"}}, graph=[{"@id": "#org", "@type": "Organization", "name": "The Example"}])
    assert value(read.publisher) == "The Example"


def test_microdata_of_the_story_is_read_and_that_of_others_is_not():
    kind = "https://schema.org/NewsArticle"
    head = Head(
        properties=(
            Property("name", "Shop", "https://schema.org/Organization", 1),
            Property("headline", "Harbour reopens", kind, 2),
            Property("author", "Ada Berg Reporter at large", kind, 2),
            Property("name", "Ada Berg", "https://schema.org/Person", 3),
            Property("headline", "Another story", kind, 4),
        )
    )
    read = declared(head, URL)
    assert [candidate.value for candidate in read.headline] == ["Harbour reopens"]
    assert names(read.authors) == ["Ada Berg"]


def test_an_empty_head_declares_nothing():
    read = declared(Head())
    assert all(not getattr(read, field) for field in READERS)


def test_clean_takes_out_what_cannot_be_seen():
    assert clean("a\u202eb\x00c\u200b  d") == "abc d"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "url", "@id", "@type", "@list"]), children, max_size=3)
    ),
    max_leaves=6,
)
KEYS = sorted(
    {
        source.partition("/")[2]
        for some in rows().values()
        for row in some
        if row.layer == "jsonld"
        for source in row.sources
    }
)


@given(st.dictionaries(st.sampled_from([*KEYS, "hasPart"]), JSON, max_size=6))
def test_any_declared_value_gives_candidates_or_nothing(article):
    first, second = page(article), page(article)
    assert first == second
    for field in READERS:
        assert all(0 < one.confidence <= 1 for one in getattr(first, field))


def test_hostile_values_take_linear_time():
    started = time.process_time()
    long = "a, " * 60_000
    tags = tuple(MetaTag(name, long) for name in ("keywords", "author", "description", "og:title", "date", "og:image"))
    declared(
        Head(title=" - " * 50_000, metas=tags + tuple(MetaTag("article:tag", f"t{n}") for n in range(20_000))), URL
    )
    page(
        {
            "headline": "<" * 100_000,
            "articleBody": "&lt;p" * 60_000,
            "author": [{"name": long}] * 200,
            "image": ["/i.jpg"] * 20_000,
        }
    )
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "field", ["author", "keywords", "headline", "description", "articleBody", "datePublished", "image", "inLanguage"]
)
@pytest.mark.parametrize("unit", ["a", " ", "<script", "a/", "&lt;", ". ", "a, ", " | ", "1"])
def test_a_long_run_of_anything_takes_linear_time(field, unit):
    def spent(size: int) -> float:
        started = time.process_time()
        page({field: unit * (size // len(unit))})
        return time.process_time() - started

    # The least of three: what a collector of garbage takes is none of the page's.
    assert min(spent(100_000) for _ in range(3)) < max(0.25, 30 * spent(10_000))


def test_a_hostile_srcset_takes_linear_time():
    started = time.process_time()
    assert largest_source("a " * 10_000, URL) == "https://www.example.com/coast/a"
    assert time.process_time() - started < 0.2
