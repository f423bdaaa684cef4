"""Running the command on made-up pages, in this process and as one of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result
from tests.cli.reader import READS

from copydesk.cli import main

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from copydesk.cli import main; from tests.cli.reader import READS; main(obj=READS)"]


def run(*arguments: str | Path, stdin: str | bytes = b"") -> Result:
    """The command with the made-up reader, in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, obj=READS)


def environment() -> dict[str, str]:
    """What a process of its own needs to find the command and the made-up reader."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def start(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """The command with the made-up reader, as a process."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(), **options)  # type: ignore[call-overload]


def pages(folder: Path, *lines: str) -> list[Path]:
    """Files 1.html, 2.html … with these contents."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.html" for number in range(1, len(lines) + 1)]
    for path, line in zip(paths, lines, strict=True):
        path.write_text(line)
    return paths


def headlines(path: Path) -> list[str]:
    """The headlines in a file of JSON lines."""
    return [json.loads(line)["headline"] for line in path.read_text().splitlines()]


def rows(path: Path) -> list[dict[str, object]]:
    """The rows in a file of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]
