"""The HTML parser's compiled part, loaded without the parts of its package that write HTML and clean styles.

The package defines 28 dataclasses when it is imported, of which a read needs none: an eighth of all that one page from
the command line costs. Who imports `turbohtml` itself, before or after, has all of it, with the same types. Where the
compiled part cannot be loaded alone, the whole package is.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Final

__all__ = ["Element", "Text", "language_by_letters", "parse"]

_PACKAGE: Final = "turbohtml"
_CORE: Final = f"{_PACKAGE}._html"
_PLACES: Final = f"{_PACKAGE}._internal._locations"
"""Gives the compiled part the types in which it says where an element stands."""


def core() -> ModuleType:
    """The compiled part, ready to parse with places."""
    try:
        return _alone()
    except (ImportError, AttributeError, TypeError):
        import_module(_PACKAGE)
        return sys.modules[_CORE]


def _alone() -> ModuleType:
    if _PACKAGE in sys.modules:
        return import_module(_CORE)
    package = PathFinder.find_spec(_PACKAGE)
    folders = list(package.submodule_search_locations)  # type: ignore[union-attr,arg-type]
    found = _loaded(_CORE, folders)
    _loaded(_PLACES, [f"{folder}/_internal" for folder in folders])
    return found


def _loaded(name: str, folders: Iterable[str]) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = PathFinder.find_spec(name, list(folders))
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} is not where its package is")
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def language_by_letters(text: str) -> tuple[str | None, str | None]:
    """The language of a text by its letters, as ISO 639-3, and its script; None where they cannot be told."""
    try:
        # The public function wraps this one into types whose module takes a fortieth of a start.
        language, _, script, *_ = _core._detect_language(text, None, frozenset(), 0.0)  # noqa: SLF001
    except (AttributeError, TypeError, ValueError, SystemError):
        from turbohtml.detect import detect_language

        found = detect_language(text)
        return found.language, found.script
    return language, script


_core = core()
if TYPE_CHECKING:
    from turbohtml import Element, Text, parse
else:
    Element, Text, parse = _core.Element, _core.Text, _core.parse
