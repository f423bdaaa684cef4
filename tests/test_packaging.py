"""The package's metadata, its pins, and what the repository may hold."""

import os
import re
import tomllib
from importlib.metadata import distributions, entry_points, metadata
from importlib.resources import files
from pathlib import Path

import pytest

from copydesk.settings import VERSION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = sorted((ROOT / "constraints").glob("*.txt"))

INSTALLED = any(distribution.name == "copydesk" for distribution in distributions())
needs_install = pytest.mark.skipif(not INSTALLED and not os.environ.get("CI"), reason="copydesk is not installed")


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pinned(path: Path) -> set[str]:
    return {name_of(line) for line in path.read_text(encoding="utf-8").splitlines() if "==" in line}


@needs_install
def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == VERSION == metadata("copydesk")["Version"]


@needs_install
def test_the_licence_is_named_and_ships() -> None:
    assert metadata("copydesk")["License-Expression"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@needs_install
def test_the_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="copydesk")
    assert callable(command.load())


def test_types_ship() -> None:
    assert files("copydesk").joinpath("py.typed").is_file()


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_pins_cover_the_dependencies_with_hashes(path: Path) -> None:
    wanted = {name_of(requirement) for requirement in PROJECT["project"]["dependencies"]}
    assert wanted <= pinned(path)
    blocks = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
    assert all(re.fullmatch(r"[\w.-]+==\S+(?: ;[^\n]*)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+", b) for b in blocks)


@pytest.mark.parametrize(
    ("file", "groups"), [("ci", ["build", "dev", "tests", "typing", "lint"]), ("bench", ["bench"])]
)
def test_pins_cover_the_groups(file: str, groups: list[str]) -> None:
    wanted = {name_of(requirement) for group in groups for requirement in PROJECT["dependency-groups"][group]}
    assert wanted <= pinned(ROOT / "constraints" / f"{file}.txt")


def kept_files() -> list[Path]:
    """What the repository holds: all files outside the folders that .gitignore names."""
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}
    tops = [path for path in ROOT.iterdir() if path.name not in ignored]
    below = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return [path for path in below if path.is_file() and not ignored & set(path.parts) and path.suffix != ".pyc"]


def test_the_repository_names_no_host_and_no_path_of_a_machine() -> None:
    forbidden = re.compile(r"(?<![\w.])/(?:work|farm|root|tmp|home)/[a-z]|pythonhosted|pypi-|index-url|find-links")
    files = [path for path in kept_files() if path != Path(__file__)]
    assert ROOT / "pyproject.toml" in files
    assert [path for path in files if forbidden.search(path.read_bytes().decode("utf-8", "replace"))] == []
