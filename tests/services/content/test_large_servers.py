"""A server with very many entries of its own: what it sees is built while others are answered."""

from dataclasses import replace

import pytest

from bot.kb.model.keys import Key
from bot.services.answering.answers import Answers
from bot.services.content import snapshot
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import Keeper
from bot.services.editing.editor import Edit, Editor
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.isolation import Isolation
from bot.services.ports.ledger import NO_PARENT
from bot.upkeep import read_ahead
from tests.services.content.test_views import CHANGE, HERE, TEA, TEXT


@pytest.fixture(autouse=True)
def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every server with an entry of its own count as large."""
    monkeypatch.setattr(snapshot, "FEW", 0)


async def test_the_next_question_finds_a_change_and_builds_nothing(
    keeper: Keeper, answers: Answers, clock: Clock
) -> None:
    stores = memory_stores()
    editor = Editor(stores.ledger, stores.drafts, keeper, clock)
    saved = await editor.write(Edit(HERE, 1, "1"), TEA, TEXT, NO_PARENT)
    view = keeper.view(HERE)
    outcome = await answers.ask("may i bring tea", guild=HERE)
    assert isinstance(outcome, Found)
    assert outcome.answer.address.key == TEA
    await editor.undo(Edit(HERE, 1, "2"), saved.batch)
    assert keeper.view(HERE) is not view
    assert TEA not in keeper.view(HERE).library.entries


def test_nothing_of_it_is_shown_before_it_is_kept(keeper: Keeper) -> None:
    outlook = keeper.outlook(HERE, [CHANGE])
    assert outlook.large
    view = outlook.build()
    assert TEA not in keeper.view(HERE).library.entries
    keeper.apply([CHANGE])
    keeper.take(outlook, view)
    assert keeper.view(HERE) is view
    assert TEA in view.library.entries


def test_what_was_built_is_dropped_where_the_server_changed_meanwhile(keeper: Keeper) -> None:
    outlook = keeper.outlook(HERE, [CHANGE])
    view = outlook.build()
    keeper.apply([CHANGE, replace(CHANGE, revision=8, key=Key.parse("faq:milk"))])
    keeper.take(outlook, view)
    assert keeper.view(HERE) is not view


def test_what_was_built_is_dropped_where_shared_knowledge_changed_meanwhile(
    keeper: Keeper,
) -> None:
    outlook = keeper.outlook(HERE, [CHANGE])
    view = outlook.build()
    keeper.apply([CHANGE])
    keeper.swap(replace(keeper.snapshot))
    keeper.take(outlook, view)
    assert keeper.view(HERE) is not view


async def test_after_a_start_it_is_read_before_it_asks(keeper: Keeper) -> None:
    keeper.apply([CHANGE])
    assert [one.guild for one in keeper.large()] == [HERE]
    await read_ahead(keeper, Isolation("read_ahead", system_clock))
    assert keeper.large() == ()
    assert TEA in keeper.view(HERE).library.entries
