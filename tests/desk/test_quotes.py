"""Who said what, in made-up stories."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.desk.language_model import is_installed, parse
from copydesk.desk.quotes import Quote, find_quotes
from copydesk.records.reading import Entity, Mention

needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")

STORY = tuple(
    " ".join(paragraph.split())
    for paragraph in """
    Orrin: Canadian President Helena Orsk met a Canadian sailor freed from the wreck of a ferry after nine days and
    promised to help find other sailors.

    The Rideau Hall leader thanked the divers and said it was the result of Canada's long work with the islanders.

    "You are home and safe and we are glad," Orsk told Nikolai Barsakov, 31, late Tuesday. Barsakov said he had been
    adrift for nine days.

    Barsakov asked Orsk to help bring home the other sailors still at sea, calling them "brothers." "For me, when
    they are out there, it's as if half my heart is out there too. It will be hard for me to go back to my old life,"
    Barsakov said in the televised meeting.

    "Mrs Orsk, I really ask you to go on with what you did for me... so that they can be home and glad as I am now."

    "We will be working on this, of course," Orsk replied. The president told Barsakov that his rescue was "the
    result of the fact that Canada has steady, many-year ties with the island people".

    Barsakov was freed days after a Canadian deputy fisheries minister urged the council to keep "promises" to help
    him. Canada has also called for the rescue of Dario Quent, a 40-year-old Canadian citizen lost at a regatta.
    """.strip().split("\n\n")
)
HEART = (
    "For me, when they are out there, it's as if half my heart is out there too. "
    "It will be hard for me to go back to my old life,"
)
PLEA = "Mrs Orsk, I really ask you to go on with what you did for me... so that they can be home and glad as I am now."
TIES = 'his rescue was "the result of the fact that Canada has steady, many-year ties with the island people"'


def read(*paragraphs: str, entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
    return find_quotes(paragraphs, parse(paragraphs), entities)


def told(quote: Quote) -> tuple[str, str | None, str | None, list[str]]:
    """Kind, speaker, cue and content, in words."""
    return (
        quote.kind,
        quote.speaker.text if quote.speaker else None,
        quote.cue.text if quote.cue else None,
        [one.text for one in quote.content],
    )


@needs_model
def test_a_story_of_all_kinds() -> None:
    """Direct, mixed and indirect; the address, the verbless quote, the quote beside a quote."""
    quotes = [told(one) for one in read(*STORY)]

    assert quotes == [
        ("indirect", "Canadian President Helena Orsk", "promised", ["to help find other sailors"]),
        ("indirect", "The Rideau Hall leader", "thanked", ["the divers"]),
        ("indirect", "The Rideau Hall leader", "said", ["it was the result of Canada's long work with the islanders"]),
        ("direct", "Orsk", "told", ["You are home and safe and we are glad,"]),
        ("indirect", "Barsakov", "said", ["he had been adrift for nine days"]),
        ("indirect", "Barsakov", "asked", ["to help bring home the other sailors still at sea"]),
        ("mixed", "Barsakov", "calling", ["brothers."]),
        ("direct", "Barsakov", "said", [HEART]),
        ("direct", "Barsakov", None, [PLEA]),
        ("direct", "Orsk", "replied", ["We will be working on this, of course,"]),
        ("mixed", "The president", "told", [TIES]),
        ("mixed", "a Canadian deputy fisheries minister", "urged", ['to keep "promises" to help him']),
        ("indirect", "Canada", "called for",
         ["the rescue of Dario Quent, a 40-year-old Canadian citizen lost at a regatta"]),
    ]  # fmt: skip


@needs_model
def test_a_verbless_quote_is_carried_and_says_so() -> None:
    """The speaker before, confirmed by the address to somebody else."""
    quote = read(*STORY)[8]

    assert (quote.speaker_origin, quote.addressee.text if quote.addressee else None) == ("carried", "Mrs Orsk")
    assert "address “Mrs Orsk”" in (quote.reason or "")
    assert quote.confidence < 0.6


@needs_model
@pytest.mark.parametrize(
    ("after", "speaker", "origin", "rule"),
    [
        ("The fisherman, Otto Bern, shook his head.", "Otto Bern", "stated", "quotes/beat-after"),
        ("Vale nodded.", "Vale", "stated", "quotes/beat-after"),
        ("She shook her head.", "Anna Vale", "carried", "quotes/standing"),
        ("The harbour was closed.", "Anna Vale", "carried", "quotes/standing"),
        ("Otto Bern runs the ferry.", None, "unknown", "quotes/standing"),
    ],
)
def test_the_sentence_behind_a_standing_quote(after: str, speaker: str | None, origin: str, rule: str) -> None:
    """What its speaker does tells who speaks; another person there is no reason to carry the speaker before."""
    quote = read('"We were tired," said Anna Vale.', f'"We never came back after 1987." {after}')[-1]

    assert (speaker, origin, rule) == (quote.speaker and quote.speaker.text, quote.speaker_origin, quote.rule)
    assert origin != "unknown" or "the next sentence is about “Otto Bern”" in (quote.reason or "")


@needs_model
@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ('Asked whether she would stand again: "No."', "she", "quotes/asked"),
        ('When asked if he would stand: "No."', "he", "quotes/asked"),
        ('Asked by reporters whether the bridge was safe: "No."', None, "quotes/asked"),
        ('Asked whether she would stand, Vale said: "No."', "Vale", "quotes/before"),
        ('She was asked by the judge: "Do you understand?"', "the judge", "quotes/before"),
    ],
)
def test_who_is_asked_answers(text: str, speaker: str | None, rule: str) -> None:
    quote = read(text)[-1]

    assert (speaker, rule) == (quote.speaker and quote.speaker.text, quote.rule)


@needs_model
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("14:32 The bridge is closed, Anna Vale said.", "The bridge is closed"),
        ("14:32 “The bridge is closed,” Anna Vale said.", "The bridge is closed,"),
        ("10.15am: The bridge is closed, Anna Vale said.", "The bridge is closed"),
        ("PARIS (AP) — The bridge will stay closed until Friday, Anna Vale said.",
         "The bridge will stay closed until Friday"),
        ("12:30 was too late, Anna Vale said.", "12:30 was too late"),
    ],
)  # fmt: skip
def test_the_time_and_the_dateline_of_a_paragraph_are_not_said(text: str, content: str) -> None:
    assert [content] == [one.text for one in read(text)[0].content]


@needs_model
def test_a_name_after_a_dash_that_the_model_takes_for_a_verb() -> None:
    quote = read("“The ferry and the harbour are a real disgrace.” ― Karin Norling")[0]

    assert (quote.speaker and quote.speaker.text, quote.rule) == ("Karin Norling", "quotes/dash")


def test_an_address_to_the_last_speaker_means_the_one_before() -> None:
    """Nobody calls himself Mr Vale."""
    quotes = find_quotes(['"I am late," Ann Orr said.', '"You are," Tom Vale said.', '"Mr Vale, I know that well."'])

    assert [one.speaker.text for one in quotes if one.speaker] == ["Ann Orr", "Tom Vale", "Ann Orr"]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ('"It is safe," said Ann Orr.', "Ann Orr", "said", ["It is safe,"]),
        ('"It is safe," the old mayor said.', "the old mayor", "said", ["It is safe,"]),
        ('"Is it safe?" she asked the mayor.', "she", "asked", ["Is it safe?"]),
        ('Ann Orr said: "It is safe."', "Ann Orr", "said", ["It is safe."]),
        ('Then Ann Orr said, "It is safe."', "Ann Orr", "said", ["It is safe."]),
        ('"It is," Ann Orr said, "quite safe."', "Ann Orr", "said", ["It is,", "quite safe."]),
        ('"It is safe," Ann Orr said. "We tried it."', "Ann Orr", "said", ["It is safe,", "We tried it."]),
        ("“It is safe.” — Ann Orr, baker", "Ann Orr", "—", ["It is safe."]),
        ("‘It is safe,’ Ann Orr said.", "Ann Orr", "said", ["It is safe,"]),
        ("``It is safe,'' Ann Orr said.", "Ann Orr", "said", ["It is safe,"]),
        ('"It is safe, Ann Orr said.', "Ann Orr", "said", ["It is safe,"]),
        ('It is safe," Ann Orr said.', "Ann Orr", "said", ["It is safe,"]),
        ('"It is safe," Kelly quietly said.', "Kelly", "said", ["It is safe,"]),
        ('"It is safe." Orr said.', "Orr", "said", ["It is safe."]),
    ],
)
def test_direct_quotes_need_no_model(text: str, speaker: str, cue: str, content: list[str]) -> None:
    """Marks and the words beside them are enough."""
    (quote,) = find_quotes([text])

    assert ("direct", speaker, cue, content) == told(quote)


@needs_model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge, the mayor said, was safe in May.",
            ("indirect", "the mayor", "said", ["The bridge", "was safe in May"]),
        ),
        ("According to the survey, most bakers sleep badly.",
         ("indirect", "the survey", "According to", ["most bakers sleep badly"])),
        ("Most bakers sleep badly, according to the survey.",
         ("indirect", "the survey", "according to", ["Most bakers sleep badly"])),
        ("Nothing came of the baker's claim that the oven was hot.",
         ("indirect", "the baker's", "claim", ["the oven was hot"])),
        ("The bridge was safe, police said.", ("indirect", "police", "said", ["The bridge was safe"])),
        ("The mayor, who said the bridge was safe, went home.",
         ("indirect", "The mayor", "said", ["the bridge was safe"])),
        ("The mayor said he was “very proud” of the bridge.",
         ("mixed", "The mayor", "said", ["he was “very proud” of the bridge"])),
        ("She was accused by the mayor of theft.", None),
        ('The film "The Long Night" opens on Friday in Orrin.', None),
        ('The so-called "experts" went home early.', None),
        ("The bridge opened on Friday and closed on Sunday.", None),
    ],
)  # fmt: skip
def test_indirect_speech(text: str, expected: tuple[str, str, str, list[str]] | None) -> None:
    """Clauses, parentheses, sources, nouns; titles and scare quotes are no quotes."""
    assert ([expected] if expected else []) == [told(one) for one in read(text) if one.cue_class != "judgement"]


@needs_model
def test_a_participle_shares_the_speaker_of_its_sentence() -> None:
    """ "..., she said, adding that" """
    quotes = read('"The oven is hot," the baker said, adding that the bread was done.')

    assert [(one.speaker.text.split()[-1], one.cue.text) for one in quotes if one.speaker and one.cue] == [
        ("baker", "said"),
        ("baker", "adding"),
    ]


def test_a_quote_over_paragraphs_is_one() -> None:
    """The mark opens each paragraph and closes only the last."""
    (quote,) = find_quotes(["“It is safe,” Orr said. “We tried it.", "“We tried it twice.", "“And it held.”"])

    assert [one.text for one in quote.content] == ["It is safe,", "We tried it.", "We tried it twice.", "And it held."]
    assert [one.block for one in quote.content] == [0, 0, 1, 2]


def test_a_cue_in_the_last_paragraph_speaks_for_the_first() -> None:
    """The quote began before its speaker was named."""
    (quote,) = find_quotes(["“We tried it twice.", "“And it held,” Ann Orr said."])

    assert (quote.speaker.text if quote.speaker else None, len(quote.content)) == ("Ann Orr", 2)


def test_a_paragraph_leads_into_the_next() -> None:
    """A colon at the end of a paragraph."""
    quotes = find_quotes(["Ann Orr went on to say:", "“It is safe.”"])

    assert [(one.speaker.text.removesuffix(" went on to"), one.cue.text)
                                    for one in quotes if one.speaker and one.cue] == [("Ann Orr", "say")]  # fmt: skip


def test_an_interview_is_read_by_its_turns() -> None:
    """Speakers in capitals."""
    quotes = find_quotes(["ORR: Good day.", "VALE: Is it safe?", "ORR: It is."])

    assert [(one.speaker.text, one.content[0].text) for one in quotes if one.speaker] == [
        ("ORR", "Good day."),
        ("VALE", "Is it safe?"),
        ("ORR", "It is."),
    ]


def test_a_quote_in_a_quote_is_nested() -> None:
    """What the speaker says that others said."""
    (quote,) = find_quotes(["\"They shouted 'stop it now' at me,\" she said."])

    assert [one.text for one in quote.nested] == ["stop it now"]


def test_an_unknown_speaker_has_a_reason() -> None:
    """Nobody is named anywhere near."""
    (quote,) = find_quotes(["“It is safe to go out on the ice today.”"])

    assert (quote.speaker, quote.speaker_origin) == (None, "unknown")
    assert quote.reason


def test_a_speaker_is_resolved_to_an_entity() -> None:
    """The mention that covers most of the printed speaker."""
    text = '"It is safe," Ann Orr told Tom Vale.'
    entities = [
        Entity(id=name, type="person", name=words, mentions=(Mention(block=0, start=text.index(words),
               end=text.index(words) + len(words), text=words, kind="full"),))
        for name, words in (("P1", "Ann Orr"), ("P2", "Tom Vale"))
    ]  # fmt: skip
    (quote,) = find_quotes([text], None, entities)

    assert quote.speaker_entity == "P1"


@needs_model
def test_a_reply_goes_to_who_spoke_before() -> None:
    """The addressee of an answer is the one who asked."""
    quotes = read('"Is it safe?" Ann Orr asked.', '"It is safe," Tom Vale replied.')

    assert (quotes[1].addressee.text if quotes[1].addressee else None) == "Ann Orr"


TEXTS = st.lists(
    st.text(alphabet=st.sampled_from(list("\"“”‘’'„«»  .,:?!—-aBc\n")), max_size=40)
    | st.sampled_from(
        ["He said it was,", '"Yes," she said', "calling him", "ORR: hm", "according to Ann Orr,", "that “a”"]
    ),
    max_size=6,
)


def check(paragraphs: Sequence[str], quotes: Sequence[Quote]) -> None:
    for quote in quotes:
        excerpts = [*quote.content, *quote.quoted, *quote.nested, quote.speaker, quote.cue, quote.addressee]
        for one in excerpts:
            assert one is None or paragraphs[one.block][one.start : one.end] == one.text != ""
        assert 0 < quote.confidence <= 1
        assert quote.rule.startswith("quotes/")
        assert (quote.speaker is None) == (quote.speaker_origin == "unknown")
        assert quote.speaker is not None or quote.reason


@given(TEXTS)
def test_words_are_those_of_the_text(paragraphs: list[str]) -> None:
    """Whatever the text: every span gives its words, and reading twice gives the same."""
    quotes = find_quotes(paragraphs)

    check(paragraphs, quotes)
    assert quotes == find_quotes(paragraphs)


@needs_model
@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_words_are_those_of_the_text_with_a_model(paragraphs: list[str]) -> None:
    """Grammar of nonsense breaks nothing."""
    check(paragraphs, find_quotes(paragraphs, parse(paragraphs)))


@pytest.mark.parametrize("unit", ['"', "“", '" ', 'a," ', "'a b' ", 'He said: "', '"Yes," she said. ', "he said, "])
def test_time_grows_with_the_text(unit: str) -> None:
    """Four times the marks take four times as long, not sixteen."""

    def spent(times: int) -> float:
        began = time.process_time()
        find_quotes([unit * times])
        return time.process_time() - began

    spent(100)
    short = min(spent(1500) for _ in range(3))

    assert min(spent(6000) for _ in range(2)) < 9 * short + 0.2


@needs_model
def test_who_asked_is_not_told() -> None:
    text = "Asked if there could be further cuts, the minister said: “We chose to cut it.”"
    assert [one.content[0].text for one in find_quotes([text], parse([text]))] == ["We chose to cut it."]


@needs_model
def test_a_sentence_with_a_colon_leads_into_the_next_paragraph() -> None:
    texts = [
        "“We go on,” Tom Orrin said.",
        "Ann Vale made a clear and damning assessment, set out in part here:",
        "“So, what we saw was a rather embarrassing spectacle.”",
    ]
    quotes = find_quotes(texts, parse(texts))
    assert quotes[-1].speaker is not None
    assert (quotes[-1].speaker.text, quotes[-1].rule) == ("Ann Vale", "quotes/paragraph-lead")


@needs_model
def test_a_day_before_the_verb_announces_nothing() -> None:
    text = "Alden on Tuesday announced that it had become the largest shareholder of the mill."
    (quote,) = find_quotes([text], parse([text]))
    assert quote.speaker is not None
    assert quote.speaker.text == "Alden"
