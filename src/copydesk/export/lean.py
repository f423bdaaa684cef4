"""The record without the parts that nobody asked for, for corpora in which size counts."""

from typing import Final

import msgspec

from copydesk.export.record import dump, line, to_jsonl
from copydesk.records import Story

__all__ = ["FIELDS", "checked_fields", "lean", "lean_indented"]

FIELDS: Final = Story.__struct_fields__
"""The fields of the record, which lean output can be narrowed to."""
_FIRST: Final = ("schema", "source")
"""What says which record this is and what it was read from."""


def lean(story: Story, fields: tuple[str, ...] | None = None, *, blocks: bool = True, evidence: bool = True) -> str:
    """The record as one line of JSON, as `to_jsonl` writes it, without what is not asked for.

    Args:
        story: The story.
        fields: Only these fields in this order, behind `schema` and `source`, and the reading where there is one.
        blocks: Whether the blocks are among them.
        evidence: Whether the evidence is.

    Raises:
        ValueError: a field is no field of the record.

    """
    if fields is None and blocks and evidence:
        return to_jsonl(story)
    return line(_parts(story, fields, blocks=blocks, evidence=evidence))


def lean_indented(
    story: Story, fields: tuple[str, ...] | None = None, *, blocks: bool = True, evidence: bool = True
) -> str:
    """The same as indented JSON."""
    return dump(_parts(story, fields, blocks=blocks, evidence=evidence))


def checked_fields(fields: tuple[str, ...] | None) -> tuple[str, ...]:
    """The fields that stay, those of every record first.

    Raises:
        ValueError: a field is no field of the record; the message lists those there are.

    """
    for field in fields or ():
        if field not in FIELDS:
            raise ValueError(f"{field} is no field of the record; its fields are {', '.join(FIELDS)}")
    return FIELDS if fields is None else tuple(dict.fromkeys((*_FIRST, *fields, "reading")))


def _parts(story: Story, fields: tuple[str, ...] | None, *, blocks: bool, evidence: bool) -> dict[str, msgspec.Raw]:
    """The asked parts of the record, each as it stands in the whole record."""
    whole = msgspec.json.decode(to_jsonl(story), type=dict[str, msgspec.Raw])
    left_out = {name for name, stays in (("blocks", blocks), ("evidence", evidence)) if not stays}
    if story.reading is None and fields is not None and "reading" not in fields:
        left_out.add("reading")
    return {name: whole[name] for name in checked_fields(fields) if name not in left_out}
