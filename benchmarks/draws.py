"""What a reading says, drawn by hash to be judged by hand: `python -m benchmarks.draws quotes SET… --data DIR`.

KIND is `quotes` (with the speaker told), `people` (of the names called people, one mention), `checks` (all that do
not hold) or `marks` (what stands in quote marks, four words and more, without what the desk makes of it, to be read
blind). Each line has a key, SET/ID:BLOCK:START, what is told, and the words around it. Pages in one --language, at
most --most of a page, in the order of a hash of the key and --salt; `--others` keeps to pages that a file of keys
does not name. Verdicts are kept as {key: verdict} in `draw_*.json`, without a word of text and with a reason behind a
colon at most; --verdicts FILE counts them.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

import copydesk
from benchmarks.data import pages
from copydesk.desk import with_reading
from copydesk.records import Entity, Quote, Reading, Story
from copydesk.records.reading import Excerpt

AROUND: Final = 300
"""Characters shown on either side."""
_MARKED: Final = re.compile(r"(?<!\w)[„“«»\"”]\s?([^„“”«»\"]{12,1200}?)\s?[“”«»\"](?!\w)")
_FEWEST: Final = 4
_NO_SPEECH: Final = frozenset({"view", "document", "judgement"})


class Drawn(msgspec.Struct, frozen=True):
    """Something a reading says, by a key that holds none of its words."""

    key: str
    line: str

    @property
    def page(self) -> str:
        """The page that it stands on."""
        return self.key.rsplit(":", 2)[0]


def stories(data: Path, sets: Sequence[str], language: str = "en") -> Iterator[tuple[str, Story, Reading]]:
    """The stories of the sets in a language with their readings, each by SET/ID."""
    for name in sets:
        for page in pages(data / name):
            try:
                story = copydesk.read(page.content, url=page.url)
            except copydesk.CopydeskError:
                continue
            if (story.language or "").startswith(language) and (read := with_reading(story)).reading is not None:
                yield f"{name}/{page.id}", story, read.reading


def quotes(page: str, story: Story, reading: Reading) -> Iterator[Drawn]:
    """The quotes of a story with the person or body that is told to speak."""
    names = {one.id: one.name for one in (*reading.people, *reading.organisations, *reading.places)}
    for quote in reading.quotes:
        if quote.cue_class in _NO_SPEECH:
            continue
        first = quote.content[0]
        printed = quote.speaker.text if quote.speaker else "-"
        said = "NOT SAID" if quote.is_denied else f"{printed!r} = {names.get(quote.speaker_entity or '', 'nobody')}"
        yield Drawn(_key(page, first), f"{said} [{quote.rule} {quote.speaker_rule}] {_words(story, quote)}")


def _words(story: Story, quote: Quote) -> str:
    first, last = quote.content[0], quote.content[-1]
    if first.block != last.block:
        return _around(story, first)
    return _around(story, Excerpt(first.block, first.start, last.end, ""))


def _around(story: Story, place: Excerpt) -> str:
    text = story.blocks[place.block].text
    before, after = text[max(0, place.start - AROUND) : place.start], text[place.end : place.end + AROUND]
    earlier = story.blocks[place.block - 1].text[-AROUND:] if place.block and len(before) < AROUND else ""
    return f"{earlier} ¶ {before}⟦{text[place.start : place.end]}⟧{after}".replace("\n", " ")


def people(page: str, story: Story, reading: Reading) -> Iterator[Drawn]:
    """The people that a story names, each where it names them first."""
    for person in (one for one in reading.people if one.type == "person" and one.is_named):
        first = next((one for one in person.mentions if one.kind not in ("pronoun", "description")), None)
        if first is not None:
            place = Excerpt(first.block, first.start, first.end, first.text)
            yield Drawn(_key(page, place), f"{_sure(person)} {person.name!r} {_around(story, place)}")


def _sure(person: Entity) -> str:
    return f"{person.confidence:.2f}"


def checks(page: str, _: Story, reading: Reading) -> Iterator[Drawn]:
    """The checks that do not hold."""
    for check in reading.checks:
        if check.verdict == "does not hold":
            place = check.spans[0]
            words = " | ".join(one.text for one in check.spans)
            yield Drawn(_key(page, place), f"{check.rule}: {check.sentence} ({words})")


def marks(page: str, story: Story, _: Reading) -> Iterator[Drawn]:
    """What the body has in quote marks, whatever the reading says of it: what is read blind is told first."""
    for block, part in enumerate(story.blocks):
        for found in _MARKED.finditer(part.text) if part.role == "body" else ():
            if len(found[1].split()) >= _FEWEST:
                place = Excerpt(block, found.start(1), found.end(1), found[1])
                yield Drawn(_key(page, place), _around(story, place))


def _key(page: str, place: Excerpt) -> str:
    return f"{page}:{place.block}:{place.start}"


KINDS: Final = {"quotes": quotes, "people": people, "checks": checks, "marks": marks}


def drawn(found: Sequence[Drawn], salt: str, most: int) -> Iterator[Drawn]:
    """All of it in the order of a hash, so many of a page at most."""
    seen: Counter[str] = Counter()
    for one in sorted(found, key=lambda one: hashlib.sha256(f"{salt} {one.key}".encode()).hexdigest()):
        seen[one.page] += 1
        if seen[one.page] <= most:
            yield one


def main() -> None:
    """Draws, or counts verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--most", type=int, default=4)
    parser.add_argument("--salt", default="")
    parser.add_argument("--language", default="en")
    parser.add_argument("--others", type=Path, nargs="*", default=[])
    parser.add_argument("--with", dest="holding", default="", help="only lines that hold these words")
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    if options.verdicts:
        print(counted(msgspec.json.decode(options.verdicts.read_bytes(), type=dict[str, str])))
        return
    known = {key.rsplit(":", 2)[0] for file in options.others for key in msgspec.json.decode(file.read_bytes())}
    found = [
        one
        for page, story, reading in stories(options.data, options.sets, options.language)
        if page not in known
        for one in KINDS[options.kind](page, story, reading)
        if options.holding in one.line
    ]
    print(f"{len(found)} on {len({one.page for one in found})} pages")
    for one in list(drawn(found, options.salt, options.most))[: options.count]:
        print(one.key, one.line)


def counted(verdicts: dict[str, str]) -> str:
    """How many verdicts there are of each kind, and their shares."""
    counts = Counter(verdict.split(":")[0] for verdict in verdicts.values())
    return f"{len(verdicts)}: " + ", ".join(f"{name} {n} ({n / len(verdicts):.3f})" for name, n in counts.most_common())


if __name__ == "__main__":
    main()
