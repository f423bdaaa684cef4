"""Big news places and the words beside places: evidence for datelines, not a gazetteer."""

from msgspec import Struct

from copydesk.kept import kept
from copydesk.tables.reader import rows

__all__ = [
    "DatelineWords",
    "Places",
    "dateline_words",
    "is_known_place",
    "is_never_place",
    "is_qualifier",
    "place_rows",
]


class Places(Struct, frozen=True):
    """Places of one region or one language."""

    region: str
    names: tuple[str, ...]
    example: str


class DatelineWords(Struct, frozen=True):
    """States and countries that follow a place, or openings that are no place."""

    id: str
    qualifiers: tuple[str, ...]
    never: tuple[str, ...]
    example: str


def place_rows() -> tuple[Places, ...]:
    """All rows of the table of places."""
    return rows("places", Places)


def dateline_words() -> tuple[DatelineWords, ...]:
    """All rows of the table of words beside places."""
    return rows("dateline_words", DatelineWords)


def is_known_place(text: str) -> bool:
    """Whether a text is a place of the table, in any case."""
    return _folded_place(text) in _place_names()


def is_qualifier(text: str) -> bool:
    """Whether a text is a state or a country as it follows a place."""
    return _folded_place(text) in _qualifiers()


def is_never_place(word: str) -> bool:
    """Whether a word that opens a paragraph is known to be no place."""
    return _folded_place(word) in _never_places()


def _folded_place(text: str) -> str:
    return text.casefold().replace("i\u0307", "i").replace("\u2019", "'").strip(" .")


@kept
def _place_names() -> frozenset[str]:
    return frozenset(_folded_place(name) for row in place_rows() for name in row.names)


@kept
def _qualifiers() -> frozenset[str]:
    return frozenset(_folded_place(word) for row in dateline_words() for word in row.qualifiers)


@kept
def _never_places() -> frozenset[str]:
    return frozenset(_folded_place(word) for row in dateline_words() for word in row.never)
