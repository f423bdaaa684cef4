"""A caption and its credit parted, and the people that a credit names."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from copydesk.patterns import pattern
from copydesk.wording.agencies import find_agencies
from copydesk.wording.bylines.pieces import is_organisation
from copydesk.wording.credit_words import (
    UNSPACED,
    by_phrase,
    dotted,
    east_marks,
    given_openings,
    given_words,
    mark_words,
    names_stock,
    never_credits,
)
from copydesk.wording.names import is_name, tidy_name

__all__ = ["CaptionSplit", "credit_people", "split_caption"]

_LONGEST = 2000
_LONGEST_CREDIT = 110
_TAIL = pattern(
    r"\s*(?:Vis mer|more\s*>|Read more|Buy Photo|Enlarge|Click to enlarge|Ver más|Mehr anzeigen"
    r"|Hide caption|toggle caption)\s*$",
    re.IGNORECASE,
)
_TAILS = (
    "vis mer", "more>", "more >", "read more", "buy photo", "enlarge", "ver más", "mehr anzeigen", "hide caption",
    "toggle caption",
)  # fmt: skip
"""What a line that `_TAIL` cuts ends in, case folded; to look for that is fifty times as fast."""
_BRACKET = pattern(r"[(（\[【]([^()（）\[\]【】]*(?:\([^()]*\)[^()（）\[\]【】]*)?)[)）\]】]?\s*\.?\s*$")
_SENTENCE_END = pattern(r"[.!?…»”\"'’)]\s*$")
_AFTER_SENTENCE = pattern(
    r"[.!?…»”](?<!\b[^\W\d_].)(?:\s*[\"'’)]+)?\s*(?=[^\s.!?…»”\"'’)a-zà-ÿ])"
    r"(?=(?:[^.!?]|\b[^\W\d_]\.)*(?:\([^)]*\))?[^.!?]*\.?$)"
)
_RIGHTS = pattern(r"[©ⓒ]|[(（][cCＣ][)）]")
_RIGHTS_OPEN = ("©", "ⓒ", "(", "（")
_COPYRIGHT = pattern(r"\s*[|/•·–—-]?\s*(?:[©ⓒ]|[(（][cCＣ][)）])\s*(?:Copyright\b)?[\s:]*")
_AP_PHOTO = pattern(r"\s*\b(?:[A-Z]{2,4}|EFE|Reuters) (?:Photo|Images|Foto)\s*(?:[/|]|by\b)")
_PIPE = pattern(r"\s*\|\s*|\s+[/–—·•]\s+")
_PIPES = ("|", " / ", " – ", " — ", " · ", " • ")
"""One of them is in every line that `_PIPE` parts: its white space is squeezed by then."""
_EQUALS = pattern(r"[＝=]\s*([^＝=]{1,20})$")
_EAST_SLASH = pattern(r"\s*[/／]\s*([^\s/／]{2,12})\Z")
_ARCHIVE = pattern(r"(?:Arch|Archiv|Archivio|Archivo|Arkiv)\.[ /]?(?=\w)")
_GIVEN_EDGE = pattern("^(?:提供|撮影)|(?:提供|撮影)$")
_JAPANESE_GIVEN = pattern(r"[（(＝]([^（）()＝]{1,20}?)(?:提供|撮影|写す|摄|攝)[）)]?$")
_CREDIT_SPLIT = pattern(r"\s*[/|,;()（）·•]\s*|\s+(?:via|for|für|pour|para|and|und|et|y|–|-)\s+")
_ACRONYM = pattern(r"[A-ZÄÖÜ&/]{2,8}\Z")
_FIRST = pattern(
    r"((?:[^\W\d_]{1,30} ){0,2}[^\W\d_]{1,30} ?[:：] ?|[©ⓒ] ?)(.{2,80}?) ?(?:[|–—]|(?<!\b[^\W\d_])\.) ?(.{12,})\Z"
)
_OPENS = (":", "：", "©", "ⓒ")
_FIRST_REACH = 96
"""Code points within which `_FIRST` has its colon or sign, without which it is not tried."""
_DIGIT = pattern(r"\d")
_COLON = pattern(r"\s?[:：]\s*|(?<=[写真影供图圖진처공])\s*[/／=＝]\s*")
_BY = pattern(r"\b(?:by|via|of|von|de|par|por|av|van|door|di)\b")
_WORD = pattern(r"[^\s(（|\[]+")
_GLUED = pattern(r"(?<=[a-zà-ÿа-яё.)»”\"])[A-ZА-ЯÀ-Þ][^\W\d_]+(?: [^\W\d_]+)?\s?\Z")
_FAR = 30
"""From here on "file" before "photo:" is a word of the caption."""


class CaptionSplit(NamedTuple):
    """A caption, its credit, and the rule that parted them."""

    caption: str | None
    credit: str | None
    rule: str


class _Mark(NamedTuple):
    start: int
    end: int
    sure: bool


@lru_cache(maxsize=64)
def split_caption(text: str) -> CaptionSplit:
    """The caption without its credit, and the credit.

    A page asks of the same few lines from body, rules and chooser; what is kept lasts no longer than its pictures.

    >>> split_caption("Jane Doe in 2019. (Photo: John Roe/AFP)")
    CaptionSplit(caption='Jane Doe in 2019.', credit='John Roe/AFP', rule='caption/mark')
    """
    line = " ".join(text[:_LONGEST].split())
    if line[-20:].casefold().endswith(_TAILS):
        line = _TAIL.sub("", line)
    if not line:
        return CaptionSplit(None, None, "caption/empty")
    own_line = _by_lines(text[:_LONGEST]) if "\n" in text else None
    if own_line:
        return own_line
    for part in (
        _credit_first,
        _bracketed,
        _marked,
        _copyright,
        _wire_photo,
        _piped,
        _after_sentence,
        _east_asian_caption,
        _whole_credit,
    ):
        found = part(line)
        if found:
            return found
    return CaptionSplit(line, None, "caption/no-credit")


def credit_people(credit: str) -> list[str]:
    """The people that a credit names, without agencies and picture houses."""
    found = []
    for piece in _CREDIT_SPLIT.split(credit):
        name = piece.strip(" .")
        if (
            is_name(name)
            and not _has_source(name)
            and not is_organisation(name)
            and name.casefold() not in given_words()
        ):
            found.append(tidy_name(name))
    return list(dict.fromkeys(found))


def _made(caption: str, credit: str, rule: str) -> CaptionSplit | None:
    clean = _clean_credit(credit)
    if not clean or len(clean) > _LONGEST_CREDIT:
        return None
    return CaptionSplit(caption.strip(" |/–—-•·(（[:") or None, clean, f"caption/{rule}")


def _clean_credit(credit: str) -> str:
    clean = credit.strip(" |•·;:–—\u200b")
    if clean.count("(") < clean.count(")"):
        clean = clean.rstrip(" )")
    elif clean.count("(") > clean.count(")"):
        clean = clean.lstrip("(") if clean.startswith("(") else clean + ")"
    clean = clean.removesuffix(" 제공")
    return clean.removesuffix(".").strip() if not clean.endswith("..") else clean


def _by_lines(text: str) -> CaptionSplit | None:
    """A caption whose first or last line is a credit and says nothing else."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    for at in (-1, 0):
        rest = " ".join(lines[:-1] if at else lines[1:])
        credit = split_caption(lines[at])
        if credit.credit and credit.caption is None and split_caption(rest).credit is None:
            return CaptionSplit(rest, credit.credit, credit.rule)
        if _is_source_line(lines[at]) and len(rest) > 2 * len(lines[at]):
            return CaptionSplit(rest, _clean_credit(lines[at]), "caption/own-line")
    return None


def _is_source_line(line: str) -> bool:
    """Whether a line of its own is an agency, a picture house or a name, and no sentence."""
    return len(line.split()) <= 5 and line[-1] not in ".!?:" and (_has_source(line) or is_organisation(line))


def _credit_first(line: str) -> CaptionSplit | None:
    """ "Photo: Jane Doe. The bridge at dusk.": the credit, a stop or a bar, and a caption that is longer."""
    match = _FIRST.match(line) if _has_any(line[:_FIRST_REACH], _OPENS) else None
    if match is None:
        return None
    opening, credit, caption = match[1].strip(" :：").casefold(), match[2].strip(), match[3].strip()
    if opening not in mark_words() and not _RIGHTS.match(match[1]):
        return None
    is_sentence = len(caption.split()) >= 3 and not _looks_credit(caption)
    return _made(caption, credit, "credit-first") if is_sentence and _looks_credit(credit) else None


def _bracketed(line: str) -> CaptionSplit | None:
    match = _BRACKET.search(line) if line.rstrip(" .")[-1:] in ")）]】" else None
    if match is None:
        return None
    inside, before = match[1].strip(), line[: match.start()].rstrip()
    archive = _ARCHIVE.match(inside)
    if archive and len(inside) <= _LONGEST_CREDIT:
        return _made(before, inside[archive.end() :], "bracket")
    marked = _last_mark(inside)
    if marked and marked.start == 0:
        return _made(before, inside[marked.end :], "mark")
    if not before and len(inside) > 40:
        return None
    if "提供" in inside or "撮影" in inside:
        return _made(before, _GIVEN_EDGE.sub("", inside), "bracket")
    if _has_source(inside) and not _last_mark(before) and len(inside.split()) <= 14 and not before.endswith("/"):
        return _made(before, inside, "bracket") if not _is_name_before(before, inside) else None
    ended = not before or _SENTENCE_END.search(before)
    short = len(inside.split()) <= 5 and not _DIGIT.search(inside) and inside[:1].isupper()
    return _made(before, inside, "bracket") if ended and short and not _last_mark(before) else None


def _is_name_before(before: str, inside: str) -> bool:
    """ "... 1 August.Jane Doe (dpa)": the name belongs to the credit, which another reader finds."""
    ends = _AFTER_SENTENCE.search(before)
    return bool(ends and is_name(before[ends.end() :].strip()) and inside)


def _marked(line: str) -> CaptionSplit | None:
    mark = _last_mark(line)
    if mark is None:
        return None
    return _made(line[: mark.start], line[mark.end :], "mark")


def _last_mark(line: str) -> _Mark | None:
    """The first credit mark after which only a credit follows."""
    for mark in _credit_marks(line):
        if len(line) - mark.end > _LONGEST_CREDIT or mark.end >= len(line):
            continue
        after = line[mark.end :]
        if mark.start == 0 and not (_looks_credit(after) or _is_short(after, 6 if mark.sure else 3)):
            continue
        before = line[: mark.start].rstrip().rsplit(" ", 1)[-1].casefold()
        if before not in never_credits() or mark.start >= _FAR:
            return mark
    return None


def _credit_marks(line: str) -> Iterator[_Mark]:
    for colon in _COLON.finditer(line) if ":" in line or not line.isascii() else ():
        found = _before_colon(line, colon.start(), colon.end())
        if found:
            yield found
    phrases = list(by_phrase().finditer(line))
    if phrases and _BY.search(line):
        for phrase in phrases:
            yield _Mark(phrase.start(), phrase.end(), True)
    cut = dotted().search(line) if "." in line else None
    if cut:
        yield _Mark(cut.start(), cut.end(), True)


def _before_colon(line: str, at: int, end: int) -> _Mark | None:
    """The mark that ends at a colon, also where it is glued to the caption: "at nightPhoto: Jane Doe"."""
    marks = mark_words()
    words = list(_WORD.finditer(line, max(0, at - 40), at))[-3:]
    for first in range(len(words)):
        if line[words[first].start() : at].strip().casefold() in marks and (
            words[first].start() == 0 or not line[words[first].start()].islower()
        ):
            return _Mark(words[first].start(), end, first < len(words) - 1)
    glued = _GLUED.search(line, max(0, at - 40), at) if words else None
    if glued and line[glued.start() : at].strip().casefold() in marks:
        return _Mark(glued.start(), end, False)
    if words and words[-1].group()[0] >= UNSPACED:
        mark = next((m for m in east_marks() if line.endswith(m, 0, at)), None)
        return _Mark(at - len(mark), end, True) if mark else None
    return None


def _copyright(line: str) -> CaptionSplit | None:
    if not _has_any(line, _RIGHTS_OPEN) or not _RIGHTS.search(line):
        return None
    match = list(_COPYRIGHT.finditer(line))[-1]
    return _made(line[: match.start()], line[match.end() :], "copyright")


def _wire_photo(line: str) -> CaptionSplit | None:
    match = _AP_PHOTO.search(line) if "hoto" in line or "Images" in line or "Foto" in line else None
    return _made(line[: match.start()], line[match.start() :], "wire-photo") if match else None


def _has_any(text: str, marks: Iterable[str]) -> bool:
    for mark in marks:  # noqa: SIM110  a generator costs as much as what it asks
        if mark in text:
            return True
    return False


def _piped(line: str) -> CaptionSplit | None:
    if not _has_any(line, _PIPES):
        return None
    for match in list(_PIPE.finditer(line))[-3:]:
        before, after = line[: match.start()], line[match.end() :]
        is_caption = not _looks_credit(before) or " " in before[40:] or (is_name(before) and _names_two(after))
        if is_caption and _looks_credit(after) and _DIGIT.search(after) is None:
            ends = list(_AFTER_SENTENCE.finditer(before + " "))
            if ends and _looks_credit(before[ends[-1].end() :]) and is_name(before[ends[-1].end() :].strip()):
                return None
            return _made(before, after, "separator")
    return None


def _names_two(credit: str) -> bool:
    """Whether a credit has a photographer of its own before the agency, so that the name before it is the caption."""
    name, slash, agency = credit.partition("/")
    return bool(slash and agency.strip()) and is_name(name.strip())


def _after_sentence(line: str) -> CaptionSplit | None:
    for match in _AFTER_SENTENCE.finditer(line):
        before, after = line[: match.end()], line[match.end() :]
        if len(before) > 12 and (_looks_credit(after) or _is_short(after, 2)):
            return _made(before, after, "after-sentence")
    return None


def _east_asian_caption(line: str) -> CaptionSplit | None:
    if line.isascii():
        return None
    slash = _EAST_SLASH.search(line)
    if slash and find_agencies(slash[1]) and slash.start() > 4:
        return _made(line[: slash.start()], slash[1], "slash")
    given = _JAPANESE_GIVEN.search(line)
    if given:
        return _made(line[: given.start()], given[1], "given")
    equals = _EQUALS.search(line)
    if equals and (find_agencies(equals[1]) or equals[1].endswith(("提供", "撮影"))):
        return _made(line[: equals.start()], equals[1], "equals")
    return None


def _whole_credit(line: str) -> CaptionSplit | None:
    if _is_bare_source(line):
        return _made(
            "", line.partition("/")[2] if line.partition("/")[0].casefold() in mark_words() else line, "credit-only"
        )
    size = len(line.split())
    is_short = size <= 3 or (size <= 8 and ("/" in line or "|" in line))
    if (is_short and _has_source(line)) or line.casefold().strip(".") in given_words():
        return _made("", line, "credit-only")
    return None


def _is_bare_source(line: str) -> bool:
    """Whether a whole line is capitals around a slash ("PRESS KIT / EXA") or a name before or behind one."""
    before, slash, after = (part.strip() for part in line.partition("/"))
    if not slash or not before or not after or len(line.split()) > 6:
        return False
    return line.isupper() or is_name(before) or (is_name(after) and len(before.split()) == 1)


def _looks_credit(text: str) -> bool:
    """Whether a short text is a credit: it names an agency, a picture house, "Handout", or a person alone."""
    clean = text.strip(" .)")
    words = clean.split()
    if not words or len(words) > 10 or len(clean) > _LONGEST_CREDIT:
        return False
    if clean.casefold() in given_words() or clean.casefold().startswith(given_openings()):
        return True
    if _has_source(clean):
        return True
    if " for " in clean and is_name(clean.split(" for ")[0]):
        return True
    return len(words) <= 5 and (("/" in clean and clean[0].isupper()) or is_name(clean) or bool(_ACRONYM.match(clean)))


def _is_short(text: str, most: int) -> bool:
    """Whether a text is a few capitalised words without a full stop."""
    words = text.split()
    return (
        0 < len(words) <= most
        and all(word[0].isalpha() and not word[0].islower() for word in words)
        and (text[-1] not in ".!?:")
    )


def _has_source(text: str) -> bool:
    return bool(find_agencies(text)) or names_stock(text)
