"""Web archives: CPU milliseconds a page beside warcio and FastWARC, and the peak memory of very large records.

    python -m benchmarks.warc --data DIR [--pages 300]

The pages, of about 180 KB, are put into one gzipped WARC file as CC-NEWS has them. What is timed is the best of five;
digests are checked by all three but where it says so. Each large file is read by a process of its own.
"""

import argparse
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.data import Page, pages
from benchmarks.scale import SETS, warc_of

SIZES: Final = (100_000, 300_000)
MEGABYTE: Final = 1 << 20
HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CODED: Final = b"Content-Encoding: gzip\r\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_gone_through(options.child)))
        return
    report = {"ms a page": speeds(options.data, options.pages), "large": dict(large())}
    print(json.dumps(report, indent=2))


def speeds(data: Path, number: int) -> dict[str, object]:
    """Milliseconds of CPU a page by each reader."""
    found = (page for name in SETS if (data / name).is_dir() for page in pages(data / name))
    chosen: list[Page] = [page for page in found if SIZES[0] < len(page.content) < SIZES[1]][:number]
    content = warc_of(chosen)
    readers: dict[str, Callable[[bytes], int]] = {
        "copydesk": _ours,
        "warcio, digests checked": lambda packed: _warcio(packed, is_checked=True),
        "warcio": lambda packed: _warcio(packed, is_checked=False),
        "FastWARC, digests checked": lambda packed: _fastwarc(packed, is_checked=True),
        "FastWARC": lambda packed: _fastwarc(packed, is_checked=False),
    }
    kilobytes = sum(len(page.content) for page in chosen) / len(chosen) / 1_000
    return {"pages": len(chosen), "KB a page": round(kilobytes)} | {
        name: _best(read, content, len(chosen)) for name, read in readers.items()
    }


def _best(read: Callable[[bytes], int], content: bytes, number: int) -> float:
    seconds = []
    for _ in range(5):
        started = time.process_time()
        assert read(content) == number
        seconds.append(time.process_time() - started)
    return round(1_000 * min(seconds) / number, 2)


def _ours(content: bytes) -> int:
    from copydesk.intake.warc import each_record

    return sum(record.capture is not None for record in each_record(io.BytesIO(content)))


def _warcio(content: bytes, *, is_checked: bool) -> int:
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    for record in ArchiveIterator(io.BytesIO(content), check_digests=is_checked):
        if record.rec_type == "response":
            record.content_stream().read()
            count += 1
    return count


def _fastwarc(content: bytes, *, is_checked: bool) -> int:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = 0
    kind = WarcRecordType.response
    for record in ArchiveIterator(io.BytesIO(content), record_types=kind, verify_digests=is_checked):
        record.reader.read()
        count += 1
    return count


def large() -> Iterator[tuple[str, object]]:
    """What becomes of a record of 300 MB and of a payload of 1 GB, packed and plain, between two pages."""
    with tempfile.TemporaryDirectory() as folder:
        for name, pieces in _large().items():
            for is_packed in (True, False):
                path = Path(folder) / "large.warc"
                _write(path, pieces(), is_packed=is_packed)
                done = subprocess.run(
                    [sys.executable, "-m", "benchmarks.warc", "--child", str(path)],
                    capture_output=True, check=True, text=True,
                )  # fmt: skip
                yield f"{name}, {'gzip' if is_packed else 'plain'}", json.loads(done.stdout)


def _large() -> dict[str, Callable[[], Iterator[bytes]]]:
    text = b"<p>The ferry to Lunde sails again from Monday.</p>\n" * 20_000
    return {
        "record of 300 MB": lambda: _record(HEAD, [text] * (300 * MEGABYTE // len(text))),
        "payload of 1 GB": lambda: _record(HEAD + CODED, [_bomb(1_024)]),
    }


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(b"<p>" + bytes(MEGABYTE - 3)) for _ in range(megabytes)), packer.flush()])


def _record(head: bytes, pieces: list[bytes]) -> Iterator[bytes]:
    size = len(head) + 2 + sum(map(len, pieces))
    yield (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/large\r\n"
        b"WARC-Date: 2026-04-01T10:00:00Z\r\nContent-Length: %d\r\n\r\n" % size
    )
    yield head + b"\r\n"
    yield from pieces
    yield b"\r\n\r\n"


def _write(path: Path, pieces: Iterator[bytes], *, is_packed: bool) -> None:
    page = [b"<h1>Ferry back in service</h1><p>The ferry to Lunde sails again.</p>"]
    with path.open("wb") as raw:
        for record in (_record(HEAD, page), pieces, _record(HEAD, page)):
            with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1) if is_packed else _Open(raw) as file:
                for piece in record:
                    file.write(piece)


class _Open:
    """The file itself, left open."""

    def __init__(self, file: io.BufferedWriter) -> None:
        self._file = file

    def __enter__(self) -> io.BufferedWriter:
        return self._file

    def __exit__(self, *_: object) -> None:
        pass


def _gone_through(path: Path) -> dict[str, object]:
    from copydesk.intake.warc import each_record

    started = time.process_time()
    with path.open("rb") as file:
        found = ["page" if one.capture else str(one.failure and one.failure.reason) for one in each_record(file)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"found": found, "CPU s": round(time.process_time() - started, 2), "peak MB": peak}


if __name__ == "__main__":
    main()
