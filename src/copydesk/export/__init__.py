"""A story written in the formats that other programs read."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from copydesk.export.formats import FORMATS, Format
    from copydesk.export.jsonld import to_jsonld, to_jsonld_line
    from copydesk.export.markdown import to_markdown, to_markdown_part
    from copydesk.export.ninjs import to_ninjs, to_ninjs_line
    from copydesk.export.record import to_json, to_jsonl
    from copydesk.export.text import to_text

__all__ = [
    "FORMATS",
    "Format",
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

_WHERE: Final = {
    "FORMATS": "formats",
    "Format": "formats",
    "to_json": "record",
    "to_jsonl": "record",
    "to_jsonld": "jsonld",
    "to_jsonld_line": "jsonld",
    "to_markdown": "markdown",
    "to_markdown_part": "markdown",
    "to_ninjs": "ninjs",
    "to_ninjs_line": "ninjs",
    "to_text": "text",
}
"""Each name's module, imported when it is asked for: a run writes one format."""


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
