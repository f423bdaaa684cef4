"""Edits of known type, applied to stories."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from copydesk.archive.differences.changes import ChangeKind
from copydesk.records import Block, Encoding, Quote, Reading, Source, Story

FIGURE: Final = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
PLAIN: Final = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
MARKED: Final = re.compile(r"[\"“”„«]|''|``")
MARK: Final = re.compile(r"(?<=[a-z]), (?=[a-z])| - |[“\"’]")
SURNAMES: Final = "Abelson Brandt Castellan Dorset Eriksen Farrow Gantry Hollis Ingram Jessup Kestrel Lomax".split()
OTHER_WORDS: Final = "lantern gravel orchard kettle walnut ribbon harness thicket pebble saddle".split()


class Known(NamedTuple):
    """An edit that was made: its kind and the paragraphs that it concerns, None for the headline."""

    kind: ChangeKind
    before: int | None
    after: int | None


class Edited(NamedTuple):
    """The later state of a story with the edit that led to it."""

    headline: str
    paragraphs: list[str]
    edit: Known


def story_of(headline: str, paragraphs: Sequence[str], published: str | None = None) -> Story:
    """A story of a headline and paragraphs, the headline in the first block."""
    blocks, place = [], 0
    for role, text in (("headline", headline), *(("body", paragraph) for paragraph in paragraphs)):
        blocks.append(Block(role=role, kind="paragraph", text=text, span=(place, place + len(text))))  # type: ignore[arg-type]
        place += len(text) + 2
    encoding = Encoding(name="utf-8", origin="given", confidence=1.0)
    source = Source(
        name="", url=None, canonical_url=None, kind="text", sha256="", encoding=encoding, characters=max(0, place - 2)
    )
    return Story(source=source, headline=headline, text="\n\n".join(paragraphs), blocks=tuple(blocks), language="en")


def edited(kind: ChangeKind, story: Story, chance: random.Random, foreign: str) -> Edited | None:
    """The story with one edit of a kind; None where it has nothing to edit so."""
    return _MAKERS[kind](story, chance, foreign)


def _paragraphs(story: Story) -> list[str]:
    return [block.text for block in story.blocks if block.role == "body"]


def _in_place(kind: ChangeKind, story: Story, spot: tuple[int, int, int], words: str) -> Edited:
    number, start, end = spot
    texts = _paragraphs(story)
    texts[number] = texts[number][:start] + words + texts[number][end:]
    return Edited(story.headline or "", texts, Known(kind, number, number))


def _headline(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    words = (story.headline or "").split()
    if len(words) < 3:
        return None
    words[chance.randrange(len(words))] = chance.choice(OTHER_WORDS)
    return Edited(" ".join(words), _paragraphs(story), Known("headline", None, None))


def _figure(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    spots = [(n, *m.span(), m[0]) for n, text in enumerate(_paragraphs(story)) for m in FIGURE.finditer(text)]
    if not spots:
        return None
    number, start, end, figure = chance.choice(spots)
    place = chance.randrange(len(figure))
    while not figure[place].isdigit():
        place = chance.randrange(len(figure))
    digit = str((int(figure[place]) + chance.randint(1, 8)) % 10)
    if place == 0 and digit == "0":
        digit = "9" if figure[0] != "9" else "8"
    return _in_place("figure", story, (number, start, end), figure[:place] + digit + figure[place + 1 :])


def _name(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    """Another surname at one place where a person is named who does not speak there."""
    reading = story.reading or Reading()
    speakers = {(q.speaker.block, q.speaker.start) for q in reading.quotes if q.speaker}
    spots = [
        (mention.block - 1, mention.start, mention.end, mention.text)
        for person in reading.people
        for mention in person.mentions
        if mention.kind in ("full", "surname") and mention.block > 0
        if not any(block == mention.block and abs(start - mention.start) < 60 for block, start in speakers)
    ]
    if not spots:
        return None
    number, start, end, text = chance.choice(spots)
    return _in_place("name", story, (number, start, end), _renamed(text, chance))


def _renamed(text: str, chance: random.Random) -> str:
    *given, surname = text.split()
    ending = "'s" if surname.endswith(("'s", "’s")) else ""
    return " ".join([*given, chance.choice([name for name in SURNAMES if name not in text]) + ending])


def _quote(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    spots = []
    for quote in (story.reading or Reading()).quotes:
        for part in quote.quoted:
            if part.block > 0 and len(part.text.split()) >= 5:
                spots += [
                    (part.block - 1, part.start + m.start(), part.start + m.end()) for m in PLAIN.finditer(part.text)
                ]
    return _in_place("quote", story, chance.choice(spots), chance.choice(OTHER_WORDS)) if spots else None


def _speaker(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    reading = story.reading or Reading()
    people = {person.id for person in reading.people}
    spots = [_said_by(quote) for quote in reading.quotes if quote.speaker_entity in people]
    named = [spot for spot in spots if spot is not None]
    if not named:
        return None
    number, start, end, text = chance.choice(named)
    return _in_place("speaker", story, (number, start, end), _renamed(text, chance))


def _said_by(quote: Quote) -> tuple[int, int, int, str] | None:
    said = quote.speaker
    if said is None or said.block == 0 or quote.speaker_origin != "stated":
        return None
    name = re.search(r"(?:[A-Z][\w.'’-]+ )*[A-Z][\w'’-]+$", said.text)
    if name is None:
        return None
    return said.block - 1, said.start + name.start(), said.end, name[0]


def _added(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    texts = _paragraphs(story)
    place = chance.randint(0, len(texts))
    return Edited(story.headline or "", [*texts[:place], foreign, *texts[place:]], Known("added", None, place))


def _cut(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    texts = _paragraphs(story)
    if len(texts) < 3:
        return None
    place = chance.randrange(len(texts))
    return Edited(story.headline or "", texts[:place] + texts[place + 1 :], Known("cut", place, None))


def _moved(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    """A paragraph that jumps over at least two others."""
    texts = _paragraphs(story)
    if len(texts) < 5:
        return None
    place = chance.randrange(len(texts))
    goal = chance.choice([other for other in range(len(texts)) if abs(other - place) > 2] or [-1])
    if goal < 0:
        return None
    moved = texts.pop(place)
    return Edited(story.headline or "", [*texts[:goal], moved, *texts[goal:]], Known("moved", place, goal))


def _reworded(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    """A third of the plain words of a paragraph outside quotes."""
    texts = _paragraphs(story)
    long = [
        n for n, text in enumerate(texts) if len(PLAIN.findall(text)) >= 6 and not re.search(r"[\"“”„«]|''|``", text)
    ]
    if not long:
        return None
    number = chance.choice(long)
    text = PLAIN.sub(lambda m: chance.choice(OTHER_WORDS) if chance.random() < 0.33 else m[0], texts[number])
    return _in_place("reworded", story, (number, 0, len(texts[number])), text) if text != texts[number] else None


def _punctuation(story: Story, chance: random.Random, foreign: str) -> Edited | None:
    texts = _paragraphs(story)
    spots = [
        (n, *m.span()) for n, text in enumerate(texts) for m in re.finditer(r"(?<=[a-z]), (?=[a-z])| - |[“\"’]", text)
    ]
    if not spots:
        return None
    number, start, end = chance.choice(spots)
    words = {", ": chance.choice([" ", "; ", " – "]), " - ": ", ", "“": '"', '"': "”", "’": "'"}
    return _in_place("punctuation", story, (number, start, end), words[texts[number][start:end]])


_MAKERS: Final[dict[ChangeKind, Callable[[Story, random.Random, str], Edited | None]]] = {
    "headline": _headline,
    "figure": _figure,
    "name": _name,
    "quote": _quote,
    "speaker": _speaker,
    "added": _added,
    "cut": _cut,
    "moved": _moved,
    "reworded": _reworded,
    "punctuation": _punctuation,
}
KINDS: Final[tuple[ChangeKind, ...]] = tuple(_MAKERS)
