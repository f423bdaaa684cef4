"""A declared language that the text contradicts loses; the text decides where nothing sound is declared."""

import pytest

import copydesk
from copydesk.desk import language_model
from copydesk.records import Capture

ROMANIAN = (
    "Feribotul spre insula Lunde pleacă din nou luni, a spus marți directorul portului, după trei săptămâni de lucru.",
    "Căpitanul Andrei Moga a declarat că nu mai așteaptă nimic și că echipajul este gata de plecare, iar noi plecăm.",
    "Directorul a adăugat că biletele costă la fel ca în toamnă și că nimeni nu a fost rănit când motorul a cedat.",
)
ENGLISH = (
    "The ferry to Lunde sails again from Monday, the head of the port said on Tuesday after three weeks of repairs.",
    "The captain told us that he is not waiting for anything and that his crew is ready to sail before the noon bell.",
    "The head of the port said that the tickets cost what they cost in autumn, and that nobody had been hurt in it.",
)
KOREAN = (
    "강변시 의회는 화요일 도시에 남은 마지막 제지 공장을 닫기로 의결했다. 점검에서 굴뚝 두 곳에 금이 간 것이 드러났다.",
    "시는 곧 주민 설명회를 열고 공장 노동자들의 새 일자리를 찾는 데 도움을 주겠다고 밝혔다. 노조는 반대하고 있다.",
    "공장은 백 년 넘게 강가에 서 있었고, 시민들은 그 소리에 맞추어 하루를 시작했다고 시장은 말했다.",
)


def language(paragraphs: tuple[str, ...], attributes: str, head: str = "") -> str | None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<html {attributes}><head>{head}</head><body><article><h1>Lunde</h1>{body}</article></body></html>"
    return copydesk.read(page, kind="html").language


@pytest.mark.parametrize(
    ("paragraphs", "attributes", "told"),
    [
        (ROMANIAN, 'lang="en"', "ro"),
        (ROMANIAN, 'lang="en-US"', "ro"),
        (ROMANIAN, 'lang="ro-MD"', "ro-MD"),
        (ENGLISH, 'lang="eng"', "en"),
        (ENGLISH, 'lang="en-gb"', "en-GB"),
        (ENGLISH, 'lang="utf-8"', "en"),
        (ENGLISH, 'lang="xx"', "en"),
        (ENGLISH, "", "en"),
        (KOREAN, 'lang="kr"', "ko"),
        (KOREAN, 'lang="ko_KR"', "ko-KR"),
    ],
)
def test_the_language_of_a_page(paragraphs: tuple[str, ...], attributes: str, told: str) -> None:
    assert told == language(paragraphs, attributes)


@pytest.mark.parametrize("paragraphs", [ROMANIAN, ENGLISH, KOREAN, ENGLISH[:1]])
@pytest.mark.parametrize("declared", ["en", "en-GB", "ro", "ko", "de", ""])
def test_the_letters_of_a_text_change_nothing_where_its_words_say_what_is_declared(
    paragraphs: tuple[str, ...], declared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f'<html lang="{declared}"><body><article><h1>Lunde</h1>{body}</article></body></html>'
    by_words = copydesk.read(page, kind="html")
    monkeypatch.setattr("copydesk.layout.language._is_plain", lambda counted, first: False)
    assert copydesk.read(page, kind="html") == by_words


def test_the_letters_of_a_text_are_not_asked_where_its_words_say_what_is_declared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(text: str) -> tuple[str | None, bool]:
        raise AssertionError(text)

    monkeypatch.setattr("copydesk.layout.language._by_letters", asked)
    assert language(ENGLISH, 'lang="en-GB"') == "en-GB"
    with pytest.raises(AssertionError):
        language(ENGLISH, 'lang="de"')


def test_every_declaration_that_the_text_contradicts_loses() -> None:
    head = '<meta property="og:locale" content="en_US"><meta http-equiv="content-language" content="en">'
    assert language(ROMANIAN, 'lang="en"', head) == "ro"


def test_the_evidence_keeps_the_declaration_that_lost() -> None:
    body = "".join(f"<p>{text}</p>" for text in ROMANIAN)
    story = copydesk.read(f'<html lang="en"><body><h1>Lunde</h1>{body}</body></html>', kind="html")
    chosen, lost = story.evidence["language"]
    assert (chosen.rule, chosen.chosen, lost.rule, lost.chosen) == ("language/detected", True, "language/html", False)
    assert lost.text == "en"
    assert lost.confidence < 0.3 < chosen.confidence


def test_a_container_that_says_another_language_loses_too() -> None:
    text = "Feribotul s-a întors\n\n" + "\n\n".join(ROMANIAN)
    capture = copydesk.Capture(content=text, kind="text", headers=(("content-language", "eng"),))
    assert copydesk.read_capture(capture).language == "ro"


@pytest.mark.skipif(not language_model.is_installed(), reason="the extra desk is not installed")
def test_the_desk_refuses_a_language_that_it_cannot_read() -> None:
    body = "".join(f"<p>{text}</p>" for text in ROMANIAN)
    reading = copydesk.read(f'<html lang="en"><body><h1>Lunde</h1>{body}</body></html>', kind="html", desk=True).reading
    assert reading is not None
    assert () == reading.people == reading.organisations == reading.places == reading.quotes == reading.events
    assert [unread.reason for unread in reading.unread] == [
        "there is no language model for ro", "there is no table of times for ro"
    ]  # fmt: skip


def test_what_the_server_states_counts_where_the_page_says_nothing() -> None:
    body = "".join(f"<p>{text}</p>" for text in ENGLISH)
    page = f"<article><h1>Lunde</h1>{body}</article>".encode()
    capture = Capture(content=page, kind="html", headers=(("content-language", "en-GB"),))
    assert copydesk.read_capture(capture).language == "en-GB"
