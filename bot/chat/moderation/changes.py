"""Read what a moderator typed into the change that it proposes."""

from dataclasses import dataclass, replace

from bot.chat.handing_back import Refused, Submission
from bot.chat.replies import Interaction
from bot.kb.entries import Entry
from bot.kb.keys import Address
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.wording import (
    Unfit,
    Wording,
    changed_entry,
    new_entry,
    new_key,
    with_phrasing,
)

EDIT, ALIAS = "e", "a"
"""The forms that change an entry: its text, or how else it is asked. One letter each, since a
`custom_id` of 100 characters holds them with an address and a person."""

GONE = "This entry is not here any more: somebody retired it. /kb restore brings it back."


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as it would be, and what was typed to make it so."""

    address: Address
    entry: Entry
    reason: str
    new: bool
    """Whether nothing stood there before."""
    given: Submission


def read_change(desk: Desk, guild: int, given: Submission) -> Change:
    """Read a submitted form; raise `Refused` with everything to be changed."""
    try:
        return _phrased(desk, guild, given) if given.form == ALIAS else _edited(desk, guild, given)
    except Unfit as error:
        raise Refused(_as_list(error.sentences)) from error


def guild_of(interaction: Interaction) -> int:
    """Name the server, where curators were asked for before."""
    assert interaction.guild_id is not None, "curators exist in servers only"
    return interaction.guild_id


def wording_of(given: Submission) -> Wording:
    """Take the fields of the form for an entry."""
    fields = given.fields
    return Wording(
        name=fields.get("name", ""),
        answer=fields.get("answer", ""),
        asks=fields.get("asks", ""),
        sources=fields.get("sources", ""),
    )


def _edited(desk: Desk, guild: int, given: Submission) -> Change:
    day, wording = today(desk.clock), wording_of(given)
    reason = given.fields.get("reason", "").strip()
    address = _address(given)
    if address is None:
        shown, changed = desk.keeper.view(guild).library.entries, desk.keeper.changes(guild).newest
        address = Address(new_key(wording.name, shown.keys() | changed.keys()))
        # From here on the draft is about the entry, so that it is found under its name.
        given = replace(given, about=str(address))
    entry = desk.editor.shown(guild, address.key)
    if entry is None:
        if given.revision:
            raise Refused(GONE)
        return Change(address, new_entry(address.key, wording, day), reason, True, given)
    if address.section and entry.section(address.section) is None:
        raise Refused(GONE)
    return Change(
        address, changed_entry(entry, address.section, wording, day), reason, False, given
    )


def _phrased(desk: Desk, guild: int, given: Submission) -> Change:
    address = Address.parse(given.about)
    entry = desk.editor.shown(guild, address.key)
    if entry is None or (address.section and entry.section(address.section) is None):
        raise Refused(GONE)
    phrasing = given.fields["phrasing"]
    changed = with_phrasing(entry, address.section, phrasing)
    return Change(address, changed, f"also asked as: {phrasing}", False, given)


def _address(given: Submission) -> Address | None:
    try:
        return Address.parse(given.about)
    except ValueError:
        return None


def _as_list(sentences: tuple[str, ...]) -> str:
    # An empty line ends the list: some clients draw what follows as part of it.
    return "This cannot be saved yet:\n" + "\n".join(f"- {one}" for one in sentences) + "\n"
