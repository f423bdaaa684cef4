"""An archive read by a program that speaks the Model Context Protocol."""

from copydesk.mcp.tools import server

__all__ = ["server"]
