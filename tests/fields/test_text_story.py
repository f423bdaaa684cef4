"""Fields of a text page that no single line gives."""

import pytest

import copydesk

BODY = [
    "The council of Mirefield voted on Tuesday to close the last paper mill of the town after inspectors found cracks.",
    "About 140 people work at the mill, which was founded in 1871 and still makes the paper for school books.",
    "The owner, Lindqvist Papers, said it would present a plan by the end of March and did not rule out a sale.",
]


def story(*behind: str) -> copydesk.Story:
    return copydesk.read("\n".join(["Mirefield votes to close its last paper mill", "By Tom Arden", *BODY, *behind]))


@pytest.mark.parametrize(
    ("behind", "access"),
    [
        (("This article is for subscribers only.", "Log in"), "paywalled"),
        (("Log in", "About us"), "unknown"),
        (
            ("Residents said that they had been waiting for the report since the floods, and the…", "Continue reading"),
            "truncated",
        ),
        ((), "unknown"),
    ],
)
def test_a_wall_behind_the_body(behind: tuple[str, ...], access: str) -> None:
    assert story(*behind).access == access


def test_the_day_of_a_correction_is_not_the_day_of_publication() -> None:
    found = story("Correction, 6 March 2024: An earlier version misstated the number of jobs.")
    assert (found.published, len(found.corrections)) == (None, 1)


def test_the_words_of_all_evidence_stand_at_their_span() -> None:
    source = "\n".join(["Mirefield closes its mill", "6 March 2024", "The mill. Photo: Ida Brandt/AFP", *BODY])
    found = copydesk.read(source).evidence
    assert {"language", "images", "published"} <= found.keys()
    assert all(one.text == source[slice(*one.span)] for some in found.values() for one in some if one.span)


def test_a_dateline_on_its_own_line() -> None:
    found = copydesk.read("\n\n".join(["Mirefield closes its mill", "MIREFIELD (AP) —", *BODY]))
    assert (found.dateline and found.dateline.place, found.agency) == ("Mirefield", "AP")
    assert found.text == "\n\n".join(BODY)


def test_the_source_behind_the_story_is_no_picture() -> None:
    found = story("Quelle: dpa/jlo")
    assert (found.agency, found.images) == ("dpa", ())
