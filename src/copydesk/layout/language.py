"""The language of a text by its script, its small words and its letters; whether that contradicts a declaration."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from copydesk.parser import language_by_letters
from copydesk.patterns import pattern
from copydesk.wording.small_words import Tally, has_small_words, tally
from copydesk.wording.subtags import shortest

__all__ = ["Detected", "detected_language", "stated_languages"]

ENOUGH: Final = 60
"""Characters under which a text is told by its script alone."""
SAMPLE: Final = 1_200
MOST_STATED: Final = 8

# Of 300 pages whose language was written down, so many are right where the text is told in such a way:
# python -m benchmarks.languages.
SURE: Final = {"script": 0.95, "agreed": 0.9, "words": 0.75, "letters": 0.5, "close": 0.5}
SHORT: Final = 200
SHORT_FACTOR: Final = 0.8
"""Of texts under 200 characters one in twelve is told wrong."""

DENSE: Final = 40
"""Characters of a script without spaces that say as much as many more letters."""
DENSE_SHARE: Final = 0.33
KANA_SHARE: Final = 0.05
AHEAD, LEAST_AHEAD = 1.15, 0.4
"""How far the small words of a language must be ahead of those of the one that the letters say."""
LEAST_SHARE: Final = 0.1
"""Share of the text that small words must have to be heard: tables of results and prices have chance ones."""

CONTRADICTED: Final = 1.5
"""How many times the small words of the declared language must be outweighed."""
FOREIGN_SHARE: Final = 0.2
"""Share of the text that small words must have to contradict a language of which none are known."""
LEAST_WORDS: Final = 12
LATIN: Final = "la"
"""What the letters say of lists, of filler text and of languages that they do not know."""

_FIRST_KANA: Final = "\u3041"
"""None of the three scripts has a letter before it; to compile a pattern of all would take 3 ms of a start."""
_KANA: Final = pattern("[\u3041-\u3096\u30a1-\u30fa]")
_HAN: Final = pattern("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL: Final = pattern("[\uac00-\ud7a3]")
_LETTER: Final = pattern(r"[^\W\d_]")
_FAMILIES: Final = {
    code: family
    for family in (
        "no nb nn",
        "hr bs sr sh cnr",
        "id ms",
        "tl fil",
        "fa prs tg",
        "zh yue wuu nan hak",
        "ro mo",
        "ku ckb kmr",
    )
    for code in family.split()
}
"""Languages that a short text may not tell apart, or one of which is called by the other's tag."""

_Way: TypeAlias = Literal["script", "agreed", "words", "letters", "close"]


class Detected(Struct, frozen=True):
    """The language of a text as a BCP 47 tag, how sure that is, and what it was told by."""

    language: str
    confidence: float
    way: _Way
    tally: Tally

    def contradicts(self, tag: str) -> bool:
        """Whether the text cannot be in the language of the tag."""
        declared = tag.partition("-")[0]
        if _family(declared) == _family(self.language):
            return False
        if self.way == "script":
            return True
        if self.way not in ("agreed", "words") or self.tally.words < LEAST_WORDS:
            return False
        weight = self.tally.of(self.language)
        if has_small_words(declared):
            others = [code for code in self.tally.weights if _family(code) == _family(declared)]
            return weight > CONTRADICTED * max([self.tally.of(code) for code in others], default=0.0)
        return weight > FOREIGN_SHARE * self.tally.words


def stated_languages(headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The BCP 47 tags in a `content-language` header, which may hold ISO 639-3 codes, in its order."""
    stated = next((value for name, value in headers if name.lower() == "content-language"), "")
    tags = (shortest(tag) for tag in stated[:200].split(",")[:MOST_STATED])
    return tuple(tag for tag in tags if tag)


def detected_language(text: str, declared: Sequence[str] = ()) -> Detected | None:
    """The language of a text; None when it cannot be told.

    Its letters are not asked where its small words leave no doubt and one of the declared tags says the same.
    """
    text = text[:SAMPLE]
    scripted = _by_script(text)
    if scripted is not None:
        return Detected(scripted, SURE["script"], "script", Tally(0, {}))
    if len(text) < ENOUGH:
        return None
    counted = tally(text)
    first = counted.first
    is_told = first is not None and _is_plain(counted, first) and _family(first) in map(_family_of_tag, declared)
    told: tuple[str, _Way] | None = (
        (first, "words") if is_told and first is not None else _by_words_and_letters(counted, *_by_letters(text))
    )
    if told is None:
        return None
    language, way = told
    confidence = SURE[way] * (SHORT_FACTOR if len(text) < SHORT else 1.0)
    return Detected(language, round(confidence, 3), way, counted)


def _is_plain(counted: Tally, first: str) -> bool:
    """Whether the small words would be believed whatever the letters said."""
    weight = counted.of(first)
    others = max([one for code, one in counted.weights.items() if _family(code) != _family(first)], default=0.0)
    return weight >= 1.0 and weight > max(AHEAD * others + LEAST_AHEAD, FOREIGN_SHARE * counted.words)


def _family_of_tag(tag: str) -> str:
    return _family(tag.partition("-")[0])


def _by_letters(text: str) -> tuple[str | None, bool]:
    """The language by the parser's own detector of letters, and whether its script alone tells it."""
    language, script = language_by_letters(text)
    return shortest(language) if language else None, script not in ("Latin", "Cyrillic", "Arabic", "Devanagari", None)


def _by_words_and_letters(counted: Tally, letters: str | None, scripted: bool) -> tuple[str, _Way] | None:
    first = counted.first
    if letters is None or scripted:
        return (letters, "script") if letters is not None else None
    if first is None:
        return None if letters == LATIN else (letters, "letters")
    if _family(first) == _family(letters):
        return first, "agreed"
    weight = counted.of(first)
    if letters == LATIN:
        return (first, "words") if weight > FOREIGN_SHARE * counted.words else None
    if weight < max(1.0, LEAST_SHARE * counted.words):
        return letters, "letters"
    is_ahead = weight > AHEAD * counted.of(letters) + LEAST_AHEAD
    return (first, "words") if is_ahead else (letters, "close")


def _by_script(text: str) -> str | None:
    """The language of a text in a script of its own that is written without spaces, or in Hangul."""
    if text.isascii() or max(text) < _FIRST_KANA:
        return None
    kana, han, hangul = (len(script.findall(text)) for script in (_KANA, _HAN, _HANGUL))
    size = kana + han + hangul
    if size < DENSE or size < DENSE_SHARE * len(_LETTER.findall(text)):
        return None
    if hangul > size // 2:
        return "ko"
    return "ja" if kana > KANA_SHARE * size else "zh"


def _family(code: str) -> str:
    return _FAMILIES.get(code, code)
