"""A question to a person waits in its server, is answered once, and is kept until it is told."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.services.ports.handoffs import Handoff
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, HERE, NOON, THERE

MINUTE = timedelta(minutes=1)
LINK = "https://discord.com/channels/100/7/8"
ASKED = Handoff(HERE, ANA, "may I?", NOON, LINK, 7, "hi")


async def ask(stores: Stores, handoff: Handoff = ASKED, request: str = "1") -> Handoff:
    kept = await stores.handoffs.add(handoff, request, most=3)
    assert kept is not None
    return kept


async def test_a_question_waits_in_its_server_alone(stores: Stores) -> None:
    kept = await ask(stores)
    assert kept == replace(ASKED, id=kept.id)
    assert await stores.handoffs.open(HERE, limit=9) == (kept,)
    assert await stores.handoffs.find(HERE, kept.id) == kept
    assert await stores.handoffs.open(THERE, limit=9) == ()
    assert await stores.handoffs.find(THERE, kept.id) is None
    assert not await stores.handoffs.answer(THERE, kept.id, "no", NOON)


async def test_what_is_sent_twice_waits_once(stores: Stores) -> None:
    kept = await ask(stores)
    assert await ask(stores) == kept
    assert await stores.handoffs.open(HERE, limit=9) == (kept,)


async def test_so_many_of_one_person_wait_in_a_server_however_many_come_at_once(
    stores: Stores,
) -> None:
    sent = (stores.handoffs.add(ASKED, str(number), most=3) for number in range(9))
    kept = await asyncio.gather(*sent)
    assert len([one for one in kept if one]) == 3
    assert await stores.handoffs.add(replace(ASKED, asker=BEN), "ben", most=3)
    assert await stores.handoffs.add(replace(ASKED, guild=THERE), "there", most=3)
    waiting = (await stores.handoffs.open(HERE, limit=9))[0]
    await stores.handoffs.answer(HERE, waiting.id, "yes", NOON)
    assert await stores.handoffs.add(ASKED, "another", most=3)


async def test_it_is_answered_once_and_told_from_then_on(stores: Stores) -> None:
    kept = await ask(stores)
    assert await stores.handoffs.to_tell(NOON, limit=9) == ()
    assert await stores.handoffs.answer(HERE, kept.id, "yes", NOON)
    assert not await stores.handoffs.answer(HERE, kept.id, "no", NOON)
    assert await stores.handoffs.find(HERE, kept.id) is None
    assert await stores.handoffs.open(HERE, limit=9) == ()
    assert await stores.handoffs.to_tell(NOON - MINUTE, limit=9) == ()
    assert await stores.handoffs.to_tell(NOON, limit=9) == (replace(kept, reply="yes"),)


async def test_one_that_is_closed_without_a_reply_is_told_too(stores: Stores) -> None:
    kept = await ask(stores)
    assert await stores.handoffs.answer(HERE, kept.id, "", NOON)
    assert await stores.handoffs.to_tell(NOON, limit=9) == (replace(kept, reply=""),)


async def test_whom_telling_was_begun_is_not_told_before_the_next_try(stores: Stores) -> None:
    first, second = await ask(stores), await ask(stores, request="2")
    for one in (first, second):
        await stores.handoffs.answer(HERE, one.id, "yes", NOON)
    begun = replace(first, reply="yes")
    assert await stores.handoffs.begin(begun, NOON + MINUTE)
    assert await stores.handoffs.to_tell(NOON, limit=9) == (replace(second, reply="yes"),)
    later = await stores.handoffs.to_tell(NOON + MINUTE, limit=9)
    assert later == (replace(second, reply="yes"), replace(begun, tries=1))
    assert await stores.handoffs.to_tell(NOON + MINUTE, limit=1) == later[:1]
    await stores.handoffs.end(begun)
    assert await stores.handoffs.to_tell(NOON + MINUTE, limit=9) == later[:1]


async def test_who_takes_a_question_back_is_not_answered(stores: Stores) -> None:
    open_, answered = await ask(stores), await ask(stores, request="2")
    others = await ask(stores, replace(ASKED, asker=BEN), "3")
    await stores.handoffs.answer(HERE, answered.id, "yes", NOON)
    assert await stores.handoffs.withdraw(ANA) == 2
    assert not await stores.handoffs.answer(HERE, open_.id, "yes", NOON)
    assert not await stores.handoffs.begin(answered, NOON)
    assert await stores.handoffs.open(HERE, limit=9) == (others,)


async def test_a_number_is_never_given_twice(stores: Stores) -> None:
    first = await ask(stores)
    await stores.handoffs.end(first)
    assert (await ask(stores, request="2")).id > first.id
