import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from copydesk.errors import CopydeskError, MissingExtra, NotAStory


@pytest.mark.parametrize("error", [NotAStory("empty", "no line"), MissingExtra("desk", "names")])
def test_an_error_goes_from_one_process_to_another_whole(error: CopydeskError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


LIBRARY = Path(__file__).parents[1] / "src" / "copydesk"
COMMAND_WORDS = re.compile(r"(?<![\w-])--[a-z]|\bcopydesk (?:[a-z]+ )?(?:-|[A-Z])|`copydesk |\bthe command\b")


def told_by(source: str) -> Iterator[str]:
    """The strings of a module that are no documentation."""
    tree = ast.parse(source)
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def test_the_library_speaks_no_words_of_the_command_line() -> None:
    """What to type is said by the commands and the server that they start: who calls a function has no options."""
    files = [path for path in LIBRARY.rglob("*.py") if not {"cli", "web"} & set(path.parts)]
    words = [text for path in files for text in told_by(path.read_text(encoding="utf-8"))]
    assert len(words) > 1_000
    assert [text for text in words if COMMAND_WORDS.search(text)] == []


@pytest.mark.parametrize("text", ["over it; --max-bytes", "as in: copydesk --list -", "`copydesk ingest` makes it"])
def test_words_of_the_command_line_are_found(text: str) -> None:
    assert [word for word in told_by(f'"""--help"""\nraise A("{text}")') if COMMAND_WORDS.search(word)] == [text]
