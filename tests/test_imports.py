"""Imports point one way."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "copydesk"

BASE = {
    "records",
    "errors",
    "settings",
    "compiled",
    "parser",
    "built",
    "kept",
    "patterns",
    "collector",
    "urls",
    "formats",
    "gzips",
    "arguments",
    "log",
}
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "errors": set(),
    "settings": set(),
    "compiled": set(),
    "parser": set(),
    "built": set(),
    "kept": {"built"},
    "patterns": {"built"},
    "collector": set(),
    "starting": set(),
    "urls": {"patterns"},
    "formats": {"records"},
    "gzips": {"errors"},
    "log": set(),
    "arguments": {"records", "settings"},
    "intake": BASE | {"tables"},
    "tables": {"errors", "patterns"},
    "wording": BASE | {"tables"},
    "layout": BASE | {"tables", "wording"},
    "body": BASE | {"tables", "wording", "layout"},
    "fields": BASE | {"tables", "wording", "layout", "body"},
    "desk": BASE | {"tables", "wording", "layout", "body", "fields"},
    "archive": BASE | {"intake", "tables", "wording", "layout", "body", "fields", "desk", "jobs"},
    "jobs": BASE | {"intake", "layout", "fields", "desk"},
    "export": {"records", "errors", "patterns", "layout", "desk", "urls"},
}
"""What a part may import besides itself; the parts at the end of the line (web, scale, mcp, cli) may import any."""
ENDS = {"__init__", "__main__", "functions", "cli", "web", "scale", "mcp"}

BORDERS = {
    "turbohtml": {
        *(f"intake/listings/{name}.py" for name in ("discovery", "feeds", "pieces", "sitemaps")),
        "intake/normal.py",
        "layout/encoding.py",
        "parser.py",
    },
    "spacy": {"desk/language_model.py"},
    "warcio": {"intake/kept.py", "intake/warc.py"},
    "brotli": {"intake/codings.py"},
}
"""The modules that may import another library directly."""
HEAVY = {"warcio", "brotli", "duckdb", "httpcore2", "httpx2", "spacy", "pyarrow", "sklearn", "lightgbm", "numpy"}
HEAVY_FILES = {"intake/fetch.py", "intake/listings/discovery.py", "intake/rounds.py", "intake/transport.py"}
"""Modules that are heavy themselves: only functions of others import them."""


UNGUARDED = {f"urllib.parse.{name}" for name in ("urlsplit", "urlparse", "urljoin", "urldefrag")} | {"urllib.parse"}
"""They raise ValueError on what pages have for addresses; `copydesk.urls` does not."""


SHARED_FIELDS = {f"copydesk.fields.{name}" for name in ("candidates", "confidence", "view")}
EVERY_FIELD = {"fields/order.py", "fields/story.py"}
MOST_SIBLINGS = 4
MOST_FILES = 30
FULL = {"archive": 41}
"""Folders that hold more."""


class Import(NamedTuple):
    """One import: the file, the dotted name, and whether it runs when the file is imported."""

    file: str
    name: str
    at_load: bool

    @property
    def part(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")


def imports(source: str, file: str) -> list[Import]:
    return list(_imports(ast.parse(source).body, file, at_load=True))


def _imports(nodes: list[ast.AST] | list[ast.stmt], file: str, *, at_load: bool) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(file, alias.name, at_load) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (Import(file, f"{_base(node, file)}.{alias.name}", at_load) for alias in node.names)
        runs = at_load and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _only_types(node)
        yield from _imports(list(ast.iter_child_nodes(node)), file, at_load=runs)


def _base(node: ast.ImportFrom, file: str) -> str:
    above = ["copydesk", *file.split("/")[: -node.level]] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def _only_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@cache
def every_import() -> list[Import]:
    files = sorted(SOURCE.rglob("*.py"))
    return [
        found
        for file in files
        for found in imports(file.read_text(encoding="utf-8"), file.relative_to(SOURCE).as_posix())
    ]


def wrong_way(found: Import) -> bool:
    parts = found.name.split(".")
    if parts[0] != "copydesk" or found.part in ENDS:
        return False
    return parts[1] not in MAY_IMPORT[found.part] | {found.part}


def circles(found: list[Import]) -> set[str]:
    """The files that stand on a circle of imports that run at load, or reach one."""
    files = {one.file for one in found}
    arrows: dict[str, set[str]] = {file: set() for file in files}
    for one in found:
        if one.at_load:
            arrows[one.file] |= {*[file for file in _files_of(one.name) if file in files][:1]}
    while True:
        ends = {file for file, others in arrows.items() if not others & arrows.keys()}
        if not ends:
            return set(arrows)
        arrows = {file: others for file, others in arrows.items() if file not in ends}


def _files_of(name: str) -> tuple[str, ...]:
    """The files that a name may come from, the likeliest first: `copydesk.a.b` is the module b, or a name in a."""
    whole = name.removeprefix("copydesk.").replace(".", "/")
    above = whole.rpartition("/")[0]
    return f"{whole}.py", f"{whole}/__init__.py", f"{above}.py", f"{above}/__init__.py"


def over_the_border(found: Import) -> bool:
    library = found.name.split(".", maxsplit=1)[0]
    return library in BORDERS and found.file not in BORDERS[library]


def heavy_at_load(found: Import) -> bool:
    return found.at_load and found.file not in HEAVY_FILES and is_heavy(found.name)


def reads_addresses_unguarded(found: Import) -> bool:
    return found.name in UNGUARDED and found.file != "urls.py"


def is_heavy(name: str) -> bool:
    files = (file.removesuffix(".py").replace("/", ".") for file in HEAVY_FILES)
    return name.split(".", maxsplit=1)[0] in HEAVY or any(f"{name}.".startswith(f"copydesk.{file}.") for file in files)


def siblings(found: list[Import]) -> dict[str, set[str]]:
    """For each file of a field the other files of fields that it imports, what all of them share aside."""
    by_file: dict[str, set[str]] = {}
    for one in found:
        module = one.name.rpartition(".")[0]
        if one.part == "fields" and module.startswith("copydesk.fields.") and module not in SHARED_FIELDS:
            by_file.setdefault(one.file, set()).add(module)
    return by_file


def test_a_field_knows_few_others() -> None:
    many = {file: names for file, names in siblings(every_import()).items() if len(names) > MOST_SIBLINGS}
    assert set(many) == EVERY_FIELD & set(many)


def test_siblings_are_counted() -> None:
    lines = "from copydesk.fields.view import View\nfrom copydesk.fields.deck import deck, declared_decks\n"
    found = imports(lines + "from copydesk.fields.byline.declared import declared_agencies", "fields/agency.py")
    assert siblings(found) == {"fields/agency.py": {"copydesk.fields.deck", "copydesk.fields.byline.declared"}}


def test_no_folder_is_a_warehouse() -> None:
    counts = Counter(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))
    assert {folder: count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_every_part_has_a_place() -> None:
    parts = {path.name.removesuffix(".py") for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert parts - {"__pycache__", "py.typed"} <= ENDS | set(MAY_IMPORT)


@pytest.mark.parametrize("rule", [wrong_way, over_the_border, heavy_at_load, reads_addresses_unguarded])
def test_no_import_breaks_the_rule(rule: object) -> None:
    assert callable(rule)
    assert [found for found in every_import() if rule(found)] == []


def test_imports_run_in_no_circle() -> None:
    assert circles(every_import()) == set()


def test_a_circle_is_seen() -> None:
    sources = {
        "fields/agency.py": "from copydesk.fields.kicker import kicker",
        "fields/kicker.py": "from copydesk.fields.deck import deck",
        "fields/deck.py": "from copydesk.fields import agency",
        "fields/order.py": "from copydesk.fields.deck import deck",
        "fields/view.py": "def f():\n    from copydesk.fields.order import order",
    }
    found = [one for file, source in sources.items() for one in imports(source, file)]
    assert {"fields/agency.py", "fields/kicker.py", "fields/deck.py"} <= circles(found)
    assert "fields/view.py" not in circles(found)


@pytest.mark.parametrize(
    ("rule", "file", "line"),
    [
        (wrong_way, "layout/dom.py", "from copydesk.fields import choose"),
        (wrong_way, "records/story.py", "import copydesk.settings"),
        (wrong_way, "fields/byline.py", "def f():\n    from copydesk.cli import main"),
        (wrong_way, "export/text.py", "from copydesk import fields"),
        (wrong_way, "layout/dom.py", "from ..fields import choose"),
        (over_the_border, "fields/byline.py", "from turbohtml import parse"),
        (over_the_border, "fields/byline.py", "def f():\n    import turbohtml.detect"),
        (reads_addresses_unguarded, "fields/byline.py", "from urllib.parse import quote, urljoin"),
        (reads_addresses_unguarded, "cli/read.py", "def f():\n    import urllib.parse"),
        (heavy_at_load, "intake/sources.py", "import httpx2"),
        (heavy_at_load, "intake/sources.py", "from copydesk.intake import fetch"),
        (heavy_at_load, "cli/read.py", "from copydesk.intake.fetch import fetch"),
        (
            heavy_at_load,
            "intake/sources.py",
            "class A:\n    try:\n        import httpx2.x\n    except E: pass",
        ),
    ],
)
def test_the_rules_can_fail(rule: object, file: str, line: str) -> None:
    assert callable(rule)
    assert any(rule(found) for found in imports(line, file))


@pytest.mark.parametrize(
    "line",
    ["def f():\n    import httpx2", "if TYPE_CHECKING:\n    import httpx2", "from copydesk.records import Story"],
)
def test_the_rules_allow_what_is_right(line: str) -> None:
    found = imports(line, "intake/sources.py")
    assert found
    assert not any(rule(one) for rule in (wrong_way, over_the_border, heavy_at_load) for one in found)


def test_importing_the_package_loads_only_the_ground_floor() -> None:
    code = "import sys, copydesk; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    floors = {name.split(".")[1] for name in loaded if name.startswith("copydesk.")}
    assert floors <= BASE
    assert not {"asyncio", "logging", "multiprocessing", "concurrent.futures", "tomllib", "click"} & set(loaded)


@pytest.mark.parametrize("module", ["copydesk", "copydesk.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert set() == set(loaded) & HEAVY
