"""CPU time and memory of a read by the size of the page: a table and a picture for docs/benchmarks.md.

Made-up pages of several shapes, each read in a fresh process: once for the memory (the peak above what the process held
before), then again for the time (the best of the runs). Times grow linearly where the exponent is 1: it is the slope of
log time over log size from `FITTED` bytes on.
"""

import argparse
import gc
import json
import math
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from benchmarks import peers
from benchmarks.growth_pages import SHAPES, page_of
from benchmarks.hostile import WARM
from benchmarks.pictures import COLOURS, GREY, picture
from benchmarks.table import write

START, END = "<!-- growth: start -->", "<!-- growth: end -->"
SIZES: Final = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
FITTED: Final = 100_000
RUNS: Final = 5
ENOUGH_SECONDS: Final = 4.0
"""A page is read no more once its runs took so long together."""
WALL_SECONDS: Final = 180
MEGABYTE: Final = 1_000_000
TICKS: Final = (10_000, 100_000, 1_000_000, 10_000_000)
LEAST_MEGABYTES: Final = 0.1
"""Less than this is the noise of the allocator, and is not drawn."""
Extract: TypeAlias = Callable[[bytes], object]


class Measured(NamedTuple):
    """One page read: its size in bytes, the CPU seconds of the best run, and the megabytes of the first at its peak."""

    size: int
    seconds: float
    megabytes: float


Series: TypeAlias = dict[tuple[str, str], list[Measured]]


def main() -> None:
    """Measure, draw, write the table between the markers of the page."""
    options = _arguments()
    if options.child:
        shape, size, system = options.child
        print(json.dumps(measured(page_of(shape, int(size)), _extract(system))))
        return
    found: Series = {}
    for system in options.systems:
        for shape in options.shapes:
            found[system, shape] = _series(system, shape, options.sizes)
    drawn(found, options.picture)
    write(options.page, f"{_head()}\n\n{table(found)}", START, END)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="BYTES")
    parser.add_argument(
        "--systems", nargs="+", choices=["copydesk", "trafilatura"], default=["copydesk", "trafilatura"]
    )
    parser.add_argument("--page", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--picture", type=Path, default=Path("docs/pictures/growth.svg"))
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def _extract(system: str) -> Extract:
    if system == "trafilatura":
        extract = peers.trafilatura_call()
        return lambda content: extract(content.decode(), None)
    from copydesk import NotAStory, read
    from copydesk.settings import Settings

    patient = Settings(max_seconds=WALL_SECONDS)

    def extracted(content: bytes) -> object:
        try:
            return read(content, kind="html", settings=patient).text
        except NotAStory:
            # A state of 10 MB is more than is read of a script: its page has no body.
            return ""

    return extracted


def _series(system: str, shape: str, sizes: Sequence[int]) -> list[Measured]:
    """The sizes that were read; the first that fails or takes too long ends the series, and that is said."""
    found = []
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.growth", "--child", shape, str(size), system]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=WALL_SECONDS, check=True)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            print(f"{system}, {shape}, {size} bytes: {error}\n{error.stderr!r}"[-500:], file=sys.stderr)
            break
        found.append(Measured(*json.loads(done.stdout)))
        print(system, shape, *found[-1], file=sys.stderr)
    return found


def measured(content: bytes, extract: Extract) -> Measured:
    """What the page costs in this process, which the first read has warmed."""
    extract(WARM)
    gc.collect()
    before = _forget_peak()
    times = [_seconds(extract, content)]
    peak = _status("VmHWM") - before
    while len(times) < RUNS and sum(times) + min(times) < ENOUGH_SECONDS:
        times.append(_seconds(extract, content))
    return Measured(len(content), min(times), peak)


def _seconds(extract: Extract, content: bytes) -> float:
    started = time.process_time()
    extract(content)
    return time.process_time() - started


def _forget_peak() -> float:
    """Start the process's peak anew and return what it holds now, in megabytes (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _status(key: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    value = next(line for line in lines if line.startswith(f"{key}:")).split()[1]
    return int(value) * 1024 / MEGABYTE


def exponent(series: Sequence[Measured]) -> float | None:
    """The slope of log time over log size; None for fewer than three sizes."""
    points = [(math.log(one.size), math.log(max(one.seconds, 1e-6))) for one in series if one.size >= 0.9 * FITTED]
    if len(points) < 3:
        return None
    across, up = (sum(part) / len(points) for part in zip(*points, strict=True))
    spread = sum((x - across) * (x - across) for x, _ in points)
    slope: float = sum((x - across) * (y - up) for x, y in points) / spread
    return slope


def table(found: Series) -> str:
    """A row a shape and system: seconds and peak megabytes at each size, the exponent."""
    sizes = sorted({_round(one.size) for series in found.values() for one in series})
    lines = ["| page | " + " | ".join(_size(size) for size in sizes) + " | exponent |", "|---" * (len(sizes) + 2) + "|"]
    for (system, shape), series in found.items():
        cells = {_round(one.size): f"{_time(one.seconds)}, {_memory(one.megabytes)}" for one in series}
        slope = exponent(series)
        row = [cells.get(size, "–") for size in sizes] + [f"{slope:.2f}" if slope is not None else "–"]
        lines.append(f"| {SHAPES[shape].name}, {system} | " + " | ".join(row) + " |")
    return "\n".join(lines)


def _round(size: int) -> int:
    return int(float(f"{size:.0e}"))


def _size(size: int) -> str:
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // 1000} KB"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _memory(megabytes: float) -> str:
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{max(megabytes, 0):.1f} MB"


def drawn(found: Series, path: Path) -> None:
    """Time and memory over size, a colour a shape; copydesk with a full line, the peer dashed."""
    shapes = list(dict.fromkeys(shape for _, shape in found))
    with picture(path, 1, 2, (9.4, 4.3)) as (figure, axes):
        for panel, label in zip(axes.flat, ("CPU time, s", "peak memory above the process's own, MB"), strict=True):
            panel.set(xscale="log", yscale="log", xlabel="size of the page", title=label)
        for (system, shape), series in found.items():
            colour = COLOURS[shapes.index(shape)]
            for panel, values in zip(
                axes.flat, ([s.seconds for s in series], [s.megabytes for s in series]), strict=True
            ):
                _line(panel, [one.size for one in series], values, colour, system)
        axes.flat[1].set_ylim(bottom=LEAST_MEGABYTES)
        for panel in axes.flat:
            panel.set_xticks(TICKS, [_size(size) for size in TICKS])
        _guide(axes.flat[0], found)
        figure.legend(handles=_handles(found, shapes), loc="outside lower center", ncols=4)


def _line(panel: Any, sizes: Sequence[int], values: Sequence[float], colour: str, system: str) -> None:
    own = system == "copydesk"
    shown = [(size, value) for size, value in zip(sizes, values, strict=True) if value > 0]
    style: dict[str, Any] = (
        {"marker": "o", "markersize": 4} if own else {"linestyle": (0, (3, 2)), "linewidth": 1.1, "alpha": 0.7}
    )
    panel.plot([size for size, _ in shown], [value for _, value in shown], color=colour, **style)


def _guide(panel: Any, found: Series) -> None:
    """A thin line that grows as the size does, below all."""
    points = [one for (system, _), series in found.items() if system == "copydesk" for one in series]
    if points:
        slope = min(one.seconds / one.size for one in points) / 1.6
        low, high = min(one.size for one in points), max(one.size for one in points)
        panel.plot((low, high), (low * slope, high * slope), color=GREY, linewidth=1, linestyle=(0, (1, 2)))


def _handles(found: Series, shapes: Sequence[str]) -> list[Any]:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=COLOURS[n], marker="o", markersize=4, label=SHAPES[s].name) for n, s in enumerate(shapes)
    ]
    if any(system != "copydesk" for system, _ in found):
        handles.append(Line2D([], [], color=GREY, linestyle=(0, (3, 2)), linewidth=1.1, label="trafilatura"))
    return [*handles, Line2D([], [], color=GREY, linestyle=(0, (1, 2)), linewidth=1, label="linear growth")]


def _head() -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}; CPU time, best of {RUNS} (fewer for long "
        "reads), and peak memory.\n\n    python -m benchmarks.growth"
    )


if __name__ == "__main__":
    main()
