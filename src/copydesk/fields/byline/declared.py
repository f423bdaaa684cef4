"""Authors and agencies as declared, in every shape that author fields have."""

import re
from functools import cache
from typing import Final

from msgspec import Struct, structs

from copydesk.fields.candidates import Candidate, propose
from copydesk.layout.declarations import DeclaredPage, Found, found, plain
from copydesk.layout.jsonld import Graph, Json
from copydesk.patterns import pattern
from copydesk.records import Person
from copydesk.tables import reader
from copydesk.tables.reader import table
from copydesk.wording.agencies import agency_called, agency_spelled
from copydesk.wording.bylines.opening import is_lead
from copydesk.wording.bylines.pieces import is_organisation
from copydesk.wording.spelling import clean, words

__all__ = [
    "Signature",
    "declared_agencies",
    "declared_authors",
    "declared_bylines",
    "declared_signatures",
    "split_names",
]

MAX_AUTHORS: Final = 40
MAX_LINE: Final = 1000
"""Characters; what is longer is no line of authors."""
LONG_MICRODATA: Final = 80
BODY_SIGNS: Final = 0.6
"""Applied to a byline that names no person."""

_BY = pattern(
    r"\A(?:(?:(?:written|words|story|text|reported|published|posted)\s+by|by|text|tekst|texto|autor|autora|author|автор|oleh)\b\s*:?\s+"
    r"|(?:von|par|por|door|av|af|di|da|de|od)\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
_SPLIT = pattern(r"\s*(?:[;|/、，،\n]|\s&\s|\s(?:and|And|AND|und|et|y|e|og|och|en|i|и|та|ve|dan|és|ja)\s)\s*")
_COMMA = pattern(r"\s*,\s*")
_MAIL = pattern(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_BRACKETS = pattern(r"\s*[(\[（][^()\[\]（）]{0,80}[)\]）]\s*")
_HANGUL_TITLE = pattern(r"(?<=[가-힣])\s+(?:선임|수습|인턴|객원)?\s*(?:기자|특파원|논설위원|앵커)(?:\s+외\s+\d+명)?\Z")
_URL = pattern(r"(?:https?:)?//|^www\.|^/|^@|\.(?:com|net|org|html?)(?:/|\Z)", re.IGNORECASE)
_PEOPLE_MARKS = pattern(r"[;|,(@:]")
_SPACES = pattern(r"\s+")


class Signature(Struct, frozen=True):
    """Whom one author field names: people, agencies, and other bodies such as desks and the outlet itself."""

    origin: Found
    text: str
    people: tuple[Person, ...] = ()
    agencies: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class _Names(Struct, frozen=True):
    desk_words: frozenset[str]
    role_words: frozenset[str]


class _Table(Struct, frozen=True):
    names: _Names


@cache
def _desk_endings() -> tuple[str, ...]:
    return tuple(sorted(word for word in _name_table().desk_words if not word.isascii()))


def declared_signatures(page: DeclaredPage) -> list[Signature]:
    """What each author field of the page says. Several tags of one name are one field."""
    grouped: dict[str, list[Found]] = {}
    for origin in found(page, "authors"):
        if origin.row.id == "authors/wordpress-label" and not _label_is_author(page, origin):
            continue
        if origin.row.layer == "html" and isinstance(origin.raw, str) and len(origin.raw) > LONG_MICRODATA:
            continue  # the whole author box
        grouped.setdefault(origin.locator, []).append(origin)
    return [_signature(page, origins) for origins in grouped.values()]


def declared_authors(page: DeclaredPage) -> list[Candidate[tuple[Person, ...]]]:
    """Candidates for the authors: people only."""
    some = page.once(declared_signatures)
    return [propose(one.origin, one.people, one.text, _sure_of_people(one.people)) for one in some if one.people]


def declared_agencies(page: DeclaredPage) -> list[Candidate[str]]:
    """Agencies named where authors are declared, by their short names: "AFP" of "Agence France-Presse"."""
    named = [(one, agency_called(name)) for one in page.once(declared_signatures) for name in one.agencies]
    return [propose(one.origin, name, one.text) for one, name in named if name is not None]


def declared_bylines(page: DeclaredPage) -> list[Candidate[str]]:
    """The declared authors in a line: people and agencies, else the desk or outlet that signs."""
    lines = []
    for one in page.once(declared_signatures):
        names = [person.name for person in one.people] + [*one.agencies] or [*one.organisations]
        if names:
            factor = _sure_of_people(one.people) if one.people else BODY_SIGNS
            lines.append(propose(one.origin, ", ".join(dict.fromkeys(names)), one.text, factor))
    return lines


def split_names(text: str) -> list[str]:
    """The single names in an author line, without "By", mail addresses and brackets.

    >>> split_names("By Ada Berg and Carl Dahl")
    ['Ada Berg', 'Carl Dahl']
    """
    line = _BRACKETS.sub(" ", _MAIL.sub(" ", text)).strip()
    line = _BY.sub("", line)
    parts = [
        name for part in _SPLIT.split(line) for name in _comma_names([piece for piece in _COMMA.split(part) if piece])
    ]
    return [_tidy_name(part) for part in parts if _tidy_name(part)]


def _comma_names(pieces: list[str]) -> list[str]:
    """The names among the parts of a list; titles and places after a name go."""
    if len(pieces) == 2 and " " not in pieces[0] and " " not in pieces[1] and pieces[0].isascii():
        return [f"{pieces[1]} {pieces[0]}"]  # "Berg, Ada"
    names = pieces[:1]
    for piece in pieces[1:]:
        if _is_role(piece):
            break  # what follows a title is where it is held
        if _looks_like_name(piece):
            names.append(piece)
    return names


def _is_role(text: str) -> bool:
    return " " in text and not _name_table().role_words.isdisjoint(words(text).split())


def _looks_like_name(text: str) -> bool:
    parts = text.replace("’", "'").split()
    if not text.isascii() and len(parts) == 1:
        return len(text) <= 8
    if not 2 <= len(parts) <= 5 or any(char.isdigit() for char in text):
        return False
    return all(part[0].isupper() or not part[0].isascii() or part in reader.words("name_particle") for part in parts)


@cache
def _name_table() -> _Names:
    return table("declared", _Table).names


def _signature(page: DeclaredPage, origins: list[Found]) -> Signature:
    items = [item for origin in origins for item in _declared_people(page.graph, origin.raw)][:MAX_AUTHORS]
    text = "; ".join(dict.fromkeys(plain(page.graph, origin.raw) for origin in origins))
    return _read(items, page, Signature(origins[0], text))


def _label_is_author(page: DeclaredPage, origin: Found) -> bool:
    """WordPress prints "Written by" in the reader's language, with the name in the `twitter:data` of that number."""
    number = origin.locator.rstrip("]")[-1]
    label = next((tag.content for tag in page.metas.get(f"twitter:label{number}", ())), "")
    data = next((tag.content for tag in page.metas.get(f"twitter:data{number}", ())), "")
    told = bool(label) if number == "1" else is_lead(label)
    return told and not any(char.isdigit() for char in data) and ":" not in data


def _declared_people(graph: Graph, raw: Json) -> list[Json]:
    raw = graph.resolve(raw)
    if isinstance(raw, list):
        return [
            item
            for part in raw[:MAX_AUTHORS]
            for item in ([graph.resolve(part)] if not isinstance(part, list) else part)
        ]
    if isinstance(raw, dict) and isinstance(raw.get("name"), list):
        return [{**raw, "name": name} for name in raw["name"]]  # type: ignore[union-attr]
    if isinstance(raw, dict) and "itemListElement" in raw:
        return _declared_people(graph, raw["itemListElement"])
    return [raw]


def _read(items: list[Json], page: DeclaredPage, empty: Signature) -> Signature:
    people: dict[str, Person] = {}
    agencies: dict[str, None] = {}
    bodies: dict[str, None] = {}
    for item in items:
        name, role, employer, is_body = _described(item, page.graph)
        if len(name) > MAX_LINE or _URL.search(name):
            continue
        whole = _kind_of_name(name, page.sites) == "body" and not _PEOPLE_MARKS.search(name)
        for number, single in enumerate([name] if whole else split_names(name)):
            kind = "body" if whole else _kind_of_name(single, page.sites)
            if kind == "agency":
                agencies[single] = None
            elif kind == "body" or (is_body and kind != "nothing"):
                bodies[single] = None
                if number == 0 and not isinstance(item, dict):
                    break  # "The Example, London, England": what follows is an address
            elif kind == "person":
                people.setdefault(words(single), Person(name=single, role=role, organisation=employer))
    return structs.replace(empty, people=tuple(people.values()), agencies=tuple(agencies), organisations=tuple(bodies))


def _described(item: Json, graph: Graph) -> tuple[str, str | None, str | None, bool]:
    if not isinstance(item, dict):
        return (clean(item) if isinstance(item, str) else ""), None, None, False
    name = plain(graph, item.get("name"))
    if not name:
        name = " ".join(filter(None, (plain(graph, item.get("givenName")), plain(graph, item.get("familyName")))))
    role = plain(graph, item.get("jobTitle")) or None
    employer = plain(graph, item.get("worksFor")) or plain(graph, item.get("affiliation")) or None
    kinds = str(item.get("@type", "")).lower()
    return name, role, employer, "organization" in kinds and "person" not in kinds


def _kind_of_name(name: str, sites: frozenset[str]) -> str:
    key = words(name)
    table = _name_table()
    if agency_spelled(key, name) is not None:
        return "agency"
    if not key or key.isdigit() or len(name) > 60 or len(key.split()) > 6 or ":" in name:
        return "nothing"
    if key in sites or _unspaced(key) in map(_unspaced, sites):
        return "body"
    parts = key.split()
    if not table.desk_words.isdisjoint(parts) or key.endswith(_desk_endings()):
        return "body"
    if is_organisation(name):
        return "body"
    return "person" if any(char.isalpha() for char in key) else "nothing"


def _unspaced(name: str) -> str:
    return name.replace(" ", "")


def _sure_of_people(people: tuple[Person, ...]) -> float:
    """Single words, handles and slugs are less sure to be a name."""
    names = [person.name for person in people]
    if any(map(_is_phrase, names)):
        return 0.5
    if any(_is_slug(name) for name in names):
        return 0.35 if any("." in name for name in names) else 0.5
    return 0.85 if all(" " not in name and name.isascii() for name in names) else 1.0


def _is_phrase(name: str) -> bool:
    """Whether a name begins with a small word and goes on with a capital one ("your Garden Team"), particles aside."""
    first, *others = name.split()
    is_small = first.islower() and first.isalpha() and first not in reader.words("name_particle")
    return is_small and any(word.istitle() for word in others)


def _is_slug(name: str) -> bool:
    if " " in name or not name.isascii():
        return False
    return name.islower() or any(mark in name for mark in "._0123456789")


def _tidy_name(name: str) -> str:
    return _HANGUL_TITLE.sub("", _SPACES.sub(" ", name).strip(" \t,.;:-–—|*•\"'")).strip()
