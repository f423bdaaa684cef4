"""Quotes of a gold file, as the scorer reads them: `python -m benchmarks.predict_quotes GOLD.jsonl -o OUT.jsonl`.

Each gold row gives `id` and `text`, one paragraph a line. The gold annotation itself is never looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.parts import add_part, rows_of
from copydesk.desk import language_model
from copydesk.desk.quotes import Excerpt, Quote, find_quotes


def predict(row: dict[str, Any], *, with_model: bool = True) -> dict[str, Any]:
    """The row of the prediction file for one text."""
    starts, paragraphs = _paragraphs(row["text"])
    parsed = language_model.parse(paragraphs) if with_model else None
    quotes = find_quotes(paragraphs, parsed)
    return {"id": row["id"], "quotes": [_quote(one, starts) for one in quotes]}


def _paragraphs(text: str) -> tuple[list[int], list[str]]:
    starts, paragraphs, start = [], [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(start)
            paragraphs.append(line)
        start += len(line) + 1
    return starts, paragraphs


def _quote(quote: Quote, starts: list[int]) -> dict[str, Any]:
    return {
        "kind": quote.kind,
        "content": [_span(one, starts) for one in quote.content],
        "speaker": _span(quote.speaker, starts),
        "cue": _span(quote.cue, starts),
        "rule": quote.rule,
        "confidence": quote.confidence,
    }


def _span(excerpt: Excerpt | None, starts: list[int]) -> list[int] | None:
    if excerpt is None:
        return None
    offset = starts[excerpt.block]
    return [offset + excerpt.start, offset + excerpt.end]


def main() -> None:
    """Read the gold file, write the predictions, say how fast it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--without-model", action="store_true", help="direct quotes by their marks alone")
    add_part(parser)
    options = parser.parse_args()
    with_model = not options.without_model
    rows = rows_of(options.gold.read_bytes().splitlines(), options.part)
    if with_model:
        language_model.load()
    began = time.process_time()
    predicted = [predict(row, with_model=with_model) for row in rows]
    spent = time.process_time() - began
    options.output.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted), encoding="utf-8"
    )
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows)} texts, {words} words, {words / max(spent, 1e-9):,.0f} words/s of CPU", file=sys.stderr)


if __name__ == "__main__":
    main()
