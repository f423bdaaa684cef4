"""Who wrote the story, as the printed byline says: people, their roles and organisations, the agency."""

import re
from typing import NamedTuple

from msgspec import Struct, structs

from copydesk.patterns import pattern
from copydesk.records import Person
from copydesk.wording.bylines.east_asian import is_east_asian, read_east_asian
from copydesk.wording.bylines.letters import GLUED, letters_of
from copydesk.wording.bylines.opening import (
    Opening,
    clean_line,
    cut_tail,
    is_one_piece,
    is_sentence,
    open_line,
    split_line,
    words_of,
)
from copydesk.wording.bylines.pieces import Piece, ends_as_outlet, names_nobody, read_piece
from copydesk.wording.likeness import is_given_name
from copydesk.wording.names import is_name, name_words, tidy_name
from copydesk.wording.spelling import has_digit

__all__ = ["Byline", "is_plain", "is_read_alike", "read_byline", "read_line"]

_LONGEST_LINE = 300
_LONGEST_UNMARKED = 160
_MOST_PEOPLE = 40
_PLACED = frozenset({"single", "place", "nothing", "agency"})
_SIGNING = frozenset({"name", "single", "desk", "organisation", "agency"})
_UNSPACED = "\u2e80"
"""From here on scripts run without spaces, and names are read otherwise."""
HANDLE = 0.49
"""Enough where the markup or the place says that a byline stands there, never in plain text."""
DATED = 0.15
"""What a date behind it adds to a first name alone: "by Jane, 3 May 2024"."""
_DOTLESS = frozenset({"tr", "az"})
_SHOUTED_WORD = pattern(r"\b[A-ZÇĞİÖŞÜ]{4,}\b")
"""Shorter ones are agencies (AA, DHA) and initials."""
_TOP_LEVEL = pattern(r"(?<=\w\w\w)\.(?:com|org|net|info|news)\Z", re.IGNORECASE)
_BEHIND_HANDLES = frozenset("on am at in um le el | // - – — · •".split())


class Byline(Struct, frozen=True):
    """What a byline says; no people and confidence 0 when the line is none."""

    people: tuple[Person, ...]
    agency: str | None
    text: str
    rule: str
    confidence: float
    signer: str | None = None
    """The desk or outlet that signs a line without people and agency."""


class _Reading(NamedTuple):
    people: list[Person]
    agency: str | None
    desk: str | None
    initials: bool
    strange: int


def read_byline(
    text: str, *, language: str | None = None, publisher: str | None = None, labelled: bool = False
) -> Byline:
    """The people and the agency that a line names as its authors.

    Args:
        text: one line or the text of one element.
        language: BCP 47 tag, used where scripts are read differently (Japanese and Chinese names).
        publisher: its name is never taken for a person.
        labelled: markup says that this is the byline or the author.
    """
    text = text[: 2 * _LONGEST_LINE]
    printed = " ".join(text.split())
    if is_sentence(printed) and not (labelled and _begins_with_name(printed)):
        return _none(printed)
    if language and language[:2] in _DOTLESS:
        text = _SHOUTED_WORD.sub(_turkish, text)
        printed_line = " ".join(text.split())
    else:
        printed_line = printed
    if not labelled and is_plain(text, printed, publisher):
        return _none(printed)
    line = clean_line(_one_line(text) if "\n" in text else printed_line, publisher)
    return read_line(line, printed, language, publisher, labelled=labelled)


def read_line(line: str, printed: str, language: str | None, publisher: str | None, *, labelled: bool) -> Byline:
    """What a line says that was not refused for its words; `printed` is what the byline of the record shows."""
    if not line or len(line) > (_LONGEST_LINE if labelled else _LONGEST_UNMARKED):
        return _none(printed)
    if is_east_asian(line):
        people, agency, rule, confidence = read_east_asian(line, language=language, labelled=labelled)
        return Byline(tuple(people), agency, printed, rule, confidence)
    opening = open_line(line, labelled=labelled)
    body = cut_tail(opening.rest)
    outlet = _outlet(opening.rest, publisher) if publisher else ""
    if outlet:
        return _judge(_collect([Piece("organisation", outlet)]), opening, printed, labelled)
    if opening.kind == "by" and opening.writing and _is_handle(line, opening.rest):
        return Byline((Person(name=opening.rest),), None, printed, "byline/handle", HANDLE)
    account = _dated_handle(opening, body)
    if account is not None:
        return Byline((Person(name=account),), None, printed, "byline/handle", HANDLE)
    pieces = _all_pieces(body, opening, publisher, labelled=labelled)
    if pieces is None:
        return _none(printed)
    found = _judge(_collect(pieces), opening, printed, labelled)
    is_dated = opening.kind == "by" and len(body) < len(opening.rest) and has_digit(opening.rest[len(body) :])
    if is_dated and [" " in person.name for person in found.people] == [False]:
        return structs.replace(found, confidence=found.confidence + DATED)
    return found


def is_read_alike(text: str, language: str | None) -> bool:
    """Whether a text is read the same with its language known and without."""
    return text.isascii() and not (language and language[:2] in _DOTLESS)


def is_plain(text: str, printed: str, publisher: str | None) -> bool:
    """Whether a line is letters and spaces alone, and no word or shape of it lets it be a byline."""
    letters = printed.rstrip("!?")
    if not letters.replace(" ", "").isalpha() or "\n" in text or letters_of(printed) & GLUED:
        return False
    if not printed.isascii() and max(printed) >= _UNSPACED:
        return False
    if not is_one_piece(letters):
        return False
    if publisher and printed.casefold().startswith(publisher.casefold()):
        return False
    named = cut_tail(printed)
    return not named or names_nobody(named, publisher)


def _all_pieces(body: str, opening: Opening, publisher: str | None, *, labelled: bool) -> list[Piece] | None:
    """What the names and what stands beside them are; None where one of them makes the whole line no byline."""
    parts = [part for part in split_line(body, opening) if part]
    pieces: list[Piece] = []
    for part in parts:
        some = _pieces(part, publisher, labelled=labelled or opening.sure, barred=f"| {part[0]}" in body)
        if opening.kind is None and not labelled and _is_strange(some):
            return None
        pieces += some
    if len(pieces) > 1:
        shouted = _shouted([text for part in parts for text in part])
        pieces = _settled([Piece("organisation", one.value) if one.value in shouted else one for one in pieces])
    if opening.sure and not any([one.kind in _SIGNING for one in pieces]):  # noqa: C419  no closure when compiled
        return _lower_name(body)
    return pieces


def _is_strange(pieces: list[Piece]) -> bool:
    """Whether one of the pieces of a part is none that a byline has; one in capitals may yet be an outlet."""
    return any([one.kind == "strange" and not one.value.isupper() for one in pieces])  # noqa: C419  no closure when compiled


def _turkish(match: re.Match[str]) -> str:
    """A word in capitals in its usual case, with the two letters that Turkish has for "I"."""
    word = match.group()
    return word[0] + word[1:].replace("I", "ı").replace("İ", "i").lower()


def _settled(pieces: list[Piece]) -> list[Piece]:
    """The pieces, where what looks like a name behind a person with a known given name is a job or an employer.

    "Jane Doe, Garden Writer and Master Gardener", "Jane Doe, Director, Lunde Van Lines".
    """
    settled: list[Piece] = []
    for at, one in enumerate(pieces):
        before = settled[-1] if settled else None
        if before is None or one.kind != "name" or _is_given(one.value) or not any(map(_is_person, settled)):
            settled.append(one)
        elif one.role and before.kind == "name" and not before.role:
            settled.append(Piece("role", f"{one.value} {one.role}"))
        elif (before.kind == "role" or before.role) and not (at + 1 < len(pieces) and pieces[at + 1].kind == "role"):
            settled.append(Piece("nothing", one.value))
        else:
            settled.append(one)
    return settled


def _is_person(piece: Piece) -> bool:
    return piece.kind == "name" and _is_given(piece.value)


def _is_given(name: str) -> bool:
    """Whether one of a name's words but the last is a known given name."""
    return any(map(is_given_name, name.casefold().replace("-", " ").split()[:-1]))


def _shouted(texts: list[str]) -> frozenset[str]:
    """The names in capitals behind one that is not: stations and firms ("Jane Doe, EXAMPLE NORTH")."""
    names = [text for text in texts if is_name(text)]
    if not names or names[0].isupper():
        return frozenset()
    return frozenset([tidy_name(text) for text in names if text.isupper()])


def _lower_name(body: str) -> list[Piece]:
    """A name of two words of which only the first has a capital, as accounts are called ("By Jane doe")."""
    words = body.split()
    plain = len(words) == 2 and all(map(str.isalpha, words)) and words[0][0].isupper() and words[1].islower()
    if not plain or not is_given_name(words[0].casefold()) or words[1] in name_words().never:
        return []
    return [Piece("name", body)]


def _begins_with_name(printed: str) -> bool:
    """Whether a sentence is a note about a person ("Jane Doe is a writer"), or has its names elsewhere than at once."""
    body = cut_tail(printed)
    return body != printed and len(body.split()) <= 4


def _is_handle(line: str, rest: str) -> bool:
    """Whether a line is "by" and one word in small letters, as accounts are called."""
    return (
        rest.islower() and rest.isascii() and 3 < len(rest) <= 20 and line.count(" ") <= 2
        and rest.replace("_", "").replace("-", "").isalnum() and rest not in name_words().never
        and read_piece(rest, publisher=None, labelled=True).kind in ("nothing", "strange", "initials")
    )  # fmt: skip


def _dated_handle(opening: Opening, body: str) -> str | None:
    """The account between an opening and a date: "by kirstenm on 3 May 2024", "Author: c1ph4 | 1 min"."""
    if opening.kind is None or not opening.writing or body == opening.rest:
        return None
    name, _, behind = opening.rest.partition(" ")
    is_parted = behind.split(" ", 1)[0].casefold() in _BEHIND_HANDLES or behind[:1].isdigit()
    if not is_parted or not has_digit(behind) or not _is_account(name):
        return None
    return name if read_piece(name, publisher=None, labelled=True).kind in ("nothing", "strange", "initials") else None


def _is_account(name: str) -> bool:
    """Whether a word is in small letters and figures, as accounts are called."""
    plain = name.replace("_", "").replace("-", "").replace(".", "")
    is_small = name.islower() and name.isascii() and 3 < len(name) <= 24
    return is_small and plain.isalnum() and name not in name_words().never


def _outlet(rest: str, publisher: str) -> str:
    """The outlet as it signs, where nothing but a date or buttons follow; else nothing."""
    if rest[:1].casefold() != publisher[:1].casefold():
        return ""  # seen at once of most
    for name in (publisher, _TOP_LEVEL.sub("", publisher)):
        behind = rest[len(name) :]
        if rest[: len(name)].casefold() == name.casefold() and not cut_tail(f"x {behind}")[1:].strip(" |,."):
            return rest[: len(name)]
    return ""


def _pieces(part: list[str], publisher: str | None, *, labelled: bool, barred: bool) -> list[Piece]:
    """The pieces of one part; what is joined to a job title belongs to it ("Head of Sales and Marketing")."""
    pieces: list[Piece] = []
    for text in part:
        piece = read_piece(text, publisher=publisher, labelled=labelled)
        # "Jane Doe | Lunde Post": behind a bar the outlet signs; Emily Post signs beside others with a comma.
        outlet = barred and piece.kind == "name" and not piece.role and ends_as_outlet(text)
        pieces.append(Piece("organisation", text) if outlet else piece)
        if pieces[0].kind == "role":
            break
    return pieces


def _one_line(text: str) -> str:
    """The lines of an element as one, parted by "|" unless they are the words of one name."""
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    return (" " if all([" " not in line for line in lines]) else " | ").join(lines)  # noqa: C419  no closure when compiled


def _collect(pieces: list[Piece]) -> _Reading:
    people: list[Person] = []
    agency, desk, initials, strange = None, None, False, 0
    for piece in pieces:
        kind = piece.kind
        if kind in ("name", "single") and not (kind == "single" and people and " " in people[0].name):
            people.append(Person(name=piece.value, role=piece.role, organisation=piece.organisation))
        elif kind == "agency":
            agency = agency or piece.agency
            people = [_with_organisation(person, piece.value) for person in people]
        elif kind in ("role", "desk") and (piece.role or kind == "role"):
            people = [_with_role(person, piece.value) for person in people]
        elif kind == "organisation":
            people = [_with_organisation(person, piece.value) for person in people]
        if kind != "name" and piece.organisation:
            people = [_with_organisation(person, piece.organisation) for person in people]
        agency = agency or piece.agency
        desk = desk or (piece.value if kind in ("desk", "organisation") else None)
        initials = initials or kind == "initials"
        strange += kind == "strange"
    if pieces and pieces[0].kind == "agency" and all([piece.kind in _PLACED for piece in pieces[1:]]):  # noqa: C419  no closure when compiled
        people = []  # "EFE | Valverde" is the agency and where it reports from.
    if len(people) > 1 and any([" " in person.name for person in people]):  # noqa: C419  no closure when compiled
        people = [person for person in people if " " in person.name or not person.name.isascii()]
    return _Reading(_unique(people)[:_MOST_PEOPLE], agency, desk, initials, strange)


def _with_role(person: Person, role: str) -> Person:
    return person if person.role else Person(name=person.name, role=role, organisation=person.organisation)


def _with_organisation(person: Person, organisation: str) -> Person:
    if person.organisation or not organisation:
        return person
    return Person(name=person.name, role=person.role, organisation=organisation)


def _unique(people: list[Person]) -> list[Person]:
    if len(people) < 2:
        return people
    seen: dict[str, Person] = {}
    for person in people:
        seen.setdefault(person.name.casefold(), person)
    return list(seen.values())


def _judge(reading: _Reading, opening: Opening, printed: str, labelled: bool) -> Byline:
    rule, confidence = _verdict(reading, opening, printed, labelled)
    if confidence == 0:
        return _none(printed)
    desk = _whole_desk(reading.desk, opening) if reading.desk and opening.kind else reading.desk
    signer = desk.partition(" in ")[0] if desk and not reading.people and not reading.agency else None
    return Byline(tuple(reading.people), reading.agency, printed, rule, confidence, signer)


def _whole_desk(desk: str, opening: Opening) -> str:
    """A desk with what is joined to it in small letters ("Staff and news services reports")."""
    body = cut_tail(opening.rest)
    behind = body[len(desk) :].split()
    joined = body.startswith(desk) and len(behind) > 1 and behind[0] in words_of("joint")
    return body if joined and all([word.islower() and word.isalpha() for word in behind]) else desk  # noqa: C419  no closure when compiled


def _is_avatar(printed: str) -> bool:
    """Whether a line is two letters, as they stand in place of a portrait."""
    return len(printed) == 2 and printed.isupper()


def _verdict(reading: _Reading, opening: Opening, printed: str, labelled: bool) -> tuple[str, float]:
    if reading.people:
        return _people_verdict(reading, opening, labelled)
    if reading.agency and not reading.strange and (opening.kind or not _is_avatar(printed)):
        return "byline/agency-only", 0.9 if opening.kind or labelled else 0.6
    if reading.desk and not reading.strange and (opening.kind or labelled):
        return "byline/desk-only", 0.7
    if reading.desk and not reading.strange:
        return "byline/desk-only", 0.35
    return ("byline/initials", 0.3) if reading.initials and not reading.strange else ("byline/none", 0.0)


def _people_verdict(reading: _Reading, opening: Opening, labelled: bool) -> tuple[str, float]:
    full = any([" " in person.name for person in reading.people])  # noqa: C419  no closure when compiled
    told = any([person.role for person in reading.people]) or reading.desk is not None  # noqa: C419  no closure when compiled
    doubt = (0.15 if opening.kind else 0.3) * min(reading.strange, 2) + (0.0 if full else 0.3)
    if opening.kind:
        doubt += 0.0 if opening.sure else 0.4
        return f"byline/{opening.kind}", max((0.95 if labelled else 0.85) - doubt, 0.05)
    if (reading.strange and not labelled) or (not full and not labelled):
        return "byline/none", 0.0
    if labelled:
        return "byline/labelled", max(0.85 - doubt, 0.1)
    return ("byline/name-and-role", 0.5) if told or reading.agency else ("byline/name-only", 0.25)


def _none(printed: str) -> Byline:
    return Byline((), None, printed, "byline/none", 0.0)
