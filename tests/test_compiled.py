"""The compiled form gives the records of the plain one, and is left out where it cannot be built."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import copydesk
from copydesk.compiled import PURE, compiled_modules, form

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("samples/*.*"), *ROOT.glob("tests/cases/*/*/source.*")])
SAMPLE = ROOT / "samples" / "harbour-bridge.html"
TABLES = {
    str(ROOT / "build/built.tables"): "copydesk/tables/built.tables",
    str(ROOT / "build/built_patterns.marshal"): "copydesk/built_patterns.marshal",
    str(ROOT / "build/built_kept.marshal"): "copydesk/built_kept.marshal",
}
READ = """
import sys
from pathlib import Path
import msgspec
import copydesk
from copydesk.compiled import compiled_modules
for name in sys.argv[1:]:
    try:
        print(msgspec.json.encode(copydesk.read(Path(name))).decode())
    except copydesk.CopydeskError as error:
        print(name, repr(error), error.reason)
print(len(compiled_modules()), file=sys.stderr)
"""


def _records(pure: str) -> tuple[str, int]:
    """The records of all sample and case pages as a fresh process reads them, and how many modules it had compiled."""
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, PAGES)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, PURE: pure, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
    return done.stdout, int(done.stderr.split()[-1])


def test_the_environment_keeps_all_plain() -> None:
    assert _records("1")[1] == 0


def test_both_forms_give_the_same_records() -> None:
    copydesk.read(SAMPLE)
    if not compiled_modules():
        pytest.skip("nothing is compiled here")
    plain, compiled = _records("1"), _records("0")
    assert compiled[1] > 0
    assert compiled[0].splitlines() == plain[0].splitlines()
    assert len(plain[0].splitlines()) == len(PAGES) > 20


def _could_compile() -> bool:
    """Whether this is an install, with all that compiling takes."""
    installed = "site-packages" in copydesk.__file__
    has_headers = (Path(sysconfig.get_path("include")) / "Python.h").exists()
    has_tools = shutil.which("cc") is not None and importlib.util.find_spec("Cython") is not None
    return installed and has_headers and has_tools and os.environ.get(PURE, "0") in ("", "0")


@pytest.mark.skipif(not _could_compile(), reason="not installed, or no compiler here")
def test_an_install_with_a_compiler_is_compiled() -> None:
    """A .pxd that no longer fits its module would otherwise go unseen: the wheel would be a plain one."""
    copydesk.read(SAMPLE)
    heads = [path for path in ROOT.glob("src/**/*.pxd") if path.with_suffix(".py").exists()]
    typed = {".".join(path.relative_to(ROOT / "src").with_suffix("").parts) for path in heads}
    assert typed - set(compiled_modules()) == {name for name in typed if name not in sys.modules}


def test_the_form_is_said() -> None:
    copydesk.read(SAMPLE)
    count = len(compiled_modules())
    assert form() == (f"{count} modules compiled" if count else "plain Python, no module compiled")


def _built(hook: ModuleType, version: str = "standard") -> tuple[dict[str, Any], list[str]]:
    said: list[str] = []
    data: dict[str, Any] = {"pure_python": True, "force_include": {}}
    builder = SimpleNamespace(root=str(ROOT), app=SimpleNamespace(display_warning=said.append))
    hook.BuiltParts.initialize(builder, version, data)
    return data, said


def test_modules_are_added_to_the_wheel(build_hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PURE, raising=False)
    monkeypatch.setattr(build_hook, "compiled", lambda _root: {"copydesk/layout/dom.so": Path("/built/dom.so")})
    data, said = _built(build_hook)
    assert data["force_include"] == TABLES | {"/built/dom.so": "copydesk/layout/dom.so"}
    assert (data["pure_python"], data["infer_tag"], said) == (False, True, [])


@pytest.mark.parametrize("reason", [ImportError("No module named 'Cython'"), FileNotFoundError("cc")])
def test_without_compiler_the_wheel_is_plain(
    build_hook: ModuleType, monkeypatch: pytest.MonkeyPatch, reason: Exception
) -> None:
    def fails(_root: Path) -> dict[str, Path]:
        raise reason

    monkeypatch.delenv(PURE, raising=False)
    monkeypatch.setattr(build_hook, "compiled", fails)
    data, said = _built(build_hook)
    assert data == {"pure_python": True, "force_include": TABLES}
    assert len(said) == 1 and str(reason) in said[0] and "\n" not in said[0]


def test_editable_and_plain_builds_compile_nothing(build_hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_hook, "compiled", lambda _root: pytest.fail("compiled"))
    assert not _built(build_hook, "editable")[0]["force_include"]
    monkeypatch.setenv(PURE, "1")
    assert _built(build_hook)[0] == {"pure_python": True, "force_include": TABLES}


def test_every_typed_module_has_its_source(build_hook: ModuleType) -> None:
    modules = build_hook._modules(ROOT / "src")
    assert modules
    assert [name for name, path in modules if not path.exists()] == []


def test_doctor_says_what_is_lost_without_compiled_parts() -> None:
    command = [sys.executable, "-m", "copydesk", "doctor"]
    environment = {**os.environ, PURE: "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert "no module compiled; the same records, but slower" in done.stdout
