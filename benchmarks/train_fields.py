"""Train the choosers of fields: `python -m benchmarks.train_fields [NAME…] --data DIR --cache DIR [-o DIR]`.

Each page is read with a body model that has not seen its outlet; those are made once and kept in the cache. With
--folds five models of each chooser go there too, each without the outlets of its fold, for `benchmarks.held_out`.
Needs the dependency group `train`. Reproducible: same data and versions, same files.
"""

import argparse
import gzip
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import lightgbm
import msgspec
import numpy as np

from benchmarks.caption_rows import caption_rows
from benchmarks.data import FOLDS, fold_of
from benchmarks.deck_rows import deck_rows
from benchmarks.field_rows import SETS, DevPage, Row, dev_pages, fold_bodies
from benchmarks.tag_rows import tag_rows
from benchmarks.train_body import TREES, nodes
from copydesk.body.trees import Trees
from copydesk.fields import deck_choice, topic_links
from copydesk.fields.images import caption_features

_TREES: Final = TREES | {"learning_rate": 0.1, "num_leaves": 12, "min_data_in_leaf": 25}
_ROUNDS: Final = 60

Rows = Callable[[DevPage, Trees], Iterator[tuple[Row, ...]]]


class Chooser(NamedTuple):
    """Models that are trained on the same blocks, one for each label."""

    models: tuple[str, ...]
    features: Sequence[str]
    rows: Rows
    sets: Sequence[str]


CHOOSERS: Final = {
    "decks": Chooser(("deck",), deck_choice.FEATURES, deck_rows, SETS),
    "topics": Chooser(("topics",), topic_links.FEATURES, tag_rows, SETS),
    "captions": Chooser(("caption", "credit"), caption_features.FEATURES, caption_rows, SETS),
}


def labelled(chooser: Chooser, data: Path, bodies: Sequence[Trees]) -> list[list[Row]]:
    """The rows for each of the chooser's models."""
    rows = [row for page in dev_pages(data, chooser.sets) for row in chooser.rows(page, bodies[page.fold])]
    return [list(own) for own in zip(*rows, strict=True)]


def fitted(rows: Iterable[Row], features: Sequence[str]) -> bytes:
    """A model of these rows as it ships: see `copydesk.body.trees`."""
    some = list(rows)
    data = lightgbm.Dataset(
        np.array([row.values for row in some], np.float32),
        np.array([row.label for row in some]),
        weight=np.array([row.weight for row in some]),
    )
    booster = lightgbm.train(_TREES, data, _ROUNDS)
    trees = [nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return gzip.compress(msgspec.json.encode({"features": list(features), "trees": trees}), mtime=0)


def main() -> None:
    """Train on all sets that may ship and write the model files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=list(CHOOSERS), metavar="NAME", help=", ".join(CHOOSERS))
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--cache", type=Path, required=True, metavar="DIR")
    parser.add_argument("--folds", action="store_true", help="write the models of the folds into the cache as well")
    parser.add_argument("-o", type=Path, default=Path("src/copydesk/tables/models"), metavar="DIR")
    options = parser.parse_args()
    bodies = fold_bodies(options.data, options.cache)
    for name in options.names:
        chooser = CHOOSERS[name]
        for model, rows in zip(chooser.models, labelled(chooser, options.data, bodies), strict=True):
            _write(model, rows, chooser.features, options.o)
            if options.folds:
                for fold in range(FOLDS):
                    own = [row for row in rows if fold_of(row.outlet) != fold]
                    (options.cache / f"{model}-{fold}.json.gz").write_bytes(fitted(own, chooser.features))


def _write(model: str, rows: Sequence[Row], features: Sequence[str], folder: Path) -> None:
    content = fitted(rows, features)
    path = folder / f"{model}.json.gz"
    path.write_bytes(content)
    right = sum(row.label for row in rows)
    print(f"{path}: {len(rows):,} rows, {right:,.0f} of them true, {len(content):,} bytes")


if __name__ == "__main__":
    main()
