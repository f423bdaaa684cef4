"""Kills at random in a run of scale: of the processes that read, and of the run itself, which is then started again.

    python -m benchmarks.scale_kills [--kills 50] [--pages 400]

Six files of made-up pages: one sound, one with damaged gzip data, one with a wrong length, one with a record that kills
its reader, one with a record of 300 MB, one with a record that loops until its limit. A run without a kill and one with
all kills have to give the same Parquet, byte for byte, and `scale verify` has to close.
"""

import argparse
import json
import random
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from os import kill
from pathlib import Path
from typing import Final, NamedTuple

from copydesk.scale.marks import seen

__all__ = ["killed"]

LARGE: Final = 300_000_000


def main() -> None:
    """Run it twice and print what differs."""
    from tests.scale.files import bad_reader, command, environment, parts

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        warcs, whole, out = (place / name for name in ("warcs", "whole", "out"))
        _make(warcs, options.pages)
        run = ["run", str(warcs), "--jobs", "2", "--seconds", "2"]
        ours = environment(bad_reader(place / "reader"))
        first = subprocess.run(command(*run, "-o", whole), env=ours, check=False, stderr=subprocess.DEVNULL)
        last = killed(command(*run, "-o", out), out, ours, kills=options.kills, seed=options.seed, pause=0.4)
        verified = subprocess.run(command("verify", out), env=ours, check=False, capture_output=True, text=True)
        faults = subprocess.run(command("status", out, "--json"), env=ours, check=True, capture_output=True, text=True)
        report = {
            "kills": last.kills,
            "exit codes without and with kills": [first.returncode, last.code],
            "parts": len(parts(out)),
            "the same, byte for byte": parts(out) == parts(whole),
            "verify": [verified.returncode, verified.stdout.strip()],
            "outcomes": json.loads(faults.stdout)["outcomes"],
        }
        print(json.dumps(report, indent=2))


def _make(folder: Path, pages: int) -> None:
    from tests.intake.archives import Writer
    from tests.scale.files import page, url, written

    folder.mkdir()
    half = f"n{pages // 2}"
    written(folder / "sound.warc.gz", range(pages))
    written(folder / "kills.warc.gz", range(pages), **{half: "It kills its reader."})
    written(folder / "loops.warc.gz", range(pages), **{half: "It loops without end."})
    damaged = bytearray(written(folder / "damaged.warc.gz", range(pages)).read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 40] = bytes(40)
    (folder / "damaged.warc.gz").write_bytes(damaged)
    plain = Writer(is_gzipped=False)
    for number in range(pages):
        plain.answer(url(number), page(number))
    content = plain.written().content
    (folder / "length.warc").write_bytes(_with_wrong_length(content, len(content) // 2))
    with (folder / "large.warc").open("wb") as file:
        file.write(content[: content.find(b"WARC/1.0", len(content) // 2)])
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/large\r\n"
        file.write(record + b"Content-Length: %d\r\n\r\n" % (len(head) + LARGE) + head)
        for _ in range(LARGE // 1_000_000):
            file.write(b"x" * 1_000_000)
        file.write(b"\r\n\r\n" + content[content.find(b"WARC/1.0", len(content) // 2) :])


def _with_wrong_length(content: bytes, behind: int) -> bytes:
    at = content.index(b"WARC-Type: response", behind)
    head, rest = content[:at], content[at:]
    return head + re.sub(rb"(?<=\r\nContent-Length: )\d+", lambda found: b"%d" % (int(found[0]) + 7), rest, count=1)


class Last(NamedTuple):
    """The exit code of the run that ended by itself, and how many kills were made before."""

    code: int
    kills: int


def killed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, kills: int, seed: int, pause: float = 1.0
) -> Last:
    """The last run, which was left alone; each run before it was killed or lost processes.

    Args:
        command: starts a run.
        folder: of the run.
        environment: of the command.
        kills: how many in all; fewer only where all is done before.
        seed: of the random numbers.
        pause: seconds between two kills on average.
    """
    chance = random.Random(seed)
    running, made = _started(command, environment), 0
    for _ in range(kills):
        time.sleep(2 * pause * chance.random())
        if running.poll() is not None:
            break
        workers = [mark.process for name in ("mark", "alone") for mark in map(seen, folder.glob(f"work/*/{name}"))]
        victim = chance.choice([running.pid, *workers, *workers])
        with suppress(ProcessLookupError):
            kill(victim, signal.SIGKILL)
            made += 1
        if victim == running.pid:
            running.wait()
            running = _started(command, environment)
    running.wait()
    code = subprocess.run(command, env=environment, check=False, stderr=subprocess.DEVNULL).returncode
    return Last(code, made)


def _started(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
