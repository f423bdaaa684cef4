"""What is made of tables alone is kept as it is made, and taken from the file that a package is built with."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from copydesk import kept as module
from copydesk.built import opened
from copydesk.kept import fresh, kept, kept_each

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(build_hook: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    (root / "src").symlink_to(ROOT / "src")
    made: Path = build_hook.built_kept(root)
    return made


def test_all_that_is_kept_is_what_the_tables_give(built: Path) -> None:
    parts, wanted = opened(built), fresh()
    found = {key: module._value(*parts.get(key)) for key in parts.keys()}  # noqa: SIM118  no mapping
    own = {name: value for name, value in wanted.items() if name.startswith("copydesk.")}
    assert found == own
    assert [type(value) for value in found.values()] == [type(own[name]) for name in found]
    assert len(found) > 50


def test_a_value_is_taken_from_the_file(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = opened(built)
    monkeypatch.setattr(module, "_parts", lambda: parts)

    def _weights() -> dict[str, object]:
        raise AssertionError("it is in the file")

    def link_note() -> re.Pattern[str]:
        raise AssertionError("it is in the file")

    _weights.__module__, _weights.__qualname__ = "copydesk.wording.small_words", "_weights"
    link_note.__module__, link_note.__qualname__ = "copydesk.wording.link_notes", "link_note"
    monkeypatch.setattr(module, "_MAKERS", {})
    assert "the" in kept(_weights)()
    assert isinstance(kept(link_note)(), re.Pattern)


def test_what_is_not_in_the_file_is_made_once() -> None:
    made = []

    @kept_each(lambda: ["a"])
    def length(name: str) -> int:
        made.append(name)
        return len(name)

    module._MAKERS.popitem()
    assert (length("a"), length("a"), length("bcd")) == (1, 1, 3)
    assert made == ["a", "bcd"]
