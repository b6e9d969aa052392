"""The ledger keeps what it acknowledged, in order, and lets nobody write over anybody."""

import asyncio

import pytest

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, ChangeKind, ConflictError, FaqLedger
from bot.services.ports.shards import Shards
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, HERE, NOON, THERE, batch, hide, write

TEA = Key.parse("faq:tea")


@pytest.fixture
def ledger(stores: Stores) -> FaqLedger:
    return stores.ledger


async def test_an_empty_ledger_has_revision_0(ledger: FaqLedger) -> None:
    assert await ledger.revision() == NO_PARENT
    assert await ledger.current() == ()
    assert await ledger.since(0) == ()


async def test_a_change_comes_back_as_it_was_made(ledger: FaqLedger) -> None:
    text = "Tea – ☕\r\n'quoted' \\ {{fact}}"
    (made,) = await ledger.append(batch(write("faq:tea", text), request="1", reason="asked"))
    assert (made.guild, made.key, made.parent, made.kind) == (
        HERE,
        TEA,
        NO_PARENT,
        ChangeKind.WRITE,
    )
    assert (made.body, made.request, made.actor, made.reason) == (text, "1", ANA, "asked")
    assert made.at == NOON
    assert await ledger.current(HERE) == (made,)
    assert await ledger.revision() == made.revision


async def test_the_newest_change_of_each_entry_is_current(ledger: FaqLedger) -> None:
    (first,) = await ledger.append(batch(write("faq:tea"), request="1"))
    (other,) = await ledger.append(batch(write("faq:milk"), request="2"))
    (second,) = await ledger.append(batch(hide("faq:tea", first.revision), request="3"))
    assert await ledger.current(HERE) == (other, second)
    assert await ledger.history(HERE, TEA) == (second, first)
    assert await ledger.since(first.revision) == (other, second)
    assert first.revision < other.revision < second.revision


async def test_a_batch_is_found_by_its_name(ledger: FaqLedger) -> None:
    made = await ledger.append(batch(write("faq:tea"), write("faq:milk"), request="1"))
    assert len({one.batch for one in made}) == 1
    assert await ledger.batch(HERE, made[0].batch) == made
    assert await ledger.batch(THERE, made[0].batch) == ()


async def test_second_editor_is_told_of_the_first(ledger: FaqLedger) -> None:
    (first,) = await ledger.append(batch(write("faq:tea", "first"), request="1"))
    with pytest.raises(ConflictError) as refused:
        await ledger.append(batch(write("faq:tea", "second"), request="2", actor=BEN))
    assert refused.value.theirs == (first,)
    assert await ledger.history(HERE, TEA) == (first,)


@pytest.mark.parametrize("parent", [1_000_000, -1])
async def test_a_parent_that_never_was_is_a_conflict(ledger: FaqLedger, parent: int) -> None:
    with pytest.raises(ConflictError):
        await ledger.append(batch(write("faq:tea", parent=parent), request="1"))
    assert await ledger.current() == ()


async def test_the_change_of_another_entry_is_no_parent(ledger: FaqLedger) -> None:
    (milk,) = await ledger.append(batch(write("faq:milk"), request="1"))
    with pytest.raises(ConflictError):
        await ledger.append(batch(write("faq:tea", parent=milk.revision), request="2"))


async def test_a_conflict_in_a_batch_keeps_none_of_it(ledger: FaqLedger) -> None:
    (first,) = await ledger.append(batch(write("faq:tea"), request="1"))
    with pytest.raises(ConflictError):
        await ledger.append(batch(write("faq:milk"), write("faq:tea"), request="2"))
    assert await ledger.current() == (first,)


async def test_a_repeated_request_returns_the_first_result(ledger: FaqLedger) -> None:
    both = batch(write("faq:tea"), write("faq:milk"), request="1")
    first = await ledger.append(both)
    assert await ledger.append(both) == first
    (later,) = await ledger.append(batch(hide("faq:tea", first[0].revision), request="2"))
    assert await ledger.append(both) == first
    assert await ledger.revision() == later.revision


async def test_the_same_request_of_another_server_is_another(ledger: FaqLedger) -> None:
    here = await ledger.append(batch(write("faq:tea"), request="1"))
    there = await ledger.append(batch(write("faq:tea"), request="1", guild=THERE))
    assert here != there
    assert await ledger.current(HERE) == here
    assert await ledger.current(THERE) == there
    assert await ledger.current() == here + there


async def test_of_ten_editors_at_once_one_wins_and_nine_see_the_conflict(
    ledger: FaqLedger,
) -> None:
    edits = (
        ledger.append(batch(write("faq:tea", str(n)), request=str(n), actor=n)) for n in range(10)
    )
    results = await asyncio.gather(*edits, return_exceptions=True)
    refused = [one for one in results if isinstance(one, ConflictError)]
    assert len(refused) == 9
    (won,) = await ledger.current(HERE)
    assert [one for one in results if not isinstance(one, ConflictError)] == [(won,)]
    assert all(one.theirs == (won,) for one in refused)


async def test_a_request_that_comes_twice_at_once_is_kept_once(ledger: FaqLedger) -> None:
    edit = batch(write("faq:tea"), request="1")
    first, second = await asyncio.gather(ledger.append(edit), ledger.append(edit))
    assert first == second == await ledger.current(HERE)


async def test_an_empty_batch_changes_nothing(ledger: FaqLedger) -> None:
    assert await ledger.append(batch(request="1")) == ()
    assert await ledger.revision() == NO_PARENT


async def test_a_process_reads_what_the_servers_of_its_shards_changed(stores: Stores) -> None:
    guilds = [number << 22 for number in range(8)]
    for guild in guilds:
        await stores.ledger.append(batch(write("faq:tea"), request="1", guild=guild))
    read = await stores.ledger.current(shards=Shards(1, 2, 4))
    assert [one.guild for one in read] == [guilds[at] for at in (1, 2, 5, 6)]
    assert len(await stores.ledger.current(shards=Shards(0, 3, 4))) == len(guilds)
