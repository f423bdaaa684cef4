from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from tests.export.made_up import FERRY, NASTY, READING, desk_stories, stories

from copydesk.export import FORMATS, to_markdown, to_markdown_part, to_text
from copydesk.export.neutral import one_line
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
    lines = to_markdown_part(FERRY).splitlines()
    assert lines[0] == "# Ferry returns to the outer isles after eleven days"
    assert lines[2].startswith("**Bread, post and forty passengers")
    assert "![A ferry at a quay](<https://ledger.example/img/quay%20%281%29.jpg>)" in lines
    assert "*The ferry at the quay of Port Ellary on Tuesday. (R. Mbeki/Tidewater Wire)*" in lines
    assert lines[lines.index("- bread, 900 loaves") + 1] == "- post, 14 sacks"
    assert "## What the harbour master says" in lines
    assert any(line.startswith('> "The crossing was rough') for line in lines)
    assert lines[-1].startswith("*An earlier version")


def test_the_body_stands_once() -> None:
    assert to_markdown(FERRY).count("- bread, 900 loaves") == 1


@given(st.one_of(stories, desk_stories))
def test_the_words_of_a_page_make_no_html_and_no_foreign_links(story: Story) -> None:
    for token in tokens(to_markdown(story)):
        assert token.type not in ("html_block", "html_inline", "table_open", "s_open")
        for address in (token.attrs.get("href"), token.attrs.get("src")):
            assert address is None or str(address).startswith(("http://", "https://"))


@given(st.one_of(stories, desk_stories))
def test_nothing_turns_or_steers_the_text(story: Story) -> None:
    for text in (to_markdown(story), to_text(story)):
        assert not BIDI & set(text)
        assert not {"\x1b", "\x9b"} & set(text)


@pytest.mark.parametrize("kind", ["paragraph", "heading", "list_item", "quotation"])
@pytest.mark.parametrize("text", [*NASTY[:4], *NASTY[6:8], "1) one", "+ plus", "--- rule", "    indented"])
def test_words_come_out_of_a_markdown_reader_as_they_went_in(text: str, kind: str) -> None:
    read = [
        token for token in tokens(to_markdown_part(bare(block(text, kind)))) if token.type in ("text", "text_special")
    ]
    shown = "".join(token.content for token in read)
    assert "".join(shown.split()) == "".join(text.split())


def test_bare_addresses_are_not_left_for_readers_that_link_them() -> None:
    markdown = to_markdown_part(bare(block("see https://evil.example or www.evil.example or a@evil.example")))
    assert markdown == "see https\\://evil.example or www\\.evil.example or a\\@evil.example\n"


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    assert to_markdown_part(bare(block("a\n````\nb", "preformatted"))) == "`````\na\n````\nb\n`````\n"


def test_text_without_blocks_is_taken_from_the_body() -> None:
    assert to_markdown_part(bare(text="One.\n\nTwo.")) == "One.\n\nTwo.\n"


def test_plain_text_is_the_body_alone() -> None:
    assert to_text(FERRY) == FERRY.text + "\n"


def test_a_post_stands_under_its_time_and_author() -> None:
    time = Instant(value="2024-11-05T14:32", zone="unknown", text="14:32")
    blocks = (block("Intro."), block("Roof torn off school", "heading"), block("Nobody was there."), block("The end."))
    story = bare(*blocks, posts=(Post(published=time, author="Mira *Sand*", first=1, last=3),))
    assert to_markdown_part(story).split("\n\n") == [
        "Intro.",
        "**2024-11-05T14:32 · Mira \\*Sand\\***",
        "## Roof torn off school",
        "Nobody was there.",
        "The end.\n",
    ]


def test_a_post_without_body_leaves_no_line() -> None:
    post = Post(author="Mira Sand", first=0, last=1)
    aside = Block(role="other", kind="paragraph", text="Follow us.", span=(0, 10))
    assert to_markdown_part(bare(aside, block("Intro."), posts=(post,))) == "Intro.\n"


def matter(markdown: str) -> dict[str, object]:
    """What a YAML reader finds between the two lines of dashes."""
    head, _, _ = markdown.removeprefix("---\n").partition("\n---\n")
    read = yaml.safe_load(head)
    assert isinstance(read, dict)
    return read


def test_the_fields_stand_in_front_under_the_names_of_the_record() -> None:
    found = matter(to_markdown(FERRY))
    assert found == {
        "headline": FERRY.headline,
        "kicker": "Storm",
        "deck": FERRY.deck,
        "byline": FERRY.byline,
        "authors": ["Ana Lind", "Tomasz Oyelaran"],
        "agency": "Tidewater Wire",
        "dateline": "Port Ellary",
        "published": "2025-03-04T09:15:00+01:00",
        "modified": "2025-03-04T11:40",
        "section": ["News", "Coast"],
        "tags": ["ferries", "storms", "outer isles"],
        "publisher": "The Ellary Ledger",
        "language": "en",
        "access": "open",
        "copyright": "© 2025 The Ellary Ledger",
        "sha256": "a1" * 32,
        "url": "https://ledger.example/coast/ferry-returns",
    }
    assert to_markdown(FERRY).endswith("---\n\n" + to_markdown_part(FERRY))


@given(stories)
def test_any_fields_are_yaml_that_gives_them_back(story: Story) -> None:
    found = matter(to_markdown(story))
    for name in ("headline", "deck", "tags"):
        value = getattr(story, name)
        shown = [one_line(item) for item in value] if isinstance(value, tuple) else one_line(value or "")
        assert found.get(name, type(shown)()) == shown


def test_among_others_a_story_has_no_front_matter() -> None:
    assert FORMATS["markdown"].alone(FERRY) == to_markdown(FERRY)
    assert FORMATS["markdown"].among(FERRY).startswith("# Ferry returns")


def test_what_the_desk_has_read_stands_behind_the_story() -> None:
    before, rule, after = to_markdown_part(replace(FERRY, reading=READING)).partition("\n\n***\n\n")
    assert rule
    assert before + "\n" == to_markdown_part(FERRY)
    assert after == (
        "## People\n\n"
        "- **Odalys Brandt** (61; the harbour master; also Brandt)\n"
        "- **Ines** (sister of Odalys Brandt)\n"
        "- **brother** (of Odalys Brandt)\n\n"
        "## Organisations\n\n- **Tidewater Line**\n\n"
        "## Places\n\n- **Port Ellary**\n- **Lunde**\n\n"
        "## Who said what\n\n"
        "**Odalys Brandt**\n\n"
        "- “The next boat leaves tonight” (told → the crowd)\n"
        "- “We wait,” “and we go.” (speaker carried over)\n\n"
        "**Tidewater Line**\n\n- said: the crossing was rough\n\n"
        "Speaker unknown\n\n- “Never again”\n\n"
        "## Timeline\n\n"
        "- **1995 to 1999** the ferry was built\n"
        "- **by 2025-03-03** Brandt warned (date inferred)\n"
        "- **2025-03-04 09:15** the story is published\n"
        "- **2025-03-05** it sails (to come)\n"
        "- **undated** a storm came\n\n"
        "## Checks\n\n"
        "- **does not hold** 2025-03-04 is a Tuesday.\n"
        "- **cannot tell** It is not named again.\n"
        "- **holds** 7 + 5 = 12.\n\n"
        "## Not read\n\n- times in words: there is no table of times for nl\n"
    )
