"""The tables and their typed columns, as `columns.toml` has them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, NamedTuple, TypeAlias

__all__ = ["FAILURES", "KEYS", "STORIES", "Column", "ColumnType", "Row", "Table", "Value", "tables_by_name", "wanted"]

ColumnType: TypeAlias = Literal["text", "integer", "real", "boolean", "list", "moment"]
Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
Row: TypeAlias = dict[str, Value]

STORIES: Final = "stories"
FAILURES: Final = "failures"
KEYS: Final = ("id", "name")
"""The columns of `stories` that stay whatever is asked for: by them rows and sources are joined."""


class Column(NamedTuple):
    """The name of a column, its type, and a sentence that says what stands in it."""

    name: str
    type: ColumnType
    meaning: str


class Table(NamedTuple):
    """A table: what one row of it is, and its columns in order."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    archived: tuple[Column, ...] = ()
    """Columns that exports of an archive have besides."""

    def with_archived(self) -> "Table":
        """The same table with the columns of an archive behind its own."""
        return self._replace(columns=(*self.columns, *self.archived))

    def narrowed(self, names: tuple[str, ...]) -> "Table":
        """The same table with the named columns, in the order of the names.

        Raises:
            ValueError: a name is no column; the message lists those there are.

        """
        known = {column.name: column for column in self.columns}
        for name in names:
            if name not in known:
                raise ValueError(f"{name} is no column of the table {self.name}; its columns are {', '.join(known)}")
        return self._replace(columns=tuple(known[name] for name in names))


def wanted(names: tuple[str, ...], fields: tuple[str, ...] | None) -> tuple[Table, ...]:
    """The named tables, `stories` narrowed to the fields where some are asked for.

    Raises:
        ValueError: a field is no column of `stories`; the message lists those there are.

    """
    tables = tables_by_name()
    if fields is not None:
        tables = tables | {STORIES: tables[STORIES].narrowed(tuple(dict.fromkeys((*KEYS, *fields))))}
    return tuple(tables[name] for name in names)


@cache
def tables_by_name() -> dict[str, Table]:
    """Every table by its name, in the order in which they are written."""
    text = files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {
        name: Table(name, row["meaning"], _columns(rows, name), _typed(row.get("archived", {})))
        for name, row in rows.items()
    }


def _columns(rows: dict[str, dict[str, Any]], name: str) -> tuple[Column, ...]:
    return _typed(rows[rows[name].get("like", name)]["columns"])


def _typed(columns: dict[str, Any]) -> tuple[Column, ...]:
    return tuple(Column(column, type_, meaning) for column, (type_, meaning) in columns.items())
