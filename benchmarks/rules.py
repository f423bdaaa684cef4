"""Which rules decide on few outlets: for each rule that the evidence names, its outlets and pages, chosen and in all.

python -m benchmarks.rules SET… --data DIR [--fewer 5]

A rule that fires on fewer than five outlets is a candidate for removal, if no score falls without it; a rule of a
language that has fewer than five outlets stays. Rows of declared.toml that never fire are listed too.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.data import pages
from copydesk import CopydeskError, Story, read
from copydesk.layout.declarations import rows


class Row(msgspec.Struct):
    """What is known of a page besides its truth."""

    id: str
    group: str = ""


class Fired(NamedTuple):
    """A rule on one page: of which field and outlet, and whether it gave the value."""

    field: str
    rule: str
    outlet: str
    chosen: bool


class Rule(NamedTuple):
    """How widely a rule decides."""

    field: str
    rule: str
    outlets: int
    pages: int
    chosen: int


def main() -> None:
    """A table of the rules on fewer outlets than asked for, the rarest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--fewer", type=int, default=5, metavar="N", help="outlets (5)")
    options = parser.parse_args()
    found = counted(one for name in options.sets for one in fired(options.data / name))
    rare = [rule for rule in found if rule.outlets < options.fewer]
    print("| field | rule | outlets | pages | chosen |\n|---|---|---|---|---|")
    for rule in rare:
        print(f"| {rule.field} | {rule.rule} | {rule.outlets} | {rule.pages} | {rule.chosen} |")
    seen = {rule.rule for rule in found}
    unseen = [row.id for some in rows().values() for row in some if row.id not in seen]
    print(f"\n{len(found)} rules, {len(rare)} on fewer than {options.fewer} outlets.")
    print(f"Rows of declarations that never fire: {', '.join(sorted(unseen))}.")


def fired(dataset: Path) -> Iterator[Fired]:
    """Each rule on each page of the set once."""
    decoder = msgspec.json.Decoder(Row)
    lines = (dataset / "truth.jsonl").read_bytes().replace(b": NaN", b": null").splitlines()
    outlets = {row.id: row.group or row.id for row in map(decoder.decode, lines)}
    for page in pages(dataset):
        try:
            story = read(page.content, url=page.url, kind="html")
        except CopydeskError:
            continue
        yield from in_story(story, outlets[page.id])


def in_story(story: Story, outlet: str) -> Iterator[Fired]:
    """The rules in the evidence of a story."""
    for field, some in story.evidence.items():
        chosen = {one.rule for one in some if one.chosen}
        yield from (Fired(field, rule, outlet, rule in chosen) for rule in dict.fromkeys(one.rule for one in some))


def counted(some: Iterable[Fired]) -> list[Rule]:
    """Outlets and pages of each rule, the rarest first."""
    by_rule: dict[tuple[str, str], list[Fired]] = defaultdict(list)
    for one in some:
        by_rule[one.field, one.rule].append(one)
    found = [
        Rule(field, rule, len({one.outlet for one in own}), len(own), sum(one.chosen for one in own))
        for (field, rule), own in by_rule.items()
    ]
    return sorted(found, key=lambda one: (one.outlets, one.pages, one.field, one.rule))


if __name__ == "__main__":
    main()
