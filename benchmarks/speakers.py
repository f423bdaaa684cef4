"""Whether the people behind quotes are told right: `python -m benchmarks.speakers --data DIR [--part laid-aside]`.

`speakers.json` has 26 pages of 26 outlets, read before the desk was asked: passages that somebody says, as offsets
into the paragraphs of the set's truth joined by line ends, up to `end`. Each is `named`, with the words that name who
says it (`who`), or said by `nobody` with a name; `open` ones (heads, scare quotes, documents) count for nothing.
`pronoun` marks who is printed as he, she or they. Half of the pages, by a hash of the id, is laid aside.

A passage is right where the quote that covers most of it has the speaker that `who` names; a quote of ours with a
speaker is wrong where it covers a passage of somebody else, or none. --show prints both.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from benchmarks.parts import PARTS, Part
from copydesk.desk import language_model
from copydesk.desk.names import find_people_and_places
from copydesk.desk.quotes import Quote, find_quotes
from copydesk.records.reading import Entity

_FILE: Final = Path(__file__).with_name("speakers.json")
_COVERED: Final = 0.5
"""Share of a passage that a quote covers to be the same; of two that do, the one that adds least counts."""
_NO_SPEECH: Final = frozenset({"view", "document", "judgement"})


class Passage(msgspec.Struct, frozen=True):
    """Words that somebody says, and the words that name who."""

    start: int
    end: int
    label: Literal["named", "nobody", "open"]
    speaker: tuple[int, int] | None = None
    who: tuple[int, int] | None = None
    pronoun: bool = False


class Page(msgspec.Struct, frozen=True):
    """A page with its passages, up to `end` of its text."""

    set: str
    id: str
    end: int
    passages: tuple[Passage, ...]


class Said(msgspec.Struct, frozen=True):
    """A quote of ours in offsets of the whole text."""

    spans: tuple[tuple[int, int], ...]
    speaker: Entity | None
    quote: Quote

    def shared(self, start: int, end: int) -> int:
        """How many characters it has in common with a stretch."""
        return sum(max(0, min(end, last) - max(start, first)) for first, last in self.spans)

    @property
    def length(self) -> int:
        """How many characters it holds."""
        return sum(last - first for first, last in self.spans)


def pages(part: Part) -> Iterator[Page]:
    """The annotated pages of a part."""
    for page in msgspec.json.decode(_FILE.read_bytes(), type=tuple[Page, ...]):
        digest = hashlib.sha256(f"speakers: {page.id}".encode()).hexdigest()
        if part == "all" or (int(digest, 16) % 2 == 0) == (part == "laid-aside"):
            yield page


def text_of(data: Path, page: Page) -> str:
    """The text that a page's offsets point into.

    Raises:
        KeyError: The set has no such page.
    """
    for line in (data / page.set / "truth.jsonl").read_bytes().splitlines():
        row = msgspec.json.decode(line)
        if row["id"] == page.id:
            paragraphs = (paragraph.strip() for paragraph in row["truth"]["paragraphs"])
            return "\n".join(paragraph for paragraph in paragraphs if paragraph)[: page.end]
    raise KeyError(page.id)


def read(text: str) -> list[Said]:
    """The quotes of a text whose paragraphs are its lines; views and documents are left out."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(text.index(paragraph, at))
        at = starts[-1] + len(paragraph)
    parsed = language_model.parse(paragraphs)
    entities = find_people_and_places(parsed)
    known = {entity.id: entity for entity in entities}
    return [_said(quote, starts, known) for quote in find_quotes(paragraphs, parsed, entities)
            if quote.cue_class not in _NO_SPEECH and not quote.is_denied]  # fmt: skip


def _said(quote: Quote, starts: Sequence[int], known: dict[str, Entity]) -> Said:
    spans = tuple((starts[one.block] + one.start, starts[one.block] + one.end) for one in quote.content)
    speaker = known.get(quote.speaker_entity or "")
    if speaker is not None:
        moved = [msgspec.structs.replace(one, start=starts[one.block] + one.start, end=starts[one.block] + one.end)
                 for one in speaker.mentions]  # fmt: skip
        speaker = msgspec.structs.replace(speaker, mentions=tuple(moved))
    return Said(spans, speaker, quote)


def is_named(speaker: Entity | None, passage: Passage) -> bool:
    """Whether an entity is the one that the passage's `who` names; nobody is right for nobody."""
    if passage.who is None or speaker is None:
        return passage.who is None and (speaker is None or not speaker.is_named)
    start, end = passage.who
    return any(one.start < end and start < one.end for one in speaker.mentions)


def covering(passage: Passage, said: Sequence[Said]) -> Said | None:
    """The quote that is a passage, if one is."""
    least = _COVERED * (passage.end - passage.start)
    found = [one for one in said if one.shared(passage.start, passage.end) >= least]
    return min(found, key=lambda one: one.length, default=None)


def compared(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """What became of each passage, and of each quote of ours with a speaker, each with a line about it."""
    said = read(text)
    closed = [passage for passage in page.passages if passage.label != "open"]
    for passage in closed:
        ours = covering(passage, said)
        printed = text[slice(*passage.speaker)] if passage.speaker else "nobody printed"
        who = text[slice(*passage.who)] if passage.who else "nobody"
        name = ours.speaker.name if ours and ours.speaker else "nobody"
        line = f"{text[passage.start : passage.start + 50]!r} {printed!r} = {who}; we: {name if ours else 'no quote'}"
        rule = f" [{ours.quote.rule} {ours.quote.speaker_rule}]" if ours else ""
        outcome = _outcome(passage, ours)
        yield f"passage {outcome}", line + rule
        if passage.pronoun:
            yield f"pronoun {outcome}", line + rule
    for one in said:
        if one.speaker is not None and one.speaker.is_named:
            yield _told(one, page, closed), f"{one.quote.content[0].text[:70]!r} we: {one.speaker.name}"


def _outcome(passage: Passage, ours: Said | None) -> str:
    if ours is None:
        return "not found"
    if is_named(ours.speaker, passage):
        return "right"
    return "open" if ours.speaker is None or not ours.speaker.is_named else "wrong"


def _told(one: Said, page: Page, closed: Sequence[Passage]) -> str:
    """Whether a quote of ours is of him who says it; one over a passage left open is no matter."""
    over = [passage for passage in closed if one.shared(passage.start, passage.end)]
    if not over:
        is_open = any(one.shared(passage.start, passage.end) for passage in page.passages)
        return "quote over an open passage" if is_open else "quote of nobody's"
    most = max(over, key=lambda passage: one.shared(passage.start, passage.end))
    return "quote right" if is_named(one.speaker, most) else "quote wrong"


def main() -> None:
    """Reads the pages, prints how many speakers are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the sets")
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for page in pages(options.part):
        for outcome, line in compared(page, text_of(options.data, page)):
            counts[outcome] += 1
            if options.show and "right" not in outcome:
                print(f"{page.id[:24]} {outcome}: {line}")
    print(figures(counts))


def figures(counts: Counter[str]) -> str:
    """The shares in words."""
    passages, pronouns = (
        {end: counts[f"{kind} {end}"] for end in ("right", "wrong", "open", "not found")}
        for kind in ("passage", "pronoun")
    )
    told = {end: counts[f"quote {end}"] for end in ("right", "wrong", "of nobody's")}
    recall = passages["right"] / (sum(passages.values()) or 1)
    precision = told["right"] / (sum(told.values()) or 1)
    f1 = 2 * recall * precision / ((recall + precision) or 1)
    shares = ", ".join(f"{name} {count / (sum(pronouns.values()) or 1):.3f}" for name, count in pronouns.items())
    return (
        f"passages {sum(passages.values())} {passages}\nquotes with a named speaker {sum(told.values())} {told}\n"
        f"quotes with resolved speaker: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}\n"
        f"pronoun speakers {sum(pronouns.values())}: {shares}"
    )


if __name__ == "__main__":
    main()
