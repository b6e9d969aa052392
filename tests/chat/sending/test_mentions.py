"""Names of commands are mentions once Discord has said their numbers, and stay readable before."""

import pytest

from bot.chat.sending.mentions import CommandMentions

WRITTEN = {
    "help": "help:1",
    "ayuda": "help:1",
    "my plain": "my plain:2",
    "my watches": "my watches:2",
}


@pytest.fixture
def mentions() -> CommandMentions:
    result = CommandMentions()
    result.learn(WRITTEN)
    return result


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("/help shows more.", "</help:1> shows more."),
        ("**/ayuda**: más", "</help:1>: más"),
        ("**/my plain**: no cards", "</my plain:2>: no cards"),
        ("/my watches shows what you watch", "</my watches:2> shows what you watch"),
        ("https://example.org/help", "https://example.org/help"),
        ("</help:1>", "</help:1>"),
        ("/helping and /my data", "/helping and /my data"),
    ],
)
def test_only_whole_names_become_mentions(
    mentions: CommandMentions, text: str, linked: str
) -> None:
    assert mentions.link_commands(text) == linked


def test_without_numbers_a_name_is_left_as_it_is() -> None:
    assert CommandMentions().link_commands("**/help** or /help") == "**/help** or /help"
