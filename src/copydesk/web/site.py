"""The whole room as static pages, for who wants to publish a case: every page that can be reached, and its twins."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote

from copydesk.archive.archive import Archive
from copydesk.errors import CopydeskError, Refused
from copydesk.web.app import problem
from copydesk.web.changes import atom
from copydesk.web.pages import Surroundings, html, static
from copydesk.web.screens import answer, asked_of
from copydesk.web.shape import as_csv, as_json

__all__ = ["MARK", "write_site"]

MARK: Final = ".copydesk-site"
"""The file that says that a folder is a site of ours, which may be written again."""
MOST_PAGES: Final = 100_000
LONGEST_NAME: Final = 100
_ASKED: Final = {
    "/": (),
    "/search": ("q", "before"),
    "/compare": ("a", "b", "view", "from"),
    "/people": (),
    "/quotes": ("speaker", "outlet"),
    "/timeline": ("since",),
    "/changes": ("min", "from"),
    "/outlets": (),
    "/ingest": (),
}
_STORY: Final = ("field", "from")


def write_site(archive: Archive, folder: Path, *, is_forced: bool = False) -> int:
    """Write the pages into the folder, which is made where it is not; how many.

    Raises:
        Refused: `exists`, something stands in the folder that is no site of ours.
        CopydeskError: `size`, there are more pages than a folder should hold.
    """
    _check(folder, is_forced=is_forced)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("Pages of copydesk export site; written again by the same command with --force.\n")
    (folder / "room.css").write_text(static("room.css"), encoding="utf-8")
    (folder / "changes.atom").write_bytes(atom(archive, asked_of("/changes", {})))
    count = 0
    for name, page in _pages(archive):
        (folder / name).write_bytes(page)
        count += name.endswith(".html")
    return count


def _check(folder: Path, *, is_forced: bool) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir() or not (folder / MARK).exists():
        raise Refused("exists", f"{folder} holds something that is no site of copydesk; name another folder")
    if not is_forced:
        raise Refused("exists", f"{folder} holds a site already; --force writes it again")


def _pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Each file of the site: the pages that the first one leads to, and theirs."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        target = waiting.pop()
        found: list[str] = []
        yield from _written(archive, target, found)
        fresh = [one for one in dict.fromkeys(found) if one not in seen]
        seen.update(fresh)
        waiting += fresh
        if len(seen) > MOST_PAGES:
            raise CopydeskError("size", f"a site has at most {MOST_PAGES:,} pages; make an archive of the case alone")


def _written(archive: Archive, target: str, found: list[str]) -> Iterator[tuple[str, bytes]]:
    def link(path: str) -> str | None:
        bare, mark, place = path.partition("#")
        name = _file(bare, target)
        if name is not None and name.endswith(".html"):
            found.append(_canonical(bare))
        return None if name is None else f"{name}{mark}{place}"

    try:
        screen = answer(archive, target, is_static=True)
    except CopydeskError as error:
        screen = problem(error, target)
    around = Surroundings(link=link, here=unquote(target), is_static=True)
    yield f"{_stem(target)}.html", html(screen, around).encode("utf-8", "replace")
    yield f"{_stem(target)}.json", as_json(screen)
    yield f"{_stem(target)}.csv", as_csv(screen)


def _file(target: str, here: str) -> str | None:
    """The file that an address of the room is written to; None for one that is left out."""
    if target.startswith("/static/"):
        return target.removeprefix("/static/")
    if target.startswith("/changes.atom"):
        return "changes.atom"
    path, _, query = target.partition("?")
    for suffix in (".json", ".csv"):
        if path.endswith(suffix):
            return f"{_stem(here)}{suffix}"
    return f"{_stem(_canonical(target))}.html" if _is_written(path, query) else None


def _canonical(target: str) -> str:
    return "/" if target in ("/search", "/index") else target


def _is_written(path: str, query: str) -> bool:
    asked = parse_qs(query)
    if path.startswith(("/story/", "/family/", "/person/")):
        return set(asked) <= set(_STORY)
    if len(re.findall(r"\w+:", " ".join(asked.get("q", ())))) > 1:
        return "since:" in asked["q"][0] and len(re.findall(r"\w+:", asked["q"][0])) == 2
    return path in _ASKED and set(asked) <= set(_ASKED[path])


def _stem(target: str) -> str:
    """A file name without its suffix, readable, and unlike that of any other address."""
    if target == "/":
        return "index"
    plain = re.sub(r"[^A-Za-z0-9@._]+", "-", target.strip("/"))
    if plain == target.strip("/").replace("/", "-") and len(plain) <= LONGEST_NAME:
        return plain
    digest = hashlib.sha256(target.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain[:LONGEST_NAME].strip('-')}-{digest}"
