"""Fields say by signs what they look for, and are handed no less than they need."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import copydesk
from copydesk.errors import CopydeskError
from copydesk.fields.view import TextSheet, View
from copydesk.records import Story

ROOT = Path(__file__).parents[2]
FIELDS = ROOT / "src" / "copydesk" / "fields"
PAGES = sorted([*ROOT.glob("samples/*.*"), *ROOT.glob("tests/cases/*/*/source.*")])
BEFORE_THE_VIEW = {"view.py", "story.py", "refusals.py"}
EVERY_BLOCK = {"view.py", "record.py", "roles/blocks.py", "refusals.py", "story.py"}
"""The view itself, and what gives each block its role and its place in the record."""


def stories() -> list[Story | str]:
    return [_read(path) for path in PAGES]


def _read(path: Path) -> Story | str:
    try:
        return copydesk.read(path)
    except CopydeskError as error:
        return repr(error)


def _short_blocks(page: View, _needs: int, indices: Iterable[int], longest: int) -> list[int]:
    return [index for index in indices if len(page.text(index)) <= longest]


def _short_lines(sheet: TextSheet, _needs: int, indices: Iterable[int], longest: int) -> list[int]:
    return [index for index in indices if len(sheet.text(index)) <= longest]


def test_handed_all_blocks_the_fields_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    by_signs = stories()
    monkeypatch.setattr(View, "having", _short_blocks)
    monkeypatch.setattr(TextSheet, "having", _short_lines)
    assert stories() == by_signs
    assert len(by_signs) == len(PAGES) > 20


def test_the_fields_ask_for_less_than_all(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, handed = 0, 0
    having = View.having

    def counted(page: View, needs: int, indices: Iterable[int], longest: int) -> list[int]:
        nonlocal asked, handed
        some = list(indices)
        found = having(page, needs, some, longest)
        asked, handed = asked + len(some), handed + len(found)
        return found

    monkeypatch.setattr(View, "having", counted)
    stories()
    assert 0 < handed < asked / 2


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(FIELDS.glob("**/*.py")):
        yield path.relative_to(FIELDS).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def walked(tree: ast.AST) -> Iterator[ast.expr]:
    """What the loops and comprehensions of a module go through."""
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            yield node.iter


def test_no_field_takes_the_page_from_anything_but_the_view() -> None:
    assert [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name not in BEFORE_THE_VIEW
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "dom"
    ] == []


def is_of_the_page(node: ast.expr) -> bool:
    """Whether an expression is all that the page has, or a slice of it, also by way of `self` or `reversed`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("enumerate", "reversed"):
        return any(map(is_of_the_page, node.args))
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Slice) and is_of_the_page(node.value)
    if not isinstance(node, ast.Attribute) or node.attr not in ("blocks", "lines", "containers", "anchors"):
        return False
    owner = node.value
    named = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return named in ("page", "view", "sheet", "dom")


@pytest.mark.parametrize(
    ("loop", "walks"),
    [
        ("for block in page.blocks: pass", True),
        ("for block in page.blocks[2:9]: pass", True),
        ("for block in reversed(view.blocks[:3]): pass", True),
        ("sum(len(one.text) for one in self.page.blocks[low:high])", True),
        ("for line in sheet.lines[sheet.last + 1 :]: pass", True),
        ("for block in page.said(2, 9): pass", False),
        ("for block in run.blocks: pass", False),
    ],
)
def test_a_walk_is_told_from_what_the_view_hands_over(loop: str, walks: bool) -> None:
    assert [is_of_the_page(node) for node in walked(ast.parse(loop))] == [walks]


def test_no_field_walks_the_page_itself() -> None:
    assert [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        if name not in EVERY_BLOCK
        for node in walked(tree)
        if is_of_the_page(node)
    ] == []
