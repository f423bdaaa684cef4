"""A paragraph's grammar seen from its clauses: the parts of a clause, who acts in it, which words are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from copydesk.desk.events.table import table

if TYPE_CHECKING:
    from copydesk.desk.language_model import Parsed, Token

__all__ = ["Grammar"]

_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d$")
_CLAUSES: Final = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "xcomp", "dep"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_OBJECTS: Final = frozenset({"dobj", "dative"})
_APART: Final = frozenset({"advcl", "ccomp", "parataxis"})


def _lead(tokens: Sequence[Token]) -> int:
    start = tokens[:12]
    if start and _CLOCK.match(start[0].text):
        return 1
    for token in start[1:]:
        if token.text in (":", "–", "—") and start[0].text[:1].isupper():
            is_line = token.index == 1 or (start[0].text.isupper() and len(start[0].text) > 2)
            return token.index + 1 if is_line else 0
    return 0


class Grammar:
    """The words of a paragraph with their dependents at hand."""

    def __init__(self, parsed: Parsed) -> None:
        self.tokens = parsed.tokens
        self.parsed = parsed
        self.lead = _lead(parsed.tokens)
        """Index of the first word behind a dateline or a time of day that the paragraph begins with."""
        self._children: dict[int, list[Token]] = {}
        for token in parsed.tokens:
            if token.head != token.index:
                self._children.setdefault(token.head, []).append(token)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The dependents of a word, all or those of certain kinds."""
        found = self._children.get(token.index, [])
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, token: Token) -> Token:
        """The word that a word depends on; a root is its own."""
        return self.tokens[token.head]

    def is_clause(self, token: Token) -> bool:
        """Whether a word is the verb of a clause."""
        return token.tag[:1] == "V" and token.dep in _CLAUSES

    def verb_above(self, token: Token) -> Token | None:
        """The nearest verb of a clause at or above a word."""
        for _ in range(40):
            if self.is_clause(token):
                return token
            if token.head == token.index:
                return None
            token = self.head(token)
        return None

    def chain(self, verb: Token) -> Iterator[Token]:
        """A verb and the verbs before it that it shares its subject with: "was captured and released"."""
        yield verb
        for _ in range(10):
            if verb.dep != "conj" or self.children(verb, *_SUBJECTS):
                return
            verb = self.head(verb)
            if verb.tag[:1] != "V":
                return
            yield verb

    def is_passive(self, verb: Token) -> bool:
        """Whether the subject is what the verb is done to."""
        if verb.tag != "VBN":
            return False
        if verb.dep == "acl" or self.children(verb, "nsubjpass", "auxpass"):
            return True
        return any(self.children(one, "auxpass") for one in self.chain(verb)) and not self.children(verb, "aux")

    def subjects(self, verb: Token) -> list[Token]:
        """Who does it, or in the passive who it is done to; from the governing clause where it has none of its own."""
        first = verb
        for first in self.chain(verb):
            found = self.children(first, *_SUBJECTS)
            if found and not (first.dep == "relcl" and table().is_form("relative", found[0])):
                return self.with_others(found)
        return self.with_others(self._subjects_above(first))

    def _subjects_above(self, verb: Token) -> list[Token]:
        above = self.head(verb)
        if verb.dep in ("acl", "relcl"):
            return [above]
        if verb.dep == "pcomp" and above.dep == "prep":
            outer = self.head(above)
            return self.children(outer, "dobj") or self._own_subjects(outer)
        if verb.dep == "xcomp" and above.tag[:1] != "V":
            above = self.head(above)
        return self._own_subjects(above) if verb.dep in ("advcl", "xcomp") else []

    def _own_subjects(self, verb: Token) -> list[Token]:
        return [found for one in self.chain(verb) for found in self.children(one, *_SUBJECTS)][:1]

    def objects(self, verb: Token) -> list[Token]:
        """Who or what it is done to, or given to, in the active."""
        return self.with_others(self.children(verb, *_OBJECTS))

    def agents(self, verb: Token) -> list[Token]:
        """Who does it, in the passive."""
        return self.with_others(
            child for agent in self.children(verb, "agent") for child in self.children(agent, "pobj")
        )

    def with_others(self, heads: Iterable[Token]) -> list[Token]:
        """Nouns with those that stand beside them: "the mother and the father, Ivan"."""
        found: list[Token] = []
        waiting = [one for token in heads for one in self._behind_lead(token)]
        while waiting and len(found) < 20:
            token = waiting.pop(0)
            found.append(token)
            waiting[:0] = [one for one in self.children(token, "conj", "appos") if one.tag[:1] in "NP"]
        return found

    def _behind_lead(self, token: Token) -> list[Token]:
        """A noun; of a dateline that looks like one, what looks like its apposition: "LUND — Vale resigned"."""
        if token.index >= self.lead:
            return [token]
        return [one for one in self.children(token, "appos", "conj") if one.index >= self.lead]

    def phrase(self, noun: Token) -> tuple[int, int]:
        """The offsets of a noun with what stands before it."""
        start = noun
        while lefts := [
            one for one in self.children(start) if self.lead <= one.index < start.index and one.dep != "punct"
        ]:
            start = lefts[0]
        return start.start, noun.end

    def clause(self, verb: Token) -> tuple[int, int]:
        """The offsets of a clause's own words: no other clause beside or under it, no mark at its ends."""
        own = self._own(verb)
        if verb.dep == "xcomp" and (above := self.verb_above(self.head(verb))) is not None:
            own.update(one for one in self._own(above) if one < verb.index)
        if verb.dep in ("acl", "relcl"):
            noun = self.head(verb)
            start, _ = self.phrase(noun)
            own.update(token.index for token in self.tokens[: noun.index + 1][-60:] if token.start >= start)
            own.update(range(noun.index, verb.index))
        first = last = verb.index
        while first - 1 in own:
            first -= 1
        while last + 1 in own:
            last += 1
        marks = [child.index for child in self.children(verb, "mark") if child.index < verb.index]
        first = max([first, min(self.lead, verb.index), *(mark + 1 for mark in marks)])
        while first < verb.index and self.tokens[first].dep in ("punct", "cc", "dep"):
            first += 1
        while last > verb.index and self.tokens[last].dep in ("punct", "cc"):
            last -= 1
        return self.tokens[first].start, self.tokens[last].end

    def _own(self, verb: Token) -> set[int]:
        own = {verb.index}
        waiting = [verb]
        while waiting:
            for child in self.children(waiting.pop()):
                if not self._is_apart(child):
                    own.add(child.index)
                    waiting.append(child)
        return own

    def _is_apart(self, child: Token) -> bool:
        if child.dep == "conj" and child.tag[:1] == "V":
            return True
        return child.dep in _APART
