"""Learns how sure it is that what is taken for a person is one.

    python -m benchmarks.train_gate --data DIR --gum names_gum_news.jsonl names_gum_interview.jsonl -o names_gate.toml

`people_read.json` has the names called people on 225 English pages of fundus_test, fundus_eval, zyte and wcxb_articles,
each read in its place, as SET/ID:BLOCK:START. Of GUM the documents that are not laid aside teach it too.
The table belongs into src/copydesk/tables/models.
--folds prints what such weights are worth on pages they have not seen.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

import copydesk
from benchmarks.data import pages
from benchmarks.name_confidence import Named
from benchmarks.parts import is_laid_aside
from benchmarks.train_names import samples as named_samples
from copydesk.desk import language_model
from copydesk.desk.copy import copy_of
from copydesk.desk.names.clues import clues, key_of
from copydesk.desk.names.kinds import before_gate, is_sports_story
from copydesk.desk.names.spot import spots
from copydesk.records import Story

READ: Final = Path(__file__).with_name("people_read.json")
STRENGTH: Final = 0.3
"""Inverse of the penalty on large weights; .1, .3 and 1 differ by less than .01 of names wrong by folds."""
FOLDS: Final = 8
BARS: Final = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
HEAD: Final = """\
# How much each clue and rule speaks for somebody where a string is taken for a person. Learned by
# `python -m benchmarks.train_gate` from names read on pages of flairNLP/fundus (MIT), scrapinghub's
# article-extraction-benchmark (MIT) and WCXB (CC BY 4.0), and from GUM's news and interviews (annotation CC BY 4.0,
# texts from Wikinews, CC BY 2.5).

"""


class Sample(msgspec.Struct, frozen=True):
    """A name that was read: its page, its clues with the rule, whether it is somebody, and whether the page is news."""

    page: str
    clues: dict[str, float]
    is_person: bool

    @property
    def is_news(self) -> bool:
        """Whether the page is of a set of news."""
        return not self.page.startswith("wcxb")


def samples(data: Path, read: dict[str, str]) -> Iterator[Sample]:
    """The names that were read, with the clues that the desk has of them now."""
    wanted = {key.rsplit(":", 2)[0] for key in read}
    for name in sorted({page.split("/")[0] for page in wanted}):
        for page in pages(data / name):
            if f"{name}/{page.id}" in wanted:
                yield from _of_story(f"{name}/{page.id}", copydesk.read(page.content, url=page.url), read)


def _of_story(page: str, story: Story, read: dict[str, str]) -> Iterator[Sample]:
    paragraphs, places = copy_of(story)
    documents = language_model.parse([paragraph.text for paragraph in paragraphs])
    found = [spot for block, parsed in enumerate(documents) for spot in spots(parsed, block)]
    known = clues(found, documents)
    sport = is_sports_story(documents)
    for spot in found:
        place, tokens = places[spot.block], documents[spot.block].tokens
        counts = known[key_of(spot.text)]
        verdict = before_gate(counts, sport=sport)
        starts = {tokens[spot.lead].start, tokens[spot.first].start}
        keys = (f"{page}:{place.block}:{start + place.offset}" for start in sorted(starts))
        label = next((read[key] for key in keys if key in read), None)
        if label is not None and verdict.kind == "person":
            clued = {name: float(value) for name, value in counts.items() if value}
            yield Sample(page, clued | {f"rule:{verdict.rule}": 1.0}, label == "person")


def of_gum(path: Path) -> Iterator[Sample]:
    """The strings of GUM that are taken for people."""
    for line in path.read_bytes().splitlines():
        document = msgspec.json.decode(line, type=Named)
        for known, label, _ in () if is_laid_aside(document.id) else named_samples(document):
            verdict = before_gate(Counter(known))
            if verdict.kind == "person":
                clued = {name: float(value) for name, value in known.items() if value}
                yield Sample(f"gum/{document.id}", clued | {f"rule:{verdict.rule}": 1.0}, label == "person")


def learn(rows: Sequence[Sample]) -> str:
    """The weights as a TOML table."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(vectors.fit_transform([row.clues for row in rows]), [row.is_person for row in rows])
    weights = zip(vectors.feature_names_, model.coef_[0], strict=True)
    lines = [f'"{name}" = {weight:.2f}\n' for name, weight in sorted(weights) if abs(weight) >= 0.01]
    return f"{HEAD}bias = {model.intercept_[0]:.2f}\n\n[weights]\n{''.join(lines)}"


def by_folds(rows: Sequence[Sample]) -> Iterator[str]:
    """For each bar how many names are taken, how many of them are none, and how many people are kept."""
    told = list(
        zip((row.is_person for row in rows), _shares_by_folds(rows), (row.is_news for row in rows), strict=True)
    )
    for label, wanted in (("news", True), ("other", False)):
        chosen = [(is_person, share) for is_person, share, is_news in told if is_news == wanted]
        people = sum(is_person for is_person, _ in chosen)
        for bar in BARS:
            taken = [is_person for is_person, share in chosen if share >= bar]
            none, kept = 1 - sum(taken) / len(taken), sum(taken) / people
            yield f"{label} {bar}: {len(taken)}, none {none:.3f}, kept {kept:.3f}"


def _shares_by_folds(rows: Sequence[Sample]) -> list[float]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=3000))
    clued, truth = [row.clues for row in rows], [row.is_person for row in rows]
    pages_of = [row.page for row in rows]
    folds = GroupKFold(FOLDS)
    told = cross_val_predict(model, clued, truth, groups=pages_of, cv=folds, method="predict_proba")
    return [float(share) for share in told[:, 1]]


def main() -> None:
    """Reads the pages and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gum", type=Path, nargs="*", default=[])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    rows = list(samples(options.data, msgspec.json.decode(READ.read_bytes(), type=dict[str, str])))
    rows += [row for path in options.gum for row in of_gum(path)]
    if options.folds:
        print("\n".join(by_folds(rows)))
    if options.output:
        options.output.write_text(learn(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
