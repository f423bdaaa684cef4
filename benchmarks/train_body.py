"""Train the model that tells body from the rest: `python -m benchmarks.train_body --data DIR [-o FILE]`.

Two steps: a linear model over the names (tags, classes, ids) around a block, then boosted trees over the block's
features with the linear model's answer among them. Needs the dependency group `train`. Reproducible: same data and
versions, same file. Which data sets may be trained on, and their licences: docs/models.md.
"""

import argparse
import gzip
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from benchmarks.body_labels import UNKNOWN, label_by_snippets, label_by_text
from benchmarks.data import pages as pages_of
from copydesk.body.features import FEATURES, Hints, block_features
from copydesk.body.weights import Weights, tokens_of
from copydesk.fields.order import hints_of
from copydesk.layout.declarations import declared_page
from copydesk.layout.page import page_of
from copydesk.layout.sheet import Dom, RawBlock
from copydesk.records import Capture
from copydesk.settings import DEFAULTS

SETS: Final = ("fundus_test", "fundus_eval", "zyte", "trafi_eval", "wcxb_articles")
_NEWS: Final = ("fundus_test", "fundus_eval", "zyte")
_PAGE_WEIGHT: Final = 40.0
_LEAST_OUTLETS: Final = 4
"""Outlets that must use a name before it counts."""
_PARTS: Final = 4
_ROUNDS: Final = 60
TREES: Final[dict[str, Any]] = {
    "objective": "binary",
    "learning_rate": 0.15,
    "num_leaves": 16,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
}


class Sample(msgspec.Struct):
    """A page with its labels; `rows` are the features of the `known` blocks once the names are scored."""

    id: str
    set_name: str
    group: str
    dom: Dom
    hints: Hints
    labels: np.ndarray
    weights: np.ndarray
    bags: list[list[str]]
    rows: np.ndarray | None = None
    known: np.ndarray | None = None


def samples(data: Path) -> list[Sample]:
    """All pages of the training sets, labelled."""
    found = []
    for set_name in SETS:
        rows = {
            row["id"]: row
            for row in map(msgspec.json.decode, (data / set_name / "truth.jsonl").read_bytes().splitlines())
        }
        for source in pages_of(data / set_name):
            row = rows[source.id]
            page = page_of(Capture(content=source.content, url=source.url, kind="html"), DEFAULTS)
            assert page.dom is not None
            labels = np.array(_labels(set_name, page.dom, row["truth"]), dtype=int)
            if set_name != "trafi_eval" and not (labels == 1).any():
                continue
            found.append(_sample(set_name, row, page.dom, hints_of(declared_page(page.head, page.url)), labels))
    return found


def _sample(set_name: str, row: Mapping[str, Any], dom: Dom, hints: Hints, labels: np.ndarray) -> Sample:
    sizes = np.array([min(len(block.text), 600) for block in dom.blocks], float) ** 0.5
    total = _PAGE_WEIGHT * (2 if set_name in _NEWS else 1)
    weights = sizes / max(1.0, sizes.sum()) * total
    return Sample(
        row["id"],
        set_name,
        row["domain"] or row["group"],
        dom,
        hints,
        labels,
        weights,
        [_bag(block) for block in dom.blocks],
    )


def _labels(set_name: str, dom: Dom, truth: Mapping[str, Any]) -> list[int]:
    texts = [block.text for block in dom.blocks]
    if set_name == "trafi_eval":
        return label_by_snippets(texts, truth["with"], truth["without"])
    paragraphs = [
        text.strip("[]") if set_name == "fundus_eval" else text for text in truth.get("paragraphs") or [truth["text"]]
    ]
    return label_by_text(texts, "\n".join(paragraphs), truth.get("summary") or ())


def _bag(block: RawBlock) -> list[str]:
    """The names around a block: `o:` on its own container, `p:` on the parent, `a:` above."""
    container, level, bag = block.container, 0, []
    walk: Any = container
    while walk is not None:
        prefix = "opa"[min(level, 2)]
        bag.append(f"{prefix}:<{walk.tag}>")
        bag += [f"{prefix}:{token}" for token in tokens_of(f"{walk.classes} {walk.id}"[:400])]
        walk, level = walk.parent, level + 1
    return bag


def name_weights(pages: Sequence[Sample]) -> dict[str, tuple[float, float, float]]:
    """Log-odds of each name for body, learnt by a linear model over all blocks."""
    outlets: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for name in {name for bag in page.bags for name in bag}:
            outlets[name].add(page.group)
    known = {
        name: number
        for number, name in enumerate(sorted(name for name in outlets if len(outlets[name]) >= _LEAST_OUTLETS))
    }
    starts, columns, labels, weights = [0], [], [], []
    for page in pages:
        for bag, label, weight in zip(page.bags, page.labels, page.weights, strict=True):
            if label != UNKNOWN:
                columns += [known[name] for name in bag if name in known]
                starts.append(len(columns))
                labels.append(label)
                weights.append(weight)
    matrix = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(labels), len(known)))
    matrix.sum_duplicates()
    model = SGDClassifier(loss="log_loss", alpha=3e-5, max_iter=12, tol=None, average=True, random_state=1)
    model.fit(matrix, np.array(labels), sample_weight=np.array(weights))
    learnt = {
        name: round(float(model.coef_[0][number]), 3)
        for name, number in known.items()
        if abs(model.coef_[0][number]) > 0.02
    }
    tokens = sorted({name[2:] for name in learnt})
    return {
        token: (learnt.get(f"o:{token}", 0.0), learnt.get(f"p:{token}", 0.0), learnt.get(f"a:{token}", 0.0))
        for token in tokens
    }


def fill_rows(pages: Iterable[Sample], weights: Weights) -> None:
    """Compute each page's features with these name weights."""
    for page in pages:
        rows = block_features(page.dom, page.hints, weights)
        page.known = (page.labels != UNKNOWN) & np.array([row is not None for row in rows], bool)
        page.rows = np.array([row for row, known in zip(rows, page.known, strict=True) if known], np.float32).reshape(
            -1, len(FEATURES)
        )


def fill_rows_apart(pages: Sequence[Sample]) -> None:
    """Features of training pages, the names scored by a model that has not seen the page's outlet."""
    part = {group: number % _PARTS for number, group in enumerate(sorted({page.group for page in pages}))}
    for number in range(_PARTS):
        weights = name_weights([page for page in pages if part[page.group] != number])
        fill_rows([page for page in pages if part[page.group] == number], weights)


def fit_trees(pages: Sequence[Sample], rounds: int = _ROUNDS) -> lightgbm.Booster:
    """Boosted trees over all labelled blocks."""
    rows = np.concatenate([page.rows for page in pages])
    labels = np.concatenate([page.labels[page.known] for page in pages])
    weights = np.concatenate([page.weights[page.known] for page in pages])
    return lightgbm.train(TREES, lightgbm.Dataset(rows, labels, weight=weights), rounds)


def packed(booster: lightgbm.Booster, words: Weights) -> bytes:
    """The model as it ships: see `copydesk.body.trees`."""
    trees = [nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    document = {"features": list(FEATURES), "trees": trees, "stages": [], "words": dict(sorted(words.items()))}
    return gzip.compress(msgspec.json.encode(document), mtime=0)


def nodes(root: Mapping[str, Any]) -> list[list[float]]:
    """A trained tree as rows of [feature, threshold, left, right], leaves as [value]."""
    nodes: list[list[float]] = []

    def add(node: Mapping[str, Any]) -> int:
        number = len(nodes)
        if "leaf_value" in node:
            nodes.append([_short(node["leaf_value"])])
            return number
        nodes.append([])
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[number] = [node["split_feature"], _short(node["threshold"]), left, right]
        return number

    add(root)
    return nodes


def _short(value: float) -> float:
    return float(f"{value:.6g}") if math.isfinite(value) else value


def main() -> None:
    """Train on all sets and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", type=Path, default=Path("src/copydesk/tables/models/body.json.gz"))
    arguments = parser.parse_args()
    pages = samples(arguments.data)
    fill_rows_apart(pages)
    booster = fit_trees(pages)
    content = packed(booster, name_weights(pages))
    arguments.o.write_bytes(content)
    print(
        f"{arguments.o}: {len(pages)} pages, {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()[:16]}"
    )


if __name__ == "__main__":
    main()
