"""The program `copydesk`, which `python -m copydesk` is too."""

import atexit
import gc

from copydesk.starting import start_light

__all__ = ["run"]


def run() -> None:
    """Run the command of the arguments; ends with its exit code.

    The cycle collector searches seldom, and not once more through all modules when the process ends: together a tenth
    of what reading one page costs.
    """
    start_light()
    atexit.register(gc.freeze)
    from copydesk.cli.main import main

    main(prog_name="copydesk")


if __name__ == "__main__":
    run()
