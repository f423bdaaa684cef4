"""The scorer of predictions, a script that is not part of this repository."""

import importlib.util
from pathlib import Path
from types import ModuleType

__all__ = ["scorer_at"]


def scorer_at(path: Path) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
