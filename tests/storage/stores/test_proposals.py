"""A proposal is kept as it was shown: only its state changes, and where its card stands."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.kb.model.keys import Address
from bot.services.editing.approvals import Approvals, NotWaitingError
from bot.services.ports.proposed import (
    PROPOSAL_KEPT,
    WRITE,
    Place,
    ProposalState,
    ProposedChange,
)
from bot.services.ports.stores import Stores
from bot.storage.opening import FILE, open_storage
from tests.storage.making import ANA, BEN, HERE, NOON, THERE

TEA = Address.parse("faq:tea")
FIRST = ProposedChange(HERE, ANA, "e|faq:tea", TEA, 3, WRITE, "Tea, 'yes'.\n☕", "asked", NOON)
SECOND = replace(FIRST, body="Tea, no.")
CARD, NEXT = Place(10, 20), Place(10, 21)


async def test_a_proposal_comes_back_as_it_was_kept(stores: Stores) -> None:
    kept = await stores.proposals.add(FIRST)
    assert kept == replace(FIRST, id=kept.id)
    assert kept.digest == FIRST.digest
    assert await stores.proposals.find(HERE, kept.id) == kept
    assert await stores.proposals.find(THERE, kept.id) is None
    assert await stores.proposals.find(HERE, kept.id + 1) is None


async def test_a_later_one_of_the_same_author_and_name_takes_its_place(stores: Stores) -> None:
    first, second = [await stores.proposals.add(one) for one in (FIRST, SECOND)]
    others = [
        await stores.proposals.add(one)
        for one in (replace(FIRST, author=BEN), replace(FIRST, about="a|faq:tea"))
    ]
    for one in (first, *others):
        assert await stores.proposals.submit(one.id, CARD) == ()
    assert await stores.proposals.submit(second.id, NEXT) == (CARD,)
    states = []
    for one in (first, *others, second):
        found = await stores.proposals.find(HERE, one.id)
        assert found is not None
        states.append(found.state)
    assert states == [
        ProposalState.SUPERSEDED,
        ProposalState.WAITING,
        ProposalState.WAITING,
        ProposalState.WAITING,
    ]


async def test_a_private_one_replaces_nothing_before_it_is_submitted(stores: Stores) -> None:
    first, second = [await stores.proposals.add(one) for one in (FIRST, SECOND)]
    await stores.proposals.submit(first.id, CARD)
    approvals = Approvals(stores.proposals, lambda: NOON)
    assert (await approvals.find_waiting(HERE, first.id, first.digest)).body == FIRST.body
    with pytest.raises(NotWaitingError):
        await approvals.find_waiting(HERE, second.id, second.digest)


async def test_it_is_settled_once(stores: Stores) -> None:
    kept = await stores.proposals.add(FIRST)
    assert await stores.proposals.settle(kept.id, ProposalState.PUBLISHED)
    assert not await stores.proposals.settle(kept.id, ProposalState.DECLINED)
    found = await stores.proposals.find(HERE, kept.id)
    assert found is not None
    assert found.state is ProposalState.PUBLISHED


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, body="Tea, no."),
        replace(FIRST, address=Address.parse("faq:milk")),
        replace(FIRST, parent=4),
        replace(FIRST, action="retire"),
        replace(FIRST, reason="another"),
        replace(FIRST, guild=THERE),
        replace(FIRST, author=BEN),
    ],
)
async def test_the_hash_names_all_that_is_published(other: ProposedChange) -> None:
    assert other.digest != FIRST.digest


async def test_it_is_kept_for_thirty_days(stores: Stores) -> None:
    kept = await stores.proposals.add(FIRST)
    await stores.sweep(NOON + PROPOSAL_KEPT)
    assert await stores.proposals.find(HERE, kept.id) == kept
    await stores.sweep(NOON + PROPOSAL_KEPT + timedelta(seconds=1))
    assert await stores.proposals.find(HERE, kept.id) is None


async def test_no_number_is_given_twice(stores: Stores) -> None:
    kept = await stores.proposals.add(FIRST)
    await stores.people.forget(ANA)
    assert (await stores.proposals.add(FIRST)).id > kept.id


async def test_the_database_refuses_to_change_a_text(tmp_path: Path) -> None:
    async with open_storage(tmp_path) as stores:
        await stores.proposals.add(FIRST)
    with (
        closing(sqlite3.connect(tmp_path / FILE)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="may only be settled"),
    ):
        connection.execute("UPDATE proposal SET body = 'Another.'")
