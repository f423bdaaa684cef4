#!/usr/bin/env python3
"""From a fresh copy of the tree to a story, or to the tests, in one command.

    python3 start.py read    reads the sample page; what follows is handed to copydesk
    python3 start.py test    runs the tests; what follows is handed to pytest

The first call makes the environment `.venv` with pinned versions; a later one installs again only what has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
SCRIPTS = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMPS = HOME / "start.json"
PINS = {"read": "run", "test": "ci"}
BUILT_FROM = ("src", "hatch_build.py", "pyproject.toml", "README.md")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; the exit code of the command that ran."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        return _say(f"copydesk needs Python 3.11 or newer, this is {sys.version.split()[0]}", 1)
    if not arguments or arguments[0] not in PINS:
        return _say((__doc__ or "").strip(), 2)
    kind, *rest = arguments
    try:
        _prepare(PINS[kind])
    except subprocess.CalledProcessError as error:
        return _say(f"this failed, its reason stands above: {' '.join(map(str, error.cmd))}", 1)
    return subprocess.run(command(kind, rest), cwd=ROOT, check=False).returncode


def command(kind: str, rest: list[str]) -> list[str]:
    """What is run in the environment."""
    if kind == "test":
        return [str(PYTHON), "-m", "pytest", "-q", *rest]
    return [str(SCRIPTS / "copydesk"), *(rest or ["samples/harbour-bridge.html"])]


def digest(*names: str) -> str:
    """One SHA-256 over files and folders of the tree."""
    found = [path for name in names for path in sorted([ROOT / name, *(ROOT / name).rglob("*")])]
    whole = hashlib.sha256()
    for path in found:
        if path.is_file() and path.suffix not in (".pyc", ".so", ".pyd"):
            whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _prepare(pins: str) -> None:
    """Make the environment what the tree asks for, as far as it is not."""
    if not PYTHON.exists():
        _create()
    stamps = json.loads(STAMPS.read_text(encoding="utf-8")) if STAMPS.exists() else {}
    file = f"constraints/{pins}.txt"
    wanted = {pins: digest(file), "package": digest(*BUILT_FROM)}
    if stamps.get(pins) != wanted[pins]:
        _pip("--require-hashes", "-r", file)
    if stamps.get("package") != wanted["package"]:
        _say("building copydesk, about a minute where there is a C compiler")
        _pip("--no-deps", "--no-build-isolation", "--force-reinstall", ".")
    STAMPS.write_text(json.dumps(stamps | wanted), encoding="utf-8")


def _create() -> None:
    _say("making .venv")
    try:
        venv.create(HOME, with_pip=True)
    except subprocess.CalledProcessError:
        _say("Python cannot make environments here; on Debian and Ubuntu: apt install python3-venv")
        raise


def _pip(*arguments: str) -> None:
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(install, cwd=ROOT, check=True)


def _say(message: str, code: int = 0) -> int:
    sys.stderr.write(f"{message}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
