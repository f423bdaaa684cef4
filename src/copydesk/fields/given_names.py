"""The table of given names, which bylines and the desk's names both read."""

from msgspec import Struct

from copydesk.tables.reader import rows

__all__ = ["GivenRow", "given_rows"]


class GivenRow(Struct, frozen=True):
    """Names of one gender (`m`, `f`, `x` for either), or words of names of one other kind, parted by spaces."""

    gender: str
    names: str
    example: str


def given_rows() -> tuple[GivenRow, ...]:
    """All rows of the table."""
    return rows("given_names", GivenRow)
