"""What servers wrote is laid over shared knowledge, read once, and left out where it cannot be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry
from bot.services.content import changes
from bot.services.content.snapshot import Keeper
from bot.services.ports.ledger import ChangeKind, FaqChange
from tests.support.base import FAQ_OWN, page

HERE = 100
TEA = Key.parse("faq:tea")
TEXT = page("Tea", FAQ_OWN.format(question="May I bring tea?"))
CHANGE = FaqChange(
    revision=7,
    guild=HERE,
    key=TEA,
    parent=0,
    kind=ChangeKind.WRITE,
    body=TEXT,
    batch="b",
    request="r",
    actor=1,
    reason="",
    at=datetime(2026, 11, 24, 12, tzinfo=UTC),
)


def read_all(keeper: Keeper) -> list[None]:
    return [step for _, reading in keeper.read_ahead() for step in reading]


def test_a_server_without_changes_sees_the_shared_snapshot_itself(keeper: Keeper) -> None:
    assert keeper.view(HERE) is keeper.view(None) is keeper.snapshot


def test_a_view_is_built_once_until_something_changes(keeper: Keeper) -> None:
    keeper.apply([CHANGE])
    view = keeper.view(HERE)
    assert keeper.view(HERE) is view
    assert keeper.view(HERE + 1) is keeper.snapshot
    keeper.apply([replace(CHANGE, revision=8, kind=ChangeKind.HIDE, body=None)])
    assert keeper.view(HERE) is not view


def test_an_older_change_that_comes_late_changes_nothing(keeper: Keeper) -> None:
    keeper.apply([CHANGE])
    keeper.apply([replace(CHANGE, revision=6, kind=ChangeKind.HIDE, body=None)])
    assert TEA in keeper.view(HERE).library.entries


def test_a_forgotten_server_sees_the_shared_snapshot_again(keeper: Keeper) -> None:
    keeper.apply([CHANGE])
    keeper.view(HERE)
    keeper.forget(HERE)
    assert keeper.view(HERE) is keeper.snapshot


def test_what_was_read_ahead_is_not_read_again(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.apply([CHANGE])
    assert len(read_all(keeper)) == 1
    monkeypatch.setattr(changes, "parse_entry", unreadable)
    assert TEA in keeper.view(HERE).library.entries


def test_what_the_editor_has_read_is_not_read_again(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = parse_entry(TEXT, TEA)
    monkeypatch.setattr(changes, "parse_entry", unreadable)
    keeper.apply([CHANGE], {(TEA, TEXT): entry})
    assert keeper.view(HERE).library.entries[TEA] == entry


def unreadable(*_: object) -> None:
    raise BrokenBaseError(())


@pytest.mark.parametrize("body", ["broken", TEXT.replace("The Tea", "{{fact:none}}"), None])
def test_an_entry_that_cannot_be_shown_is_left_out_and_logged(
    keeper: Keeper, body: str | None
) -> None:
    keeper.apply([replace(CHANGE, body=body)])
    with capture_logs() as logged:
        read_all(keeper)
        assert TEA not in keeper.view(HERE).library.entries
    assert {line["key"] for line in logged} == {"faq:tea"}
