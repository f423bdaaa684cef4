"""Copies among documents, as the scorer reads them.

python -m benchmarks.predict_copies DOCS.jsonl[.gz] -o OUT.jsonl [--empty-headlines] [--order SEED] [--passages]

Each row gives `id`, `title` and `paras`; with --passages also `family` and `rel`, as each document is compared with the
original of its family. The documents are put in one by one, as an archive takes them, and each link is a relation
"same text" as it was found then: {"a": id, "b": id}. With --passages {"id": id, "align": [source paragraph or -1, …]}.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.copies import load
from copydesk.archive.copies.families import JOINING, Families
from copydesk.archive.copies.passages import Text, aligned
from copydesk.archive.documents import document_from


def links(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The relations that join the documents of the rows, put in one by one."""
    families, compared = Families(), 0
    began = time.process_time()
    for row in rows:
        for other, relation in families.add(document_from(row["title"], row["paras"])):
            compared += 1
            if relation.kind in JOINING:
                yield {"a": row["id"], "b": rows[other]["id"]}
    spent = time.process_time() - began
    told = f"{len(rows) / spent:,.0f} documents a CPU second, {families.rows / len(rows):.1f} rows of prints a document"
    print(f"{told}, {compared / len(rows):.2f} relations", file=sys.stderr)


def passages(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The source of each paragraph in the original of the family, for documents that have one."""
    originals = {row["family"]: _text(row) for row in rows if row["rel"] == "original"}
    for row in rows:
        if row["family"] in originals and row["rel"] != "original":
            found = aligned(_text(row), originals[row["family"]])[0].passages
            yield {"id": row["id"], "align": [-1 if one.source is None else one.source for one in found]}


def _text(row: dict[str, Any]) -> Text:
    return Text(document_from(row["title"], row["paras"]))


def main() -> None:
    """Read the documents, write what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--empty-headlines", action="store_true", help="as if no document had a headline")
    parser.add_argument("--order", type=int, help="put them in shuffled by this seed")
    parser.add_argument("--passages", action="store_true", help="paragraph by paragraph against the family's original")
    options = parser.parse_args()
    rows = load(options.documents)
    if options.empty_headlines:
        rows = [row | {"title": ""} for row in rows]
    if options.order is not None:
        random.Random(options.order).shuffle(rows)
    found = passages(rows) if options.passages else links(rows)
    options.output.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")


if __name__ == "__main__":
    main()
