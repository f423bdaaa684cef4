"""Pages of outlets that the body model has not seen: `python -m benchmarks.held_out --data DIR -o OUT`.

The training pages are cut into folds by outlet; each fold is read, whole, with a model trained on the others. Writes
one prediction file a set into OUT, as `benchmarks.predict` does, for the same scorer.
"""

import argparse
import gzip
from collections.abc import Iterable
from pathlib import Path

import msgspec

from benchmarks.data import FOLDS, Page, Prediction, fold_of
from benchmarks.data import pages as pages_of
from benchmarks.systems import of_story
from benchmarks.train_body import SETS, Sample, fill_rows_apart, fit_trees, name_weights, packed, samples
from copydesk.body.trees import Trees, read_model
from copydesk.errors import CopydeskError
from copydesk.fields.story import read_page
from copydesk.layout.page import page_of
from copydesk.records import Capture
from copydesk.settings import DEFAULTS


def trained_on(pages: Iterable[Sample]) -> Trees:
    """A model of these pages alone."""
    own = list(pages)
    fill_rows_apart(own)
    return Trees(read_model(gzip.decompress(packed(fit_trees(own), name_weights(own)))))


def predictions(data: Path) -> dict[str, list[Prediction]]:
    """Each page read with a model that has not seen its outlet."""
    known = samples(data)
    models = [trained_on(page for page in known if fold_of(page.group) != fold) for fold in range(FOLDS)]
    return {
        set_name: [_read(models[folds[page.id]], page) for page in pages_of(data / set_name)]
        for set_name, folds in ((set_name, _folds(data / set_name)) for set_name in SETS)
    }


def _folds(dataset: Path) -> dict[str, int]:
    rows = map(msgspec.json.decode, (dataset / "truth.jsonl").read_bytes().splitlines())
    return {row["id"]: fold_of(row["domain"] or row["group"]) for row in rows}


def _read(trees: Trees, page: Page) -> Prediction:
    try:
        story = read_page(page_of(Capture(content=page.content, url=page.url, kind="html"), DEFAULTS), trees)
        found = of_story(story)
    except CopydeskError as error:
        found = Prediction(reason=error.reason)
    found.id = page.id
    return found


def main() -> None:
    """Write the predictions of all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", type=Path, required=True, metavar="OUT")
    arguments = parser.parse_args()
    arguments.o.mkdir(parents=True, exist_ok=True)
    for set_name, rows in predictions(arguments.data).items():
        path = arguments.o / f"{set_name}.jsonl"
        path.write_bytes(msgspec.json.Encoder().encode_lines(rows))
        print(path)


if __name__ == "__main__":
    main()
