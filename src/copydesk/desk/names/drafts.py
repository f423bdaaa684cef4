"""Entities while they are gathered; they are frozen into records at the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from copydesk.desk.names.bodies import Joined, join_bodies, join_places
from copydesk.desk.names.genders import printed_gender
from copydesk.desk.names.join import Group, fullness, join_people
from copydesk.desk.names.named import Named, in_brackets_after
from copydesk.desk.names.person import PersonName, parse_person
from copydesk.desk.names.tables import given_names, nicknames, title_genders
from copydesk.records.reading import Entity, EntityType, Excerpt, Join, Mention, MentionKind

__all__ = ["Draft", "drafts", "freeze"]

_LETTERS: dict[EntityType, str] = {"person": "P", "organisation": "O", "place": "L", "group": "G"}


class Draft(Struct, eq=False):
    """One entity being gathered."""

    type: EntityType
    name: str
    gender: str = ""
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Excerpt] = field(default_factory=list)
    ages: list[Excerpt] = field(default_factory=list)
    reasons: list[Join] = field(default_factory=list)
    doubts: list[Join] = field(default_factory=list)
    is_named: bool = True
    confidence: float = 0.0
    """How sure it is that this is one, and of its type: of its names the surest."""
    owner: tuple[int, int] | None = None
    """Where the word stands that says whose relative it is."""

    @property
    def first(self) -> tuple[int, int]:
        """Where the entity stands first."""
        return min(((mention.block, mention.start) for mention in self.mentions), default=(0, 0))


def drafts(named: Sequence[Named], texts: Sequence[str]) -> list[Draft]:
    """One draft for each entity that the story names."""
    found = _drafts_of_people([one for one in named if one.kind == "person"], texts)
    bodies = [one for one in named if one.kind == "organisation"]
    found += _drafts_of_bodies(
        bodies, "organisation", join_bodies({one.name for one in bodies}, _acronym_pairs(bodies, texts))
    )
    spots = [one for one in named if one.kind == "place"]
    found += _drafts_of_bodies(spots, "place", join_places({one.name for one in spots}))
    found += _peoples([one for one in named if one.kind == "people"])
    return found


def _drafts_of_people(named: Sequence[Named], texts: Sequence[str]) -> list[Draft]:
    by_name: dict[PersonName, list[Named]] = {}
    for one in named:
        by_name.setdefault(_person_name(one, texts), []).append(one)
    first = {name: min((one.block, one.name_start) for one in where) for name, where in by_name.items()}
    return [_person(group, by_name, texts) for group in join_people(by_name, first)]


def _person(group: Group, by_name: Mapping[PersonName, Sequence[Named]], texts: Sequence[str]) -> Draft:
    placed = sorted(
        ((one.block, one.name_start, name, one) for name in group.names for one in by_name[name]), key=_place_of_name
    )
    # Of names that are equally full the story's first is the preferred one: Sasha is Alexander, not the other way.
    preferred = min((name for _, _, name, _ in placed), key=lambda name: -fullness(name))
    draft = Draft("person", preferred.text, _gender_of_names(group.names), reasons=group.joins, doubts=group.doubts)
    draft.confidence = max(one.confidence for _, _, _, one in placed)
    for _, _, name, one in placed:
        kind = _kind_of_mention(name, preferred, texts[one.block][one.start : one.name_start])
        draft.mentions.append(_mention(one, kind, texts))
        _note_role(draft, one, texts)
    return draft


def _place_of_name(placed: tuple[int, int, PersonName, Named]) -> tuple[int, int]:
    return placed[:2]


def _person_name(one: Named, texts: Sequence[str]) -> PersonName:
    parsed = parse_person(one.name)
    if parsed.gender:
        return parsed
    lead = texts[one.block][one.start : one.name_start].lower().split()
    genders = {title_genders()[word] for word in lead if word in title_genders()}
    if len(genders) != 1:
        return parsed
    return PersonName(parsed.text, parsed.given, parsed.surname, genders.pop(), parsed.family_first)


def _gender_of_names(names: Sequence[PersonName]) -> str:
    told = {name.gender for name in names if name.gender}
    if len(told) == 1:
        return told.pop()
    single = {given_names().get(name.surname, "x") for name in names if not name.is_full}
    return single.pop().replace("x", "") if not told and len(single) == 1 else ""


def _kind_of_mention(name: PersonName, preferred: PersonName, lead: str) -> MentionKind:
    if name == preferred or (name.is_full and name.words == preferred.words):
        return "full" if name.is_full or not lead else "honorific"
    if name.is_full:
        return _full_kind(name, preferred)
    if lead and lead.lower().strip().rstrip(".") in ("mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dr", "prof"):
        return "honorific"
    return "given" if preferred.is_full and name.surname.lower() == preferred.given[0].lower() else "surname"


def _full_kind(name: PersonName, preferred: PersonName) -> MentionKind:
    a, b = (word.given[0].rstrip(".").lower() if word.given else "" for word in (name, preferred))
    if min(len(a), len(b)) == 1:
        return "initials"
    if a != b and nicknames().get(a, frozenset()) & nicknames().get(b, frozenset()):
        return "nickname"
    return "full" if a == b and name.surname == preferred.surname else "spelling"


def _mention(one: Named, kind: MentionKind, texts: Sequence[str]) -> Mention:
    return Mention(block=one.block, start=one.start, end=one.end, text=texts[one.block][one.start : one.end], kind=kind)


def _note_role(draft: Draft, one: Named, texts: Sequence[str]) -> None:
    lead = texts[one.block][one.start : one.name_start].rstrip()
    if lead and lead.lower().rstrip(".") not in ("mr", "mrs", "ms", "miss"):
        draft.roles.append(Excerpt(block=one.block, start=one.start, end=one.start + len(lead), text=lead))


def _acronym_pairs(bodies: Sequence[Named], texts: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs such as "World Ferry Council (WFC)"."""
    return [(one.name, other.name) for one, other in pairwise(bodies) if in_brackets_after(one, other, texts)]


def _drafts_of_bodies(named: Sequence[Named], type_: EntityType, joined: Joined) -> list[Draft]:
    built: list[Draft] = []
    by_name: dict[str, list[Named]] = {}
    for one in named:
        by_name.setdefault(one.name, []).append(one)
    for names, joins in joined:
        draft = Draft(type_, names[0], reasons=joins)
        for one in (one for name in names for one in by_name.get(name, ())):
            kind: MentionKind = "full" if one.name == names[0] else "acronym" if one.name.isupper() else "short"
            draft.mentions.append(Mention(block=one.block, start=one.start, end=one.end, text=one.name, kind=kind))
            draft.confidence = max(draft.confidence, one.confidence)
        built.append(draft)
    return built


def _peoples(named: Sequence[Named]) -> list[Draft]:
    by_name: dict[str, Draft] = {}
    for one in named:
        draft = by_name.setdefault(one.name, Draft("group", one.name))
        draft.mentions.append(Mention(block=one.block, start=one.start, end=one.end, text=one.name, kind="full"))
    return list(by_name.values())


def freeze(found: Sequence[Draft]) -> tuple[Entity, ...]:
    """The drafts as records, numbered by type in order of first mention."""
    counts: dict[str, int] = {}
    ids: dict[int, str] = {}
    ordered = sorted((one for one in found if one.mentions), key=lambda one: (one.first, one.type, one.name))
    for draft in ordered:
        counts[draft.type] = counts.get(draft.type, 0) + 1
        ids[id(draft)] = f"{_LETTERS[draft.type]}{counts[draft.type]}"
    owners = _printed_owners(ordered, ids)
    return tuple(_entity_of(draft, ids[id(draft)], owners.get(draft.owner or (-1, -1))) for draft in ordered)


def _printed_owners(ordered: Sequence[Draft], ids: Mapping[int, str]) -> dict[tuple[int, int], str]:
    """Who stands where an owner is printed. Descriptions do not count: "his father" is not his own father."""
    wanted: dict[int, list[int]] = {}
    for block, start in sorted({draft.owner for draft in ordered if draft.owner is not None}):
        wanted.setdefault(block, []).append(start)
    owners: dict[tuple[int, int], str] = {}
    for draft in ordered:
        for mention in draft.mentions if draft.type == "person" and wanted else ():
            starts = wanted.get(mention.block, []) if mention.kind != "description" else []
            for start in starts[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)]:
                owners[mention.block, start] = ids[id(draft)]
    return owners


def _entity_of(draft: Draft, id_: str, relative_of: str | None) -> Entity:
    mentions = sorted(set(draft.mentions), key=lambda mention: (mention.block, mention.start, mention.end))
    return Entity(
        id=id_,
        type=draft.type,
        name=draft.name,
        is_named=draft.is_named,
        confidence=round(draft.confidence, 2) if draft.is_named and draft.confidence else None,
        gender=printed_gender(mentions, draft.roles) if draft.type == "person" else None,
        relative_of=relative_of,
        variants=_variants(draft, mentions) if draft.is_named else (),
        roles=tuple(sorted(set(draft.roles), key=_place_of_role)),
        ages=tuple(sorted(set(draft.ages), key=_place_of_role)),
        mentions=tuple(mentions),
        reasons=tuple(sorted(draft.reasons, key=lambda join: (join.variant, join.rule))),
        doubts=tuple(sorted(dict.fromkeys(draft.doubts), key=lambda join: (join.variant, join.rule))),
    )


def _place_of_role(role: Excerpt) -> tuple[int, int]:
    return role.block, role.start


def _variants(draft: Draft, mentions: Sequence[Mention]) -> tuple[str, ...]:
    roles = {(role.block, role.start): len(role.text) for role in draft.roles}
    printed = [
        mention.text[roles.get((mention.block, mention.start), 0) :].strip()
        for mention in mentions
        if mention.kind not in ("description", "pronoun")
    ]
    return tuple(dict.fromkeys([draft.name, *printed]))
