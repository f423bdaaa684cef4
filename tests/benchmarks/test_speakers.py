"""Who says what on annotated pages."""

from benchmarks.draws import counted
from benchmarks.speakers import Page, Passage, compared, pages

TEXT = "Ann Vale came late.\n“The mill stays open,” she said.\n“We will see,” Tom Harrow said."


def test_a_third_half_and_whole() -> None:
    whole = {page.id for page in pages("all")}
    aside = {page.id for page in pages("laid-aside")}
    assert len(whole) == 26
    assert aside | {page.id for page in pages("tuned")} == whole
    assert 8 < len(aside) < 18


def test_passages_and_quotes_are_judged_by_who_is_meant() -> None:
    said = TEXT.index("The mill")
    vale = (0, 8)
    right = Passage(said, said + 20, "named", who=vale, pronoun=True)
    wrong = Passage(TEXT.index("We"), TEXT.index("We") + 11, "named", who=vale)
    page = Page("made-up", "1", len(TEXT), (right, wrong))
    outcomes = [outcome for outcome, _ in compared(page, TEXT)]
    assert outcomes == ["passage right", "pronoun right", "passage wrong", "quote right", "quote wrong"]


def test_verdicts_are_counted() -> None:
    assert counted({"a": "right", "b": "right", "c": "wrong"}) == "3: right 2 (0.667), wrong 1 (0.333)"
