"""The page on tables has each table and each column of the code."""

from pathlib import Path

from tests.test_docs import between, expect

from copydesk.export.tables import Table, tables_by_name

PAGE = Path(__file__).parents[3] / "docs/tables.md"


def described(table: Table, same_as: str | None) -> str:
    if same_as:
        return f"### {table.name}\n\n{table.meaning} The columns are those of `{same_as}`.\n\n"
    columns = table.with_archived().columns
    rows = "".join(f"| `{column.name}` | {column.type} | {column.meaning} |\n" for column in columns)
    return f"### {table.name}\n\n{table.meaning}\n\n| column | type | |\n|---|---|---|\n{rows}\n"


def test_every_table_and_column_is_described(update: bool) -> None:
    first: dict[object, str] = {}
    text = ""
    for name, table in tables_by_name().items():
        same_as = first.get(table.columns)
        first.setdefault(table.columns, name)
        text += described(table, same_as)
    expect(PAGE, "tables", "\n" + text, update)


def test_the_page_has_something_to_compare() -> None:
    assert "`speaker_id`" in between(PAGE.read_text(encoding="utf-8"), "tables")
