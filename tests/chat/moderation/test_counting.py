"""Moderators see what is asked and answered, without anybody in it."""

from io import BytesIO

from PIL import Image

from tests.chat.conftest import World
from tests.support.cards import choose
from tests.support.forms import last, said, save


async def test_counts_are_shown_as_text_and_as_a_picture_with_words(world: World) -> None:
    for question in ("how long does h1b last", "how long does h1b last", "what is h1b1"):
        answer = await world.ana.slash(world.channel, "ask", question=question)
    await world.ana.slash(world.channel, "ask", question="which bakery makes sourdough")
    await world.ana.click(last(answer), label="Helpful")
    shown = await world.moderator.slash(world.channel, "kb stats")
    assert shown.ephemeral
    text = said(shown)
    assert "4 questions in 30 days, 75% answered, 100% found helpful" in text
    assert "What members say – helpful: 1 · not right: 0" in text
    assert "Answers given most" not in text, "the picture beside it says so"
    assert str(world.ana.id) not in text
    assert "ana" not in text.replace("answered", "")
    (file,) = last(shown).attachments
    assert file.description is not None
    assert "75% answered" in file.description
    assert "answered 3, offered choices 0, not answered 1" in file.description
    assert "Answers given most: H-1B visa 2, H-1B1 visa 1" in file.description
    assert Image.open(BytesIO(await file.read())).format == "PNG"


async def test_a_server_where_nothing_happened_has_counts_too(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "kb stats")
    text = said(shown)
    assert "0 questions in 30 days, no ratings yet" in text
    assert "Answers given most – none yet" in text
    assert not last(shown).attachments, "there is nothing to draw"


async def test_what_waits_is_counted_and_one_press_away(world: World) -> None:
    for member in (world.ana, world.ben):
        answer = await member.slash(world.channel, "ask", question="what is h1b1")
        form = await choose(member, last(answer), "Not right")
        await member.submit_modal(form, {"reason": "wrong"})
    shown = await world.moderator.slash(world.channel, "kb stats")
    opened = await world.moderator.click(last(shown), label="Open inbox (1)")
    assert "H-1B1 visa" in said(opened)


async def test_another_server_counts_for_itself(world: World) -> None:
    other = world.env.create_guild("Other")
    channel = other.create_text_channel("general")
    eva = other.add_member(world.env.create_user("eva"))
    await eva.slash(channel, "ask", question="what is h1b1")
    text = said(await world.moderator.slash(world.channel, "kb stats"))
    assert "0 questions" in text


async def test_one_question_is_not_said_to_be_several(world: World) -> None:
    await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    shown = await world.moderator.slash(world.channel, "kb stats")
    assert "1 question in 30 days" in said(shown)


async def test_what_was_taken_back_is_not_counted_as_of_this_server(world: World) -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    saved = await save(world.moderator, form, answer="Our server says no.")
    shown = await world.moderator.slash(world.channel, "kb stats")
    assert "written by this server: 1" in said(shown)
    await world.moderator.click(last(saved), label="Undo")
    shown = await world.moderator.slash(world.channel, "kb stats")
    assert "written by this server: 0" in said(shown)
