"""Who speaks, in how many words."""

from hypothesis import given
from hypothesis import strategies as st

from copydesk.desk import annotate
from copydesk.export.audit import Heard, audit, heard_in

KINDS = st.sampled_from(["person", "organisation", "described", "unknown"])
HEARD = st.builds(
    Heard,
    name=st.sampled_from(["Ann Vale", "police", None]),
    kind=KINDS,
    role=st.sampled_from(["mayor of Mirefield", None]),
    gender=st.sampled_from(["female", "male", None]),
    words=st.integers(0, 50),
    words_in_marks=st.integers(0, 50),
)


def test_who_is_not_named_and_who_is_not_told_are_counted_apart() -> None:
    reading = annotate('"The mill is safe," Mayor Ann Vale said. A spokesman said it was not. She denied it.')
    found = audit([heard_in(reading)])
    assert [(one.name, one.kind) for one in found.sources if one.kind == "described"] == [("spokesman", "described")]
    assert all(one.words for one in found.sources)


def test_words_that_were_not_said_are_left_out() -> None:
    assert heard_in(annotate("Ann Vale never said that the bridge was safe.")) == []


def test_somebody_without_a_name_is_one_source_when_called_he_too() -> None:
    text = 'A fisherman said the town had known for years.\n\n"Nobody listens to us," he said.'
    found = audit([heard_in(annotate(text))])
    assert [(one.name, one.kind, one.quotes) for one in found.sources] == [("fisherman", "described", 2)]


@given(st.lists(st.lists(HEARD, max_size=6), max_size=4))
def test_sources_hold_all_that_is_heard(stories: list[list[Heard]]) -> None:
    found = audit(stories)
    assert found.stories == len(stories)
    assert sum(one.quotes for one in found.sources) == found.quotes == sum(map(len, stories))
    assert sum(one.words for one in found.sources) == found.words
    assert abs(found.named + found.described + found.unknown - (1 if found.words else 0)) < 0.003
