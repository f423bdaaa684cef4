"""Text that a page holds and nobody is to read so: notes on links, capitals apart, letters stored twice."""

import pytest

import copydesk
from copydesk.layout.dom import read_dom
from copydesk.layout.source_map import Place, SourceMap
from copydesk.settings import DEFAULTS


def first(html: str) -> str:
    return read_dom(html, DEFAULTS).blocks[0].text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p><a href="/x">Acme<span class="sr-only"> opens elsewhere</span></a>, the owner.</p>', "Acme, the owner."),
        ('<p><a href="/x">Acme<span class="css-9a"> (external link)</span></a> said so.</p>', "Acme said so."),
        ('<p><a href="/x">Acme (öffnet in neuem Tab)</a> sagt das.</p>', "Acme sagt das."),
        ("<p>The note (external link) of the clerk.</p>", "The note (external link) of the clerk."),
        ('<p><span class="sr-only">By</span> Jane Roe</p>', "By Jane Roe"),
        ("<p><span>T</span>he harbour</p>", "The harbour"),
        ("<p><span>T</span> he harbour of the town</p>", "The harbour of the town"),
        ("<p><b>A</b> way to a harbour is away</p>", "A way to a harbour is away"),
        ("<p><b>R</b> is a language</p>", "R is a language"),
        ("<p>It wasnâ€™t the cafÃ© â€“ yet.</p>", "It wasn’t the café – yet."),
        ("<p>Ã¢â‚¬Â¢ the first</p>", "• the first"),
        ("<p>« Le café\u00a0», NÃO, IRMÃ”</p>", "« Le café », NÃO, IRMÃ”"),
        ("<p>港の労働者は <b>Blue Star</b> 号を</p>", "港の労働者は Blue Star 号を"),
    ],
)
def test_a_block_says_what_a_reader_reads(html: str, text: str) -> None:
    assert first(html) == text


def test_only_so_many_capitals_are_looked_up_in_the_source() -> None:
    """Each look goes through the whole page: thousands of them took ten seconds for a megabyte."""
    blocks = read_dom("<p><span>T</span> he harbour of the town</p>" * 40, DEFAULTS).blocks
    joined = [block.text.startswith("The harbour") for block in blocks]
    assert len(joined) == 40
    assert 0 < sum(joined) < 40
    assert joined == sorted(joined, reverse=True)


def test_words_beside_what_left_have_their_place_in_the_source() -> None:
    page = (
        '<h1>Ferry back</h1><p>The cafÃ© at <a href="/x">Acme (external link)</a>, the owner of the ferry, is open'
        " again since Monday, the port said.</p>"
    )
    story = copydesk.read(page)
    block = next(index for index, one in enumerate(story.blocks) if "Acme" in one.text)
    text = story.blocks[block].text
    assert text.startswith("The café at Acme, the owner")
    places = SourceMap(story, page)
    for words in ("café", "Acme, the owner"):
        start = text.index(words)
        span = places.span(Place(block, start, start + len(words)))
        assert span is not None
        assert page[span[0]] == words[0]
        assert page[span[1] - 1] == words[-1] or words == "café"


def test_a_title_stored_twice_is_repaired() -> None:
    page = (
        "<title>The cafÃ© reopens</title><h1>The cafÃ© reopens</h1>" + "<p>The owner said so on Monday in town.</p>" * 2
    )
    assert copydesk.read(page).headline == "The café reopens"
