"""Read the base again while everything goes on: a whole one takes over, or the last one stays."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.kb.files.version import base_version
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.library import Library, load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder

MOST_LOGGED = 20
"""Problems of one attempt that are logged; `almanac kb check` prints all."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _LoadedBase:
    snapshot: Snapshot
    version: str


class BaseStatus:
    """Which version of the base answers are read from, and what is wrong with a newer one."""

    def __init__(self) -> None:
        self.version = ""
        """Empty if the base is never read again."""
        self.problems: tuple[Problem, ...] = ()
        """Why the folder's present state cannot be used; empty while it is in use."""

    @property
    def broken(self) -> bool:
        """Whether answers are read from an older state than that of the folder."""
        return bool(self.problems)


class BaseReloads:
    """Swap the shared snapshot for one of the folder's present state, if that is sound."""

    def __init__(
        self,
        snapshots: SnapshotHolder,
        folder: Path,
        status: BaseStatus,
        load: Callable[[Path], Library] = load_library,
    ) -> None:
        """`snapshots` must hold what the folder holds now; call `begin` before `reload`."""
        self._snapshots = snapshots
        self._folder = folder
        self._status = status
        self._load = load

    async def begin(self) -> None:
        """Hash the folder, in a thread, to name the version that is answered from."""
        self._status.version = await asyncio.to_thread(base_version, self._folder)

    async def reload(self) -> bool:
        """Read the folder beside all other work, and swap; return whether the base is another.

        A broken base is logged once, until it is mended or broken otherwise.
        """
        try:
            loaded = await asyncio.to_thread(self._read)
        except BrokenBaseError as error:
            self._failed(error.problems)
            return False
        except Exception as error:
            # Whatever a file can do to the code that reads it, the last base goes on answering.
            _log.exception("base.unreadable")
            problem = f"cannot be read ({type(error).__name__})"
            self._failed((Problem(str(self._folder), 1, "folder", problem),))
            return False
        return self._sound(loaded)

    def _read(self) -> _LoadedBase:
        version = base_version(self._folder)
        return _LoadedBase(Snapshot.build(self._load(self._folder)), version)

    def _sound(self, loaded: _LoadedBase) -> bool:
        if self._status.problems:
            _log.info("base.recovered")
        self._status.problems = ()
        if loaded.version == self._status.version:
            _log.info("base.unchanged", version=loaded.version)
            return False
        self._snapshots.swap(loaded.snapshot)
        self._status.version = loaded.version
        entries = len(loaded.snapshot.library.entries)
        _log.info("base.reloaded", version=loaded.version, entries=entries)
        return True

    def _failed(self, problems: tuple[Problem, ...]) -> None:
        if problems == self._status.problems:
            return
        self._status.problems = problems
        first = [str(problem) for problem in problems[:MOST_LOGGED]]
        _log.error(
            "base.broken",
            problems=len(problems),
            first=first,
            answering_from=self._status.version,
        )
