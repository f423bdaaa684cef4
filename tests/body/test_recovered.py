"""The body that only a script holds."""

import json

import pytest

import copydesk

TITLE = "Glass bees return to the valley"
TOLD = "In week {} the walkers marked further holes beside the northern track, each of them with a reed flag."


def page(title: str = TITLE, head: str = "", told: str = TITLE) -> str:
    body = [{"type": "paragraph", "text": TOLD.format(number)} for number in range(24)]
    state = json.dumps({"props": {"article": {"headline": told, "body": body}}})
    script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    return (
        f"<html lang=en><head><title>{title} | Meadow Times</title>{head}</head><body><div></div>{script}</body></html>"
    )


@pytest.mark.parametrize("head", ["", '<meta property="og:type" content="article">'])
def test_a_page_whose_script_holds_its_headline_and_prose(head: str) -> None:
    story = copydesk.read(page(head=head))
    assert (story.headline, story.text.count("reed flag")) == (TITLE, 24)
    assert [one.rule for one in story.evidence["text"]] == ["body/page-state"]


@pytest.mark.parametrize(
    "html",
    [
        page(told="Another story that the shop window of this page promotes"),
        page(head='<meta property="og:type" content="website">'),
        page(title="News", told="News"),
    ],
)
def test_a_page_that_does_not_say_that_the_script_is_its_story(html: str) -> None:
    with pytest.raises(copydesk.NotAStory):
        copydesk.read(html)


def test_captions_and_empty_slots_in_a_script_are_no_paragraphs() -> None:
    told = [TOLD.format(number) for number in range(12)]
    caption = "Walkers at the northern track of the valley on Monday morning, before the rain. Reuters"
    declared = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "articleBody": "\n".join([caption, *told[:6], "$$SLOT$$", *told[6:]]),
    }
    script = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    story = copydesk.read(f"<html lang=en><head><title>{TITLE}</title>{script}</head><body><div></div></body></html>")
    assert [line for line in story.text.split("\n\n") if line not in told] == []
    assert [one.rule for one in story.evidence["text"]] == ["body/declared"]
