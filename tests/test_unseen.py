"""Whatever a page sprinkles over its words, no field of the record holds what nobody sees."""

import json
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import copydesk
from copydesk.wording.invisible import cleaned

UNSEEN = ("\u00ad", "\u200b", "\ufeff", "\u2060", "\u202e", "\u2066", "\x08", "\x1b", "\u200c", "\u200e", "\x92")
HEADLINE = "Bridge opens at last in Lunde"
BODY = (
    "The council of Lunde met for the last time this year and put off the vote on the bridge until spring.",
    "Nobody had expected that the bridge would open so soon, said the mayor, who counted forty complaints in a week.",
    "For eleven years the old bridge had been left alone, and the market on its north side had moved to the station.",
)


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the record but the words of the source that the evidence quotes, and addresses."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("evidence", "source", "url"):
                yield from strings(item, f"{path}/{name}")


def page(mark: str) -> str:
    """A page that has the mark in each of its words, declared and printed."""

    def strewn(text: str) -> str:
        return " ".join(f"{word[:1]}{mark}{word[1:]}" if word[:1].isalpha() else word for word in text.split())

    node = {
        "@type": "NewsArticle",
        "headline": strewn(HEADLINE),
        "author": {"@type": "Person", "name": strewn("Ada Merrow")},
        "publisher": {"name": strewn("Lunde Courier")},
        "keywords": [strewn("harbour bridges")],
        "articleSection": strewn("Coast"),
        "datePublished": "2026-03-05T10:00:00+01:00",
    }
    body = "".join(f"<p>{strewn(text)}</p>" for text in BODY)
    return f"""<html lang="en"><head><title>{strewn(HEADLINE)} | {strewn("Lunde Courier")}</title>
    <meta name="description" content="{strewn("The vote on the bridge is put off until the spring of next year.")}">
    <script type="application/ld+json">{json.dumps(node)}</script></head><body>
    <nav><a href="/">{strewn("Home")}</a></nav><main><article><h1>{strewn(HEADLINE)}</h1>
    <p class="byline">{strewn("By Ada Merrow")}</p><time datetime="2026-03-05">{strewn("March 5, 2026")}</time>
    <figure><img src="/b.jpg" width="900" alt="{strewn("The bridge")}">
    <figcaption>{strewn("The bridge of Lunde at night.")} {strewn("Photo: Ada Merrow")}</figcaption></figure>{body}
    <p class="tags"><a rel="tag" href="/t">{strewn("Harbour bridges")}</a></p>
    <aside class="related"><h2>{strewn("Related stories")}</h2>
    <a href="/x">{strewn("Why the herring came back to the fjord of Lunde")}</a></aside></article></main>
    <footer>{strewn("Copyright 2026 Lunde Courier")}</footer></body></html>"""


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"U+{ord(mark):04X}")
def test_no_field_of_a_page_holds_what_nobody_sees(mark: str) -> None:
    read = copydesk.read(page(mark), kind="html", url="https://courier.example/bridge")
    record = msgspec.json.decode(read.to_json())
    assert not [(path, text) for path, text in strings(record) if text != cleaned(text)]
    if mark != "\x92":
        plain = copydesk.read(page(""), kind="html", url="https://courier.example/bridge")
        assert (plain.headline, plain.text, plain.authors, plain.tags, plain.publisher, plain.section) == (
            read.headline, read.text, read.authors, read.tags, read.publisher, read.section
        )  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from(UNSEEN)), max_size=20))
def test_no_field_of_a_dump_holds_what_nobody_sees(marks: list[tuple[int, str]]) -> None:
    lines = "\n\n".join(
        ["Lunde Courier / Coast", HEADLINE, "By Ada Merrow", "March 5, 2026", *BODY, "© 2026 Lunde Courier"]
    )
    for at, mark in marks:
        lines = lines[:at] + mark + lines[at:]
    try:
        record = msgspec.json.decode(copydesk.read(lines, kind="text").to_json())
    except copydesk.NotAStory:
        return
    assert not [(path, text) for path, text in strings(record) if text != cleaned(text)]


def test_lines_that_nobody_sees_are_no_blocks() -> None:
    lines = [HEADLINE, "\ufeff", "By Ada Merrow", *BODY, "\u200b\u200b", "© 2026 Lunde Courier"]
    story = copydesk.read("\n\n".join(lines), kind="text")
    assert [HEADLINE, "By Ada Merrow", *BODY, "© 2026 Lunde Courier"] == [block.text for block in story.blocks]
    assert "\n\n".join(BODY) == story.text


@pytest.mark.parametrize("source", ["\ufeff\n\u200b\n", "\u200b\n", "\u00ad\n\n\u2060"])
def test_a_text_of_nothing_that_is_seen_is_no_story(source: str) -> None:
    with pytest.raises(copydesk.NotAStory):
        copydesk.read(source, kind="text")
