"""What the screens of the reading room cost: CPU, size of the page, memory.

    python -m benchmarks.reading_room --stories 100000 --archive room.db [--requests 400]

The archive is made once, of stories put together word by word, each with 193 blocks and 44 rows of evidence, one in
five with copies and one in ten with a second version, and is taken as it is where the file is there already.
"""

import argparse
import gzip
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from copydesk.archive.archive import Archive, open_archive
from copydesk.archive.incoming import incoming
from copydesk.records import Block, Encoding, Evidence, Instant, Source, Story
from copydesk.web.pages import Surroundings, html, static
from copydesk.web.screens import answer

BLOCKS: Final = 193
EVIDENCE: Final = 44
PARAGRAPHS: Final = 22
BATCH: Final = 500
SYLLABLES: Final = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bri cla dre flo gru".split()
FIELDS: Final = (
    "headline",
    "deck",
    "byline",
    "authors",
    "published",
    "modified",
    "section",
    "tags",
    "images",
    "agency",
    "publisher",
)


class Measured(NamedTuple):
    """One request: CPU in milliseconds and the bytes of its page."""

    milliseconds: float
    size: int


def words(chance: random.Random, count: int, known: list[str]) -> str:
    """Some words, most of them from a vocabulary."""
    return " ".join(chance.choices(known, k=count))


def vocabulary() -> list[str]:
    """The words that all stories are made of."""
    chance = random.Random(1)
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 4)))) for _ in range(40_000)]


def made(number: int, known: list[str], *, copy: int = 0, version: int = 0) -> Story:
    """A story by its number; a copy has another address and leaves paragraphs out, a version changes some."""
    chance = random.Random(number)
    headline = words(chance, 9, known).capitalize()
    texts = [f"{words(chance, 26, known).capitalize()} {chance.randrange(2, 90)}." for _ in range(PARAGRAPHS)]
    if copy:
        texts = [text for place, text in enumerate(texts) if (place + copy) % 7]
    if version:
        texts = [f"{text} {words(chance, 6, known)}" if place % 5 == 0 else text for place, text in enumerate(texts)]
    furniture = [words(chance, 4, known) for _ in range(BLOCKS - 5 - len(texts))]
    rows = [("navigation", text) for text in furniture[:60]] + [
        ("headline", headline),
        ("deck", words(chance, 18, known)),
    ]
    rows += [("byline", f"By {words(chance, 2, known).title()}"), ("published", "13 May 2024")]
    rows += [("body", text) for text in texts] + [("related", text) for text in furniture[60:]]
    blocks, place = [], 0
    for role, text in rows:
        blocks.append(Block(role=role, kind="paragraph", text=text, span=(place, place + len(text))))  # type: ignore[arg-type]
        place += len(text) + 40
    slug = words(random.Random(number), 5, known).replace(" ", "-")
    url = f"https://outlet{(number * 7 + copy) % 300}.example/{number}/{slug}"
    return Story(
        source=Source(
            name=url, url=url, canonical_url=url, kind="html", sha256=f"{number}-{copy}-{version}",
            encoding=Encoding(name="utf-8", origin="given", confidence=1.0), characters=place,
            fetched_at=f"2024-{1 + number % 12:02}-{1 + number % 27:02}T{8 + copy + version:02}:00:00Z",
        ),
        headline=headline, deck=blocks[61].text, byline=blocks[62].text, language="en", text="\n\n".join(texts),
        agency="NPA" if number % 4 == 0 else None,
        published=Instant(value=f"2024-{1 + number % 12:02}-{1 + number % 27:02}T06:00+00:00", zone="stated", text="x"),
        blocks=tuple(blocks), evidence=evidence(blocks),
    )  # fmt: skip


def evidence(blocks: list[Block]) -> dict[str, tuple[Evidence, ...]]:
    """Four candidates for each of eleven fields."""
    found = {}
    for place, field in enumerate(FIELDS):
        block = blocks[60 + place % 4]
        found[field] = tuple(
            Evidence(
                rule=f"{field}/rule-{rank}", confidence=0.95 - rank / 5, layer="html" if rank < 2 else "jsonld",
                locator=f"html > body > main > article > p:nth-of-type({place})", span=block.span, text=block.text,
                chosen=rank == 0, reason="less sure" if rank else None,
            )
            for rank in range(4)
        )  # fmt: skip
    return found


def stories(count: int) -> Iterator[Story]:
    """The stories of the archive, copies and versions among them."""
    known = vocabulary()
    given = number = 0
    while given < count:
        number += 1
        copies = number % 4 if number % 5 == 0 else 0
        for copy in range(copies + 1):
            yield made(number, known, copy=copy)
        if number % 10 == 0:
            yield made(number, known, version=1)
        given += copies + 1


def fill(path: Path, count: int) -> None:
    """Make the archive."""
    began, done, batch = time.process_time(), 0, []
    with open_archive(path, write=True) as archive:
        for story in stories(count):
            batch.append(incoming(story, now="2024-05-14T08:00:00Z"))
            if len(batch) == BATCH:
                archive.add_all(batch)
                done, batch = done + BATCH, []
        archive.add_all(batch)
    print(f"made of {done + len(batch):,} captures in {time.process_time() - began:,.0f} s of CPU", file=sys.stderr)


def targets(archive: Archive) -> dict[str, Callable[[random.Random], str]]:
    """An address of each screen."""
    most = int(archive.connection.execute("select max(id) from story").fetchone()[0])
    changed = [
        row[0] for row in archive.connection.execute("select story from capture where kind = 'changed' limit 2000")
    ]
    families = [
        row[0]
        for row in archive.connection.execute("select family from story group by family having count(*) > 1 limit 2000")
    ]
    known = vocabulary()
    return {
        "story": lambda chance: f"/story/{chance.randint(1, most)}",
        "story, a field lit": lambda chance: f"/story/{chance.randint(1, most)}?field={chance.choice(FIELDS)}",
        "source": lambda chance: f"/story/{chance.randint(1, most)}/source",
        "compare": lambda chance: "/compare?a={0}@1&b={0}@2".format(chance.choice(changed)),
        "family": lambda chance: f"/family/{chance.choice(families)}",
        "search": lambda chance: f"/search?q={chance.choice(known)}",
        "search, two words": lambda chance: f"/search?q={'+OR+'.join(chance.choices(known, k=2))}",
        "first page": lambda _: "/",
    }


def measured(archive: Archive, target: str) -> Measured:
    """The cost of one page."""
    began = time.process_time()
    page = html(answer(archive, target), Surroundings(link=str, here=target)).encode("utf-8", "replace")
    return Measured(1_000 * (time.process_time() - began), len(page))


def at(values: list[float], share: float) -> float:
    """The value that a share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def memory() -> float:
    """The most memory that the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main() -> int:
    """Measure all screens and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=200, help="of each screen")
    given = parser.parse_args()
    if not given.archive.exists():
        fill(given.archive, given.stories)
    chance = random.Random(7)
    with open_archive(given.archive) as archive:
        print("| screen | median ms | p95 | most | median KB | p95 | most |\n|---|---|---|---|---|---|---|")
        for name, target in targets(archive).items():
            measured(archive, target(chance))
            found = [measured(archive, target(chance)) for _ in range(given.requests)]
            times, sizes = [one.milliseconds for one in found], [one.size / 1_000 for one in found]
            cells = [f"{at(column, share):.1f}" for column in (times, sizes) for share in (0.5, 0.95, 1.0)]
            print(f"| {name} | {' | '.join(cells)} |")
        first = html(answer(archive, "/"), Surroundings(link=str)).encode()
        parts = [first, static("room.css").encode(), static("room.js").encode()]
        size = sum(len(gzip.compress(part)) for part in parts) / 1_000
        print(f"\nfirst view with style and script {size:.1f} KB gzipped")
    print(f"memory {memory():.0f} MB after {given.requests * 8:,} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
