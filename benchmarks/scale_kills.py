"""Kills at random in a run of scale: of the processes that read, and of the run itself, which is then started again."""

import random
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from os import kill
from pathlib import Path

from copydesk.scale.marks import seen

__all__ = ["killed"]


def killed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, kills: int, seed: int, pause: float = 1.0
) -> int:
    """The exit code of the last run, which was left alone; each run before it was killed or lost processes.

    Args:
        command: starts a run.
        folder: of the run.
        environment: of the command.
        kills: how many in all; fewer only where all is done before.
        seed: of the random numbers.
        pause: seconds between two kills on average.
    """
    chance = random.Random(seed)
    running = _started(command, environment)
    for _ in range(kills):
        time.sleep(2 * pause * chance.random())
        if running.poll() is not None:
            break
        workers = [mark.process for name in ("mark", "alone") for mark in map(seen, folder.glob(f"work/*/{name}"))]
        victim = chance.choice([running.pid, *workers, *workers])
        with suppress(ProcessLookupError):
            kill(victim, signal.SIGKILL)
        if victim == running.pid:
            running.wait()
            running = _started(command, environment)
    running.wait()
    return subprocess.run(command, env=environment, check=False, stderr=subprocess.DEVNULL).returncode


def _started(command: Sequence[str], environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
