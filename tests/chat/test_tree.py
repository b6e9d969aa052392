"""What Discord is told of the commands: where they work, for whom, and how they are called."""

from typing import Any

import pytest

from bot.chat.client import AlmanacBot
from bot.chat.sync import commands_payload, fingerprint
from tests.chat.conftest import World

GUILD, BOT_DM, PRIVATE = 0, 1, 2
"""Interaction contexts ("Application Commands", "Interaction Context Types")."""

GUILD_INSTALL, USER_INSTALL = 0, 1


@pytest.fixture
async def payload(world: World) -> dict[str, dict[str, Any]]:
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    return {command["name"]: command for command in await commands_payload(bot.tree)}


MANAGE_SERVER, MANAGE_MESSAGES = 1 << 5, 1 << 13
"""Bits of permissions ("Permissions", "Bitwise Permission Flags")."""

STAFF = {"kb": MANAGE_MESSAGES, "Make an answer of this": MANAGE_MESSAGES, "setup": MANAGE_SERVER}
"""Commands for those who look after a server, and whom Discord shows them to."""


def test_every_command_of_this_version_is_there(payload: dict[str, Any]) -> None:
    everyone = [
        "Answer this",
        "Suggest for the FAQ",
        "ask",
        "compare",
        "faq",
        "help",
        "level",
        "my",
        "path",
        "role",
        "salary",
        "suggest",
        "visa",
    ]
    assert sorted(payload) == sorted([*everyone, *STAFF])


def test_commands_of_the_staff_exist_only_in_servers_that_have_the_bot(
    payload: dict[str, Any],
) -> None:
    for name, permissions in STAFF.items():
        assert payload[name]["contexts"] == [GUILD], name
        assert payload[name]["integration_types"] == [GUILD_INSTALL], name
        assert payload[name]["default_member_permissions"] == permissions, name


def test_all_others_work_in_servers_direct_messages_and_group_messages(
    payload: dict[str, Any],
) -> None:
    for command in (payload[name] for name in payload.keys() - STAFF.keys()):
        assert sorted(command["contexts"]) == [GUILD, BOT_DM, PRIVATE], command["name"]
        assert sorted(command["integration_types"]) == [GUILD_INSTALL, USER_INSTALL]
        assert command["default_member_permissions"] is None


def test_options_are_as_designed(payload: dict[str, Any]) -> None:
    found = {
        name: [
            (option["name"], bool(option.get("autocomplete")), option.get("required", False))
            for option in command.get("options", ())
        ]
        for name, command in payload.items()
        if name not in STAFF
    }
    show = ("show", False, False)
    assert found == {
        "Answer this": [],
        "Suggest for the FAQ": [],
        "suggest": [],
        "my": [(name, False, False) for name in ("data", "watches", "plain", "forget")],
        "help": [],
        "path": [],
        "ask": [("question", True, True), show],
        "visa": [("name", True, True), ("part", True, False), show],
        "role": [("name", True, True), show],
        "faq": [("topic", True, False), show],
        "compare": [
            ("first", True, True),
            ("second", True, True),
            ("third", True, False),
            show,
        ],
        "level": [
            ("offer", False, False),
            ("place", True, False),
            ("role", True, False),
            show,
        ],
        "salary": [
            ("role", True, False),
            ("level", False, False),
            ("place", True, False),
            ("offer", False, False),
            show,
        ],
    }


def test_members_choose_who_sees_an_answer_in_plain_words(payload: dict[str, Any]) -> None:
    show = payload["ask"]["options"][1]
    assert [choice["name"] for choice in show["choices"]] == ["only me", "everyone"]


async def test_the_fingerprint_belongs_to_one_tree_of_one_application(world: World) -> None:
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    before = await fingerprint(bot.tree, 1)
    assert before == await fingerprint(bot.tree, 1)
    assert before != await fingerprint(bot.tree, 2)
    bot.tree.remove_command("help")
    assert before != await fingerprint(bot.tree, 1)


def test_the_bot_asks_for_no_privileged_intent(world: World) -> None:
    intents = world.env.bot.intents
    privileged = (intents.message_content, intents.members, intents.presences)
    assert not any(privileged)
