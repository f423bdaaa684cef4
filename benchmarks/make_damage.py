"""A harsher set of text dumps: near and partial copies, hard wraps, glued paragraphs, mojibake, teasers.

python -m benchmarks.make_damage SET --data DIR --out DIR2 [--seed 7]

Writes DIR2/SET/text/FILE.gz, DIR2/SET/truth.jsonl (the same truth) and damage.jsonl: what was done to which page.
The same seed gives the same bytes.
"""

import argparse
import gzip
import json
import random
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks.train_text import label
from copydesk.body.compare import negation_rows

Lines: TypeAlias = list[str]
Damage: TypeAlias = Callable[[Lines, list[int], random.Random], Lines]
QUOTES: Final = str.maketrans({'"': "”", "“": '"', "”": '"', "„": '"', "’": "'", "'": "’", "–": "-", "—": "–"})
KEPT: Final = frozenset(word for row in negation_rows() for word in row.words)
"""Words that no copy may lose: without them it says the opposite."""
WIDTHS: Final = (70, 80)


def near_copies(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """The stretch of the body again after itself, each paragraph changed in form or short of a word."""
    first, last = body[0], body[-1]
    return lines[: last + 1] + [worn(line, chance) for line in lines[first : last + 1]] + lines[last + 1 :]


def interleaved_copies(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """Each paragraph followed by its worn copy."""
    inside = set(body)
    return [
        part
        for i, line in enumerate(lines)
        for part in ([line, worn(line, chance)] if i in inside and len(line) > 60 else [line])
    ]


def partial_copy(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """The first part of the body once more, at the end of the body or at the end of the page."""
    part = [lines[i] for i in body[: max(1, len(body) // 3)]]
    place = chance.choice([body[-1] + 1, len(lines)])
    return lines[:place] + part + lines[place:]


def three_times(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """The stretch of the body three times."""
    first, last = body[0], body[-1]
    return lines[: last + 1] + lines[first : last + 1] * 2 + lines[last + 1 :]


def teasers(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """Beginnings of paragraphs, cut with an ellipsis, before the story or behind it."""
    long = [lines[i] for i in body if len(lines[i]) > 120]
    cut = [line[: chance.randint(60, 100)].rstrip() + "…" for line in chance.sample(long, min(2, len(long)))]
    place = chance.choice([body[-1] + 1, len(lines)])
    return lines[:place] + cut + lines[place:]


def hard_wraps(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """All lines broken at a column, an empty line between blocks."""
    width = chance.choice(WIDTHS)
    return [
        part
        for line in lines
        for part in [*textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False), ""]
    ]


def glued_paragraphs(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """Two or three neighbouring paragraphs in one line."""
    inside = set(body)
    glued: Lines = []
    for i, line in enumerate(lines):
        if glued and i in inside and i - 1 in inside and chance.random() < 0.4:
            glued[-1] += " " + line
        else:
            glued.append(line)
    return glued


def mojibake(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """UTF-8 read as Windows-1252."""
    return [misread(line) for line in lines]


def entities(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """Markup characters and quotes as HTML entities."""
    table = str.maketrans(
        {
            "&": "&amp;",
            '"': "&quot;",
            "'": "&#39;",
            "’": "&rsquo;",
            "“": "&ldquo;",
            "”": "&rdquo;",
            "é": "&eacute;",
            "ü": "&uuml;",
        }
    )
    return [line.translate(table) for line in lines]


def one_word_menus(lines: Lines, body: list[int], chance: random.Random) -> Lines:
    """The short lines above the story broken into words."""
    before = [word for line in lines[: body[0]] for word in (line.split() if len(line.split()) <= 3 else [line])]
    return before + lines[body[0] :]


COPIES: Final[tuple[Damage, ...]] = (near_copies, interleaved_copies, partial_copy, three_times, teasers)
FORMS: Final[tuple[Damage, ...]] = (hard_wraps, glued_paragraphs, mojibake, entities, one_word_menus)


def worn(line: str, chance: random.Random) -> str:
    """The line as another template prints it."""
    kind = chance.choice(("spaces", "quotes", "word", "same"))
    words = line.split(" ")
    if kind == "spaces":
        return "\u00a0".join(words) if len(words) < 30 else line.replace(", ", ",  ")
    if kind == "word" and len(words) > 12:
        plain = [
            i
            for i, word in enumerate(words)
            if word.islower() and word.isalpha() and 2 < len(word) < 6 and word not in KEPT
        ]
        if plain:
            del words[chance.choice(plain)]
    return line.translate(QUOTES) if kind == "quotes" else " ".join(words)


def misread(line: str) -> str:
    """The line's UTF-8 bytes as Windows-1252 shows them."""
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in line.encode())


def damaged(lines: Lines, truth: dict[str, object], chance: random.Random) -> tuple[Lines, list[str]]:
    """The lines after one copying damage and one of form, and the names of both."""
    body = _body(lines, truth)
    if len(body) < 2:
        return lines, []
    copying, form = chance.choice(COPIES), chance.choice(FORMS)
    # Glue and menus need to know the body's lines, which copying moves: form first where lines stay lines.
    if form is one_word_menus:
        lines = copying(lines, body, chance)
        return form(lines, body, chance), [copying.__name__, form.__name__]
    lines = copying(lines, body, chance)
    return form(lines, _body(lines, truth) if form is glued_paragraphs else body, chance), [
        copying.__name__,
        form.__name__,
    ]


def _body(lines: Sequence[str], truth: dict[str, object]) -> list[int]:
    paragraphs = truth.get("paragraphs") or str(truth["text"]).split("\n")
    assert isinstance(paragraphs, list)
    labels, _ = label(lines, [part[1:-1] if part[:1] + part[-1:] == "[]" else part for part in paragraphs], [])
    return [i for i, is_body in enumerate(labels) if is_body]


def main() -> None:
    """Write the damaged set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    source, target = options.data / options.set, options.out / options.set
    (target / "text").mkdir(parents=True, exist_ok=True)
    truth = (source / "truth.jsonl").read_text("utf-8")
    (target / "truth.jsonl").write_text(truth, "utf-8")
    with (target / "damage.jsonl").open("w", encoding="utf-8") as log:
        for row in map(json.loads, truth.splitlines()):
            chance = random.Random(f"{options.seed} {row['id']}")
            packed = (source / "text" / f"{row['file']}.gz").read_bytes()
            lines = [line for line in gzip.decompress(packed).decode().split("\n") if line.strip()]
            lines, names = damaged(lines, row["truth"], chance)
            (target / "text" / f"{row['file']}.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
            log.write(json.dumps({"id": row["id"], "damage": names}) + "\n")


if __name__ == "__main__":
    main()
