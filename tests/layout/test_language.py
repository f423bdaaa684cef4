"""The language of a text, and whether it contradicts a declaration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.layout.language import detected_language, stated_languages
from copydesk.tables.reader import rows
from copydesk.wording.small_words import SmallWords

JAPANESE = "潮見市議会は五日、市内に残る最後の製紙工場を閉鎖する議案を可決した。検査でひび割れが見つかったためだ。"
CHINESE = "江岸市议会周二投票决定关闭该市最后一家造纸厂，此前检查人员在四座烟囱中的两座发现了裂缝，工会不同意。"
KOREAN = (
    "강변시 의회는 화요일 도시에 남은 마지막 제지 공장을 닫기로 의결했다. "
    "점검에서 굴뚝 두 곳에 금이 간 것이 드러났다. 시는 곧 설명회를 연다"
)
ROMANIAN = (
    "Feribotul spre insula Lunde pleacă din nou luni, a spus marți directorul portului, după trei săptămâni de lucru."
    " Căpitanul a declarat că nu mai așteaptă nimic și că echipajul este gata de plecare."
)
ENGLISH = (
    "The ferry to the island sails again from Monday, the head of the port said on Tuesday after weeks of repairs."
    " The captain told us that he is not waiting for anything and that his crew is ready."
)
GREEK = "Το πλοίο για το νησί φεύγει και πάλι τη Δευτέρα, είπε την Τρίτη ο διευθυντής του λιμανιού μετά τις επισκευές."


@pytest.mark.parametrize(
    ("text", "code"),
    [(JAPANESE, "ja"), (CHINESE, "zh"), (KOREAN, "ko"), (ROMANIAN, "ro"), (ENGLISH, "en"), (GREEK, "el")],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    found = detected_language(text)
    assert found is not None
    assert code == found.language
    assert found.confidence > 0.5


@pytest.mark.parametrize("row", rows("small_words", SmallWords), ids=lambda row: row.language)
def test_a_sentence_of_sixty_characters_is_enough(row: SmallWords) -> None:
    """Not every sentence is told right; that each gets an answer is what is promised."""
    assert len(row.example) >= 60
    assert detected_language(row.example) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore.",
        "The council met.",
        "港町の灯台",
        "A sign that reads 港町 hangs over a door.",
        "12:30 14:20 16:10 " * 5,
    ],
)
def test_a_text_too_short_to_tell(text: str) -> None:
    assert detected_language(text) is None


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (ROMANIAN, ["en", "en-GB", "fr", "it", "se", "lb"]),
        (ENGLISH, ["de", "ro", "ja", "kr", "cy"]),
        (KOREAN, ["kr", "en", "ja"]),
        (GREEK, ["en", "gr", "tr"]),
    ],
)
def test_a_text_contradicts_another_language(text: str, tags: list[str]) -> None:
    found = detected_language(text)
    assert found is not None
    assert [found.contradicts(tag) for tag in tags] == [True] * len(tags)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (ROMANIAN, ["ro", "ro-MD", "mo"]),
        (ENGLISH, ["en", "en-US"]),
        (CHINESE, ["zh-Hant", "yue"]),
        ("Results: 70-44 14 11 6 15 — Palm Bay d. Rockledge, 18 22 10 20, at Lunde, Norrby and Vik, en casa", ["en"]),
    ],
)
def test_a_text_bears_its_own_language_out(text: str, tags: list[str]) -> None:
    found = detected_language(text)
    assert found is None or not any(found.contradicts(tag) for tag in tags)


def test_norwegian_is_one_language_under_three_tags() -> None:
    found = detected_language("Fergen er ute av verftet og har fått en ny motor, sier havnen, som nå venter på den.")
    assert found is not None
    assert not any(found.contradicts(tag) for tag in ("no", "nb", "nn"))
    assert found.contradicts("en")


def test_stated_languages_are_registered_and_short() -> None:
    assert stated_languages((("Content-Language", "eng, deu,utf-8, zho"),)) == ("en", "de", "zh")


@given(st.text(max_size=400))
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = detected_language(text)
    assert found is None or 0 < found.confidence < 1
