"""Corrupt the base of a running bot: a whole one takes over, or the last good one stays whole."""

import asyncio
import random
import tempfile
from datetime import date
from pathlib import Path

from structlog.testing import capture_logs

from bot.kb.reading.library import Library, load_library
from bot.services.content.reloading import BaseReloads, BaseStatus
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from tests.fuzz.base import corrupted
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.knowledge.base import small_base

TODAY = date(2026, 11, 29)

MENDED_EVERY = 10
"""Corruptions after which the sound base is put back and must be taken."""


def run(rng: random.Random, until: Deadline) -> int:
    """Corrupt one or two files at a time, and now and then put all of them back."""
    with tempfile.TemporaryDirectory() as place, asyncio.Runner() as runner, capture_logs():
        world = _World(small_base(Path(place) / "knowledge"))
        runner.run(world.reloads.begin())
        tried = 0
        while not tried or not until.passed:
            changed = world.corrupt(rng)
            with attempt(changed, seconds=30):
                runner.run(world.reload())
            tried += 1
            if tried % MENDED_EVERY == 0:
                world.mend()
                with attempt("the sound base", seconds=30):
                    runner.run(world.reload())
                    if world.status.broken:
                        raise FindingError(f"still broken: {world.status.problems[0]}")
        return tried


class _World:
    """A folder, and what a bot that reads it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sound = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        self.snapshots = SnapshotHolder(Snapshot.build(load_library(folder)))
        self.status = BaseStatus()
        self.loaded: Library | None = None
        """What the last attempt found in the folder; None if it is broken."""
        self.reloads = BaseReloads(self.snapshots, folder, self.status, self._load)

    def _load(self, folder: Path) -> Library:
        self.loaded = None
        self.loaded = load_library(folder)
        return self.loaded

    def corrupt(self, rng: random.Random) -> dict[str, bytes]:
        """Corrupt files of the sound base."""
        self.mend()
        changed = {
            path: corrupted(self.sound[path], rng)
            for path in rng.sample(sorted(self.sound), rng.choice((1, 1, 2)))
        }
        for path, data in changed.items():
            path.write_bytes(data)
        return {path.name: data for path, data in changed.items()}

    def mend(self) -> None:
        """Put everything back."""
        for path, data in self.sound.items():
            path.write_bytes(data)

    async def reload(self) -> None:
        """Reload; raise `FindingError` unless there is one whole base, and it is the right one."""
        before = self.snapshots.snapshot
        swapped = await self.reloads.reload()
        now = self.snapshots.snapshot
        if swapped is (now is before):
            raise FindingError("another base was taken, and not said, or the other way round")
        if self.status.broken is not (self.loaded is None):
            raise FindingError("a broken base is not said to be broken, or a sound one is")
        if swapped and now.library is not self.loaded:
            raise FindingError("another base was taken than that of the folder")
        if not swapped and self.loaded is not None and self.loaded != now.library:
            raise FindingError("a sound base was not taken")
        _whole(now)


def _whole(snapshot: Snapshot) -> None:
    """Raise unless everything that can be found can be answered."""
    if {link.address.key for link in snapshot.links.values()} != set(snapshot.library.entries):
        raise FindingError("the index and the library hold other entries")
    for link in snapshot.links.values():
        if snapshot.composer.compose(link.address, TODAY) is None:
            raise FindingError(f"no answer at {link.address}")
