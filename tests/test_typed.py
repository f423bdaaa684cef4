"""Each .pxd names what its module has: no type can drift unseen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

SOURCE = Path(__file__).parents[1] / "src"
TYPED = sorted(path for path in SOURCE.glob("copydesk/**/*.pxd") if path.with_suffix(".py").exists())
"""Those without a module of their name are C for others."""

_LOCALS = re.compile(r"@cython\.locals\((?P<names>[^)]*)\)")
_CLASS = re.compile(r"cdef class (?P<name>\w+)(?:\(\w+\))?:\s*$")
_FUNCTION = re.compile(
    r"(?P<indent> *)c(?:p)?def (?:inline )?(?:[\w.:\[\], ]+? )?(?P<name>\w+)"
    r"\((?P<names>.*)\)(?: (?:except|noexcept).*)?$"
)
_FIELDS = re.compile(r" +cdef (?:readonly |public |unsigned )?(?:[\w.]+(?:\[[^\]]*\])?) (?P<names>[\w, ]+)$")
_NAMED = re.compile(r"(\w+)=")


class Declared(NamedTuple):
    """One function, method or class of a .pxd: its name in the module, its parameters, its locals or fields."""

    name: str
    parameters: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def declared(text: str) -> Iterator[Declared]:
    owner, names = "", ()
    for line in _logical_lines(text):
        if match := _LOCALS.match(line.strip()):
            names = tuple(_NAMED.findall(match["names"]))
        elif match := _CLASS.match(line):
            owner = match["name"]
            yield Declared(owner)
        elif match := _FUNCTION.match(line):
            owner = owner if match["indent"] else ""
            parameters = tuple(
                part.split()[-1].removesuffix("=*") for part in match["names"].split(",") if part.strip()
            )
            yield Declared(f"{owner}.{match['name']}" if owner else match["name"], parameters, names)
            names = ()
        elif owner and (match := _FIELDS.match(line)):
            yield Declared(owner, names=tuple(name.strip() for name in match["names"].split(",")))


def _logical_lines(text: str) -> Iterator[str]:
    """Lines with their continuations in brackets, without comments."""
    held = ""
    for line in text.splitlines():
        held += line.split("#")[0].rstrip() if not held else " " + line.split("#")[0].strip()
        if held.count("(") <= held.count(")"):
            yield held
            held = ""


def definitions(tree: ast.Module) -> dict[str, ast.FunctionDef | ast.ClassDef]:
    found: dict[str, ast.FunctionDef | ast.ClassDef] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{part.name}": part for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def drifts(text: str, module: str) -> list[str]:
    """What the .pxd names and the module does not have."""
    known = definitions(ast.parse(module))
    wrong = []
    for one in declared(text):
        node = known.get(one.name)
        if node is None:
            wrong.append(f"{one.name} is not there")
        elif isinstance(node, ast.ClassDef):
            wrong += [f"{one.name}.{name} is no field" for name in one.names if name not in _fields(node)]
        else:
            has = tuple(argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
            if one.parameters and one.parameters != has:
                wrong.append(f"{one.name} takes {has}, not {one.parameters}")
            wrong += [f"{one.name} has no local {name}" for name in one.names if name not in _locals(node)]
    return wrong


def _fields(node: ast.ClassDef) -> set[str]:
    found = {
        part.target.id for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    }
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and isinstance(part.value, ast.Name):
            found.add(part.attr)
        if isinstance(part, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__slots__" for t in part.targets):
            found |= {
                item.value
                for item in ast.walk(part.value)
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            }
    return found


def _locals(node: ast.FunctionDef) -> set[str]:
    stored = {part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    return stored | {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}


@pytest.mark.parametrize("path", TYPED, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_pxd_names_what_its_module_has(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(declared(text))
    assert drifts(text, path.with_suffix(".py").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("cdef int twice(int number)", []),
        ("@cython.locals(half=int)\ncdef int twice(int number)", []),
        ("@cython.locals(third=int)\ncdef int twice(int number)", ["twice has no local third"]),
        ("cdef int twice(int count)", ["twice takes ('number',), not ('count',)"]),
        ("cdef int thrice(int number)", ["thrice is not there"]),
        ("cdef class Box:\n    cdef int size", []),
        ("cdef class Box:\n    cdef int weight", ["Box.weight is no field"]),
        ("cdef class Box:\n    cdef int grow(self, int by)", ["Box.grow is not there"]),
    ],
)
def test_drift_is_seen(text: str, wrong: list[str]) -> None:
    module = "def twice(number):\n    half = number\n    return half * 2\n"
    module += "class Box:\n    def __init__(self):\n        self.size = 1\n"
    assert drifts(text, module) == wrong
