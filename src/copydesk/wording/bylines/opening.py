"""A byline taken apart: its opening words, its end, its pieces."""

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables import reader
from copydesk.tables.reader import rows
from copydesk.wording.bylines.letters import ADDRESS, BRACKET, FIGURED, GLUED, PARTED, UNSEEN, letters_of

__all__ = [
    "HUMPS",
    "BylineWords",
    "Opening",
    "byline_words",
    "clean_line",
    "cut_tail",
    "is_lead",
    "is_mixed",
    "is_one_piece",
    "is_opened",
    "is_other_lead",
    "is_sentence",
    "open_line",
    "opens_for_others",
    "split_line",
    "words_of",
]

_MOST_WORDS_BEFORE = 12
_FEWEST_SENTENCE_WORDS = 6
_FEWEST_LOWER_WORDS = 5
_NOISE = pattern(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\w.])@\w+|@\w+(?=\s|$)|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BRACKETS = pattern(r"[()\[\]{}<>]")
_GLUE = pattern(r"\b([^\W\d_]*[a-zà-öø-ÿß])(?=[A-ZÀ-ÖØ-Þ][^\W\d_]*)")
_GLUED_DATE = pattern(r"(\d)(?<=[a-zà-öø-ÿß]\d)(?=\d?(?:[./:]\d|\.? [^\W\d_]))")
HUMPS = frozenset(
    "Mc Mac Ph De Di La Le Van Fitz Du Da Del Des El Al Jo St Ó Ní Mic O Ma Vande Mag Lo Te i Dal Den D".split()
)
"""First parts of names with a capital inside."""
_DATED_GLUE = pattern(r"(?<=\d\d\d)(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿß])")
_BREAK = pattern(r"\s*(?:[|•·;\n\t●◆■▪∙⋅~]|\s[-–—]+(?=\s|$)|,|،|；|//?|＝|\s-{2,}\s?)\s*")
_ASIDE = pattern(r"\s+[—–|·•]\s+")
_FIGURE = pattern(r"\d")
_TEAMS = frozenset({"team", "staff", "desk", "editors", "redaktion"})
"""A line that begins or ends so names an outlet, whose words may have capitals inside ("ExampleHub Editorial Team")."""
# Here once more, so that they are numbers of C where this is compiled.
_BRACKET, _ADDRESS, _FIGURED, _GLUED, _PARTED, _UNSEEN = BRACKET, ADDRESS, FIGURED, GLUED, PARTED, UNSEEN
_LONG_JOINTS = frozenset({"and", "und", "sowie", "with", "mit", "avec", "och", "oraz"})
_WEAK_JOINTS = frozenset({"e", "y", "i", "a", "na", "с", "ja", "un", "plus"})


class BylineWords(Struct, frozen=True):
    """Words of one kind that make a byline."""

    kind: Literal[
        "lead", "weak", "label", "other", "filed", "tail", "joint", "share", "genre", "place", "for", "date", "verb"
    ]
    language: str
    words: tuple[str, ...]
    example: str


class Opening(NamedTuple):
    """How a byline opens: the kind ("by", "label", None), whether that settles it, and what follows."""

    kind: str | None
    sure: bool
    writing: bool
    rest: str


def byline_words() -> tuple[BylineWords, ...]:
    """All rows of the table."""
    return rows("byline", BylineWords)


@kept
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in byline_words():
        found.setdefault(row.kind, set()).update(word.casefold() for word in row.words)
    return {kind: frozenset(words) for kind, words in found.items()}


def words_of(kind: str) -> frozenset[str]:
    """The words of one kind in all languages."""
    return _words()[kind]


def is_sentence(line: str) -> bool:
    """Whether a line is plainly no byline: many words in lower case and no opening word among the first."""
    words = line.split(" ", 24)
    if len(words) < _FEWEST_SENTENCE_WORDS or ":" in line[:40] or "：" in line[:40]:
        return False
    lower = sum([word[:1].islower() for word in words])
    first = {word.casefold().strip(",.:|(") for word in words[:4]}
    return (
        lower >= _FEWEST_LOWER_WORDS
        and first.isdisjoint(_opening_words())
        and words[0].casefold() not in words_of("weak")
    )


@kept
def _opening_words() -> frozenset[str]:
    return frozenset((*_starts("lead"), *_starts("share"))) - {"a", "con", "com", "met", "med", "mit", "avec"}


def is_mixed(line: str) -> bool:
    """Whether a line opens as bylines do and goes on, behind a dash or a bar, with figures: its date, its length.

    >>> is_mixed("By Jane Doe in Lunde and John Roe — Published 3 May 2024 — 4 min read")
    True
    """
    names, *others = _ASIDE.split(line)
    if not others or (line[-1] in ".!?" and others[-1].count(" ") >= _FEWEST_LOWER_WORDS):
        return False
    return any(_FIGURE.search(part) for part in others) and open_line(names, labelled=False).sure


def is_lead(line: str) -> bool:
    """Whether a line is nothing but a byline's opening, the names standing in the next ("Written by", "Author:")."""
    folded = line.strip(" |").casefold()
    bare = folded.rstrip(":： ")
    return (
        bare in words_of("lead")
        or bare in reader.words("author_noun")
        or (bare != folded and bare in words_of("label"))
    )


def is_other_lead(line: str) -> bool:
    """Whether a line says no more than that the next names others than the author ("Fact checked by", "Photos:")."""
    return line.strip(" |").casefold().rstrip(":： ") in words_of("other")


def opens_for_others(line: str) -> bool:
    """Whether a line begins by naming others than the author ("Fact-checked by Jane Doe")."""
    folded = line.casefold().split(" ", 5)
    return _phrase(_starts("other"), folded, 0) > 1


def clean_line(line: str, publisher: str | None = None) -> str:
    """The line without addresses and handles, its glued words and brackets parted by "|".

    A word with a capital inside stays whole where it is the outlet's own or stands alone ("By ExampleWorks").
    """
    line = line[:1000]
    signs = letters_of(line)
    if signs & _UNSEEN or (signs & _ADDRESS and ("@" in line or "://" in line or "www." in line)):
        line = _NOISE.sub(" | ", line)
    if signs & _BRACKET:
        line = _BRACKETS.sub(" | ", line)
    if signs & _FIGURED:
        line = _DATED_GLUE.sub(" | ", _GLUED_DATE.sub(r" \1", line))
    words = line.split()
    if (
        words
        and signs & _GLUED
        and _GLUE.search(line)
        and _TEAMS.isdisjoint((words[0].casefold(), words[-1].casefold()))
    ):
        own = frozenset((publisher or "").casefold().partition(".")[0].split())
        words = [
            word if word.strip(".,:;").casefold() in own or _stands_alone(words, at) else _GLUE.sub(_part, word)
            for at, word in enumerate(words)
        ]
    return " ".join(" ".join(words).split()).strip(' |•·●~,;/-–—*"“”„«»')


def _stands_alone(words: list[str], at: int) -> bool:
    """Whether a word has no capital word beside it that its half could belong to: a handle or a brand."""
    glue = _GLUE.search(words[at])
    if glue is None or glue[1].casefold() in _opening_words():
        return glue is None
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    ends = words[at][glue.end() :].strip(".,:").casefold()
    if before.strip(":").casefold() in _opening_words() | words_of("label") and ends not in words_of("date"):
        return True  # "By ExampleWorks North": no name is glued to the opening itself
    return not after[:1].isupper() and not before[:1].isupper()


def _part(match: re.Match[str]) -> str:
    return match[1] if match[1] in HUMPS else f"{match[1]} | "


def open_line(line: str, *, labelled: bool) -> Opening:
    """The opening of a cleaned line; a line without opening words is all rest."""
    tokens = line.split()
    folded = [token.casefold() for token in tokens]
    return _opening(tokens, folded, labelled=labelled) or Opening(None, False, True, _without_head(tokens, folded))


def is_opened(line: str) -> bool:
    """Whether a cleaned line has opening words."""
    tokens = line.split()
    return _opening(tokens, [token.casefold() for token in tokens], labelled=False) is not None


def _opening(tokens: list[str], folded: list[str], *, labelled: bool) -> Opening | None:
    for start in range(_behind_section(folded), min(len(tokens), _MOST_WORDS_BEFORE + 1)):
        found = _opening_at(tokens, folded, start, labelled=labelled)
        if found:
            return found
        if not _is_light(folded[start]):
            break
    return None


def _behind_section(folded: list[str]) -> int:
    """Where the byline begins behind the section that a line opens with ("Posted in Garden by Jane Doe"), else 0."""
    size = _phrase(_starts("filed"), folded, 0) if folded else 0
    near = range(size + 1, min(len(folded), _MOST_WORDS_BEFORE)) if size else ()
    return next((at for at in near if _phrase(_starts("lead"), folded, at)), 0)


def _without_head(tokens: list[str], folded: list[str]) -> str:
    """The line without the date that it begins with."""
    start = 0
    while start < len(tokens) and (
        folded[start][0].isdigit() or folded[start].strip(".,|–—-•/") in _dates_and_nothing()
    ):
        start += 1
    dated = any(word[0].isdigit() for word in folded[:start])
    return " ".join(tokens[start:] if dated else tokens)


@kept
def _dates_and_nothing() -> frozenset[str]:
    return words_of("date") | {""}


def _opening_at(tokens: list[str], folded: list[str], start: int, *, labelled: bool) -> Opening | None:
    label, after = _label(folded, start)
    if label:
        return Opening("label", True, label == "label", _from(tokens, after, folded))
    if folded[start].strip("|,:") not in _first_words():
        return None
    for kind in ("share", "lead", "weak"):
        size = _phrase(_starts(kind), folded, start)
        if size and start + size < len(tokens):
            rest = " ".join(tokens[start + size :]).lstrip("| ")
            sure = size > 1 or (kind == "lead" and (labelled or not rest[:1].islower()))
            return Opening("by" if kind != "share" else "with", sure, True, rest)
    return None


@kept
def _first_words() -> frozenset[str]:
    return frozenset(word for kind in ("share", "lead", "weak") for word in _starts(kind))


def _from(tokens: list[str], after: int, folded: list[str]) -> str:
    """What follows a label, from the words glued to its colon on."""
    glued = tokens[after - 1].partition(":")[2] if ":" in folded[after - 1] else tokens[after - 1].partition("：")[2]
    return " ".join(([glued] if glued else []) + tokens[after:])


def _label(folded: list[str], start: int) -> tuple[str | None, int]:
    """The kind of label that begins at a word ("Text und Fotos:"), and where the words after it begin."""
    for end in range(start, min(start + 5, len(folded))):
        word = folded[end]
        if ":" not in word and "：" not in word:
            continue
        name = " ".join([*folded[start:end], re.split("[:：]", word)[0]]).strip()
        first, *others = re.split("[ /]", name)
        for kind in ("label", "other"):
            if name in words_of(kind) or (first in words_of(kind) and _label_words().issuperset(others)):
                return kind, end + 1
        break
    return None, start


@kept
def _label_words() -> frozenset[str]:
    return words_of("joint") | words_of("label") | words_of("other") | {"", "by", "of", "the", "article", "artikel"}


def _is_light(word: str) -> bool:
    bare = word.strip(".,:|–—-•")
    return not bare or bare in _light_words() or (not bare.isalpha() and any(c.isdigit() for c in bare))


@kept
def _light_words() -> frozenset[str]:
    return words_of("genre") | words_of("date") | words_of("tail")


def _starts(kind: str) -> dict[str, list[tuple[str, ...]]]:
    return _all_starts()[kind]


@kept
def _all_starts() -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """The phrases of each kind by their first words, the longest first."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for kind, phrases in _words().items():
        starts = found[kind] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase)):
            words = tuple(phrase.split())
            starts.setdefault(words[0], []).append(words)
    return found


def _phrase(starts: dict[str, list[tuple[str, ...]]], folded: list[str], at: int) -> int:
    """How many words the longest phrase has that begins at a word; 0 for none."""
    word = folded[at]
    if not (word[0].isalpha() and word[-1].isalpha()):
        word = word.strip("|,:")
    for words in starts.get(word, ()):
        if len(words) == 1 or tuple(word.strip(",:|") for word in folded[at : at + len(words)]) == words:
            return len(words)
    return 0


def cut_tail(line: str) -> str:
    """The line up to the date, the buttons or the biography that follow the names."""
    tokens = line.split()
    folded = [token.casefold() for token in tokens]
    tails = _starts("tail")
    for at, word in enumerate(folded):
        if at and word[0].isdigit():
            return " ".join(_without_date_words(tokens, folded, at))
        if (size := _phrase(tails, folded, at)) and (at or size > 1):
            return " ".join(tokens[:at])
    return line


def _without_date_words(tokens: list[str], folded: list[str], at: int) -> list[str]:
    """ "Jane Doe Nov. 18" is a name and a date, "Theresa May 3 May" and "Jean Doe le 3 mai" too."""
    has_month = at + 1 < len(folded) and folded[at + 1].strip(".,") in words_of("date")
    while at > 1 and folded[at - 1].strip(".,|–-") in _dates_and_nothing():
        if has_month and tokens[at - 1][:1].isupper():
            break
        at -= 1
    return tokens[:at]


def split_line(line: str, opening: Opening) -> list[list[str]]:
    """The parts of what follows the opening, each in its pieces; those of photographers and editors are left out."""
    writing, others = opening.writing, _starts("other")
    parts: list[list[str]] = []
    if _may_name_others(line):
        line = _others().sub(" | ", line)
    for part in _BREAK.split(line) if letters_of(line) & _PARTED else (line,):
        folded = part.casefold().split()
        if parts and folded and folded[0] == "in" and (part[0] == "I" or len(folded) == 2):
            break  # "By Jane Doe | In Travel Tips", "By Jane Doe, in Local, Fishing"
        if folded:
            kind, after = _label(folded, 0) if ":" in part or "：" in part else (None, 0)
            size = _phrase(others, folded, 0) if not kind else 0
            if kind or size > 1 or folded[0].endswith(":"):
                writing = kind == "label"
                part = _from(part.split(), after, folded) if kind else ""
                folded = part.casefold().split()
        if writing and part:
            parts.append(_joined(part.split(), folded))
    return parts


def is_one_piece(line: str) -> bool:
    """Whether a line of letters and spaces alone has no opening, names no others than the author, and has no joint."""
    folded = line.casefold().split()
    return _parting_words().isdisjoint(folded) and (_first_words().isdisjoint(folded) or not is_opened(line))


@kept
def _parting_words() -> frozenset[str]:
    return words_of("joint") | _starts("other").keys()


def _may_name_others(line: str) -> bool:
    """Whether a word stands in a line with which phrases for others than the author begin, or a strange letter."""
    folded = line.casefold()
    if "." in folded:
        folded = folded.replace(".", " ")
    return not _other_words().isdisjoint(folded.split()) or "ı" in line or "İ" in line


@kept
def _other_words() -> frozenset[str]:
    return frozenset(phrase.replace(".", " ").split()[0] for phrase in words_of("other") if " " in phrase)


@kept
def _others() -> re.Pattern[str]:
    """Where others than the author begin within a part ("Jane Doe, PhD. Reviewed by John Roe")."""
    phrases = [re.escape(phrase) for phrase in words_of("other") if " " in phrase]
    phrases.sort(key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<=\S)[ .]+(?=(?:{'|'.join(phrases)})\b)", re.IGNORECASE)


def _may_join(token: str) -> bool:
    """Short joints are given names too when they begin with a capital ("Dan", "Ed")."""
    return token == token.lower() or token.casefold() in _LONG_JOINTS


def _joined(tokens: list[str], folded: list[str]) -> list[str]:
    """A part at its joints; a weak joint ("y", "e") parts only where both sides have two words."""
    joints = words_of("joint")
    if joints.isdisjoint(folded):
        return [" ".join(tokens)] if tokens else []
    cuts = [at for at, token in enumerate(tokens) if folded[at] in joints and _may_join(token)]
    cuts = [at for at in cuts if tokens[at] not in _WEAK_JOINTS or (at >= 2 and len(tokens) - at > 2)]
    edges = [-1, *cuts, len(tokens)]
    return [" ".join(tokens[a + 1 : b]) for a, b in pairwise(edges) if b > a + 1]
