"""Who could not be told is kept until they are, and limits hold however many come at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.kb.model.keys import Address
from bot.services.ports.handoffs import Handoff
from bot.services.ports.records import (
    MOST_DRAFTS_KEPT,
    Asking,
    Board,
    CloseReason,
    Draft,
    PublishedAnswer,
    Watch,
    Wish,
)
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, HERE, NOON, THERE

TEA, COST = Address.parse("faq:tea"), Address.parse("visa:h-1b/cost")
MILK = Asking(HERE, "milk", "milk?", ANA, NOON)
MINUTE = timedelta(minutes=1)


async def wished(stores: Stores) -> None:
    """Let two people wait for an answer that is there now."""
    gap = await stores.gaps.wait(MILK, "hi")
    await stores.gaps.wait(replace(MILK, person=BEN))
    assert await stores.gaps.grant(HERE, gap.id, TEA, NOON)
    assert not await stores.gaps.grant(HERE, gap.id, TEA, NOON)


async def test_who_waited_for_an_answer_is_kept_until_they_are_told(stores: Stores) -> None:
    await wished(stores)
    assert not await stores.gaps.to_tell(NOON - MINUTE, limit=9)
    ana, ben = await stores.gaps.to_tell(NOON, limit=9)
    assert (ana.wish, ben.wish) == (Wish(ANA, "milk?", "hi"), Wish(BEN, "milk?"))
    assert (ana.guild, ana.address, ana.tries) == (HERE, TEA, 0)
    await stores.gaps.end(ana)
    assert await stores.gaps.to_tell(NOON, limit=9) == (ben,)


async def test_whom_telling_was_begun_is_not_told_before_the_next_try(stores: Stores) -> None:
    await wished(stores)
    ana, ben = await stores.gaps.to_tell(NOON, limit=9)
    assert await stores.gaps.begin(ana, NOON + MINUTE)
    assert await stores.gaps.to_tell(NOON, limit=9) == (ben,)
    assert await stores.gaps.to_tell(NOON + MINUTE, limit=9) == (ben, replace(ana, tries=1))
    assert await stores.gaps.to_tell(NOON + MINUTE, limit=1) == (ben,)


async def test_who_is_still_to_be_told_is_shown_and_may_want_it_no_more(stores: Stores) -> None:
    await wished(stores)
    ana, ben = await stores.gaps.to_tell(NOON, limit=9)
    assert (await stores.people.export(ANA)).waiting == (Wish(ANA, "milk?", "hi"),)
    assert await stores.gaps.leave(ANA) == 1
    await stores.people.forget(BEN)
    assert not await stores.gaps.to_tell(NOON, limit=9)
    assert not await stores.gaps.begin(ana, NOON)
    assert not await stores.gaps.begin(ben, NOON)


async def test_a_server_that_is_forgotten_takes_its_wishes_along(stores: Stores) -> None:
    await wished(stores)
    await stores.guilds.forget(HERE)
    assert not await stores.gaps.to_tell(NOON, limit=9)


async def test_of_a_declined_question_nobody_is_told(stores: Stores) -> None:
    gap = await stores.gaps.wait(MILK)
    await stores.gaps.close(HERE, gap.id, CloseReason.DECLINED)
    assert not await stores.gaps.to_tell(NOON, limit=9)


async def test_a_watch_remembers_a_try_until_it_was_told(stores: Stores) -> None:
    watch = Watch(ANA, HERE, TEA, "v1", NOON, "It is green.")
    await stores.watches.add(watch)
    begun = watch
    for tries in (1, 2):
        assert await stores.watches.begin(begun, NOON + MINUTE)
        (begun,) = await stores.watches.of_user(ANA)
        assert begun == replace(watch, tries=tries, due=NOON + MINUTE)
    now = replace(watch, revision="v2", text="It is black.")
    await stores.watches.mark_told(now)
    assert await stores.watches.of_user(ANA) == (now,)


async def test_of_two_that_begin_to_tell_one_thing_only_the_first_one_does(stores: Stores) -> None:
    await wished(stores)
    ana, _ben = await stores.gaps.to_tell(NOON, limit=9)
    watch = Watch(ANA, HERE, TEA, "v1", NOON)
    await stores.watches.add(watch)
    asked = Handoff(HERE, ANA, "milk?", NOON)
    handoff = await stores.handoffs.add(asked, "1", most=9)
    assert handoff is not None
    due = NOON + MINUTE
    begun = await asyncio.gather(
        *(stores.gaps.begin(ana, due) for _ in range(2)),
        *(stores.watches.begin(watch, due) for _ in range(2)),
        *(stores.handoffs.begin(handoff, due) for _ in range(2)),
    )
    assert [sum(begun[at : at + 2]) for at in (0, 2, 4)] == [1, 1, 1]
    # Told meanwhile, it is not what was listed: who still has the old list begins nothing.
    await stores.watches.mark_told(replace(watch, revision="v2"))
    assert not await stores.watches.begin(watch, due)


async def test_what_is_watched_no_longer_is_not_told_and_not_watched_again(stores: Stores) -> None:
    watch = Watch(ANA, HERE, TEA, "v1", NOON)
    assert not await stores.watches.begin(watch, NOON)
    await stores.watches.mark_told(watch)
    assert await stores.watches.of_user(ANA) == ()


async def test_as_many_watches_as_are_allowed_are_kept_of_any_number_at_once(
    stores: Stores,
) -> None:
    watches = [Watch(ANA, HERE, Address.parse(f"faq:tea-{n}"), "v1", NOON) for n in range(40)]
    kept = await asyncio.gather(*(stores.watches.add(one, most=25) for one in watches))
    assert sum(kept) == 25
    assert len(await stores.watches.of_user(ANA)) == 25
    again = (await stores.watches.of_user(ANA))[0]
    assert await stores.watches.add(again, most=25)
    assert await stores.watches.add(replace(again, user=BEN), most=25)


async def test_of_one_persons_drafts_the_newest_are_kept(stores: Stores) -> None:
    for number in range(MOST_DRAFTS_KEPT + 3):
        at = NOON + number * MINUTE
        await stores.drafts.keep(Draft(HERE, ANA, f"e|faq:{number}", 0, {}, at))
        await stores.drafts.keep(Draft(THERE, ANA, f"e|faq:{number % 2}", 0, {}, at))
    kept = (await stores.people.export(ANA)).drafts
    here = {one.about for one in kept if one.guild == HERE}
    assert here == {f"e|faq:{number}" for number in range(3, MOST_DRAFTS_KEPT + 3)}
    assert len(kept) == MOST_DRAFTS_KEPT + 2


async def test_of_two_boards_at_once_one_is_the_former_of_the_other(stores: Stores) -> None:
    first, second = Board(HERE, 1, 2, "0"), Board(HERE, 3, 4, "1")
    former = await asyncio.gather(stores.boards.keep(first), stores.boards.keep(second))
    assert list(former) == [None, first]


async def test_each_server_knows_what_is_to_be_corrected_in_it(stores: Stores) -> None:
    here = PublishedAnswer(HERE, 10, 20, COST, "v1", NOON)
    there = replace(here, guild=THERE, message=21)
    stores.published_answers.remember(here)
    stores.published_answers.remember(there)
    assert await stores.published_answers.to_correct() == ()
    await stores.published_answers.mark(THERE, [COST.key])
    assert await stores.published_answers.to_correct() == (THERE,)
    assert await stores.published_answers.list_marked(HERE, limit=9) == ()
    assert await stores.published_answers.list_marked(THERE, limit=9) == (there,)
