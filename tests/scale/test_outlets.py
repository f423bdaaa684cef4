"""Each host week by week."""

import json
from pathlib import Path

from click.testing import CliRunner
from tests.intake.archives import Writer
from tests.scale.files import page, url

from copydesk.cli import main
from copydesk.scale.choices import Choices
from copydesk.scale.folder import Folder, Run
from copydesk.scale.outlets import outlets
from copydesk.scale.settle import Plan, settle
from copydesk.scale.sources import Located


def made(tmp_path: Path) -> Folder:
    writer = Writer(is_gzipped=True)
    for number in (0, 8, 16, 1):
        writer.answer(url(number), page(number))
    writer.answer(url(24), page(24), WARC_Date="2025-05-14T00:00:00Z")
    writer.answer(f"{url(0)}/gone", b"", "404 Not Found").answer(f"{url(0)}/a.png", b"\x89PNG", media="image/png")
    (tmp_path / "a.warc.gz").write_bytes(writer.written().content)
    folder = Folder(tmp_path / "out")
    folder.begin(Run(choices=Choices(), files=("a.warc.gz",)))
    one = Located("a.warc.gz", str(tmp_path / "a.warc.gz"))
    assert not settle(one, Plan(folder.path, Choices()), lambda: False).reason
    return folder


def test_each_host_and_week_is_counted(tmp_path: Path) -> None:
    folder = made(tmp_path)
    first, second, other = outlets(folder)
    assert (first.host, first.week, first.pages, first.stories) == ("lunde-post.example", "2025-05-05", 4, 3)
    assert first.reasons == {"http-status": 1}
    assert first.shares["headline"] == 1.0
    assert first.shares["agency"] == 0.0
    assert (first.shares["date"], first.shares["body"]) == (0.0, 1.0)
    assert first.median_words
    assert (second.week, second.pages, other.host) == ("2025-05-12", 1, "marrow-post.example")
    assert [week.pages for week in outlets(folder, least=2)] == [4]


def test_the_command_shows_them(tmp_path: Path) -> None:
    folder = made(tmp_path)
    shown = CliRunner().invoke(main, ["scale", "outlets", str(folder.path)])
    assert shown.exit_code == 0
    assert shown.output.splitlines()[1].split()[:4] == ["lunde-post.example", "2025-05-05", "4", "3"]
    lines = CliRunner().invoke(main, ["scale", "outlets", str(folder.path), "--json", "--least", "2"]).output
    assert json.loads(lines)["reasons"] == {"http-status": 1}
    assert CliRunner().invoke(main, ["scale", "outlets", str(tmp_path / "none")]).exit_code == 6
