"""Learns the weights of the clues of a name from GUM's news and interviews.

    python -m benchmarks.train_names names_gum_news.jsonl names_gum_interview.jsonl -o names_weights.toml

The table belongs into src/copydesk/tables/models.

Only names that no rule settles are judged by the weights, but all names teach them, except what a rule calls no name.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.predict_names import lines
from copydesk.desk.language_model import parse
from copydesk.desk.names.clues import clues, key_of
from copydesk.desk.names.kinds import by_rule
from copydesk.desk.names.spot import spots

TYPES = {"person": "person", "organization": "organisation", "place": "place"}
LABELS = ("none", "organisation", "person", "place")
STRENGTH = 0.5
"""Inverse of the penalty on large weights; .3, .5 and 1 differ by less than .01 F1 over held-out documents."""
HEAD = """# How much each clue of a name speaks for what it is. Learned by `python -m benchmarks.train_names` from the
# news and interviews of GUM (annotation CC BY 4.0; texts from Wikinews, CC BY 2.5). One number for each label.

"""


class Entity(msgspec.Struct):
    """A mention of GUM: its type, its tokens, and which of them are the head."""

    type: str
    tok: tuple[int, int]
    minspan: str


class Document(msgspec.Struct):
    """A document of GUM; a token is its start, its end and its part of speech."""

    text: str
    tokens: list[list[int | str | None]]
    entities: list[Entity]


def named(document: Document) -> Iterator[tuple[int, int, str]]:
    """The characters and the type of each name: the proper nouns around the head of a mention."""
    tags = [token[2] for token in document.tokens]
    for entity in document.entities:
        first, last = entity.tok
        heads = [first + int(number) - 1 for number in re.findall(r"\d+", entity.minspan)] or [first]
        head = next((head for head in heads if first <= head <= last and tags[head] == "PROPN"), None)
        if head is None or entity.type not in TYPES:
            continue
        low = high = head
        while low > first and tags[low - 1] == "PROPN":
            low -= 1
        while high < last and tags[high + 1] == "PROPN":
            high += 1
        yield int(document.tokens[low][0] or 0), int(document.tokens[high][1] or 0), TYPES[entity.type]


def samples(document: Document) -> Iterator[tuple[dict[str, float], str, int]]:
    """The clues of each string of a document, what the annotators call it, and how often it stands there."""
    placed = lines(document.text)
    documents = parse([line for _, line in placed])
    found = [spot for block, parsed in enumerate(documents) for spot in spots(parsed, block)]
    known = clues(found, documents)
    truth = list(named(document))
    counts: Counter[tuple[str, str]] = Counter()
    for spot in found:
        tokens, offset = documents[spot.block].tokens, placed[spot.block][0]
        start, end = offset + tokens[spot.lead].start, offset + tokens[spot.last - 1].end
        inside = [(min(high, end) - max(low, start), type_) for low, high, type_ in truth if low < end and start < high]
        counts[key_of(spot.text), max(inside)[1] if inside else "none"] += 1
    for (key, label), number in counts.items():
        yield dict(known[key]), label, number


def _is_no_name(known: dict[str, float]) -> bool:
    verdict = by_rule(Counter(known))
    return verdict is not None and verdict.kind == "none"


def learn(paths: list[Path]) -> str:
    """The weights as a TOML table."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [
        sample
        for path in paths
        for line in path.read_bytes().splitlines()
        for sample in samples(msgspec.json.decode(line, type=Document))
        if not _is_no_name(sample[0])
    ]
    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    features = vectors.fit_transform([row[0] for row in rows])
    model.fit(features, [row[1] for row in rows], sample_weight=[row[2] ** 0.5 for row in rows])
    order = [list(model.classes_).index(label) for label in LABELS]
    weights = {
        name: [round(float(column[at]), 2) for at in order]
        for name, column in zip(vectors.feature_names_, model.coef_.T, strict=True)
    }
    bias = [round(float(model.intercept_[at]), 2) for at in order]
    body = "".join(f'"{name}" = {numbers}\n' for name, numbers in sorted(weights.items()) if any(numbers))
    return f"{HEAD}labels = {list(LABELS)}\nbias = {bias}\n\n[weights]\n{body}".replace("'", '"')


def main() -> None:
    """Reads the data sets and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.write_text(learn(options.sources), encoding="utf-8")


if __name__ == "__main__":
    main()
