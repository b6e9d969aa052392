"""A suggestion waits, is handled once, and a declined one is kept until its author was told."""

from dataclasses import replace
from datetime import timedelta

from bot.services.ports.records import Suggestion
from bot.services.ports.stores import Stores
from tests.storage.making import ANA, BEN, HERE, NOON, THERE

MINUTE = timedelta(minutes=1)
SUGGESTED = Suggestion(HERE, ANA, "Tea?", "Yes.", NOON, locale="hi")


async def declined(stores: Stores, reason: str = "No tea here.") -> Suggestion:
    kept = await stores.suggestions.add(SUGGESTED, "1")
    assert await stores.suggestions.decline(HERE, kept.id, reason, NOON)
    return replace(kept, declined=reason)


async def test_it_is_declined_once_and_told_from_then_on(stores: Stores) -> None:
    kept = await stores.suggestions.add(SUGGESTED, "1")
    assert not await stores.suggestions.decline(THERE, kept.id, "No.", NOON)
    assert await stores.suggestions.decline(HERE, kept.id, "", NOON)
    assert not await stores.suggestions.decline(HERE, kept.id, "No.", NOON)
    assert await stores.suggestions.find(HERE, kept.id) is None
    assert await stores.suggestions.close(HERE, kept.id) is None
    assert await stores.suggestions.open(HERE, limit=9) == ()
    assert await stores.suggestions.to_tell(NOON - MINUTE, limit=9) == ()
    assert await stores.suggestions.to_tell(NOON, limit=9) == (replace(kept, declined=""),)


async def test_telling_is_begun_tried_again_and_ended(stores: Stores) -> None:
    told = await declined(stores)
    assert await stores.suggestions.begin(told, NOON + MINUTE)
    assert await stores.suggestions.to_tell(NOON, limit=9) == ()
    (again,) = await stores.suggestions.to_tell(NOON + MINUTE, limit=9)
    assert again == replace(told, tries=1)
    await stores.suggestions.end(again)
    assert not await stores.suggestions.begin(again, NOON)
    assert (await stores.people.export(ANA)).suggestions == ()


async def test_its_author_sees_it_until_they_were_told_and_can_have_it_forgotten(
    stores: Stores,
) -> None:
    told = await declined(stores)
    assert (await stores.people.export(ANA)).suggestions == (told,)
    await stores.people.forget(ANA)
    assert await stores.suggestions.to_tell(NOON, limit=9) == ()


async def test_who_wants_to_be_told_nothing_is_not_and_others_are(stores: Stores) -> None:
    told = await declined(stores)
    waits = await stores.suggestions.add(SUGGESTED, "2")
    other = await stores.suggestions.add(replace(SUGGESTED, author=BEN), "3")
    assert await stores.suggestions.hush(ANA) == 2
    assert await stores.suggestions.hush(ANA) == 0
    assert not await stores.suggestions.begin(told, NOON)
    assert await stores.suggestions.open(HERE, limit=9) == (waits, other)
    for one in (waits, other):
        assert await stores.suggestions.decline(HERE, one.id, "No.", NOON)
    assert [one.author for one in await stores.suggestions.to_tell(NOON, limit=9)] == [BEN]
    assert (await stores.people.export(ANA)).suggestions == ()
