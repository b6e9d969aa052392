"""Entries that the tests of editing save, and who saves them."""

from bot.kb.model.keys import Key
from bot.services.editing.editor import Edit
from tests.support.knowledge.base import FAQ_OWN, page

HERE, THERE = 100, 200
ANA, BEN = 1, 2
TEA = Key.parse("faq:tea")
PHD = Key.parse("faq:phd-needed")
H1B = Key.parse("visa:h-1b")


def tea(summary: str = "Yes, tea is allowed.") -> str:
    return page(
        "Tea",
        FAQ_OWN.format(question="May I bring tea?"),
        summary=summary,
        front="asks: [can i carry green tea leaves]\n",
    )


def phd(summary: str = "Our server says no PhD is needed.") -> str:
    own = FAQ_OWN.format(question="Do I need a PhD?")
    return page("PhD", own, summary=summary, front="asks: [do i need a phd for ml jobs]\n")


def edit(request: str, guild: int = HERE, actor: int = ANA) -> Edit:
    return Edit(guild, actor, request, "asked in the channel")
