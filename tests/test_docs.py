"""The documentation says what the code does."""

import pydoc
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import copydesk
from copydesk import errors, records
from copydesk.cli.commands import COMMANDS
from copydesk.cli.commands import command as command_of
from copydesk.records import Story
from copydesk.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CARD = "samples/harbour-bridge.html"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def between(text: str, name: str) -> str:
    """What stands between the markers <!-- NAME: start --> and <!-- NAME: end -->."""
    found = re.search(rf"<!-- {name}: start -->\n(.*?)<!-- {name}: end -->", text, re.DOTALL)
    assert found, f"no markers for {name}"
    return found[1]


def expect(path: Path, name: str, wanted: str, update: bool) -> None:
    """The part of the page between the markers is `wanted`; `pytest --update` makes it so."""
    text = path.read_text(encoding="utf-8")
    if update:
        start = f"<!-- {name}: start -->\n"
        path.write_text(text.replace(start + between(text, name), start + wanted), encoding="utf-8")
    assert wanted == between(path.read_text(encoding="utf-8"), name)


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Story)])
def test_every_field_of_the_record_is_defined(field: str) -> None:
    first_cells = re.findall(r"^\| (`[^|]*) \|", page("record.md"), re.MULTILINE)
    assert any(f"`{field}`" in cell for cell in first_cells)


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(records.Source)])
def test_every_field_of_the_source_is_defined(field: str) -> None:
    assert f"\n| `{field}` |" in page("record.md").partition("## The source")[2].partition("\n## ")[0]


@pytest.mark.parametrize("kind", ["Role", "Kind"])
def test_every_role_and_kind_is_listed(kind: str) -> None:
    listed = re.findall(r"\w+", page("record.md").partition("## Roles and kinds")[2])
    assert set(getattr(records, kind).__args__) <= set(listed)


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(records.Evidence)])
def test_every_part_of_the_evidence_is_defined(field: str) -> None:
    assert f"| `{field}` |" in page("evidence.md")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented_and_has_help(command: str) -> None:
    assert f"`copydesk {command}" in page("commands.md")
    found = command_of(command)
    assert found is not None
    assert found.help


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name != "CopydeskError"])
def test_every_error_and_its_reasons_are_listed(name: str) -> None:
    row = next(line for line in page("limits.md").splitlines() if line.startswith(f"| `{name}`"))
    error = getattr(errors, name)
    assert f"| {error.exit_code} |" in row
    assert set(re.findall(r"`([a-z-]+)`", error.__doc__ or "")) <= set(re.findall(r"`([a-z-]+)`", row))


def test_the_settings_are_listed(update: bool) -> None:
    expect(DOCS / "limits.md", "settings", settings_table(), update)


def settings_table() -> str:
    """A row for each limit: its name, its default, what its docstring says."""
    told = attributes(Settings)
    fields = msgspec.structs.fields(Settings)
    rows = [f"| `{field.name}` | `{field.default!r}` | {told[field.name]} |\n" for field in fields]
    return "| limit | default | what it is |\n|---|---|---|\n" + "".join(rows)


def attributes(record: type) -> dict[str, str]:
    """What the docstring of the record says of each field."""
    described = (record.__doc__ or "").partition("    Attributes:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", described, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


RECORDS = [value for name in records.__all__ if isinstance(value := getattr(records, name), type)]


@pytest.mark.parametrize("record", [*RECORDS, Settings])
def test_every_field_of_every_record_is_explained_to_help(record: type) -> None:
    fields = {field.name for field in msgspec.structs.fields(record) if field.name in record.__annotations__}
    assert attributes(record).keys() == fields


@pytest.mark.parametrize("name", [*records.__all__, *errors.__all__, "Settings"])
def test_every_record_and_error_stands_in_the_package_and_in_its_help(name: str) -> None:
    assert name in copydesk.__all__
    assert re.search(rf"\b{name}\b", HELP)


HELP = pydoc.plaintext.document(copydesk)


def test_the_record_types_are_listed(update: bool) -> None:
    rows = [f"| `{record.__name__}` | {(record.__doc__ or '').partition(chr(10))[0]} |\n" for record in RECORDS]
    expect(DOCS / "python.md", "records", "| record | what it is |\n|---|---|\n" + "".join(rows), update)


_RUN = re.compile(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def test_the_python_page_prints_what_it_shows(update: bool, tmp_path: Path) -> None:
    text = page("python.md")
    parts = _RUN.findall(text)
    (tmp_path / "page.py").write_text("print('<end>')\n".join(code for code, _ in parts), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "page.py"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    printed = done.stdout.split("<end>\n")
    if update:
        for (code, shown), now in zip(parts, printed, strict=True):
            start = f"```python\n{code}```\n\n```text\n"
            text = text.replace(start + shown, start + now)
        (DOCS / "python.md").write_text(text, encoding="utf-8")
    assert printed == [shown for _, shown in _RUN.findall(text)]


def test_help_explains_the_functions_and_the_fields() -> None:
    for words in ("The story on a page.", "headline: As printed, without the site's name.", "max_bytes: Decoded bytes"):
        assert words in HELP


def test_the_readme_shows_real_output(update: bool) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "copydesk", CARD], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    expect(ROOT / "README.md", "card", f"```text\n$ copydesk {CARD}\n{shown.stdout}```\n", update)


@pytest.mark.parametrize("name", ["read", "test"])
def test_ci_runs_the_commands_of_the_readme(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^<!-- ci: {name} -->\n```sh\n.+\n```$", readme, re.MULTILINE), "one line of shell"
    assert f'bash -euo pipefail -c "$(readme {name})"' in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_ci_ends_with_the_tests() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").rstrip().splitlines()
    assert lines[-1] == 'bash -euo pipefail -c "$(readme test)"'


def test_the_changelog_is_in_order() -> None:
    """Unreleased first, then the versions from new to old with their days, each in the sections of Keep a Changelog."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased, *released = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert unreleased == "Unreleased"
    days = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", heading) for heading in released]
    assert all(days)
    versions = [tuple(map(int, day[1].split("."))) for day in days if day]
    assert versions == sorted(versions, reverse=True)
    sections = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert found == [name for name in sections if name in found]


def links() -> list[tuple[Path, str]]:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    found = [(path, re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))) for path in pages]
    return [(path, link) for path, targets in found for link in targets if "://" not in link]


@pytest.mark.parametrize(("path", "link"), links(), ids=lambda part: getattr(part, "name", part))
def test_links_lead_somewhere(path: Path, link: str) -> None:
    assert (path.parent / link).exists()
