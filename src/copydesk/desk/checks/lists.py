"""Numbers that say how many names follow, against the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from copydesk.desk.checks.places import Place
from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.checks.words import Number, numbers, sentences, words
from copydesk.records.reading import Excerpt

__all__: list[str] = []

_MOST: Final = 20
"""A longer list is a table."""
_COUNTED: Final = re.compile(r"(?:\s[\w'’-]+){0,3}\s(?:\w+s|people|men|women|children)\s?[:—–]\s?")
_LIST: Final = re.compile(r"[^.;:!?()\[\]“”\"—–]+(?=[.;]|$)")
_NAME: Final = re.compile(
    r"(?:the )?[^\W\d_a-z][\w'’.-]*(?: (?:(?:de|da|del|van|von|der|al|bin|of|the) )*[^\W\d_a-z][\w'’.-]*){0,4}"
)
_AGE: Final = re.compile(r", \d{1,3}(?=,| and |$)")
_AND: Final = " and "
_BEFORE: Final = 16


@check("checks/list-count")
def _list_counts(desk: Desk) -> Iterator[Finding]:
    """How many a sentence says there are, and the names that it lists: "three towns: Orby, Lund and Hale"."""
    for block, paragraph in enumerate(desk.material.paragraphs):
        for start, end in sentences(paragraph.text) if ":" in paragraph.text or "—" in paragraph.text else ():
            yield from _counts_in_sentence(Place(desk.material, block, start), paragraph.text[start:end])


def _counts_in_sentence(place: Place, text: str) -> Iterator[Finding]:
    for number in numbers(text, place.language):
        opened = _COUNTED.match(text, number.end)
        listed = _LIST.match(text, opened.end()) if opened and _is_count(number, text, place.language) else None
        names = _names_of_list(listed[0]) if listed else []
        if names and listed and _is_whole_list(text[number.end : listed.start()], place.language):
            spans = place.excerpts(number.span, listed.span())
            yield _compared_count(number, names, is_sure=", and " in listed[0], spans=spans)


def _is_whole_list(between: str, language: str) -> bool:
    """Whether nothing between the number and its list says that it counts something else: "two of the five"."""
    is_part = " of " in between or words(language).some.search(between)
    return not is_part and not any(numbers(between, language))


def _compared_count(number: Number, names: list[str], *, is_sure: bool, spans: tuple[Excerpt, ...]) -> Finding:
    """Without a comma before "and" the last two may be one name: Bosnia and Herzegovina."""
    count = int(number.value)
    listed = f"{len(names)} names follow ({', '.join(names)})"
    if count == len(names):
        return Finding("holds", f'"{number.text}": {listed}.', spans)
    may_be_one = not is_sure and count == len(names) - 1
    return Finding("cannot tell" if may_be_one else "does not hold", f'"{number.text}" are told, and {listed}.', spans)


def _is_count(number: Number, text: str, language: str) -> bool:
    """A whole number that counts all: no "two of the five", "at least three", "first two"."""
    before = text[max(0, number.start - _BEFORE) : number.start].lower()
    is_part = re.search(r"\b(?:of|of the|of these|of those|of its|of their|first|last|top|other|to|or|than)\s$", before)
    known = words(language)
    is_whole = not number.is_percent and number.value == int(number.value) and 1 < number.value <= _MOST
    return is_whole and not is_part and not known.loose.search(before) and not known.some.search(before)


def _names_of_list(text: str) -> list[str]:
    """The names of a list that ends with "and"; none where something else than a name is in it."""
    plain = _AGE.sub("", text.strip())
    if plain.count(_AND) != 1:
        return []
    before, _, last = plain.rpartition(_AND)
    names = [*(name.strip() for name in before.rstrip(",").split(",")), last.strip()]
    return names if all(_NAME.fullmatch(name) for name in names) and len(names) > 1 else []
