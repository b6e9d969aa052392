"""Nothing a moderator writes is live before they publish what they see."""

from tests.chat.conftest import World
from tests.chat.editing.making import TEA, asked, press
from tests.support.cards import custom_id, labels
from tests.support.forms import fill, last, said, save, values


async def test_nothing_is_live_before_publish(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(world.moderator, opened, **TEA)
    assert seen.ephemeral
    assert "Nothing is published yet" in said(seen)
    assert "Yes, tea is allowed." in said(seen)
    assert "tea is allowed" not in await asked(world, "is green tea fine")
    published = await world.moderator.click(last(seen), label="Publish")
    assert "Published. Members see this from now on." in said(published)
    assert "Publish" not in labels(last(seen).components), "it stands where the preview stood"


async def test_a_preview_shows_the_words_that_change_and_what_is_no_longer_quoted(
    world: World,
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    seen = await fill(world.moderator, opened, answer="H-1B lasts nine years. Trust me.")
    text = said(seen)
    assert "Your text says **nine years**; the base says **six years**" in text
    assert "six years (`longest`, true on 7 Oct 2026)" in text
    assert "USCIS, H\\-1B Specialty Occupations" in text, "the page that spoke for another text"
    assert (
        "Answer: ~~H\\-1B time is normally limited to six years.~~ **H\\-1B lasts nine years. Trust"
        in text
    )
    assert "Duration – Bullet, removed:" in text
    assert "Source: USCIS" not in text
    assert "Written by the moderators of" in text


async def test_sources_that_stay_hidden_are_named_at_the_moment_to_check_them(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    seen = await fill(world.moderator, opened, answer="No, a master's is enough.")
    published = said(await world.moderator.click(last(seen), label="Publish"))
    assert "Its sources stay hidden until somebody checks them and uses /kb verify." in published
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(
        world.moderator, opened, name="Is there a bus?", answer="Yes.", sources="this server"
    )
    added = said(await world.moderator.click(last(seen), label="Publish"))
    assert "Published." in added
    assert "stay hidden" not in added


async def test_a_preview_can_be_discarded(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(world.moderator, opened, **TEA)
    state = custom_id(last(seen).components, "1|publish")
    discarded = await world.moderator.click(last(seen), label="Discard")
    assert "Discarded. Nothing was changed." in said(discarded)
    late = await press(world, world.moderator, state)
    assert "You discarded this" in said(late)
    assert values(await world.moderator.slash(world.channel, "kb add"))["name"] == ""
    assert "tea is allowed" not in await asked(world, "is green tea fine")


async def test_a_preview_can_be_changed(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(world.moderator, opened, **TEA)
    again = await world.moderator.click(last(seen), label="Change")
    assert values(again) == TEA
    await save(world.moderator, again, answer="Yes, and coffee too.")
    assert "Yes, and coffee too." in await asked(world, "is green tea fine")


async def test_nobody_else_publishes_or_reads_a_preview(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(world.moderator, opened, **TEA)
    identifier = custom_id(last(seen).components, "1|publish")
    others = {"ana": (world.ana, "Only moderators"), "max": (world.second, "no longer kept")}
    for who, reason in others.values():
        for action in ("publish", "discard", "ok", "all"):
            forged = identifier.replace("publish", action)
            refused = said(await press(world, who, forged))
            assert reason in refused or "waits for nobody" in refused
    assert "tea is allowed" not in await asked(world, "is green tea fine")
    await world.moderator.click(last(seen), label="Publish")
    again = await press(world, world.moderator, identifier)
    assert "published already" in said(again)


async def test_a_published_preview_is_not_published_again_after_an_undo(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    seen = await fill(world.moderator, opened, **TEA)
    identifier = custom_id(last(seen).components, "1|publish")
    published = await world.moderator.click(last(seen), label="Publish")
    await world.moderator.click(last(published), label="Undo")
    await press(world, world.moderator, identifier)
    assert "tea is allowed" not in await asked(world, "is green tea fine")
