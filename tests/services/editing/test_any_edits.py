"""Whatever moderators do, in any order: history is complete, and what is shown follows from it."""

import asyncio
import tempfile
from collections.abc import Coroutine
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from bot.kb.files.archive import OVERLAY
from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.kb.reading.markdown import print_entry
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.editor import ClashError, Edit, Editor, NothingToChangeError, SavedChanges
from bot.services.editing.exchange import export_files, plan_import
from bot.services.memory import memory_stores
from bot.services.ports.ledger import ChangeKind, Proposal
from tests.support.knowledge.base import FAQ_OWN, page, small_base

HERE, THERE = 100, 200
ANA = 1
KEYS = tuple(map(Key.parse, ("faq:tea", "faq:phd-needed")))
"""One that only servers have, and a shared one."""

MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)

GUILDS = st.sampled_from((HERE, THERE))
WORDS = st.sampled_from(("Yes.", "No."))

Shown = dict[tuple[int, Key], str]
T = TypeVar("T")


@cache
def base() -> Snapshot:
    with tempfile.TemporaryDirectory() as folder:
        return Snapshot.build(load_library(small_base(Path(folder))))


def text(key: Key, words: str) -> str:
    question = "Do I need a PhD?" if key.slug == "phd-needed" else f"May I bring {key.slug}?"
    return page(key.slug, FAQ_OWN.format(question=question), summary=words)


class Edits(RuleBasedStateMachine):
    """Edit, and keep beside it what each server should show, and every version of it."""

    batches: Bundle[tuple[int, str, Shown, Shown]] = Bundle("batches")
    """The server, the batch, and what it showed before and after."""

    @initialize()
    def open(self) -> None:
        self.stores = memory_stores()
        self.snapshots = SnapshotHolder(base())
        self.editor = Editor(self.stores.ledger, self.stores.drafts, self.snapshots, lambda: MOMENT)
        self.versions: dict[tuple[int, Key], list[str]] = {}
        self.requests = 0
        self.loop = asyncio.new_event_loop()

    def teardown(self) -> None:
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def edit(self, guild: int) -> Edit:
        self.requests += 1
        return Edit(guild, ANA, str(self.requests))

    def shown(self, guild: int) -> Shown:
        """What a server shows by what was done so far."""
        entries = base().library.entries
        shared = {key: print_entry(entries[key]) if key in entries else "" for key in KEYS}
        return {(guild, key): self.versions.get((guild, key), [shared[key]])[-1] for key in KEYS}

    def remember(self, guild: int, saved: SavedChanges, after: Shown) -> Any:
        before = self.shown(guild)
        for change in saved.changes:
            self.versions.setdefault((guild, change.key), []).append(after[guild, change.key])
        return multiple((guild, saved.batch, before, before | after))

    @rule(
        target=batches, guild=GUILDS, keys=st.sets(st.sampled_from(KEYS), min_size=1), words=WORDS
    )
    def write(self, guild: int, keys: set[Key], words: str) -> Any:
        proposals = [
            Proposal(key, self.editor.parent(guild, key), ChangeKind.WRITE, text(key, words))
            for key in sorted(keys)
        ]
        saved = self.run(self.editor.save(self.edit(guild), proposals))
        return self.remember(
            guild, saved, {(guild, one.key): one.body or "" for one in saved.changes}
        )

    @rule(target=batches, guild=GUILDS, key=st.sampled_from(KEYS))
    def retire(self, guild: int, key: Key) -> Any:
        retiring = self.editor.retire(self.edit(guild), key, self.editor.parent(guild, key))
        if not self.shown(guild)[guild, key]:
            return self.refused(retiring)
        return self.remember(guild, self.run(retiring), {(guild, key): ""})

    @rule(target=batches, guild=GUILDS, key=st.sampled_from(KEYS))
    def restore(self, guild: int, key: Key) -> Any:
        newest = self.snapshots.changes(guild).newest.get(key)
        restoring = self.editor.restore(self.edit(guild), key, self.editor.parent(guild, key))
        if newest is None or newest.kind is ChangeKind.CLEAR:
            return self.refused(restoring)
        entry = base().library.entries.get(key)
        after = print_entry(entry) if entry else ""
        if newest.kind is ChangeKind.HIDE and len(self.versions[guild, key]) > 1:
            after = self.versions[guild, key][-2]
        return self.remember(guild, self.run(restoring), {(guild, key): after})

    @rule(target=batches, batch=consumes(batches))
    def undo(self, batch: tuple[int, str, Shown, Shown]) -> Any:
        guild, name, before, _ = batch
        changes = self.run(self.stores.ledger.batch(guild, name))
        undoing = self.editor.undo(self.edit(guild), name)
        if any(self.editor.parent(guild, one.key) != one.revision for one in changes):
            return self.refused(undoing)
        saved = self.run(undoing)
        return self.remember(
            guild, saved, {(guild, one.key): before[guild, one.key] for one in changes}
        )

    @rule(
        target=batches,
        guild=GUILDS,
        keys=st.sets(st.sampled_from(KEYS), min_size=1),
        words=WORDS,
        retiring=st.booleans(),
    )
    def import_files(self, guild: int, keys: set[Key], words: str, retiring: bool) -> Any:
        gone = sorted(set(KEYS) - keys)[:1] if retiring else []
        files = {f"{key.kind.folder}/{key.slug}.md": text(key, words) for key in keys}
        files[OVERLAY] = f"retired = {[str(key) for key in gone]}"
        found = plan_import(self.snapshots, self.editor, guild, files)
        if not found.proposals:
            return multiple()
        after = {(guild, one.key): one.body or "" for one in found.proposals}
        saved = self.run(self.editor.save(self.edit(guild), found.proposals))
        return self.remember(guild, saved, after)

    def refused(self, work: Coroutine[Any, Any, SavedChanges]) -> Any:
        try:
            self.run(work)
        except (NothingToChangeError, ClashError):
            return multiple()
        raise AssertionError("it should have been refused")

    @invariant()
    def every_server_shows_what_was_done(self) -> None:
        for guild in (HERE, THERE):
            entries = self.snapshots.view(guild).library.entries
            for (_, key), said in self.shown(guild).items():
                assert (print_entry(entries[key]) if key in entries else "") == said

    @invariant()
    def history_is_complete(self) -> None:
        for (guild, key), versions in self.versions.items():
            history = self.run(self.editor.history(guild, key))
            assert [version.text for version in reversed(history)] == versions
            for newer, older in pairwise(history):
                assert newer.change.parent == older.change.revision
                assert newer.previous == older.text

    @invariant()
    def an_export_brings_the_same_to_another_server(self) -> None:
        files = export_files(self.snapshots.changes(HERE).newest.values())
        snapshots, stores = SnapshotHolder(base()), memory_stores()
        editor = Editor(stores.ledger, stores.drafts, snapshots, lambda: MOMENT)
        found = plan_import(snapshots, editor, THERE, files)
        if found.proposals:
            self.run(editor.save(Edit(THERE, ANA, "import"), found.proposals))
        assert snapshots.view(THERE).library.entries == self.snapshots.view(HERE).library.entries
        assert not plan_import(self.snapshots, self.editor, HERE, files).proposals

    @invariant()
    def a_restart_shows_the_same(self) -> None:
        restarted = SnapshotHolder(base())
        restarted.apply(self.run(self.stores.ledger.current()))
        for guild in (HERE, THERE):
            now, then = self.snapshots.view(guild), restarted.view(guild)
            assert dict(now.library.entries) == dict(then.library.entries)
            assert self.snapshots.changes(guild).newest == restarted.changes(guild).newest


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=30, stateful_step_count=25)
