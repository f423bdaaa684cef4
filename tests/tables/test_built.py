"""What a built package holds of the tables is what the TOML files say."""

import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from copydesk.tables import reader

ROOT = Path(__file__).parents[2]
HOME = ROOT / "src" / "copydesk" / "tables"


@pytest.fixture(scope="module")
def content(build_hook: ModuleType) -> bytes:
    written: bytes = build_hook.tables(HOME).written()
    return written


def test_every_part_of_the_tables_stands_in_the_built_file(content: bytes) -> None:
    built = reader._opened(content)
    for path in (HOME / "languages").glob("*.toml"):
        wanted = tomllib.loads(path.read_text(encoding="utf-8"))
        assert {name: reader._read(part) for name, part in built.languages[path.stem].items()} == wanted
    others = {path.stem: path for folder in ("world", "models") for path in (HOME / folder).glob("*.toml")}
    assert built.others.keys() == others.keys()
    for name, path in others.items():
        assert reader._read(built.others[name]) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_tables_are_asked_from_the_built_file_as_from_the_written_ones(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = (reader.codes("words"), reader.parsed("en", "words"), reader._whole("zones"))
    monkeypatch.setattr(reader, "_built", lambda: reader._opened(content))
    reader._languages.cache_clear()
    reader.codes.cache_clear()
    try:
        assert (reader.codes("words"), reader.parsed("en", "words"), reader._whole("zones")) == wanted
    finally:
        reader._languages.cache_clear()
        reader.codes.cache_clear()
