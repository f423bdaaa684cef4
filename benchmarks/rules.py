"""Which rules decide on few outlets: for each rule that the evidence names, its outlets and pages, chosen and in all.

python -m benchmarks.rules SET… --data DIR [--fewer 5] [--scorer SCRIPT]

A rule that fires on fewer than five outlets is a candidate for removal, if no score falls without it; a rule of a
language that has fewer than five outlets stays. With --scorer the pages of each such rule are read once more without
it: how many records change, which score better and which worse. Rows of declared.toml that never fire are listed too.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar
from unittest.mock import patch

import msgspec

from benchmarks.bars import Change, PageRow, Task, answer, difference, scorer_of, tasks_in
from benchmarks.data import pages
from copydesk import CopydeskError, Story, read
from copydesk.fields.candidates import Candidate
from copydesk.fields.view import Finding, View
from copydesk.layout.declarations import rows

T = TypeVar("T")


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
    place: tuple[str, str]
    """Set and id of the page."""


class Rule(NamedTuple):
    """How widely a rule decides."""

    field: str
    rule: str
    outlets: int
    pages: int
    chosen: int
    places: tuple[tuple[str, str], ...]


def main() -> None:
    """A table of the rules on fewer outlets than asked for, the rarest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rules", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--fewer", type=int, default=5, metavar="N", help="outlets (5)")
    parser.add_argument("--scorer", type=Path, metavar="SCRIPT", help="read their pages once more without each")
    options = parser.parse_args()
    found = counted(one for name in options.sets for one in fired(options.data / name))
    rare = [rule for rule in found if rule.outlets < options.fewer]
    print("| field | rule | outlets | pages | chosen | without it: changed | better | worse |")
    print("|---|---|---|---|---|---|---|---|")
    tasks = _tasks_of(rare, options.data) if options.scorer else {}
    for rule in rare:
        told = change(rule, [tasks[place] for place in rule.places], scorer_of(options.scorer)) if tasks else ("–",) * 3
        print("| " + " | ".join(map(str, (*rule[:5], *told))) + " |")
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
        yield from in_story(story, outlets[page.id], (dataset.name, page.id))


def in_story(story: Story, outlet: str, place: tuple[str, str]) -> Iterator[Fired]:
    """The rules in the evidence of a story."""
    for field, some in story.evidence.items():
        chosen = {one.rule for one in some if one.chosen}
        for rule in dict.fromkeys(one.rule for one in some):
            yield Fired(field, rule, outlet, rule in chosen, place)


def counted(some: Iterable[Fired]) -> list[Rule]:
    """Outlets and pages of each rule, the rarest first."""
    by_rule: dict[tuple[str, str], list[Fired]] = defaultdict(list)
    for one in some:
        by_rule[one.field, one.rule].append(one)
    found = [
        Rule(
            field,
            rule,
            len({one.outlet for one in own}),
            len(own),
            sum(one.chosen for one in own),
            tuple(one.place for one in own),
        )
        for (field, rule), own in by_rule.items()
    ]
    return sorted(found, key=lambda one: (one.outlets, one.pages, one.field, one.rule))


def _tasks_of(rare: Iterable[Rule], data: Path) -> dict[tuple[str, str], Task]:
    wanted = {place for rule in rare for place in rule.places}
    names = {name for name, _ in wanted}
    found = ((task, (task.dataset, task.row["id"])) for task in tasks_in(data, 1, ("html",)) if task.dataset in names)
    return {place: task for task, place in found if place in wanted}


def change(rule: Rule, tasks: Sequence[Task], score: PageRow) -> Change:
    """Records that change, and pages that score better and worse, where the candidates of a rule are left out."""
    before = [answer(task) for task in tasks]
    found = View.found
    listed = View.listed

    def kept(name: str, some: Iterable[Candidate[T]]) -> list[Candidate[T]]:
        return [one for one in some if (name, one.rule) != (rule.field, rule.rule)]

    def fewer(view: View, name: str, some: Iterable[Candidate[T]], bar: float = 0.3) -> Finding[T]:
        return found(view, name, kept(name, some), bar)

    def shorter(
        view: View, name: str, some: Sequence[Candidate[T]], shown: int | None = None
    ) -> Finding[tuple[T, ...]]:
        return listed(view, name, kept(name, some), shown)

    with patch.object(View, "found", fewer), patch.object(View, "listed", shorter):
        return difference(tasks, before, [answer(task) for task in tasks], score)


if __name__ == "__main__":
    main()
