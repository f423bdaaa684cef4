"""Stories that are printed for readers without scripts alone."""

from copydesk import read
from copydesk.layout.dom import read_dom
from copydesk.settings import DEFAULTS

PARAGRAPH = "The ferry to Lunde stayed in port on Monday because the captain had not slept for two nights in a row. "


def test_a_story_for_readers_without_scripts_is_the_story():
    story = "".join(f"<p>{PARAGRAPH} It was day {number}.</p>" for number in range(1, 7))
    html = f"<html><body><h1>Ferry stays in port</h1><noscript id=x><div>{story}</div></noscript></body></html>"
    found = read(html)
    assert "It was day 3." in found.text
    start, end = next(block.span for block in found.blocks if "day 3" in block.text)
    assert html[start:end].startswith(PARAGRAPH.strip())


def test_a_note_to_readers_without_scripts_is_no_text():
    html = "<html><body><p>One.</p><noscript><p>Please turn on scripts to read this page.</p></noscript></body></html>"
    assert [block.text for block in read_dom(html, DEFAULTS).blocks] == ["One."]


def test_each_of_several_is_read_at_its_place():
    parts = ["".join(f"<p>{PARAGRAPH} Part {part}, day {day}.</p>" for day in range(5)) for part in range(3)]
    html = "<html><body>" + "<hr>".join(f"<noscript>{part}</noscript>" for part in parts) + "</body></html>"
    blocks = read_dom(html, DEFAULTS).blocks
    assert [block.text for block in blocks] == [
        f"{PARAGRAPH} Part {part}, day {day}.".replace("  ", " ") for part in range(3) for day in range(5)
    ]
    assert all(html[start:end].split() == block.text.split() for block in blocks for start, end in [block.span])


def test_one_that_never_ends_leaves_the_page_as_it_is():
    html = f"<html><body><p>{PARAGRAPH}</p><noscript><p>{PARAGRAPH * 5}</p></body></html>"
    assert [block.text for block in read_dom(html, DEFAULTS).blocks] == [PARAGRAPH.strip()]
