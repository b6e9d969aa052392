"""While nothing can be saved, answers go on and typed text comes back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.client import AlmanacBot
from bot.services.answering.answers import Answers
from bot.services.content.snapshot import SnapshotHolder
from bot.services.memory import memory_stores
from bot.services.memory.ledger import MemoryLedger
from bot.services.memory.small import MemoryDrafts
from bot.services.ports.ledger import LedgerError
from bot.wiring import Services, wire
from tests.chat.conftest import NOON, World, make_bot
from tests.support.forms import file_of, last, said, save, values


class LockedLedger(MemoryLedger):
    """A ledger that can be written only once it is unlocked."""

    locked = True

    async def append(self, batch: Any) -> Any:
        if self.locked:
            raise LedgerError("database is locked")
        return await super().append(batch)


class LockedDrafts(MemoryDrafts):
    async def keep(self, draft: Any) -> None:
        raise LedgerError("database is locked")


@pytest.fixture
def ledger() -> LockedLedger:
    return LockedLedger()


@pytest.fixture
def desk(snapshots: SnapshotHolder, ledger: LockedLedger) -> Services:
    return wire(snapshots, replace(memory_stores(), ledger=ledger), lambda: NOON)


@pytest.fixture
def simcord_bot(answers: Answers, desk: Services, tmp_path: Path) -> AlmanacBot:
    return make_bot(desk, tmp_path)


async def test_an_edit_that_cannot_be_saved_is_handed_back_and_saved_later(
    world: World, ledger: LockedLedger
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    failed = await save(world.moderator, opened, answer="Our server says no.")
    assert "Nothing can be saved right now" in said(failed)
    assert file_of(failed) == "your-text.md"
    ledger.locked = False
    again = await world.moderator.click(last(failed), label="Open the form again")
    assert values(again)["answer"] == "Our server says no."
    assert "Published" in said(await save(world.moderator, again))


async def test_where_no_draft_can_be_kept_either_the_text_is_in_the_file(
    world: World, desk: Services, snapshots: SnapshotHolder, answers: Answers, tmp_path: Path
) -> None:
    stores = replace(desk.stores, drafts=LockedDrafts())
    await world.env.restart_bot(make_bot(wire(snapshots, stores, lambda: NOON), tmp_path))
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    failed = await save(world.moderator, opened, answer="Our server says no.")
    assert "Your text is in this file." in said(failed)
    assert not last(failed).components
    (file,) = last(failed).attachments
    assert b"Our server says no." in await file.read()


@pytest.mark.simcord(check_errors=False)
async def test_other_changes_say_so(world: World) -> None:
    for command in ("kb retire", "kb verify"):
        result = await world.moderator.slash(world.channel, command, answer="=faq:phd-needed")
        assert "Nothing can be saved right now" in said(result)


async def test_answers_go_on(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    assert "Do I need a PhD?" in said(result)
