"""Watch answers for people: what changed since they saw them, and whom to tell."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import date

from bot.kb.model.keys import Address
from bot.services.answering.answers import Answers
from bot.services.background.isolation import Isolation
from bot.services.content.answer import Answer
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock, today
from bot.services.ports.records import NO_GUILD, Watch
from bot.services.ports.retrying import next_try
from bot.services.ports.stores import WatchStore
from bot.services.servers.leases import Leases

MOST_WATCHES = 25
"""Answers that one person watches: as many as a select of Discord lists."""

HASH_LENGTH = 16
"""Hexadecimal digits that tell two wordings of one answer apart."""


@dataclass(frozen=True, slots=True)
class Change:
    """One watched answer that is not what it was."""

    watch: Watch
    answer: Answer | None
    """As it is now; None if it is gone."""
    former: tuple[str, ...]
    """Lines that it says no longer."""
    new: tuple[str, ...]
    """Lines that it did not say before."""

    @property
    def guild(self) -> int:
        """The server that shows the answer; `NO_GUILD` if it is the shared one."""
        return self.watch.guild

    @property
    def tries(self) -> int:
        """How often it was tried before."""
        return self.watch.tries

    @property
    def name(self) -> str:
        """A name that no other change has, and that every try to tell this one has."""
        now = _hash(answer_text(self.answer)) if self.answer else ""
        watch = self.watch
        return _hash(f"{watch.user}|{watch.guild}|{watch.address}|{watch.revision}|{now}")


class TooManyError(Exception):
    """Somebody watches as many answers as one person may."""


class AnswerWatches:
    """Manage watches, and find those whose answer changed."""

    def __init__(
        self,
        store: WatchStore,
        answers: Answers,
        snapshots: SnapshotHolder,
        leases: Leases,
        clock: Clock,
    ) -> None:
        self._store = store
        self._answers = answers
        self._snapshots = snapshots
        self._leases = leases
        self._clock = clock
        self.isolation = Isolation("watches", clock)
        self._seen: tuple[int, date, int] | None = None
        self._open = 0
        """Changes that were found at this look and are still to be told."""
        self._told: dict[tuple[int, int, Address], Change] = {}
        """What was told and could not be noted yet: nobody is told of it again."""

    async def watch(
        self, user: int, guild: int, address: Address, locale: str | None = None
    ) -> Answer | None:
        """Watch an answer from now on, to be told in a language; None if the answer is gone.

        Raise `TooManyError`.
        """
        answer = self._answers.show(address, guild=guild or None)
        if answer is None:
            return None
        text = answer_text(answer)
        watch = Watch(user, guild, address, _hash(text), self._clock(), text, locale=locale)
        if not await self._store.add(watch, most=MOST_WATCHES):
            raise TooManyError
        return answer

    async def of(self, user: int) -> tuple[tuple[Watch, str], ...]:
        """List what somebody watches, each with its title."""
        watches = await self._store.of_user(user)
        return tuple((watch, self.title_of(watch)) for watch in watches)

    def title_of(self, watch: Watch) -> str:
        """Name a watched answer, or by its first sentence if nobody is shown it anymore."""
        show = self._answers.show
        answer = show(watch.address, guild=watch.guild or None) or show(watch.address)
        first, *_ = watch.text.splitlines() or (str(watch.address),)
        return answer.title if answer else first

    async def stop(self, user: int, guild: int, address: Address) -> None:
        """Stop watching an answer."""
        await self._store.drop(user, guild, address)

    async def stop_all(self, user: int) -> int:
        """Stop everything that somebody watches, and return how much that was."""
        return await self._store.drop_all(user)

    async def due(self) -> AsyncGenerator[Change, None]:
        """Yield what changed since its person saw it, and is to be told by this process by now.

        Nothing is read if neither the base, the day nor the leases changed since everything was
        looked at and told, and nothing that failed is due.
        """
        for former_change in tuple(self._told.values()):
            await self.end(former_change)
        now = (self._snapshots.changed, today(self._clock), self._leases.gained)
        if not self.isolation.retry_due() and now == self._seen:
            return
        self._open = 0
        for guild, address, revision in await self._store.list_watched():
            # Composing takes a tenth of a millisecond: questions have their turn between.
            await asyncio.sleep(0)
            if not self._leases.hold(guild):
                continue
            for change in await self._changes_of(guild, address, revision):
                yield change
        if not self._open:
            self._seen = now

    async def _changes_of(self, guild: int, address: Address, revision: str) -> tuple[Change, ...]:
        """List who saw another wording of an answer; none while it cannot be composed."""
        subject = (guild, address)
        if not self.isolation.ready(subject):
            return ()
        with self.isolation.attempt(subject, guild=guild):
            answer = self._answers.show(address, guild=guild or None)
            if answer and _hash(answer_text(answer)) == revision:
                return ()
            watches = await self._store.of_entry(guild, address.key)
            concerned = [
                watch
                for watch in watches
                if (watch.address, watch.revision) == (address, revision) and not watch.closed
            ]
            due = [watch for watch in concerned if watch.due is None or watch.due <= self._clock()]
            self._open += len(concerned) - len(due)
            return tuple(_as_change(watch, answer) for watch in due)
        return ()

    async def begin(self, change: Change) -> bool:
        """Note that a change is about to be told; False if that is for nobody, or for others to do.

        It comes first, and names the moment of the next try: if nothing can be written, nobody
        is told, and whoever was being told when the process died is not told again at once.
        """
        watch = change.watch
        begun = await self._store.begin(watch, next_try(self._clock(), watch.tries))
        self._open += begun
        return begun

    async def end(self, change: Change) -> None:
        """Watch on from what was told; what is gone is watched no longer."""
        watch = change.watch
        place = (watch.user, watch.guild, watch.address)
        self._told[place] = change
        if change.answer is None:
            await self._store.drop(*place)
        else:
            text = answer_text(change.answer)
            await self._store.mark_told(replace(watch, revision=_hash(text), text=text))
        self._told.pop(place, None)
        self._open -= 1

    async def close(self, user: int) -> None:
        """Note that somebody takes no direct messages: they are never tried again."""
        await self._store.close(user)
        self._open -= 1

    def is_shared(self, guild: int, address: Address) -> bool:
        """Return whether an answer reads the same outside its server."""
        here = self._answers.show(address, guild=guild or None)
        shared = self._answers.show(address)
        both = here and shared and answer_text(here) == answer_text(shared)
        return guild == NO_GUILD or bool(both)


def answer_text(answer: Answer) -> str:
    """Write what an answer says, a line for each sentence or bullet; facts are in place."""
    more = [line for line in answer.more.split("\n") if line]
    conditions = (condition.text for condition in answer.conditions)
    points = (f"- {point}" for point in answer.points)
    return "\n".join((answer.summary, *conditions, *points, *more))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def _as_change(watch: Watch, answer: Answer | None) -> Change:
    before = watch.text.splitlines()
    now = answer_text(answer).splitlines() if answer else []
    former = tuple(line for line in before if line not in now)
    return Change(watch, answer, former, tuple(line for line in now if line not in before))
