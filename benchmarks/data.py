"""The pages of a data set: DIR/SET/truth.jsonl (of which only id, file and url are read), html/, text/, text_dup/."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

Folder: TypeAlias = Literal["html", "text", "text_dup"]

FOLDS: Final = 5


class Row(msgspec.Struct):
    """What may be known of a page beforehand; msgspec skips the truth beside it."""

    id: str
    file: str
    url: str | None = None


class Page(NamedTuple):
    """One page to read."""

    id: str
    url: str | None
    content: bytes


class Prediction(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One line of a prediction file."""

    id: str = ""
    text: str = ""
    paragraphs: list[str] = []
    title: str | None = None
    authors: list[str] = []
    date: str | None = None
    tags: list[str] = []
    deck: str | None = None
    image: str | None = None
    caption: str | None = None
    credit: str | None = None
    site: str | None = None
    lang: str | None = None
    reason: str | None = None
    """Why there is no story."""
    error: str | None = None
    """An exception that should not have been."""


Reader: TypeAlias = Callable[[Page], Prediction]


def read_ids(path: Path | None) -> frozenset[str] | None:
    """The ids in the file, one a line; None stands for all pages."""
    return None if path is None else frozenset(path.read_text(encoding="utf-8").split("\n")) - {""}


def pages(dataset: Path, folder: Folder = "html", ids: frozenset[str] | None = None) -> Iterator[Page]:
    """The pages of the set in its own order; those that `folder` does not have are left out."""
    decoder = msgspec.json.Decoder(Row)
    with (dataset / "truth.jsonl").open("rb") as lines:
        for row in map(decoder.decode, (line.replace(b": NaN", b": null") for line in lines)):
            content = _content(dataset / folder / row.file) if ids is None or row.id in ids else None
            if content is not None:
                yield Page(row.id, row.url, content)


def _content(path: Path) -> bytes | None:
    if path.exists():
        return path.read_bytes()
    packed = path.with_name(path.name + ".gz")
    return gzip.decompress(packed.read_bytes()) if packed.exists() else None


def fold_of(outlet: str) -> int:
    """The fold that an outlet falls into, the same on every machine."""
    return int(hashlib.md5(outlet.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
