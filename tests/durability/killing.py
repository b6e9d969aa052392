"""Start the writer, kill it at a random moment, look at what it left; and again."""

import asyncio
import random
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.kb.model.keys import Key
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.ledger import NO_PARENT, FaqChange
from bot.storage.engine.damage import check_storage
from bot.storage.engine.places import Place
from bot.storage.opening import open_storage
from tests.durability.writer import SERVERS

LONGEST_LIFE = 0.3
"""Seconds that a writer lives at most after its first acknowledgement."""

START_LIMIT = 60
"""Seconds to wait for that: a writer that takes longer has ended by itself."""


@dataclass
class Trial:
    """One database that its writers are killed over."""

    place: Place
    snapshot: Snapshot
    acknowledged: dict[str, list[int]] = field(default_factory=dict)
    """The revisions of each acknowledged batch, by its request."""

    async def round(self, seed: int) -> None:
        """Let a writer live for a moment, kill it, and look at what it left."""
        await self._live_and_die(seed)
        await asyncio.to_thread(check_storage, self.place)
        async with open_storage(self.place) as stores:
            changes = await stores.ledger.since(NO_PARENT)
            current = await stores.ledger.current()
        self._refuse_lost(changes)
        refuse_torn(changes)
        refuse_forked(changes)
        self._refuse_other_overlay(changes, current)

    async def _live_and_die(self, seed: int) -> None:
        place = str(self.place)
        if not isinstance(self.place, Path):
            place = self.place.get_secret_value()
        writer = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.durability.writer", place, str(seed)),
            stdout=asyncio.subprocess.PIPE,
        )
        assert writer.stdout is not None
        try:
            async with asyncio.timeout(START_LIMIT):
                first = await writer.stdout.readline()
            assert first, "the writer ended by itself"
            await asyncio.sleep(random.Random(seed).uniform(0, LONGEST_LIFE))
        finally:
            with suppress(ProcessLookupError):
                writer.kill()
        said, _ = await writer.communicate()
        # A line without its end was not said to anybody.
        for line in (first + said).decode().split("\n")[:-1]:
            request, *revisions = line.split()
            self.acknowledged[request] = list(map(int, revisions))

    def _refuse_lost(self, changes: tuple[FaqChange, ...]) -> None:
        """Assert that every acknowledged batch is there."""
        kept: defaultdict[str, list[int]] = defaultdict(list)
        for change in changes:
            kept[change.request].append(change.revision)
        for request, revisions in self.acknowledged.items():
            assert kept[request] == revisions, f"{request} was acknowledged and lost"

    def _refuse_other_overlay(
        self, changes: tuple[FaqChange, ...], current: tuple[FaqChange, ...]
    ) -> None:
        """Assert that servers show after a restart what all their changes together make."""
        restarted, replayed = SnapshotHolder(self.snapshot), SnapshotHolder(self.snapshot)
        restarted.apply(current)
        replayed.apply(changes)
        for guild in SERVERS:
            after, before = restarted.view(guild), replayed.view(guild)
            assert dict(after.library.entries) == dict(before.library.entries)
            assert restarted.changes(guild).newest == replayed.changes(guild).newest


def refuse_torn(changes: tuple[FaqChange, ...]) -> None:
    """Assert that of every batch all rows are there: its reason is their number."""
    rows: defaultdict[str, list[FaqChange]] = defaultdict(list)
    for change in changes:
        rows[change.batch].append(change)
    for batch, each in rows.items():
        assert len(each) == int(each[0].reason), f"batch {batch} is torn"


def refuse_forked(changes: tuple[FaqChange, ...]) -> None:
    """Assert that every change follows the one before it."""
    newest: dict[tuple[int, Key], int] = {}
    for change in changes:
        place = (change.guild, change.key)
        assert change.parent == newest.get(place, NO_PARENT)
        newest[place] = change.revision
