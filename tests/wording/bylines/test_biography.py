"""Notes about the author."""

import pytest

from copydesk.wording.bylines.biography import read_biography


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe is a reporter at The Courier.",
        "Jane Doe ist Redakteurin im Ressort Küste und schreibt über Fähren.",
        "Jane Doe est journaliste au service des sports.",
        "Jane Doe es periodista y escribe sobre el mar.",
        "Jane Doe è una giornalista che vive sulla costa.",
    ],
)
def test_a_note_names_its_person(text) -> None:
    biography = read_biography(text)
    assert biography is not None
    assert [person.name for person in biography.people] == ["Jane Doe"]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe is a fisherwoman who has seen the ferry every day of her life.",
        "The Example Council is a body with an editor of its own.",
        "Jane is a reporter.",
        "By Jane Doe",
        "",
        "Jane Doe is " + "a very long story " * 80,
    ],
)
def test_other_paragraphs(text) -> None:
    assert read_biography(text) is None
