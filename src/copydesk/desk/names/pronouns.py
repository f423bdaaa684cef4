"""Pronouns, only where one person alone can be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.drafts import Draft
from copydesk.desk.names.tables import event_verbs, nouns
from copydesk.records.reading import Mention

__all__ = ["pronouns", "unquoted"]

DEEPEST = 100
"""Words that a pronoun is followed up in the grammar of its sentence."""

_ENOUGH = 2
"""Pronouns that tell somebody's gender, where at most half as many say the other."""
_QUOTES = frozenset('"“”„«»')


class _Placed(Struct, frozen=True):
    """A person where it is mentioned in a block."""

    start: int
    end: int
    draft: Draft


class _Told(Struct, frozen=True):
    """What is told around the pronouns of a block: who stands in which sentence, who before, whom what befell."""

    parsed: Parsed
    placed: dict[int, list[_Placed]]
    before: Sequence[Draft]
    suffered: Mapping[str, set[int]]

    def here(self, pronoun: Token, number: int) -> Iterator[_Placed]:
        """The mentions of a sentence that stand before the pronoun."""
        return (one for one in self.placed.get(number, ()) if one.start < pronoun.start)

    def near(self, pronoun: Token, *, named: bool) -> Sequence[Draft]:
        """The people told of before a pronoun in its sentence, or else in the sentence before it."""
        for number in (pronoun.sentence, pronoun.sentence - 1):
            if people := _each(one for one in self.here(pronoun, number) if one.draft.is_named == named):
                return people
        return self.before if named and pronoun.sentence == 0 else ()


def pronouns(found: Sequence[Draft], documents: Sequence[Parsed]) -> None:
    """Adds he, she and their forms to the one person of the sentence, or of the one before, that fits."""
    outside = [{token.start for token in unquoted(parsed)} for parsed in documents]
    by_block: dict[int, list[_Placed]] = {}
    for draft in found:
        # Whom a speaker names inside the quote is nobody's "he said".
        for mention in draft.mentions if draft.type == "person" else ():
            if mention.start in outside[mention.block]:
                by_block.setdefault(mention.block, []).append(_Placed(mention.start, mention.end, draft))
    suffered = _suffered(by_block, documents)
    read = list(_pronouns_read(by_block, documents, suffered))
    if _learn_genders(read, documents):
        read = list(_pronouns_read(by_block, documents, suffered))
    for block, start, end, draft in read:
        text = documents[block].text[start:end]
        draft.mentions.append(Mention(block=block, start=start, end=end, text=text, kind="pronoun"))


def _pronouns_read(
    by_block: Mapping[int, Sequence[_Placed]], documents: Sequence[Parsed], suffered: Mapping[str, set[int]]
) -> Iterator[tuple[int, int, int, Draft]]:
    before: tuple[Draft, ...] = ()
    for block, parsed in enumerate(documents):
        placed = _by_sentence(parsed, sorted(by_block.get(block, ()), key=lambda one: (one.start, one.end)))
        for start, end, draft in _pronoun_readings(_Told(parsed, placed, before, suffered)):
            yield block, start, end, draft
        last = placed.get(len(parsed.sentences) - 1, ())
        before = _each(one for one in last if one.draft.is_named)


def _learn_genders(read: Iterable[tuple[int, int, int, Draft]], documents: Sequence[Parsed]) -> bool:
    """Gives a person of no known gender the one that most pronouns have; whether anybody got one."""
    told: dict[int, tuple[Draft, Counter[str]]] = {}
    for block, start, end, draft in read:
        if not draft.gender:
            is_he = documents[block].text[start:end].lower() in nouns("he")
            told.setdefault(id(draft), (draft, Counter()))[1]["m" if is_he else "f"] += 1
    for draft, counts in told.values():
        (most, count), *rest = counts.most_common()
        if count >= _ENOUGH and not any(2 * other > count for _, other in rest):
            draft.gender = most
    return any(draft.gender for draft, _ in told.values())


def unquoted(parsed: Parsed) -> Iterator[Token]:
    """The tokens of a block that stand outside quote marks."""
    inside = False
    for token in parsed.tokens:
        if token.text in _QUOTES:
            inside = not inside if token.text == '"' else token.text in "“„«"
        elif not inside:
            yield token


def _by_sentence(parsed: Parsed, everybody: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    placed: dict[int, list[_Placed]] = {}
    for one in everybody:
        token = parsed.at(one.start)
        if token is not None:
            placed.setdefault(token.sentence, []).append(one)
    return placed


def _each(placed: Iterable[_Placed]) -> tuple[Draft, ...]:
    return tuple({id(one.draft): one.draft for one in placed}.values())


def _pronoun_readings(told: _Told) -> Iterator[tuple[int, int, Draft]]:
    he, she = nouns("he"), nouns("she")
    for token in unquoted(told.parsed):
        low = token.text.lower()
        if low not in he and low not in she:
            continue
        meant = _person_meant(told, token, "m" if low in he else "f")
        if meant is not None:
            told.placed.setdefault(token.sentence, []).append(_Placed(token.start, token.end, meant))
            yield token.start, token.end, meant


def _person_meant(told: _Told, pronoun: Token, gender: str) -> Draft | None:
    subjects = _own_subjects(told, pronoun)
    fitting = [one for one in _of_gender(told.near(pronoun, named=True), gender) if id(one) not in subjects]
    if not fitting and not subjects:
        fitting = _of_gender(told.near(pronoun, named=False), gender)
    elif _says_somebody_else(told, pronoun, gender):
        return None
    return fitting[0] if len(fitting) == 1 else _of_several(told, pronoun, fitting)


def _of_gender(people: Iterable[Draft], gender: str) -> list[Draft]:
    return [draft for draft in people if draft.gender in ("", gender)]


def _above(parsed: Parsed, token: Token) -> Iterator[Token]:
    """The words that a word hangs on, up to the root of its sentence."""
    for _ in range(DEEPEST):
        if token.head == token.index:
            return
        token = parsed.tokens[token.head]
        yield token


def _own_subjects(told: _Told, pronoun: Token) -> set[int]:
    """Who does to somebody else what the sentence says: in "Vale praised him" he is not Vale."""
    if pronoun.tag != "PRP" or pronoun.dep not in ("dobj", "dative") or pronoun.text.lower().endswith("self"):
        return set()
    verb = told.parsed.tokens[pronoun.head]
    verbs = {verb.index}
    while verb.dep in ("conj", "advcl") and verb.tag in ("VBG", "VBD", "VBN") and len(verbs) < DEEPEST:
        verb = told.parsed.tokens[verb.head]
        verbs.add(verb.index)
    subjects: set[int] = set()
    for one in told.here(pronoun, pronoun.sentence):
        head = told.parsed.at(one.end - 1)
        if head is not None and head.dep == "nsubj" and head.head in verbs:
            subjects.add(id(one.draft))
    return subjects


def _says_somebody_else(told: _Told, pronoun: Token, gender: str) -> bool:
    """Whether somebody unnamed says what the pronoun stands in, and may be meant: "a spokesman said he …"."""
    for one in told.here(pronoun, pronoun.sentence):
        head = told.parsed.at(one.end - 1)
        if head is None or one.draft.is_named or not _of_gender([one.draft], gender):
            continue
        verb = told.parsed.tokens[head.head]
        if verb.lemma in nouns("say") and any(above.index == verb.index for above in _above(told.parsed, pronoun)):
            return True
    return False


def _of_several(told: _Told, pronoun: Token, fitting: Sequence[Draft]) -> Draft | None:
    """Of several people the one whose release the story tells, or the one who says it of himself."""
    if pronoun.tag != "PRP$" or not fitting:
        return None
    befallen = told.suffered.get(told.parsed.tokens[pronoun.head].lemma, set())
    released = [draft for draft in fitting if id(draft) in befallen]
    return released[0] if len(released) == 1 else _speaker_of_pronoun(told, pronoun, fitting)


def _speaker_of_pronoun(told: _Told, pronoun: Token, fitting: Sequence[Draft]) -> Draft | None:
    """ "Vale thanked the crew for saving Quint, saying it was due to his plan": Vale's, as Quint is not thanked."""
    above = _above(told.parsed, pronoun)
    saying = next((token for token in above if token.tag == "VBG" and token.dep == "advcl"), None)
    if saying is None or saying.lemma not in nouns("say"):
        return None
    beside: dict[int, str] = {}
    for one in told.here(pronoun, pronoun.sentence):
        head = told.parsed.at(one.end - 1)
        if head is not None and head.head == saying.head:
            beside[id(one.draft)] = head.dep
    speakers = [draft for draft in fitting if beside.get(id(draft)) == "nsubj"]
    return speakers[0] if len(speakers) == 1 and len(beside) == 1 else None


def _suffered(by_block: Mapping[int, Sequence[_Placed]], documents: Sequence[Parsed]) -> dict[str, set[int]]:
    """By noun whom it befell: for "release" the people of whom the story tells that they were freed."""
    told: dict[str, set[int]] = {}
    for block, placed in by_block.items():
        tokens = documents[block].tokens
        for one in placed:
            head = documents[block].at(one.end - 1)
            for noun, side in event_verbs().get(tokens[head.head].lemma, ()) if head is not None else ():
                if head is not None and head.dep in _SIDES[side]:
                    told.setdefault(noun, set()).add(id(one.draft))
    return told


_SIDES = {"object": ("nsubjpass", "dobj"), "subject": ("nsubj",)}
