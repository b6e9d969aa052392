"""A preview shows all that members would read, and says of each warning what it rests on."""

import simcord

from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import last_card, text_of
from tests.support.forms import fill, last, publish, said

STEPS = "Book it in three steps.\n\n1. Open the calendar.\n2. Write `room`.\n\nThen wait."
BEHIND = "What members read behind **More**"


async def preview_new(world: World, answer: str) -> simcord.InteractionResult:
    opened = await world.moderator.slash(world.channel, "kb add", question="How do I book a room?")
    return await fill(world.moderator, opened, answer=answer, sources="this server")


async def preview_duration(world: World, answer: str) -> str:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    return said(await fill(world.moderator, opened, answer=answer))


async def test_steps_and_prose_stand_in_the_preview_as_members_read_them(world: World) -> None:
    text = said(await preview_new(world, STEPS))
    assert f"{BEHIND}\n1. Open the calendar.\n2. Write `room`.\n\nThen wait." in text
    assert BEHIND not in said(await preview_new(world, "Book it."))


async def test_a_second_moderator_sees_steps_and_prose_as_well(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    await publish(world.moderator, await preview_new(world, STEPS))
    shown = text_of([one.to_dict() for one in last_card(world.inbox).components])
    assert "2. Write `room`." in shown


async def test_what_is_too_long_for_a_preview_is_in_the_whole_text(world: World) -> None:
    previewed = await preview_new(world, "Book it.\n\n" + "Then wait for it.\n\n" * 150)
    assert "too long to show here: read it in the whole text" in said(previewed)
    whole = await world.moderator.click(last(previewed), label="Whole text")
    (file,) = last(whole).attachments
    assert (await file.read()).decode().count("Then wait for it.") >= 150


async def test_a_phrasing_changes_no_text_and_repeats_none(world: World) -> None:
    await publish(world.moderator, await preview_new(world, STEPS))
    phrased = await world.moderator.slash(
        world.channel, "kb alias", answer="How do I book a room?", phrasing="reserve a room"
    )
    assert "reserve a room" in said(phrased)
    assert BEHIND not in said(phrased)


async def test_a_source_that_stays_in_the_form_is_said_to_come_back(world: World) -> None:
    text = await preview_duration(world, "H-1B time is limited to {{longest}}.")
    assert "Members will not see these sources until somebody checks them" in text
    assert "no longer shown" not in text


async def test_a_source_that_was_taken_out_is_no_longer_shown(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    text = said(await fill(world.moderator, opened, answer="Long.", sources="this server"))
    assert "These sources are no longer shown:" in text
    assert "Members will not see" not in text


async def test_a_figure_is_held_against_the_nearest_of_the_base(world: World) -> None:
    text = await preview_duration(world, "It is nine years now, and was four years before.")
    assert "Your text says **nine years**; the base says **six years**" in text
    assert "Your text says **four years**; the base says **five years**" in text


async def test_a_question_that_is_taken_is_not_called_alike_as_well(world: World) -> None:
    taking = "can my spouse work on h-4"
    text = said(
        await world.moderator.slash(
            world.channel, "kb alias", answer="=faq:bring-family", phrasing=taking
        )
    )
    assert "“can my spouse work on h\\-4” from **H\\-4 visa\\: family**" in text
    assert "% like" not in text


async def test_a_refusal_names_the_line_of_the_answer_and_the_source(world: World) -> None:
    refused = said(await preview_new(world, "Yes.\n\n- one\n\n# Loud\ntext"))
    assert "Answer: line 5: a heading is not shown as one here" in refused
    refused = said(await preview_new(world, "Yes.\n\n## Loud\ntext"))
    assert "Answer: write it without '##' headings (line 3)." in refused
    opened = await world.moderator.slash(world.channel, "kb add", question="Is it so?")
    source = "USCIS https://["
    refused = said(await fill(world.moderator, opened, answer="Yes.", sources=source))
    assert "Sources: must be an address that names a site" in refused
    assert "(it is 'https://[')" in refused


async def test_an_answer_that_was_never_published_is_still_called_new(world: World) -> None:
    previewed = await preview_new(world, STEPS)
    form = await world.moderator.click(last(previewed), label="Change")
    assert form.modal is not None
    assert form.modal["title"] == "New answer"


async def test_a_clash_shows_what_differs_and_not_what_does_not(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    mine = await fill(world.moderator, opened, answer="Mine is six years.")
    theirs = await world.second.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    await publish(world.second, await fill(world.second, theirs, answer="Theirs is six years."))
    clash = said(await publish(world.moderator, mine))
    assert "Somebody else changed this first" in clash
    assert "+Mine is six years." in clash
    assert "how long does h1b last" not in clash.split("Somebody else changed this first")[1]
