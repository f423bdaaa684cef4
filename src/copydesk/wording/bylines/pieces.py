"""What one piece of a byline is: a person, a role, an agency, an organisation, a place, a desk."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from copydesk.kept import kept
from copydesk.patterns import pattern
from copydesk.tables import reader
from copydesk.tables.reader import rows
from copydesk.wording.agencies import AgencyMention, find_agencies, first_words_of_agencies
from copydesk.wording.bylines.opening import HUMPS, words_of
from copydesk.wording.likeness import is_given_name
from copydesk.wording.names import is_name, name_words, tidy_name
from copydesk.wording.places import is_known_place

__all__ = [
    "DeskWords",
    "JobWords",
    "Piece",
    "PieceKind",
    "desk_words",
    "ends_as_outlet",
    "is_organisation",
    "job_words",
    "names_nobody",
    "read_piece",
]

PieceKind: TypeAlias = Literal[
    "name", "single", "role", "agency", "organisation", "desk", "place", "initials", "nothing", "strange"
]
_MOST_WORDS = 14
_LONGEST_INITIALS = 4
_SENTENCE = 4
"""So many words in lower case are a sentence, not a name."""
_WORD = pattern(r"[^\W\d_]")
_DOMAIN = pattern(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|de|at|ch|fr|es|it|nl|be|dk|se|no|fi|pl|ru|ua|in|uk|au|ca|br|info|eu|tv|io)\Z",
    re.IGNORECASE,
)
_INITIALS = pattern(r"[^\W\d_]{2,4}\.?\Z")
_LOWER_BRAND = pattern(r"[a-z]{1,8}[A-Z][A-Za-z]{2,}\Z")
"""A word that begins small and has a capital inside: "lundeNews", never a person."""
_BRAND = pattern(r"([A-Z][a-z]{2,})[A-Z][a-z]{2,}\Z")


class JobWords(Struct, frozen=True):
    """Words of job titles in one language."""

    language: str
    heads: frozenset[str]
    before: frozenset[str]
    suffixes: tuple[str, ...]
    example: str


class DeskWords(Struct, frozen=True):
    """Words for desks and organisations in one language."""

    language: str
    desks: frozenset[str]
    organisations: frozenset[str]
    users: frozenset[str]
    example: str


class Piece(NamedTuple):
    """A piece of a byline with what it says."""

    kind: PieceKind
    value: str = ""
    role: str | None = None
    organisation: str | None = None
    agency: str | None = None


def job_words() -> tuple[JobWords, ...]:
    """All rows of the table of job titles."""
    return rows("job", JobWords)


def desk_words() -> tuple[DeskWords, ...]:
    """All rows of the table of desks and organisations."""
    return rows("desk", DeskWords)


def read_piece(text: str, *, publisher: str | None, labelled: bool) -> Piece:
    """What a piece is. With `labelled` names may be in lower case or of one word."""
    piece = text.strip(' .,:;|/*"“”„«»–—-') if not text.endswith(("r.", "R.")) else text.strip(' ,:;|/*"“”„«»–—-')
    if not piece or not _WORD.search(piece):
        return Piece("nothing")
    words = piece.split()
    if len(words) > _MOST_WORDS:
        return Piece("strange", piece)
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        return read_piece(" ".join(words[:half]), publisher=publisher, labelled=labelled)
    found = find_agencies(piece)
    folded = [word.casefold() for word in words]
    return (
        (_as_agency(piece, found) if found else None)
        or (_filed(piece, words, found) if len(words) > 2 else None)
        or _desk(piece, words, publisher)
        or _placed(words, folded, publisher, labelled)
        or (Piece("organisation", piece) if _is_organisation(piece, words, folded) else None)
        or _titled(words, folded)
        or _plain(piece, words, folded, labelled)
    )


def names_nobody(piece: str, publisher: str | None) -> bool:
    """Whether words of nothing but letters are surely no person of two names, and nobody else who signs.

    As `read_piece` would find, at a tenth of its cost: none of the words tells of an agency, a desk, a job or a place.
    """
    words = piece.split()
    folded = piece.casefold().rstrip("!?").split()
    if not _telling_words().isdisjoint(folded) or words[0] == "The" or piece.casefold() in _signing_desks():
        return False
    if any(len(word) > 7 and word.endswith(_job_suffixes()) for word in folded):
        return False
    half = len(words) // 2
    is_odd = (half > 1 and words[:half] == words[half:]) or any(len(word) > 1 and word.isupper() for word in words[2:])
    is_short = len(words[0]) <= _LONGEST_INITIALS and (len(words) == 1 or words[0].islower())
    if is_odd or is_short or (publisher and _same(piece.casefold(), publisher.casefold())):
        return False
    return not is_name(piece)


@kept
def _telling_words() -> frozenset[str]:
    """Words that make a piece more than a name, or no name."""
    table = name_words()
    own = _phrase_openers() | _organisation_words() | _GROUPS | _STATIONS | _job_heads() | _signing_desks()
    return own | table.honorifics | table.endings | first_words_of_agencies()


def _as_agency(piece: str, found: list[AgencyMention]) -> Piece | None:
    rest = piece
    for mention in reversed(found):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    left = [
        word
        for word in rest.casefold().replace("/", " ").split()
        if _WORD.search(word) and word not in reader.words("beside_agency")
    ]
    if not left or all(_known(word) for word in left):
        return Piece("agency", piece, agency=found[0].name)
    return None


def _filed(piece: str, words: list[str], found: list[AgencyMention]) -> Piece | None:
    """A name with the agency or the outlet right behind it ("Jane Doe The Associated Press", "Jane Doe EXN News")."""
    if found and found[-1].end == len(piece):
        name = piece[: found[-1].start].removesuffix(" The ").removesuffix(" the ").strip(" ,-–")
        if is_name(name) and not is_organisation(name):
            return Piece("name", tidy_name(name), organisation=found[-1].name, agency=found[-1].name)
    size = len(words)
    at = 2 if size > 3 and _is_acronym(words[2]) else 3 if size > 4 and _is_acronym(words[3]) else 0
    if not at or piece.isupper() or not is_given_name(words[0].casefold()):
        return None
    name, outlet = " ".join(words[:at]), " ".join(words[at:])
    is_named = is_name(name) and is_organisation(outlet)
    return Piece("name", tidy_name(name), organisation=outlet) if is_named else None


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _known(word: str) -> bool:
    return word in _organisation_words() or word in _job_heads() or word in _job_before() or word in _desks()


def _desk(piece: str, words: list[str], publisher: str | None) -> Piece | None:
    folded = piece.casefold()
    if folded in _signing_desks() or (folded.startswith("the ") and folded[4:] in _desks()):
        return Piece("desk", piece, role=piece if is_job(words) else None)
    if publisher and _same(folded, publisher.casefold()):
        return Piece("organisation", piece)
    return None


def _same(one: str, other: str) -> bool:
    b = _letters_of_site(other)
    bare = one.removeprefix("the ")
    if not b or (bare[:1].isalnum() and bare[0] != b[0]):
        return False  # seen at once of most
    a = _letters(one)
    if not a:
        return False
    return a == b or (len(b) > 4 and a.startswith(b)) or (len(a) > 4 and b.startswith(a) and not is_name(one.title()))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.removeprefix("the ")))


@lru_cache(maxsize=16)
def _letters_of_site(name: str) -> str:
    return _letters(name)


def is_organisation(piece: str) -> bool:
    """Whether a piece names a newspaper, a station, an institute or the like."""
    words = piece.split()
    return bool(words) and _is_organisation(piece, words, [word.casefold() for word in words])


def _is_organisation(piece: str, words: list[str], folded: list[str]) -> bool:
    if "." in piece and _DOMAIN.match(piece):
        return True
    if words[0] == "The" and len(words) > 1:
        return len(words) <= 6 and all([word[0].isupper() or word in ("of", "and", "&", "for") for word in words])  # noqa: C419  no closure when compiled
    if len(words) >= _SENTENCE and sum([word[0].islower() for word in words]) >= _SENTENCE:
        return False
    known = _organisation_words()
    if len(words) == 1:
        return folded[0] in known or (piece[0].islower() and _LOWER_BRAND.match(piece) is not None)
    if _is_brand(words[0]):
        return True
    last = folded[-1]
    if last in _GROUPS or (len(words) == 2 and folded[0] in _STATIONS):
        return True
    if last in known and not is_job(words):
        acronym = _is_acronym(words[0]) and not piece.isupper() and "." not in words[0]
        return len(words) > 2 or acronym or last not in _AMBIGUOUS
    return len(words) > 2 and not known.isdisjoint(folded[1:-1]) and not is_job(words)


def _is_brand(word: str) -> bool:
    """Whether a word has a capital inside, as firms are called: "FlowWorks", but neither "McDoe" nor "MaryAnn"."""
    if word.istitle() or not word.isalpha():
        return False  # seen at once of most
    found = _BRAND.match(word)
    return found is not None and found[1] not in HUMPS and not is_given_name(found[1].casefold())


def ends_as_outlet(piece: str) -> bool:
    """Whether the last of several words is one that outlets and families are called by ("Lunde Post")."""
    words = piece.split()
    return len(words) > 1 and words[-1].casefold() in _organisation_words()


_STATIONS = frozenset({"team", "radio", "tv", "rádio", "redaktion", "redaktionen", "redação", "redacción"})
"""What stands before the name of those who sign ("Radio North")."""
_GROUPS = frozenset({"team", "desk", "newsroom", "redaktion", "editors"})
_AMBIGUOUS = frozenset({"post", "mail", "guardian", "wire", "report", "press", "journal", "sports"})


def is_job(words: list[str]) -> bool:
    """Whether words hold a job title's head."""
    return any([_is_head(word.casefold().strip(".,")) for word in words])  # noqa: C419  no closure when compiled


def _is_head(word: str) -> bool:
    return word in _job_heads() or (len(word) > 7 and word.endswith(_job_suffixes()))


def _placed(words: list[str], folded: list[str], publisher: str | None, labelled: bool) -> Piece | None:
    """A name with a place or an organisation ("Jane Doe in Berlin"), or such an end alone ("Special to The Post")."""
    firsts = _phrase_openers()
    if firsts.isdisjoint(folded):
        return None
    for at in range(len(words) - 1):
        for kind in ("for", "place") if folded[at] in firsts else ():
            size = _size(kind, folded, at)
            if size and at + size < len(words) and (at == 0 or at >= 2) and not words[at + size][0].islower():
                return _split_at(words, at, size, kind, publisher, labelled)
    return None


def _size(kind: str, folded: list[str], at: int) -> int:
    for size in (4, 3, 2, 1):
        if " ".join(folded[at : at + size]) in words_of(kind) and at + size <= len(folded):
            return size
    return 0


@kept
def _phrase_openers() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for kind in ("for", "place") for phrase in words_of(kind))


def _split_at(words: list[str], at: int, size: int, kind: str, publisher: str | None, labelled: bool) -> Piece | None:
    rest = " ".join(words[at + size :])
    if at == 0:
        return Piece("organisation", rest) if kind == "for" else Piece("place", rest)
    left = read_piece(" ".join(words[:at]), publisher=publisher, labelled=labelled)
    if kind == "place":
        return left if left.kind in ("name", "role", "desk", "agency", "organisation") else None
    return left._replace(organisation=left.organisation or rest) if left.kind in ("name", "role") else None


def _titled(words: list[str], folded: list[str]) -> Piece | None:
    """A job title, alone or after a name."""
    folded = [word.strip(".,") for word in folded]
    heads = [at for at, word in enumerate(folded) if _is_head(word)]
    if not heads:
        return None
    start = heads[0]
    while start > 0 and (folded[start - 1] in _job_before() or folded[start - 1] in _organisation_words()):
        start -= 1
    if start == 0 or (start == 1 and len(words) < 4 and folded[0] not in _job_before() and heads[0] < 3):
        return Piece("role", " ".join(words))
    name, role = " ".join(words[:start]), " ".join(words[start:])
    if is_organisation(name):
        return Piece("role", role, organisation=name)
    return Piece("name", tidy_name(name), role=role) if is_name(name) else Piece("role", " ".join(words))


def _plain(piece: str, words: list[str], folded: list[str], labelled: bool) -> Piece:
    cased = piece[0].lower() != piece[0].upper()
    if name_words().endings.issuperset(folded):
        return Piece("nothing")
    if is_known_place(piece):
        return Piece("place", piece)
    if is_name(piece, cased=cased and not (labelled and piece.islower())) and (cased or labelled):
        name = tidy_name(piece)
        return Piece("name" if " " in name else "single", name)
    if len(words) == 1:
        return _single(piece, labelled)
    if _INITIALS.match(words[0]) and words[0].islower() and is_known_place(" ".join(words[1:])):
        return Piece("initials", words[0])
    tidy = tidy_name(piece)
    if tidy != piece and " " not in tidy and len(words) == 2:
        return _single(tidy, labelled)
    return Piece("strange", piece)


def _single(word: str, labelled: bool) -> Piece:
    if word.casefold() in _users():
        return Piece("desk", word)
    if word.casefold() in name_words().never or word.casefold() in words_of("date"):
        return Piece("nothing", word)
    if len(word) <= 4 and (word.islower() or word.isupper()) and _INITIALS.match(word):
        return Piece("initials", word)
    if word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() and len(word) > 2:
        return Piece("single", tidy_name(word))
    return Piece("nothing" if labelled else "strange", word)


@kept
def _job_heads() -> frozenset[str]:
    return frozenset(word.casefold() for row in job_words() for word in row.heads)


@kept
def _job_before() -> frozenset[str]:
    return frozenset(word.casefold() for row in job_words() for word in row.before)


@kept
def _job_suffixes() -> tuple[str, ...]:
    return tuple(sorted({suffix for row in job_words() for suffix in row.suffixes}))


@kept
def _desks() -> frozenset[str]:
    return frozenset(desk.casefold() for row in desk_words() for desk in row.desks)


@kept
def _organisation_words() -> frozenset[str]:
    return frozenset(word.casefold() for row in desk_words() for word in row.organisations)


@kept
def _users() -> frozenset[str]:
    return frozenset(user for row in desk_words() for user in row.users)


@kept
def _signing_desks() -> frozenset[str]:
    return _desks() | _users()
