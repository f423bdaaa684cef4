"""The commands by name, each imported when it is asked for.

All of them together take 29 of the 1,297 million instructions of a page from the command line.
"""

from importlib import import_module
from typing import Final

import click

__all__ = ["COMMANDS", "command"]

_FOLDERS: Final = {
    "copydesk.cli": ("read", "explain", "desk", "check", "feeds", "schema", "doctor", "serve", "mcp", "scale"),
    "copydesk.cli.archive": (
        "ingest",
        "search",
        "story",
        "versions",
        "diff",
        "copies",
        "people",
        "quotes",
        "timeline",
        "export",
        "db",
    ),
}
COMMANDS: Final[dict[str, str]] = {
    **{name: f"{folder}.{name}" for folder, names in _FOLDERS.items() for name in names},
    "crawl": "copydesk.cli.archive.follow",
    "watch": "copydesk.cli.archive.follow",
}
"""Names of commands and the modules in which they stand under the same name."""


def command(name: str) -> click.Command | None:
    """The command of that name; None where there is none."""
    if name not in COMMANDS:
        return None
    found = getattr(import_module(COMMANDS[name]), name)
    assert isinstance(found, click.Command)
    return found
