"""Name who uses Discord in which language."""

import simcord


def speaks(person: simcord.MemberActor | simcord.UserHandle, locale: str) -> dict[int, str]:
    """Name a person's language for `in_languages`."""
    return {person.id: locale}
