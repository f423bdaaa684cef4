"""Quotes: who said what, direct, mixed and indirect."""

from copydesk.desk.quotes.find import find_quotes
from copydesk.records.reading import Excerpt, Quote

__all__ = ["Excerpt", "Quote", "find_quotes"]
