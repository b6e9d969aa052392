"""Answers are remembered as composed, and never served to whom they do not belong."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.kb.model.keys import Address, Key
from bot.locale.i18n import using_language
from bot.services.content import composers
from bot.services.content.answer import Answer
from bot.services.content.composers import SharedComposer
from bot.services.content.composing import Composer
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.ledger import ChangeKind, FaqChange
from tests.support.knowledge.base import FAQ_OWN, page
from tests.support.language.catalogs import catalog

HERE = 100
TODAY = date(2026, 11, 24)
TOP, DURATION = Address.parse("visa:h-1b"), Address.parse("visa:h-1b/duration")
RELATED = Key.parse("visa:o-1a")
WRITE = FaqChange(
    revision=7,
    guild=HERE,
    key=Key.parse("faq:tea"),
    parent=0,
    kind=ChangeKind.WRITE,
    body=page("Tea", FAQ_OWN.format(question="May I bring tea?")),
    batch="b",
    request="r",
    actor=1,
    reason="",
    at=datetime(2026, 11, 24, 12, tzinfo=UTC),
)
HIDE = replace(WRITE, key=RELATED, kind=ChangeKind.HIDE, body=None)


def compose(composer: Composer, address: Address, today: date = TODAY) -> Answer:
    answer = composer.compose(address, today)
    assert answer is not None
    return answer


def test_an_answer_is_composed_once_for_everybody_who_shares_it(
    snapshots: SnapshotHolder,
) -> None:
    snapshots.apply([WRITE])
    shared, server = snapshots.snapshot.composer, snapshots.view(HERE).composer
    assert compose(server, TOP) is compose(shared, TOP)
    assert server.sentence(TOP, TODAY, None) is shared.sentence(TOP, TODAY, None)


def test_an_answer_has_the_facts_of_the_day_for_which_it_is_composed(
    snapshots: SnapshotHolder,
) -> None:
    composer = snapshots.snapshot.composer
    days = [date(2026, 11, 23), TODAY, date(2026, 11, 23)]
    points = [" ".join(compose(composer, DURATION, day).points) for day in days]
    assert ["five years" in one for one in points] == [True, False, True]


def test_parts_are_named_in_the_language_that_is_spoken(snapshots: SnapshotHolder) -> None:
    names = []
    for spoken in ("es-ES", "en-US", "es-ES"):
        with using_language(catalog(spoken)):
            answer = snapshots.snapshot.composer.compose(TOP, TODAY, "es-ES")
        assert answer is not None
        names.append([link.title for link in answer.sections])
    assert [one[0] for one in names] == ["Duración", "Duration", "Duración"]


def test_what_a_server_retired_is_related_for_others_alone(snapshots: SnapshotHolder) -> None:
    snapshots.apply([HIDE])
    shared, server = snapshots.snapshot.composer, snapshots.view(HERE).composer
    for _ in range(2):
        assert RELATED in [link.address.key for link in compose(shared, TOP).related]
        assert RELATED not in [link.address.key for link in compose(server, TOP).related]
        assert server.compose(Address(RELATED), TODAY) is None


def test_what_was_forgotten_is_composed_again(
    snapshots: SnapshotHolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composers, "MOST_COMPOSED", 1)
    composer = SharedComposer.build(snapshots.snapshot.library)
    first = compose(composer, TOP)
    assert compose(composer, DURATION) is compose(composer, DURATION)
    assert compose(composer, TOP) == first
    assert compose(composer, TOP) is not first
