"""The command `doctor`: does copydesk work here, and what is installed."""

import os
import platform
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from copydesk.errors import CopydeskError
from copydesk.patterns import pattern

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from copydesk.jobs.work import Request

__all__ = ["doctor", "own_version"]

_CORE = ("turbohtml", "msgspec", "click", "httpx2", "protego")
_WEIGHTS = (".bin", ".npz", ".msgpack", ".gz", ".model", ".weights")
_EXTRA = pattern(r"([\w.-]+)(?:\[[\w,.-]+\])?.*;.*extra\s*==\s*['\"]([\w-]+)['\"]")
_HEADLINE = "Ferry returns to the outer isles"
_PAGE = f"""<!doctype html><html lang="en"><head><title>{_HEADLINE}</title></head><body><article><h1>{_HEADLINE}</h1>
<p>By Ana Lind</p><time datetime="2025-03-04T09:15:00+01:00">4 March 2025, 9:15 CET</time>
<p>The first ferry in eleven days tied up at the harbour on Tuesday morning, bringing bread, post and forty passengers
who had waited out the storm on the mainland.</p>
<p>The harbour master said that the crossing had been rough but never in doubt, and that the next boat would leave in
the evening as the timetable says.</p>
<p>Shops on the largest island opened early, and the school sent its pupils to carry boxes from the quay.</p>
</article></body></html>"""


class _Finding(NamedTuple):
    label: str
    value: str
    healthy: bool = True


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Check that copydesk works here: versions, extras, a page read as a test, the terminal.

    \b
      copydesk doctor
    """
    findings = [*_versions(), *_extras(), *_weights(), _terminal(), _self_test(ctx.obj), _form()]
    for finding in findings:
        click.echo(f"{'ok ' if finding.healthy else 'BAD'}  {finding.label:<16} {finding.value}")
    ctx.exit(0 if all(finding.healthy for finding in findings) else 1)


def own_version() -> str:
    """The version of the installed package, or of the source folder it runs from."""
    from copydesk.settings import VERSION

    if _is_in_a_folder(f"copydesk-{VERSION}.dist-info"):
        return VERSION
    return _version("copydesk") or f"{VERSION} (not installed, run from its folder)"


def _is_in_a_folder(metadata: str) -> bool:
    """Whether a folder of metadata is there; the library that knows other places takes half of the time of a start."""
    return any(Path(entry, metadata).is_dir() for entry in sys.path)


def _versions() -> Iterator[_Finding]:
    yield _Finding("copydesk", own_version())
    yield _Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in _CORE:
        version = _version(name)
        yield _Finding(name, version or f"missing: pip install {name}", version is not None)


def _extras() -> Iterator[_Finding]:
    for extra, names in sorted(_declared_extras().items()):
        missing = [name for name in names if _version(name) is None]
        yield _Finding(f"[{extra}]", f"not installed: pip install 'copydesk[{extra}]'" if missing else "installed")


def _declared_extras() -> dict[str, list[str]]:
    from importlib import metadata

    extras: dict[str, list[str]] = {}
    try:
        declared = metadata.requires("copydesk") or []
    except metadata.PackageNotFoundError:
        return {}
    for match in filter(None, map(_EXTRA.match, declared)):
        extras.setdefault(match[2], []).append(match[1])
    return extras


def _version(name: str) -> str | None:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _weights() -> Iterator[_Finding]:
    from importlib.resources import files

    found = [(path, entry) for path, entry in _walk(files("copydesk"), "copydesk") if path.endswith(_WEIGHTS)]
    for path, entry in found:
        yield _Finding("trained weights", f"{path}, {len(entry.read_bytes()):,} bytes")
    if not found:
        yield _Finding("trained weights", "none shipped; rules alone decide")


def _walk(folder: "Traversable", path: str) -> "Iterator[tuple[str, Traversable]]":
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry


def _form() -> _Finding:
    from copydesk.compiled import compiled_modules, form

    lost = "" if compiled_modules() else "; the same records, but slower: install with a C compiler at hand"
    return _Finding("form", form() + lost)


def _terminal() -> _Finding:
    from copydesk.cli.terminal import Terminal

    terminal = Terminal.of(sys.stdout)
    where = "a terminal" if sys.stdout.isatty() else "not a terminal"
    colour = "colour" if terminal.colour else "no colour"
    because = " (NO_COLOR)" if os.environ.get("NO_COLOR") else ""
    return _Finding("output", f"{where}, {terminal.width} columns, {sys.stdout.encoding}, {colour}{because}")


def _self_test(request: "Request | None") -> _Finding:
    import copydesk
    from copydesk.settings import DEFAULTS

    read = request.reader if request else copydesk.read_capture
    start = time.perf_counter()
    try:
        story = read(copydesk.Capture(content=_PAGE.encode(), kind="html"), settings=DEFAULTS)
    except CopydeskError as error:
        return _Finding("self-test", f"the test page was refused: {error} [{error.reason}]", healthy=False)
    milliseconds = (time.perf_counter() - start) * 1000
    right = story.headline == _HEADLINE and "eleven days" in story.text
    verdict = "a page read right" if right else f"a page read wrong: headline {story.headline!r}"
    return _Finding("self-test", f"{verdict}, {milliseconds:.0f} ms", right)
