"""What must hold for every page: spans, roles, body once, the same record again, a typed answer for any bytes."""

from html import escape

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.errors import CopydeskError
from copydesk.export.record import line
from copydesk.layout.dom import read_dom
from copydesk.layout.spans import visible_text
from copydesk.records import Story

NOUNS = (
    "harbour council ferry bridge school mayor market storm museum library river station budget report engineer driver"
).split()
VERBS = "opened closed delayed approved repaired inspected announced counted moved praised rejected measured".split()
PLACES = "Lunde Saltmarsh Ostvik Brindle Karsholm Millbeck Torrance Ahrenfeld".split()
MARKS = ("<b>{}</b>", "<a href='/x'>{}</a>", "{} &amp; sons", "<i class='x'>{}</i>,", "{}&nbsp;km", "{}<!-- note -->")


TEMPLATES = (
    "The {0} in {4} {2} the {1} after {3} days of talks.",
    "Nobody had expected that the {1} would be {2} so soon, said a {0} from {4}, who counted {3} complaints.",
    "For {3} years the {0} had been left alone.",
    "It was in {4} that the {1} was first {2}, and {3} people came to see the {0}.",
    "Whether the {0} will last is open: {3} repairs were {2} last year alone, most of them near the {1} of {4}.",
    "{4} pays {3} crowns a month for its {1}.",
    "An earlier plan, drawn up when the {1} still stood, was {2} by {3} votes to four.",
    "Later that evening the {0} of {4} closed its doors and {3} guests walked home past the {1}.",
)


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """Paragraphs of a made-up story, no two alike."""
    shapes = draw(st.permutations(TEMPLATES))
    texts = []
    for shape, other in zip(shapes[::2], shapes[1::2], strict=True):
        words = [draw(st.sampled_from(pool)) for pool in (NOUNS, NOUNS, VERBS)]
        filled = (*words, draw(st.integers(2, 900)), draw(st.sampled_from(PLACES)))
        texts.append(f"{shape.format(*filled)} {other.format(*filled)}")
    return texts


paragraphs = stories()


@st.composite
def marked(draw: st.DrawFn, text: str) -> str:
    """A paragraph as HTML with inline markup at a drawn word."""
    words = escape(text, quote=False).split(" ")
    at = draw(st.integers(1, len(words) - 1))
    words[at] = draw(st.sampled_from(MARKS)).format(words[at])
    return f"<p>{' '.join(words)}</p>"


def page(body: str) -> str:
    """A page of The Courier with menu, headline, byline and footer around a body."""
    return f"""<html lang="en"><head><title>Bridge opens | The Courier</title>
    <meta property="og:title" content="Bridge opens at last in Lunde"></head><body>
    <nav><ul><li><a href="/">Home</a><li><a href="/s">Sport</a><li><a href="/w">World</a></ul></nav>
    <main><article><h1>Bridge opens at last in Lunde</h1><p class="byline">By Ada Merrow</p>
    <div class="article-body">{body}</div></article></main>
    <footer><p>Copyright 2024 The Courier</p></footer></body></html>"""


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_blocks(story: Story, source: str) -> None:
    end = 0
    for index, block in enumerate(story.blocks):
        start, stop = block.span
        assert end <= start <= stop <= len(source)
        end = stop
        assert squeezed(visible_text(source[start:stop])) == squeezed(block.text)
        assert (block.role == "duplicate") == (block.duplicate_of is not None)
        assert block.duplicate_of is None or block.duplicate_of != index


@settings(max_examples=60)
@given(st.data(), paragraphs)
def test_every_span_holds_its_text(data: st.DataObject, texts: list[str]) -> None:
    source = page("".join(data.draw(marked(text)) for text in texts))
    story = copydesk.read(source, kind="html")
    check_blocks(story, source)
    assert story.text == "\n\n".join(block.text for block in story.blocks if block.role == "body")


@given(paragraphs)
def test_reading_twice_gives_the_same_bytes(texts: list[str]) -> None:
    source = page("".join(f"<p>{text}</p>" for text in texts)).encode()
    assert line(copydesk.read(source)) == line(copydesk.read(source))


@given(paragraphs)
def test_a_body_printed_twice_is_read_once(texts: list[str]) -> None:
    body = "".join(f"<p>{text}</p>" for text in texts)
    once, twice = copydesk.read(page(body), kind="html"), copydesk.read(page(body + body), kind="html")
    assert twice.text == once.text
    assert [block.role for block in twice.blocks].count("duplicate") == len(texts)


@given(paragraphs)
def test_a_dump_printed_twice_is_read_once(texts: list[str]) -> None:
    head = "The Courier\n\nBridge opens at last in Lunde\n\nBy Ada Merrow\n\n"
    body = "\n\n".join(texts)
    once = copydesk.read(head + body, kind="text")
    twice = copydesk.read(f"{head}{body}\n\n{body}", kind="text")
    assert twice.text == once.text


@given(paragraphs)
def test_a_dump_has_exact_spans(texts: list[str]) -> None:
    source = "The Courier\n\nBridge opens at last in Lunde\n\n" + "\n\n".join(texts)
    story = copydesk.read(source, kind="text")
    assert all(source[block.span[0] : block.span[1]] == block.text for block in story.blocks)


def answer(source: bytes | str, kind: str | None) -> Story | CopydeskError:
    try:
        return copydesk.read(source, kind=kind)  # type: ignore[arg-type]
    except CopydeskError as error:
        return error


@pytest.mark.parametrize("address", ["//[x", "http://[", "https://]/", "//a\u2100b/", "http://[::1"])
def test_an_address_that_is_none_costs_no_story(address: str) -> None:
    """Each of these made the standard library raise a ValueError."""
    links = f"<a href='{address}'>The Courier of Lunde and Millbeck</a><img src='{address}'>"
    head = f"<link rel=canonical href='{address}'><meta property='og:image' content='{address}'>"
    text = TEMPLATES[1].format("council", "bridge", "opened", 3, "Lunde")
    source = page(f"{links}<p>{text}</p>{links}<p><b>Read more:</b> {links}</p>").replace("<head>", f"<head>{head}")
    source = source.replace('<p class="byline">By Ada Merrow</p>', "")
    for url in (address, "https://news.test/a", None):
        assert text in copydesk.read(source.replace("<nav>", f"<nav>{links}"), url=url).text


@settings(suppress_health_check=[HealthCheck.too_slow])
@example(b"\xff\xfe<\x00p\x00")
@example(b"<p>\x00</p>")
@example(b"<!--")
@example(b'<script type="application/ld+json">[[[[')
@given(st.binary(max_size=400))
def test_any_bytes_give_a_record_or_a_typed_error(content: bytes) -> None:
    assert isinstance(answer(content, "html"), Story | CopydeskError)
    assert isinstance(answer(content, "text"), Story | CopydeskError)


TAGS = st.sampled_from(
    [
        *"<p> </p> <div> </div> <table> <tr> <td> </table> </a> <b> </b> <h1> </h1> <li> <br>".split(),
        *"<figure> <svg> --> <!-- <template> <title> <select> <pre> </script> &#0; &lt;".split(),
        "<a href=x>",
        "<time datetime=2024>",
        "<img src=x.jpg>",
        "<script type=application/ld+json>",
    ]
)


@given(st.lists(st.one_of(TAGS, st.sampled_from(TEMPLATES), st.text(max_size=8)), max_size=60).map("".join))
def test_any_markup_gives_a_record_or_a_typed_error(source: str) -> None:
    found = answer(source + " ", "html")
    if isinstance(found, Story):
        assert all(0 <= block.span[0] <= block.span[1] <= found.source.characters for block in found.blocks)


@pytest.mark.parametrize("copies", [2, 3])
def test_interleaved_copies_are_read_once(copies: int) -> None:
    texts = [
        f"The council of Lunde met for the {word} time this year and put off the vote on the harbour bridge."
        for word in ("first", "second", "third", "last")
    ]
    body = "".join(f"<p>{text}</p>" * copies for text in texts)
    assert copydesk.read(page(body), kind="html").text == "\n\n".join(texts)


def test_a_read_over_its_time_is_refused() -> None:
    with pytest.raises(copydesk.Refused, match="max_seconds") as caught:
        copydesk.read(page("<p>The council met.</p>"), settings=copydesk.Settings(max_seconds=0.0))
    assert caught.value.reason == "time"


def test_a_page_over_its_nodes_is_refused() -> None:
    with pytest.raises(copydesk.Refused, match="max_nodes") as caught:
        copydesk.read(page("<p>The council met.</p>" * 50), settings=copydesk.Settings(max_nodes=30))
    assert caught.value.reason == "nodes"


def test_what_lies_too_deep_is_still_read() -> None:
    text = "The council of Lunde met for the last time this year and put off the vote on the harbour bridge."
    source = page("<div>" * 400 + f"<p>{text}</p>" + "</div>" * 400)
    story = copydesk.read(source, settings=copydesk.Settings(max_depth=20))
    assert text in [block.text for block in story.blocks]


def test_the_names_on_an_element_with_too_many_attributes_do_not_count() -> None:
    noise = " ".join(f"data-a{number}=1" for number in range(50))
    source = page(f"<div class=comments {noise}><p>The council met.</p></div>")
    read = read_dom(source, copydesk.Settings(max_attributes=20))
    assert all("comments" not in container.classes for container in read.containers)
