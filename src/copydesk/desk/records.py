"""The frozen records of a reading. Each annotation names its block and its characters there, half open."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = ["Entity", "EntityType", "Join", "Mention", "MentionKind", "Role"]

EntityType = Literal["person", "organisation", "place", "group"]
MentionKind = Literal[
    "full",
    "surname",
    "given",
    "honorific",
    "nickname",
    "spelling",
    "initials",
    "acronym",
    "short",
    "description",
    "pronoun",
]


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """One place where an entity is named or meant.

    Attributes:
        block: Index of the block that it stands in.
        start: First character in the block's text.
        end: One past the last.
        text: The characters between the two.
        kind: How it names the entity; `description` and `pronoun` do not name it at all.

    """

    block: int
    start: int
    end: int
    text: str
    kind: MentionKind


class Role(Struct, frozen=True, kw_only=True, gc=False):
    """What the text says that somebody is: the words as printed, and where."""

    block: int
    start: int
    end: int
    text: str


class Join(Struct, frozen=True, kw_only=True, gc=False):
    """Why a variant belongs to an entity, or why it was kept apart from another one."""

    variant: str
    rule: str
    reason: str


class Entity(Struct, frozen=True, kw_only=True):
    """A person, organisation, place or family of the story, under all its names.

    Attributes:
        id: `P1`, `O1`, `L1`, `G1` in order of first mention.
        name: The preferred form: the fullest name as printed, without title. Of somebody unnamed the words that
            describe them, such as "deputy foreign minister".
        is_named: Whether the story gives a name.
        relative_of: Id of the person whose partner, mother, lawyer … this one is, where the story says so safely.
        variants: All names as printed, the preferred one first.
        roles: Titles, jobs and descriptions as printed.
        ages: Ages as printed.
        mentions: In reading order, with descriptions and pronouns where the reading is safe.
        reasons: One for each variant that was joined to the name.
        doubts: Names that may be the same and were kept apart, each with the reason.

    """

    id: str
    type: EntityType
    name: str
    is_named: bool = True
    relative_of: str | None = None
    variants: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    ages: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()
    reasons: tuple[Join, ...] = ()
    doubts: tuple[Join, ...] = ()
