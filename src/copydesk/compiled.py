"""Whether parts of the package run compiled, and the switch that keeps them plain.

Some modules are compiled where a C compiler is at hand; elsewhere the same source runs as plain Python, with the same
records.
"""

import importlib.machinery
import os
import sys
from collections.abc import Sequence
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Final

__all__ = ["PURE", "compiled_modules", "form", "is_compiled", "is_extension", "keep_plain"]

PURE: Final = "COPYDESK_PURE"
"""The environment variable that, set to anything but 0, has all modules run as plain Python."""


def is_compiled(thing: type) -> bool:
    """Whether the class comes from a compiled module."""
    return is_extension(sys.modules[thing.__module__])


def compiled_modules() -> list[str]:
    """The loaded modules of the package that are compiled."""
    return sorted(name for name, module in sys.modules.items() if name.startswith("copydesk.") and is_extension(module))


def form() -> str:
    """How the loaded modules run, in words; ask after a page has been read."""
    count = len(compiled_modules())
    return f"{count} modules compiled" if count else "plain Python, no module compiled"


def is_extension(module: ModuleType) -> bool:
    """Whether the module runs compiled."""
    return (module.__file__ or "").endswith(tuple(EXTENSION_SUFFIXES))


def keep_plain() -> None:
    """Have the modules of the package that are imported from now on run as plain Python, if the environment says so."""
    if os.environ.get(PURE, "0") not in ("", "0") and _PlainFinder not in sys.meta_path:
        sys.meta_path.insert(0, _PlainFinder)


class _PlainFinder(importlib.machinery.PathFinder):
    """Finds the sources of this package's modules only."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module of the package; None for others."""
        if not fullname.startswith("copydesk."):
            return None
        for folder in path or ():
            spec = FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(fullname)
            if spec is not None:
                return spec
        return None
