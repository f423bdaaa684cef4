"""Documents with known copies: how they are read, and how families found among them are counted."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

ONE_STORY: Final = frozenset({"original", "copy", "version"})


def load(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSONL file, plain or gzip."""
    content = path.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.decode().splitlines() if line.strip()]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two rows are one story."""
    return one["family"] == other["family"] and {one["rel"], other["rel"]} <= ONE_STORY


def closure(rows: Sequence[dict[str, Any]], links: Iterable[tuple[int, int]]) -> dict[str, float]:
    """Precision, recall and F1 of the pairs that links join, and by profile the share joined to its original."""
    found = joined(len(rows), links)
    truth = [(row["family"], -1 if row["rel"] in ONE_STORY else number) for number, row in enumerate(rows)]
    both = _pairs(zip(truth, found, strict=True))
    precision, recall = both / (_pairs(found) or 1), both / (_pairs(truth) or 1)
    scores = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / ((precision + recall) or 1)}
    return {name: round(value, 4) for name, value in scores.items()} | _by_profile(rows, found)


def joined(count: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """For each of so many documents the group that links put it in."""
    group = list(range(count))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for one, other in links:
        group[root(one)] = root(other)
    return [root(number) for number in range(count)]


def _pairs(groups: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(groups).values())


def _by_profile(rows: Sequence[dict[str, Any]], found: Sequence[int]) -> dict[str, float]:
    originals = {row["family"]: found[number] for number, row in enumerate(rows) if row["rel"] == "original"}
    shares: dict[str, list[bool]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row["family"] in originals and row["rel"] != "original":
            shares[row["profile"]].append(found[number] == originals[row["family"]])
    return {profile: round(sum(hits) / len(hits), 3) for profile, hits in sorted(shares.items())}
