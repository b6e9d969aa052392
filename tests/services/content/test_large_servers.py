"""A server with very many entries of its own: what it sees is built while others are answered."""

from dataclasses import replace

import pytest

from bot.kb.model.keys import Key
from bot.services.answering.answers import Answers
from bot.services.background.isolation import Isolation
from bot.services.content import snapshot
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Edit, Editor
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.ledger import NO_PARENT
from bot.upkeep import read_ahead
from tests.services.content.test_views import CHANGE, HERE, TEA, TEXT


@pytest.fixture(autouse=True)
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every server with an entry of its own count as large."""
    monkeypatch.setattr(snapshot, "MOST_BUILT_INLINE", 0)


async def test_the_next_question_finds_a_change_and_builds_nothing(
    snapshots: SnapshotHolder, answers: Answers, clock: Clock
) -> None:
    stores = memory_stores()
    editor = Editor(stores.ledger, stores.drafts, snapshots, clock)
    saved = await editor.write(Edit(HERE, 1, "1"), TEA, TEXT, NO_PARENT)
    view = snapshots.view(HERE)
    outcome = await answers.ask("may i bring tea", guild=HERE)
    assert isinstance(outcome, Found)
    assert outcome.answer.address.key == TEA
    await editor.undo(Edit(HERE, 1, "2"), saved.batch)
    assert snapshots.view(HERE) is not view
    assert TEA not in snapshots.view(HERE).library.entries


def test_nothing_of_it_is_shown_before_it_is_kept(snapshots: SnapshotHolder) -> None:
    pending = snapshots.pending_view(HERE, [CHANGE])
    assert pending.large
    view = pending.build()
    assert TEA not in snapshots.view(HERE).library.entries
    snapshots.apply([CHANGE])
    snapshots.adopt(pending, view)
    assert snapshots.view(HERE) is view
    assert TEA in view.library.entries


def test_what_was_built_is_dropped_where_the_server_changed_meanwhile(
    snapshots: SnapshotHolder,
) -> None:
    pending = snapshots.pending_view(HERE, [CHANGE])
    view = pending.build()
    snapshots.apply([CHANGE, replace(CHANGE, revision=8, key=Key.parse("faq:milk"))])
    snapshots.adopt(pending, view)
    assert snapshots.view(HERE) is not view


def test_what_was_built_is_dropped_where_shared_knowledge_changed_meanwhile(
    snapshots: SnapshotHolder,
) -> None:
    pending = snapshots.pending_view(HERE, [CHANGE])
    view = pending.build()
    snapshots.apply([CHANGE])
    snapshots.swap(replace(snapshots.snapshot))
    snapshots.adopt(pending, view)
    assert snapshots.view(HERE) is not view


async def test_after_a_start_it_is_read_before_it_asks(snapshots: SnapshotHolder) -> None:
    snapshots.apply([CHANGE])
    assert [one.guild for one in snapshots.large()] == [HERE]
    await read_ahead(snapshots, Isolation("read_ahead", system_clock))
    assert snapshots.large() == ()
    assert TEA in snapshots.view(HERE).library.entries
