"""The formats by name; what writes one is imported when the first story is written in it."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Final, NamedTuple

from copydesk.records import Story

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """How one story is written alone, and how many are written one after the other."""

    suffix: str
    alone: Callable[[Story], str]
    among: Callable[[Story], str]
    between: str = ""
    """What parts one story from the next."""


def _written(module: str, function: str, story: Story) -> str:
    written: str = getattr(import_module(f"copydesk.export.{module}"), function)(story)
    return written


def _by(module: str, function: str) -> Callable[[Story], str]:
    return partial(_written, module, function)


_LINE: Final = _by("record", "to_jsonl")
_TEXT: Final = _by("text", "to_text")
FORMATS: Final[dict[str, Format]] = {
    "json": Format(".json", _by("record", "to_json"), _LINE),
    "jsonl": Format(".jsonl", _LINE, _LINE),
    "jsonld": Format(".jsonld", _by("jsonld", "to_jsonld"), _by("jsonld", "to_jsonld_line")),
    "ninjs": Format(".ninjs.json", _by("ninjs", "to_ninjs"), _by("ninjs", "to_ninjs_line")),
    "markdown": Format(".md", _by("markdown", "to_markdown"), _by("markdown", "to_markdown_part"), "\n---\n\n"),
    "text": Format(".txt", _TEXT, _TEXT, "\n-----\n\n"),
}
