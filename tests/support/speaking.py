"""Let people use Discord in another language: simcord's clients are all in English."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import simcord
from simcord import interactions


@contextmanager
def in_languages(people: Mapping[int, str], server: str = "en-US") -> Iterator[None]:
    """Send interactions as the clients of people do, by their ids, in a server of a language."""
    in_english = interactions.base_payload

    def translated(*args: Any, **given: Any) -> Any:
        record, payload = in_english(*args, **given)
        payload["locale"] = people.get(given["user_id"], "en-US")
        if given["guild_id"] is not None:
            payload["guild_locale"] = server
        return record, payload

    with patch.object(interactions, "base_payload", translated):
        yield


def speaks(person: simcord.MemberActor | simcord.UserHandle, locale: str) -> dict[int, str]:
    """Name a person's language for `in_languages`."""
    return {person.id: locale}
