"""Change what a server shows: every change is checked, kept, seen at once, and can be undone."""

import asyncio
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import structlog

from bot.kb.model.entries import Entry, title
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import print_entry
from bot.kb.reading.quotes import quotable_by_all, quotable_facts, quotes
from bot.services.background.lane import Lane
from bot.services.comparing.differences import difference
from bot.services.content.changes import ParsedEntries
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.proposals import CheckedProposals, check, check_in_steps
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import (
    NO_PARENT,
    Batch,
    ChangeKind,
    ConflictError,
    FaqChange,
    FaqLedger,
    LedgerError,
    Proposal,
)
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.records import Draft
from bot.services.ports.stores import DraftStore

_log = structlog.get_logger(__name__)

_LATELY = 8
"""Checks whose result is kept: a save is checked before it is looked at, and when it is written."""

_FEW = 4
"""Entries of a check that is kept: an import may hold two thousand."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes something, in which server, and why."""

    guild: int
    actor: int
    request: str
    """The interaction's id: what is asked for twice is done once."""
    reason: str = ""
    draft: Draft | None = None
    """What was typed: kept if the edit fails, dropped once it is saved."""


@dataclass(frozen=True, slots=True)
class SavedChanges:
    """The changes that were kept together."""

    changes: tuple[FaqChange, ...]

    @property
    def batch(self) -> str:
        """What an undo needs to know; empty if nothing was to be changed."""
        return self.changes[0].batch if self.changes else ""


@dataclass(frozen=True, slots=True)
class Clash:
    """One entry that somebody else changed first."""

    key: Key
    change: FaqChange | None
    """Their change; None if the entry has none by now."""
    theirs: str
    """The entry as it is now, empty if it is retired or was never there."""
    yours: str
    difference: str
    """From theirs to yours, as a unified difference."""


class ClashError(Exception):
    """Somebody else changed the entries first; both texts and their difference are kept."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes
        super().__init__("Somebody else changed " + ", ".join(str(clash.key) for clash in clashes))


class NothingToChangeError(Exception):
    """There is nothing to retire, restore or undo there."""


@dataclass(frozen=True, slots=True)
class Version:
    """One change in the history of an entry."""

    change: FaqChange
    text: str
    """The entry as the server showed it from then on; empty if it showed none."""
    previous: str
    """The entry as the server showed it until then; empty if it showed none."""


_FAILURES: Mapping[type[Exception], str] = {BrokenBaseError: "refused", ClashError: "conflict"}
"""How an edit that was not kept is counted; any other one has `failed`."""


class Editor:
    """Write, retire, restore and undo entries of a server.

    Every method that changes something raises `BrokenBaseError` with all problems of the text,
    `ClashError` if somebody else was quicker, or `LedgerError`.
    """

    def __init__(
        self,
        ledger: FaqLedger,
        drafts: DraftStore,
        snapshots: SnapshotHolder,
        clock: Clock,
        monitor: Monitor = UNMONITORED,
        lane: Lane | None = None,
        allows_invites: Callable[[int], bool] = lambda _guild: False,
    ) -> None:
        """`allows_invites` tells whether a server's answers may hold invites to others."""
        self._ledger = ledger
        self._drafts = drafts
        self._snapshots = snapshots
        self._clock = clock
        self._monitor = monitor
        self._lane = lane or Lane()
        self._allows_invites = allows_invites
        self._lately: deque[tuple[Snapshot, bool, tuple[Proposal, ...], CheckedProposals]] = deque(
            maxlen=_LATELY
        )

    def parent(self, guild: int, key: Key) -> int:
        """Return the revision that a form must carry to change an entry."""
        return self._snapshots.changes(guild).parent(key)

    def visible(self, guild: int, key: Key) -> Entry | None:
        """Return an entry as a server shows it, its own or the shared one."""
        return self._snapshots.view(guild).library.entries.get(key)

    def figures(self, guild: int, key: Key, text: str) -> Mapping[str, str]:
        """Map each name of a fact that a text of an entry quotes to the words that stand for it."""
        library = self._snapshots.view(guild).library
        facts = quotable_facts(library.entries[key], quotable_by_all(library.facts))
        return {name: facts[name].text for name in quotes(text) if name in facts}

    def title_of(self, guild: int, key: Key) -> str:
        """Name an entry as a server shows it, or else as all servers do; by its key otherwise."""
        entry = self.visible(guild, key) or self._snapshots.snapshot.library.entries.get(key)
        return title(entry) if entry else str(key)

    def retired(self, guild: int) -> tuple[Key, ...]:
        """List what a server retired."""
        newest = self._snapshots.changes(guild).newest
        return tuple(key for key, change in newest.items() if change.kind is ChangeKind.HIDE)

    def allows_invites(self, guild: int) -> bool:
        """Return whether a server's answers may hold invites to others."""
        return self._allows_invites(guild)

    def is_restorable(self, guild: int, key: Key) -> bool:
        """Return whether an entry is retired, or covers a shared one."""
        newest = self._snapshots.changes(guild).newest.get(key)
        if newest is None or newest.kind is ChangeKind.CLEAR:
            return False
        return newest.kind is ChangeKind.HIDE or key in self._snapshots.snapshot.library.entries

    def is_known(self, guild: int, key: Key) -> bool:
        """Return whether a server shows an entry, or ever changed it."""
        changed = key in self._snapshots.changes(guild).newest
        return changed or self.visible(guild, key) is not None

    def has_own_copy(self, guild: int, key: Key) -> bool:
        """Return whether a server shows its own text in the place of a shared entry."""
        newest = self._snapshots.changes(guild).newest.get(key)
        shared = key in self._snapshots.snapshot.library.entries
        return shared and newest is not None and newest.kind is ChangeKind.WRITE

    async def write(self, edit: Edit, key: Key, text: str, parent: int) -> SavedChanges:
        """Write an entry, given as Markdown: a new one, or over what is shown."""
        return await self.save(edit, [Proposal(key, parent, ChangeKind.WRITE, text)])

    async def retire(self, edit: Edit, key: Key, parent: int) -> SavedChanges:
        """Show an entry no longer, whether it is the server's own or a shared one."""
        if self.visible(edit.guild, key) is None and self.parent(edit.guild, key) == parent:
            raise NothingToChangeError
        return await self.save(edit, [Proposal(key, parent, ChangeKind.HIDE)])

    async def restore(self, edit: Edit, key: Key, parent: int) -> SavedChanges:
        """Show a retired entry again as it was; of one that covers a shared one, the shared one."""
        newest = self._snapshots.changes(edit.guild).newest.get(key)
        if newest is None or (newest.kind is ChangeKind.CLEAR and newest.revision == parent):
            raise NothingToChangeError
        proposal = Proposal(key, parent, ChangeKind.CLEAR)
        if newest.kind is ChangeKind.HIDE:
            before = await self._propose_former(newest)
            proposal = replace(before, parent=parent)
        return await self.save(edit, [proposal])

    async def undo(self, edit: Edit, batch: str) -> SavedChanges:
        """Undo everything that was changed together, as long as it is still the newest."""
        changes = await self._ledger.batch(edit.guild, batch)
        if not changes:
            raise NothingToChangeError
        return await self.save(edit, [await self._propose_former(change) for change in changes])

    async def save(self, edit: Edit, proposals: Sequence[Proposal]) -> SavedChanges:
        """Check proposals and keep all of them or none; what was typed is kept if it fails."""
        try:
            checked = await self._check(edit.guild, proposals)
            saved = await self._append_checked(edit, checked)
        except (BrokenBaseError, ClashError, LedgerError) as error:
            self._monitor.record_edit(_FAILURES.get(type(error), "failed"))
            await self._keep(edit.draft)
            raise
        for change in saved.changes:
            self._monitor.record_edit(change.kind.value)
        await self._drop(edit.draft)
        return saved

    async def check(self, guild: int, proposals: Sequence[Proposal]) -> None:
        """Check proposals as `save` would; raise `BrokenBaseError` with every problem."""
        await self._check(guild, proposals)

    async def check_entry(self, guild: int, entry: Entry, parent: int) -> str:
        """Check an entry as `write` would, and return its text; raise `BrokenBaseError`."""
        text = await self._lane.apart(_print(entry))
        await self._check(
            guild, [Proposal(entry.key, parent, ChangeKind.WRITE, text)], {text: entry}
        )
        return text

    async def history(self, guild: int, key: Key) -> tuple[Version, ...]:
        """List every version of an entry, newest first, each with the one before it."""
        changes = await self._ledger.history(guild, key)
        texts = [*map(self._text, changes), self._shared_text(key)]
        return tuple(
            Version(change, text, before)
            for change, text, before in zip(changes, texts, texts[1:], strict=False)
        )

    async def _check(
        self,
        guild: int,
        proposals: Sequence[Proposal],
        printed: Mapping[str, Entry] = MappingProxyType({}),
    ) -> CheckedProposals:
        """Check proposals; what was looked at lately, over the same view, is not read again."""
        view, wanted = self._snapshots.view(guild), tuple(proposals)
        invites = self._allows_invites(guild)
        for over, allowed, earlier, known in self._lately:
            if over is view and allowed == invites and earlier == wanted:
                return known
        if len(wanted) > _FEW:
            return await asyncio.to_thread(check, view, wanted, invites=invites)
        # Reading a visa takes 10 ms: too long for others to wait.
        checked = await self._lane.apart(check_in_steps(view, wanted, printed, invites=invites))
        self._lately.append((view, invites, wanted, checked))
        return checked

    async def _append_checked(self, edit: Edit, checked: CheckedProposals) -> SavedChanges:
        batch = Batch(
            edit.guild, edit.request, edit.actor, edit.reason, self._clock(), checked.proposals
        )
        try:
            # Whoever asked may be cancelled; what is in the ledger must be shown all the same.
            return await asyncio.shield(self._append(batch, checked.entries))
        except ConflictError as conflict:
            raise ClashError(tuple(self._clashes(conflict, checked.proposals))) from conflict

    async def _append(self, batch: Batch, parsed: ParsedEntries) -> SavedChanges:
        try:
            changes = await self._ledger.append(batch)
        except ConflictError as conflict:
            # Another process may have been the quicker one.
            self._snapshots.apply(conflict.theirs)
            raise
        await self._snapshots.show(batch.guild, changes, parsed)
        return SavedChanges(changes)

    def _clashes(self, conflict: ConflictError, proposals: Iterable[Proposal]) -> Iterator[Clash]:
        newest = {change.key: change for change in conflict.theirs}
        for proposal in proposals:
            if proposal.key in newest or not newest:
                change = newest.get(proposal.key)
                theirs = self._text(change) if change else self._shared_text(proposal.key)
                yours = self._proposed_text(proposal)
                yield Clash(proposal.key, change, theirs, yours, difference(theirs, yours))

    async def _propose_former(self, change: FaqChange) -> Proposal:
        """Propose what an entry was before a change."""
        if change.parent == NO_PARENT:
            return Proposal(change.key, change.revision, ChangeKind.CLEAR)
        history = await self._ledger.history(change.guild, change.key)
        former = next(one for one in history if one.revision == change.parent)
        return Proposal(change.key, change.revision, former.kind, former.body)

    def _text(self, change: FaqChange) -> str:
        return self._proposed_text(Proposal(change.key, change.parent, change.kind, change.body))

    def _proposed_text(self, proposal: Proposal) -> str:
        if proposal.kind is ChangeKind.CLEAR:
            return self._shared_text(proposal.key)
        return proposal.body or ""

    def _shared_text(self, key: Key) -> str:
        entry = self._snapshots.snapshot.library.entries.get(key)
        return print_entry(entry) if entry else ""

    async def _keep(self, draft: Draft | None) -> None:
        if draft is None:
            return
        try:
            await self._drafts.keep(draft)
        except LedgerError as error:
            # Whoever asked hands the text back as a file.
            _log.warning("draft.not_kept", why=str(error))

    async def _drop(self, draft: Draft | None) -> None:
        if draft is None:
            return
        try:
            await self._drafts.drop(draft.guild, draft.author, draft.about)
        except LedgerError as error:
            # The edit is safe; an old draft goes by itself after a week.
            _log.warning("draft.not_dropped", why=str(error))


def _print(entry: Entry) -> Generator[None, None, str]:
    """Print an entry, in one step."""
    text = print_entry(entry)
    yield
    return text
