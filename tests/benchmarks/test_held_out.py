"""What the figures on unseen outlets are made with."""

from benchmarks.aside import is_laid_aside, table
from benchmarks.hidden_names import without_names

from copydesk import read

PROSE = "The ferry between Lunde and the islands sails again since Tuesday, three weeks after it struck a rock."
PAGE = f"""<html><body><nav class="menu"><a href="/a">Coast</a></nav><article class="story"><h1>Ferry sails again</h1>
<figure class="lead"><img src="/i/ferry.jpg"><figcaption class="caption">The ferry.</figcaption></figure>
<p class="b">{PROSE}</p><p class="b">{PROSE.replace("ferry", "boat")}</p></article></body></html>"""


def test_a_page_without_names_says_the_same_words() -> None:
    hidden = without_names(PAGE.encode())
    assert b"figcaption" not in hidden
    assert b"caption" not in hidden
    assert [block.text for block in read(hidden).blocks] == [block.text for block in read(PAGE).blocks]


def test_the_same_name_is_the_same_other_word() -> None:
    assert without_names(b'<p class="a b">x<p class=a>') == without_names(b"<p class='a b'>x<p class='a'>")


def test_a_quarter_of_the_outlets_is_laid_aside() -> None:
    aside = [is_laid_aside(f"paper-{number}.example") for number in range(400)]
    assert 70 <= sum(aside) <= 130


def test_figures_have_their_error_and_number() -> None:
    assert table([{"title_fair": 1.0}, {"title_fair": 0.0}]) == "title_fair 0.500 ± 0.354 (2)"
