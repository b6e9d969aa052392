"""Each person reads the bot's own sentences in their language, and all of a server in its."""

import discord
import pytest
import simcord

from bot.chat.sending.languages import Languages
from bot.local.clients import in_languages
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import choose, custom_id, text_of
from tests.support.forms import last, said
from tests.support.language.pseudo import LOCALE, PseudoLanguages
from tests.support.language.speaking import speaks

PHD = "do i need a phd for ml jobs"


def control(answer: simcord.InteractionResult, name: str) -> str:
    return custom_id(last(answer).components, f"1|{name}|")


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


async def test_a_press_is_answered_in_the_language_of_who_presses(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        for person, expected in ((world.ana, "Thank you."), (world.ben, "⟦Thank you.⟧")):
            answer = await person.slash(world.channel, "ask", question=PHD)
            pressed = await person.click(last(answer), custom_id=control(answer, "good"))
            assert said(pressed).strip() == expected


async def test_moderators_read_the_language_of_their_server(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    with in_languages(speaks(world.moderator, LOCALE)):
        answer = await world.moderator.slash(world.channel, "ask", question=PHD)
        form = await choose(world.moderator, last(answer), "⟦Not right⟧")
        await world.moderator.submit_modal(form, {"reason": "wrong"})
    message = world.inbox.last_message
    assert isinstance(message, discord.Message)
    assert "⟦" not in text_of([one.to_dict() for one in message.components])
