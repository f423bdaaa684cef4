"""German, French and Spanish by tables alone: quotes in marks with their speakers, and people."""

from __future__ import annotations

import pytest

from copydesk.desk import annotate
from copydesk.desk.tabled import languages, read_by_tables
from copydesk.desk.tabled.tables import language
from copydesk.records.reading import Quote, Reading

EXAMPLES = [(code, row) for code in languages() for row in (*language(code).rows, *language(code).phrases)]


def said(code: str, *paragraphs: str) -> list[tuple[list[str], str | None, str | None]]:
    """Content, speaker as printed and the person's name of each quote."""
    people, quotes = read_by_tables(paragraphs, code)
    names = {person.id: person.name for person in people}
    return [
        ([one.text for one in quote.content], quote.speaker.text if quote.speaker else None,
         names.get(quote.speaker_entity or ""))
        for quote in quotes
    ]  # fmt: skip


def people(code: str, *paragraphs: str, known: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [person.name for person in read_by_tables(paragraphs, code, known)[0]]


def test_there_are_tables_for_three_languages() -> None:
    assert sorted(languages()) == ["de", "es", "fr"]


@pytest.mark.parametrize(("code", "row"), EXAMPLES, ids=[f"{code}-{row.example[:40]}" for code, row in EXAMPLES])
def test_a_row_reads_its_example(code: str, row: object) -> None:
    """Speaker, class and content are what the row says."""
    ((content, speaker, _),) = said(code, row.example)  # type: ignore[attr-defined]
    quote = read_by_tables([row.example], code)[1][0]  # type: ignore[attr-defined]
    assert (row.speaker, row.content, row.name) == (speaker, content[0], quote.cue_class)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("code", "text", "speaker"),
    [
        ("de", "„Der Steg hält“, sagte Jule Brandt am Freitag der Wochenpost.", "Jule Brandt"),
        ("de", "»Der Steg hält noch«, hat Jule Brandt der Wochenpost gesagt.", "Jule Brandt"),
        ("de", "Am Freitag sagte Jule Brandt: „Der Steg hält.“", "Jule Brandt"),
        ("de", "Jule Brandt, Sprecherin des Hafens, sagte dazu: „Der Steg hält.“", "Jule Brandt"),
        ("de", "„Der Steg hält lange“, teilte ein Sprecher der Polizei am Montag mit.", "ein Sprecher der Polizei"),
        ("de", "„Der Steg hält“, sagte der Sprecher des Hafens, Piet Harms.", "der Sprecher des Hafens, Piet Harms"),
        ("de", "«Der Steg hält noch», wie Jule Brandt betonte.", "Jule Brandt"),
        ("de", "Der Steg sei „in einem guten Zustand“ und niemand müsse warten, sagte Jule Brandt.", "Jule Brandt"),
        ("de", "Das Amt informierte am Montag, dass gesperrt wird: „Der Steg ist morsch.“", "Das Amt"),
        ("de", "Er beobachte, dass „der Steg immer morscher wird“.", "Er"),
        ("de", "„Gut“, lachte Anna Lund, die später berichtete: „Der Steg hielt.“", "Anna Lund"),
        ("de", "„Ja“, erklärte der für Häfen zuständige Minister Lund.", "der für Häfen zuständige Minister Lund"),
        ("de", "„Das stimmt“, twitterte der 35 Jahre alte Torwart.", "der 35 Jahre alte Torwart"),
        ("fr", "« La jetée tiendra », a déclaré mardi à la radio la maire, Anne Morvan.", "la maire, Anne Morvan"),
        ("fr", "«La jetée tiendra», explique-t-elle.", "elle"),
        ("fr", "“La jetée tiendra bien”, se souvient Paul Kerbrat.", "Paul Kerbrat"),
        ("fr", "Anne Morvan, maire de Lannec, a déclaré : « La jetée tiendra. »", "Anne Morvan"),
        ("fr", "La maire affirme que « la jetée tiendra cet hiver ».", "La maire"),
        ("fr", "Pour la toxicologue, « l'eau du port est propre ».", "la toxicologue"),
        ("fr", "Pour lui, c'est « une bonne eau, très propre ».", "lui"),
        ("es", "“El muelle aguanta”, afirmó de entrada el pescador.", "el pescador"),
        ("es", "“El muelle aguanta”, ha explicado a los vecinos la alcaldesa.", "la alcaldesa"),
        ("es", "«El muelle aguanta», bromeó Luis Peral.", "Luis Peral"),
        ("es", "Luis Peral, portavoz de los pescadores, dijo: \"El muelle aguanta\".", "Luis Peral"),
        ("es", "El muelle está \"en muy buen estado\", según ha dicho Luis Peral.", "Luis Peral"),
        ("es", "La alcaldesa aseguró que \"el muelle aguanta bien\".", "La alcaldesa"),
    ],
)  # fmt: skip
def test_speakers_stand_behind_before_and_around_the_marks(code: str, text: str, speaker: str) -> None:
    *_, (_, found, _) = said(code, text)
    assert found == speaker


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Brandt hat nicht gesagt, dass „der Steg morgen bricht“."),
        ("de", "Brandt sagte nie: „Der Steg bricht morgen.“"),
        ("fr", "La maire n'a pas dit que « la jetée est perdue pour toujours »."),
        ("fr", "La maire n'a jamais déclaré : « La jetée est perdue. »"),
        ("es", "La alcaldesa no dijo que \"el muelle se cierra para siempre\"."),
        ("es", "La alcaldesa nunca ha afirmado: \"El muelle se cierra\"."),
    ],
)  # fmt: skip
def test_what_was_not_said_is_no_quote(code: str, text: str) -> None:
    assert said(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Film „Der Mann auf der Fähre“ läuft am Montag in Lunde."),
        ("de", "Die „Stiftung für den Hafen“ bekam im Mai neues Geld."),
        ("fr", "Le bateau « L'Étoile du Nord » repart lundi de Lannec."),
        ("fr", "– Pain et lait"),
        ("fr", "Le pêcheur était poursuivi pour « vol de filets en réunion »."),
        ("fr", "« Les voix du port » appelle les habitants à voter."),
        ("de", "Vor Frost warnt der Hafen mit der Kampagne „Made in Lunde, made by all“."),
        ("es", "El barco \"La Estrella del Norte\" sale el lunes de Lubre."),
        ("es", "— Pan y leche para todos"),
    ],
)  # fmt: skip
def test_titles_and_lists_are_no_quotes(code: str, text: str) -> None:
    assert said(code, text) == []


def test_an_aside_within_the_marks_reports_and_is_no_part_of_what_was_said() -> None:
    text = "« Le bac repartira lundi, promet Anne Morvan, directrice du port. Nous avons tout vérifié. »"
    assert said("fr", text) == [
        (["Le bac repartira lundi", "Nous avons tout vérifié."], "Anne Morvan", "Anne Morvan"),
    ]


def test_dashes_open_speech_where_a_verb_reports_it() -> None:
    assert said("es", "—El muelle se cierra hoy —dijo Ana Soler—. No hay otra salida.") == [
        (["El muelle se cierra hoy", "No hay otra salida."], "Ana Soler", "Ana Soler"),
    ]
    assert said("fr", "– Je pars demain, dit Anne Morvan.") == [(["Je pars demain"], "Anne Morvan", "Anne Morvan")]


def test_pronouns_go_to_the_last_person_of_their_gender() -> None:
    german = said("de", "„Es ist kalt“, sagte Anna Brandt.", "„Das Wasser auch“, sagte Peter Harms.",
                  "„Ich gehe trotzdem“, sagte sie.", "„Ich nicht“, sagte er.")  # fmt: skip
    assert [who for _, _, who in german] == ["Anna Brandt", "Peter Harms", "Anna Brandt", "Peter Harms"]
    assert said("fr", "« Il était temps », ajoute-t-il.")[0][2] is None
    assert [who for _, _, who in said("es", '"Es tarde", dijo Ana Soler.', '"Es pronto", dijo él.')] == [
        "Ana Soler",
        None,
    ]


def test_who_is_far_off_and_of_unknown_gender_is_nobody_s_pronoun() -> None:
    assert said("fr", "Le chat de Zoltra Vik dort.", "Le soir tombe. « Il est tard », dit-elle.")[0][2] is None


def test_they_is_no_single_person() -> None:
    assert [who for _, _, who in said("de", "„Es ist kalt“, sagte Anna Brandt.", "„Wir gehen“, riefen sie.")][1] is None


def test_a_title_alone_is_its_only_bearer() -> None:
    first = "„Es ist kalt“, sagte Bürgermeisterin Jule Brandt."
    assert said("de", first, "„Wir heizen“, sagte die Bürgermeisterin.")[1][2] == "Jule Brandt"
    assert said("de", first, "„Wir heizen“, sagte eine Bürgermeisterin aus Vik.")[1][2] is None
    other = "„Wir heizen“, sagte Vera Lund. „Und zwar bald“, sagte die Bürgermeisterin."
    assert said("de", first, other)[2][2] is None
    two = "„Wir auch“, sagte Bürgermeisterin Vera Lund."
    assert said("de", first, two, "„Wir heizen“, sagte die Bürgermeisterin.")[2][2] is None


def test_a_verb_without_subject_is_whom_the_story_is_about() -> None:
    found = said("es", 'La alcaldesa Ana Soler llegó tarde. "No hay prisa", dijo.', '"Volveré mañana", añadió.')
    assert [who for _, _, who in found] == ["Ana Soler", "Ana Soler"]


def test_who_the_paragraph_before_is_about_goes_on_to_speak() -> None:
    first = '"Todo está bien", dijo la Alcaldía.'
    found = said("es", first, "La gerente Natalia Soler lo niega.", '"Nada está bien", remató.')
    assert found[1][1:] == ("La gerente Natalia Soler", "Natalia Soler")


def test_sayings_in_a_list_are_nobody_s() -> None:
    speech = "„Es bleibt kalt“, sagte Anna Lund."
    assert (
        len(
            said(
                "de",
                speech,
                "Diese Sätze kennt man am Hafen:",
                "„Wer früh fährt, kommt früh an.“",
                "„Wer bleibt, der ruht.“",
            )
        )
        == 1
    )


def test_and_with_a_colon_goes_on_with_who_spoke() -> None:
    found = said("de", "„Es bleibt kalt“, sagte Anna Lund. Und: „Wir heizen noch bis Mai.“")
    assert [who for _, _, who in found] == ["Anna Lund", "Anna Lund"]


def test_a_sentence_that_begins_with_somebody_s_view_is_theirs() -> None:
    found = said(
        "fr", "« C'est non », dit Pierre Morvan.", "Pour Jan Kerbrat, cela suffit. « Il faut partir », a-t-il réagi."
    )
    assert found[1][2] == "Jan Kerbrat"


def test_marks_around_nothing_are_no_quote() -> None:
    """A mark that nothing follows after a cue ended in an error."""
    assert said("es", "Luis Peral dijo así: «") == []
    assert said("fr", "Anne Morvan a déclaré : «", "« »") == []


def test_nobody_is_named_where_a_verb_names_nobody() -> None:
    people, (quote,) = read_by_tables(["„Der Steg bleibt gesperrt“, hieß es am Abend."], "de")
    assert (people, quote.speaker, quote.speaker_origin) == ((), None, "unknown")
    assert quote.reason == "the reporting words name nobody"


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("de", "Der Roman von Welt liegt im Hafen, die Marine auch.", []),
        ("de", "Kanzler Olaf Reimers traf Ursula von der Leyen in Vik.", ["Olaf Reimers", "Ursula von der Leyen"]),
        ("de", "Die Anna-Lund-Straße und die Peter Harms GmbH liegen am Hafen.", []),
        ("fr", "Le Figaro et la Ville de Lannec se taisent.", []),
        ("fr", "M. Le Goff attend, Mme Kerbrat aussi.", ["Le Goff", "Kerbrat"]),
        ("fr", "La ministre de la Mer, Claire Morvan, visite Lannec.", ["Claire Morvan"]),
        ("es", "El presidente de la Junta de Lubre, Juan Soler, calla.", ["Juan Soler"]),
        ("es", "El Estadio Ana Soler y la Fundación Luis Peral abren.", []),
        ("es", "Foto: Ana Soler", []),
    ],
)  # fmt: skip
def test_people_are_told_by_title_honorific_and_given_name(code: str, text: str, names: list[str]) -> None:
    assert people(code, text) == names


def test_bylines_and_keywords_tell_people_where_the_text_has_them() -> None:
    text = "Gesehen hat es Joriet Vask, und Peter Harms auch."
    assert people("de", text) == ["Peter Harms"]
    assert people("de", text, known=(("Joriet Vask", "names/byline"),)) == ["Joriet Vask", "Peter Harms"]
    assert people("de", text, known=(("Joriet Vask", "names/keyword"),)) == ["Peter Harms"]
    assert people("de", text, known=(("Anna Lund", "names/byline"),)) == ["Peter Harms"]


def test_each_person_says_how_it_is_known_and_which_names_are_theirs() -> None:
    (person,), _ = read_by_tables(["„Es ist kalt“, sagte Lotse Peter Harms. Harms ging."], "de")
    assert person.variants == ("Peter Harms", "Harms")
    assert [(one.variant, one.rule) for one in person.reasons] == [
        ("Peter Harms", "names/title"), ("Peter Harms", "names/speaker"), ("Peter Harms", "names/given-name"),
        ("Harms", "names/surname"),
    ]  # fmt: skip
    assert [role.text for role in person.roles] == ["Lotse"]


def reading(code: str, text: str) -> Reading:
    return annotate(text, language=code)


def test_the_desk_reads_them_and_says_what_it_skips() -> None:
    found = reading("de", "„Wir sind im Dunkeln und warten auf das Boot“, sagte die Lotsin Anna Lund.")
    assert [person.name for person in found.people] == ["Anna Lund"]
    quote: Quote = found.quotes[0]
    assert quote.speaker_entity == found.people[0].id
    (unread,) = found.unread
    assert "quotes without quote marks" in unread.parts
    assert "quotes" not in unread.parts
    assert unread.reason == "there is no language model for de"


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "Bürgermeister Uwe Hansch (SPD) sprach von einem „schwarzen Tag für die Stadt“.", "Uwe Hansch"),
        ("de", "Trainer Björn Aalken lobte Torwart Timo Berz. „Er war überragend“, sagte er.", "Björn Aalken"),
        ("de", "Experte Dr. Jonas Fink rät: „Trinken Sie viel Wasser.“", "Jonas Fink"),
        ("es", "—No pienso dimitir —dijo el alcalde Pablo Quiroga—. Seguiré aquí.", "Pablo Quiroga"),
        ("fr", "— Je reste, dit le maire Paul Quéré.", "Paul Quéré"),
        (
            "fr",
            "L'entraîneur Yann Le Goff a félicité le gardien Théo Blin. « Il était énorme », a-t-il dit.",
            "Yann Le Goff",
        ),
    ],
)
def test_the_person_behind_brackets_titles_and_dashes(code: str, text: str, name: str) -> None:
    assert [found for _, _, found in said(code, text)] == [name]


def test_a_short_form_in_brackets_speaks_for_the_name_in_marks() -> None:
    text = "Der »Deutsche Hafenbund« (DHB) warnte vor einem »weiteren Schritt zurück in alte Zeiten«."
    ((_, speaker, _),) = said("de", text)
    assert speaker == "DHB"
