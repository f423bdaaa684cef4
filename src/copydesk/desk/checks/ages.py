"""Ages against birth dates, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from copydesk.desk.checks.registry import Desk, Finding, check
from copydesk.desk.material import Material
from copydesk.records.reading import Entity, Event, Excerpt

__all__: list[str] = []

_NUMBER: Final = re.compile(r"\d{1,3}")
# "At 17 she left school": an age of another time than the news.
_THEN: Final = re.compile(
    r"\b(?:when|then|at|was|turned|since|as a)(?: the age of| age)?\s*(?:\w+ ){0,2}$", re.IGNORECASE
)


@check("checks/age-birth")
def _age_birth(desk: Desk) -> Iterator[Finding]:
    """A person's age on the day of the news, or of their death, against the date of birth."""
    for entity in desk.material.entities:
        births = [
            one for one in desk.events if one.family == "birth" and one.first and one.last and _is_of(one, entity)
        ]
        if entity.type == "person" and len(births) == 1:
            deaths = [one for one in desk.events if one.family == "death" and one.first and _is_of(one, entity)]
            yield from _against(entity, births[0], deaths, desk.material)


def _against(entity: Entity, birth: Event, deaths: list[Event], material: Material) -> Iterator[Finding]:
    day = date.fromisoformat(deaths[0].first) if len(deaths) == 1 and deaths[0].first else material.day
    if day is None:
        return
    oldest = _years(date.fromisoformat(birth.first or ""), day)
    youngest = _years(date.fromisoformat(birth.last or ""), day)
    for age in _ages(entity, material):
        years = int(_digits_of_age(age))
        holds = youngest <= years <= oldest
        worked = f"{youngest}" if youngest == oldest else f"{youngest} or {oldest}"
        occasion = "the day of death" if deaths else "the day of publication"
        sentence = f'{entity.name}, born {birth.value}, was {worked} on {day}, {occasion}; the story says "{age.text}".'
        yield Finding("holds" if holds else "does not hold", sentence, (_age_words(age), *birth.times[:1]))


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@check("checks/ages-agree")
def _ages_agree(desk: Desk) -> Iterator[Finding]:
    """A person has one age in the story."""
    for entity in desk.material.entities:
        by_number: dict[str, Excerpt] = {}
        for age in _ages(entity, desk.material):
            by_number.setdefault(_digits_of_age(age), age)
        if len(by_number) > 1:
            said = " and ".join(f'"{age.text}"' for age in by_number.values())
            spans = tuple(_age_words(age) for age in by_number.values())
            yield Finding("does not hold", f"The story gives {entity.name} more than one age: {said}.", spans)


def _ages(entity: Entity, material: Material) -> list[Excerpt]:
    """The ages of the day of the news."""
    return [
        age
        for age in entity.ages
        if _NUMBER.search(age.text) and not _THEN.search(material.paragraphs[age.block].text[: age.start][-30:])
    ]


def _digits_of_age(age: Excerpt) -> str:
    found = _NUMBER.search(age.text)
    return found[0] if found else ""


def _is_of(event: Event, entity: Entity) -> bool:
    return any(who.entity == entity.id for who in event.who)


def _age_words(age: Excerpt) -> Excerpt:
    return Excerpt(age.block, age.start, age.end, age.text)
