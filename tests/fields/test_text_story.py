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


ADDRESS = "https://courier.example/2024/05/03/ferry-sails-again"
DATED = "Ferry to Lunde sails again\n\nBy Jane Doe\n\n{line}" + "\n\n".join(BODY)


@pytest.mark.parametrize(
    ("line", "url", "day", "rule"),
    [
        ("", ADDRESS, "2024-05-03", "published/url-folders"),
        ("", None, None, None),
        ("3 May 2024\n\n", ADDRESS, "2024-05-03", "published/printed"),
        ("3 May 2024\n\n", None, "2024-05-03", "published/printed"),
        ("3 May 2024, 10:15\n\n", ADDRESS, "2024-05-03T10:15", "published/printed"),
    ],
)
def test_the_day_in_the_address_of_a_text_is_its_day(line: str, url: str | None, day: str, rule: str) -> None:
    story = copydesk.read(DATED.format(line=line), url=url, kind="text")
    chosen = [one for one in story.evidence["published"] if one.chosen]
    assert (story.published.value if story.published else None) == day
    assert [one.rule for one in chosen] == ([rule] if rule else [])


def test_line_and_address_that_agree_are_surer_than_the_line_alone() -> None:
    both, alone = (copydesk.read(DATED.format(line="3 May 2024\n\n"), url=url, kind="text") for url in (ADDRESS, None))
    assert both.evidence["published"][0].confidence > alone.evidence["published"][0].confidence
