"""Comments of readers below a story, told by their heading and by who writes when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import read
from copydesk.body import comments
from copydesk.wording.lines import looks_dated
from copydesk.wording.spelling import word_runs

STORY = (
    "<p>The harbour board of Mirefield said on Monday that no ferry would leave the port before the week ends.</p>"
    "<p>About four hundred passengers were waiting in the terminal building, a spokeswoman said on Tuesday.</p>"
)
ONE = "I have waited for two days now and nobody told us anything at all about it."
OTHER = "The workers are right, I would do the same if I had to work nights all the time."


def text_of(below: str) -> str:
    return read(f"<title>Ferries stay</title><main><h1>Ferries stay</h1>{STORY}{below}</main>").text


@pytest.mark.parametrize(
    "below",
    [
        f"<h3>Best replies</h3><p>Jane (3 March 2026)</p><p>{ONE}</p><p>Kim (4 March 2026)</p><p>{OTHER}</p>",
        f"<h3>2 thoughts on “Ferries”</h3><p>Jane, 3 March 2026</p><p>{ONE}</p><p>Kim, 3 March 2026</p><p>{OTHER}</p>",
        f"<p>Jane wrote (3 Mar)</p><p>{ONE}</p><p>Kim wrote (3 Mar)</p><p>{OTHER}</p>",
        f"<p>Anonymous said...</p><p>{ONE}</p><p>Kim said...</p><p>{OTHER}</p>",
    ],
)
def test_comments_below_a_short_story_leave(below: str) -> None:
    text = text_of(below)
    assert ONE not in text and OTHER not in text
    assert text.startswith("The harbour board") and "spokeswoman" in text


@pytest.mark.parametrize(
    ("heading", "verb"), [("2 responses to “Ferries stay in port”", "says:"), ("2 Antworten auf „Fähren“", "schreibt:")]
)
def test_a_plain_text_ends_at_the_heading_of_its_comments(heading: str, verb: str) -> None:
    story = [line.removesuffix("</p>") for line in STORY.split("<p>") if line]
    comments = [f"Jane {verb}", "3 March 2026 at 6:34", ONE, f"Kim {verb}", "3 March 2026 at 6:44", OTHER] * 3
    text = read("\n".join(["Ferries stay in port", *story, heading, *comments]), kind="text").text
    assert text.split("\n\n") == story


def test_an_articles_own_discussion_stays() -> None:
    assert ONE in text_of(f"<h3>Discussion</h3><p>{ONE}</p><p>{OTHER}</p>")


def test_people_who_speak_in_the_story_write_no_comments() -> None:
    said = "<p>“We wait,” Jane Roe said.</p><p>“So do we,” Kim Moe said.</p>"
    assert ONE in text_of(f"{said}<p>{ONE}</p>")


def test_each_line_is_looked_at_once_however_many_could_be_the_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def counted(text: str) -> bool:
        seen.append(text)
        return looks_dated(text)

    monkeypatch.setattr(comments, "looks_dated", counted)
    replies = "".join(f"<h3>Comments</h3><p>{OTHER} He said it {number} times.</p>" for number in range(60))
    assert "He said it 7 times" in text_of(replies)
    assert len(seen) <= 60 * 2 + 8


WORDS = st.sampled_from(
    [
        "Jane",
        "says",
        "said",
        "saidX",
        "a",
        "dit",
        "dedi",
        "ki",
        "wrote",
        "5",
        "3 Mar",
        "(3 Mar)",
        ":",
        "...",
        "open",
        "in the evening",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_writer_is_refused_by_the_words_of_a_line(parts: list[str]) -> None:
    line = " ".join(parts)
    words = word_runs(line.casefold())
    if comments._names_writer(line) and not comments._verbs().isdisjoint(words):
        assert comments._may_name_writer(line, words)
