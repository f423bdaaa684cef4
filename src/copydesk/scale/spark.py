"""The same job through Spark: a list of files mapped, each to its rows, by as many executors as there are."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import msgspec

from copydesk.errors import MissingExtra, Unreadable
from copydesk.scale.choices import Choices
from copydesk.scale.job import Job
from copydesk.scale.rows import COLUMNS, Rows
from copydesk.scale.sources import Digested, Located, Readable, opened, opening
from copydesk.urls import split

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SCHEMA", "records"]

_TYPES: Final = {
    "bigint": "long",
    "integer": "int",
    "varchar": "string",
    "timestamp": "string",
    "date": "string",
    "json": "string",
    "varchar[]": "array<string>",
    "bigint[]": "array<long>",
}
_COLUMNS: Final = {name: _TYPES[kind] for name, kind in COLUMNS["records"].items()} | {"prints": "array<long>"}
SCHEMA: Final = ", ".join(f"`{name}` {kind}" for name, kind in _COLUMNS.items())
"""The columns of *records*, instants as ISO 8601, and the prints of each story; damage has the outcome `damage`, a
file that could not be had `no-file`."""
_BATCH: Final = 256


def records(spark: "SparkSession", files: Sequence[Located], choices: Choices) -> "DataFrame":
    """The rows of the files, one task a file; a task whose process dies is tried again by Spark.

    Files are paths that every executor sees, http(s) addresses, and others (s3://…) through fsspec, if it is installed.

    Raises:
        MissingExtra: pyspark or pyarrow is not installed.
    """
    try:
        import pyarrow  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        raise MissingExtra("spark", "Spark") from error
    named = spark.createDataFrame([tuple(one) for one in files], "name string, location string")
    # A file takes minutes, so each is a task of its own.
    spread = named.repartitionByRange(max(1, len(files)), "location")
    return spread.mapInArrow(partial(_mapped, choices), SCHEMA)


def _mapped(choices: Choices, batches: "Iterator[RecordBatch]") -> "Iterator[RecordBatch]":
    import pyarrow

    schema = _arrow_schema()
    for batch in batches:
        for row in batch.to_pylist():
            waiting: list[dict[str, object]] = []
            for one in _rows(Located(row["name"], row["location"]), choices):
                waiting.append(one)
                if len(waiting) >= _BATCH:
                    yield pyarrow.RecordBatch.from_pylist(waiting, schema)
                    waiting = []
            yield pyarrow.RecordBatch.from_pylist(waiting, schema)


def _arrow_schema() -> "object":
    import pyarrow

    types = {
        "long": pyarrow.int64(),
        "int": pyarrow.int32(),
        "string": pyarrow.string(),
        "array<string>": pyarrow.list_(pyarrow.string()),
        "array<long>": pyarrow.list_(pyarrow.int64()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in _COLUMNS.items()])


def _rows(one: Located, choices: Choices) -> Iterator[dict[str, object]]:
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(_opened(one))
            for rows in Job(one.name, choices).rows(Digested(raw).stream, opening(one)):
                if (row := _row(rows)) is not None:
                    yield row
        except Unreadable as error:
            yield {"number": -1, "file": one.name, "outcome": "no-file", "reason": error.reason, "message": str(error)}


def _row(rows: Rows) -> dict[str, object] | None:
    if rows.record is not None:
        row: dict[str, object] = msgspec.structs.asdict(rows.record)
        record = rows.record.record
        row["record"] = bytes(record).decode() if record is not None else None
        row["prints"] = list(rows.postings.prints) if rows.postings else None
        return row
    if rows.fault is None:
        return None
    return {**msgspec.structs.asdict(rows.fault), "outcome": "damage"}


def _opened(one: Located) -> AbstractContextManager[Readable]:
    if split(one.location).scheme in ("", "http", "https"):
        return opened(one)
    try:
        import fsspec
    except ImportError as error:
        raise Unreadable("file", f"{one.location} needs fsspec, which is not installed: pip install fsspec") from error
    return cast("AbstractContextManager[Readable]", fsspec.open(one.location, "rb"))
