"""`copydesk --help`: every command once, under what one wants to do."""

from click.testing import CliRunner

from copydesk.cli.commands import COMMANDS
from copydesk.cli.main import main
from copydesk.cli.overview import OVERVIEW


def test_every_command_stands_under_one_heading() -> None:
    listed = [name for lines in OVERVIEW.values() for name in lines]
    assert sorted(listed) == sorted(COMMANDS)


def test_the_help_shows_headings_and_whole_lines() -> None:
    told = CliRunner().invoke(main, ["--help"], terminal_width=80).output
    assert all(heading + ":" in told for heading in OVERVIEW)
    assert "..." not in told.partition("Options:")[2]
    assert max(map(len, told.splitlines())) <= 80
