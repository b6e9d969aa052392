"""Copy everything from the embedded database to a server, and compare what came of it."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Table, func, insert, literal, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.ledger import LedgerError
from bot.storage.engine.damage import FILE, check_storage
from bot.storage.engine.database import Database
from bot.storage.engine.places import describe_place, exclusive_lock, open_at
from bot.storage.opening import UPGRADE_LIMIT, upgrade
from bot.storage.schema.tables import OF_PROCESSES, metadata

AT_ONCE = 1000
"""Rows that are in memory at once."""


class MoveError(LedgerError):
    """The copy was not made; the server's database is as it was."""


@dataclass(frozen=True, slots=True)
class CopySummary:
    """What was copied."""

    tables: int
    rows: int
    digest: str
    """SHA-256 over the digests of all tables."""


@dataclass(frozen=True, slots=True)
class _Digest:
    """A digest of a table's rows that does not depend on their order."""

    rows: int = 0
    total: int = 0
    """The sum of the hashes of all rows: two rows alike do not cancel each other."""

    def and_of(self, rows: Sequence[Mapping[str, Any]]) -> "_Digest":
        return _Digest(self.rows + len(rows), (self.total + sum(map(_hash, rows))) % 2**256)


async def move(folder: Path, server: SecretStr) -> CopySummary:
    """Copy every row in one transaction and read it back; raise `LedgerError`.

    The folder may not be in use, and the database of the server must be empty.
    """
    if not (folder / FILE).exists():
        raise MoveError(f"There is no database at {folder / FILE}.")
    # What can still be read of a damaged one is not everything.
    await asyncio.to_thread(check_storage, folder)
    with exclusive_lock(folder):
        async with open_at(folder) as source, open_at(server, limit=UPGRADE_LIMIT) as target:
            await upgrade(source, folder)
            await upgrade(target, server)
            return await _copy_all(source, target, describe_place(server))


async def _copy_all(source: Database, target: Database, name: str) -> CopySummary:
    async def work(to: AsyncConnection) -> CopySummary:
        await _refuse_full(to, name)
        return await source.read(lambda origin: _copy(origin, to))

    try:
        return await target.write(work)
    except IntegrityError as error:
        raise MoveError(f"A row cannot be copied: {error.orig}.") from None


def _kept() -> tuple[Table, ...]:
    return tuple(table for table in metadata.sorted_tables if table not in OF_PROCESSES)


async def _refuse_full(to: AsyncConnection, name: str) -> None:
    for table in _kept():
        if (await to.execute(select(literal(1)).select_from(table).limit(1))).first():
            raise MoveError(f"{name} is not empty (table {table.name}): name an empty database.")


async def _copy(origin: AsyncConnection, to: AsyncConnection) -> CopySummary:
    digests = {}
    for table in _kept():
        digest = _Digest()
        async for rows in _rows(origin, table):
            await to.execute(insert(table), rows)
            digest = digest.and_of(rows)
        await _compare(to, table, digest)
        await _count_on(origin, to, table)
        digests[table.name] = digest
    lines = "".join(f"{name} {one.rows} {one.total:064x}\n" for name, one in digests.items())
    number = sum(one.rows for one in digests.values())
    return CopySummary(len(digests), number, hashlib.sha256(lines.encode()).hexdigest())


async def _compare(to: AsyncConnection, table: Table, expected: _Digest) -> None:
    digest = _Digest()
    async for rows in _rows(to, table):
        digest = digest.and_of(rows)
    if digest != expected:
        raise MoveError(f"The copy of the table {table.name} differs, so nothing was kept.")


async def _count_on(origin: AsyncConnection, to: AsyncConnection, table: Table) -> None:
    """Continue the ids where they are: one that was used must not be used again."""
    if table.autoincrement_column is None:
        return
    used = await origin.scalar(select(func.max(table.autoincrement_column))) or 0
    if table.dialect_options["sqlite"]["autoincrement"]:
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        used = max(used, await origin.scalar(query, {"name": table.name}) or 0)
    if used:
        query = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :used)")
        await to.execute(query, {"name": table.name, "used": used})


async def _rows(connection: AsyncConnection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """Read a table in pieces."""
    result = await connection.stream(select(table))
    async for piece in result.mappings().partitions(AT_ONCE):
        yield [{column.key: row[column.key] for column in table.c} for row in piece]


def _hash(row: Mapping[str, Any]) -> int:
    line = json.dumps(row, sort_keys=True, default=_plain, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest(), "big")


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
