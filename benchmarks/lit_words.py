"""Whether the words that the reading room lights are those of the evidence, on the richest pages of a set.

python -m benchmarks.lit_words SET --data DIR [--pages 12]

For each field of the pages with most evidence: the marked text of its own page in the room, beside the words of the
evidence. Prints how many fields are lit, how many say why they are not, and each that lights other words.
"""

import argparse
import re
import sys
import tempfile
from html import unescape
from pathlib import Path
from typing import Final

import copydesk
from benchmarks.data import pages
from copydesk.archive.archive import open_archive
from copydesk.records import Story
from copydesk.web.pages import Surroundings, html
from copydesk.web.screens import answer

_LIT: Final = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)
_MARKUP: Final = re.compile(r"""<span class="vh">.*?</span>|<[^>]*>""")


def main() -> int:
    """Read the pages, ask the room for each of their fields, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=12)
    options = parser.parse_args()
    stories = richest(options.data / options.set, options.pages)
    lit = unlit = wrong = 0
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "lit.db", write=True) as archive:
        for story in stories:
            number = archive.add(story).story
            for field in (name for name, entries in story.evidence.items() if entries):
                target = f"/story/{number}?field={field}"
                words = marked(html(answer(archive, target), Surroundings(link=str, here=target)))
                known = " ".join(" ".join(entry.text.split()) for entry in story.evidence[field])
                lit, unlit = lit + bool(words), unlit + (not words)
                others = [one for one in words if one not in known]
                wrong += bool(others)
                for one in others:
                    print(f"{story.source.url} {field}: {one!r} is lit, the evidence has {known[:200]!r}")
    print(f"{len(stories)} pages, {lit} fields lit, {unlit} with nothing to light, {wrong} with other words")
    return 3 if wrong else 0


def richest(folder: Path, most: int) -> list[Story]:
    """The stories with most evidence."""
    stories = []
    for page in pages(folder):
        try:
            stories.append(copydesk.read(page.content, url=page.url))
        except copydesk.CopydeskError:
            continue
    return sorted(stories, key=lambda story: -sum(map(len, story.evidence.values())))[:most]


def marked(page: str) -> list[str]:
    """The texts that are lit on a page of the room."""
    return [" ".join(unescape(_MARKUP.sub("", one)).split()) for one in _LIT.findall(page)]


if __name__ == "__main__":
    sys.exit(main())
