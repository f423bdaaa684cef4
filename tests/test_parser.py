"""The parser is loaded without its package, and is the parser of the package."""

import subprocess
import sys

import pytest
from turbohtml.detect import detect_language

from copydesk import parser

TEXTS = (
    "The ferry to the outer isles sails again from Monday, the harbour master said in the morning.",
    "Die Fähre zu den äußeren Inseln fährt ab Montag wieder, sagte der Hafenmeister am Morgen.",
    "외곽 섬으로 가는 여객선이 월요일부터 다시 운항한다고 항만장이 말했다.",
    "Паром снова ходит с понедельника, сообщил начальник порта утром.",
    "12345 – !!",
    "",
)


def in_a_process(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()


@pytest.mark.parametrize("text", TEXTS)
def test_a_language_is_told_as_the_package_tells_it(text: str) -> None:
    found = detect_language(text)
    assert parser.language_by_letters(text) == (found.language, found.script)


def test_another_form_of_the_compiled_part_is_asked_through_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_core", object())
    assert parser.language_by_letters(TEXTS[0]) == ("eng", "Latin")


def test_a_read_leaves_the_package_alone() -> None:
    code = (
        "import sys, copydesk\n"
        f"copydesk.read('<h1>Ferry is back</h1><p>{TEXTS[0]}</p>')\n"
        "print('turbohtml' in sys.modules, 'turbohtml._html' in sys.modules)"
    )
    assert in_a_process(code) == "False True"


@pytest.mark.parametrize(
    "first", ["from copydesk import parser; import turbohtml", "import turbohtml; from copydesk import parser"]
)
def test_the_package_has_the_same_types_before_and_after(first: str) -> None:
    code = (
        f"{first}\n"
        "page = turbohtml.parse('<p>Ferry</p>', source_locations=True)\n"
        "tag = page.select('p')[0]\n"
        "print(parser.parse is turbohtml.parse, isinstance(tag, parser.Element), tag.source_location is not None)\n"
        "print(turbohtml.parse('<p>a<b>c').article() is not None, turbohtml.__version__ != '')"
    )
    assert in_a_process(code).split() == ["True"] * 5


def test_where_the_compiled_part_cannot_be_loaded_alone_the_package_is() -> None:
    code = (
        "import importlib.machinery, sys\n"
        "finder = importlib.machinery.PathFinder.find_spec\n"
        "class Blind(importlib.machinery.PathFinder):\n"
        "    find_spec = staticmethod(lambda name, path=None, target=None: None)\n"
        "importlib.machinery.PathFinder = Blind\n"
        "from copydesk import parser\n"
        "page = parser.parse('<p>Ferry</p>', source_locations=True)\n"
        "print('turbohtml' in sys.modules, page.root is not None)"
    )
    assert in_a_process(code) == "True True"
