"""What `copydesk story` tells of other stories."""

from pathlib import Path

from click.testing import CliRunner
from tests.archive.stories import OTHERS, PARAGRAPHS, story

from copydesk.archive.archive import open_archive
from copydesk.cli import main

RETOLD = (
    "Divers found cracks in three piers of Saltmarsh's eastern quay, and the harbour authority shut it on Monday.",
    "Until engineers are done with the piles, fish lorries are sent round by the ring road, says Ada Merrow.",
)


def shown(path: Path, asked: str) -> str:
    return CliRunner().invoke(main, ["story", str(path), asked]).stdout


def test_copies_and_other_reports_of_the_event_are_named_apart(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_archive(path, write=True) as archive:
        archive.add(story())
        for outlet in "bcdefgh":
            archive.add(story(url=f"https://{outlet}.example/quay"))
        archive.add(story(RETOLD, headline="Saltmarsh quay shut over cracks", url="https://retold.example/quay"))
        archive.add(story(OTHERS, headline="A choir sings", url="https://choir.example/sings"))
    told = shown(path, "1")
    assert "same text: 2@1 b.example, 3@1 c.example, 4@1 d.example, 5@1 e.example, 6@1 f.example and 2 more" in told
    assert "same event: 9@1 retold.example" in told
    assert "`copydesk copies ARCHIVE 1@1` gives shares and reasons" in told
    assert "copydesk copies" not in shown(path, "10")
    assert PARAGRAPHS[0] not in told
