"""What the public functions may be handed, checked where it comes in."""

from collections.abc import Iterable
from os import PathLike
from typing import Final, TypeAlias, get_args

from copydesk.records import Capture, SourceKind
from copydesk.settings import Settings

__all__ = [
    "Readable",
    "check_address",
    "check_capture",
    "check_kind",
    "check_settings",
    "check_source",
    "check_sources",
]

Readable: TypeAlias = bytes | bytearray | memoryview | str | PathLike[str]
"""A page as bytes or text, its path, or its http(s) URL."""

_KINDS: Final = get_args(SourceKind)


def check_source(source: object) -> None:
    """Nothing; raises TypeError for what is no `Readable`."""
    if not isinstance(source, bytes | bytearray | memoryview | str | PathLike):
        raise TypeError(f"a source is bytes, a str or a path, not {_named(source)}")


def check_sources(sources: object) -> None:
    """Nothing; raises TypeError for what is one source, or none that can be gone through."""
    if isinstance(sources, bytes | bytearray | memoryview | str | PathLike | Capture):
        raise TypeError("read_many() takes many sources, such as a list; read() reads one")
    if not isinstance(sources, Iterable):
        raise TypeError(f"sources can be gone through one by one, as a list can, not {_named(sources)}")


def check_capture(capture: object) -> None:
    """Nothing; raises TypeError for what is no `Capture`, or one of which a part has the wrong type."""
    if not isinstance(capture, Capture):
        raise TypeError(f"read_capture() takes a Capture, not {_named(capture)}; read() takes bytes, texts and paths")
    if not isinstance(capture.content, bytes | str):
        raise TypeError(f"the content of a Capture is bytes or a str, not {_named(capture.content)}")
    check_address("url", capture.url)
    check_address("answered_url", capture.answered_url)
    check_kind(capture.kind)


def check_address(name: str, url: object) -> None:
    """Nothing; raises TypeError for an address that is neither a str nor None."""
    if not isinstance(url, str | None):
        raise TypeError(f"{name} is a str or None, not {_named(url)}")


def check_kind(kind: object) -> None:
    """Nothing; raises ValueError for a kind that is none."""
    if kind is not None and kind not in _KINDS:
        raise ValueError(f"kind is {', '.join(map(repr, _KINDS))} or None, not {kind!r:.80}")


def check_settings(settings: object) -> None:
    """Nothing; raises TypeError for what are no `Settings`."""
    if not isinstance(settings, Settings):
        raise TypeError(f"settings are copydesk.Settings, not {_named(settings)}")


def _named(value: object) -> str:
    return "None" if value is None else type(value).__name__
