"""Times of a gold file, as the scorer reads them: `python -m benchmarks.predict_times GOLD.jsonl -o OUT.jsonl`.

Each gold row gives `id`, `text` and `dct`, the publication time; the date-time cases of Recognizers-Text (`Input`,
`Context`) are read too. The gold annotation itself is never looked at.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.parts import add_part, rows_of
from copydesk.desk.times import Time, find_times, solve

_CODES = {"english": "en", "german": "de", "french": "fr", "spanish": "es"}


def predict(row: dict[str, Any], number: int, language: str) -> dict[str, Any]:
    """The row of the prediction file for one text."""
    text = row.get("text", row.get("Input", ""))
    published = row.get("dct") or (row.get("Context") or {}).get("ReferenceDateTime")
    # TimeML marks both ends of "from March to May", Recognizers-Text the whole.
    found = find_times(text, published=published, language=row.get("language", language), stretches="Input" in row)
    found = solve(found, text, published=published)
    return {"id": row.get("id", number), "timexes": [_timex(one) for one in found if not one.is_age]}


def _timex(one: Time) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "type": one.type,
        "value": one.value,
        "mod": one.mod,
        "edtf": one.edtf,
        "rule": one.rule,
    }


def main() -> None:
    """Read the gold file, write the predictions, say how fast it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument(
        "--language", help="BCP 47 code; taken from the file's name where it ends with a language's name"
    )
    add_part(parser)
    options = parser.parse_args()
    named = next((code for name, code in _CODES.items() if options.gold.stem.endswith(name)), "en")
    rows = rows_of(options.gold.read_bytes().splitlines(), options.part)
    find_times("", language=options.language or named)  # the tables are loaded once
    began = time.perf_counter()
    predicted = [predict(row, number, options.language or named) for number, row in enumerate(rows)]
    spent = time.perf_counter() - began
    options.output.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predicted), encoding="utf-8"
    )
    words = sum(len(re.findall(r"\S+", row.get("text", row.get("Input", "")))) for row in rows)
    print(f"{len(rows)} texts, {words} words, {words / max(spent, 1e-9):,.0f} words/s", file=sys.stderr)


if __name__ == "__main__":
    main()
