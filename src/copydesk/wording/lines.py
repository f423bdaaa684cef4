"""What the shape and the words of a line tell: a date, a credit, a caption, prose."""

import re
from functools import lru_cache
from typing import Final

from copydesk.patterns import pattern
from copydesk.wording import furniture as furniture_table
from copydesk.wording.captions import split_caption
from copydesk.wording.furniture import Furniture
from copydesk.wording.signals import signs_of
from copydesk.wording.signs import CREDIT

__all__ = [
    "CREDIT_WORDS",
    "credit_code",
    "furniture",
    "has_credit",
    "has_figure",
    "is_caption",
    "is_dense",
    "is_prose",
    "line_end",
    "looks_dated",
    "reads_as_prose",
    "width",
]


# Codes of what a line looks like, as `benchmarks.train_text` gave them to the trees.
_CREDIT_CODES: Final = {
    "caption/after-sentence": 2.0,
    "caption/bracket": 3.0,
    "caption/equals": 3.0,
    "caption/given": 3.0,
    "caption/mark": 4.0,
    "caption/wire-photo": 4.0,
    "caption/copyright": 5.0,
    "caption/separator": 1.0,
    "caption/credit-only": 6.0,
}
# Those among them that a caption gets.
_CAPTION_CODES: Final = frozenset({3.5, 4.5, 5.0, 5.5})
_CLOCK: Final = pattern(r"(?<![\d.,])(?:\d{1,2}[:.h時시点]\s?\d\d|(?:19|20)\d\d)(?![\d,])")
_CREDIT: Final = pattern(
    r"\b(?:foto|photo|picture|image|bild|credit|quelle|getty|reuters|shutterstock|imago|dpa|afp|epa|pa|fotografía|crédit)s?\b|写真|사진|提供|撮影",
    re.IGNORECASE,
)
_CREDIT_STEMS: Final = (
    "foto", "photo", "picture", "image", "bild", "credit", "quelle", "getty", "reuters", "shutterstock", "imago", "dpa",
    "afp", "epa", " pa", "(pa", "/pa", "pa ", "pa/", "crédit", "写真", "사진", "提供", "撮影",
)  # fmt: skip
_STEMS: Final = "foto photo picture image bild credit quelle getty reuters shutterstock imago dpa afp epa pa crédit"
CREDIT_WORDS: Final = ("fotografía", "fotografías", *_STEMS.split(), *(f"{stem}s" for stem in _STEMS.split()))
"""One of them is in every line that `has_credit` finds, but for those in Chinese, Japanese and Korean."""
_LABEL: Final = pattern(r"(?:\w+[ -])?(?:photo|foto|image|picture|\w*bild|imagen|写真|사진)\s?[:：]", re.IGNORECASE)


@lru_cache(maxsize=4096)
def furniture(line: str) -> Furniture | None:
    """The furniture that a line is; asked for the same lines by several readers of a page."""
    return furniture_table.furniture(line)


def looks_dated(line: str) -> bool:
    """Whether a short line prints a clock time or a year."""
    if not 4 <= len(line) < 80 or line[-1] == "." or not has_figure(line):
        return False
    return _CLOCK.search(line) is not None


def has_figure(line: str) -> bool:
    """Whether a line has one of the figures 0 to 9."""
    for letter in line:  # noqa: SIM110  a generator has no type when compiled
        if "0" <= letter <= "9":
            return True
    return False


def has_credit(line: str) -> bool:
    """Whether a line names a photographer's or an agency's credit."""
    if not signs_of(line) & CREDIT:
        return False
    folded = line.casefold()
    # Looking for the stems first is several times faster than the pattern.
    for stem in _CREDIT_STEMS:
        if stem in folded:
            return _CREDIT.search(line) is not None
    return False


@lru_cache(maxsize=512)
def credit_code(line: str) -> float:
    """How a picture credit stands in the line: not at all, a word of one, after a sentence, in brackets, marked."""
    if has_credit(line):
        return _CREDIT_CODES.get(split_caption(line).rule, 0.0) + 0.5
    return 5.0 if "©" in line else 3.0 if line[-1] == ")" else 0.0


def is_caption(line: str) -> bool:
    """Whether a line says by its credit, or by a label such as "File photo:", that it belongs to a picture."""
    if len(line) >= 400:
        return False
    if credit_code(line) in _CAPTION_CODES:
        return True
    return (":" in line or "：" in line) and _LABEL.match(line) is not None


def width(line: str) -> int:
    """The length of a line as it says: a letter of Chinese, Japanese or Korean says as much as two others."""
    return 2 * len(line) if is_dense(line) else len(line)


def is_dense(line: str) -> bool:
    """Whether one of a line's first letters is Chinese, Japanese or Korean."""
    if line.isascii():
        return False
    for letter in line[:12]:  # noqa: SIM110  a generator has no type when compiled
        if "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3":
            return True
    return False


def line_end(line: str, last: str) -> float:
    """A code of how a line ends: as a sentence does, with a quotation, with a colon, with a figure."""
    if _ends_sentence(last):
        return 3.0 if last in "?？؟" else 4.0 if last in "!！" else 5.0 if last == "…" or line.endswith("...") else 2.0
    if last in "\"”’'»«“)」』]›" and len(line) > 2:
        return 2.5 if _ends_sentence(line[-2]) else 1.5
    return 1.0 if last in ":：" else 0.5 if last.isdigit() else 0.0


def _ends_sentence(letter: str) -> bool:
    return letter in ".。．！？!?।؟։…"


def reads_as_prose(line: str) -> bool:
    """Whether a line is long for a heading and ends as a sentence does."""
    return is_prose(line, len(line), line_end(line, line[-1]))


def is_prose(line: str, size: int, end: float) -> bool:
    if size < 28:
        return False
    if size < 60:
        return end >= 2 and is_dense(line)
    return end >= 2 or (size >= 140 and end >= 1)
