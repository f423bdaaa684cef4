from collections.abc import Iterator

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from tests.export.made_up import FERRY, NASTY, stories

from copydesk.export import to_markdown, to_text
from copydesk.records import Block, Instant, Post, Story

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tokens(markdown: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        yield token
        yield from token.children or ()


def bare(*blocks: Block, **fields: object) -> Story:
    return replace(Story(source=replace(FERRY.source, url=None, canonical_url=None), blocks=blocks), **fields)


def block(text: str, kind: str = "paragraph") -> Block:
    return Block(role="body", kind=kind, text=text, span=(0, len(text)))


def test_the_story_reads_from_headline_to_correction() -> None:
    lines = to_markdown(FERRY).splitlines()
    assert lines[0] == "# Ferry returns to the outer isles after eleven days"
    assert lines[2].startswith("**Bread, post and forty passengers")
    assert "![A ferry at a quay](<https://ledger.example/img/quay%20%281%29.jpg>)" in lines
    assert "*The ferry at the quay of Port Ellary on Tuesday. (R. Mbeki/Tidewater Wire)*" in lines
    assert lines[lines.index("- bread, 900 loaves") + 1] == "- post, 14 sacks"
    assert "## What the harbour master says" in lines
    assert any(line.startswith('> "The crossing was rough') for line in lines)
    assert lines[-1].startswith("*An earlier version")


def test_the_body_stands_once() -> None:
    assert to_markdown(FERRY).count("bread, 900 loaves") == 1


@given(stories)
def test_the_words_of_a_page_make_no_html_and_no_foreign_links(story: Story) -> None:
    for token in tokens(to_markdown(story)):
        assert token.type not in ("html_block", "html_inline", "table_open", "s_open")
        for address in (token.attrs.get("href"), token.attrs.get("src")):
            assert address is None or str(address).startswith(("http://", "https://"))


@given(stories)
def test_nothing_turns_or_steers_the_text(story: Story) -> None:
    for text in (to_markdown(story), to_text(story)):
        assert not BIDI & set(text)
        assert not {"\x1b", "\x9b"} & set(text)


@pytest.mark.parametrize("kind", ["paragraph", "heading", "list_item", "quotation"])
@pytest.mark.parametrize("text", [*NASTY[:4], *NASTY[6:8], "1) one", "+ plus", "--- rule", "    indented"])
def test_words_come_out_of_a_markdown_reader_as_they_went_in(text: str, kind: str) -> None:
    read = [token for token in tokens(to_markdown(bare(block(text, kind)))) if token.type in ("text", "text_special")]
    shown = "".join(token.content for token in read)
    assert "".join(shown.split()) == "".join(text.split())


def test_bare_addresses_are_not_left_for_readers_that_link_them() -> None:
    markdown = to_markdown(bare(block("see https://evil.example or www.evil.example or a@evil.example")))
    assert markdown == "see https\\://evil.example or www\\.evil.example or a\\@evil.example\n"


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    assert to_markdown(bare(block("a\n````\nb", "preformatted"))) == "`````\na\n````\nb\n`````\n"


def test_text_without_blocks_is_taken_from_the_body() -> None:
    assert to_markdown(bare(text="One.\n\nTwo.")) == "One.\n\nTwo.\n"


def test_plain_text_is_the_body_alone() -> None:
    assert to_text(FERRY) == FERRY.text + "\n"


def test_a_post_stands_under_its_time_and_author() -> None:
    time = Instant(value="2024-11-05T14:32", zone="unknown", text="14:32")
    blocks = (block("Intro."), block("Roof torn off school", "heading"), block("Nobody was there."), block("The end."))
    story = bare(*blocks, posts=(Post(published=time, author="Mira *Sand*", first=1, last=3),))
    assert to_markdown(story).split("\n\n") == [
        "Intro.",
        "**2024-11-05T14:32 · Mira \\*Sand\\***",
        "## Roof torn off school",
        "Nobody was there.",
        "The end.\n",
    ]


def test_a_post_without_body_leaves_no_line() -> None:
    post = Post(author="Mira Sand", first=0, last=1)
    aside = Block(role="other", kind="paragraph", text="Follow us.", span=(0, 10))
    assert to_markdown(bare(aside, block("Intro."), posts=(post,))) == "Intro.\n"
