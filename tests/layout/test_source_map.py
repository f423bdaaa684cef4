"""From a story's blocks to its source, and back."""

import re
from html import escape

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk import Capture, Place, SourceMap, source_text
from copydesk.layout.dom import read_dom
from copydesk.layout.repair import repair
from copydesk.settings import DEFAULTS
from copydesk.wording.invisible import bare

WORDS = "The ferry to Røst & Lunde sails again says port chief Strand 12 km “today” AT&T naïve 東京 end.".split()
MARKS = (
    "<a href='/a?b=1&amp;c=2' title='x > y'>{}</a>",
    "<b>{}</b>",
    "<i class='x'><u>{}</u></i>",
    "{}<!-- a note -->",
    "{}<br>",
    "{}<span style='display:none'>not said</span>",
    "{}<script>var a = '<p>'</script>",
    "<wbr>{}",
    "{}\n\t ",
    "{}&nbsp;",
    "{}",
)
SOFT = ("", "", "&shy;", "\u00ad", "&#8203;", "\ufeff", "&#x2060;")


@st.composite
def marked(draw: st.DrawFn) -> str:
    """A paragraph with links, references, soft hyphens and hidden text in it."""
    parts = []
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=12, max_size=25)):
        at = draw(st.integers(0, len(word)))
        if draw(st.booleans()):
            written = escape(word[:at]) + draw(st.sampled_from(SOFT)) + escape(word[at:])
        else:
            written = "".join(f"&#{ord(letter)};" for letter in word)
        parts.append(draw(st.sampled_from(MARKS)).format(written))
    return f"<p>{' '.join(parts)}</p>"


def seen(piece: str) -> str:
    """The letters that a reader sees of a piece of HTML."""
    return bare("".join(block.text for block in read_dom(piece, DEFAULTS).blocks if not block.unseen))


@settings(max_examples=40)
@given(st.lists(marked(), min_size=2, max_size=4), st.data())
def test_the_words_at_a_span_are_the_words_of_the_annotation(paragraphs: list[str], data: st.DataObject) -> None:
    source = f"<html><body><h1>Ferry back in service</h1>{''.join(paragraphs)}</body></html>".encode()
    story = copydesk.read(source, kind="html")
    places = SourceMap(story, source)
    for _ in range(10):
        index = data.draw(st.integers(0, len(story.blocks) - 1))
        text = story.blocks[index].text
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        told = bare(text[start:end])
        span = places.span(Place(index, start, end))
        assert (span is None) == (not told)
        if span is not None:
            assert told == seen(places.text[slice(*span)])
            back = places.place(span)
            assert back is not None
            assert (index, told) == (back.block, bare(text[back.start : back.end]))


STORY = (
    "The ferry to Lunde sails again from Monday, the port of Norrby said on Tuesday. Engineers had waited for three"
    " weeks for an engine. \u201cWe are glad,\u201d port chief Ivar Strand said. The crossing takes one hour. It"
    " costs 12 crowns. Cars pay forty. The island has no bridge, and the winter boat is slow. Nobody was hurt when"
    " the old engine failed in the strait in March, but two hundred passengers spent the night aboard."
)

DAMAGED = ("&amp;", "caf&eacute;", "Har\u00adbour", "\u200bnow", "the mayorâ€™s", "\x0b", "\x07", "Trump\u0092s", "R&D")


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 80), st.sampled_from(DAMAGED)), max_size=8))
def test_text_sources_have_the_same_way(damage: list[tuple[int, str]]) -> None:
    words = STORY.split()
    for at, what in damage:
        words.insert(min(at, len(words) - 1), what)
    source = f"Ferry back in service\n\n{' '.join(words[:40])}\n\n{' '.join(words[40:])}"
    story = copydesk.read(source, kind="text")
    places = SourceMap(story, source)
    for index, block in enumerate(story.blocks):
        for match in re.finditer(r"\S+", block.text):
            span = places.span(Place(index, *match.span()))
            assert span is not None
            assert bare(match[0]) == bare(repair(places.text[slice(*span)]))


def test_a_body_that_only_a_script_holds_is_found_there() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Ferry back in service",
        "articleBody": STORY.replace("glad", "gl\u00e4d"),
    }
    script = msgspec.json.encode(node).decode().replace("ä", "\\u00e4").replace("/", "\\/")
    source = (
        f'<html><script type="application/ld+json">{script}</script><body><h1>Ferry back in service</h1></body></html>'
    )
    story = copydesk.read(source, kind="html")
    index = next(i for i, block in enumerate(story.blocks) if block.role == "body")
    text = story.blocks[index].text
    start = text.index("gläd")
    places = SourceMap(story, source)
    span = places.span(Place(index, start, start + 4))
    assert span is not None
    assert places.text[slice(*span)] == "gl\\u00e4d"


def test_a_block_of_hidden_elements_has_its_place_too() -> None:
    source = f"<h1>Ferry back</h1><p>{STORY}</p><div><span hidden>Page load</span> <a href=/ hidden>link</a></div>"
    story = copydesk.read(source, kind="html")
    places = SourceMap(story, source)
    text = story.blocks[-1].text
    span = places.span(Place(len(story.blocks) - 1, text.index("link"), len(text)))
    assert span is not None
    assert places.text[slice(*span)] == "link"


def test_misnested_markup_is_searched_around_its_block() -> None:
    source = "<h1>Ferry back</h1><table><b>The ferry <tr><td>inside</td></tr> sails again from Monday.</b></table>" * 2
    story = copydesk.read(source, kind="html")
    places = SourceMap(story, source)
    for index, block in enumerate(story.blocks):
        word = block.text.split()[0]
        span = places.span(Place(index, 0, len(word)))
        assert span is not None
        assert word == seen(places.text[slice(*span)])


@pytest.mark.parametrize("coded", ["utf-8-sig", "utf-16", "windows-1252"])
def test_the_source_is_decoded_as_it_was_read(coded: str) -> None:
    page = "<h1>Ferry to Röst</h1>\r\n<p>The ferry to Röst sails again from Monday, the port of Norrby said.</p>\r"
    source = page.encode(coded)
    story = copydesk.read(source, kind="html")
    text = source_text(story, source)
    assert len(text) == story.source.characters
    assert "\r" not in text
    assert source_text(story, Capture(content=source)) == text
    assert "Röst" in text


def test_another_source_is_refused() -> None:
    story = copydesk.read("<h1>Ferry</h1><p>The ferry to Lunde sails again from Monday, the port said.</p>")
    with pytest.raises(ValueError, match="SHA-256"):
        SourceMap(story, b"<p>something else</p>")
