"""The body on pages of outlets that the model has not seen: `python -m benchmarks.held_out --data DIR -o OUT`.

The training pages are cut into folds by outlet; each fold is read with a model trained on the others. Writes one
prediction file a set into OUT, as `benchmarks.predict` does, for the same scorer. Only the body is told apart: the
fields do not depend on the model.
"""

import argparse
import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.data import Prediction
from benchmarks.train_body import Sample, fill_rows_apart, fit_trees, name_weights, packed, samples
from copydesk.fields.body import body_by
from copydesk.fields.trees import Trees, read_model

FOLDS: Final = 5


def fold_of(outlet: str) -> int:
    """The fold that an outlet falls into, the same on every machine."""
    return int(hashlib.md5(outlet.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def trained_on(pages: Iterable[Sample]) -> Trees:
    """A model of these pages alone."""
    own = list(pages)
    fill_rows_apart(own)
    return Trees(read_model(gzip.decompress(packed(fit_trees(own), name_weights(own)))))


def predictions(pages: list[Sample]) -> dict[str, list[Prediction]]:
    """The body of each page, read with a model that has not seen its outlet."""
    found: dict[str, list[Prediction]] = defaultdict(list)
    for fold in range(FOLDS):
        trees = trained_on(page for page in pages if fold_of(page.group) != fold)
        for page in pages:
            if fold_of(page.group) == fold:
                body = body_by(trees, page.dom, page.hints)
                texts = [page.dom.blocks[index].text for index in body.blocks]
                found[page.set_name].append(Prediction(id=page.id, text="\n\n".join(texts), paragraphs=texts))
    return found


def main() -> None:
    """Write the predictions of all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", type=Path, required=True, metavar="OUT")
    arguments = parser.parse_args()
    arguments.o.mkdir(parents=True, exist_ok=True)
    for set_name, rows in predictions(samples(arguments.data)).items():
        path = arguments.o / f"{set_name}.jsonl"
        path.write_bytes(msgspec.json.Encoder().encode_lines(rows))
        print(path)


if __name__ == "__main__":
    main()
