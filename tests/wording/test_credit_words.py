"""The patterns of credits find what they would find with a look back from every place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.credit_words import by_phrase, credit_words, dotted

PHRASES = sorted({p for row in credit_words() for p in row.by}, key=lambda p: (-len(p), p))
DOTTED = sorted(mark for row in credit_words() for mark in row.marks if mark.endswith("."))
CAPITALS = [p[0].upper() + p[1:] for p in PHRASES]
FORMS = [form for mark in DOTTED for form in (mark.capitalize(), mark)]
BY = re.compile(rf"(?:(?<![^\W\d_])|(?<=[a-z]))(?:{'|'.join(map(re.escape, CAPITALS))})\s+(?=\S)")
CUT = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, FORMS))})\s*:?\s+")
_parts = st.sampled_from([*PHRASES, *CAPITALS, *DOTTED, " ", "a", "É", "ß", "1", ".", ":"])


@given(st.lists(_parts, max_size=8).map("".join))
def test_phrases_and_marks_before_names(line: str) -> None:
    assert [one.span() for one in by_phrase().finditer(line)] == [one.span() for one in BY.finditer(line)]
    assert [one.span() for one in dotted().finditer(line)] == [one.span() for one in CUT.finditer(line)]
