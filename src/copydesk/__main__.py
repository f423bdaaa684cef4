"""The program `copydesk`, which `python -m copydesk` is too."""

import atexit
import gc
import sys
from typing import Final

__all__ = ["run"]

_OBJECTS_BETWEEN_SEARCHES: Final = 50_000
"""Python asks for 700: while the modules that a page needs are made that is a hundred searches, and all in vain."""


def run() -> None:
    """Run the command of the arguments; ends with its exit code.

    The cycle collector searches seldom, and not once more through all modules when the process ends: together a tenth
    of what reading one page costs.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    atexit.register(gc.freeze)
    _load_records_library()
    from copydesk.cli.main import main

    main(prog_name="copydesk")


def _load_records_library() -> None:
    """Load msgspec without `typing_extensions`, of which it asks for names that `typing` has here.

    That library and what it loads, `inspect` and `ast` among it, are a twelfth of what reading one page costs. Only the
    program does so, while it has one thread.
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


if __name__ == "__main__":
    run()
