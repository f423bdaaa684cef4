"""The word tables of the name readers, loaded once."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from copydesk.tables import reader
from copydesk.wording.likeness import given_rows

__all__ = [
    "Country",
    "Vocabulary",
    "countries",
    "country_words",
    "event_verbs",
    "given_names",
    "nicknames",
    "nouns",
    "person_nouns",
    "places",
    "titles",
    "vocabulary",
]


class Country(Struct, frozen=True):
    """A country with the words that point to it."""

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Vocabulary(Struct, frozen=True):
    """Words of one table by their kind, in lower case where the table is not about capitals."""

    kinds: dict[str, frozenset[str]]

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.kinds.get(kind, frozenset())


def raw_rows(name: str) -> tuple[dict[str, object], ...]:
    """The rows of the table `names_NAME` as they are written, examples included."""
    return reader.raw_rows(f"names_{name}")


def _words_of_cell(row: dict[str, object], key: str, separator: str | None = None) -> list[str]:
    return [word.strip() for word in str(row[key]).split(separator) if word.strip()]


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the table."""
    lines = [line for row in raw_rows("countries") for line in str(row["lines"]).splitlines() if line.strip()]
    return tuple(_country(line) for line in lines)


def _country(line: str) -> Country:
    names, demonyms, towns, seats = ([*line.split("|"), "", "", ""])[:4]
    name, _, aliases = names.partition("=")
    listed = (aliases, towns, seats)
    parted = [tuple(word.strip() for word in text.split(";") if word.strip()) for text in listed]
    return Country(name.strip(), parted[0], tuple(_demonyms(demonyms)), parted[1], parted[2])


def _demonyms(text: str) -> list[str]:
    # "South Korean South Koreans": a demonym may have a first word that is no demonym itself.
    firsts = {"South", "North", "Sri", "Costa", "Puerto", "Sierra", "Cape", "Central", "Papua", "New", "Solomon"}
    found: list[str] = []
    waiting: list[str] = []
    for word in text.split():
        waiting.append(word)
        if word not in firsts and not (waiting[0] == "Papua" and word == "Guinean" and len(waiting) < 3):
            found.append(" ".join(waiting))
            waiting = []
    return found


@cache
def country_words() -> dict[str, str]:
    """Country by any word that points to it: name, alias, demonym, town or seat of power."""
    return {
        word: country.name
        for country in reversed(countries())
        for word in (*country.towns, *country.seats, *country.demonyms, *country.aliases, country.name)
    }


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and words for the people of a country."""
    return frozenset(word for country in countries() for word in country.demonyms)


@cache
def seats() -> dict[str, str]:
    """Country by its seat of power."""
    return {seat: country.name for country in countries() for seat in country.seats}


@cache
def places() -> dict[str, str]:
    """The preferred name of each place that the tables know, by any of its names."""
    known = {
        name: name for kind in ("us-state", "world-region") for name in vocabulary("places", ";", cased=True)[kind]
    }
    for country in countries():
        known.update(dict.fromkeys((country.name, *country.aliases), country.name))
        known.update({town: town for town in (*country.towns, *country.seats)})
    return known | _other_names()


def _other_names() -> dict[str, str]:
    row = next(row for row in raw_rows("places") if row["kind"] == "other-names")
    known: dict[str, str] = {}
    preferred = ""
    for part in _words_of_cell(row, "names", ";"):
        head, equals, alias = (piece.strip() for piece in part.partition("="))
        preferred = head if equals else preferred
        known[alias or head] = known[preferred] = preferred
    return known


@cache
def vocabulary(name: str, separator: str | None = ";", *, cased: bool = False) -> Vocabulary:
    """The words of a table by kind."""
    kinds: dict[str, set[str]] = {}
    for row in raw_rows(name):
        words = _words_of_cell(row, "words" if "words" in row else "names", separator)
        kinds.setdefault(str(row["kind"]), set()).update(words if cased else [word.lower() for word in words])
    return Vocabulary({kind: frozenset(words) for kind, words in kinds.items()})


def nouns(kind: str) -> frozenset[str]:
    """Common words of one kind that tell what a name beside them is."""
    return vocabulary("nouns", None)[kind]


@cache
def person_nouns() -> frozenset[str]:
    """Nouns that say what somebody is: spokeswoman, witness, sister, mayor."""
    last_words = {title.split()[-1] for title in titles()["title"]}
    described = (nouns(kind) for kind in ("man", "woman", "person", "bearer", "seldom-named"))
    return titles()["relative"].union(last_words, *described) - nouns("not-always-person")


@cache
def event_verbs() -> dict[str, frozenset[tuple[str, str]]]:
    """By verb the nouns for what it does to somebody, each with the side that it befalls: `object` or `subject`."""
    known: dict[str, set[tuple[str, str]]] = {}
    for row in raw_rows("events"):
        for verb in _words_of_cell(row, "verbs"):
            known.setdefault(verb, set()).update((noun, str(row["of"])) for noun in _words_of_cell(row, "nouns"))
    return {verb: frozenset(nouns) for verb, nouns in known.items()}


@cache
def titles() -> Vocabulary:
    """Titles and honorifics, in lower case."""
    return vocabulary("titles")


@cache
def title_genders() -> dict[str, str]:
    """Gender by title, where a title tells it."""
    return {
        word.lower(): str(row["gender"])
        for row in raw_rows("titles")
        if "gender" in row
        for word in _words_of_cell(row, "words", ";")
    }


@cache
def given_names() -> dict[str, str]:
    """Gender by given name: m, f, or x where the name does not tell."""
    known: dict[str, str] = {}
    for row in given_rows():
        if len(row.gender) == 1:
            for word in row.names.split():
                known[word] = row.gender if known.get(word, row.gender) == row.gender else "x"
    return known


@cache
def name_words(kind: str) -> frozenset[str]:
    """`particle` or `family-first` words of names."""
    return frozenset(word for row in given_rows() if row.gender == kind for word in row.names.split())


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """The sets of names that a given name belongs to: two names of one set may be one person's."""
    known: dict[str, set[str]] = {}
    for row in raw_rows("nicknames"):
        for word in (str(row["name"]), *_words_of_cell(row, "forms")):
            known.setdefault(word.lower(), set()).add(str(row["name"]))
    return {word: frozenset(names) for word, names in known.items()}
