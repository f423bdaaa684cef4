"""Cards of other stories leave a body, feeds below it do, tables in it stay."""

import pytest

from copydesk.body.zones import home_of, with_tables, without_cards, without_feed, without_summary
from copydesk.layout.dom import read_dom
from copydesk.layout.sheet import Dom
from copydesk.settings import DEFAULTS

STORY = [
    "The ferry to Lunde sails again from Monday after nine days in the yard, the port said on Friday evening.",
    "Engineers had found a crack in the shaft during a routine check and ordered a new part from the mainland.",
    "Islanders had to rely on a smaller boat that took no cars, and the shop in Lunde ran out of fresh milk twice.",
    "The port will pay back half of the price of every season ticket, a spokeswoman said, without naming the cost.",
]
CARD = "<div class='teaser'><h3><a href='/mill'>Old mill sold</a></h3><p>The mill changes hands after a year.</p></div>"
ROWS = "<tr><th>Boat</th><th>Cars</th></tr><tr><td>Lunde</td><td>30</td></tr><tr><td>Vik</td><td>12</td></tr>"


def page(inside: str, below: str = "") -> Dom:
    first, *rest = [f"<p>{text}</p>" for text in STORY]
    return read_dom(
        f"<body><main><div class='story'>{first}{inside}{''.join(rest)}</div></main>{below}</body>", DEFAULTS
    )


def every(dom: Dom) -> set[int]:
    return set(range(len(dom.blocks)))


def texts(dom: Dom, chosen: set[int]) -> list[str]:
    return [dom.blocks[index].text for index in sorted(chosen)]


def test_the_home_of_a_body_is_its_deepest_container() -> None:
    dom = page("", "<div><p>Imprint</p></div>")
    home = home_of(dom.blocks, sorted(every(dom)), 0.8)
    assert home is not None and home.classes == "story"
    assert home_of(dom.blocks, [], 0.8) is None


def test_a_card_whose_heading_is_a_link_leaves() -> None:
    dom = page(CARD)
    assert texts(dom, without_cards(dom.blocks, every(dom))) == STORY


def test_a_box_whose_heading_is_no_link_stays() -> None:
    dom = page(CARD.replace("<a href='/mill'>", "").replace("</a>", ""))
    assert without_cards(dom.blocks, every(dom)) == every(dom)


def test_a_page_made_of_cards_keeps_them() -> None:
    dom = page(CARD * 9)
    assert without_cards(dom.blocks, every(dom)) == every(dom)


def test_what_the_model_doubts_below_the_body_leaves() -> None:
    dom = page("", "<section><p>A word on another story.</p></section>")
    doubts = [0.99] * len(STORY) + [0.6]
    assert texts(dom, without_feed(dom.blocks, doubts, every(dom))) == STORY
    assert without_feed(dom.blocks, [0.99] * len(dom.blocks), every(dom)) == every(dom)


def test_openings_of_other_stories_below_the_body_leave_though_they_are_half_as_long() -> None:
    opening = f"<p>{STORY[0]}</p>"
    linked = f"<li><h3><a href='/mill'>Old mill sold</a></h3>{opening}</li>"
    for card, leaves in ((linked, True), (linked.replace("href='/mill'", ""), False)):
        dom = page(f"<p>{STORY[1]}</p>", f"<ul>{card * 3}</ul>")
        body = {block.index for block in dom.blocks if block.container.tag == "p"}
        scores = [0.99] * 5 + [0.7] * (len(dom.blocks) - 5)
        assert (without_feed(dom.blocks, scores, body) == set(range(5))) is leaves


@pytest.mark.parametrize(
    ("note", "leaves"),
    [
        ("This AI-generated summary was checked by an editor", True),
        ("Diese Zusammenfassung wurde künstlich erzeugt.", True),
        ("Sammendraget er laget av ChatGPT og godkjent av redaksjonen", True),
        ("Resumen generado por IA", True),
        ("What you need to know", False),
    ],
)
def test_what_a_machine_summed_up_above_the_story_leaves(note: str, leaves: bool) -> None:
    points = "<ul><li>The ferry sails from Monday.</li><li>Season tickets are paid back by half.</li></ul>"
    story = "".join(f"<p>{text}</p>" for text in STORY)
    dom = read_dom(f"<main><div>{note}</div>{points}{story}<ul><li>Lunde</li></ul></main>", DEFAULTS)
    body = set(range(1, len(dom.blocks)))
    assert without_summary(dom.blocks, body) == (body - {1, 2} if leaves else body)


def test_tables_in_the_body_stay_whole() -> None:
    dom = page(f"<table>{ROWS}</table>")
    paragraphs = {block.index for block in dom.blocks if not block.cells}
    assert with_tables(dom.blocks, [0.1] * len(dom.blocks), paragraphs) == every(dom)


def test_tables_of_links_or_outside_the_body_are_left_out() -> None:
    linked = ROWS.replace("<td>", "<td><a href='/x'>").replace("</td>", "</a></td>")
    for dom in (page(f"<table>{linked}</table>"), page("", f"<table>{ROWS}</table>")):
        paragraphs = {block.index for block in dom.blocks if not block.cells}
        assert with_tables(dom.blocks, [0.1] * len(dom.blocks), paragraphs) == paragraphs
