"""Write the names of commands so that a press fills them in: `</ask:123>`."""

import re
from collections.abc import Mapping

_NOTHING = re.compile(r"(?!)")


class CommandMentions:
    """Link the names of commands by their ids; until Discord told these, names stay as they are."""

    def __init__(self) -> None:
        self._written: Mapping[str, str] = {}
        self._names = _NOTHING

    def learn(self, mentions: Mapping[str, str]) -> None:
        """Remember how to mention each command by every name: `my plain` is `my plain:123`."""
        self._written = dict(mentions)
        # The longest first: `/my plain` is not `/my` and a word.
        names = "|".join(map(re.escape, sorted(mentions, key=len, reverse=True)))
        pattern = rf"\*\*/({names})\*\*|(?<![\w/<])/({names})(?![\w-])"
        self._names = re.compile(pattern) if mentions else _NOTHING

    def link_commands(self, text: str) -> str:
        """Turn `/ask` and `**/ask**` in a text into mentions of the command."""
        return self._names.sub(self._mention, text)

    def _mention(self, match: re.Match[str]) -> str:
        return f"</{self._written[match[1] or match[2]]}>"
