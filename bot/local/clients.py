"""Give simcord's clients languages: they are all in English."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from simcord import interactions

ENGLISH = "en-US"


@contextmanager
def in_languages(
    people: Mapping[int, str], *, server: str = ENGLISH, others: str = ENGLISH
) -> Iterator[None]:
    """Send interactions as clients do: people by their ids, all others, a server's language."""
    in_english = interactions.base_payload

    def translate_payload(*args: Any, **kwargs: Any) -> Any:
        record, payload = in_english(*args, **kwargs)
        payload["locale"] = people.get(kwargs["user_id"], others)
        if kwargs["guild_id"] is not None:
            payload["guild_locale"] = server
        return record, payload

    # simcord has no other place to say it; all its interactions are made there.
    interactions.base_payload = translate_payload
    try:
        yield
    finally:
        interactions.base_payload = in_english
