"""Every way to an answer in one table: what is counted and remembered, what is sent, to whom."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.services.conversation.last_answers import LastAnswers, Turn
from bot.services.listening.published_answers import PublishedAnswers
from bot.services.listening.usage import UsageCounter
from tests.chat.conftest import World
from tests.support.cards import custom_id
from tests.support.discord.forging import press
from tests.support.forms import last

PHD, BREAD, BOTH = "do i need a phd for ml jobs", "how do i bake bread", "h1b vs o1"
KEY = "faq:phd-needed"


@dataclass
class Effects:
    """What an answer did besides standing there."""

    counted: list[str] = field(default_factory=list)
    """The kinds of outcome that were counted in the server."""
    compared: int = 0
    """Comparisons that were searched for gaps."""
    asker: list[str] = field(default_factory=list)
    """What the person goes on from, here."""
    message: list[str] = field(default_factory=list)
    """What everybody goes on from who replies to the message of the answer."""
    served: list[str] = field(default_factory=list)
    """What is corrected where it stands."""


@pytest.fixture
def effects(world: World, monkeypatch: pytest.MonkeyPatch) -> Effects:
    """Watch what the services are told."""
    seen = Effects()
    people = {world.ana.id, world.ben.id, world.silent.id}
    record, compare = UsageCounter.record, UsageCounter.record_comparison
    remember, serve = LastAnswers.remember, PublishedAnswers.remember

    def recorded(usage_counter: UsageCounter, outcome: Any, guild: int | None, person: int) -> None:
        if guild is not None:
            seen.counted.append(type(outcome).__name__)
        record(usage_counter, outcome, guild, person)

    def searched(
        usage_counter: UsageCounter, comparison: Any, guild: int | None, person: int
    ) -> None:
        seen.compared += comparison is not None and guild is not None
        compare(usage_counter, comparison, guild, person)

    def remembered(answers: LastAnswers, turn: Turn, *places: Any, **given: Any) -> None:
        for place in places:
            (seen.asker if place[1] in people else seen.message).append(str(turn.address))
        remember(answers, turn, *places, **given)

    def served(
        published: PublishedAnswers, answer: Any, guild: Any, channel: Any, message: Any
    ) -> None:
        if None not in (guild or None, channel, message):
            seen.served.append(str(answer.address))
        serve(published, answer, guild, channel, message)

    monkeypatch.setattr(UsageCounter, "record", recorded)
    monkeypatch.setattr(UsageCounter, "record_comparison", searched)
    monkeypatch.setattr(LastAnswers, "remember", remembered)
    monkeypatch.setattr(PublishedAnswers, "remember", served)
    return seen


Way = Callable[[World, str], Awaitable[bool]]
"""Gets to an answer, and tells whether only the person sees it."""


async def ask(world: World, question: str) -> bool:
    return bool((await world.ana.slash(world.channel, "ask", question=question)).ephemeral)


async def ask_for_everyone(world: World, question: str) -> bool:
    result = await world.ana.slash(world.channel, "ask", question=question, show="everyone")
    return bool(result.ephemeral)


async def mention(world: World, question: str) -> bool:
    user = world.env.bot.user
    assert user is not None
    await world.ana.send(world.channel, f"{user.mention} {question}")
    return False


async def direct_message(world: World, question: str) -> bool:
    await world.ana.user.send_dm(question)
    return True


async def ask_in_direct_message(world: World, question: str) -> bool:
    await world.ana.user.slash("ask", question=question)
    return True


async def open_from_a_card(world: World, question: str) -> bool:
    asked = await world.ana.slash(world.channel, "ask", question=question)
    browse = custom_id(last(asked).components, "1|links|browse")
    await world.ana.select(last(asked), [KEY], custom_id=browse)
    return bool(asked.ephemeral)


async def read_beside_a_card(world: World, question: str) -> bool:
    return bool((await press(world.ana, world.channel, "1|read|f:phd-needed")).ephemeral)


async def share(world: World, question: str) -> bool:
    pressed = await press(world.ana, world.channel, "1|share|f:phd-needed|abcdef12")
    return bool(pressed.ephemeral)


async def reply_publicly(world: World, question: str) -> bool:
    message = await world.ben.send(world.channel, question)
    answered = await world.ana.context_menu(world.channel, "Answer this", message)
    await world.ana.click(last(answered), label="Reply publicly")
    return False


async def compare(world: World, question: str) -> bool:
    result = await world.ana.slash(world.channel, "compare", first="H-1B visa", second="O-1A visa")
    return bool(result.ephemeral)


async def follow_up(world: World, question: str) -> bool:
    form = await press(world.ana, world.channel, "1|follow|f:phd-needed")
    return bool((await world.ana.submit_modal(form, {"question": question})).ephemeral)


FIRST = "visa:h-1b"
"""What is offered first for two visas: one goes on from it, or from the second."""

TABLE: list[tuple[Way, str, bool, Effects]] = [
    (ask, PHD, True, Effects(["Found"], asker=[KEY])),
    (ask, BREAD, True, Effects(["Unknown"])),
    (ask, BOTH, True, Effects(["WhichOne"], compared=1, asker=[FIRST])),
    (ask_for_everyone, PHD, False, Effects(["Found"], asker=[KEY], message=[KEY], served=[KEY])),
    (ask_for_everyone, BREAD, False, Effects(["Unknown"])),
    (
        ask_for_everyone,
        BOTH,
        False,
        Effects(["WhichOne"], compared=1, asker=[FIRST], message=[FIRST]),
    ),
    (mention, PHD, False, Effects(["Found"], asker=[KEY], message=[KEY], served=[KEY])),
    (mention, BREAD, False, Effects(["Unknown"])),
    (mention, BOTH, False, Effects(["WhichOne"], compared=1, asker=[FIRST], message=[FIRST])),
    (direct_message, PHD, True, Effects(asker=[KEY], message=[KEY])),
    (direct_message, BREAD, True, Effects()),
    (direct_message, BOTH, True, Effects(asker=[FIRST], message=[FIRST])),
    (ask_in_direct_message, PHD, True, Effects(asker=[KEY])),
    (ask_in_direct_message, BOTH, True, Effects(asker=[FIRST])),
    (open_from_a_card, BREAD, True, Effects(["Unknown"], asker=[KEY])),
    (read_beside_a_card, PHD, True, Effects(asker=[KEY])),
    (share, PHD, False, Effects(message=[KEY], served=[KEY])),
    (
        reply_publicly,
        PHD,
        False,
        Effects(["Found"], asker=[KEY], message=[KEY], served=[KEY]),
    ),
    (compare, BOTH, True, Effects(compared=1)),
    (follow_up, PHD, True, Effects(["Found"], asker=[KEY])),
]


@pytest.mark.parametrize(
    ("way", "question", "private", "expected"),
    TABLE,
    ids=[f"{way.__name__}: {question}" for way, question, *_ in TABLE],
)
async def test_each_way_counts_remembers_and_shows(
    world: World, effects: Effects, way: Way, question: str, private: bool, expected: Effects
) -> None:
    assert await way(world, question) is private
    await world.env.settle()
    assert effects == expected
