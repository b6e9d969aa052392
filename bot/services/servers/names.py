"""The names of servers, as far as the chat knows them."""

from collections.abc import Callable
from dataclasses import replace

from bot.services.content.answer import Answer


class ServerNames:
    """Look up the name of a server; without a chat no server has one."""

    def __init__(self) -> None:
        self._look_up: Callable[[int], str | None] = lambda _guild: None

    def read_from(self, look_up: Callable[[int], str | None]) -> None:
        """Read names from the chat from now on: Discord tells it when they change."""
        self._look_up = look_up

    def sign(self, answer: Answer, guild: int | None) -> Answer:
        """Name the server that wrote an answer, if one did."""
        if answer.authorship is None or guild is None:
            return answer
        server = self._look_up(guild) or ""
        return replace(answer, authorship=replace(answer.authorship, server=server))
