"""How a process of copydesk's own starts: the program, and the processes that read for it."""

import gc
import sys
from typing import Final

__all__ = ["start_light"]

_OBJECTS_BETWEEN_SEARCHES: Final = 50_000
"""Python asks for 700: while the modules that a page needs are made that is a hundred searches, and all in vain."""


def start_light() -> None:
    """Have the cycle collector search seldom, and load the library of records without what it does not need.

    Together a tenth of what reading one page costs. To be called while the process has one thread, before anything
    of the package is used.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    _load_records_library()


def _load_records_library() -> None:
    """Load msgspec without `typing_extensions`, of which it asks for names that `typing` has here.

    That library is 10 of the 550 million instructions of one page.
    """
    other = "typing_extensions"
    if other in sys.modules:
        return
    # An import of it fails now, and msgspec goes on without.
    sys.modules[other] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401
    except ImportError:
        for name in [name for name in sys.modules if name.partition(".")[0] == "msgspec"]:
            del sys.modules[name]
    finally:
        del sys.modules[other]
