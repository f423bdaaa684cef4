"""One hash a record, one of its reading and one a field, over all pages and dumps: what did a change change?

python -m benchmarks.records --data DIR [--jobs N] [--every N] [--no-reading] [--save FILE] [--compare FILE]

The list is kept outside the repository: it is long, and made anew from any commit. It does not depend on whether the
modules run compiled, so one list serves both forms: run it a second time with COPYDESK_PURE=1.
"""

import argparse
import gzip
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple, get_args

import msgspec

from benchmarks.data import Folder, Page, pages
from copydesk import CopydeskError, read
from copydesk.compiled import form
from copydesk.records import Reading, Story

SHOWN: Final = 40
"""Pages that differ and are named; the rest is counted."""
DIGITS: Final = 16
"""Hexadecimal digits that are kept of a field's hash; records keep all 64."""


class Entry(msgspec.Struct, frozen=True):
    """One page: its hashes, of a page that is no story those of the reason."""

    page: str
    record: str
    reading: str | None = None
    fields: dict[str, str] = {}


class Task(NamedTuple):
    """A page and its name, SET/FOLDER/ID; whether the desk reads it too."""

    name: str
    page: Page
    is_text: bool
    with_reading: bool


def main() -> int:
    """Exit code 1 when pages differ from the list that is compared against."""
    options = _arguments()
    started = time.monotonic()
    entries = list(_entries(_tasks(options.data, options.every, with_reading=not options.no_reading), options.jobs))
    stories = sum("refused" not in entry.fields for entry in entries)
    print(f"{len(entries)} pages, {stories} stories, {time.monotonic() - started:.0f} s; this process: {form()}")
    print(f"all together {_hash(''.join(entry.record + (entry.reading or '') for entry in entries).encode())}")
    if options.save:
        options.save.parent.mkdir(parents=True, exist_ok=True)
        options.save.write_bytes(gzip.compress(msgspec.json.Encoder().encode_lines(entries), mtime=0))
    return int(options.compare is not None and _differs(entries, saved(options.compare)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.records", description="A hash of every record.")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder that holds the sets")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth page of each folder")
    parser.add_argument("--no-reading", action="store_true", help="leave the desk out: ten times faster")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the list, gzipped JSON Lines")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="name the pages and fields that differ from FILE")
    return parser.parse_args()


def _tasks(data: Path, every: int, *, with_reading: bool) -> Iterator[Task]:
    for dataset in sorted(path.parent for path in data.glob("*/truth.jsonl")):
        for folder in get_args(Folder):
            for number, page in enumerate(pages(dataset, folder)):
                if number % every == 0:
                    yield Task(f"{dataset.name}/{folder}/{page.id}", page, folder != "html", with_reading)


def _entries(tasks: Iterable[Task], jobs: int) -> Iterator[Entry]:
    if jobs == 1:
        yield from map(entry_of, tasks)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(entry_of, tasks, chunksize=8)


def entry_of(task: Task) -> Entry:
    """The hashes of one page. A defect that raises is a record too, so that it can be compared."""
    try:
        story = read(task.page.content, url=task.page.url, kind="text" if task.is_text else None)
    except CopydeskError as error:
        return _failed(task, f"{error.reason}: {error}")
    except Exception as error:  # noqa: BLE001  reported as what the page gives, as in benchmarks.predict
        return _failed(task, repr(error))
    if not task.with_reading:
        return hashed(task.name, story, None)
    from copydesk.desk.desk import read_desk

    return hashed(task.name, story, read_desk(story))


def _failed(task: Task, words: str) -> Entry:
    return Entry(task.name, _hash(words.encode()), None, {"refused": _short(words)})


def hashed(name: str, story: Story, reading: Reading | None) -> Entry:
    """The hashes of a story, of its fields (evidence field by field), and of its reading."""
    fields = {field: _short(getattr(story, field)) for field in story.__struct_fields__ if field != "evidence"}
    fields |= {f"evidence of {field}": _short(value) for field, value in story.evidence.items()}
    if reading is not None:
        fields |= {f"reading: {field}": _short(getattr(reading, field)) for field in reading.__struct_fields__}
    record = _hash(msgspec.json.encode(story))
    return Entry(name, record, None if reading is None else _hash(msgspec.json.encode(reading)), fields)


def _short(value: object) -> str:
    return _hash(msgspec.json.encode(value))[:DIGITS]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def saved(path: Path) -> dict[str, Entry]:
    """The entries of a saved list by page."""
    lines = gzip.decompress(path.read_bytes()).splitlines()
    return {entry.page: entry for entry in map(msgspec.json.Decoder(Entry).decode, lines)}


def _differs(entries: list[Entry], before: dict[str, Entry]) -> bool:
    known = [(before[entry.page], entry) for entry in entries if entry.page in before]
    found = {now.page: differences(old, now) for old, now in known}
    found = {page: fields for page, fields in found.items() if fields}
    for page, fields in list(found.items())[:SHOWN]:
        print(f"{page}: {', '.join(fields)}")
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN} more")
    counts = Counter(field for fields in found.values() for field in fields)
    for field, count in counts.most_common():
        print(f"{count:6} {field}")
    print(f"{len(found)} of {len(known)} pages differ; {len(entries) - len(known)} are not in the list")
    return bool(found)


def differences(before: Entry, now: Entry) -> list[str]:
    """The fields whose hashes differ; those of the reading only where both have one."""
    names = sorted(before.fields.keys() | now.fields.keys())
    if before.reading is None or now.reading is None:
        names = [name for name in names if not name.startswith("reading: ")]
    found = [name for name in names if before.fields.get(name) != now.fields.get(name)]
    return found or (["the record"] if before.record != now.record else [])


if __name__ == "__main__":
    sys.exit(main())
