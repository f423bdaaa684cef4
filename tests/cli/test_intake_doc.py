"""What docs/intake.md shows is what happens: each command is run, and prints what stands below it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.findall(r"^```console\n(.*?)^```$", (ROOT / "docs/intake.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
PORT = "8016"


def unused_port() -> int:
    with socket.create_server(("127.0.0.2", 0)) as unused:
        return int(unused.getsockname()[1])


@pytest.fixture
def port() -> Iterator[str]:
    """The port at which the server of the document answers, another than the document's, which may be in use."""
    number = unused_port()
    command = steps()[0][0].removesuffix(" &").replace(PORT, str(number)).split()
    with subprocess.Popen([sys.executable, *command[1:]], cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.2", number), 1):
                break
            time.sleep(0.05)
        yield str(number)
        server.terminate()


def steps() -> list[tuple[str, str]]:
    """The commands, and what each prints."""
    (shown,) = SHOWN
    found = re.split(r"^\$ ", shown, flags=re.MULTILINE)[1:]
    return [(command, printed) for command, _, printed in (step.partition("\n") for step in found)]


def test_from_the_home_page_to_a_search(port: str, tmp_path: Path) -> None:
    (tmp_path / "copydesk").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copydesk "$@"\n', encoding="utf-8")
    (tmp_path / "copydesk").chmod(0o755)
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80"}
    for command, printed in steps()[1:]:
        done = subprocess.run(
            ["bash", "-c", f"{command.replace(PORT, port)} 2>&1"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.replace(port, PORT) == printed, command
        assert done.returncode == 0
