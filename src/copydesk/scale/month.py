"""CC-NEWS by the month: which files it has, and what reading them takes."""

import gzip
import re
import zlib
from typing import Final, NamedTuple

from copydesk.errors import Unreadable
from copydesk.scale.remote import Patience, fetched
from copydesk.scale.sources import Located

__all__ = ["BASE", "Price", "is_month", "month_files", "price"]

BASE: Final = "https://data.commoncrawl.org"
_NAME: Final = "cc-news:"
_MONTH: Final = re.compile(_NAME + r"(\d{4})-(0[1-9]|1[0-2])", re.IGNORECASE)
PAGES_A_FILE: Final = 26_700
GIGABYTES_A_FILE: Final = 0.97
"""Of CC-NEWS: some 12 million pages and 435 GB in 450 files a month."""
PAGES_A_SECOND: Final = 30
"""Of a core, end to end; docs/scale.md has the measurement, as of what a page takes on disk."""
KILOBYTES: Final = 4.8
KILOBYTES_FULL: Final = 15.2


class Price(NamedTuple):
    """What a run over so many files takes, about."""

    files: int
    gigabytes: float
    core_hours: float
    disk: float


def is_month(source: str) -> bool:
    """Whether the source is a month of CC-NEWS.

    Raises:
        Unreadable: `file`, it wants to be one and is none.
    """
    if source.lower().startswith(_NAME) and not _MONTH.fullmatch(source):
        raise Unreadable("file", f"{source} is no month of CC-NEWS; write it as cc-news:2026-04")
    return _MONTH.fullmatch(source) is not None


def month_files(source: str, base: str, patience: Patience | None = None) -> tuple[Located, ...]:
    """The files of the month in the order of its list.

    Raises:
        Unreadable: the list cannot be had, or is none.
    """
    match = _MONTH.fullmatch(source)
    assert match is not None
    root = base.rstrip("/")
    url = f"{root}/crawl-data/CC-NEWS/{match[1]}/{match[2]}/warc.paths.gz"
    content = fetched(url, patience)
    try:
        paths = gzip.decompress(content).decode("ascii").split()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise Unreadable("file", f"{url} is no list of paths: {error}") from error
    return tuple(Located(path.rpartition("/")[2], f"{root}/{path.lstrip('/')}") for path in paths)


def price(files: int, *, full: bool) -> Price:
    """What a run over so many files of CC-NEWS takes, by the means of a month."""
    pages = files * PAGES_A_FILE
    return Price(
        files=files,
        gigabytes=files * GIGABYTES_A_FILE,
        core_hours=pages / PAGES_A_SECOND / 3_600,
        disk=pages * (KILOBYTES_FULL if full else KILOBYTES) / 1e6,
    )
