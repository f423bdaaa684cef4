"""The people, organisations, places and families of a story, from its paragraphs as the model read them."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.desk.language_model import Parsed
from copydesk.desk.names.descriptions import describe
from copydesk.desk.names.drafts import drafts, freeze
from copydesk.desk.names.families import families
from copydesk.desk.names.named import named_mentions
from copydesk.desk.names.pronouns import pronouns
from copydesk.desk.names.sayers import described_sayers
from copydesk.desk.names.unnamed import unnamed
from copydesk.records.reading import Entity

__all__ = ["find_people_and_places"]


def find_people_and_places(documents: Sequence[Parsed]) -> tuple[Entity, ...]:
    """All entities that the paragraphs name, in order of type and first mention.

    Args:
        documents: The blocks that are read, each as the language model parsed it; `block` is an index into them.

    """
    named, groups = families(named_mentions(documents), documents)
    found = drafts(named, [parsed.text for parsed in documents])
    describe(found, groups, documents)
    described_sayers(found, documents)
    found += unnamed(found, groups, documents)
    pronouns(found, documents)
    return freeze([*found, *groups])
