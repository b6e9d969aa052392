"""Show and delete what is kept about people and servers, and what was kept long enough."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Key
from bot.services.ports.handoffs import HANDOFF_KEPT
from bot.services.ports.proposed import PROPOSAL_KEPT
from bot.services.ports.records import (
    DRAFT_KEPT,
    GUILD_KEPT,
    HASHES_KEPT,
    SERVED_KEPT,
    PersonalData,
    hashed,
)
from bot.storage.engine.database import Database
from bot.storage.schema.tables import (
    board,
    draft,
    faq_change,
    forgetting,
    gap,
    gap_person,
    gap_waiter,
    guild_left,
    guild_settings,
    handoff,
    inbox_card,
    preference,
    proposal,
    report,
    report_note,
    report_person,
    served,
    suggestion,
    tally,
    watch,
    wish,
)
from bot.storage.stores.gaps import READY, list_granted_to, wishes
from bot.storage.stores.handoffs import handoffs_of
from bot.storage.stores.members import as_draft, watches
from bot.storage.stores.proposals import proposals
from bot.storage.stores.reports import DISPUTED
from bot.storage.stores.suggestions import suggestions_of

_OF_GUILD = (
    guild_settings,
    guild_left,
    draft,
    proposal,
    gap,
    suggestion,
    handoff,
    inbox_card,
    report,
    watch,
    served,
    tally,
    board,
    wish,
)
"""Tables with rows of servers, beside the ledger."""

_AT_ONCE = 1000
"""Hashes that are compared before other work has its turn: about 2 ms."""


class SqlPeople:
    """What is kept about people, wherever it is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export(self, user: int) -> PersonalData:
        """Collect everything."""
        return await self._database.read(lambda connection: _export(connection, user))

    async def forget(self, user: int) -> None:
        """Delete everything; the ledger drops the actor."""
        await self._database.write(lambda connection: _forget(connection, user))


async def _export(connection: AsyncConnection, user: int) -> PersonalData:
    drafts = select(draft).where(draft.c.author_id == user).order_by(draft.c.at)
    plain = select(preference.c.plain).where(preference.c.user_id == user)
    changed = (
        select(faq_change.c.guild_id, faq_change.c.key)
        .where(faq_change.c.actor_id == user)
        .order_by(faq_change.c.id)
    )
    changes: defaultdict[int, dict[Key, None]] = defaultdict(dict)
    for guild, key in await connection.execute(changed):
        changes[guild][key] = None
    return PersonalData(
        watches=await watches(connection, watch.c.user_id == user),
        drafts=tuple(map(as_draft, await connection.execute(drafts))),
        proposals=await proposals(connection, proposal.c.author_id == user),
        suggestions=await suggestions_of(connection, user),
        handoffs=await handoffs_of(connection, user),
        plain=bool((await connection.execute(plain)).scalar()),
        waiting=(
            *await wishes(connection, gap_waiter.c.user_id == user),
            *await list_granted_to(connection, user),
        ),
        notes=await _notes(connection, user),
        hashes=sum([len(hashes) async for _, hashes in _hashes(connection, user)]),
        changes={guild: tuple(keys) for guild, keys in changes.items()},
    )


async def _forget(connection: AsyncConnection, user: int) -> None:
    async for people, hashes in _hashes(connection, user):
        for owner, hash_ in hashes:
            if people is report_person:
                await connection.execute(delete(report_note).where(*_written(owner, hash_)))
            mine = (people.c[0] == owner, people.c.hash == hash_)
            await connection.execute(delete(people).where(*mine))
    rows: tuple[tuple[Table, Column[Any]], ...] = (
        (draft, draft.c.author_id),
        (proposal, proposal.c.author_id),
        (suggestion, suggestion.c.author_id),
        (handoff, handoff.c.asker_id),
        (watch, watch.c.user_id),
        (gap_waiter, gap_waiter.c.user_id),
        (wish, wish.c.user_id),
        (preference, preference.c.user_id),
    )
    for table, person in rows:
        await connection.execute(delete(table).where(person == user))
    nobody = update(faq_change).where(faq_change.c.actor_id == user).values(actor_id=None)
    await connection.execute(nobody)


async def _notes(connection: AsyncConnection, user: int) -> tuple[str, ...]:
    """Read what somebody wrote in reports, as far as a hash tells."""
    query = select(report_note.c.text)
    return tuple(
        [
            text
            async for people, hashes in _hashes(connection, user)
            if people is report_person
            for owner, hash_ in hashes
            for text in (await connection.execute(query.where(*_written(owner, hash_)))).scalars()
        ]
    )


def _written(owner: int, hash_: bytes) -> tuple[ColumnElement[bool], ...]:
    return report_note.c.report_id == owner, report_note.c.hash == hash_


async def _hashes(
    connection: AsyncConnection, user: int
) -> AsyncIterator[tuple[Table, list[tuple[int, bytes]]]]:
    """Yield where somebody is known by a hash: only with every key can that be told."""
    for owners, people in ((gap, gap_person), (report, report_person)):
        last = 0
        while True:
            query = (
                select(owners.c.id, owners.c.secret)
                .where(owners.c.id > last, owners.c.secret.is_not(None))
                .order_by(owners.c.id)
                .limit(_AT_ONCE)
            )
            keys = (await connection.execute(query)).all()
            if not keys:
                break
            last = keys[-1].id
            mine = {(number, hashed(secret, user)) for number, secret in keys}
            known = select(people.c[0], people.c.hash).where(
                people.c[0] > keys[0].id - 1, people.c[0] <= last
            )
            result = [(owner, hash_) for owner, hash_ in await connection.execute(known)]
            yield people, [one for one in result if one in mine]


async def forget_guild(connection: AsyncConnection, guild: int) -> None:
    """Delete everything of a server, its changes included."""
    await connection.execute(insert(forgetting).values(guild_id=guild))
    await connection.execute(delete(faq_change).where(faq_change.c.guild_id == guild))
    await connection.execute(delete(forgetting))
    for table in _OF_GUILD:
        await connection.execute(delete(table).where(table.c.guild_id == guild))


async def sweep(connection: AsyncConnection, now: datetime) -> tuple[int, ...]:
    """Delete what was kept long enough, and return the servers that were forgotten."""
    await connection.execute(delete(draft).where(draft.c.at < now - DRAFT_KEPT))
    await connection.execute(delete(proposal).where(proposal.c.at < now - PROPOSAL_KEPT))
    await connection.execute(delete(handoff).where(handoff.c.at < now - HANDOFF_KEPT))
    await connection.execute(delete(served).where(served.c.at < now - SERVED_KEPT))
    old = now - HASHES_KEPT
    waited_for = select(gap_waiter.c.gap_id)
    unread = (gap.c.first < old, ~READY, ~gap.c.declined, gap.c.id.not_in(waited_for))
    await connection.execute(delete(gap).where(*unread))
    # Of what nobody else said in that time, a second person could not be told from the first.
    alone = (report.c.first < old, ~DISPUTED)
    await connection.execute(delete(report).where(*alone))
    # Beside them, what an earlier version kept of those that are believed.
    for owners, people, stale in (
        (gap, gap_person, gap.c.first < old),
        (report, report_person, DISPUTED),
    ):
        await connection.execute(
            delete(people).where(people.c[0].in_(select(owners.c.id).where(stale)))
        )
        keyed = (stale, owners.c.secret.is_not(None))
        await connection.execute(update(owners).where(*keyed).values(secret=None))
    statement = select(guild_left.c.guild_id).where(guild_left.c.at < now - GUILD_KEPT)
    guilds = tuple((await connection.execute(statement)).scalars())
    for guild in guilds:
        await forget_guild(connection, guild)
    return guilds
