import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout.kind import kind_of
from copydesk.records import Capture

BARE = Capture(content="")
SAID_HTML = Capture(content="", headers=(("Content-Type", "text/html; charset=utf-8"),))
SAID_TEXT = Capture(content="", url="https://news.test/story.txt")
PROSE = "The council met on Monday and agreed on nothing at all.\n"
CODE = '<ul class="menu">\n<li><a href="/">Home</a></li>\n<li>News</li>\n</ul>\n'

HTML = {
    "page": "<!DOCTYPE html>\n<html lang=en><head><title>x</title></head><body>x</body></html>",
    "page after a comment": "<!-- made up -->\n\n<html>\n<body>x</body></html>",
    "page after server noise": "HTTP/1.1 200 OK\n\n<!doctype html><html><body><p>" + PROSE * 5 + "</p></body></html>",
    "feed": '<?xml version="1.0"?><rss><channel></channel></rss>',
    "fragment": "<p>One thing.</p><p>Another thing.</p>",
    "fragment with words first": "One thing.</p><p>Another thing.</p><div>And a third one.</div>",
    "end tags left out": "<p>One thing.\n<p>Another thing.\n<p>A third one.",
    "cut in the first element": '<div class="story">The council met on',
    "one paragraph cut": "<p>The council met on",
    "lines with breaks": "One line<br>\nTwo lines<br/>\nThree lines<br />\nFour lines",
    "old page": "<HTML><BODY BGCOLOR=white><FONT SIZE=2>The council met.</FONT></BODY></HTML>",
    "long fragment cut by the sample": "<div class=a>" + PROSE * 3_000 + "</div>",
    "script and nothing else": "<script>if (a < b) run()</script>",
}
TEXT = {
    "prose": PROSE * 3,
    "comparison": "a < b and c > d\n",
    "mention": "Use <b> for bold type.\n",
    "mention first": "<b> is the tag for bold type.\n",
    "several mentions": "Use <p> and <div> and <b> tags\nto mark up a page.\n",
    "mention in a pair": "Write <em>word</em> for stress.\n" + PROSE,
    "mention of a break": "Use <br> to break lines.\n" + PROSE,
    "mention of a doctype": "<!DOCTYPE html> is how a page begins.\n" + PROSE,
    "mention of html": "<html> is the root element.\n",
    "code sample": PROSE * 6 + CODE + PROSE * 2,
    "address in brackets": "Write to <desk@news.test> or see <https://news.test/>.\n" * 3,
    "unknown tag": "<Reuters> PARIS, May 2 - The council met.\n",
    "long text with a mention": "Mind the <p> tag.\n" + PROSE * 3_000,
    "nothing": "",
}


@pytest.mark.parametrize("case", HTML)
def test_html(case):
    assert kind_of(HTML[case], BARE) == "html"


@pytest.mark.parametrize("case", TEXT)
def test_text(case):
    assert kind_of(TEXT[case], BARE) == "text"


@pytest.mark.parametrize("case", TEXT)
def test_header_does_not_make_html_of_text(case):
    assert kind_of(TEXT[case], SAID_HTML) == "text"


@pytest.mark.parametrize("case", ["page", "fragment", "old page", "feed"])
def test_suffix_does_not_make_text_of_html(case):
    assert kind_of(HTML[case], SAID_TEXT) == "html"


def test_hint_decides_between_equals():
    half = "The council met on Monday.\n<b>It agreed on a plan.</b>\n"
    assert (kind_of(half, SAID_HTML), kind_of(half, SAID_TEXT)) == ("html", "text")


def test_what_the_user_says_wins():
    assert kind_of(HTML["page"], Capture(content="", kind="text")) == "text"
    assert kind_of(PROSE, Capture(content="", kind="html")) == "html"


@given(st.text(alphabet="<>/pbdiv! -\n=a", max_size=200))
def test_any_text_has_a_kind(text):
    assert kind_of(text, BARE) in ("html", "text")


@pytest.mark.parametrize(
    "unit", ["<", "<p", "<p>", "</p>", "<!--", "<a ", "<br>", "<script>", "<div><p>", "<title", " ", "-->", "a<b>c</i>"]
)
def test_hostile_repetition_takes_linear_time(unit):
    start = time.process_time()
    kind_of("<" + unit * (4_000_000 // len(unit)), BARE)
    assert time.process_time() - start < 1.0
