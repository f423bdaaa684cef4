"""How often a value is right, by the confidence that its evidence states: tables and a picture for docs/benchmarks.md.

The rules of right and wrong are those of the scorer (`meta_row(set, truth, prediction)`), which is not part of this
repository. Every page is read twice, as HTML and as the plain text that a scraper makes of it; each has its own curves.
With --cache the HTML is read by the models of `benchmarks.train_fields --folds`, which have not seen its outlet.
With --learn the curves that turn the confidences of the rules into stated ones are made anew. The figures "held out"
are read with curves learned on other outlets: the pages are cut into folds by outlet.
"""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias
from unittest.mock import patch

import msgspec

from benchmarks.data import FOLDS, fold_of, pages
from benchmarks.dumps import dumps
from benchmarks.reliability import Given, Held, drawn, learned, table
from benchmarks.scorers import scorer_at
from benchmarks.systems import of_story
from benchmarks.table import write
from copydesk.fields import authors, confidence
from copydesk.fields.confidence import Curve
from copydesk.records import Capture, Evidence, SourceKind, Story
from copydesk.settings import DEFAULTS

MetaRow: TypeAlias = Callable[[str, dict[str, Any], dict[str, Any]], dict[str, float]]

START, END = "<!-- calibration: start -->", "<!-- calibration: end -->"
SCORES: Final = {
    "headline": "title_fair",
    "deck": "deck_near",
    "authors": "authors_f1",
    "published": "date_day",
    "tags": "topics_f1",
    "images": "image",
    "publisher": "site",
    "language": "lang",
}
"""The scorer's key for each field. Authors must be right to a name; tags count by their F1."""
KINDS: Final[dict[SourceKind, str]] = {"html": "HTML:", "text": "The same pages as plain text:"}
STATED: Final = {("text", "headline/text-model"), ("text", "images")}
"""Rules whose confidence is a share out of fold already, while the values here are of pages that the model knows; and
the pictures of dumps, which have none."""
LIKELY: Final = Curve("tags/links", ((0.5, 0.5), (1.0, 1.0)))
"""A rule whose confidence is a probability by folds already."""
CURVES: Final = Path("src/copydesk/tables/models/confidence.toml")


class Truth(msgspec.Struct):
    """A line of truth.jsonl."""

    id: str
    truth: dict[str, Any]
    group: str = ""


def main() -> None:
    """Read the sets, write the curves if asked to, the picture and the table."""
    options = _arguments()
    meta_row = scorer_of(options.scorer)
    values = {
        kind: [one for name in options.sets for one in given(options.data / name, meta_row, kind, options.cache)]
        for kind in KINDS
    }
    if options.learn:
        curves = {kind: [one for one in learned(values[kind]) if (kind, one.name) not in STATED] for kind in KINDS}
        curves["html"].append(LIKELY)
        options.learn.write_text(as_toml(curves), encoding="utf-8")
        ships = {(kind, one.name): one for kind, some in curves.items() for one in some}
    else:
        ships = confidence.curves()
    held = {kind: sorted(held_out(some, kind, ships), key=_place) for kind, some in values.items()}
    drawn(held["html"], options.picture)
    tables = "\n\n".join(f"{KINDS[kind]}\n\n{table(some)}" for kind, some in held.items())
    write(options.page, f"{_command()}\n\n{tables}", START, END)


def _place(one: Held) -> int:
    return list(SCORES).index(one.field)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scorer", type=Path, required=True, metavar="SCRIPT")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="read HTML with the models of folds of outlets")
    parser.add_argument("--learn", type=Path, nargs="?", const=CURVES, metavar="FILE", help=f"make {CURVES} anew")
    parser.add_argument("--page", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--picture", type=Path, default=Path("docs/pictures/calibration.svg"))
    return parser.parse_args()


def scorer_of(path: Path) -> MetaRow:
    """The function of the scorer that tells right from wrong."""
    found: MetaRow = scorer_at(path).meta_row
    return found


def given(dataset: Path, meta_row: MetaRow, kind: SourceKind = "html", cache: Path | None = None) -> Iterator[Given]:
    """The values of the set's pages for which there is a truth, each with the confidence of its rule."""
    truths = {row.id: row for row in _truths(dataset)}
    for page, story in _folded(dataset, cache) if cache and kind == "html" else _stories(dataset, kind):
        row = truths[page]
        scores = dict(meta_row(dataset.name, row.truth, msgspec.to_builtins(of_story(story))))
        if dataset.name.startswith("fundus_") and row.truth.get("summary") == []:
            scores["no_deck_kept"] = float(not story.deck)
        for field, right in judged(story, scores):
            why = _chosen(story, field)
            yield Given(dataset.name, row.group, field, why.rule, why.confidence, right)


def _stories(dataset: Path, kind: SourceKind) -> Iterator[tuple[str, Story]]:
    from copydesk import read
    from copydesk.errors import CopydeskError

    for page in pages(dataset) if kind == "html" else dumps(dataset):
        try:
            with stating({}):
                yield page.id, read(page.content, url=page.url, kind=kind)
        except CopydeskError:
            continue


def _folded(dataset: Path, cache: Path) -> Iterator[tuple[str, Story]]:
    """The set's pages, each read with models that have not seen its outlet."""
    from benchmarks.field_rows import dev_pages, fold_bodies, folded
    from copydesk.errors import CopydeskError
    from copydesk.fields.story import read_page
    from copydesk.layout.page import page_of

    for fold, body in enumerate(fold_bodies(dataset.parent, cache)):
        with folded(cache, fold), stating({}):
            for page in dev_pages(dataset.parent, [dataset.name]):
                if page.fold == fold:
                    try:
                        capture = Capture(content=page.content, url=page.url, kind="html")
                        yield page.id, read_page(page_of(capture, DEFAULTS), body)
                    except CopydeskError:
                        continue


def _truths(dataset: Path) -> list[Truth]:
    decoder = msgspec.json.Decoder(Truth)
    lines = (dataset / "truth.jsonl").read_bytes().replace(b": NaN", b": null").splitlines()
    return [decoder.decode(line) for line in lines]


@contextmanager
def stating(known: Mapping[tuple[SourceKind, str], Curve]) -> Iterator[None]:
    """Confidences are stated by these curves; without any, the evidence has those of the rules themselves.

    Nothing is withheld: what shares there are below a bar is what is measured.
    """
    confidence.stated.cache_clear()
    try:
        with patch.object(confidence, "curves", lambda: known), patch.object(authors, "HONEST", 0.0):
            yield
    finally:
        confidence.stated.cache_clear()


def judged(story: Story, scores: dict[str, float]) -> Iterator[tuple[str, float]]:
    """The fields that the page has a value and a truth for, and how right each is."""
    for field, key in SCORES.items():
        if key in scores and any(one.chosen for one in story.evidence.get(field, ())):
            right = scores[key]
            if field == "published" and story.published and story.published.zone != "unknown":
                right = min(right, scores.get("date_instant", right))
            yield field, float(right == 1) if field == "authors" else right
    if scores.get("no_deck_kept") == 0.0:
        yield "deck", 0.0


def _chosen(story: Story, field: str) -> Evidence:
    return next(one for one in story.evidence[field] if one.chosen)


def held_out(
    values: Sequence[Given], kind: SourceKind = "html", shipped: Mapping[tuple[SourceKind, str], Curve] | None = None
) -> Iterator[Held]:
    """The values as they ship, and as curves learned on the other folds state them."""
    shipped = confidence.curves() if shipped is None else shipped
    for fold in range(FOLDS):
        others = learned(one for one in values if fold_of(one.outlet) != fold)
        known = {(kind, one.name): one for one in others if (kind, one.name) not in STATED}
        for one in values:
            if fold_of(one.outlet) == fold:
                with stating(shipped):
                    ships = confidence.stated(kind, one.field, one.rule, one.confidence)
                with stating(known):
                    held = confidence.stated(kind, one.field, one.rule, one.confidence)
                yield Held(one.set_name, one.field, ships, held, one.right)


def as_toml(found: dict[SourceKind, list[Curve]]) -> str:
    """The data file of the curves."""
    rows = [_row(curve, kind) for kind, curves in found.items() for curve in curves]
    head = (
        "# By kind of page and rule, or field for its other rules: (confidence of the rule, share of right values).\n"
        "# Written by `python -m benchmarks.calibration --learn`.\n"
    )
    return f"{head}rows = [\n" + "".join(rows) + "]\n"


def _row(curve: Curve, kind: SourceKind) -> str:
    points = ", ".join(f"[{left:.3f}, {right:.3f}]" for left, right in curve.points)
    return f'  {{ kind = "{kind}", name = "{curve.name}", points = [{points}] }},\n'


def _command() -> str:
    words = [word if not Path(word).is_absolute() else Path(word).name for word in sys.argv[1:]]
    return "    " + shlex.join(["python", "-m", "benchmarks.calibration", *words])


if __name__ == "__main__":
    main()
