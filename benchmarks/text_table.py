"""How well plain text is read, language by language.

python -m benchmarks.text_table SET PRED.jsonl --data DIR

PRED.jsonl is what `benchmarks.predict SET --text` wrote. Prints for each language the number of pages and the mean F1
over runs of four words; in scripts without spaces between words, or with long endings on them, of eight letters.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from copydesk.layout.language import detected_language

WORD: Final = re.compile(r"\w+")
BY_LETTER: Final = frozenset({"ja", "zh", "th", "ko", "my", "km", "lo"})
WORDS, LETTERS = 4, 8


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    read = {row["id"]: row.get("text") or "" for row in _rows(options.predictions)}
    scores = defaultdict(list)
    for row in _rows(options.data / options.set / "truth.jsonl"):
        truth = row["truth"]
        references = [truth["text"] if "text" in truth else "\n\n".join(truth["paragraphs"])]
        if truth.get("summary"):
            references.append("\n\n".join([*truth["summary"], *truth["paragraphs"]]))
        language = language_of(references[0])
        scores[language].append(max(score(one, read.get(row["id"], ""), language) for one in references))
    for language, found in sorted(scores.items(), key=lambda item: (-len(item[1]), item[0])):
        unit = "letters" if language in BY_LETTER else "words"
        print(f"{language:5s} {len(found):4d} pages  F1 {sum(found) / len(found):.3f}  by {unit}")


def language_of(text: str) -> str:
    """The language that the true text is written in, `und` when it cannot be told."""
    found = detected_language(text)
    return found.language if found else "und"


def score(truth: str, read: str, language: str) -> float:
    """F1 of the read text's runs against those of the true text."""
    true, found = runs(truth, language), runs(read, language)
    both = sum((true & found).values())
    return 2 * both / (sum(true.values()) + sum(found.values())) if both else float(not true and not found)


def runs(text: str, language: str) -> Counter[tuple[str, ...]]:
    """All runs of four words, or of eight letters."""
    size = LETTERS if language in BY_LETTER else WORDS
    units = WORD.findall(text)
    if language in BY_LETTER:
        units = list("".join(units))
    return Counter(tuple(units[i : i + size]) for i in range(max(bool(units), len(units) - size + 1)))


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
