"""Stories and what the desk read in them as tables: CSV, Parquet, SQLite; and the records as JSON lines."""

from copydesk.export.tables.columns import Column, ColumnType, Table, tables_by_name
from copydesk.export.tables.ids import story_id
from copydesk.export.tables.places import PlacedStory, placed
from copydesk.export.tables.writing import SUFFIXES, Archived, Record, check, paths, suffix_of, write

__all__ = [
    "SUFFIXES",
    "Archived",
    "Column",
    "ColumnType",
    "PlacedStory",
    "Record",
    "Table",
    "check",
    "paths",
    "placed",
    "story_id",
    "suffix_of",
    "tables_by_name",
    "write",
]
