"""Captions and credits parted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.captions import credit_people, split_caption


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("File Photo: The mayor of Springfield (AP)", "File Photo: The mayor of Springfield", "AP"),
        ("Photograph: Jane Doe/Getty Images", None, "Jane Doe/Getty Images"),
        ("The bridge. (Photo by Jane Doe/AFP via Getty Images)", "The bridge.", "Jane Doe/AFP via Getty Images"),
        ("Foto: dpa", None, "dpa"),
        ("Die Brücke am Abend. © Erika Muster/dpa", "Die Brücke am Abend.", "Erika Muster/dpa"),
        ("Le pont. Crédit photo : Jeanne Dupont/AFP", "Le pont.", "Jeanne Dupont/AFP"),
        ("Image credit: Example", None, "Example"),
        ("The bridge at duskPhoto: Jane Doe", "The bridge at dusk", "Jane Doe"),
        ("Die Brücke | Foto: Erika Muster", "Die Brücke", "Erika Muster"),
        (
            "Die Brücke. (Symbolfoto: picture alliance/dpa | Erika Muster)",
            "Die Brücke.",
            "picture alliance/dpa | Erika Muster",
        ),
        ("写真:山田太郎", None, "山田太郎"),
        ("橋の上の市長（警視庁提供）", "橋の上の市長", "警視庁"),
        ("橋の上の市長＝ＡＰ", "橋の上の市長", "ＡＰ"),
        ("JANE DOE / REUTERS", None, "JANE DOE / REUTERS"),
        ("The mayor speaks on Monday. AP Photo/Jane Doe", "The mayor speaks on Monday.", "AP Photo/Jane Doe"),
        (
            "The mayor speaks in the town hall. | Jane Doe/PA Images via Getty Images",
            "The mayor speaks in the town hall.",
            "Jane Doe/PA Images via Getty Images",
        ),
        ("El alcalde, en el puente viejo.EFE", "El alcalde, en el puente viejo.", "EFE"),
        (
            "El puente, el lunes.Juana Pérez (dpa/picture alliance via Getty)",
            "El puente, el lunes.",
            "Juana Pérez (dpa/picture alliance via Getty)",
        ),
        ("The old bridge from the south. Supplied", "The old bridge from the south.", "Supplied"),
        ("Photo: J. Roe. The old bridge on Monday morning.", "The old bridge on Monday morning.", "J. Roe"),
        ("Foto: dpa | Die alte Brücke im Schnee", "Die alte Brücke im Schnee", "dpa"),
        ("Reuters\nThe old bridge is seen on Monday morning.", "The old bridge is seen on Monday morning.", "Reuters"),
        ("The old bridge in the snow. EPA/ K. L. Moe", "The old bridge in the snow.", "EPA/ K. L. Moe"),
        ("Die alte Brücke (Arch.HPX )", "Die alte Brücke", "HPX"),
        ("PRESS KIT / EXAMPLE", None, "PRESS KIT / EXAMPLE"),
        ("montage: K. Moe", None, "K. Moe"),
        ("오래된 다리 ⓒ연합뉴스", "오래된 다리", "연합뉴스"),
        ("오래된 다리. 사진=뉴스1 제공", "오래된 다리.", "뉴스1"),
        ("오래된 다리. /연합뉴스", "오래된 다리.", "연합뉴스"),
        ("（Ｃ）Jane Roe", None, "Jane Roe"),
        ("Die alte Brücke · Erika Muster", "Die alte Brücke", "Erika Muster"),
        ("Ljósmynd/Jane Roe", None, "Jane Roe"),
        ("Jonas Jonaitis / P. Petraitis / ELTA", "Jonas Jonaitis", "P. Petraitis / ELTA"),
    ],
)
def test_caption_and_credit(text, caption, credit):
    found = split_caption(text)
    assert (found.caption, found.credit) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "A man walks by the river on Monday.",
        "Jane Doe (left) and John Roe (SPD)",
        "The mayors in Florida (2016)",
        "Photo: A man walks down a street in the old town of Springfield on Monday.",
        "The chart shows prices by region: north, south",
        "Imagen de un puente en la ciudad, el lunes",
        "Jane Doe",
    ],
)
def test_a_caption_without_credit_stays_whole(text):
    assert split_caption(text) == (text, None, "caption/no-credit")


@pytest.mark.parametrize(
    ("credit", "people"),
    [
        ("Jane Doe/AFP via Getty Images", ["Jane Doe"]),
        ("picture alliance/dpa | Erika Muster", ["Erika Muster"]),
        ("JANE DOE / REUTERS", ["Jane Doe"]),
        ("AP Photo/Jane Doe", ["Jane Doe"]),
        ("Getty Images", []),
        ("Handout", []),
    ],
)
def test_people_of_a_credit(credit, people):
    assert credit_people(credit) == people


@given(st.text(alphabet="aA b.:()|/©Photo Foto by AP＝提供", max_size=120))
def test_nothing_is_invented(text):
    """Caption and credit are taken from the text."""
    found = split_caption(text)
    line = " ".join(text.split())
    assert found.caption is None or found.caption in line
    assert found.credit is None or found.credit.rstrip(")") in line


@pytest.mark.parametrize("unit", ["(", "a: ", "Photo: ", "© ", "A. ", "| ", "Jane Doe / ", "by "])
def test_hostile_captions_take_no_time(unit):
    endless = unit * 200_000
    started = time.process_time()
    split_caption(endless)
    assert time.process_time() - started < 0.5


def test_a_credit_is_never_put_together_from_parts():
    assert split_caption("灯台（2024年5月撮影、潮見市提供）").credit == "2024年5月撮影、潮見市"
