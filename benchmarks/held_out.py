"""Pages of outlets that no model has seen: `python -m benchmarks.held_out [SET…] --data DIR --cache DIR -o OUT`.

The outlets are cut into folds; each page is read, whole, with models of the body and of the fields' choosers that
were trained on the others (`benchmarks.train_fields --folds` makes them, once, into the cache). Writes one prediction
file a set into OUT, as `benchmarks.predict` does. With --scorer it prints each field's figure with its standard error,
for all outlets and for the quarter whose pages are not read while rules are written. With --without-names the pages
name nothing (`benchmarks.hidden_names`).
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.aside import is_laid_aside, table
from benchmarks.calibration import MetaRow, scorer_of
from benchmarks.data import FOLDS, Prediction
from benchmarks.field_rows import SETS, DevPage, dev_pages, fold_bodies, folded
from benchmarks.hidden_names import without_names
from benchmarks.systems import of_story
from copydesk.body.trees import Trees
from copydesk.errors import CopydeskError
from copydesk.fields.story import read_page
from copydesk.layout.page import page_of
from copydesk.records import Capture
from copydesk.settings import DEFAULTS


def predictions(
    pages: Sequence[DevPage], data: Path, cache: Path, change: Callable[[bytes], bytes] = bytes
) -> dict[str, Prediction]:
    """Each page by its id, read with models that have not seen its outlet."""
    found: dict[str, Prediction] = {}
    for fold, body in zip(range(FOLDS), fold_bodies(data, cache), strict=True):
        with folded(cache, fold):
            found |= {page.id: _read(body, page, change) for page in pages if page.fold == fold}
    return found


def _read(body: Trees, page: DevPage, change: Callable[[bytes], bytes]) -> Prediction:
    try:
        capture = Capture(content=change(page.content), url=page.url, kind="html")
        found = of_story(read_page(page_of(capture, DEFAULTS), body))
    except CopydeskError as error:
        found = Prediction(reason=error.reason)
    found.id = page.id
    return found


def scores(page: DevPage, found: Prediction, meta_row: MetaRow) -> Mapping[str, float]:
    """What the scorer says of a page, and whether a page without a deck got none."""
    row = dict(meta_row(page.set_name, page.truth, msgspec.to_builtins(found)))
    if page.set_name.startswith("fundus_") and "summary" in page.truth and not page.truth["summary"]:
        row["no_deck_kept"] = float(not (found.deck or "").strip())
    return row


def main() -> None:
    """Write the predictions of some sets, all by default, and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--cache", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scorer", type=Path, metavar="SCRIPT")
    parser.add_argument("--without-names", action="store_true")
    parser.add_argument("-o", type=Path, required=True, metavar="OUT")
    options = parser.parse_args()
    options.o.mkdir(parents=True, exist_ok=True)
    meta_row = scorer_of(options.scorer) if options.scorer else None
    change = without_names if options.without_names else bytes
    for set_name in options.sets:
        pages = list(dev_pages(options.data, [set_name]))
        found = predictions(pages, options.data, options.cache, change)
        path = options.o / f"{set_name}.jsonl"
        path.write_bytes(msgspec.json.Encoder().encode_lines([found[page.id] for page in pages]))
        print(path)
        if meta_row is not None:
            rows = [(page.outlet, scores(page, found[page.id], meta_row)) for page in pages]
            print("  all:   " + table([row for _, row in rows]))
            print("  aside: " + table([row for outlet, row in rows if is_laid_aside(outlet)]), flush=True)


if __name__ == "__main__":
    main()
