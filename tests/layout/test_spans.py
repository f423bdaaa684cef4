"""Letter by letter, markup and white space are those that the patterns find."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.layout.spans import _MARKUP, _agree, _behind_space, _run_end

PIECES = st.sampled_from(
    ("<p>", "<b", ">", "<", "</i>", "<!--", "-->", "--", "<!x>", "<?", '"', "'", " ", "\n", "ab", "c", "é")
)
SOURCES = st.lists(PIECES, max_size=14).map("".join)


@given(SOURCES, st.sampled_from(("", "ab", "a b", "abc", "c <", "ab c", "\"'")))
@example("<p>a<!-- no -->b", "ab")
@example('<a title=">">c', "c")
def test_a_piece_agrees_where_its_text_is_the_same(piece: str, text: str) -> None:
    seen = "".join(_MARKUP.sub("", piece).split())
    assert _agree(piece, text) == (seen == "".join(text.split()))
    assert _agree(piece, seen)


@given(SOURCES)
def test_a_run_ends_at_a_tag_and_begins_behind_white_space(source: str) -> None:
    tag = re.search(r"<(?:[/a-zA-Z?]|!(?!--))", source)
    assert _run_end(source, 0) == (tag.start() if tag else len(source))
    space = re.match(r"(?:\s+|<!--(?:(?!-->).)*-->)*", source, re.DOTALL)
    assert space is not None
    assert _behind_space(source, 0) == space.end()
