"""How many of 300 pages are told in their language, by the first so many characters of their body.

python -m benchmarks.languages --data DIR [--peer]

The languages stand in languages.tsv beside this file, written down by a reader before any detector was asked.
`--peer` sets py3langid beside it (pip install py3langid).
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import copydesk
from benchmarks.data import pages
from copydesk.layout.language import detected_language

LABELS: Final = Path(__file__).with_name("languages.tsv")
SIZES: Final = (60, 100, 200, 500, 3_000)
SAME: Final = {"nb": "no", "nn": "no", "fil": "tl"}
Teller: TypeAlias = Callable[[str], str | None]


class Labelled(NamedTuple):
    """The text of a page's body and its language."""

    text: str
    language: str


def main() -> None:
    """Print a line for each teller and size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.languages", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--peer", action="store_true", help="py3langid beside it")
    options = parser.parse_args()
    found = list(labelled(options.data, labels()))
    tellers: dict[str, Teller] = {"copydesk": told, "the parser's letters alone": letters_alone}
    if options.peer:
        tellers["py3langid"] = peer()
    for name, teller in tellers.items():
        for size in SIZES:
            started = time.process_time()
            right = right_of(found, teller, size)
            spent = 1000 * (time.process_time() - started) / max(1, len(found))
            print(f"{name}, {size} characters: {right} of {len(found)} right, {spent:.2f} ms each")


def right_of(found: list[Labelled], teller: Teller, size: int) -> int:
    """How many of the pages the teller gets right by so many characters."""
    answers = [teller(sample(one.text, size)) or "" for one in found]
    return sum(SAME.get(answer, answer) == one.language for answer, one in zip(answers, found, strict=True))


def labels() -> dict[tuple[str, str], str]:
    """The language of each page, by set and id."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(dataset, page): language for dataset, page, language in rows}


def labelled(data: Path, known: dict[tuple[str, str], str]) -> Iterator[Labelled]:
    """The pages that have a language, with their bodies as copydesk reads them."""
    for dataset in dict.fromkeys(dataset for dataset, _ in known):
        ids = frozenset(page for name, page in known if name == dataset)
        for page in pages(data / dataset, "html", ids):
            text = copydesk.read(page.content, url=page.url, kind="html").text
            yield Labelled(" ".join(text.split()), known[dataset, page.id])


def sample(text: str, size: int) -> str:
    """So many characters from where the text is well under way; the whole beginning where many are asked for."""
    return text[:size] if size >= SIZES[-1] else text[len(text) // 3 :][:size]


def told(text: str) -> str | None:
    """What copydesk says."""
    found = detected_language(text)
    return found.language if found else None


def letters_alone(text: str) -> str | None:
    """What the parser's detector says, whatever its confidence."""
    from turbohtml.detect import detect_language

    from copydesk.wording.subtags import shortest

    return shortest(detect_language(text).language or "")


def peer() -> Teller:
    """What py3langid says."""
    import py3langid

    return lambda text: str(py3langid.classify(text)[0])


if __name__ == "__main__":
    main()
