"""Web archives of made-up stories, and readers that some of them bring down."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from tests.intake.archives import Writer

from copydesk.cli import main

TOWNS = ("Lunde", "Marrow", "Esk", "Tarn", "Holm", "Vik", "Aust", "Brae")
_READER = """
import os, signal
import copydesk

read = copydesk.read_capture

def read_capture(capture, **given):
    content = capture.content if isinstance(capture.content, bytes) else capture.content.encode()
    if b"kills its reader" in content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"loops without end" in content:
        while True:
            pass
    if b"hangs and heeds nothing" in content:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        while True:
            pass
    if b"takes all memory" in content:
        return [bytearray(1_000_000) for _ in range(100_000)]
    return read(capture, **given)

copydesk.read_capture = read_capture
"""


def page(number: int, more: str = "") -> bytes:
    """A page with a story of its own."""
    town = TOWNS[number % len(TOWNS)]
    paragraphs = (
        f"The harbour of {town} will close pier {number} for repairs from Monday, the port authority said on Tuesday.",
        f"Some {number + 200} fishing boats are to move to the northern quay until the work on the piles is finished.",
        f"Ada Marsh, who runs the ferry to {town}, expects {number + 3} crossings a day and delays of half an hour.",
        more or "The council votes on the budget in June; the money for the lighthouse is not part of it.",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="en"><head><title>Pier {number} in {town} closes</title></head><body><article>'
        f"<h1>Pier {number} in {town} closes for repairs</h1><p>By Ola Berg</p>{body}</article></body></html>"
    ).encode()


def url(number: int) -> str:
    """The address of that page."""
    return f"https://www.{TOWNS[number % len(TOWNS)].lower()}-post.example/news/{number}"


def written(path: Path, numbers: range, **more: str) -> Path:
    """A gzipped WARC file of the pages; `n7="kills its reader"` gives page 7 a paragraph more."""
    writer = Writer(is_gzipped=True)
    for number in numbers:
        writer.answer(url(number), page(number, more.get(f"n{number}", "")))
    path.write_bytes(writer.written().content)
    return path


def scale(*arguments: str | Path, reader: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command in this process; with a folder that `bad_reader` has made, with such a reader in one of its own."""
    if reader is None:
        given = [str(argument) for argument in arguments]
        done = CliRunner().invoke(main, ["scale", *given])
        return subprocess.CompletedProcess(given, done.exit_code, done.stdout, done.stderr)
    return subprocess.run(
        command(*arguments), env=environment(reader), capture_output=True, text=True, check=False, timeout=120
    )


def command(*arguments: str | Path) -> list[str]:
    """The command's arguments."""
    return [sys.executable, "-m", "copydesk", "scale", *map(str, arguments)]


def environment(reader: Path | None = None) -> dict[str, str]:
    """Of the command."""
    before = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(str(path) for path in (reader, before) if path)}


def bad_reader(folder: Path) -> Path:
    """A folder with a reader that pages can bring down, for `scale`."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_READER, encoding="utf-8")
    return folder


def parts(folder: Path) -> dict[str, bytes]:
    """Every part in the folder of a run."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.glob("*/*.parquet"))}
