"""Lit words are the evidence's words, and where that is not sure nothing is lit."""

from msgspec.structs import replace
from tests.archive.stories import story
from tests.web.serving import SAMPLE

import copydesk
from copydesk.records import Block, Evidence, Layer, Span, Story
from copydesk.web.lit import lit
from copydesk.web.record import FIELDS, candidates_of

PAGE = replace(
    story(["Ada Merrow of the Courier met the mayor.", "Ada Merrow left. Ada Merrow came back."]),
    blocks=(
        Block(role="byline", kind="paragraph", text="By Ada Merrow", span=(0, 20)),
        Block(role="body", kind="paragraph", text="Ada Merrow of the Courier met the mayor.", span=(20, 70)),
        Block(role="body", kind="paragraph", text="Ada Merrow left. Ada Merrow came back.", span=(70, 120)),
    ),
)


def entry(text: str, span: Span | None, layer: Layer = "html") -> Evidence:
    return Evidence(rule="x/y", confidence=0.9, layer=layer, locator="p", span=span, text=text, chosen=True)


def words(page: Story, one: Evidence) -> list[str]:
    return [
        page.blocks[place.block].text[place.start : place.end] for place in lit(page, one) if place.block is not None
    ]


def test_the_words_of_the_block_of_the_span_are_lit_and_no_lookalike() -> None:
    (place,) = lit(PAGE, entry("Ada  Merrow", (20, 70)))
    assert (place.block, place.start, place.end) == (1, 0, 10)


def test_words_that_stand_twice_in_the_block_are_not_lit() -> None:
    (place,) = lit(PAGE, entry("Ada Merrow", (70, 120)))
    assert place.block is None
    assert "2 times" in place.why


def test_what_is_declared_lights_nothing_and_says_so() -> None:
    (place,) = lit(PAGE, entry("Ada Merrow", (400, 500), "jsonld"))
    assert place.block is None
    assert "declares" in place.why


def test_words_that_are_gone_light_nothing_and_say_so() -> None:
    for span in ((20, 70), (400, 500), None):
        (place,) = lit(PAGE, entry("Rasmus Ebele", span))
        assert place.block is None
        assert "not in the text of this capture" in place.why


def test_a_span_over_several_blocks_lights_each_whole() -> None:
    both = f"{PAGE.blocks[0].text}\n{PAGE.blocks[1].text}"
    assert words(PAGE, entry(both, (0, 70))) == [PAGE.blocks[0].text, PAGE.blocks[1].text]


def test_every_lit_word_of_a_page_is_the_evidence() -> None:
    page = copydesk.read(SAMPLE)
    lit_fields = 0
    for field in FIELDS:
        for row in candidates_of(page, field):
            if row.block is not None:
                text = page.blocks[row.block].text[row.start : row.end]
                assert " ".join(text.split()) in " ".join(row.text.split())
                lit_fields += row.chosen
            else:
                assert row.unlit
    assert lit_fields >= 5
