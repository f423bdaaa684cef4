"""Clauses that tell an event: their verb, who takes part, whom it happens to, whether it happened at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from copydesk.desk.events.grammar import Grammar
from copydesk.desk.events.table import Family, Table
from copydesk.desk.material import Material
from copydesk.records.reading import Entity, Excerpt, Mention, Participant

if TYPE_CHECKING:
    from copydesk.desk.language_model import Token

__all__ = ["Clause", "Clauses"]

_PEOPLE: Final = frozenset({"person", "group"})
NOT_DENIED: Final = "events/not-denied"
NOT_OPEN: Final = "events/not-open"
NOT_QUOTED: Final = "events/not-quoted"
NOT_PICTURE: Final = "events/not-picture"
_PAST_PARTICIPLE: Final = frozenset({"VBD", "VBN"})


class Clause(Struct, frozen=True, kw_only=True):
    """One clause that tells an event.

    Attributes:
        verb: Index of its verb among the words of its paragraph.
        text: Its own words.
        lemma: Base form of the verb.
        family: Row of the table that the verb stands in.
        who: Those who take part.
        affected: Keys of those whose event it is: entity ids, and the nouns that they are called.
        where: Ids of the places it names.
        is_real: It tells what happened or will happen: no negation, no "would", no "if".
        is_ahead: It tells what will happen.
        adds: "Also": somebody else, named before, is meant too.

    """

    block: int
    verb: int
    text: Excerpt
    lemma: str
    family: Family | None
    who: tuple[Participant, ...]
    affected: frozenset[str]
    where: tuple[str, ...]
    is_real: bool
    is_ahead: bool
    adds: bool


class Clauses:
    """Reads clauses of one paragraph, each once."""

    def __init__(self, material: Material, block: int, table: Table) -> None:
        self.grammar = Grammar(material.parsed[block])
        self.table = table
        self._material = material
        self._block = block
        self._read: dict[int, Clause] = {}

    def of_families(self) -> Iterator[Clause]:
        """The clauses with a verb of the table, outside quote marks."""
        for token in self.grammar.tokens:
            if token.lemma in self.table.families and self.grammar.is_clause(token):
                clause = self.at(token)
                if clause.is_real and self._is_told(token):
                    yield clause

    def _is_told(self, verb: Token) -> bool:
        """Whether the verb tells something done, not a wish or a habit: a past form, or the present of a headline."""
        if self.is_quoted(verb.start):
            return False
        is_behind = verb.dep == "pcomp" and self.table.is_form("done-behind", self.grammar.head(verb))
        if verb.tag in _PAST_PARTICIPLE or is_behind:
            return True
        return verb.tag == "VBZ" and self._material.paragraphs[self._block].role == "headline"

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands in quote marks, where nothing is told as done."""
        return NOT_QUOTED in self.table.rules and self._material.is_quoted(self._block, offset)

    def is_about_picture(self, verb: Token) -> bool:
        """Whether a caption tells of its picture: "taken on Thursday", "pictured in 2019"."""
        role = self._material.paragraphs[self._block].role
        is_known = NOT_PICTURE in self.table.rules
        return is_known and role == "caption" and self.table.is_form("picture", verb)

    def at(self, verb: Token) -> Clause:
        """The clause of a verb."""
        if verb.index not in self._read:
            self._read[verb.index] = self._clause(verb)
        return self._read[verb.index]

    def _clause(self, verb: Token) -> Clause:
        grammar = self.grammar
        passive = grammar.is_passive(verb)
        subjects, objects = grammar.subjects(verb), grammar.objects(verb)
        agents = grammar.agents(verb)
        family = self.table.families.get(verb.lemma)
        acting, undergoing = (agents, subjects) if passive else (subjects, objects)
        is_open, is_ahead = self._manner(verb)
        return Clause(
            block=self._block,
            verb=verb.index,
            text=self._material.excerpt(self._block, *grammar.clause(verb)),
            lemma=verb.lemma,
            family=family,
            who=self._participants([*undergoing, *acting] if passive else [*acting, *undergoing]),
            affected=self._affected(family, acting, undergoing),
            where=self._places(verb),
            is_real=not is_open,
            is_ahead=is_ahead,
            adds=any(self.table.is_form("adding", child) for child in grammar.children(verb, "advmod")),
        )

    def _manner(self, verb: Token) -> tuple[bool, bool]:
        """Whether the clause leaves open that it happens, and whether it lies ahead."""
        is_ahead = False
        for one in self.grammar.chain(verb):
            for child in self.grammar.children(one):
                if self._leaves_open(child):
                    return True, False
                is_ahead |= child.dep == "aux" and self.table.is_("ahead", child)
                if child.dep == "aux" and child.tag == "TO":
                    planned = self._is_planned(one)
                    return not planned, planned
        return False, is_ahead

    def _leaves_open(self, child: Token) -> bool:
        """ "Did not resign", "could resign", "if she resigned"."""
        if child.dep == "neg":
            return NOT_DENIED in self.table.rules
        is_open = child.dep in ("aux", "mark") and self.table.is_("open", child)
        return is_open and NOT_OPEN in self.table.rules

    def _is_planned(self, verb: Token) -> bool:
        above = self.grammar.head(verb)
        return self.table.is_form("plans", above) or self.table.is_("plans", above)

    def _affected(self, family: Family | None, acting: list[Token], undergoing: list[Token]) -> frozenset[str]:
        sides = {"object": undergoing, "subject": acting, "both": [*acting, *undergoing]}
        # "The ship sank", "they married": some verbs tell of their subject when they have no object.
        chosen = sides[family.affects] or acting if family else [*acting, *undergoing]
        return frozenset(key for token in chosen for key in self._keys(token))

    def _keys(self, token: Token) -> Iterator[str]:
        found = self.named(token)
        if found is not None:
            yield found[1].id
        if token.tag in ("NN", "NNS", "CD") or (found is None and token.tag[:1] == "N"):
            yield token.lemma.lower()

    def named(self, token: Token) -> tuple[Mention, Entity] | None:
        """The entity that a noun names or describes, with the mention."""
        return self._material.named(self._block, token.start, token.end)

    def _participants(self, tokens: Iterable[Token]) -> tuple[Participant, ...]:
        found: dict[str, Participant] = {}
        for token in tokens:
            one = None if self._is_named_beside(token) else self._participant(token)
            if one is not None:
                found.setdefault(one.entity or one.text.lower(), one)
        return tuple(found.values())

    def _is_named_beside(self, token: Token) -> bool:
        """Whether a noun only introduces a name: "the militant group Hamas"."""
        beside = self.grammar.children(token, "appos")
        alone = token.dep != "conj" and not self.grammar.children(token, "conj")
        return alone and self.named(token) is None and any(self.named(one) for one in beside)

    def _participant(self, token: Token) -> Participant | None:
        named = self.named(token)
        if named is None and (token.tag[:2] in ("PR", "WP", "WD", "EX", "DT") or token.tag[:1] != "N"):
            return None
        start, end = self.grammar.phrase(token)
        if named is not None and named[1].type in _PEOPLE:
            start, end = min(start, named[0].start), max(end, named[0].end)
        text = self.grammar.parsed.text[start:end]
        return Participant(block=self._block, start=start, end=end, text=text, entity=named[1].id if named else None)

    def beside(self, clause: Clause) -> tuple[str, ...]:
        """Ids of the places beside nouns for what happens in a clause: "a fire at a mill in Riga killed three"."""
        verb = self.grammar.tokens[clause.verb]
        nouns = [*self.grammar.subjects(verb), *self.grammar.objects(verb), *self.grammar.agents(verb)]
        happening = (noun for noun in nouns if self.table.is_form("happening", noun))
        return tuple(dict.fromkeys(place for noun in happening for place in self._places(noun)))

    def _places(self, head: Token) -> tuple[str, ...]:
        found: list[str] = []
        waiting = self.grammar.children(head, "prep")[:]
        while waiting:
            preposition = waiting.pop(0)
            is_place_word = self.table.is_form("place", preposition) or self._is_of_a_part(preposition)
            for noun in self.grammar.children(preposition, "pobj"):
                named = self.named(noun)
                if named is not None and named[1].type == "place" and is_place_word:
                    found.append(named[1].id)
                waiting += self.grammar.children(noun, "prep")
        return tuple(dict.fromkeys(found))

    def _is_of_a_part(self, preposition: Token) -> bool:
        """Whether "of" follows a part of a place: off the coast of Orby."""
        return preposition.lemma == "of" and self.table.is_form("parts", self.grammar.head(preposition))
