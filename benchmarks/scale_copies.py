"""Copies over the whole of a folder: what is found, what it costs.

    python -m benchmarks.scale_copies DOCS.jsonl[.gz]                 families of the set, beside the archive's own
    python -m benchmarks.scale_copies DOCS.jsonl[.gz] --made 100000   as many documents made of its originals
    python -m benchmarks.scale_copies DOCS.jsonl[.gz] --wire 300      captures of one story, each less a fifth
    python -m benchmarks.scale_copies DOCS.jsonl[.gz] --made 100000 --times 10    the join of ten times as many prints

Made documents: headline and paragraphs of an original or stranger with most words exchanged for others of the set. 15
of 100 are copies of an earlier one, whole, trimmed by a fifth of its paragraphs or with words changed. With --times the
prints of the made documents are joined so many times over, each time with other hashes, in a process of its own: a
million documents are too many to make and print in a quarter of an hour.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count, islice, product
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from benchmarks.copies import closure, load
from benchmarks.predict_copies import links
from copydesk.archive.copies.prints import prints_of
from copydesk.archive.documents import document_from
from copydesk.scale.choices import Choices
from copydesk.scale.copies.candidates import SHARE, Input, add_documents, join
from copydesk.scale.copies.find import find_copies, inputs_of
from copydesk.scale.folder import Done, Folder, Run
from copydesk.scale.parquet import database, literal, write_part, write_query
from copydesk.scale.rows import PARTS, Postings, Record

FILE: Final = 20_000
EXCHANGED: Final = 0.8
COPIES: Final = 0.15
OUTLETS: Final = 400


class Made(NamedTuple):
    """A document, and the number of the one that it copies."""

    headline: str
    paragraphs: Sequence[str]
    copy_of: int | None = None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--made", type=int)
    parser.add_argument("--wire", type=int)
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--join-only", action="store_true")
    parser.add_argument("--times", type=int)
    options = parser.parse_args()
    rows = load(options.documents)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Folder(Path(temporary) / "run")
        if options.made and options.times:
            report = times_report(folder, rows, options.made, options.times)
        elif options.made:
            report = made_report(folder, rows, options.made, options)
        elif options.wire:
            report = wire_report(folder, rows, options.wire)
        else:
            report = set_report(folder, rows, options.share)
    print(json.dumps(report, indent=2))


def set_report(folder: Folder, rows: list[dict[str, Any]], share: float) -> dict[str, object]:
    """Families of the set as it is, beside those that an archive finds."""
    put_in(folder, (Made(row["title"], row["paras"]) for row in rows))
    found = find_copies(folder, share=share)
    numbers = {row["id"]: number for number, row in enumerate(rows)}
    own = ((numbers[one["a"]], numbers[one["b"]]) for one in links(rows))
    return {"found": found._asdict(), "scale": closure(rows, _links(folder)), "archive": closure(rows, own)}


def wire_report(folder: Folder, rows: list[dict[str, Any]], captures: int) -> dict[str, object]:
    """One long story, each capture of it without a fifth of its paragraphs."""
    chance = random.Random(1)
    story = max((row for row in rows if row["rel"] == "original"), key=lambda row: len(row["paras"]))
    paragraphs = story["paras"]
    kept = (sorted(chance.sample(range(len(paragraphs)), len(paragraphs) * 4 // 5)) for _ in range(captures))
    put_in(folder, (Made(story["title"], [paragraphs[number] for number in one]) for one in kept))
    return find_copies(folder)._asdict()


def made_report(
    folder: Folder, rows: list[dict[str, Any]], number: int, options: argparse.Namespace
) -> dict[str, object]:
    """Cost, recall and wrong pairs of made documents."""
    origins = [made.copy_of for made in documents(rows, number)]
    seconds = put_in(folder, documents(rows, number))
    before = time.process_time()
    files = inputs_of(folder)
    with database(
        folder.path / "joins.duckdb", memory_limit="1GB", temp_directory=str(folder.path / "x")
    ) as connection:
        prints = add_documents(connection, files)
        compared = join(connection, files, prints, options.share)
    joined = time.process_time() - before
    report: dict[str, object] = {
        "documents": number,
        "documents a CPU second, prints": round(number / seconds),
        "prints a document": round(prints / number, 1),
        "join CPU s": round(joined, 2),
        "peak MB after the join": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "candidates": compared,
    }
    if options.join_only:
        return report
    before = time.process_time()
    found = find_copies(folder, share=options.share)
    report |= {"all CPU s": round(time.process_time() - before, 1), **found._asdict()}
    report["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return report | _scores(list(_links(folder)), origins)


def times_report(folder: Folder, rows: list[dict[str, Any]], number: int, times: int) -> dict[str, object]:
    """Cost of the join of the prints of the made documents, so many times over."""
    put_in(folder, documents(rows, number))
    command = [sys.executable, "-c", "import sys; from benchmarks.scale_copies import joined; joined(*sys.argv[1:])"]
    done = subprocess.run([*command, str(folder.path), str(times)], check=True, stdout=subprocess.PIPE)
    return {"documents": number * times, **msgspec.json.decode(done.stdout)}


def joined(place: str, times: str) -> None:
    """Print what the join costs, with what the process took at its peak."""
    folder = Path(place)
    files = list(_shifted(folder, int(times)))
    before = time.process_time()
    with database(folder / "joins.duckdb", memory_limit="1GB", temp_directory=str(folder / "x")) as connection:
        prints = add_documents(connection, files)
        candidates = join(connection, files, prints)
    spent = round(time.process_time() - before, 1)
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    found = {"prints": prints, "candidates": candidates, "join CPU s": spent, "peak MB": int(peak.split()[1]) // 1_024}
    print(json.dumps(found))


def _shifted(folder: Path, times: int) -> Iterator[Input]:
    """The postings of the run so many times, each time with other hashes."""
    chance = random.Random(1)
    first = 0
    others = [chance.getrandbits(62) for _ in range(times)]
    for other, part in product(others, sorted((folder / "postings").glob("*.parquet"))):
        target = folder / f"{first}.parquet"
        with database() as connection:
            hashes = f"list_transform(prints, print -> xor(print, {other}::bigint)) as prints"
            write_query(connection, f"select number, {hashes} from {literal(part)}", target, {"made": "yes"})
            yield Input(target, target, first)
            first += connection.execute(f"select count(*) from {literal(part)}").fetchone()[0]  # type: ignore[index]


def _scores(pairs: list[tuple[int, int]], origins: list[int | None]) -> dict[str, object]:
    family = [number if origin is None else origin for number, origin in enumerate(origins)]
    wrong = {one for pair in pairs for one in pair if family[pair[0]] != family[pair[1]]}
    copies = [number for number, origin in enumerate(origins) if origin is not None]
    hit = {one for pair in pairs for one in pair if family[pair[0]] == family[pair[1]]}
    return {
        "copies": len(copies),
        "recall": round(sum(copy in hit for copy in copies) / len(copies), 5),
        "documents in a wrong pair, %": round(100 * len(wrong) / len(origins), 4),
    }


def documents(rows: list[dict[str, Any]], number: int) -> Iterator[Made]:
    """So many documents, the same in every call."""
    chance = random.Random(1)
    bases = [row for row in rows if row["rel"] in ("original", "none")]
    words = sorted({word for row in bases for paragraph in row["paras"] for word in paragraph.split()})
    kept: list[tuple[int, Made]] = []
    for place in range(number):
        line = f"Sign up for the morning briefing of outlet {place % OUTLETS} and have the news of the day by seven."
        if kept and chance.random() < COPIES:
            origin, source = chance.choice(kept)
            yield Made(source.headline, [*_copied(source.paragraphs, words, chance), line], origin)
            continue
        base = bases[place % len(bases)]
        made = Made(
            _exchanged(base["title"], words, chance, EXCHANGED),
            [_exchanged(one, words, chance, EXCHANGED) for one in base["paras"]],
        )
        if len(made.paragraphs) > 2:
            kept = [*kept[-2_000:], (place, made)]
        yield made._replace(paragraphs=[*made.paragraphs, line])


def _copied(paragraphs: Sequence[str], words: Sequence[str], chance: random.Random) -> list[str]:
    kind = chance.randrange(3)
    if kind == 0:
        return list(paragraphs)
    if kind == 1:
        dropped = set(chance.sample(range(len(paragraphs)), max(1, len(paragraphs) // 5)))
        return [one for place, one in enumerate(paragraphs) if place not in dropped]
    return [_exchanged(one, words, chance, 0.04) for one in paragraphs]


def _exchanged(text: str, words: Sequence[str], chance: random.Random, share: float) -> str:
    parts = text.split()
    others = chance.choices(words, k=len(parts))
    draw = chance.random
    return " ".join([other if draw() < share else part for part, other in zip(parts, others, strict=True)])


def put_in(folder: Folder, made: Iterator[Made]) -> float:
    """Make the documents the parts of a run; the CPU seconds that their prints took."""
    choices = Choices()
    spent = 0.0
    numbers = count()
    while batch := tuple(islice(made, FILE)):
        name = f"part-{next(numbers):04}.warc.gz"
        folder.begin(Run(choices=choices, files=(name,)))
        before = time.process_time()
        prints = [prints_of(document_from(one.headline, one.paragraphs)) for one in batch]
        spent += time.process_time() - before
        _write(folder, name, batch, prints)
    return spent


def _write(folder: Folder, name: str, batch: Sequence[Made], prints: list[tuple[int, ...]]) -> None:
    lines: dict[str, list[Record] | list[Postings]] = {
        "records": [_record(name, number, one) for number, one in enumerate(batch)],
        "postings": [Postings(number=number, prints=one) for number, one in enumerate(prints)],
        "faults": [],
    }
    with database() as connection:
        for part in PARTS:
            rows = folder.path / "rows.jsonl"
            rows.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in lines[part]))
            write_part(connection, part, rows, folder.part(part, name), {"made": "yes"})
            rows.unlink()
    done = Done(
        file=name,
        choices=Choices(),
        size=0,
        changed=0,
        sha256="",
        read=0,
        found=len(batch),
        responses=len(batch),
        damaged=0,
        left_out=0,
        outcomes={"story": len(batch)},
        faults={},
        parts={},
    )
    folder.done_file(name).write_bytes(msgspec.json.encode(done))


def _record(name: str, number: int, one: Made) -> Record:
    digest = sha256(f"{name}{number}".encode()).hexdigest()
    host = f"outlet{number % OUTLETS}.example"
    return Record(
        number=number,
        file=name,
        url=f"https://{host}/{digest[:16]}",
        host=host,
        captured=f"2026-04-{number % 28 + 1:02}T10:00:00Z",
        day=f"2026-04-{number % 28 + 1:02}",
        record_id=None,
        offset=None,
        outcome="story",
        headline=one.headline,
        text="\n\n".join(one.paragraphs),
    )


def _links(folder: Folder) -> Iterator[tuple[int, int]]:
    """The pairs that make families, by the numbers of their documents."""
    with database() as connection:
        query = (
            f"select file, number, other_file, other_number from '{folder.path}/copies/pairs.parquet' "
            "where kind in ('same text', 'later version')"
        )
        for file, number, other_file, other in connection.execute(query).fetchall():
            yield _place(file) + number, _place(other_file) + other


def _place(file: str) -> int:
    return int(file.removeprefix("part-").partition(".")[0]) * FILE


if __name__ == "__main__":
    main()
