"""Names of a data set: found in its texts, or given and grouped, as score_names.py reads them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.parts import add_part, is_in
from copydesk.desk.language_model import parse
from copydesk.desk.names import GivenMention, find_people_and_places, group_mentions
from copydesk.records.reading import Entity

TYPES = {"person": "PER", "group": "PER", "organisation": "ORG", "place": "LOC"}
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class Found(msgspec.Struct):
    """A mention as the scorer reads it."""

    start: int
    end: int
    type: str
    text: str = ""


class Row(msgspec.Struct):
    """One document of the gold or of the mentions file; the truth in it is not read."""

    id: str
    text: str
    topic: str = ""
    mentions: list[Found] = []


class Ents(msgspec.Struct):
    """The names found in a document."""

    id: str
    ents: list[Found]


class Labels(msgspec.Struct):
    """One label for each given mention."""

    id: str
    entities: list[int]


def lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text that hold anything, each with its offset."""
    found: list[tuple[int, str]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((offset, line))
        offset += len(line) + 1
    return found


def found_in(text: str) -> list[Found]:
    """The names of a text, and capitalised titles that stand for a person."""
    placed = lines(text)
    entities = find_people_and_places(parse([line for _, line in placed]))
    return [found for entity in entities for found in _mentions(entity, placed)]


def _mentions(entity: Entity, placed: Sequence[tuple[int, str]]) -> Iterator[Found]:
    for mention in entity.mentions:
        offset = placed[mention.block][0]
        if mention.kind == "pronoun" or (mention.kind == "description" and not _is_title(mention.text)):
            continue
        yield Found(offset + mention.start, offset + mention.end, TYPES[entity.type])


def _is_title(text: str) -> bool:
    return text.split()[-1][0].isupper()


def grouped(rows: Iterable[Row]) -> Iterator[Labels]:
    """The labels of the given mentions; documents of one topic are grouped together."""
    topics: dict[str, list[Row]] = {}
    for row in rows:
        topics.setdefault(row.topic or row.id, []).append(row)
    for together in topics.values():
        mentions = [
            GivenMention(row.id, row.text, found.start, found.end, KINDS[found.type])
            for row in together
            for found in row.mentions
        ]
        labels = iter(group_mentions(mentions))
        for row in together:
            yield Labels(row.id, [next(labels) for _ in row.mentions])


def main() -> None:
    """Reads the data set, writes one row for each document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--task", choices=["ner", "variants"], required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    add_part(parser)
    options = parser.parse_args()
    row_type = list if options.task == "variants" else None
    rows = [_row(line, with_mentions=row_type is list) for line in options.source.read_bytes().splitlines() if line]
    rows = [row for row in rows if is_in(row.id, options.part)]
    encoder = msgspec.json.Encoder()
    with options.output.open("wb") as out:
        if options.task == "ner":
            for row in rows:
                out.write(encoder.encode(Ents(row.id, found_in(row.text))) + b"\n")
        else:
            for labels in grouped(rows):
                out.write(encoder.encode(labels) + b"\n")


class Bare(msgspec.Struct):
    """Id and text of a gold row: all that the finder may see."""

    id: str
    text: str


def _row(line: bytes, *, with_mentions: bool) -> Row:
    if with_mentions:
        return msgspec.json.decode(line, type=Row)
    bare = msgspec.json.decode(line, type=Bare)
    return Row(bare.id, bare.text)


if __name__ == "__main__":
    main()
