"""The JSON Schema of the record, generated from the record types and shipped beside this module."""

import re
from importlib.resources import files
from inspect import cleandoc
from typing import Any

from copydesk import records
from copydesk.patterns import pattern

__all__ = ["generated_schema", "shipped_schema"]

_FILE = "story.schema.json"
_FIELD = pattern(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def shipped_schema() -> str:
    """The JSON Schema as it ships with the package."""
    return files(__package__).joinpath(_FILE).read_text(encoding="utf-8")


def generated_schema() -> str:
    """The JSON Schema as the record types give it; every field is required, since the export writes every field."""
    import msgspec

    from copydesk.export.record import dump
    from copydesk.records import SCHEMA, Story

    (story,), definitions = msgspec.json.schema_components((Story,), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        _require_all(definition)
        _describe(definition)
    told = definitions["Story"]["properties"]["schema"]["description"]
    definitions["Story"]["properties"]["schema"] = {"const": SCHEMA, "description": told}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "copydesk story record"}
    return dump({**head, **story, "$defs": definitions})


def _require_all(definition: dict[str, Any]) -> None:
    if "properties" not in definition:
        return
    definition["required"] = list(definition["properties"])
    for field in definition["properties"].values():
        field.pop("default", None)


def _describe(definition: dict[str, Any]) -> None:
    """Have each field say itself what the docstring of its record says of it."""
    told, _, fields = cleandoc(definition.get("description", "")).partition("\n\nAttributes:\n")
    if told:
        definition["description"] = told
    for name, text in (*_inherited_fields(definition), *_FIELD.findall(fields)):
        if name in definition["properties"]:
            definition["properties"][name] |= {"description": " ".join(text.split())}


def _inherited_fields(definition: dict[str, Any]) -> list[tuple[str, str]]:
    """What the records that a record is made of say of the fields that it has from them."""
    record = getattr(records, definition.get("title", ""), object)
    above = [kind.__doc__ or "" for kind in record.__mro__[1:] if kind.__module__.startswith(records.__name__)]
    return [field for told in above for field in _FIELD.findall(cleandoc(told).partition("\n\nAttributes:\n")[2])]


if __name__ == "__main__":
    import sys

    sys.stdout.write(generated_schema())
