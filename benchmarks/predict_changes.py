"""How well edits of known type are told: `python -m benchmarks.predict_changes DOCS.jsonl[.gz] [--stories 150]`.

Each row gives `title` and `paras`. Of each story one later state is made for each kind of edit that it allows, by a
fixed seed; both states are read by the desk and compared. Prints, for each kind, precision, recall and F1 of the
changes told: one counts where its kind and its paragraph are those of the edit. --unread leaves the desk out, and with
it the kinds that need it. --show KIND prints what was told wrongly for the edits of a kind.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.copies import load
from benchmarks.made_edits import KINDS, Edited, Known, edited, story_of
from copydesk.archive.differences.changes import SIGNIFICANCES, Change, changes
from copydesk.records import Story

READ_KINDS: Final = ("name", "quote", "speaker")


def told(change: Change) -> Known:
    """A change as an edit: its kind and paragraphs, the headline being no paragraph."""
    return Known(change.kind, *(_paragraph(words.block if words else 0) for words in (change.before, change.after)))


def _paragraph(block: int | None) -> int | None:
    return block - 1 if block else None


def cases(rows: Sequence[dict[str, Any]], *, unread: bool) -> Iterator[tuple[Story, Story, Edited]]:
    """A story, its later state, and what was edited."""
    for number, row in enumerate(rows):
        texts = [text for text in row["paras"] if text.strip()]
        foreign = next(text for other in (*rows[number + 1 :], *rows) for text in other["paras"] if len(text) > 80)
        before = _read(story_of(row["title"], texts), unread=unread)
        for kind in KINDS:
            if unread and kind in READ_KINDS:
                continue
            found = edited(kind, before, random.Random(f"{number} {kind}"), foreign)
            if found is not None:
                yield before, _read(story_of(found.headline, found.paragraphs), unread=unread), found


def _read(story: Story, *, unread: bool) -> Story:
    if unread:
        return story
    from copydesk.desk import with_reading

    return with_reading(story)


def _line(change: Change) -> str:
    before, after = (words.text[:80] if words else None for words in (change.before, change.after))
    return f"{change.kind}: {before!r} > {after!r} ({change.reason})"


def main() -> None:
    """Make the edits, tell them, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--show")
    options = parser.parse_args()
    rows = [row for row in load(options.documents) if len(row["paras"]) >= 4][: options.stories]
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    said: Counter[str] = Counter()
    highest = 0
    for before, after, case in cases(rows, unread=options.unread):
        found = changes(before, after)
        made[case.edit.kind] += 1
        said.update(change.kind for change in found)
        right[case.edit.kind] += case.edit in map(told, found)
        if case.edit.kind == "punctuation":
            highest = max([highest, *(SIGNIFICANCES.index(change.significance) for change in found)])
        if options.show == case.edit.kind and list(map(told, found)) != [case.edit]:
            print(case.edit, *(f"\n    {_line(change)}" for change in found))
    for kind in KINDS:
        precision, recall = right[kind] / (said[kind] or 1), right[kind] / (made[kind] or 1)
        f1 = 2 * precision * recall / ((precision + recall) or 1)
        scores = {"edits": made[kind], "told": said[kind], "P": precision, "R": recall, "F1": f1}
        print(f"{kind:12}", json.dumps({name: round(value, 3) for name, value in scores.items()}))
    print(f"an edit of marks alone rose to: {SIGNIFICANCES[highest]}")


if __name__ == "__main__":
    main()
