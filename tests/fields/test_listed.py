"""What the feed that named a page says of it, beside what the page says."""

import pytest

import copydesk
from copydesk.records import Capture, Listed

PAGE = "<html{}><article><h1>Ferry</h1><p>Lunde – 4 / 5 – 12:30</p><p>Lunde – 4 / 6 – 14:30</p></article></html>"
GERMAN = (
    "<p>Die Fähre nach Lunde fährt ab Montag wieder, sagte der Leiter des Hafens am Dienstagabend vor dem Stadtrat.</p>"
    "<p>Die Fahrkarten kosten so viel wie vor dem Unfall, und die letzte Fahrt beginnt wie bisher um zehn Uhr.</p>"
)


@pytest.mark.parametrize(
    ("attribute", "body", "language"),
    [("", "", "nb"), (' lang="da"', "", "da"), ("", GERMAN, "de")],
    ids=["the feed alone", "the page declares one", "the text is another"],
)
def test_the_language_of_a_feed_fills_what_the_page_leaves_open(attribute: str, body: str, language: str) -> None:
    page = PAGE.format(attribute).replace("</article>", f"{body}</article>")
    listed = (Listed(layer="feed", name="https://courier.example/rss", place="item 1", language="nb"),)
    story = copydesk.read_capture(Capture(content=page, kind="html", listed=listed))
    assert story.language == language
    assert "feed" in {one.layer for one in story.evidence["language"]}
