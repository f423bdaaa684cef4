"""Write down what all stored records have in common, for the compressor.

python -m benchmarks.train_records [--size BYTES] [--write src/copydesk/archive/data/records.zdict]

Made of the records of the repository's own pages, so that no word of a publisher stands in it. An archive names the
dictionary that it was written with by number: one that ships is never changed, a better one stands beside it.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import zstandard

import copydesk
from copydesk.archive.packed import compressed, record_bytes
from copydesk.desk import with_reading
from copydesk.records import Story

PAGES = ("samples/*.html", "samples/*.txt", "tests/cases/*/*/source.*")


def main() -> None:
    """Train, and print what it saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=16_000)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    samples = [b"".join(record_bytes(story)) for story in _stories(Path(__file__).parents[1])]
    dictionary = zstandard.train_dictionary(options.size, [*samples])
    compressor = zstandard.ZstdCompressor(level=1, dict_data=dictionary)
    plain = sum(len(compressed(sample)) for sample in samples)
    short = sum(len(compressor.compress(sample)) for sample in samples)
    print(f"{len(samples)} records, {plain:,} bytes without, {short:,} with it, id {dictionary.dict_id()}")
    if options.write is not None:
        options.write.write_bytes(dictionary.as_bytes())


def _stories(root: Path) -> Iterator[Story]:
    for path in sorted(path for pattern in PAGES for path in root.glob(pattern)):
        url = f"https://www.saltmarsh-courier.example/2026/11/{path.parent.name}"
        try:
            yield with_reading(copydesk.read(path.read_bytes(), url=url))
        except copydesk.CopydeskError:
            continue


if __name__ == "__main__":
    main()
