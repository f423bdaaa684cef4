"""Who said what in languages that have no language model here: quotes in quote marks and people, by tables alone."""

from copydesk.desk.tabled.find import read_by_tables
from copydesk.desk.tabled.tables import languages

__all__ = ["languages", "read_by_tables"]
