"""How well stories on one event are joined: `python -m benchmarks.predict_events DOCS.jsonl[.gz]… [--orders 5]`.

Each row gives `event`, `title` and `paras`. Prints for each file B-cubed F1 over `event` of the whole set at once, and
of its stories one by one in random orders, each and their mean. --curve prints it for other thresholds too.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.copies import load
from copydesk.archive.coverage import SAME_EVENT_LIKENESS, TOGETHER, Coverage, together
from copydesk.archive.terms import Terms, counted, rarity, weighed

STEPS: Final = (-0.04, -0.02, 0.0, 0.02, 0.04)


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """B-cubed F1 of groups against the true ones."""
    true, told, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(count * count / told[group] for (_, group), count in both.items()) / len(gold)
    recall = sum(count * count / true[group] for (group, _), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def labels(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    """For each of so many stories its group."""
    found = [0] * count
    for number, group in enumerate(groups):
        for one in group:
            found[one] = number
    return found


def at_once(stories: Sequence[Terms], least: float) -> list[int]:
    """The group of each story, with the rarity of their own words counted."""
    rare = rarity().with_own(stories)
    return labels(together([weighed(one, rare) for one in stories], least), len(stories))


def one_by_one(stories: Sequence[Terms], events: Sequence[str], seed: int, least: float) -> float:
    """B-cubed F1 of the stories put in one after the other in a random order."""
    order = list(range(len(stories)))
    random.Random(seed).shuffle(order)
    coverage = Coverage(least)
    for number in order:
        coverage.add(weighed(stories[number], rarity()))
    return b_cubed([events[number] for number in order], labels(coverage.groups(), len(stories)))


def report(path: Path, orders: int, *, has_curve: bool) -> None:
    """Print the figures of one file."""
    rows: list[dict[str, Any]] = load(path)
    events = [row["event"] for row in rows]
    stories = [counted(row["title"], row["paras"], "en") for row in rows]
    for step in STEPS if has_curve else (0.0,):
        whole = b_cubed(events, at_once(stories, TOGETHER + step))
        print(f"{path.name}: whole set at {TOGETHER + step:.2f} {whole:.4f}", flush=True)
    for step in STEPS if has_curve else (0.0,):
        began = time.process_time()
        found = [one_by_one(stories, events, seed, SAME_EVENT_LIKENESS + step) for seed in range(orders)]
        rate = len(stories) * orders / (time.process_time() - began)
        each = ", ".join(f"{one:.3f}" for one in found)
        told = f"mean {sum(found) / len(found):.4f} of {each} at {SAME_EVENT_LIKENESS + step:.2f}"
        print(f"{path.name}: one by one {told}; {rate:,.0f} stories a CPU second", flush=True)


def main() -> None:
    """Report on each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--orders", type=int, default=5)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    for path in options.documents:
        report(path, options.orders, has_curve=options.curve)


if __name__ == "__main__":
    main()
