import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from tests.cli.reader import READS
from tests.export.made_up import FERRY

from copydesk.cli import main
from copydesk.cli.commands import COMMANDS, command
from copydesk.export import FORMATS
from copydesk.jobs.work import Request
from copydesk.records import Capture, Story
from copydesk.settings import VERSION, Settings


def self_tested(capture: Capture, *, settings: Settings) -> Story:
    """Reads doctor's own page as it should be read."""
    assert isinstance(capture.content, bytes)
    found = re.search(r"<h1>(.*?)</h1>", capture.content.decode())
    return replace(FERRY, headline=found and found[1], text=capture.content.decode())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_teaches_by_example(name: str) -> None:
    text = CliRunner().invoke(main, [name, "--help"]).output
    assert f"  copydesk {name}" in text or name == "read"
    found = command(name)
    assert found is not None
    for parameter in found.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


def test_the_help_names_every_format() -> None:
    text = CliRunner().invoke(main, ["read", "--help"]).output
    assert all(f"--{name} " in text for name in FORMATS)


def test_without_arguments_the_help() -> None:
    assert "copydesk page.html" in CliRunner().invoke(main, []).output


def test_version() -> None:
    assert re.match(rf"copydesk {re.escape(VERSION)}\b", CliRunner().invoke(main, ["--version"]).stdout)


def test_schema_is_json() -> None:
    assert json.loads(CliRunner().invoke(main, ["schema"]).stdout)["title"] == "copydesk story record"


def test_a_healthy_doctor() -> None:
    result = CliRunner().invoke(main, ["doctor"], obj=Request(self_tested))
    assert result.exit_code == 0, result.output
    assert re.search(r"ok   self-test +a page read right, \d+ ms", result.stdout)
    assert re.search(r"ok   turbohtml +\d", result.stdout)
    assert "BAD" not in result.stdout


def test_a_doctor_whose_page_is_read_wrong() -> None:
    result = CliRunner().invoke(main, ["doctor"], obj=READS)
    assert result.exit_code == 1
    assert re.search(r"BAD  self-test +a page read wrong", result.stdout)


def test_the_module_is_the_command() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "schema"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root / "src")},
        check=True,
    )
    assert json.loads(done.stdout)["title"] == "copydesk story record"


def test_a_command_stopped_at_the_keyboard_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command("schema"), "callback", stopped)
    result = CliRunner().invoke(main, ["schema"])
    assert (result.exit_code, result.stderr) == (130, "copydesk: interrupted\n")
