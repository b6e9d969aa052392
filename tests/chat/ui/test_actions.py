"""A control's id holds all that it needs, within Discord's limit, and is read back the same."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.sending.failures import OtherVersionError
from bot.chat.sending.limits import CUSTOM_ID
from bot.chat.sending.text import from_base36, to_base36
from bot.chat.ui import actions, codecs
from bot.chat.ui.actions import ButtonAction, SelectAction, read_custom_id
from bot.chat.ui.codecs import Codec
from bot.kb.model.entries import MODELS
from bot.kb.model.keys import SECTION_LIMIT, SLUG_LIMIT, Address, Key, Kind
from bot.kb.model.paths import MOST_STEPS
from bot.services.answering.compare import MOST, token
from bot.services.pay.query import About, PayQuery, Side

LONGEST = Key(Kind.SALARY, "a" * SLUG_LIMIT)
PLACE = Address(LONGEST, "s" * SECTION_LIMIT)
SECTION = "s" * SECTION_LIMIT
REVISION = "v" + "9" * 12
"""The longest: a server's ledger counts on for ever."""
ID = 2**63 - 1
"""No id of Discord is greater within a lifetime."""
TOKENS = (token(LONGEST),) * MOST
DRAFT = f"e|{Address(Key(Kind.VISA, 'a' * SLUG_LIMIT), SECTION)}"
"""The longest that a form is opened for: a salary has no sections to edit."""
ITEM = "g" + "9" * 18
BATCH = "0" * 32

AREAS = ("99999", "99998")
PAY = PayQuery(About.LEVEL, "j" * 24, "senior", (Side(AREAS, 10**8), Side(AREAS, 10**8)), 4)

Any_ = ButtonAction[Any] | SelectAction[Any, Any]

LONGEST_STATES: dict[str, tuple[Any_, Any]] = {
    name: (action, state)
    for name, action, state in (
        ("open", actions.OPEN, PLACE),
        ("read", actions.READ, PLACE),
        ("page", actions.PAGE, (PLACE, REVISION, 999)),
        ("share", actions.SHARE, (PLACE, REVISION)),
        ("words", actions.WORDS, (PLACE, 10**8)),
        ("delete", actions.DELETE, ID),
        ("menu", actions.MENU, (PLACE, 10**8)),
        ("parts", actions.PARTS, (LONGEST, REVISION)),
        ("links", actions.LINKS, "board-salary-100"),
        ("topics", actions.TOPICS, 100),
        ("follow", actions.FOLLOW, PLACE),
        ("of", actions.OPEN_FOR, (ID, PLACE)),
        ("to", actions.REPLY_TO, (ID, PLACE)),
        ("pay", actions.PAY, (999, PAY)),
        ("pay-share", actions.PAY_SHARE, PAY.without_offers()),
        ("pay-words", actions.PAY_WORDS, PAY),
        ("pay-menu", actions.PAY_MENU, PAY),
        ("pay-to", actions.PAY_REPLY, (ID, PAY.without_offers())),
        ("compare", actions.COMPARE, (TOKENS, SECTION, 999)),
        ("compare-share", actions.COMPARE_SHARE, (TOKENS, SECTION)),
        ("path", actions.PATH, ("p" * SLUG_LIMIT, "0" * 8, "9" * MOST_STEPS)),
        ("path-more", actions.PATH_MORE, ("p" * SLUG_LIMIT, "0" * 8, "9" * MOST_STEPS)),
        ("good", actions.GOOD, (PLACE, REVISION)),
        ("solved", actions.SOLVED, PLACE),
        ("bad", actions.BAD, (PLACE, REVISION)),
        ("none", actions.NONE_FITS, None),
        ("choices", actions.CHOICES, None),
        ("send", actions.SEND, None),
        ("tell", actions.TELL, None),
        ("person", actions.PERSON, PLACE),
        ("person-at", actions.PERSON_AT, None),
        ("watch", actions.WATCH, PLACE),
        ("watched", actions.OPEN_WATCHED, (ID, PLACE)),
        ("turn", actions.TURN_WATCHED, (99, ID, PLACE)),
        ("open-one", actions.OPEN_LISTED, None),
        ("off", actions.UNWATCH, (ID, PLACE)),
        ("stop-one", actions.UNWATCH_ONE, None),
        ("stop-all", actions.UNWATCH_ALL, None),
        ("forget-me", actions.FORGET_ME, None),
        ("keep-me", actions.KEEP_ME, None),
        ("withdraw", actions.WITHDRAW, 10**18),
        ("inbox", actions.INBOX, 999),
        ("right", actions.STILL_RIGHT, PLACE),
        ("down", actions.TAKE_DOWN, PLACE),
        ("same", actions.SAME, ("g" + "9" * 10, PLACE)),
        ("other", actions.SAME_AS_OTHER, ITEM),
        ("write", actions.WRITE, ITEM),
        ("decline", actions.DECLINE, ITEM),
        ("person-reply", actions.PERSON_REPLY, 10**18),
        ("person-close", actions.PERSON_CLOSE, 10**18),
        ("reply-answer", actions.REPLY_ANSWER, (ITEM, ID)),
        ("reply-form", actions.REPLY_FORM, ID),
        ("reply-send", actions.REPLY_SEND, (10**18, ID)),
        ("verify", actions.VERIFY, None),
        ("verified", actions.VERIFY_NOW, None),
        ("edit", actions.EDIT, PLACE),
        ("new", actions.NEW, None),
        ("again", actions.AGAIN, DRAFT),
        ("anyway", actions.SAVE_ANYWAY, DRAFT),
        ("instead", actions.ADD_INSTEAD, DRAFT),
        ("undo", actions.UNDO, BATCH),
        ("history", actions.HISTORY, (LONGEST, 10**9)),
        ("bring-back", actions.BRING_BACK, LONGEST),
        ("import", actions.IMPORT, (10**12, ID)),
        ("import-asks", actions.IMPORT_PHRASINGS, (10**12, ID)),
        ("publish", actions.PUBLISH_OWN, (10**18, "0" * 16)),
        ("discard", actions.DISCARD, (10**18, "0" * 16)),
        ("ok", actions.PUBLISH, (10**18, "0" * 16)),
        ("no", actions.SEND_BACK, (10**18, "0" * 16)),
        ("all", actions.WHOLE_TEXT, (10**18, "0" * 16)),
        ("set-channels", actions.SET_CHANNELS, None),
        ("set-role", actions.SET_ROLE, None),
        ("set-inbox", actions.SET_INBOX, None),
        ("set-forums", actions.SET_FORUMS, None),
        ("set-solved", actions.SET_SOLVED, None),
        ("set-approval", actions.SET_APPROVAL, False),
        ("set-invites", actions.SET_INVITES, False),
        ("set-zone", actions.SET_ZONE, None),
        ("set-again", actions.CHECK_AGAIN, None),
    )
}
"""Every name that a card may carry, for ever: this list only grows."""

PINNED = {
    actions.SHARE.custom_id((Address.parse("visa:h-1b/cost"), "0a1b2c3d")): (
        "1|share|v:h-1b/cost|0a1b2c3d"
    ),
    actions.OPEN.custom_id(Address.parse("role:mlops-engineer")): "1|open|r:mlops-engineer",
    actions.READ.custom_id(Address.parse("faq:phd-needed")): "1|read|f:phd-needed",
    actions.WORDS.custom_id((Address.parse("salary:data-scientist"), 150_000)): (
        "1|words|s:data-scientist|150000"
    ),
    actions.OPEN_FOR.custom_id((1234567, Address.parse("visa:o-1a"))): "1|of|qglj|v:o-1a",
    actions.COMPARE.custom_id((("0a1b", "2c3d"), None, 2)): "1|compare|0a1b.2c3d||2",
    actions.SEND.custom_id(None): "1|send|",
}
"""What stands on cards that were sent: none of these may change."""


def declared() -> dict[str, Any_]:
    found = (one for one in vars(actions).values() if isinstance(one, ButtonAction | SelectAction))
    return {one.name: one for one in found}


def test_every_action_name_is_pinned() -> None:
    assert declared() == {name: action for name, (action, _) in LONGEST_STATES.items()}
    assert all(name == action.name for name, (action, _) in LONGEST_STATES.items())


def test_what_stands_on_old_cards_is_written_the_same() -> None:
    assert list(PINNED) == list(PINNED.values())


@pytest.mark.parametrize("name", LONGEST_STATES)
def test_the_longest_state_fits_a_custom_id_and_leads_back_to_itself(name: str) -> None:
    action, state = LONGEST_STATES[name]
    written = action.custom_id(state)
    assert len(written) <= CUSTOM_ID
    called, rest = read_custom_id(written)
    assert (called, action.state.read(rest)) == (name, state)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_part_of_every_kind_leads_back_to_itself(kind: Kind) -> None:
    for name in (None, *MODELS[kind].vocabulary):
        state = (Address(Key(kind, "h-1b1"), name), "v12")
        _, rest = read_custom_id(actions.SHARE.custom_id(state))
        assert actions.SHARE.state.read(rest) == state


def test_kinds_are_told_apart_by_one_letter() -> None:
    written = [codecs.KEY.write(Key(kind, "x")) for kind in Kind]
    assert all(len(one) == len("k:x") for one in written)
    assert all(one != other for one, other in pairwise(sorted(written)))


def test_a_state_that_no_custom_id_holds_is_refused_when_it_is_written() -> None:
    with pytest.raises(ValueError, match="characters"):
        actions.AGAIN.custom_id("x" * 100)


EVERY_CODEC: list[Codec[Any]] = [
    *(one for one in vars(codecs).values() if isinstance(one, Codec)),
    *(action.state for action in declared().values()),
]


@given(st.text(max_size=40) | st.from_regex(r"[vrsf]?:?[a-z0-9/|.-]{0,20}", fullmatch=True))
def test_whatever_is_read_is_written_the_same(text: str) -> None:
    for codec in EVERY_CODEC:
        try:
            value = codec.read(text)
        except ValueError:
            continue
        assert codec.write(value) == text


slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)
sections = st.none() | st.from_regex(r"[a-z-]{1,24}", fullmatch=True)
addresses = st.builds(Address, st.builds(Key, st.sampled_from(Kind), slugs), sections)


@given(addresses, st.integers(0, ID), st.text())
def test_parts_are_read_back_apart(address: Address, number: int, text: str) -> None:
    codec = codecs.triple(codecs.ADDRESS, codecs.ID, codecs.TEXT)
    assert codec.read(codec.write((address, number, text))) == (address, number, text)


@pytest.mark.parametrize("number", [0, 35, 36, 2**63])
def test_a_short_id_is_read_back(number: int) -> None:
    assert from_base36(to_base36(number)) == number


async def nothing(*_: object) -> None:
    """Answer nothing."""


@pytest.mark.parametrize(
    ("action", "state", "values"),
    [
        (actions.OPEN, "nonsense", []),
        (actions.OPEN, "v:h-1b", ["chosen from a button"]),
        (actions.OPEN, "visa:h-1b", []),
        (actions.PARTS, "v:h-1b|0a1b2c3d", []),
        (actions.PARTS, "v:h-1b|0a1b2c3d", ["NOT A PART"]),
        (actions.LINKS, "related", ["nonsense"]),
        (actions.INBOX, "-1", []),
        (actions.INBOX, "٣", []),
        (actions.IMPORT, "1|-5", []),
        (actions.SEND, "something", []),
    ],
)
def test_what_no_control_of_ours_carries_is_of_another_version(
    action: Any_, state: str, values: list[str]
) -> None:
    with pytest.raises(OtherVersionError):
        action.handled_by(nothing).understand(state, values)


@pytest.mark.parametrize("custom_id", ["", "1", "1|open", "0|open|v:h-1b", "open|visa:h-1b", "|||"])
def test_another_version_is_told_from_this_one(custom_id: str) -> None:
    with pytest.raises(ValueError, match="version"):
        read_custom_id(custom_id)
