"""Builds the tables, the patterns, the compiled modules, without Cython or compiler none, and the long description."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_BUILD: Final = Path("build/compiled")
_DIRECTIVES: Final = {
    "language_level": "3",
    "annotation_typing": False,
    "initializedcheck": False,
    # Nothing compiled is pickled: a page stays in its process, and what leaves it is a record.
    "auto_pickle": False,
}
_SHARED: Final = "copydesk.shared"
"""The module with what Cython would put into every other one: its functions, its views of memory."""
# -O2 takes half as long again to build, and saves one in a hundred instructions of the walk.
_FLAGS: Final = ["/O2"] if os.name == "nt" else ["-O1", "-g0", "-w"]
_LINK: Final = re.compile(r"(?P<image>!?)(?P<text>\[[^\]]*\])\((?P<target>[^)\s]+)\)")
_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|#", re.IGNORECASE)


class LongDescription(MetadataHookInterface):
    """The README as a package index shows it: links into the repository are made absolute."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description. COPYDESK_RELEASE=1 refuses to build where no repository is named to link into."""
        repository = metadata.get("urls", {}).get("Repository")
        if not repository and os.environ.get("COPYDESK_RELEASE", "0") not in ("", "0"):
            raise ValueError("a release needs [project.urls] Repository in pyproject.toml; see docs/release.md")
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        if repository:
            text = absolute_links(text, repository, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute_links(text: str, repository: str, tag: str) -> str:
    """The Markdown with every relative link led to that file of the repository as tagged."""

    def absolute(link: re.Match[str]) -> str:
        if _ABSOLUTE.match(link["target"]):
            return link[0]
        view = "raw" if link["image"] else "blob"
        return f"{link['image']}{link['text']}({repository.rstrip('/')}/{view}/{tag}/{link['target']})"

    return _LINK.sub(absolute, text)


class Tables(NamedTuple):
    """What `copydesk.tables.reader` reads in the place of the TOML files."""

    languages: dict[str, dict[str, Any]]
    others: dict[str, Any]

    def written(self) -> bytes:
        """A line of JSON that says where each part begins and how long it is, and behind it the parts, each JSON."""
        parts = bytearray()

        def placed(value: Any) -> tuple[int, int]:
            part = json.dumps(value, ensure_ascii=False).encode()
            parts.extend(part)
            return len(parts) - len(part), len(part)

        languages = {code: {name: placed(part) for name, part in own.items()} for code, own in self.languages.items()}
        others = {name: placed(part) for name, part in self.others.items()}
        return json.dumps({"languages": languages, "others": others}).encode() + b"\n" + parts


def built_tables(root: Path) -> Path:
    """The file below `build/` with all tables of the tree."""
    path = root / "build/built.tables"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(tables(root / "src/copydesk/tables").written())
    return path


def tables(home: Path) -> Tables:
    """All tables below the folder, parsed."""
    return Tables(_parsed(home / "languages"), _parsed(home / "models") | _parsed(home / "world"))


def _parsed(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}


def built_patterns(root: Path) -> Path:
    """The file below `build/` with the code of every pattern that a module of the tree has on its top level."""
    built = _loaded(root / "src/copydesk/built.py")
    path = root / "build" / built.PATTERNS
    path.parent.mkdir(exist_ok=True)
    parts = {built.key_of(*key): (key[0], tuple(built.code_of(*key))) for key in Written(root / "src").all()}
    path.write_bytes(built.written(parts))
    return path


def built_kept(root: Path) -> Path:
    """The file below `build/` with what the modules of the tree make of its tables alone.

    Raises:
        OSError, subprocess.CalledProcessError: the tree cannot be imported here, for want of what it needs.
    """
    path = root / "build" / _loaded(root / "src/copydesk/built.py").KEPT
    path.parent.mkdir(exist_ok=True)
    program = "import sys; from pathlib import Path; from copydesk.kept import write; write(Path(sys.argv[1]))"
    places = os.pathsep.join([str(root / "src"), *sys.path])
    environment = {**os.environ, "COPYDESK_PURE": "1", "PYTHONPATH": places}
    command = [sys.executable, "-P", "-c", program, str(path)]
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603  the tree itself
    return path


def _loaded(path: Path) -> Any:
    """The module in the file, without the package around it."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_Key = tuple[str | bytes, int]


class Written:
    """The patterns that the modules of a tree write down, found without importing what modules import.

    Each statement that gives a name its value runs by itself; one that needs more than the tree's own constants and
    the standard library does not, and its patterns are made when a page asks for them.
    """

    def __init__(self, source: Path) -> None:
        self._source = source
        self._found: set[_Key] = set()
        self._names: dict[str, dict[str, Any]] = {}

    def all(self) -> list[_Key]:
        """Their texts and flags."""
        for path in sorted(self._source.rglob("*.py")):
            if "pattern(" in path.read_text(encoding="utf-8"):
                self._names_in(".".join(path.relative_to(self._source).with_suffix("").parts))
        return sorted(self._found, key=repr)

    def _pattern(self, text: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        self._found.add((text, int(flags)))
        return re.compile(text, flags)

    def _names_in(self, module: str) -> dict[str, Any]:
        if module not in self._names:
            names = self._names[module] = {"re": re}
            path = self._source.joinpath(*module.split(".")).with_suffix(".py")
            for statement in ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else ():
                self._take(statement, names)
        return self._names[module]

    def _take(self, statement: ast.stmt, names: dict[str, Any]) -> None:
        if isinstance(statement, ast.ImportFrom) and statement.module and statement.module.startswith("copydesk."):
            known = self._names_in(statement.module) | {"pattern": self._pattern}
            names |= {one.asname or one.name: known[one.name] for one in statement.names if one.name in known}
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            given = ast.copy_location(ast.Assign(targets, statement.value), statement)
            with suppress(Exception):  # it needs what only the running package has
                exec(compile(ast.Module([given], []), "patterns", "exec"), names)  # noqa: S102  the tree's own source


class BuiltParts(BuildHookInterface):  # type: ignore[type-arg]
    """Adds tables and patterns as they are read fastest, and the compiled form of every .pyx and module with a .pxd.

    The sources of both stay in the wheel.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and say so in one line where nothing can be compiled."""
        if version == "editable":
            return
        build_data["force_include"][str(built_tables(Path(self.root)))] = "copydesk/tables/built.tables"
        with suppress(
            ImportError, AttributeError, TypeError
        ):  # a Python whose `re` is another: all are made at first use
            patterns = built_patterns(Path(self.root))
            build_data["force_include"][str(patterns)] = f"copydesk/{patterns.name}"
        with suppress(OSError, subprocess.CalledProcessError):  # a build without msgspec: made at first use
            kept = built_kept(Path(self.root))
            build_data["force_include"][str(kept)] = f"copydesk/{kept.name}"
        if os.environ.get("COPYDESK_PURE", "0") not in ("", "0"):
            return
        try:
            built = compiled(Path(self.root))
        except _reasons() as reason:
            first = next(iter(str(reason).strip().splitlines()), type(reason).__name__)
            self.app.display_warning(f"copydesk is built without compiled parts, slower with the same results: {first}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"] |= {str(path): name for name, path in built.items()}


def compiled(root: Path) -> dict[str, Path]:
    """The extension modules, built under `build/`, by their place in the wheel.

    Raises:
        ImportError: Cython or setuptools is not installed.
        OSError: there is no compiler.
        setuptools.errors.BaseError: the compiler refused.
    """
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    source, out = root / "src", root / _BUILD
    shutil.rmtree(out / "lib", ignore_errors=True)
    os.chdir(root)
    extensions = [
        Extension(name, [str(path.relative_to(root))], extra_compile_args=_FLAGS) for name, path in _modules(source)
    ]
    units = cythonize(
        extensions,
        build_dir=str(_BUILD / "c"),
        include_path=["src"],
        compiler_directives=_DIRECTIVES,
        shared_utility_qualified_name=_SHARED,
        quiet=True,
    )
    shared = Extension(_SHARED, [_shared_source()], extra_compile_args=_FLAGS)
    command = build_ext(Distribution({"ext_modules": [*units, shared], "package_dir": {"": "src"}}))
    command.build_lib, command.build_temp = str(out / "lib"), str(out / "temp")
    command.parallel = os.cpu_count() or 1
    command.ensure_finalized()
    command.run()
    return {str(path.relative_to(out / "lib")): path for path in (out / "lib").rglob("*") if path.is_file()}


def _shared_source() -> str:
    """The C of the shared module, which Cython writes without a source of ours."""
    path = _BUILD / "c" / "shared.c"
    path.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cython", "generate-shared", str(path), "--module-name", _SHARED]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  Cython's own command
    return str(path)


def _modules(source: Path) -> list[tuple[str, Path]]:
    heads = [head for head in source.rglob("*.pxd") if head.stem != "__init__"]
    typed = [path for head in heads if (path := head.with_suffix(".py")).exists()]
    paths = sorted([*typed, *source.rglob("*.pyx")])
    return [(".".join(path.relative_to(source).with_suffix("").parts), path) for path in paths]


def _reasons() -> tuple[type[BaseException], ...]:
    """What speaks for a plain wheel instead of a failed install."""
    try:
        from setuptools import errors
    except ImportError:
        return (ImportError,)
    return ImportError, OSError, subprocess.CalledProcessError, errors.BaseError, errors.CCompilerError


if __name__ == "__main__":
    # For work on the sources: puts the compiled modules beside them. `git clean -fX src` takes them away.
    here = Path(__file__).resolve().parent
    for name, path in compiled(here).items():
        shutil.copy2(path, here / "src" / name)
