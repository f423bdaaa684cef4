"""Names are whole: particles, hyphens, and what a body is for."""

from __future__ import annotations

import pytest

from copydesk.desk import annotate
from copydesk.desk.language_model import is_installed
from copydesk.records import Entity

pytestmark = pytest.mark.skipif(not is_installed(), reason="the extra desk is not installed")


def names(found: tuple[Entity, ...]) -> list[str]:
    return [entity.name for entity in found if entity.is_named]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ursula von der Leyen said that the bloc would act.", ["Ursula von der Leyen"]),
        ("Ursula von der Leyen spoke. Von der Leyen met reporters.", ["Ursula von der Leyen"]),
        ("Captain Son Heung-min scored twice. Son said he was happy.", ["Son Heung-min"]),
        ("Kim Jong-un met Xi Jinping in Beijing.", ["Kim Jong-un", "Xi Jinping"]),
        ("Ann Vale joined the Washington-based group.", ["Ann Vale"]),
    ],
)
def test_people_have_their_whole_name(text: str, people: list[str]) -> None:
    assert names(annotate(text).people) == people


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Grant Orrin of the Washington Institute for Near East Policy said the talks had failed.",
            ["Washington Institute for Near East Policy"],
        ),
        ("The Council on Foreign Relations said it was studying the plan.", ["Council on Foreign Relations"]),
        ("The Ministry of Foreign Affairs declined to comment.", ["Ministry of Foreign Affairs"]),
        (
            "They met the Organisation for the Prohibition of Chemical Weapons.",
            ["Organisation for the Prohibition of Chemical Weapons"],
        ),
        ("The Castleford Tigers lost to the Leeds Rhinos.", ["Castleford Tigers", "Leeds Rhinos"]),
    ],
)
def test_bodies_have_their_whole_name_and_kind(text: str, bodies: list[str]) -> None:
    assert names(annotate(text).organisations) == bodies


def test_a_committee_on_a_country_is_not_the_country() -> None:
    assert not [name for name in names(annotate("The new Committee on Norway asked for answers.").people) if name]
