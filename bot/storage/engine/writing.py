"""Write rows that may be there already, in the way of the database at hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

Row = Mapping[str, Any]


def inserting(connection: AsyncConnection, table: Table) -> Insert:
    """Begin an insert that can say what to do with a row that is there already."""
    if connection.dialect.name == "postgresql":
        # Imported where it is used: the embedded database need not carry it in memory.
        from sqlalchemy.dialects.postgresql import Insert as PostgresInsert

        # Another type, with the same methods.
        return PostgresInsert(table)  # type: ignore[return-value]
    return Insert(table)


async def put(connection: AsyncConnection, table: Table, row: Row, *by: str) -> None:
    """Insert a row, or replace what the row with the same `by` holds."""
    await put_rows(connection, table, [row], *by)


async def put_rows(
    connection: AsyncConnection, table: Table, rows: Sequence[Row], *by: str
) -> None:
    """Insert rows of the same columns, or replace what those with the same `by` hold."""
    if rows:
        insert = inserting(connection, table)
        rest = {name: insert.excluded[name] for name in rows[0] if name not in by}
        await connection.execute(
            insert.on_conflict_do_update(index_elements=by, set_=rest), list(rows)
        )


async def put_missing(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows that are not there yet."""
    if rows:
        insert = inserting(connection, table)
        await connection.execute(insert.on_conflict_do_nothing(), list(rows))


async def add_up(
    connection: AsyncConnection, table: Table, rows: Sequence[Row], *by: str, number: str
) -> None:
    """Insert rows, or add their number to that of the row with the same `by`."""
    if rows:
        insert = inserting(connection, table)
        more = {number: table.c[number] + insert.excluded[number]}
        await connection.execute(
            insert.on_conflict_do_update(index_elements=by, set_=more), list(rows)
        )
