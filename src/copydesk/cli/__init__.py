"""The command line."""

from copydesk.cli.main import main

__all__ = ["main"]
