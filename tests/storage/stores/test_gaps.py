"""Gaps are counted without anybody's name, and shown only once they are nobody's own words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.ports.records import HASHES_KEPT, Asking, CloseReason, Gap, Wish
from bot.services.ports.stores import GapStore, Stores
from tests.storage.making import ANA, BEN, EVA, HERE, NOON, THERE

TEA = Asking(HERE, "tea", "may i bring tea", ANA, NOON)


@pytest.fixture
def gaps(stores: Stores) -> GapStore:
    return stores.gaps


async def asked(stores: Stores, *people: int, asking: Asking = TEA) -> Gap:
    """Ask as these people, and return what there is then."""
    for person in people:
        stores.gaps.count(replace(asking, person=person))
    await stores.flush()
    (gap,) = await stores.gaps.open(asking.guild, ready=False, limit=1)
    return gap


@pytest.mark.parametrize(
    ("people", "ready"),
    [((ANA,), False), ((ANA, BEN), False), ((ANA, ANA, ANA), False), ((ANA, BEN, ANA), True)],
)
async def test_a_gap_is_ready_after_three_askings_of_two_people(
    stores: Stores, people: tuple[int, ...], ready: bool
) -> None:
    gap = await asked(stores, *people)
    assert (gap.askings, gap.people) == (len(people), len(set(people)))
    assert gap.ready is ready
    listed = await stores.gaps.open(HERE, ready=True, limit=10)
    assert listed == ((gap,) if ready else ())


async def test_a_gap_keeps_its_first_wording_and_both_moments(stores: Stores) -> None:
    later = replace(TEA, text="tea?", at=NOON + timedelta(hours=1))
    await asked(stores, ANA)
    gap = await asked(stores, BEN, asking=later)
    assert (gap.text, gap.first, gap.last) == (TEA.text, NOON, later.at)


async def test_the_asker_may_send_a_gap_to_the_moderators(stores: Stores) -> None:
    gap = await stores.gaps.send(TEA)
    assert gap.ready
    assert (gap.askings, gap.people) == (0, 0)
    assert await stores.gaps.open(HERE, ready=True, limit=10) == (gap,)
    assert await stores.gaps.find(HERE, gap.id) == gap


async def test_servers_do_not_see_each_others_gaps(stores: Stores) -> None:
    gap = await stores.gaps.send(TEA)
    assert await stores.gaps.open(THERE, ready=False, limit=10) == ()
    assert await stores.gaps.find(THERE, gap.id) is None
    assert await stores.gaps.close(THERE, gap.id, CloseReason.ANSWERED) is None
    assert await stores.gaps.find(HERE, gap.id) == gap


async def test_what_helps_most_people_comes_first_then_what_is_asked_most(stores: Stores) -> None:
    for group, people in (
        ("cup", (ANA, ANA, ANA)),
        ("tea", (ANA, BEN)),
        ("milk", (ANA,)),
        ("pot", (ANA, ANA)),
    ):
        for person in people:
            stores.gaps.count(replace(TEA, group=group, person=person))
    await stores.flush()
    for person in (ANA, BEN, EVA):
        await stores.gaps.wait(replace(TEA, group="milk", person=person))
    found = await stores.gaps.open(HERE, ready=False, limit=10)
    assert [(gap.group, gap.helps) for gap in found] == [
        ("milk", 3),
        ("tea", 2),
        ("cup", 1),
        ("pot", 1),
    ]
    assert found[0].waiting == 3
    assert await stores.gaps.find(HERE, found[0].id) == found[0]
    assert await stores.gaps.open(HERE, ready=False, limit=1) == found[:1]


async def test_once_shown_only_who_is_not_known_to_ask_again_is_another(stores: Stores) -> None:
    gap = await asked(stores, ANA, BEN, BEN)
    await stores.gaps.show(HERE, gap.id)
    for person, again in ((ANA, True), (EVA, False), (EVA, True)):
        stores.gaps.count(replace(TEA, person=person, again=again))
    await stores.flush()
    (after,) = await stores.gaps.open(HERE, ready=True, limit=10)
    assert (after.askings, after.people) == (6, 3)


async def test_once_shown_nobody_can_be_told_apart(stores: Stores) -> None:
    gap = await asked(stores, ANA, BEN, BEN)
    await stores.gaps.show(HERE, gap.id)
    assert (await stores.people.export(ANA)).hashes == 0
    after = await asked(stores, EVA)
    assert after.shown
    assert after.ready
    assert (after.askings, after.people) == (4, 3)
    assert (await stores.people.export(EVA)).hashes == 0


async def test_who_waits_is_told_once_and_forgotten(stores: Stores) -> None:
    gap = await stores.gaps.wait(TEA)
    await stores.gaps.wait(replace(TEA, person=BEN), "pt-BR")
    await stores.gaps.wait(TEA, "es-ES")
    assert not gap.ready
    told = await stores.gaps.close(HERE, gap.id, CloseReason.ANSWERED)
    assert told == (Wish(ANA, TEA.text, "es-ES"), Wish(BEN, TEA.text, "pt-BR"))
    assert await stores.gaps.close(HERE, gap.id, CloseReason.ANSWERED) is None
    assert (await stores.people.export(ANA)).waiting == ()


async def test_an_answered_question_may_come_back_as_a_new_gap(stores: Stores) -> None:
    first = await asked(stores, ANA, BEN)
    assert await stores.gaps.close(HERE, first.id, CloseReason.ANSWERED) == ()
    again = await asked(stores, ANA)
    assert again.id != first.id
    assert again.askings == 1


async def test_a_declined_question_stays_away_until_somebody_sends_it(stores: Stores) -> None:
    first = await asked(stores, ANA)
    await stores.gaps.close(HERE, first.id, CloseReason.DECLINED)
    stores.gaps.count(TEA)
    await stores.flush()
    assert await stores.gaps.open(HERE, ready=False, limit=10) == ()
    assert (await stores.gaps.send(TEA)).sent


async def test_after_30_days_a_hidden_gap_goes_and_a_ready_one_forgets_people(
    stores: Stores,
) -> None:
    await asked(stores, ANA)
    sent = await stores.gaps.send(replace(TEA, group="milk"))
    stores.gaps.count(replace(TEA, group="milk"))
    await stores.flush()
    await stores.sweep(NOON + HASHES_KEPT)
    assert len(await stores.gaps.open(HERE, ready=False, limit=10)) == 2
    await stores.sweep(NOON + HASHES_KEPT + timedelta(seconds=1))
    (left,) = await stores.gaps.open(HERE, ready=False, limit=10)
    assert (left.id, left.askings) == (sent.id, 1)
    assert (await stores.people.export(ANA)).hashes == 0


async def test_somebody_waits_no_longer_for_anything(stores: Stores) -> None:
    gap = await stores.gaps.wait(TEA)
    await stores.gaps.wait(replace(TEA, group="milk"))
    await stores.gaps.wait(replace(TEA, person=BEN))
    assert await stores.gaps.leave(ANA) == 2
    assert await stores.gaps.leave(ANA) == 0
    assert await stores.gaps.close(HERE, gap.id, CloseReason.ANSWERED) == (Wish(BEN, TEA.text),)
