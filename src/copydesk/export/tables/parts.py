"""Files that are written beside their place and put there whole, or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from copydesk.errors import Refused

__all__ = ["is_special", "parts"]


@contextmanager
def parts(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """A file to write for each path; when the block ends well they take their places, the first path last.

    A link is followed. The names are the same in every run, so that a run takes the place of what a killed one left.

    Raises:
        Refused: a path is a pipe, a device or a folder.

    """
    targets = [_target(path) for path in paths]
    beside = tuple(target.with_name(f"{target.name}.copydesk-part") for target in targets)
    try:
        for part in beside:
            part.unlink(missing_ok=True)
        yield beside
        for part, target in reversed([*zip(beside, targets, strict=True)]):
            part.replace(target)
    finally:
        for part in beside:
            part.unlink(missing_ok=True)


def is_special(path: Path) -> bool:
    """Whether the path is there and is no regular file: what is written goes straight through it."""
    return path.exists() and not path.is_file()


def _target(path: Path) -> Path:
    if is_special(path):
        raise Refused("output", f"{path} is no regular file; give the name of one")
    return Path(os.path.realpath(path))
