"""A moderator's round, from setting up to the review: no dead end, and every press is counted."""

from dataclasses import dataclass
from typing import Any

import simcord

from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import choose, custom_id, last_card, options
from tests.support.forms import last, said, values

TAKING = "can my wife work on h-4"
PAGE = "## Where is the kitchen?\n\nOn the second floor.\n"


@dataclass
class Hand:
    """A person whose presses are counted: buttons, choices and forms that are sent."""

    actor: simcord.MemberActor
    presses: int = 0

    async def click(self, card: Any, label: str) -> simcord.InteractionResult:
        self.presses += 1
        return await self.actor.click(card, label=label)

    async def select(self, card: Any, start: str, value: str) -> simcord.InteractionResult:
        self.presses += 1
        identifier = custom_id(card.components, start)
        return await self.actor.select(card, [value], custom_id=identifier)

    async def fill(
        self, opened: simcord.InteractionResult, **changes: str
    ) -> simcord.InteractionResult:
        self.presses += 1
        return await self.actor.submit_modal(opened, values(opened) | changes)

    def pressed(self) -> int:
        """Tell how many presses there were since it was asked last."""
        count, self.presses = self.presses, 0
        return count


async def asked(world: World, question: str) -> str:
    return said(await world.ana.slash(world.channel, "ask", question=question))


async def test_a_moderator_s_round_meets_no_dead_end_in_so_many_presses(
    world: World, desk: Services
) -> None:
    hand, presses = Hand(world.moderator), dict[str, int]()

    panel = await world.admin.slash(world.channel, "setup")
    identifier = custom_id(last(panel).components, "1|set-inbox")
    await world.admin.select(last(panel), [world.inbox], custom_id=identifier)
    assert desk.servers.settings.of(world.guild.id).inbox_channel == world.inbox.id

    form = await world.moderator.slash(world.channel, "kb add", question="May I bring tea?")
    refused = await hand.fill(form, answer="- No sentence first.", sources="this server")
    assert "begin with one sentence" in said(refused)
    form = await hand.click(last(refused), "Open the form again")
    assert values(form)["name"] == "May I bring tea?"
    seen = await hand.fill(form, answer="Yes, tea is allowed.")
    assert "tea is allowed" not in await asked(world, "may i bring tea")
    assert "Published" in said(await hand.click(last(seen), "Publish"))
    assert "tea is allowed" in await asked(world, "may i bring tea")
    presses["add with a mistake"] = hand.pressed()

    form = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    seen = await hand.fill(form, answer="H-1B time is limited.")
    assert "These sourced figures are no longer in the answer" in said(seen)
    assert "six years" in said(seen)
    edited = await hand.click(last(seen), "Publish")
    assert "Written by the moderators" in await asked(world, "how long does h1b last")
    presses["edit with a dropped fact"] = hand.pressed()

    seen = await world.moderator.slash(
        world.channel, "kb alias", answer="=faq:bring-family", phrasing=TAKING
    )
    assert "from other answers" in said(seen)
    await hand.click(last(seen), "Discard")
    assert "An H-4 spouse may work" in await asked(world, TAKING)
    presses["alias that takes questions"] = hand.pressed()

    file = ("kitchen.md", PAGE.encode())
    shown = await world.moderator.slash(world.channel, "kb import", file=file)
    assert "1 new" in said(shown)
    assert "Imported" in said(await hand.click(last(shown), "Import"))
    assert "second floor" in await asked(world, "where is the kitchen")
    presses["import of a page"] = hand.pressed()

    for member in (world.ana, world.ben):
        answer = await member.slash(world.channel, "ask", question="do i need a phd for ml jobs")
        report = await choose(member, last(answer), "Not right")
        await member.submit_modal(report, {"reason": "wrong", "note": "A degree will do."})
    card = last_card(world.inbox)
    form = await hand.click(card, "Edit the answer")
    seen = await hand.fill(form, answer="No, a degree will do.")
    corrected = await hand.click(last(seen), "Publish")
    assert "a degree will do" in await asked(world, "do i need a phd for ml jobs")
    assert not await desk.stores.reports.open(world.guild.id)
    presses["report to correction"] = hand.pressed()

    undone = await hand.click(last(corrected), "Undo")
    assert "Taken back" in said(undone)
    assert "a degree will do" not in await asked(world, "do i need a phd for ml jobs")
    presses["undo"] = hand.pressed()

    history = await world.second.slash(world.channel, "kb history", entry="faq:phd-needed")
    assert f"<@{world.moderator.id}>" in said(history)
    assert "**No, a degree will do.**" in said(history)
    presses["history"] = hand.pressed()

    review = await world.moderator.slash(world.channel, "kb review")
    chosen = options(last(review).components, "Mark as verified today…")["H-1B visa"]
    assert "Verified today" in said(await hand.select(last(review), "1|verified", chosen))
    presses["review"] = hand.pressed()

    assert edited.acknowledged
    assert presses == {
        "add with a mistake": 4,
        "edit with a dropped fact": 2,
        "alias that takes questions": 1,
        "import of a page": 1,
        "report to correction": 3,
        "undo": 1,
        "history": 0,
        "review": 1,
    }
