"""The pages in a folder, known by what the files hold and not by what they are called."""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from copydesk.errors import Unreadable
from copydesk.formats import binary_kind
from copydesk.gzips import opening
from copydesk.intake.marks import is_webarchive
from copydesk.intake.outputs import outputs_in
from copydesk.intake.packings import begins_as_warc, begins_as_zip
from copydesk.patterns import pattern

__all__ = ["Found", "pages_in", "use_of"]

SAMPLE: Final = 4_096

_OUTPUTS: Final = "outputs of copydesk"
_BINARY: Final = (
    (pattern(r"audio|video|media"), "sound and video"),
    (pattern(r"image|icon"), "pictures"),
    (pattern(r"font"), "fonts"),
)
_PAGE: Final = pattern(
    rb"<(?:!doctype|html|head|body|title|meta|article|main|div|p|h1|rss|feed|rdf:RDF)\b", re.IGNORECASE
)
_SVG: Final = pattern(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b", re.IGNORECASE)
_OURS: Final = pattern(rb'\{\s*"(?:schema|journal)":\s?"copydesk/')
_FEED: Final = pattern(rb'\{\s*"version":\s*"https?://(?:www\.)?jsonfeed\.org/')
_DATA: Final = pattern(rb"\{\s*(?:\}|\"[^\"]*\"\s*:)|\[\s*(?:[\[{\]]|\"[^\"]*\"\s*[,\]])")
_COMMENT: Final = pattern(rb"/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z)|^\s*//[^\n]*", re.DOTALL)
_STYLE: Final = pattern(
    rb"@(?:charset|import|media|font-face|keyframes)\b|:root\b|[^{}<>]{1,400}\{\s*[a-z-]{2,40}\s*:[^{}<>]*[;}]"
)
_SCRIPT: Final = pattern(
    rb"[;!+(]{0,9}(?:async )?function\s*[\w$]*\s*\(|[;!(]{0,9}\(\)\s*=>|[\"']use strict[\"']|"
    rb"(?:var|let|const)\s+[\w$]+\s*[=;,]|import\s*(?:[\w{*][^;\n]*\bfrom\s*)?[\"']|export\s+(?:default|const|function|class|\{)|"
    rb"(?:window|document|self|module)\s*(?:\.\w+\s*[=(.|]|\[)"
)
_SUFFIXES: Final = {
    **dict.fromkeys((".css", ".scss", ".less"), "style sheets"),
    **dict.fromkeys((".js", ".mjs", ".cjs", ".map"), "scripts"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".csv", ".tsv"), "data"),
}
# Browsers name the folder of a page's parts after the page: all but Internet Explorer in English.
_PARTS: Final = pattern(
    r"(.+?)(?:_files|\.files|-Dateien|_fichiers|-filer|_archivos|_arquivos|_bestanden|_file|_tiedostot|_pliki|_soubory)"
)
_ZSTD_ARCHIVE: Final = pattern(r"\.w(?:arc|et)\.zst$", re.IGNORECASE)
_PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", "")


class Found(NamedTuple):
    """A page in a folder: its path below the folder, parted by `/`, and where it is; or why it cannot be had."""

    name: str
    path: Path
    failure: Unreadable | None = None


def pages_in(folder: Path, passed: "Counter[str]", besides: Collection[Path] = ()) -> Iterator[Found]:
    """The pages in the folder and below it, in the order of their names.

    Passed over, and counted in `passed` under what they are: hidden files; links to what is met anyway, and those
    that lead nowhere; the folders that browsers save beside a page; pictures, style sheets, scripts and other files
    that are no text; what copydesk wrote.

    Args:
        folder: where to begin; a folder that is a link is followed.
        passed: gets the counts while the pages are taken.
        besides: files and folders to pass over, such as the output of the run.
    """
    return _Walk(folder, passed, besides).pages()


def use_of(start: bytes, name: str) -> str | None:
    """What a file that begins like this is when it is no page, such as `pictures`; None for what may be one.

    >>> use_of(b"GIF89a", "spacer.html")
    'pictures'
    """
    start = opening(start, SAMPLE)
    bare = _COMMENT.sub(b"", start).strip()
    if binary := binary_kind(start):
        is_page = is_webarchive(start) and b"WebMainResource" in start
        return None if is_page else _binary_use(binary)
    if use := _text_use(bare):
        return use
    if _PAGE.search(start) or _FEED.match(bare):
        return None
    return next((use for end, use in _SUFFIXES.items() if _ends(name, end)), None)


def _binary_use(kind: str) -> str:
    return next((use for pattern, use in _BINARY if pattern.search(kind)), "other files")


def _text_use(bare: bytes) -> str | None:
    """What a text without its comments is by its first words."""
    if _SVG.match(bare):
        return "pictures"
    if _OURS.match(bare):
        return _OUTPUTS
    if _SCRIPT.match(bare):
        return "scripts"
    if _STYLE.match(bare):
        return "style sheets"
    return "data" if _DATA.match(bare) and not _FEED.match(bare) else None


def _ends(name: str, suffix: str) -> bool:
    # Chrome saves a script as "main.js.download", wget a style sheet as "main.css?ver=2".
    return re.search(rf"{re.escape(suffix)}(?:\.gz|\.download|[?@].*)?$", name, re.IGNORECASE) is not None


class _Walk:
    def __init__(self, folder: Path, passed: "Counter[str]", besides: Collection[Path]) -> None:
        self._folder = folder
        self._root = _real(folder)
        self._passed = passed
        self._besides = {_real(path) for path in besides}
        self._entered: set[tuple[int, int]] = set()

    def pages(self) -> Iterator[Found]:
        waiting = [iter(self._inside(self._folder, ""))]
        while waiting:
            found = next(waiting[-1], None)
            if found is None:
                waiting.pop()
            elif found.failure or not found.path.is_dir():
                yield found
            else:
                waiting.append(iter(self._inside(found.path, f"{found.name}/")))

    def _inside(self, folder: Path, above: str) -> Iterator[Found]:
        """The pages and folders in the folder itself."""
        try:
            if not self._enters(folder):
                return
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            yield Found(above.rstrip("/") or ".", folder, Unreadable("file", message))
            return
        names = {entry.name for entry in inside}
        outputs = outputs_in(folder, names)
        for entry in inside:
            if use := self._use(entry, names, outputs):
                self._passed[use] += 1
            else:
                yield Found(_readable(above + entry.name), Path(entry.path))

    def _enters(self, folder: Path) -> bool:
        """Whether the folder is met for the first time: a link may lead to it too."""
        found = folder.stat()
        if (found.st_dev, found.st_ino) in self._entered:
            self._passed["links"] += 1
            return False
        self._entered.add((found.st_dev, found.st_ino))
        return True

    def _use(self, entry: "os.DirEntry[str]", beside: set[str], outputs: frozenset[str]) -> str | None:
        """Why the entry is passed over; None for a page or a folder to look into."""
        if entry.name.startswith("."):
            return "hidden"
        if entry.is_symlink() and self._leads_back(entry):
            return "links"
        if entry.name in outputs or (self._besides and _real(Path(entry.path)) in self._besides):
            return _OUTPUTS
        if entry.is_dir():
            return "folders of a page's parts" if _holds_parts(entry.name, beside) else None
        return _use_of_file(entry) if entry.is_file() else "other files"

    def _leads_back(self, entry: "os.DirEntry[str]") -> bool:
        try:
            target = _real(Path(entry.path), strict=True)
        except (OSError, RuntimeError):
            return True
        if not target.is_relative_to(self._root):
            return self._root.is_relative_to(target)
        return not any(part.startswith(".") for part in target.relative_to(self._root).parts)


def _use_of_file(entry: "os.DirEntry[str]") -> str | None:
    try:
        with Path(entry.path).open("rb") as file:
            start = file.read(SAMPLE)
            file.seek(0)
            return None if _holds_records(start, file, entry.name) else use_of(start, entry.name)
    except OSError:  # reading it says why
        return None


def _holds_records(start: bytes, file: BinaryIO, name: str) -> bool:
    """Whether the file is a web archive in zstd, or a WACZ; of what is gzipped its content tells."""
    if begins_as_zip(start):
        from copydesk.intake.wacz import is_wacz

        return is_wacz(file)
    return _ZSTD_ARCHIVE.search(name) is not None and begins_as_warc(start)


def _holds_parts(name: str, beside: set[str]) -> bool:
    match = _PARTS.fullmatch(name)
    return match is not None and any(match[1] + suffix in beside for suffix in _PAGE_SUFFIXES)


def _real(path: Path, *, strict: bool = False) -> Path:
    return path.resolve(strict=strict)


def _readable(name: str) -> str:
    """The name as UTF-8 can hold it: bytes of a name that are none are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace(os.sep, "/")
