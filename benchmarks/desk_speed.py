"""Words a second that the desk reads, beside the language model alone: `python -m benchmarks.desk_speed GOLD`.

GOLD has a row with `text` for each story, as the files of quotes have. What counts is CPU time, and the two take turns,
story by story, so that a busy machine slows both: their ratio says what is copydesk's own.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from copydesk.compiled import form
from copydesk.desk import annotate, language_model


def main() -> None:
    """Reads the stories, prints both speeds and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--stories", type=int, default=40)
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for line in options.gold.read_text(encoding="utf-8").splitlines()]
    annotate("Ann Vale said no.")  # the model and the tables are loaded once
    words, whole, model = 0, 0.0, 0.0
    for text in texts[: options.stories]:
        words += len(text.split())
        began = time.process_time()
        language_model.parse([paragraph for paragraph in text.split("\n") if paragraph.strip()])
        between = time.process_time()
        annotate(text)
        model, whole = model + between - began, whole + time.process_time() - between
    speeds = f"all of it {words / whole:,.0f} words/s, the model alone {words / model:,.0f}"
    print(f"{form()}: {speeds}, ratio {whole / model:.2f}")


if __name__ == "__main__":
    main()
