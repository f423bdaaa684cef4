"""A story written in the formats that other programs read."""

from collections.abc import Callable
from typing import NamedTuple

from copydesk.export.jsonld import to_jsonld, to_jsonld_line
from copydesk.export.lean import lean, lean_indented
from copydesk.export.markdown import to_markdown, to_markdown_part
from copydesk.export.ninjs import to_ninjs, to_ninjs_line
from copydesk.export.record import to_json, to_jsonl
from copydesk.export.text import to_text
from copydesk.records import Story

__all__ = [
    "FORMATS",
    "Format",
    "lean",
    "lean_indented",
    "to_json",
    "to_jsonl",
    "to_jsonld",
    "to_jsonld_line",
    "to_markdown",
    "to_markdown_part",
    "to_ninjs",
    "to_ninjs_line",
    "to_text",
]


class Format(NamedTuple):
    """How one story is written alone, and how many are written one after the other."""

    suffix: str
    alone: Callable[[Story], str]
    among: Callable[[Story], str]
    between: str = ""
    """What parts one story from the next."""


FORMATS: dict[str, Format] = {
    "json": Format(".json", to_json, to_jsonl),
    "jsonl": Format(".jsonl", to_jsonl, to_jsonl),
    "jsonld": Format(".jsonld", to_jsonld, to_jsonld_line),
    "ninjs": Format(".ninjs.json", to_ninjs, to_ninjs_line),
    "markdown": Format(".md", to_markdown, to_markdown_part, "\n---\n\n"),
    "text": Format(".txt", to_text, to_text, "\n-----\n\n"),
}
