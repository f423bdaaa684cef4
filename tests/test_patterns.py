"""Patterns are compiled at their first use, or taken from what the package was built with: what `re.compile` gives."""

import ast
import importlib.util
import marshal
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from copydesk import patterns
from copydesk.patterns import codes_in, from_code, maker, pattern

ROOT = Path(__file__).parents[1]


@cache
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    (root / "src").symlink_to(ROOT / "src")
    made: Path = hook().built_patterns(root)
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
        codes = codes_in(built)
        for (text, flags), code in codes.items():
            made, wanted = from_code(text, patterns.Code(*code)), re.compile(text, flags)
            assert made == wanted
            assert (made.flags, made.groups, made.groupindex) == (wanted.flags, wanted.groups, wanted.groupindex)

    def test_nearly_all_that_the_sources_write_down_are_among_them(self, built: Path) -> None:
        calls = [
            node
            for path in (ROOT / "src").rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pattern"
        ]
        assert len(codes_in(built)) > 0.9 * len(calls)

    def test_a_pattern_is_made_from_its_code(self, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        codes = codes_in(built)
        text, flags = next(key for key in codes if isinstance(key[0], str))
        monkeypatch.setattr(patterns, "_codes", lambda: codes)
        monkeypatch.setattr(re, "compile", None)
        assert pattern(text, flags).flags == codes[text, flags][0]

    def test_the_codes_of_another_python_are_passed_over(self, built: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.write_bytes(built.read_bytes().replace(maker(), b"cpython-27 1 2 little\n", 1))
        assert codes_in(other) == {}

    @pytest.mark.parametrize("rest", [b"", b"\xff\xff", marshal.dumps({})[:1]])
    def test_a_damaged_file_and_none_are_passed_over(self, tmp_path: Path, rest: bytes) -> None:
        damaged = tmp_path / "damaged"
        assert codes_in(damaged) == {}
        damaged.write_bytes(maker() + rest)
        assert codes_in(damaged) == {}

    def test_a_module_is_not_imported_for_its_patterns(self, tmp_path: Path) -> None:
        (tmp_path / "one.py").write_text(
            "import no_such_library\n"
            "from copydesk.patterns import pattern\n"
            "_YEAR = r'\\d{4}'\n"
            "_BROKEN = pattern(no_such_library.text)\n"
            "_DAY = pattern(rf'{_YEAR}-\\d\\d', re.IGNORECASE)\n"
        )
        assert hook().Written(tmp_path).all() == [(r"\d{4}-\d\d", re.IGNORECASE)]
        assert "no_such_library" not in sys.modules
