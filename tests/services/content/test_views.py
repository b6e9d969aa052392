"""What servers wrote is laid over shared knowledge, read once, and left out where it cannot be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from bot.kb.model.keys import Key, Kind
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry
from bot.services.content import changes
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.ledger import ChangeKind, FaqChange
from tests.support.knowledge.base import FAQ_OWN, page

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


def read_all(snapshots: SnapshotHolder) -> list[None]:
    return [step for _, reading in snapshots.read_ahead() for step in reading]


def test_a_server_without_changes_sees_the_shared_snapshot_itself(
    snapshots: SnapshotHolder,
) -> None:
    assert snapshots.view(HERE) is snapshots.view(None) is snapshots.snapshot


def test_a_view_is_built_once_until_something_changes(snapshots: SnapshotHolder) -> None:
    snapshots.apply([CHANGE])
    view = snapshots.view(HERE)
    assert snapshots.view(HERE) is view
    assert snapshots.view(HERE + 1) is snapshots.snapshot
    snapshots.apply([replace(CHANGE, revision=8, kind=ChangeKind.HIDE, body=None)])
    assert snapshots.view(HERE) is not view


def test_an_older_change_that_comes_late_changes_nothing(snapshots: SnapshotHolder) -> None:
    snapshots.apply([CHANGE])
    snapshots.apply([replace(CHANGE, revision=6, kind=ChangeKind.HIDE, body=None)])
    assert TEA in snapshots.view(HERE).library.entries


def test_a_forgotten_server_sees_the_shared_snapshot_again(snapshots: SnapshotHolder) -> None:
    snapshots.apply([CHANGE])
    snapshots.view(HERE)
    snapshots.forget(HERE)
    assert snapshots.view(HERE) is snapshots.snapshot


def test_a_view_lists_own_entries_over_shared_ones_and_nothing_hidden(
    snapshots: SnapshotHolder,
) -> None:
    shared = [link.address.key for link in snapshots.snapshot.topics[None]]
    featured = [key for key in shared if snapshots.snapshot.library.entries[key].featured]
    hidden = next(key for key in shared if key not in featured)
    hide = replace(CHANGE, revision=8, key=hidden, kind=ChangeKind.HIDE, body=None)
    snapshots.apply([CHANGE, hide])
    others = [key for key in shared if key not in featured and key != hidden]
    listed = [link.address.key for link in snapshots.view(HERE).topics[None]]
    assert listed == [*featured, TEA, *others]
    questions = [link.address.key for link in snapshots.view(HERE).topics[Kind.FAQ]]
    assert questions == [key for key in listed if key.kind is Kind.FAQ]


def test_what_was_read_ahead_is_not_read_again(
    snapshots: SnapshotHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshots.apply([CHANGE])
    assert len(read_all(snapshots)) == 1
    monkeypatch.setattr(changes, "parse_entry", unreadable)
    assert TEA in snapshots.view(HERE).library.entries


def test_what_the_editor_has_read_is_not_read_again(
    snapshots: SnapshotHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = parse_entry(TEXT, TEA)
    monkeypatch.setattr(changes, "parse_entry", unreadable)
    snapshots.apply([CHANGE], {(TEA, TEXT): entry})
    assert snapshots.view(HERE).library.entries[TEA] == entry


def unreadable(*_: object) -> None:
    raise BrokenBaseError(())


@pytest.mark.parametrize("body", ["broken", TEXT.replace("The Tea", "{{fact:none}}"), None])
def test_an_entry_that_cannot_be_shown_is_left_out_and_logged(
    snapshots: SnapshotHolder, body: str | None
) -> None:
    snapshots.apply([replace(CHANGE, body=body)])
    with capture_logs() as logged:
        read_all(snapshots)
        assert TEA not in snapshots.view(HERE).library.entries
    assert {line["key"] for line in logged} == {"faq:tea"}


def test_each_server_that_changed_is_listed_once(snapshots: SnapshotHolder) -> None:
    snapshots.apply([CHANGE, replace(CHANGE, revision=8), replace(CHANGE, guild=HERE + 1)])
    assert snapshots.take_changed_servers() == (HERE, HERE + 1)
    assert snapshots.take_changed_servers() == ()
    snapshots.forget(HERE)
    assert snapshots.take_changed_servers() == (HERE,)
    assert snapshots.servers() == {HERE + 1}


async def test_what_a_server_has_for_itself_is_that_of_its_view(snapshots: SnapshotHolder) -> None:
    assert await snapshots.own_layer(HERE) is None
    snapshots.apply([CHANGE])
    read = await snapshots.own_layer(HERE)
    assert read is not None
    assert [one.entry for one in read.documents] == [str(TEA)]
    view = snapshots.view(HERE)
    assert await snapshots.own_layer(HERE) is view.index.own
    snapshots.apply([replace(CHANGE, revision=8, kind=ChangeKind.HIDE, body=None)])
    hidden = await snapshots.own_layer(HERE)
    assert hidden is not None
    assert not hidden.documents
