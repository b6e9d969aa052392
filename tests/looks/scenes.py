"""What is looked at: each scene uses the bot as a person would, and ends at a card."""

import discord
import simcord

from bot.local.clients import in_languages
from tests.looks.stage import Scene, Stage
from tests.support.cards import choose, custom_id, last_card, text_of
from tests.support.forms import fill, publish, save
from tests.support.language.speaking import speaks

NOWHERE = "can i bring my parents on a visitor visa"
"""A question that the base does not answer."""

FAR = "super bowl halftime show"
"""A question about nothing that the base is for."""

MINUTE = 61.0
"""Seconds until the bot has looked for changes again."""


async def words_of_a_picture(stage: Stage) -> simcord.InteractionResult:
    """Ask for the words of a picture of pay."""
    pay = await stage.use("salary", role="ml engineer", place="Seattle", offer=185_000)
    return await stage.choose(pay, "Picture as text")


async def questions_of_a_topic(stage: Stage) -> simcord.InteractionResult:
    """Choose a topic of the questions."""
    result = await stage.use("faq")
    assert result.response is not None
    identifier = custom_id(result.response.components, "1|topics|")
    await stage.ana.select(result.response, ["visas"], custom_id=identifier)
    return result


async def inbox(stage: Stage) -> simcord.InteractionResult:
    """Fill the inbox with a report, a question and a suggestion, and open it."""
    for member in (stage.ana, stage.ben):
        answer = await member.slash(stage.channel, "ask", question="can i work on l-2")
        assert answer.response is not None
        form = await choose(member, answer.response, "Not right")
        await member.submit_modal(form, {"reason": "out of date"})
    for member in (stage.ana, stage.ben, stage.ben):
        await member.slash(stage.channel, "ask", question=NOWHERE)
    form = await stage.use("suggest")
    await fill(stage.ana, form, question="which banks take newcomers without an SSN")
    return await stage.staff("kb inbox")


async def question(stage: Stage) -> simcord.InteractionResult:
    """Turn to a question in the inbox, past the report."""
    opened = await inbox(stage)
    assert opened.response is not None
    while "Not answered yet" not in text_of(opened.response.components):
        await stage.admin.click(opened.response, label="Next")
    return opened


async def board(stage: Stage) -> discord.Message:
    """Post the board."""
    await stage.staff("kb board")
    return last_card(stage.channel)


async def answered(stage: Stage) -> discord.Message:
    """Wait for an answer, and be told of it."""
    asked = await stage.use("ask", question="may i bring my parrot to the usa")
    await stage.press(asked, "None of these")
    await stage.press(asked, "Tell me when there is an answer")
    form = await stage.staff("kb add")
    await save(
        stage.admin,
        form,
        name="May I bring my parrot to the USA?",
        answer="Ask the USDA before you fly: a pet bird needs papers of its own.",
        sources="USDA APHIS, pet travel https://www.aphis.usda.gov/pet-travel",
    )
    return last_card(stage.ana.user.dm_channel)


async def changed(stage: Stage) -> discord.Message:
    """Watch an answer, and be told that it changed."""
    answer = await stage.use("ask", question="do i need a phd for ml jobs")
    await stage.choose(answer, "Tell me if it changes")
    form = await stage.staff("kb edit", answer="=faq:phd-needed")
    await save(stage.admin, form, answer="No: most ML jobs here want a bachelor's degree.")
    await stage.env.advance_time(MINUTE)
    return last_card(stage.ana.user.dm_channel)


async def previewed(stage: Stage) -> simcord.InteractionResult:
    """Change an answer in its form, and look at the preview."""
    opened = await stage.staff("kb edit", answer="=faq:phd-needed")
    said = "No: most ML jobs here ask for a bachelor's degree, and some for a master's."
    return await fill(stage.admin, opened, answer=said, reason="asked every week")


async def edited(stage: Stage) -> simcord.InteractionResult:
    """Change an answer, and publish it."""
    return await publish(stage.admin, await previewed(stage))


async def looked_back(stage: Stage) -> simcord.InteractionResult:
    """Change an answer, and look at its history."""
    await edited(stage)
    return await stage.staff("kb history", entry="=faq:phd-needed")


async def reported(stage: Stage) -> simcord.InteractionResult:
    """Open the form of a report."""
    answer = await stage.use("ask", question="how long does h1b last")
    return await stage.choose(answer, "Not right")


async def follow_up(stage: Stage) -> simcord.InteractionResult:
    """Open the form that goes on from an answer."""
    answer = await stage.use("ask", question="how long does h1b last")
    return await stage.press(answer, "Follow up")


async def watched(stage: Stage) -> simcord.InteractionResult:
    """Watch two answers, and list them."""
    for question in ("how long does h1b last", "can my spouse work on O-3"):
        answer = await stage.use("ask", question=question)
        await stage.choose(answer, "Tell me if it changes")
    return await stage.use("my watches")


async def kept_data(stage: Stage) -> simcord.InteractionResult:
    """Watch answers, and ask what is kept."""
    await watched(stage)
    return await stage.use("my data")


async def counted(stage: Stage) -> simcord.InteractionResult:
    """Ask some questions, and count them."""
    for question in ("how long does h1b last", "can my wife work", NOWHERE):
        await stage.use("ask", question=question)
    return await stage.staff("kb stats")


def plain(scene: Scene) -> Scene:
    """Live a scene in plain text."""

    async def in_plain_text(stage: Stage) -> simcord.InteractionResult | discord.Message:
        await stage.use("my plain")
        return await scene(stage)

    return in_plain_text


def asked(question: str) -> Scene:
    """Ask something."""
    return lambda stage: stage.use("ask", question=question)


def then(question: str, label: str) -> Scene:
    """Ask something, and press a button of the answer or behind ⋯."""

    async def scene(stage: Stage) -> simcord.InteractionResult:
        return await stage.choose(await stage.use("ask", question=question), label)

    return scene


async def asked_person(stage: Stage) -> simcord.InteractionResult | discord.Message:
    """Choose a channel for the inbox, and open the form of a question to a person."""
    panel = await stage.staff("setup")
    assert panel.response is not None
    identifier = custom_id(panel.response.components, "1|set-inbox|")
    await stage.admin.select(panel.response, [stage.channel], custom_id=identifier)
    return await then("how do i bake bread", "Ask a person")(stage)


async def complained(stage: Stage) -> simcord.InteractionResult:
    """Send a report."""
    return await stage.ana.submit_modal(await reported(stage), {"reason": "unclear"})


async def suggested(stage: Stage) -> simcord.InteractionResult:
    """Send a suggestion."""
    form = await stage.use("suggest")
    return await fill(stage.ana, form, question="do i need a car in austin")


async def refused(stage: Stage) -> simcord.InteractionResult:
    """Write an answer that cannot be taken, and get it back."""
    form = await stage.staff("kb add")
    return await fill(
        stage.admin, form, name="May I park here?", answer="Yes.", sources="a page somewhere"
    )


async def picked(stage: Stage) -> simcord.InteractionResult:
    """Pick an answer for somebody's message."""
    asked = await stage.ben.send(stage.channel, "how long does h1b last?")
    return await stage.ana.context_menu(stage.channel, "Answer this", asked)


def translated(locale: str) -> Scene:
    """Look up an answer as somebody who uses Discord in another language."""

    async def scene(stage: Stage) -> simcord.InteractionResult:
        with in_languages(speaks(stage.ana, locale)):
            return await stage.use("visa", name="=visa:h-1b", part="changing-jobs")

    return scene


WALK = (
    "Outside the USA, looking for a US job",
    "Another country",
    "No, or for less than a year",
    "Prizes, papers or a critical role",
)
"""Choices that lead to the last question of `/path`."""

SCENES: dict[str, Scene] = {
    "answer": lambda stage: stage.use("ask", question="how long does h1b last"),
    "translated-es": translated("es-ES"),
    "translated-hi": translated("hi"),
    "translated-zh": translated("zh-CN"),
    "look-alike": lambda stage: stage.use("ask", question="can my spouse work on O-3"),
    "which-one": lambda stage: stage.use("ask", question="can my wife work"),
    "closest": lambda stage: stage.use(
        "ask", question="is it hard to find friends in texas on a visa"
    ),
    "several": lambda stage: stage.use(
        "ask", question="how long does an h1b last? do i need a phd for ml jobs?"
    ),
    "unknown": lambda stage: stage.use("ask", question="how do i bake bread"),
    "off-topic": lambda stage: stage.use("ask", question=FAR),
    "role": lambda stage: stage.use("role", name="mlops engineer"),
    "salary": lambda stage: stage.use("salary", role="ml engineer", place="Seattle", offer=185_000),
    "salary-range": lambda stage: stage.use("ask", question="=salary:ml-engineer-mid-us"),
    "level": lambda stage: stage.use("level", place="Seattle", offer=150_000),
    "level-where": lambda stage: stage.use("ask", question="which city makes 150k level 4"),
    "salary-words": words_of_a_picture,
    "season": lambda stage: stage.use("visa", name="h1b", part="lottery"),
    "compare": lambda stage: stage.use("compare", first="h1b", second="o1"),
    "compare-three": lambda stage: stage.use("compare", first="h1b", second="l1", third="tn"),
    "compare-pay": lambda stage: stage.use(
        "compare", first="ml engineer pay: entry level, united states", second="senior ml pay"
    ),
    "compare-unclear": lambda stage: stage.use("compare", first="h1b", second="ml engineer"),
    "versus": lambda stage: stage.use("ask", question="h1b vs o1"),
    "path": lambda stage: stage.walk("path"),
    "path-question": lambda stage: stage.walk(
        "path", "Outside the USA, looking for a US job", "Another country"
    ),
    "path-last": lambda stage: stage.walk("path", *WALK),
    "path-end": lambda stage: stage.walk("path", *WALK, "No, none"),
    "faq": lambda stage: stage.use("faq"),
    "faq-topic": questions_of_a_topic,
    "help": lambda stage: stage.use("help"),
    "suggest": lambda stage: stage.use("suggest"),
    "report": reported,
    "follow-up": follow_up,
    "watches": watched,
    "menu": then("how long does h1b last", "⋯"),
    "none-of-these": then("can my wife work", "None of these"),
    "sent": then("how do i bake bread", "Send to moderators"),
    "person": asked_person,
    "shared": then("how long does h1b last", "Share here"),
    "reported": complained,
    "suggested": suggested,
    "forget": lambda stage: stage.use("my forget"),
    "plain": plain(asked("how long does h1b last")),
    "plain-which-one": plain(asked("can my wife work")),
    "plain-unknown": plain(asked("how do i bake bread")),
    "plain-path": plain(lambda stage: stage.use("path")),
    "plain-help": plain(lambda stage: stage.use("help")),
    "plain-compare": plain(lambda stage: stage.use("compare", first="h1b", second="o1")),
    "plain-salary": plain(
        lambda stage: stage.use("salary", role="ml engineer", place="Seattle", offer=185_000)
    ),
    "picked": picked,
    "privacy": kept_data,
    "answered": answered,
    "changed": changed,
}
"""What every member sees."""

STAFF: dict[str, Scene] = {
    "setup": lambda stage: stage.staff("setup"),
    "kb-add": lambda stage: stage.staff("kb add"),
    "kb-edit": lambda stage: stage.staff("kb edit", answer="=visa:h-1b/cost"),
    "kb-preview": previewed,
    "kb-refused": refused,
    "kb-review": lambda stage: stage.staff("kb review"),
    "kb-edited": edited,
    "kb-history": looked_back,
    "kb-inbox": question,
    "kb-inbox-report": inbox,
    "kb-board": board,
    "kb-try": lambda stage: stage.staff("kb try", question="h1b for my cat"),
    "kb-stats": counted,
}
"""What those see who look after a server."""

COMMON = (
    "answer",
    "look-alike",
    "which-one",
    "closest",
    "unknown",
    "off-topic",
    "salary",
    "level",
    "season",
    "compare",
    "path",
    "faq",
    "help",
    "menu",
    "plain",
)
"""What members see most, which is looked at in every language."""

LOCALES = ("es-ES", "hi", "pt-BR", "zh-CN")

ALL = {**SCENES, **STAFF}
