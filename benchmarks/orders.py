"""Whether two orders of ingest give the same families: `python -m benchmarks.orders DOCS.jsonl[.gz] [--orders 3]`.

The documents are put in as they stand, and again in random orders; printed is how the pairs of documents that one order
joins agree with those that the first joins, as F1.
"""

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.copies import load
from copydesk.archive.copies.families import Families
from copydesk.archive.documents import document_from


def families(rows: Sequence[dict[str, Any]], order: Sequence[int]) -> list[int]:
    """The family of each row when they come in the order."""
    held = Families()
    for number in order:
        held.add(document_from(rows[number]["title"], rows[number]["paras"]))
    found = [0] * len(rows)
    for place, number in enumerate(order):
        found[number] = held.family(place)
    return found


def agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """F1 of the pairs that one joins against those that the other joins."""
    both = _pairs(Counter(zip(one, other, strict=True)))
    return 2 * both / ((_pairs(Counter(one)) + _pairs(Counter(other))) or 1)


def _pairs(groups: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in groups.values())


def main() -> None:
    """Put in, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--empty-headlines", action="store_true", help="as if no document had a headline")
    options = parser.parse_args()
    rows = load(options.documents)
    if options.empty_headlines:
        rows = [row | {"title": ""} for row in rows]
    first = families(rows, range(len(rows)))
    for seed in range(1, options.orders + 1):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)
        print(f"order {seed}: pairs agree with F1 {agreement(first, families(rows, order)):.4f}", flush=True)


if __name__ == "__main__":
    main()
