"""Real records with other words: of real size and shape, and no two strangers share a passage."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from copydesk.archive.words import UNSPACED, stop_words
from copydesk.records import Story

__all__ = ["Made", "vocabulary"]

COPIES: Final = 0.15
REMEMBERED: Final = 500
"""Stories that may yet be copied."""
WORDS: Final = 60_000
SHORTEST, LONGEST = 3, 14
SPOKEN: Final = frozenset(
    ("text", "headline", "deck", "byline", "name", "variants", "caption", "alt", "words", "lemma", "title", "tags")
)
"""Keys of a record whose strings are words of the story."""
FURNITURE: Final = frozenset(("navigation", "advertisement", "footer", "related", "other", "comments", "copyright"))
"""Roles of blocks that are the same on all pages of an outlet: they keep their words."""

_TOKEN: Final = re.compile(r"[^\W\d_]+|[0-9]+")
_WITHOUT_SPACES: Final = re.compile(f"[{UNSPACED}]")


class Made:
    """Stories made of real ones; now and then a copy of an earlier one with a fifth of its paragraphs left out.

    Each content word is exchanged for another of the same length, the same all through a story, and each figure for
    another: spans hold, what is quoted stands in its block, and a record is compressed as well as a real one. Common
    words stay. A copy keeps its blocks and calls those that are left out `other`. Records in scripts without spaces are
    left out.
    """

    def __init__(self, bases: Sequence[Story], seed: int = 1) -> None:
        self._templates = [_Template(base) for base in bases if not _WITHOUT_SPACES.search(base.text)]
        self._chance = random.Random(seed)
        self._number = 0
        self._kept: list[Story] = []
        self.words = vocabulary()

    def stories(self) -> Iterator[Story]:
        """One story after the other, without end."""
        while True:
            self._number += 1
            if self._kept and self._chance.random() < COPIES:
                yield self._placed(self._trimmed(self._chance.choice(self._kept)))
                continue
            template = self._templates[self._number % len(self._templates)]
            story = self._placed(template.filled(self._chance, self.words))
            self._remember(story)
            yield story

    def _remember(self, story: Story) -> None:
        if len(self._kept) < REMEMBERED:
            self._kept.append(story)
        else:
            self._kept[self._chance.randrange(REMEMBERED)] = story

    def _trimmed(self, story: Story) -> Story:
        body = [index for index, block in enumerate(story.blocks) if block.role == "body"]
        dropped = set(self._chance.sample(body, len(body) // 5))
        blocks = tuple(
            replace(block, role="other") if index in dropped else block for index, block in enumerate(story.blocks)
        )
        return replace(story, blocks=blocks, text="\n\n".join(block.text for block in blocks if block.role == "body"))

    def _placed(self, story: Story) -> Story:
        url = f"https://outlet{self._number % 997}.example/2024/{self._number}/story"
        digest = f"{self._chance.getrandbits(256):064x}"
        return replace(story, source=replace(story.source, name=url, url=url, canonical_url=url, sha256=digest))


class _Template:
    """A record's JSON cut at the words that are exchanged."""

    def __init__(self, base: Story) -> None:
        self._parts: list[str] = []
        self._slots: list[int] = []
        self._words: dict[str, int] = {}
        self._forms: dict[tuple[int, str], int] = {}
        self._literal: list[str] = []
        own = set(_TOKEN.findall(f"{base.headline or ''} {base.deck or ''} {base.text}".lower()))
        self._exchanged = {one for one in own if _is_exchanged(one)}
        self._walk(msgspec.to_builtins(base), is_spoken=False)
        self._parts.append("".join(self._literal))

    def filled(self, chance: random.Random, words: Sequence[Sequence[str]]) -> Story:
        """The record with other words."""
        drawn = [_drawn(chance, word, words) for word in self._words]
        forms = [getattr(drawn[word], form)() for word, form in self._forms]
        pieces = [""] * (2 * len(self._slots) + 1)
        pieces[::2] = self._parts
        pieces[1::2] = map(forms.__getitem__, self._slots)
        return msgspec.json.decode("".join(pieces), type=Story)

    def _walk(self, value: object, *, is_spoken: bool) -> None:
        if isinstance(value, dict):
            self._walk_fields(value)
        elif isinstance(value, list | tuple):
            self._literal.append("[")
            for place, one in enumerate(value):
                self._literal.append("," if place else "")
                self._walk(one, is_spoken=is_spoken)
            self._literal.append("]")
        elif isinstance(value, str) and is_spoken:
            self._cut(value)
        else:
            self._literal.append(json.dumps(value, ensure_ascii=False))

    def _walk_fields(self, fields: dict[str, object]) -> None:
        self._literal.append("{")
        for place, (key, value) in enumerate(fields.items()):
            self._literal.append(f"{',' if place else ''}{json.dumps(key)}:")
            self._walk(value, is_spoken=key in SPOKEN and fields.get("role") not in FURNITURE)
        self._literal.append("}")

    def _cut(self, text: str) -> None:
        last = 0
        self._literal.append('"')
        for match in _TOKEN.finditer(text):
            word = match[0].lower()
            if word not in self._exchanged:
                continue
            self._literal.append(_escaped(text[last : match.start()]))
            self._parts.append("".join(self._literal))
            self._literal = []
            self._slots.append(self._form(word, match[0]))
            last = match.end()
        self._literal.append(_escaped(text[last:]) + '"')

    def _form(self, word: str, printed: str) -> int:
        form = "lower" if printed == word else "upper" if printed.isupper() and len(word) > 1 else "capitalize"
        number = self._words.setdefault(word, len(self._words))
        return self._forms.setdefault((number, form), len(self._forms))


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _is_exchanged(word: str) -> bool:
    return word.isdigit() or (len(word) >= SHORTEST and word not in stop_words())


def _drawn(chance: random.Random, word: str, words: Sequence[Sequence[str]]) -> str:
    """Another word of the length, about as often as a language has it; a figure of as many digits."""
    if word.isdigit():
        return str(chance.randrange(10 ** (len(word) - 1), 10 ** len(word)))
    choice = words[min(len(word), LONGEST)]
    return choice[int(len(choice) * chance.random() ** 3)] + "a" * (len(word) - LONGEST)


def vocabulary() -> list[list[str]]:
    """Words that can be said, by their length."""
    chance = random.Random(7)
    words: list[list[str]] = [[] for _ in range(LONGEST + 1)]
    for length in range(SHORTEST, LONGEST + 1):
        found: dict[str, None] = {}
        for _ in range(WORDS // (LONGEST - SHORTEST)):
            pairs = (chance.choice("bdfghklmnprstvz") + chance.choice("aeiou") for _ in range(length // 2 + 1))
            found["".join(pairs)[:length]] = None
        words[length] = list(found)
    return words
