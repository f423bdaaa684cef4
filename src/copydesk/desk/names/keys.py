"""Keys that spellings of one name share, across scripts and ways of transliteration."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from copydesk.tables.reader import table

__all__ = ["archive_keys", "fold", "nearly_same"]

SHORTEST_NEAR = 5
"""Folded letters that a name must have before one differing letter is taken for a way of spelling."""


class _Row(msgspec.Struct, rename={"old": "from", "new": "to"}):
    old: str
    new: str
    example: tuple[str, str]


class _Table(msgspec.Struct):
    rows: tuple[_Row, ...]
    near: tuple[str, ...]
    near_example: tuple[str, str]


@cache
def spelling_table() -> _Table:
    """The spelling table as it is written, examples included."""
    return table("names_spelling", _Table)


@cache
def _spelling_rules() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    # Longest spellings first in one pattern, then the endings and beginnings that the first pass leaves.
    rows = spelling_table().rows
    inner = {row.old: row.new for row in rows if row.old[0] != "^" and row.old[-1] != "$"}
    edges = {row.old.strip("^$"): row.new for row in rows if row.old not in inner}
    pattern = "|".join(sorted(map(re.escape, inner), key=len, reverse=True))
    edge = "|".join(row.old for row in rows if row.old not in inner)
    return (re.compile(edge), edges), (re.compile(pattern), inner)


@cache
def _near_spellings() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in spelling_table().near)


def _letters(word: str) -> str:
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return "".join(letter for letter in word.lower() if letter.isalpha())


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word as it sounds, roughly: Zelensky, Zelenskyy and Зеленский are one.

    >>> fold("Zelenskyy")
    'zelenski'
    """
    folded = _letters(word)
    for pattern, replacements in _spelling_rules():
        folded = pattern.sub(lambda match, known=replacements: known[match.group()], folded)  # type: ignore[misc]
    return re.sub(r"(.)\1+", r"\1", folded)


@lru_cache(maxsize=20_000)
def nearly_same(one: str, other: str) -> bool:
    """Whether two words can be two spellings of one name: Trufanov and Trupanov, Gaddafi and Kadhafi."""
    a, b = fold(one), fold(other)
    if a == b:
        return bool(a)
    if min(len(a), len(b)) < SHORTEST_NEAR:
        return False
    if len(a) == len(b):
        differing = [frozenset(pair) for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and (differing[0] in _near_spellings() or differing[0] <= set("aeiou"))
    return abs(len(a) - len(b)) == 1 and _differ_in_a_vowel(*sorted((a, b), key=len))


def _differ_in_a_vowel(short: str, long: str) -> bool:
    return any(long[at] in "aeiouh" and long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpfv", "b"),
        **dict.fromkeys("kgqx", "k"),
        **dict.fromkeys("szc", "s"),
        **dict.fromkeys("td", "t"),
    }
    | dict.fromkeys("aeiouh")
)
_CONSONANT_SCRIPTS = re.compile(r"[\u0590-\u06ff]")
_SOFT_C, _HARD_C = re.compile(r"c(?=[eiy])"), re.compile(r"c(?!h)")


def archive_keys(name: str) -> frozenset[str]:
    """Keys by which an archive finds other spellings of a name, in any script: the classes of its consonants.

    Each longer word has a key of its own. Hebrew and Arabic write some vowels with a letter that is a consonant
    elsewhere, so their words have two.
    """
    found = (key for word in re.findall(r"[^\W\d_]+", name) for key in _class_keys(word))
    return frozenset(key for key in found if len(key) > 1)


@lru_cache(maxsize=20_000)
def _class_keys(word: str) -> tuple[str, ...]:
    if _CONSONANT_SCRIPTS.search(word):
        letters = _letters(word.removeprefix("ال"))
        return tuple({_class_key(letters), _class_key(letters[:1] + re.sub("[vw]", "", letters[1:]))})
    return (_class_key(_HARD_C.sub("k", _SOFT_C.sub("s", _letters(word)))),)


def _class_key(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", fold(letters).replace("x", "ks").translate(_CLASSES))
