"""A phrasing is added at once, or shows first what it takes from other answers."""

from tests.chat.conftest import World
from tests.chat.editing.making import TAKING, TEA, asked, press, take
from tests.support.cards import custom_id, labels
from tests.support.forms import fill, last, publish, said, save, values


async def test_a_phrasing_is_added(world: World) -> None:
    seen = await world.moderator.slash(
        world.channel, "kb alias", answer="=faq:phd-needed", phrasing="doctorate required or not"
    )
    assert "- Other ways to ask it, added: **doctorate required or not**" in said(seen)
    assert "Written by the moderators" not in said(seen), "the words are everybody's"
    assert "Published" in said(await publish(world.moderator, seen))
    assert "Do I need a PhD?" in await asked(world, "doctorate required or not")


async def test_a_phrasing_that_takes_questions_is_stopped_and_shown(world: World) -> None:
    warned = await take(world)
    assert "take **1 question** from other answers" in said(warned)
    assert "“can my spouse work on h\\-4” from **H\\-4 visa\\: family**" in said(warned)
    assert "is 99% like **H\\-4 visa\\: family**" in said(warned)
    assert "An H-4 spouse may work" in await asked(world, TAKING)


async def test_a_moderator_may_publish_it_anyway(world: World) -> None:
    saved = await publish(world.moderator, await take(world))
    assert "Published" in said(saved)
    assert "Can my family come with me?" in await asked(world, TAKING)


async def test_a_moderator_may_change_it_first(world: World) -> None:
    opened = await world.moderator.click(last(await take(world)), label="Change")
    assert values(opened) == {"phrasing": TAKING}
    saved = await save(world.moderator, opened, phrasing="come along with relatives")
    assert "Published" in said(saved)


async def test_a_new_answer_like_another_is_offered_as_a_phrasing_of_it(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    question = "Do we need a PhD for ML jobs?"
    warned = await fill(world.moderator, opened, **(TEA | {"name": question, "asks": ""}))
    assert "like **Do I need a PhD?**" in said(warned)
    (label,) = (one for one in labels(last(warned).components) if one.startswith("Add as"))
    added = await world.moderator.click(last(warned), label=label)
    assert "Do I need a PhD?" in said(await publish(world.moderator, added))
    assert "Do I need a PhD?" in await asked(world, question)


async def test_a_card_of_before_there_were_previews_leads_to_one(world: World) -> None:
    warned = await take(world)
    draft = custom_id(last(warned).components, "1|again").removeprefix("1|again|")
    seen = await press(world, world.moderator, f"1|anyway|{draft}")
    assert "Nothing is published yet" in said(seen)
    assert "Published" in said(await publish(world.moderator, seen))
