"""What speaks for a name being a person, a body or a place: clues from its words, its neighbours, the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.desk.language_model import Parsed, Token
from copydesk.desk.names.signs import signs
from copydesk.desk.names.spot import Spot
from copydesk.desk.names.tables import (
    country_words,
    demonyms,
    given_names,
    name_words,
    nouns,
    places,
    titles,
    vocabulary,
)

__all__ = ["clues", "key_of"]

_MODEL = {"PERSON": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP"}
_PREPOSITIONS = frozenset({"in", "at", "by", "of", "from", "with", "near", "for", "to", "on"})


def key_of(text: str) -> str:
    """The text by which mentions of one string are counted together."""
    return text.replace("’", "'").removesuffix("'s")


def clues(found: Sequence[Spot], documents: Sequence[Parsed]) -> dict[str, Counter[str]]:
    """For each distinct string the clues of all its mentions: shares for what varies, ones for what does not."""
    by_key: dict[str, list[Spot]] = {}
    for spot in found:
        by_key.setdefault(key_of(spot.text), []).append(spot)
    gathered = {key: _of_mentions(spots, documents) for key, spots in by_key.items()}
    small = {token.text for parsed in documents for token in parsed.tokens if token.text[0].islower()}
    for key, counts in gathered.items():
        counts.update(_of_words(key.split(), key))
        if key.lower() in small and " " not in key:
            counts["story:small"] = 1
    _of_story(gathered)
    for key, found_signs in signs(by_key, documents, gathered).items():
        gathered[key].update(found_signs)
    return gathered


def _of_mentions(spots: Sequence[Spot], documents: Sequence[Parsed]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for spot in spots:
        counts.update(_clues_of_mention(spot, documents[spot.block]))
    for name in counts:
        counts[name] = counts[name] / len(spots)  # type: ignore[assignment]
    return counts


def _clues_of_mention(spot: Spot, parsed: Parsed) -> Iterator[str]:
    tokens = parsed.tokens
    yield "model:" + _MODEL.get(spot.label, "other" if spot.label else "none")
    yield from _lead_clues(tokens[spot.lead : spot.first])
    yield from _left_clues(tokens, spot)
    yield from _right_clues(tokens, spot)
    yield from _grammar_clues(tokens, spot)
    if _is_he_next(tokens, spot):
        yield "story:he"


def _is_he_next(tokens: Sequence[Token], spot: Spot) -> bool:
    """Whether a subject is soon called he or she, before anybody else is named: "Mbeki said he", "Orr left. She"."""
    if tokens[spot.last - 1].dep != "nsubj":
        return False
    for token in tokens[spot.last : spot.last + _NEAR]:
        if token.tag in ("NNP", "NNPS"):
            return False
        if token.text.lower() in ("he", "she"):
            return True
    return False


_NEAR = 16
"""Words behind a name in which a pronoun is its own."""


def _lead_clues(lead: Sequence[Token]) -> Iterator[str]:
    if lead:
        words = [token.text.lower() for token in lead]
        yield "lead:honorific" if any(word in titles()["honorific"] for word in words) else "lead:title"
        if lead[-1].text in demonyms():
            yield "lead:nation"


def _left_clues(tokens: Sequence[Token], spot: Spot) -> Iterator[str]:
    if spot.lead == 0:
        yield "left:start"
        return
    left = tokens[spot.lead - 1]
    low = left.text.lower()
    if low in ("the", "a", "an"):
        yield "left:the"
        left = tokens[spot.lead - 2] if spot.lead > 1 else left
        low = left.text.lower()
    if left.tag == "IN":
        yield f"left:{low}" if low in _PREPOSITIONS else "left:preposition"
    elif left.text == ",":
        yield "left:comma"
        if spot.lead > 1 and tokens[spot.lead - 2].text.lower() in titles()["relative"]:
            yield "left:relative"
    elif low in titles()["relative"]:
        yield "left:relative"


def _right_clues(tokens: Sequence[Token], spot: Spot) -> Iterator[str]:
    right = [token.text.lower() for token in tokens[spot.last : spot.last + 4]]
    if not right:
        return
    if right[0] in ("'s", "’s"):
        yield "right:possessive"
    if right[0] == "," and len(right) > 2:
        yield from _apposition_clue(right)
    if right[0] in nouns("human"):
        yield "right:human"
    if tokens[spot.last].tag in ("NN", "NNS"):
        yield "right:noun"


def _apposition_clue(right: Sequence[str]) -> Iterator[str]:
    if right[1].isdigit() and 3 <= len(right[2]) + len(right[1]) <= 3 and right[2] in ",.;":
        yield "right:age"
    elif right[1] in nouns("human"):
        yield "right:human"
    elif right[1] in ("a", "an", "the"):
        for kind, known in _appositions():
            if any(word in known for word in right[2:]):
                yield f"right:apposition-{kind}"


@cache
def _appositions() -> tuple[tuple[str, frozenset[str]], ...]:
    people = nouns("man") | nouns("woman") | nouns("bearer") | titles()["title"]
    return ("place", nouns("place")), ("body", nouns("body")), ("person", people)


def _grammar_clues(tokens: Sequence[Token], spot: Spot) -> Iterator[str]:
    last = tokens[spot.last - 1]
    head = tokens[last.head]
    if last.dep in ("nsubj", "nsubjpass") and head.lemma in nouns("say"):
        yield "grammar:says"
    elif last.dep in ("nsubj", "nsubjpass"):
        yield "grammar:subject"
    if last.dep == "compound":
        yield "grammar:compound"
    if last.dep == "pobj":
        yield "grammar:pobj"
    if last.tag == "NNPS":
        yield "grammar:plural"


@cache
def _gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    countries = country_words()
    chief = frozenset(places()) | frozenset(word for word in countries if word not in demonyms())
    return chief, vocabulary("organisations", cased=True)["known"]


def _of_words(words: Sequence[str], key: str) -> Iterator[str]:
    known_places, known_bodies = _gazetteer()
    bare = key.removeprefix("The ").removeprefix("the ")
    if bare in known_places:
        yield "word:place"
    if bare in known_bodies:
        yield "word:organisation"
    if bare in demonyms():
        yield "word:demonym"
    if bare in vocabulary("nouns", None, cased=True)["figure"]:
        yield "word:figure"
    if bare in vocabulary("not", None, cased=True)["thing"]:
        yield "word:thing"
    if _is_thing(words):
        yield "word:thing-name"
    yield f"word:length-{min(len(words), 4)}"
    yield from _of_first_and_last(words)
    yield from _of_shape(words)


def _is_thing(words: Sequence[str]) -> bool:
    """A storm, a prize, a law: by its first or last word."""
    known = vocabulary("not", None, cased=True)
    if len(words) < 2 or (len(words) == 2 and words[0] in given_names() and words[1] in _place_surnames()):
        return False
    return words[0] in known["thing-first"] or words[-1] in known["thing-last"] or _is_adjective(words[0])


def _is_adjective(word: str) -> bool:
    """Whether a word before a name is no given name by its end: Mountainous Norland, Third Bridge."""
    low = word.lower()
    return word not in given_names() and (low in _ORDINALS or (len(low) > _SHORT and low.endswith(_ADJECTIVES)))


_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_ADJECTIVES = ("ous", "ful", "less", "able", "ible", "ical")
_SHORT = 5


@cache
def _place_surnames() -> frozenset[str]:
    return vocabulary("places", cased=True)["surname"]


def reads_as_person(words: Sequence[str]) -> bool:
    """A known given name, one to three words more, and nothing that names a body or a place."""
    first, last = words[0], words[-1].lower()
    if not (2 <= len(words) <= 4 and first in given_names()) or " ".join(words) in _gazetteer()[0] | _gazetteer()[1]:
        return False
    if len(words) == 2 and last in vocabulary("places")["surname"]:
        return True
    if last in vocabulary("organisations")["last-word"] or last in vocabulary("places")["last-word"]:
        return False
    return not any(character.isdigit() or character in "&@_®" or word == "of" for word in words for character in word)


def _of_first_and_last(words: Sequence[str]) -> Iterator[str]:
    first, last = words[0].lower(), words[-1].lower()
    bodies, spots = vocabulary("organisations"), vocabulary("places")
    if words[0] in given_names():
        yield "word:given-name" if len(words) > 1 else "word:only-given-name"
        if reads_as_person(words):
            yield "word:person"
    if len(words) > 1 and last in bodies["last-word"]:
        yield "word:body-last"
    if len(words) > 1 and _bare_of_particles(" ".join(words)):
        yield "word:particles"
    if _has_body_head(words):
        yield "word:body-head"
    if len(words) > 1 and last in spots["last-word"]:
        yield "word:place-last"
    if len(words) > 1 and first in bodies["first-word"]:
        yield "word:body-first"
    if len(words) > 1 and first in spots["first-word"]:
        yield "word:place-first"
    if len(words) == 1 and first in bodies["last-word"] | spots["last-word"]:
        yield "word:common"
    if len(words) == 1 and first in bodies["head"]:
        yield "word:head-alone"
    if _are_title(words):
        yield "word:title"


def _has_body_head(words: Sequence[str]) -> bool:
    """Whether the word before the first "of", "for" or "on" says what kind of body it is."""
    at = next((at for at, word in enumerate(words) if word in ("of", "for", "on")), 0)
    return 0 < at < len(words) - 1 and words[at - 1].lower() in vocabulary("organisations")["head"]


def _are_title(words: Sequence[str]) -> bool:
    """ "Prime Minister", "Riga Governor", "United Nations High Commissioner": what somebody is, and where."""
    known = titles()
    for at in range(len(words)):
        if " ".join(words[at:]).lower() in known["title"]:
            before = [word for word in words[:at] if word.lower() not in known["before-title"]]
            owner = " ".join(before)
            return not before or owner in _gazetteer()[0] or owner in _gazetteer()[1] or owner in demonyms()
    return False


def _of_shape(words: Sequence[str]) -> Iterator[str]:
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        yield "shape:capitals"
    if len(words) > 1 and " ".join(words).isupper() and words[0].capitalize() not in given_names():
        yield "shape:all-capitals"
    if any(word in ("of", "for", "and", "&") for word in words):
        yield "shape:linked"
    if len(words) > 1 and words[-1].isupper() and 1 < len(words[-1]) < 4 and not " ".join(words).isupper():
        yield "shape:letters"
    if any(character.isdigit() for word in words for character in word):
        yield "shape:digit"
    if words[0] in given_names() and any(character in "&@_®" for word in words for character in word):
        yield "word:thing"
    if len(words) > 1 and any(len(word) == 2 and word[1] == "." for word in words[1:]):
        yield "shape:initial"
    if any(word in demonyms() or word in places() for word in words) and len(words) > 1:
        yield "word:holds-place"


_NO_PERSON = ("word:body-last", "word:place-last", "word:body-first", "word:thing-name", "shape:digit", "shape:letters")


def _is_likely_person(counts: Counter[str]) -> bool:
    if counts["word:person"] and not counts["word:thing-name"]:
        return True
    if any(counts[clue] for clue in _NO_PERSON):
        return False
    return counts["model:PER"] >= 0.5 or counts["lead:title"] > 0 or counts["lead:honorific"] > 0


def _of_story(gathered: dict[str, Counter[str]]) -> None:
    """A word alone leans on the longer names of the story that it belongs to."""
    likely_people = {key: counts for key, counts in gathered.items() if " " in key and _is_likely_person(counts)}
    surnames = {key.split()[-1] for key in likely_people}
    firsts = {key.split()[0] for key in likely_people}
    bodies = {key.split()[0] for key, counts in gathered.items() if " " in key and counts["word:body-last"]}
    storms = _after_thing_words(gathered)
    for key, counts in gathered.items():
        if key in storms and key not in surnames and key not in firsts:
            counts["story:thing"] = 1
        if key in surnames or _bare_of_particles(key) in surnames:
            counts["story:surname"] = 1
        elif key in firsts:
            counts["story:given"] = 1
        if key in bodies:
            counts["story:body"] = 1
        if key in likely_people:
            counts["story:person"] = 1


def _bare_of_particles(key: str) -> str:
    """The word behind the particles that a surname begins with: the Leyen of "Von der Leyen"."""
    words = key.split()
    return words[-1] if all(word.lower() in name_words("particle") for word in words[:-1]) else ""


def _after_thing_words(gathered: dict[str, Counter[str]]) -> set[str]:
    """The Orla of "Hurricane Orla": by itself it is the storm as well."""
    first = vocabulary("not", None, cased=True)["thing-first"]
    return {words[1] for key in gathered if len(words := key.split()) == 2 and words[0] in first}
