"""What holds for a story whatever it was read from."""

import pytest

import copydesk
from copydesk.errors import NotAStory

FEW = ("Hello world", "Subscribe to read", "続きを読む", "อ่านต่อ", "— 1 2 3 4")
ENOUGH = ("The ferry sails on Monday.", "渡し船は月曜日に運航を再開する。", "Паром снова ходит с понедельника.")


@pytest.mark.parametrize("words", FEW)
@pytest.mark.parametrize(
    "page", ["<h1>The Ledger of Lunde</h1><p>{}</p>", "<article><p>{}</p></article>", "The Ledger\n\n{}\n"]
)
def test_a_few_words_of_body_are_no_story(page: str, words: str) -> None:
    with pytest.raises(NotAStory) as caught:
        copydesk.read(page.format(words))
    assert caught.value.reason == "no-body"


@pytest.mark.parametrize("words", ENOUGH)
def test_a_sentence_is(words: str) -> None:
    assert copydesk.read(f"<h1>Ferry</h1><article><p>{words}</p></article>").text == words
