"""Bylines of many shapes: people, roles, organisations, agencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.wording.bylines.opening import clean_line, is_lead, is_mixed, is_other_lead, is_sentence
from copydesk.wording.bylines.read import is_plain, read_byline, read_line


def names(byline):
    return [person.name for person in byline.people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By JANE DOE and John Roe, Associated Press", ["Jane Doe", "John Roe"]),
        (
            "Von Erika Muster, Anna Julia Maus und Jan Michael Acker",
            ["Erika Muster", "Anna Julia Maus", "Jan Michael Acker"],
        ),
        ("Text: Jane Doe, Foto: John Roe", ["Jane Doe"]),
        ("Text und Fotos: Jane Doe", ["Jane Doe"]),
        ("By Jane Doe Published 3 May 2024", ["Jane Doe"]),
        ("By Jane Doe Nov. 18, 2019 7:04 pm ET", ["Jane Doe"]),
        ("BySophie DoeTravel News Reporter", ["Sophie Doe"]),
        ("NewsBy Jane Doe published 19 May 2026", ["Jane Doe"]),
        ("Kommentar vonJan Muster11.07.2026, 09:30 Uhr", ["Jan Muster"]),
        ("By Jane Doe@janedoe Nov 19, 2019", ["Jane Doe"]),
        ("By Jane Doe Jane Doe", ["Jane Doe"]),
        ("Reporting by Jane Doe in Paris; Editing by John Roe", ["Jane Doe"]),
        ("Por Juana Pérez García / EFE", ["Juana Pérez García"]),
        ("By Maria Silva e Souza", ["Maria Silva e Souza"]),
        ("Af Jens Hansen og Mette Jensen", ["Jens Hansen", "Mette Jensen"]),
        ("Γράφει η Μαρία Παπαδοπούλου", ["Μαρία Παπαδοπούλου"]),
        ("Текст: Анна Иванова", ["Анна Иванова"]),
        ("بقلم أحمد محمد", ["أحمد محمد"]),
        ("מאת דנה כהן", ["דנה כהן"]),
        ("Oleh Budi Santoso", ["Budi Santoso"]),
        ("Do 25.04.24 | 14:07 Uhr | Von Erika Muster", ["Erika Muster"]),
        ("by Jane Doe ● December 23, 2025 ● 6 min read", ["Jane Doe"]),
        ("Posted on 3 May 2024 by Jane Doe", ["Jane Doe"]),
        ("Dezember 26, 2019 von Erika Muster Kategorien: Reisen | 2 Kommentare", ["Erika Muster"]),
        ("By Jane Doe View in print edition", ["Jane Doe"]),
        ("By Jane Doe\nExampleVoice Staff", ["Jane Doe"]),
        ("By Dan Doe and Ed Roe", ["Dan Doe", "Ed Roe"]),
        ("By Jane Doe, Head of Sales and Marketing", ["Jane Doe"]),
        ("von Dr. Erika Muster", ["Dr. Erika Muster"]),
        ("Alle Artikel von Erika Muster", ["Erika Muster"]),
        ("By Linny and Peter", ["Linny", "Peter"]),
        ("By Philosophy | Jane Doe", ["Jane Doe"]),
        ("By Jane Doe, DVM. Reviewed by John Roe, DVM", ["Jane Doe"]),
        ("By Jane Doe – Updated May 3, 2024 | Fact-checked by John Roe", ["Jane Doe"]),
        ("On May 3, 2024 By Jane DoeIn Budget Travel, Travel Tips", ["Jane Doe"]),
        ("Written by Jane Doe on behalf of the Example Group", ["Jane Doe"]),
        ("Par Jean Doe le 07 Mai 2020", ["Jean Doe"]),
        ("By Jane Doe and John Roe The Associated Press", ["Jane Doe", "John Roe"]),
        ("By Jane Doe EXN News, Lunde", ["Jane Doe"]),
        ("by Jane Doe, RADIO NORTH", ["Jane Doe"]),
        ("By Jane Doe, Radio North", ["Jane Doe"]),
        ("By Jane doe", ["Jane doe"]),
        ("Posted in Garden by janewrites on May 3, 2024", ["janewrites"]),
        ("Veröffentlicht in Reisen von Erika Muster am 3. Mai 2024", ["Erika Muster"]),
        ("Publicado en Cocina por Juana Pérez", ["Juana Pérez"]),
        ("Autor: Rechtsanwältin Erika Muster", ["Erika Muster"]),
        ("By Jane Doe Executive Digital Editor and Master Gardener", ["Jane Doe"]),
        ("By: Jane Doe, Sr. Director of Operations, Lunde Van Lines - 10 Years in the Trade", ["Jane Doe"]),
        ("By MaryAnn Roe and DeAndre Doe", ["MaryAnn Roe", "DeAndre Doe"]),
        ("기자명 홍길동", ["홍길동"]),
        ("文・山田太郎", ["山田太郎"]),
        ("文● ヤマダ／EXAMPLE編集部", ["ヤマダ"]),
        ("Höfundur: Jón Jónsson", ["Jón Jónsson"]),
        ("Foto og tekst: Ada Berg", ["Ada Berg"]),
        ("Contributors: Jane Doe", ["Jane Doe"]),
        ("Die Fragen stellte Erika Muster.", ["Erika Muster"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("本报记者 张三 李四", ["张三", "李四"]),
        ("(责编：张三、李四)", ["张三", "李四"]),
        ("홍길동 기자 외 1명", ["홍길동"]),
    ],
)
def test_people_of_a_byline(line, people):
    byline = read_byline(line)
    assert names(byline) == people
    assert byline.confidence >= 0.4


@pytest.mark.parametrize(
    ("line", "name", "role", "organisation"),
    [
        ("By Jane Doe | Staff Writer", "Jane Doe", "Staff Writer", None),
        ("Jane Doe, Chief political correspondent @janedoe", "Jane Doe", "Chief political correspondent", None),
        ("Von Erika Muster Leitende Wirtschaftsredakteurin", "Erika Muster", "Leitende Wirtschaftsredakteurin", None),
        ("Juana Pérez Redactora de tribunales Ver más artículos", "Juana Pérez", "Redactora de tribunales", None),
        ("By Jane Doe of The Example Gazette", "Jane Doe", None, "Example Gazette"),
        ("By Jane Doe | Special to the Example Post", "Jane Doe", None, "Example Post"),
        ("By Jane Doe, BBC News", "Jane Doe", None, "BBC News"),
        ("Jane Doe (Reuters)", "Jane Doe", None, "Reuters"),
        ("홍길동 특파원", "홍길동", "특파원", None),
        ("Jane Doe, Local Democracy Reporter", "Jane Doe", "Local Democracy Reporter", None),
        ("Budi Santoso - lundeNews", "Budi Santoso", None, "lundeNews"),
    ],
)
def test_role_and_organisation_stand_apart(line, name, role, organisation):
    person = read_byline(line, labelled=True).people[0]
    assert (person.name, person.role, person.organisation) == (name, role, organisation)


def test_lines_of_one_element_that_are_one_name():
    assert names(read_byline("Jane\nDoe", labelled=True)) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("3 May 2024Jane Doe", ["Jane Doe"]),
        ("Jane Doe\nFr 9 May 2020", ["Jane Doe"]),
        ("Dan Doe", ["Dan Doe"]),
        ("By: JaneWrites | 3 May 2024", ["JaneWrites"]),
    ],
)
def test_people_of_a_marked_line(line, people):
    assert names(read_byline(line, labelled=True)) == people


@pytest.mark.parametrize(
    ("line", "publisher", "signer"),
    [
        ("Posted by ExampleWorks on Tuesday, May 3, 2024", "ExampleWorks", "ExampleWorks"),
        ("Written by Lunde Today on May 3, 2024", "Lunde Today", "Lunde Today"),
        ("Courier Lifestyle Desk / courier.example / Updated: May 3, 2024, 21:47", None, "Courier Lifestyle Desk"),
        ("Great Coast Editorial Team", None, "Great Coast Editorial Team"),
        ("by ExampleHub Editorial Team", None, "ExampleHub Editorial Team"),
        ("Team SimplyExample", None, "Team SimplyExample"),
        ("By: FlowWorks EMEA on 04-ago-2021 5:11:10", None, "FlowWorks EMEA"),
        ("written by LundeNet December 31, 2019", "Lundenet.org", "LundeNet"),
        ("LundeNet.comNovember 12, 2017", "LundeNet.com", "LundeNet.com"),
        ("By Staff and news service reports", None, "Staff and news service reports"),
    ],
)
def test_a_desk_signs_without_date_and_buttons(line, publisher, signer):
    byline = read_byline(line, publisher=publisher, labelled=True)
    assert (byline.rule, byline.people, byline.signer) == ("byline/desk-only", (), signer)


@pytest.mark.parametrize(
    ("line", "person"), [("Mehmet YILMAZ, ANKARA, (DHA)", "Mehmet Yılmaz"), ("AYŞE IŞIK", "Ayşe Işık")]
)
def test_capitals_of_turkish_names(line, person):
    assert names(read_byline(line, language="tr", labelled=True)) == [person]


@pytest.mark.parametrize(
    "line",
    [
        "Bookmark", "Print Page", "Fact Checked", "Advertiser Disclosure", "Alle Beiträge", "Zum Profil", "Voir Plus",
        "Leggi Tutto", "Lihat Profil", "Tüm Yazıları", "Theo Dõi", "Open Gallery", "Most Popular", "Real Estate",
    ],
)  # fmt: skip
def test_buttons_labels_and_topics_are_nobody(line):
    assert not read_byline(line, labelled=True).people


@pytest.mark.parametrize(
    "line", ["May 28", "Sat, 20 Dec, 2025 - 06:36", "Name *", "Full Bio", "Comments are closed here."]
)
def test_a_marked_line_that_names_nobody(line):
    assert read_byline(line, labelled=True).confidence == 0


@pytest.mark.parametrize(
    "line",
    ["Written by", "Author:", "Von:", "Texte :", "Autor"],
)
def test_an_opening_alone_speaks_for_the_next_line(line):
    assert is_lead(line)
    assert not is_lead(f"{line} Jane Doe")


def test_a_handle_signs_weakly():
    byline = read_byline("by janewrites")
    assert (names(byline), byline.rule) == (["janewrites"], "byline/handle")
    assert byline.confidence < 0.5
    assert read_byline("by today").people == ()


@pytest.mark.parametrize(
    "line",
    [
        "JD",
        "Courier contributors come from a range of backgrounds and have been with us for many years.",
        "Last updated on:",
    ],
)
def test_other_text_in_an_author_box(line):
    assert read_byline(line, labelled=True).confidence == 0


def test_a_note_in_an_author_box():
    assert names(read_byline("Jane Doe is a writer who lives by the sea with two dogs and a cat.", labelled=True)) == [
        "Jane Doe"
    ]


def test_a_label_for_others_alone():
    assert is_other_lead("Fact checked by")
    assert not is_other_lead("Written by")


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By AFP", "AFP"),
        ("Reuters Staff", "Reuters"),
        ("sda/dpa", "SDA"),
        ("PTI/ANI", "PTI"),
        ("Mit Material der dpa", "dpa"),
        ("Reuters/kra Frankfurt", "Reuters"),
        ("AFP, MANILA", "AFP"),
        ("The Associated Press November 19, 2019, 9:02 AM", "AP"),
        ("共同通信", "Kyodo"),
    ],
)
def test_an_agency_is_no_person(line, agency):
    byline = read_byline(line, labelled=True)
    assert (byline.people, byline.agency, byline.rule) == ((), agency, "byline/agency-only")


@pytest.mark.parametrize("line", ["Agencia EFE | Valverde", "EFE, Valverde", "AFP | Lunde"])
def test_an_agency_and_its_place_name_nobody(line):
    byline = read_byline(line, labelled=True)
    assert byline.people == () and byline.agency in ("EFE", "AFP")


def test_behind_a_bar_the_outlet_signs():
    (person,) = read_byline("By Jane Doe | Lunde Post | March 5, 2024").people
    assert (person.name, person.organisation) == ("Jane Doe", "Lunde Post")
    assert [person.name for person in read_byline("By Jane Doe, Emily Post and John Roe").people] == [
        "Jane Doe",
        "Emily Post",
        "John Roe",
    ]


@pytest.mark.parametrize(
    ("line", "mixed"),
    [
        (
            "By Jane Doe (in Lunde) and John Roe, with AFP — Published 12 March 2024 at 17:45 — Reading time: 4 min",
            True,
        ),
        ("Von Jana Olm · 12.03.2024 · 3 Min.", True),
        ("By Jane Doe — the ferry sails again", False),
        ("By then the ferry — 12 years old — had sailed for the last time.", False),
        ("By Jane Doe, 12 March 2024", False),
    ],
)
def test_a_byline_that_goes_on_with_figures(line, mixed):
    assert is_mixed(line) is mixed


def test_the_agency_beside_people():
    byline = read_byline("Par Jeanne Dupont avec AFP")
    assert (names(byline), byline.agency) == (["Jeanne Dupont"], "AFP")


@pytest.mark.parametrize(
    "line", ["Our Correspondent", "Editorial Board", "By Staff", "Von unserer Redaktion", "編集部"]
)
def test_a_desk_is_no_person(line):
    assert read_byline(line, labelled=True).rule == "byline/desk-only"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By the time he arrived in the city",
        "Von der Leyen besucht Kiew",
        "The government said on Tuesday that it will not yield",
        "jane.doe@example.org",
        "https://example.org/jane",
        "Read more about this",
        "By " + "very " * 200 + "long",
    ],
)
def test_other_lines_are_no_byline(line):
    assert read_byline(line).confidence == 0
    assert read_byline(line).people == ()


def test_a_bare_name_needs_a_label():
    """A line of two capitalised words is a name only where markup says so."""
    assert read_byline("Jane Doe").confidence < 0.3
    assert read_byline("Jane Doe", labelled=True).confidence > 0.8


def test_initials_name_nobody():
    assert (read_byline("(jad)").people, read_byline("(jad)").rule) == ((), "byline/initials")


def test_the_publisher_is_no_person():
    assert names(read_byline("Der Beispielbote", publisher="Der Beispielbote", labelled=True)) == []


@given(st.text(max_size=200), st.booleans())
def test_any_line_is_read(line, labelled):
    """A byline without confidence names nobody."""
    byline = read_byline(line, labelled=labelled)
    assert 0 <= byline.confidence <= 1
    assert byline.confidence > 0 or (byline.people == () and byline.agency is None)


@given(
    st.lists(
        st.sampled_from("By Von Jane Doe AFP , | / and ; ( ) in Editor @x 3 May 記者 山田 기자 : Foto".split()),
        max_size=30,
    )
)
def test_any_order_of_byline_words_is_read(words):
    """No address, digit or agency ends up in a name."""
    for person in read_byline(" ".join(words), labelled=True).people:
        assert not any(char.isdigit() or char in "@|/:;()" for char in person.name)
        assert "AFP" not in person.name


@pytest.mark.parametrize("line", ["By EXN, in Local, Fishing · 3 Mar", "Giriş Tarihi: 05.04.2025 10:15"])
def test_topics_and_labels_of_times_are_no_people(line):
    assert names(read_byline(line, labelled=True)) == []


def test_an_icelandic_name_with_its_verb():
    assert names(read_byline("Jón Jónsson skrifar", labelled=True)) == ["Jón Jónsson"]


WORDS = (
    "Jane Doe Roe McLeod AFP Reuters by By von this This article share Share on X Editor editor Redaktion Team News"
    " Post and und y in In Lunde Berlin for The the Dr PhD team read more Ships ships harbour AB ab Anna anna van de"
    " EXAMPLE Reporterin Photos with staff writer BBC Times Close close Contents hide JaneDoe"
).split()


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join),
    st.sampled_from(("", "!", "?")),
    st.sampled_from((None, "Lunde Post", "News")),
)
def test_a_line_refused_for_its_words_is_one_that_would_be_read_as_nobodys(
    words: str, end: str, publisher: str | None
) -> None:
    line = " ".join((words + end).split())
    if is_sentence(line) or not is_plain(words + end, line, publisher):
        return
    read_anyway = read_line(clean_line(line, publisher), line, None, publisher, labelled=False)
    assert read_anyway == read_byline(words + end, publisher=publisher)
    assert not read_anyway.people
