"""What moderators typed is kept whatever fails, and nobody waits for it in vain."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.kb.model.problems import BrokenBaseError
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.memory.ledger import MemoryLedger
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import (
    NO_PARENT,
    Batch,
    FaqChange,
    LedgerError,
)
from bot.services.ports.records import Draft
from bot.services.ports.stores import Stores
from tests.services.editing.entries import ANA, HERE, TEA, edit, tea

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DRAFT = Draft(HERE, ANA, "faq:tea", 0, {"answer": "typed"}, NOON)


async def test_what_was_typed_is_kept_when_an_edit_fails_and_dropped_when_it_is_saved(
    editor: Editor, stores: Stores
) -> None:
    typed = replace(edit("1"), draft=DRAFT)
    with pytest.raises(BrokenBaseError):
        await editor.write(typed, TEA, "broken", NO_PARENT)
    assert await stores.drafts.find(HERE, ANA, "faq:tea") == DRAFT
    await editor.write(typed, TEA, tea(), NO_PARENT)
    assert await stores.drafts.find(HERE, ANA, "faq:tea") is None


class Broken:
    """Stores whose disk is gone."""

    async def append(self, batch: Batch) -> tuple[FaqChange, ...]:
        raise LedgerError("the disk is full")

    async def keep(self, draft: Draft) -> None:
        raise LedgerError("the disk is full")

    drop = keep


async def test_without_a_database_an_edit_is_refused_and_answers_go_on(
    snapshots: SnapshotHolder, clock: Clock, answers: Answers
) -> None:
    editor = Editor(Broken(), Broken(), snapshots, clock)  # type: ignore[arg-type]
    with pytest.raises(LedgerError):
        await editor.write(replace(edit("1"), draft=DRAFT), TEA, tea(), NO_PARENT)
    assert editor.visible(HERE, TEA) is None
    assert isinstance(await answers.ask("do i need a phd for ml jobs", guild=HERE), Found)


class Slow(MemoryLedger):
    """A ledger that appends only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let = asyncio.Event(), asyncio.Event()

    async def append(self, batch: Batch) -> tuple[FaqChange, ...]:
        self.begun.set()
        await self.let.wait()
        return await super().append(batch)


async def test_an_edit_whose_asker_goes_away_is_kept_and_shown(
    stores: Stores, snapshots: SnapshotHolder, clock: Clock
) -> None:
    ledger = Slow()
    editor = Editor(ledger, stores.drafts, snapshots, clock)
    writing = asyncio.create_task(editor.write(edit("1"), TEA, tea(), NO_PARENT))
    await ledger.begun.wait()
    writing.cancel()
    ledger.let.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
    assert editor.visible(HERE, TEA) is not None
