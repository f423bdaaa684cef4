"""From WARC files of real pages to Parquet: pages a core second, where the time goes, bytes a page, memory.

    python -m benchmarks.scale --data DIR [--pages 1600] [--files 8] [--full] [--engine] [--sketch]

DIR holds data sets as benchmarks.data reads them; their pages are put into gzipped WARC files as CC-NEWS has them, a
warcinfo record first and a request before each response. What is timed is CPU, of this process; with --engine
`scale run` with two processes against a bare loop over the same files, in turns; with --sketch the same files go
through FastWARC and pyarrow too, with a dozen columns: what little such work costs on this machine in this minute.
"""

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.data import Page, pages
from copydesk import CopydeskError, read
from copydesk.intake.warc import each_record
from copydesk.records import Story
from copydesk.scale.choices import Choices
from copydesk.scale.folder import Folder, Run
from copydesk.scale.job import Job
from copydesk.scale.parquet import database, write_part
from copydesk.scale.rows import PARTS
from copydesk.scale.settle import Plan, settle
from copydesk.scale.sources import Digested, Located
from copydesk.scale.waiting import Waiting, discard

SETS: Final = ("fundus_test", "fundus_eval", "zyte", "wcxb_articles", "trafi_eval", "misinfo")
DATE: Final = "2026-04-01T10:00:00Z"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=1_600)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--engine", action="store_true")
    parser.add_argument("--sketch", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "warcs"
        files = make(options.data, folder, options.pages, options.files)
        choices = Choices(full=options.full)
        report = engine(files, Path(temporary), choices) if options.engine else stages(files, Path(temporary), choices)
        if options.sketch:
            report["sketch with FastWARC and pyarrow"] = sketch(files, Path(temporary), choices)
    print(json.dumps(report, indent=2))


def stages(files: Sequence[Path], temporary: Path, choices: Choices) -> dict[str, object]:
    """Milliseconds of CPU a page: inflating, reading with its rows, JSON and waiting, Parquet; bytes a page; memory."""
    code = "import sys; from benchmarks.scale import bare; bare(sys.argv[1:])"
    command = [sys.executable, "-c", code, str(temporary / "peak"), str(int(choices.full)), *map(str, files)]
    peak = int(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    # What a process loads once is not the price of a page.
    with database():
        pass
    inflating = _timed(lambda: sum(1 for path in files for _ in _found(path)))
    spent = {"reading": 0.0, "JSON and waiting rows": 0.0, "Parquet": 0.0}
    rows = sum(_staged(path, temporary / "stages", choices, spent) for path in files)
    spent["reading"] -= inflating
    others = inflating + spent["JSON and waiting rows"] + spent["Parquet"]
    whole = others + spent["reading"]
    folder = temporary / "peak"
    sizes = {part: sum(one.stat().st_size for one in (folder / part).iterdir()) for part in PARTS}
    named = {"end to end": whole, "inflating and decoding": inflating, **spent, "all that is not reading": others}
    return {
        "pages": rows,
        "full": choices.full,
        "pages a core second, end to end": round(rows / whole, 1),
        "pages a core second, reading alone": round(rows / spent["reading"], 1),
        "ms a page": {name: _ms(seconds, rows) for name, seconds in named.items()},
        "KB a page": {part: round(size / rows / 1_000, 2) for part, size in sizes.items()},
        "KB a page of WARC": round(sum(path.stat().st_size for path in files) / rows / 1_000, 1),
        "peak MB of a process": peak,
    }


def _staged(path: Path, folder: Path, choices: Choices, spent: dict[str, float]) -> int:
    """Make the parts of the file and add what each stage took; the responses."""
    folder.mkdir(exist_ok=True)
    clock = time.process_time
    with path.open("rb") as stream, Waiting(folder) as waiting:
        before, begun = clock(), waiting.counts[0]
        for row in Job(path.name, choices).rows(Digested(stream).stream):
            read = clock()
            waiting.add(row)
            added = clock()
            spent["reading"] += read - before
            spent["JSON and waiting rows"] += added - read
            before = added
        responses = waiting.counts[0] - begun
        before = clock()
        with database() as connection:
            for part in PARTS:
                write_part(connection, part, waiting.path(part), folder / f"{part}.parquet", {"made": "yes"})
        spent["Parquet"] += clock() - before
    discard(folder)
    return responses


def engine(files: Sequence[Path], temporary: Path, choices: Choices) -> dict[str, object]:
    """CPU seconds of a bare loop and of `scale run`, in turns, each in processes of their own."""
    flags = ["--full"] if choices.full else []
    code = "import sys; from benchmarks.scale import bare; bare(sys.argv[1:])"
    turns = []
    for turn in range(3):
        loop, run = temporary / f"loop{turn}", temporary / f"run{turn}"
        bare_command = [sys.executable, "-c", code, str(loop), str(int(choices.full)), *map(str, files)]
        run_command = [sys.executable, "-m", "copydesk", "scale", "run", str(files[0].parent), "-o", str(run), *flags]
        turns.append((_children(bare_command), _children([*run_command, "--jobs", "2"])))
    ratios = sorted(run / loop for loop, run in turns)
    return {"loop and engine, CPU s": [(round(a, 2), round(b, 2)) for a, b in turns], "ratio": round(ratios[1], 3)}


def sketch(files: Sequence[Path], temporary: Path, choices: Choices) -> dict[str, float]:
    """Milliseconds of CPU and KB a page besides reading: no digests, no postings, no faults, nothing to go on with."""
    import pyarrow
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from pyarrow import parquet

    found = []
    started = time.process_time()
    for path in files:
        with path.open("rb") as stream:
            for one in ArchiveIterator(stream, record_types=WarcRecordType.response):
                url = str(one.headers["WARC-Target-URI"])
                found.append(({"url": url, "id": one.record_id, "date": one.record_date}, one.reader.read()))
    spent = time.process_time() - started
    stories = [(head, _story(content, str(head["url"]))) for head, content in found]
    started = time.process_time()
    rows = [head | _columns(story, choices) for head, story in stories]
    target = temporary / "sketch.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), target, compression="zstd", compression_level=3)
    spent += time.process_time() - started
    return {"ms a page": _ms(spent, len(rows)), "KB a page": round(target.stat().st_size / len(rows) / 1_000, 2)}


def _story(content: bytes, url: str) -> Story | str:
    try:
        return read(content, url=url)
    except CopydeskError as error:
        return error.reason


def _columns(story: Story | str, choices: Choices) -> dict[str, object]:
    if isinstance(story, str):
        return {"reason": story}
    known = {name: getattr(story, name) for name in ("headline", "deck", "byline", "agency", "language", "text")}
    known["authors"] = [one.name for one in story.authors]
    known["published"] = story.published and story.published.value
    return known | ({"record": msgspec.json.encode(story)} if choices.full else {})


def bare(arguments: Sequence[str]) -> None:
    """The loop that an engine is compared with."""
    folder, full, *files = arguments
    _bare([Path(path) for path in files], Path(folder), Choices(full=full == "1"))
    # What getrusage says of a process that began as a copy of another is the larger one's peak.
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(int(peak.split()[1]) // 1_024)


def _bare(files: Sequence[Path], folder: Path, choices: Choices) -> None:
    Folder(folder).begin(Run(choices=choices, files=tuple(path.name for path in files)))
    for path in files:
        settled = settle(Located(path.name, str(path)), Plan(folder, choices), lambda: False)
        assert not settled.reason, settled


def _children(command: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _timed(call: "object") -> float:
    assert callable(call)
    started = time.process_time()
    call()
    return time.process_time() - started


def _found(path: Path) -> Iterator[object]:
    with path.open("rb") as stream:
        yield from each_record(stream)


def _ms(seconds: float, rows: int) -> float:
    return round(1_000 * seconds / rows, 2)


def make(data: Path, folder: Path, number: int, files: int) -> list[Path]:
    """Gzipped WARC files of so many pages in all."""
    folder.mkdir()
    found = [page for name in SETS if (data / name).is_dir() for page in pages(data / name)]
    chosen = islice(chain(found, cycle(found)), number)
    paths = [folder / f"CC-NEWS-{place:03}.warc.gz" for place in range(files)]
    for path in paths:
        path.write_bytes(warc_of(list(islice(chosen, number // files))))
    return paths


def warc_of(batch: Sequence[Page]) -> bytes:
    """A gzipped WARC file of the pages: a warcinfo record, and a request before each response."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "benchmarks"}))
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
    for place, page in enumerate(batch):
        url = page.url or f"https://news.example/{place}"
        answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        ours = {"WARC-Date": DATE}
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b""), http_headers=asked))
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(page.content), http_headers=answer, warc_headers_dict=ours
            )
        )
    return out.getvalue()


if __name__ == "__main__":
    main()
