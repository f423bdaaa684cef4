"""Train the models that read text pages: which lines are body, which is the headline.

python -m benchmarks.train_text --data DIR [--write src/copydesk/tables/models] [--read OUT]

Learns from the dumps of fundus_test, fundus_eval and zyte, from dumps made of the pages of wcxb_articles, and from
dumps of date_mc, date_bbaw and trafi_eval, whose bodies and headlines our own HTML reader finds: these count less.
docs/benchmarks.md has their licences. Prints out-of-fold figures, by the folds of outlets that HTML has too, then
trains on everything. With --read the dumps are read by models of the body that have not seen their outlet, the headline
by the model that ships, and what was read is written to OUT/SET.jsonl as `benchmarks.predict` does.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import lightgbm
import msgspec
import numpy

from benchmarks.data import FOLDS, fold_of, pages
from benchmarks.dumps import visible_lines
from benchmarks.systems import copydesk_reader
from copydesk.body import lines as body_lines
from copydesk.body.copies import find_copies
from copydesk.body.line_features import FEATURES, WIDTH, line_features, telling_lines
from copydesk.body.trees import Trees, read_model
from copydesk.fields.headline.lines import HEADLINE_FEATURES, headline_rows
from copydesk.fields.headline.lines import WIDTH as HEADLINE_WIDTH

TRUE_SETS: Final = {"fundus_test": 1.0, "fundus_eval": 1.0, "zyte": 1.0, "wcxb_articles": 0.15}
"""The weight of a set's pages: blogs are further from news."""
READ_SETS: Final = {"date_mc": 0.4, "date_bbaw": 0.1, "trafi_eval": 0.2}
"""Sets without bodies in their truth: what the HTML reader finds stands in for it."""
SETS: Final = {**TRUE_SETS, **READ_SETS}
TEXT_SETS: Final = ("fundus_test", "fundus_eval", "zyte")
"""The sets that have dumps of their own."""
HEADLINE_WEIGHTS: Final = {
    "fundus_test": 2.5,
    "wcxb_articles": 0.4,
    "date_mc": 0.7,
    "trafi_eval": 0.4,
    "date_bbaw": 0.3,
}
SHORTEST_READ: Final = 300
"""Characters of body under which a page that was read teaches nothing."""
BODY: Final = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 20,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
}
HEADLINE: Final = {**BODY, "num_leaves": 16, "min_data_in_leaf": 15, "feature_fraction": 0.6, "learning_rate": 0.06}
ROUNDS: Final = {"text_body": 90, "text_headline": 140}
WORD: Final = re.compile(r"\w+")


class Example(msgspec.Struct):
    """A text page with its truth, and what training makes of it."""

    set: str
    group: str
    lines: list[str]
    labels: list[int]
    weights: list[float]
    title: str
    judged: list[int] = []
    rows: list[list[float]] = []
    margins: list[float] = []


def main() -> None:
    """Out-of-fold figures, and the models when asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--read", type=Path)
    options = parser.parse_args()
    examples = [example for name in SETS for example in load(options.data / name)]
    for example in examples:
        measure(example)
    examples = [example for example in examples if example.rows]
    models = cross_validate(examples)
    report(examples)
    if options.read:
        for name in TEXT_SETS:
            write_read(options.read, options.data / name, models)
    titles = headline_examples(examples)
    report_headlines(titles)
    if options.write:
        body = train_body(examples)
        write(options.write, "text_body", FEATURES, body, early_answers(body, examples))
        write(options.write, "text_headline", HEADLINE_FEATURES, train_headline(titles))


# -- examples


def load(folder: Path) -> Iterator[Example]:
    """The pages of a set whose lines can be told apart by its truth."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            truth = read_truth(folder, row) if folder.name in READ_SETS else row["truth"]
            if truth is None:
                continue
            lines = dump_of(folder, row["file"])
            paragraphs = truth.get("paragraphs") or truth["text"].split("\n")
            optional = [part[1:-1] for part in paragraphs if re.fullmatch(r"\[.+\]", part)] + list(
                truth.get("summary") or []
            )
            body = [re.sub(r"^\[(.+)\]$", r"\1", part) for part in paragraphs]
            labels, weights = label(lines, body, optional)
            if sum(labels) and len(lines) < 1500:
                yield Example(
                    folder.name, row["domain"] or row["group"], lines, labels, weights, truth.get("title") or ""
                )


def read_truth(folder: Path, row: dict[str, str]) -> dict[str, Any] | None:
    """Body, deck and headline as the HTML reader finds them; None when there is too little to learn from."""
    import copydesk

    try:
        story = copydesk.read(page_of(folder, row["file"]), kind="html", url=row["url"])
    except copydesk.CopydeskError:
        return None
    paragraphs = [block.text for block in story.blocks if block.role == "body"]
    if sum(map(len, paragraphs)) < SHORTEST_READ:
        return None
    return {"paragraphs": paragraphs, "summary": [story.deck] if story.deck else [], "title": story.headline}


def dump_of(folder: Path, name: str) -> list[str]:
    """The text dump of a page; made from its HTML where the set has none."""
    text = folder / "text" / f"{name}.gz"
    if text.exists():
        return [line for line in gzip.decompress(text.read_bytes()).decode().split("\n") if line.strip()]
    return visible_lines(page_of(folder, name).decode("utf-8", "replace"))


def page_of(folder: Path, name: str) -> bytes:
    """The bytes of a page."""
    packed = folder / "html" / f"{name}.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "html" / name).read_bytes()


def squash(text: str) -> str:
    """The text for comparing: one form of quotes, dashes and spaces."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u200b", "")
    return re.sub(r"\s+", " ", text.translate(str.maketrans("‘’“”–—", "''\"\"--"))).strip()


def label(lines: Sequence[str], body: Sequence[str], optional: Sequence[str]) -> tuple[list[int], list[float]]:
    """1 for each line of the body, and how much each line counts: what is optional does not."""
    flat = [squash(line) for line in lines]
    paragraphs = {squash(part) for whole in body for part in whole.split("\n")}
    whole = squash(" ".join(body))
    known, spare = set(shingles(whole)), {squash(part) for part in optional}
    shares = [_share(line, paragraphs, whole, known) for line in flat]
    labels = [int(share >= 0.5) for share in shares]
    weights = [0.3 if 0.3 <= share < 0.6 else 1.0 for share in shares]
    long = [i for i, line in enumerate(flat) if labels[i] and len(line) >= 40]
    for i, line in enumerate(flat):
        if labels[i] and len(line) < 40 and long and not any(abs(i - k) <= 4 for k in long):
            labels[i] = 0
        if line in spare:
            weights[i] = 0.0
    _keep_one(flat, labels, weights)
    return labels, weights


def shingles(text: str) -> list[tuple[str, ...]]:
    """All runs of four words."""
    words = WORD.findall(text)
    return [tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))]


def _share(line: str, paragraphs: set[str], whole: str, known: set[tuple[str, ...]]) -> float:
    if not line or line in paragraphs:
        return float(bool(line))
    runs = shingles(line)
    if len(runs) >= 3:
        return sum(run in known for run in runs) / len(runs)
    return float(len(line) >= 20 and line in whole)


def _keep_one(flat: Sequence[str], labels: list[int], weights: list[float]) -> None:
    """Of a line that stands on the page several times only the one among most other body lines counts."""
    places = defaultdict(list)
    for i, line in enumerate(flat):
        if labels[i]:
            places[line].append(i)
    marked = list(labels)
    for copies in places.values():
        best = max(copies, key=lambda i: (sum(marked[max(0, i - 6) : i + 7]), -i))
        for i in copies:
            if i != best:
                labels[i], weights[i] = 0, 0.0


def measure(example: Example) -> None:
    """Fill in the lines to judge and their features, as the reader computes them."""
    first = [i for i, repeated in enumerate(find_copies(example.lines)) if repeated is None]
    kept = [first[place] for place in telling_lines([example.lines[i] for i in first])]
    judged, rows = line_features([example.lines[i] for i in kept], [0] * len(kept))
    example.rows = _parted(rows, WIDTH)
    example.judged = [kept[i] for i in judged]


# -- body


def train_body(examples: Sequence[Example]) -> lightgbm.Booster:
    rows = numpy.array([row for example in examples for row in example.rows])
    labels = numpy.array([example.labels[i] for example in examples for i in example.judged])
    weights = numpy.array([_weight(example, i) for example in examples for i in example.judged])
    counted = weights > 0
    data = lightgbm.Dataset(rows[counted], labels[counted], weight=weights[counted])
    return lightgbm.train(BODY, data, ROUNDS["text_body"])


def _weight(example: Example, i: int) -> float:
    # A long line costs more when it is wrong; long pages would drown the short ones otherwise.
    length: float = (min(len(example.lines[i]), 600) / 80) ** 0.5
    return example.weights[i] * length * SETS[example.set] * 200 / max(60, len(example.lines))


def cross_validate(examples: Sequence[Example]) -> list[lightgbm.Booster]:
    """A model for each fold that has seen none of its outlets; fills in the margins that these give."""
    models = []
    for fold in range(FOLDS):
        model = train_body([example for example in examples if fold_of(example.group) != fold])
        models.append(model)
        for example in examples:
            if fold_of(example.group) == fold:
                example.margins = model.predict(numpy.array(example.rows), raw_score=True).tolist()
    return models


def write_read(out: Path, folder: Path, models: Sequence[lightgbm.Booster]) -> None:
    """What each model reads in the dumps of its fold, one prediction a line."""
    trees = [Trees(read_model(packed(FEATURES, model))) for model in models]
    outlets = {row.id: row.domain or row.group for row in _rows(folder)}
    found = []
    for page in pages(folder, "text"):
        model = trees[fold_of(outlets[page.id])]
        with patch.object(body_lines, "load_trees", lambda _, model=model: model):
            found.append(copydesk_reader("text")(page))
        found[-1].id = page.id
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{folder.name}.jsonl").write_bytes(msgspec.json.Encoder().encode_lines(found))


class Outlet(msgspec.Struct):
    """Of a line of truth.jsonl what says whose page it is."""

    id: str
    group: str
    domain: str = ""


def _rows(folder: Path) -> list[Outlet]:
    lines = (folder / "truth.jsonl").read_bytes().replace(b": NaN", b": null").splitlines()
    return [msgspec.json.decode(line, type=Outlet) for line in lines]


def report(examples: Sequence[Example]) -> None:
    """Line F1 by characters, out of fold."""
    for name in SETS:
        scores = [_line_f1(example) for example in examples if example.set == name]
        print(f"{name:15s} {len(scores):4d} pages  body characters F1 {sum(scores) / len(scores):.4f}", file=sys.stderr)


def _line_f1(example: Example) -> float:
    chosen = {i for i, margin in zip(example.judged, example.margins, strict=True) if margin > 0}
    true = {i for i, is_body in enumerate(example.labels) if is_body}
    sizes = [len(line) if weight else 0 for line, weight in zip(example.lines, example.weights, strict=True)]
    both, all_chosen, all_true = (sum(sizes[i] for i in some) for some in (chosen & true, chosen, true))
    return 2 * both / (all_chosen + all_true) if all_chosen + all_true else 0.0


# -- headline


def _parted(rows: "array[float]", width: int) -> list[list[float]]:
    return [rows[at : at + width].tolist() for at in range(0, len(rows), width)]


class Titled(msgspec.Struct):
    """A page with the lines that can be its headline."""

    set: str
    group: str
    rows: list[list[float]]
    labels: list[int]


def headline_examples(examples: Sequence[Example]) -> list[Titled]:
    """The pages whose headline stands among the lines looked at."""
    found = []
    for example in examples:
        title = squash(example.title).casefold().rstrip(".… ")
        body = [i for i, margin in zip(example.judged, example.margins, strict=True) if margin > 0]
        places, rows = headline_rows(example.lines, body)
        labels = [int(squash(example.lines[i]).casefold().rstrip(".… ") == title) for i in places]
        if title and any(labels):
            found.append(Titled(example.set, example.group, _parted(rows, HEADLINE_WIDTH), labels))
    return found


def train_headline(titles: Sequence[Titled]) -> lightgbm.Booster:
    rows = numpy.array([row for title in titles for row in title.rows])
    labels = numpy.array([value for title in titles for value in title.labels])
    weights = numpy.array([HEADLINE_WEIGHTS.get(title.set, 0.5) for title in titles for _ in title.labels])
    return lightgbm.train(HEADLINE, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS["text_headline"])


def report_headlines(titles: Sequence[Titled]) -> None:
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        model = train_headline([title for title in titles if fold_of(title.group) != fold])
        for title in titles:
            if fold_of(title.group) == fold:
                margins = model.predict(numpy.array(title.rows), raw_score=True)
                right[title.set] += title.labels[int(margins.argmax())]
    for name, count in Counter(title.set for title in titles).items():
        print(f"{name:15s} {count:4d} pages  headline right {right[name] / count:.4f}", file=sys.stderr)


# -- writing


def early_answers(model: lightgbm.Booster, examples: Sequence[Example]) -> list[tuple[int, float, float]]:
    """After how many trees a margin outside which bounds is final: one line in a thousand may turn out otherwise."""
    rows = numpy.array([row for example in examples for row in example.rows])
    final = model.predict(rows, raw_score=True)
    stages = []
    for count in (12, 24, 44):
        early = model.predict(rows, raw_score=True, num_iteration=count)
        turned_up, turned_down = early[final > -0.5], early[final < 0.5]
        stages.append((count, float(numpy.quantile(turned_up, 0.002)), float(numpy.quantile(turned_down, 0.998))))
    return stages


def write(
    folder: Path,
    name: str,
    features: Sequence[str],
    model: lightgbm.Booster,
    stages: Sequence[tuple[int, float, float]] = (),
) -> None:
    """The model in the form that `copydesk.body.trees` reads, the same bytes for the same data."""
    (folder / f"{name}.json.gz").write_bytes(gzip.compress(packed(features, model, stages), 9, mtime=0))


def packed(features: Sequence[str], model: lightgbm.Booster, stages: Sequence[tuple[int, float, float]] = ()) -> bytes:
    """The model as a document that `copydesk.body.trees` reads."""
    trees = [_flat(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    return msgspec.json.encode({"features": list(features), "trees": trees, "stages": stages})


def _flat(root: dict[str, object]) -> list[list[float]]:
    nodes: list[list[float]] = []

    def add(node: dict[str, object]) -> int:
        place = len(nodes)
        nodes.append([])
        if "leaf_value" in node:
            nodes[place] = [round(float(str(node["leaf_value"])), 5)]
        else:
            feature, threshold = int(str(node["split_feature"])), _short(float(str(node["threshold"])))
            nodes[place] = [feature, threshold, add(node["left_child"]), add(node["right_child"])]  # type: ignore[arg-type]
        return place

    add(root)
    return nodes


def _short(threshold: float) -> float:
    # Thresholds lie between two seen values: a few digits suffice.
    return float(f"{threshold:.6g}")


if __name__ == "__main__":
    main()
