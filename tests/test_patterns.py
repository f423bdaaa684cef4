"""Patterns are compiled at their first use, or taken from what the package was built with: what `re.compile` gives."""

import ast
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from copydesk import patterns
from copydesk.built import Code, from_code, opened
from copydesk.patterns import pattern

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def built(build_hook: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    (root / "src").symlink_to(ROOT / "src")
    made: Path = build_hook.built_patterns(root)
    return made


def test_a_pattern_is_made_when_it_is_asked() -> None:
    late = pattern(r"\d+(?P<unit>[a-z])", re.IGNORECASE)
    assert "search" not in vars(late)
    found = late.search("12K")
    assert found is not None
    assert found["unit"] == "K"
    assert "search" in vars(late)
    assert (late.sub("", "1a 2b"), late.findall("1a 2b"), late.pattern) == (" ", ["a", "b"], r"\d+(?P<unit>[a-z])")


def test_what_is_no_pattern_says_so_at_its_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("")


class TestBuilt:
    """The codes that stand in a built package."""

    def test_each_is_what_compiling_it_gives(self, built: Path) -> None:
        codes = opened(built)
        for key in codes.keys():  # noqa: SIM118  no mapping
            text, code = codes.get(key)
            made, wanted = from_code(text, Code(*code)), re.compile(text, key[2])
            assert made == wanted
            assert (made.flags, made.groups, made.groupindex) == (wanted.flags, wanted.groups, wanted.groupindex)

    def test_nearly_all_that_the_sources_write_down_are_among_them(self, built: Path) -> None:
        calls = [
            node
            for path in (ROOT / "src").rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pattern"
        ]
        assert len(opened(built).keys()) > 0.9 * len(calls)

    def test_a_pattern_is_made_from_its_code(self, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = opened(built)
        key = next(key for key in codes.keys() if not key[1])  # noqa: SIM118
        text, code = codes.get(key)
        monkeypatch.setattr(patterns, "_codes", lambda: codes)
        monkeypatch.setattr(re, "compile", None)
        assert pattern(text, key[2]).flags == code[0]

    def test_another_text_under_the_same_key_is_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = SimpleNamespace(get=lambda _: ("another text", ()))
        monkeypatch.setattr(patterns, "_codes", lambda: codes)
        assert pattern(r"\d+").fullmatch("12")

    def test_a_module_is_not_imported_for_its_patterns(self, build_hook: ModuleType, tmp_path: Path) -> None:
        (tmp_path / "one.py").write_text(
            "import no_such_library\n"
            "from copydesk.patterns import pattern\n"
            "_YEAR = r'\\d{4}'\n"
            "_BROKEN = pattern(no_such_library.text)\n"
            "_DAY = pattern(rf'{_YEAR}-\\d\\d', re.IGNORECASE)\n"
        )
        assert build_hook.Written(tmp_path).all() == [(r"\d{4}-\d\d", re.IGNORECASE)]
        assert "no_such_library" not in sys.modules
