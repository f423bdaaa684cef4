"""Texts made up word by word, so that no two share a phrase by accident."""

import random
from collections.abc import Sequence

from copydesk.archive.documents import Document, document_from

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bri cla dre flo gru".split()


def word(chance: random.Random) -> str:
    """A word of three or four syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4))))


def paragraph(chance: random.Random, words: int = 24) -> str:
    """A sentence of so many words."""
    return " ".join(word(chance) for _ in range(words)).capitalize() + "."


def paragraphs(seed: int, count: int = 10) -> list[str]:
    """The paragraphs of a story, the same for one seed."""
    chance = random.Random(seed)
    return [paragraph(chance) for _ in range(count)]


def document(texts: Sequence[str], headline: str = "", **origin: str | None) -> Document:
    """The document of some paragraphs."""
    return document_from(headline, texts, **origin)
