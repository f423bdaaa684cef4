"""Predictions for a data set, one JSON line a page.

python -m benchmarks.predict SET --data DIR [--ids FILE] [--text | --text-dup] [--system NAME] -o OUT.jsonl
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from benchmarks.data import Folder, Page, Prediction, Reader, pages, read_ids
from benchmarks.peers import MissingPeer
from benchmarks.systems import NAMES, system


def main() -> int:
    """Exit code 1 when a reader raised what it should not raise: those pages are named."""
    options = _arguments()
    folder: Folder = "text" if options.text else "text_dup" if options.text_dup else "html"
    try:
        reader = system(options.system, "html" if folder == "html" else "text")
    except MissingPeer as missing:
        sys.exit(str(missing))
    started = time.process_time()
    predictions = [_attempt(reader, page) for page in pages(options.data / options.set, folder, read_ids(options.ids))]
    _write(predictions, options.out)
    _report(predictions, time.process_time() - started)
    return int(any(prediction.error for prediction in predictions))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predict", description="Predictions for a data set.")
    parser.add_argument("set", help="the folder of the set in DIR")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--ids", type=Path, metavar="FILE", help="only the pages whose ids stand in FILE, one a line")
    dumps = parser.add_mutually_exclusive_group()
    dumps.add_argument("--text", action="store_true", help="read the plain-text dumps in SET/text")
    dumps.add_argument("--text-dup", action="store_true", help="read the dumps in SET/text_dup: body or deck twice")
    parser.add_argument("--system", choices=NAMES, default="copydesk")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="OUT.jsonl")
    return parser.parse_args()


def _attempt(reader: Reader, page: Page) -> Prediction:
    try:
        prediction = reader(page)
    except Exception as error:  # noqa: BLE001  a peer may raise anything, and so may a defect of ours: reported at the end
        prediction = Prediction(error=f"{type(error).__name__}: {error}"[:200])
    prediction.id = page.id
    return prediction


def _write(predictions: list[Prediction], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(msgspec.json.Encoder().encode_lines(predictions))


def _report(predictions: list[Prediction], seconds: float) -> None:
    reasons = Counter(prediction.reason for prediction in predictions if prediction.reason)
    refused = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    print(f"{len(predictions)} pages in {seconds:.1f} s CPU; not stories: {refused or 'none'}", file=sys.stderr)
    for prediction in predictions:
        if prediction.error:
            print(f"{prediction.id}: {prediction.error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
