"""Boxes beside a story leave its body, as long as a body is left."""

import pytest

import copydesk
from copydesk.body.boxes import BoxRow, box_rows, without_captions, without_links, without_outsiders
from copydesk.body.find import settled
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS

STORY = [
    "The ferry to Lunde sails again from Monday after nine days in the yard, the port said on Friday evening.",
    "Engineers had found a crack in the shaft during a routine check and ordered a new part from the mainland.",
    "Islanders had to rely on a smaller boat that took no cars, and the shop in Lunde ran out of fresh milk twice.",
    "The port will pay back half of the price of every season ticket, a spokeswoman said, without naming the cost.",
]
BOX = "The ferry Lunde II was built in 1998, carries 240 passengers and 30 cars, and makes the crossing in 40 minutes."


def chosen_texts(html: str, title: str = "") -> list[str]:
    dom = read_dom(html, DEFAULTS)
    return [
        dom.blocks[index].text for index in sorted(without_outsiders(dom.blocks, set(range(len(dom.blocks))), title))
    ]


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize("row", box_rows(), ids=lambda row: row.id)
def test_a_box_leaves_the_body(row: BoxRow) -> None:
    name = row.example[1:].split(" ")[0].rstrip(">")
    html = f"<article>{paragraphs(STORY)}{row.example}<p>{BOX}</p></{name}></article>"
    assert chosen_texts(html) == STORY


@pytest.mark.parametrize("row", box_rows(), ids=lambda row: row.id)
def test_a_box_that_holds_all_stays(row: BoxRow) -> None:
    name = row.example[1:].split(" ")[0].rstrip(">")
    assert chosen_texts(f"{row.example}{paragraphs(STORY)}</{name}>") == STORY


def test_what_precedes_the_headline_leaves() -> None:
    html = f"<ul><li>{BOX}</li></ul><h1>Ferry to Lunde sails again</h1>{paragraphs(STORY)}"
    assert chosen_texts(html, "Ferry to Lunde sails again") == STORY


def test_another_article_leaves() -> None:
    other = f"<article><h2>Old boat</h2><p>{BOX}</p></article>"
    html = f"<article><h1>Ferry to Lunde sails again</h1>{paragraphs(STORY)}</article>{other}"
    assert chosen_texts(html, "Ferry to Lunde sails again")[-1] == STORY[-1]


def test_hidden_text_leaves() -> None:
    assert chosen_texts(f"{paragraphs(STORY)}<div style='display: none'><p>{BOX}</p></div>") == STORY


def test_text_that_only_small_screens_hide_stays() -> None:
    box = f"<div class='hidden md:block'><p>{BOX}</p></div>"
    assert chosen_texts(f"{paragraphs(STORY)}{box}") == [*STORY, BOX]


def test_captions_and_prompts_leave() -> None:
    html = f"{paragraphs(STORY)}<figure><figcaption>{BOX}</figcaption></figure><p>Read more: How the port was built</p>"
    assert chosen_texts(html) == STORY


def test_the_body_of_a_page_is_free_of_boxes() -> None:
    box = f"<aside class='factbox'><p>{BOX}</p></aside>"
    body = f"<div class='article-body'>{paragraphs(STORY[:2])}{box}{paragraphs(STORY[2:])}</div>"
    html = f"<main><article><h1>Ferry to Lunde sails again</h1>{body}</article></main>"
    assert copydesk.read(html, kind="html").text == "\n\n".join(STORY)


def test_text_in_a_figure_is_a_caption_and_a_table_in_one_is_not() -> None:
    figure = "<figure><img src='a.jpg'><div>The ferry on Monday</div></figure>"
    assert chosen_texts(paragraphs(STORY) + figure) == STORY
    table = "<figure><table><tr><td>Boats</td><td>2</td></tr></table></figure>"
    assert chosen_texts(paragraphs(STORY) + table)[-1] == "Boats\t2"


def test_a_paragraph_that_is_one_link_leaves_unless_it_is_a_sentence() -> None:
    teaser, sentence = "<p><a href='/m'>Old mill sold to a baker</a></p>", "<p><a href='/n'>The mill is sold.</a></p>"
    dom = read_dom(paragraphs(STORY) + teaser + sentence, DEFAULTS)
    kept = without_links(dom.blocks, set(range(len(dom.blocks))))
    assert [dom.blocks[index].text for index in sorted(kept)] == [*STORY, "The mill is sold."]


def test_a_doubtful_heading_over_a_body_block_is_a_subhead() -> None:
    story = f"{paragraphs(STORY[:2])}<h3>A smaller boat</h3>{paragraphs(STORY[2:])}"
    dom = read_dom(f"<article><h1>Ferry to Lunde sails again</h1>{story}</article>", DEFAULTS)
    scores = [0.0, 0.95, 0.95, 0.3, 0.95, 0.95]
    assert 3 in settled(dom.blocks, scores, "Ferry to Lunde sails again")
    assert 3 not in settled(dom.blocks, [*scores[:3], 0.1, *scores[4:]], "Ferry to Lunde sails again")


def test_a_page_whose_surest_block_is_a_heading_has_a_body_all_the_same() -> None:
    dom = read_dom(f"<article><h1>Ferry to Lunde sails again</h1>{paragraphs(STORY)}</article>", DEFAULTS)
    assert settled(dom.blocks, [0.57, 0.46, 0.44, 0.3, 0.1], "Ferry to Lunde sails again") >= {1, 2, 3}


def test_lines_with_a_credit_right_behind_a_picture_are_no_paragraphs():
    story = "".join(
        f"<p>The ferry to Lunde stayed in port on day {day} because the captain had not slept.</p>" for day in range(9)
    )
    found = copydesk.read(
        "<h1>Ferry stays in port</h1><div>"
        f"{story}<img src=a.jpg alt=''><p>Passengers wait on the quay. Photo: Jane Roe</p>"
        f"<p>$$ARTICLEAD$$</p>{story[:90]}</div>"
    )
    assert "Passengers wait" not in found.text
    assert "ARTICLEAD" not in found.text
    assert "on day 8" in found.text


PARAGRAPH = (
    "The harbour board said on Monday that no ferry would leave the port before the end of the week, it was told. "
)
LONG = "".join(f"<p>{PARAGRAPH.replace('board', word) * 4}</p>" for word in ("board", "union", "town"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('<p><a href="/a">COUNCIL VOTES ON A NEW BRIDGE TODAY.</a></p>', "COUNCIL"),
        ('<p><strong><a href="/a">Why does nobody want to work at night?</a></strong></p>', "nobody"),
        ('<p><a href="/a">(Council votes on a new bridge.)</a></p>', "Council"),
        ("<p>Picture: K. Moe</p>", "Moe"),
        ("<p>(Photo by Kim Moe)</p>", "Moe"),
        ('<div class="k2"><div><img src="/a.jpg"></div><div>A tram in the old town</div></div>', "tram"),
        ("<p>Recommended editorial content</p>", "editorial"),
        ("<p>Allow content of others to see this</p>", "others"),
        ("<p>Allow X content?</p><p>Accept and continue</p>", "Allow X"),
        ("<p>This article contains content provided by X, which may use cookies on your device.</p>", "provided by"),
        ("<p>En cliquant sur « Accepter », vous pourrez voir ce contenu.</p>", "cliquant"),
        ("<p>Residents of some states may opt out of the sale of their data.</p>", "Residents"),
    ],
)
def test_what_stands_between_paragraphs_and_is_none_leaves(line: str, words: str) -> None:
    head, tail = LONG[: len(LONG) // 3], LONG[len(LONG) // 3 :]
    cut = tail.index("<p>")
    page = f"<title>Ferries</title><main><h1>Ferries</h1>{head}{tail[:cut]}{line}{tail[cut:]}</main>"
    text = copydesk.read(page).text
    assert words not in text
    assert "union" in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<p>Photo: a happy day at the beach began when the ferry came back to the town.</p>", "happy day"),
        ("<p><a href='/r'>The board published its whole report on Monday afternoon.</a></p>", "published its"),
    ],
)
def test_paragraphs_that_look_alike_stay(line: str, words: str) -> None:
    page = f"<title>Ferries</title><main><h1>Ferries</h1>{LONG}{line}{LONG.replace('ferry', 'boat')}</main>"
    assert words in copydesk.read(page).text


@pytest.mark.parametrize(
    ("label", "leaves"),
    [
        ("READ THIS TOO | {}", True),
        ("FUNDA LOKHU | {}", True),
        ("LIES AUCH: {}", True),
        ("ЧИТАЙТЕ ТАКОЖ: {}", True),
        ("Read this too | {}", False),
        ("LUNDE: {} again.", False),
    ],
)
def test_a_link_behind_a_label_in_capitals_names_another_story(label: str, leaves: bool) -> None:
    line = label.format("<a href='/bread'>Bakers of the coast count their loaves</a>")
    dom = read_dom(f"<article>{paragraphs(STORY * 2)}<p>{line}</p></article>", DEFAULTS)
    every = set(range(len(dom.blocks)))
    assert without_links(dom.blocks, every) == (every - {8} if leaves else every)


@pytest.mark.parametrize("credit", ["Photo: Jane Roe", "Foto: Kim Moe", "Photo: AFP"])
def test_words_between_a_picture_and_its_credit_are_a_caption(credit: str) -> None:
    box = f"<div><img src='/p.jpg' width=800><h4>{BOX}</h4><p>{credit}</p></div>"
    dom = read_dom(f"<article>{paragraphs(STORY[:2])}{box}{paragraphs(STORY[2:])}</article>", DEFAULTS)
    left = without_captions(dom, set(range(len(dom.blocks))))
    assert [dom.blocks[index].text for index in sorted(left)] == STORY


def test_a_paragraph_that_a_credit_follows_without_a_picture_stays() -> None:
    dom = read_dom(f"<article>{paragraphs(STORY)}<div><p>{BOX}</p><p>Photo: Jane Roe</p></div></article>", DEFAULTS)
    assert 4 in without_captions(dom, set(range(len(dom.blocks))))


def test_likely_paragraphs_in_a_row_with_the_body_join_it() -> None:
    opening = "".join(f"<div class=intro><p>{text}</p></div>" for text in STORY)
    post = f"<div class=post><h3>At sea</h3><p>{BOX}</p></div>"
    dom = read_dom(f"<main><h1>Ferry to Lunde: live</h1>{opening}{post}{post}</main>", DEFAULTS)
    scores = [0.1, 0.35, 0.4, 0.55, 0.3, 0.7, 0.95, 0.7, 0.95]
    assert settled(dom.blocks, scores, "Ferry to Lunde: live") >= {1, 2, 3, 4}
    assert settled(dom.blocks, [0.1, 0.35, 0.2, *scores[3:]], "Ferry to Lunde: live").isdisjoint({1, 2})
