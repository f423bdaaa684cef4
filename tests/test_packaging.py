"""The package's metadata, its pins, and what the repository may hold."""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, entry_points, metadata
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

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


def module_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def description(urls: dict[str, str]) -> str:
    """The long description of a build with these addresses in pyproject.toml."""
    made: dict[str, Any] = {**PROJECT["project"], "urls": urls}
    module_of(ROOT / "hatch_build.py").LongDescription(str(ROOT), {}).update(made)
    assert made["readme"]["content-type"] == "text/markdown"
    text = made["readme"]["text"]
    assert isinstance(text, str)
    return text


@needs_install
def test_the_long_description_ships() -> None:
    shipped = metadata("copydesk").get_payload() or metadata("copydesk")["Description"]
    assert "## What it promises" in str(shipped)


def test_links_of_the_long_description_lead_into_the_named_repository() -> None:
    code = "https://code.example/desk/copydesk"
    links = re.findall(r"\]\(([^)]+)\)", description({"Repository": f"{code}/"}))
    assert f"{code}/blob/v{VERSION}/docs/record.md" in links
    assert all("://" in link for link in links)
    place = re.compile(rf"{code}/(?:blob|raw)/v{re.escape(VERSION)}/")
    targets = [place.sub("", link).partition("#")[0] for link in links if code in link]
    assert all((ROOT / target).is_file() for target in targets)


def test_pictures_are_linked_as_they_are_and_other_links_are_left() -> None:
    text = "![a chart](docs/a.svg) [there](https://other.example/x) [below](#below) [docs](docs/a.md#top)"
    wanted = (
        "![a chart](https://code.example/raw/v1/docs/a.svg) [there](https://other.example/x) [below](#below) "
        "[docs](https://code.example/blob/v1/docs/a.md#top)"
    )
    assert module_of(ROOT / "hatch_build.py").absolute_links(text, "https://code.example", "v1") == wanted


def test_without_a_repository_a_build_keeps_the_links_and_a_release_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COPYDESK_RELEASE", raising=False)
    assert "](docs/record.md)" in description({})
    monkeypatch.setenv("COPYDESK_RELEASE", "1")
    with pytest.raises(ValueError, match="Repository"):
        description({})


def test_no_address_is_made_up() -> None:
    """Where there is a Repository it is an address; where there is none, docs/release.md says where it goes."""
    urls = PROJECT["project"].get("urls", {})
    assert all(url.startswith("https://") for url in urls.values())
    assert "[project.urls]" in (ROOT / "docs/release.md").read_text(encoding="utf-8")


def test_a_release_is_built_for_the_versions_that_are_promised() -> None:
    prefix = "Programming Language :: Python :: 3."
    promised = {name.removeprefix(prefix) for name in PROJECT["project"]["classifiers"] if name.startswith(prefix)}
    built = {re.sub(r"cp3(\d+)-\*", r"\1", name) for name in PROJECT["tool"]["cibuildwheel"]["build"]}
    assert built == promised


class TestStart:
    """`python3 start.py`; what it installs is tried by .ci/run, which runs it as the README has it."""

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, ROOT / "start.py", *arguments], capture_output=True, text=True, check=False
        )

    @pytest.mark.parametrize("arguments", [[], ["dance"], ["--help"]])
    def test_says_what_it_can_do(self, arguments: list[str]) -> None:
        done = self.start(*arguments)
        assert done.returncode == 2
        assert "start.py read" in done.stderr
        assert "start.py test" in done.stderr

    def test_hands_on_what_follows(self) -> None:
        command = module_of(ROOT / "start.py").command
        assert command("read", [])[1:] == ["samples/harbour-bridge.html"]
        assert command("read", ["--json", "page.html"])[1:] == ["--json", "page.html"]
        assert command("test", ["tests/cli"])[1:] == ["-m", "pytest", "-q", "tests/cli"]

    def test_installs_only_what_has_changed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        start = module_of(ROOT / "start.py")
        for name in ("constraints", "src"):
            (tmp_path / name).mkdir()
        for name in ("constraints/run.txt", "constraints/ci.txt", "src/a.py", "hatch_build.py", "pyproject.toml"):
            (tmp_path / name).write_text(name)
        installed: list[tuple[str, ...]] = []
        monkeypatch.setattr(start, "ROOT", tmp_path)
        monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
        monkeypatch.setattr(start, "STAMPS", tmp_path / "start.json")
        monkeypatch.setattr(start, "_pip", lambda *arguments: installed.append(arguments))
        for pins, count in (("run", 2), ("run", 0), ("ci", 1)):
            installed.clear()
            start._prepare(pins)
            assert len(installed) == count
        (tmp_path / "src" / "a.py").write_text("changed")
        installed.clear()
        start._prepare("ci")
        assert [arguments[-1] for arguments in installed] == ["."]
        assert set(json.loads((tmp_path / "start.json").read_text())) == {"run", "ci", "package"}


def test_what_is_installed_beside_copydesk_is_not_pinned_by_it() -> None:
    """Ranges for users, pins in constraints/; models are data and have one version."""
    exact = [line for line in PROJECT["project"]["dependencies"] if "==" in line]
    assert exact == []


def kept_files() -> list[Path]:
    """What the repository holds: all files outside the folders that .gitignore names."""
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}
    tops = [path for path in ROOT.iterdir() if path.name not in ignored]
    below = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*"))]
    return [path for path in below if path.is_file() and not ignored & set(path.parts) and path.suffix != ".pyc"]


def test_the_repository_names_no_host_and_no_path_of_a_machine() -> None:
    forbidden = re.compile(
        r"(?<![\w.])/(?:work|farm|root|tmp|home)/[a-z]|pythonhosted|pypi-(?!publish)|index-url|find-links"
    )
    files = [path for path in kept_files() if path != Path(__file__)]
    assert ROOT / "pyproject.toml" in files
    assert [path for path in files if forbidden.search(path.read_bytes().decode("utf-8", "replace"))] == []
