"""The program `copydesk`, which `python -m copydesk` is too."""

import atexit
import gc
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
    from copydesk.cli.main import main

    main(prog_name="copydesk")


if __name__ == "__main__":
    run()
