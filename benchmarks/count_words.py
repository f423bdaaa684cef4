"""In how many articles each word stands, for `archive/terms.py`: `python -m benchmarks.count_words DIR -o FILE`.

DIR holds the sets of articles; of each, headline and paragraphs of the truth are counted. Words of two articles or
fewer are left out: the table is a list of common words in several languages, and no text can be read from it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from copydesk.archive.terms import counted

SETS: Final = ("fundus_test", "fundus_eval", "zyte", "wcxb_articles", "misinfo")
LEAST: Final = 3
SHORTEST: Final = 500


def articles(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Headline and paragraphs of each article that is long enough to be one."""
    for name in SETS:
        for line in (folder / name / "truth.jsonl").read_text(encoding="utf-8").strip().split("\n"):
            truth = json.loads(line)["truth"]
            paragraphs = truth.get("paragraphs") or (truth.get("text") or "").split("\n\n")
            if sum(map(len, paragraphs)) >= SHORTEST:
                yield truth.get("title") or "", paragraphs


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    documents = 0
    for headline, paragraphs in articles(options.folder):
        counts.update(counted(headline, paragraphs, "en").keys())
        documents += 1
    by_count: dict[int, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items()):
        if count >= LEAST:
            by_count[count].append(word)
    table = {str(count): " ".join(words) for count, words in sorted(by_count.items())}
    options.output.write_text(json.dumps([documents, table], ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
