"""Learn the table by which two documents count as one text.

python -m benchmarks.train_copies DOCS.jsonl[.gz] [--folds 4] [--write src/copydesk/archive/data/copies.json]

Learns from the families of even number and the strangers. Each pair of documents that the prints find stands three
times: as it is, without headlines, and with headlines that have nothing in common, as outlets write their own. No
figure of the odd families is looked at. Prints, for several thresholds, what folds over the even families give.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import msgspec
import numpy

from benchmarks.copies import closure, load, same
from copydesk.archive.copies.likeness import FEATURES, NO_HEADLINE, measures
from copydesk.archive.copies.passages import Text, aligned
from copydesk.archive.copies.prints import candidates_of, prints_of, prints_to_keep
from copydesk.archive.copies.relations import LEAST_SHARE
from copydesk.archive.documents import Document, document_from

PARAMETERS: Final = {
    "objective": "binary",
    "learning_rate": 0.2,
    "num_leaves": 6,
    "min_data_in_leaf": 15,
    "lambda_l2": 1.0,
    # More in common never speaks against one text, more that is new never for it.
    "monotone_constraints": [1, 1, -1, -1, -1, -1, 1, 1, 1],
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "num_threads": 2,
}
ROUNDS: Final = 40
WEIGHTS: Final = (1.0, 1.0, 0.3)
"""Of the pairs as they are, without headlines, with headlines of their own."""
THRESHOLDS: Final = (0.7, 0.75, 0.8, 0.82, 0.85, 0.9)
HEADLINE, SUBJECT = FEATURES.index("headline"), FEATURES.index("subject")


class Pair(msgspec.Struct, frozen=True):
    """Two documents, whether they are one text, and the measures as they are."""

    one: int
    other: int
    is_same: bool
    row: tuple[float, ...]

    def rows(self) -> list[tuple[float, ...]]:
        """The measures as they are, without headlines, and with headlines of their own."""
        return [
            self.row,
            self._with(NO_HEADLINE, 0.0),
            self._with(0.0, 0.0 if self.is_same else min(0.0, self.row[SUBJECT])),
        ]

    def _with(self, headline: float, subject: float) -> tuple[float, ...]:
        row = list(self.row)
        row[HEADLINE], row[SUBJECT] = headline, subject
        return tuple(row)


def pairs(rows: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """The pairs that the prints find and that have enough in common to be asked about."""
    documents = [document_from(row["title"], row["paras"]) for row in rows]
    texts = list(map(Text, documents))
    for one, other in _candidates(documents):
        mine, theirs = aligned(texts[one], texts[other])
        if max(mine.share, theirs.share) >= LEAST_SHARE:
            yield Pair(one, other, same(rows[one], rows[other]), measures(mine, theirs))


def _candidates(documents: Sequence[Document]) -> Iterator[tuple[int, int]]:
    holders: dict[int, list[int]] = {}
    for number, document in enumerate(documents):
        prints = prints_of(document)
        yield from ((number, other) for other in candidates_of(prints, holders))
        for print_ in prints:
            holders.setdefault(print_, []).append(number)


def train(found: Sequence[Pair]) -> lightgbm.Booster:
    """The trees for some pairs."""
    rows = numpy.array([row for pair in found for row in pair.rows()])
    labels: Any = numpy.repeat([float(pair.is_same) for pair in found], len(WEIGHTS))
    weights = numpy.tile(WEIGHTS, len(found))
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS)


def table(booster: lightgbm.Booster) -> dict[str, object]:
    """The trees as the package reads them."""
    trees = [_tree(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return {"features": list(FEATURES), "trees": trees}


def _tree(root: dict[str, Any]) -> list[list[float]]:
    nodes: list[list[float]] = []

    def put(node: dict[str, Any]) -> int:
        place = len(nodes)
        nodes.append([])
        if "leaf_value" in node:
            nodes[place] = [round(node["leaf_value"], 5)]
        else:
            left, right = put(node["left_child"]), put(node["right_child"])
            # Not rounded: many measures are simple fractions or 0, and a threshold lies just beside one of them.
            nodes[place] = [node["split_feature"], node["threshold"], left, right]
        return place

    put(root)
    return nodes


def report(found: Sequence[Pair], rows: Sequence[dict[str, Any]], folds: int) -> None:
    """What folds over the families give when the documents come one by one, as the scorer counts it."""
    families = [{rows[number]["family"] for number in (pair.one, pair.other)} - {-1} for pair in found]
    scores = numpy.zeros((len(found), 2))
    for fold in range(folds):
        test = [number for number, here in enumerate(families) if any(family // 2 % folds == fold for family in here)]
        held = set(test)
        booster = train([pair for number, pair in enumerate(found) if number not in held])
        for kind in range(2):
            scores[test, kind] = booster.predict(numpy.array([found[number].rows()[kind] for number in test]))
    prints = [prints_of(document_from(row["title"], row["paras"])) for row in rows]
    for kind, name in enumerate(("headlines", "no headlines")):
        for threshold in THRESHOLDS:
            like = {(p.one, p.other) for p, score in zip(found, scores[:, kind], strict=True) if score >= threshold}
            print(name, threshold, json.dumps(closure(rows, replay(prints, like))))


def replay(prints: Sequence[Sequence[int]], like: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The links that an archive makes when the documents come in order and the pairs `like` are one text."""
    holders: dict[int, list[int]] = {}
    members = {number: {number} for number in range(len(prints))}
    links = []
    for number, own in enumerate(prints):
        for other in candidates_of(own, holders):
            if (number, other) in like:
                links.append((number, other))
                members[number] |= members[other]
        for one in members[number]:
            members[one] = members[number]
        for print_ in prints_to_keep(own, holders, members[number]):
            holders.setdefault(print_, []).append(number)
    return links


def main() -> None:
    """Train, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = [row for row in load(options.documents) if row["family"] < 0 or row["family"] % 2 == 0]
    found = list(pairs(rows))
    print(
        f"{len(rows)} documents, {len(found)} pairs, {sum(pair.is_same for pair in found)} of one text", file=sys.stderr
    )
    report(found, rows, options.folds)
    if options.write:
        options.write.write_text(json.dumps(table(train(found)), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
