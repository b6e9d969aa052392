"""Moderators write answers from Discord: seen at once, taken back at once, never lost."""

import re
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.kb.model.keys import Key
from bot.kb.reading.markdown import print_entry
from bot.services.answering.answers import Answers
from bot.services.background.lane import Lane
from bot.services.editing.editor import Edit
from bot.wiring import Services
from tests.chat.conftest import MODERATOR, World, make_bot
from tests.chat.editing.making import FAMILY, TEA, add_tea, asked, open_family, take
from tests.support.cards import text_of
from tests.support.forms import file_of, fill, last, publish, said, save, values


async def test_a_new_answer_is_shown_to_the_moderator_and_to_the_next_member(world: World) -> None:
    saved = await add_tea(world)
    assert last(saved).ephemeral
    assert "Published" in said(saved)
    assert "Yes, tea is allowed." in said(saved)
    assert "Yes, tea is allowed." in await asked(world, "is green tea fine")


async def test_undo_takes_it_back_and_can_be_undone(world: World) -> None:
    saved = await add_tea(world)
    undone = await world.moderator.click(last(saved), label="Undo")
    assert "Taken back: **May I bring tea?** is no longer shown." in said(undone)
    assert "tea is allowed" not in await asked(world, "is green tea fine")
    redone = await world.moderator.click(last(undone), label="Undo")
    assert "Taken back" in said(redone)
    assert "tea is allowed" in await asked(world, "is green tea fine")


async def test_the_form_shows_what_members_see_and_changes_only_what_was_changed(
    world: World, desk: Services
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/cost")
    assert "name" not in values(opened), "a section has no name of its own"
    answer = values(opened)["answer"]
    assert "{{fact:premium-fee}}" in answer, "facts are quoted, not copied"
    assert opened.modal is not None
    note = text_of(opened.modal["components"])
    assert "`{{fact:premium-fee}}`: $2,965" in note, "and what they stand for is said"
    saved = await save(world.moderator, opened, answer=f"{answer}\n- Ask who pays.")
    assert "Ask who pays." in said(saved)
    before = desk.snapshots.snapshot.library.entries[Key.parse("visa:h-1b")]
    after = desk.snapshots.view(world.guild.id).library.entries[Key.parse("visa:h-1b")]
    assert after.section("duration") == before.section("duration")
    official, law_firm = before.sources
    # Nobody says that the new text was held against the page: it keeps the page, not the day.
    assert after.sources == (official, law_firm.model_copy(update={"checked": None}))


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        ("=visa:h-1b/duration", "Edit: H-1B visa: duration"),
        ("=visa:h-1b", "Edit: H-1B visa"),
        ("=faq:bring-family", "Edit: Can my family come with me?"),
    ],
)
async def test_a_form_is_named_as_people_call_what_it_is_about(
    world: World, answer: str, title: str
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer=answer)
    assert opened.modal is not None
    assert opened.modal["title"] == title


async def test_a_form_that_is_opened_again_is_named_by_its_server(world: World) -> None:
    await save(world.moderator, await open_family(world, world.moderator), name="Bring my family?")
    opened = await open_family(world, world.moderator)
    refused = await save(world.moderator, opened, sources="my uncle")
    again = await world.moderator.click(last(refused), label="Open the form again")
    assert again.modal is not None
    assert again.modal["title"] == "Edit: Bring my family?"


async def test_somebodys_message_becomes_the_answer_in_the_form(world: World) -> None:
    message = await world.ana.send(world.channel, "Tea is fine in any bag.")
    opened = await world.moderator.context_menu(world.channel, "Make an answer of this", message)
    assert values(opened)["answer"] == "Tea is fine in any bag."
    assert values(opened)["sources"].endswith(message.jump_url)
    saved = await save(world.moderator, opened, name="May I bring tea?")
    assert "Not verified with an official source" in said(saved)


async def test_the_numbers_of_a_message_do_not_become_part_of_an_answer(world: World) -> None:
    message = await world.ana.send(world.channel, "Call (415)555-2671, see https://tea.example.")
    opened = await world.moderator.context_menu(world.channel, "Make an answer of this", message)
    assert values(opened)["answer"] == "Call [phone], see https://tea.example."


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("answer", "Ask @everyone.", "Answer: '@everyone' would mention"),
        ("answer", "Ask @everyone.", "write the name without it"),
        ("answer", "One.\n\n---\n\nTwo.", "a line of dashes is shown as it is typed"),
        ("name", "Who is in <#5>?", "is no link here"),
        ("answer", "Come to discord.gg/tea now.", "invite to another server"),
        ("answer", "See [uscis.gov](https://evil.example).", "let it say where it leads"),
        ("answer", "It costs {{fact:tea-tax}}.", "quotes a fact that does not exist"),
        ("answer", "- No sentence first.", "begin with one sentence"),
        ("sources", "my uncle", "add a web address to"),
        ("asks", "x" * 300, "at most 240 characters"),
    ],
)
async def test_what_cannot_be_stored_is_handed_back_with_the_reason(
    world: World, field: str, typed: str, reason: str
) -> None:
    refused = await add_tea(world, **{field: typed})
    assert reason in said(refused)
    assert "\n\nYour text is in this file" in said(refused), "no part of the list"
    assert file_of(refused) == "your-text.md"
    again = await world.moderator.click(last(refused), label="Open the form again")
    assert values(again) == TEA | {field: typed}
    saved = await save(world.moderator, again, **{field: TEA[field]})
    assert "Published" in said(saved)


RICH = """Install it first.

| Tool | Version |
|---|---|
| uv | 0.9 |

1. Open #general and ask @Moderators.
2. Run `uv sync`.

```sh
echo "@everyone #general"
```"""


async def test_code_steps_tables_and_channels_are_shown_and_edited_again(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    rich = {
        "name": "3. How do I install it?",
        "answer": RICH,
        "asks": "",
        "sources": "This server.",
    }
    saved = await save(world.moderator, opened, **rich)
    text = said(saved)
    assert "- uv: Version: 0.9" in text
    assert f"https://discord.com/channels/{world.guild.id}" in text
    answer = await world.ana.slash(world.channel, "ask", question="=faq:3-install")
    assert "This server · on Discord" in said(answer)
    opened = await world.moderator.slash(world.channel, "kb edit", answer="3. How do I install it?")
    again = values(opened)
    assert "1. Open #general and ask @Moderators." in again["answer"]
    assert 'echo "@everyone #general"' in again["answer"]
    unchanged = await fill(world.moderator, opened)
    assert "nothing to change" in said(unchanged)


async def test_a_channel_is_stored_as_a_link_that_notifies_nobody(
    world: World, desk: Services
) -> None:
    await add_tea(world, answer="Ask in #general, or @Moderators.")
    (change,) = desk.snapshots.changes(world.guild.id).newest.values()
    assert f"Ask in <#{world.channel.id}>, or <@&" in (change.body or "")


async def test_the_second_editor_is_told_of_the_first_and_can_write_over_it(world: World) -> None:
    first, second = world.moderator, world.second
    opened = [await open_family(world, actor) for actor in (first, second)]
    assert "Published" in said(await save(first, opened[0], answer="Yes, says Mia."))
    clash = await save(second, opened[1], answer="No, says Max.")
    for text in ("Somebody else changed this first", "Yes, says Mia.", "No, says Max."):
        assert text in said(clash)
    assert "-Yes, says Mia." in said(clash)
    assert "+No, says Max." in said(clash)
    theirs = await second.click(last(clash), label="Open the form with theirs")
    assert values(theirs)["answer"] == "Yes, says Mia."
    mine = await second.click(last(clash), label="Open the form with mine")
    assert values(mine)["answer"] == "No, says Max."
    assert "Published" in said(await save(second, mine))
    assert "No, says Max." in await asked(world, "can i bring my family")


async def test_of_ten_moderators_one_wins_nine_are_told_and_no_text_is_lost(world: World) -> None:
    role = world.guild.create_role("More", permissions=MODERATOR)
    users = [world.env.create_user(f"m{number}") for number in range(10)]
    actors = [world.guild.add_member(user, roles=[role]) for user in users]
    opened = [await open_family(world, actor) for actor in actors]
    results = [
        await save(actor, form, answer=f"Answer of {actor.name}.")
        for actor, form in zip(actors, opened, strict=True)
    ]
    assert ["Published" in said(one) for one in results] == [True] + [False] * 9
    assert "Answer of m0." in await asked(world, "can i bring my family")
    for actor, lost in zip(actors[1:], results[1:], strict=True):
        mine = await actor.click(last(lost), label="Open the form with mine")
        assert values(mine)["answer"] == f"Answer of {actor.name}."


async def test_a_form_opened_before_a_restart_still_saves_and_once(
    world: World, desk: Services, answers: Answers, tmp_path: Path
) -> None:
    opened = await open_family(world, world.moderator)
    await world.env.restart_bot(make_bot(desk, tmp_path))
    saved = await save(world.moderator, opened, answer="Yes, after a restart.")
    assert "Published" in said(saved)
    assert "Yes, after a restart." in await asked(world, "can i bring my family")
    assert len(await desk.editing.editor.history(world.guild.id, FAMILY)) == 1


async def test_an_entry_is_suggested_whole_though_a_part_of_it_is_typed(world: World) -> None:
    actor, channel = world.moderator, world.channel
    found = await actor.autocomplete(channel, "kb retire", "answer", "how long does h1b last")
    assert found is not None
    assert {"name": "H-1B visa", "value": "=visa:h-1b"} in found


async def test_trying_a_question_shows_what_members_get_and_the_scores(world: World) -> None:
    tried = await world.moderator.slash(world.channel, "kb try", question="how long does h1b last")
    assert tried.ephemeral
    assert "limited to six years" in said(tried)
    assert re.search(r"- \d\.\d\d · H-1B visa: duration$", said(tried), re.MULTILINE), "no raw code"


async def test_trying_a_question_shows_what_each_choice_says_as_members_see_it(
    world: World,
) -> None:
    question = "can my spouse work"
    seen = await world.ana.slash(world.channel, "ask", question=question)
    sentences = [line for line in said(seen).splitlines() if line.startswith("-# ")]
    assert sentences
    tried = await world.moderator.slash(world.channel, "kb try", question=question)
    assert all(line in said(tried) for line in sentences)


async def test_free_text_finds_an_answer_and_nonsense_is_told(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="can i bring my family")
    assert values(opened)["name"] == "Can my family come with me?"
    unknown = await world.moderator.slash(world.channel, "kb edit", answer="how to bake bread")
    assert "I can't find this answer" in said(unknown)


async def test_another_server_keeps_the_shared_answer(world: World, answers: Answers) -> None:
    opened = await open_family(world, world.moderator)
    await save(world.moderator, opened, answer="Only here.")
    other = world.env.create_guild("Other")
    channel = other.create_text_channel("general")
    eva = other.add_member(world.env.create_user("eva"))
    result = await eva.slash(channel, "ask", question="can i bring my family")
    assert "Only here." not in said(result)


async def test_an_unsaved_text_is_offered_when_the_answer_is_edited_again(world: World) -> None:
    opened = await open_family(world, world.moderator)
    await save(world.moderator, opened, answer="- no sentence")
    offered = await open_family(world, world.moderator)
    assert "it was not saved" in said(offered)
    again = await world.moderator.click(
        last(offered), label="24 Nov 2026: Can my family come with me?"
    )
    assert values(again)["answer"] == "- no sentence"
    fresh = await world.moderator.click(last(offered), label="Leave it, and open the form")
    assert values(fresh)["answer"] == "The Family is one of them."
    assert "Published" in said(await save(world.moderator, again, answer="Yes."))
    assert values(await open_family(world, world.moderator))["answer"] == "Yes."


async def test_an_unsaved_new_answer_is_offered_when_one_is_added(world: World) -> None:
    await add_tea(world, sources="my uncle")
    offered = await world.moderator.slash(world.channel, "kb add")
    again = await world.moderator.click(last(offered), label="24 Nov 2026: May I bring tea?")
    assert values(again) == TEA | {"sources": "my uncle"}
    fresh = await world.moderator.click(last(offered), label="Leave it, and open the form")
    assert not any(values(fresh).values())


async def test_a_form_that_changes_nothing_saves_nothing(world: World, desk: Services) -> None:
    same = await save(world.moderator, await open_family(world, world.moderator))
    assert "nothing to change" in said(same)
    assert not await desk.stores.ledger.current()


async def test_an_answer_too_long_for_a_form_says_how_to_change_it(
    world: World, desk: Services
) -> None:
    entry = desk.editing.editor.visible(world.guild.id, FAMILY)
    assert entry is not None
    many = tuple(f"may relative number {number} come along" for number in range(150))
    text = print_entry(entry.model_copy(update={"asks": many}))
    await desk.editing.editor.write(Edit(world.guild.id, 1, "1"), FAMILY, text, 0)
    refused = await open_family(world, world.moderator)
    assert "longer than a form takes" in said(refused)


async def test_an_event_that_comes_twice_saves_once(world: World, desk: Services) -> None:
    opened = await open_family(world, world.moderator)
    backend = world.env.backend
    emit, events = backend.emit, []

    def twice(event: str, payload: dict[str, object]) -> None:
        events.append(event)
        emit(event, payload)
        if event == "INTERACTION_CREATE":
            emit(event, payload)

    backend.emit = twice  # type: ignore[method-assign, assignment]
    await save(world.moderator, opened, answer="Once.")
    backend.emit = emit  # type: ignore[method-assign]
    assert "INTERACTION_CREATE" in events
    assert len(await desk.editing.editor.history(world.guild.id, FAMILY)) == 1
    assert "Once." in await asked(world, "can i bring my family")


async def test_what_could_not_be_checked_in_time_can_be_published_and_says_so(
    world: World, desk: Services
) -> None:
    desk.editing.impacts._lane = Lane(deadline=0.0)
    with capture_logs() as logs:
        seen = await take(world)
    assert "no time to check which questions" in said(seen)
    published = await publish(world.moderator, seen)
    assert "Published. Members see this from now on." in said(published)
    assert [one["event"] for one in logs if one["event"] == "impact.no_time"]
