"""Check that stored text pings nobody, disguises no link and breaks no card.

What nobody can see is taken out (`tidy`). What a person meant to write is never changed in
silence: it is refused, with a sentence that names what to change (`faults`).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.kb.checking.link_scanner import LONGEST_ADDRESS, MaskedLink, masked_links
from bot.kb.model.entries import Entry, Section
from bot.kb.model.limits import PART_LIMIT
from bot.kb.model.markup import code_faults, code_of, without_code
from bot.kb.model.text import host_of
from bot.kb.reading.links import Loc
from bot.kb.reading.translations import Translation

UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
"""Characters that show nothing: controls, directions, zero widths and halves of others, which can
turn a line round or hide what it says. Tabs and new lines are spaces, not among them."""

_LINES = re.compile("\r\n?|[\u2028\u2029]")
_MENTION = re.compile(r"<@!?\d+>|@everyone|@here\b", re.IGNORECASE)
_PLACE = re.compile(r"<(?:#|@&)\d+>")
"""A channel or a role: a link, which notifies nobody as the bot sends it."""
_INVITE = re.compile(
    r"(?:discord(?:app)?\.com/+invite|discord\.gg|dsc\.gg|discord\.me|discord\.io)(?:/|\b)[^\s)>]*",
    re.IGNORECASE,
)

_BARE = re.compile(r"https?://[^\s)>\]]+", re.IGNORECASE)
_SITE = re.compile(r"(?<![\w.-])(?P<host>[\w-]++(?:\.[\w-]++)++)(?:[/?#:]\S*+)?")
"""What may be an address without its scheme; whether it is one, the name of the site tells."""

_DOMAIN = re.compile(r"[a-z]{2}", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)

_HARMLESS = re.compile(r"[A-Za-z0-9 ,;?!'\"$%&+()-]*")
"""What can be no fault: neither a letter of another width nor a sign of a link, a mention or code.
Nearly every phrasing is such a text, and a visa has hundreds."""

_SHOWN_AS_TEXT = frozenset({"summary", "points", "more", "conditions"})
"""Fields that cards show as text; others stand in labels, where no link works."""


def tidy(text: str) -> str:
    """Remove invisible characters, and normalize line ends and letters."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", _LINES.sub("\n", text)))


def faults(text: str, *, places: bool = True, invites: bool = False) -> Iterator[str]:
    """Yield a sentence for each thing in a text that may not be stored.

    `places` tells whether channels and roles may be linked in it, `invites` whether it may invite
    people to other servers.
    """
    if _HARMLESS.fullmatch(text):
        return
    if UNSEEN.search(text) or _LINES.search(text):
        yield "has characters that nobody sees: type it again without them"
    # Clients and browsers fold letters of other widths, so they are looked at folded.
    folded = unicodedata.normalize("NFKC", text)
    plain = unicodedata.normalize("NFKC", without_code(text))
    for mention in _unique_matches(_MENTION, plain):
        yield f"'{mention}' would mention people: write the name without it"
    for place in () if places else _unique_matches(_PLACE, plain):
        yield f"'{place}' is no link here: write the name of the channel or role"
    for invite in () if invites else _unique_matches(_INVITE, folded):
        yield f"'{invite}' is an invite to another server: leave it out"
    yield from code_faults(text)
    yield from dict.fromkeys(_link_faults(text))


def entry_faults(entry: Entry | Translation, *, invites: bool = False) -> Iterator[tuple[Loc, str]]:
    """Yield the place and the sentence for each thing in a file that may not be stored.

    `invites` tells whether it may invite people to other servers, as a server's admins decide.
    """
    for loc, text in _texts(entry.model_dump(mode="json", by_alias=True), ()):
        places = not _SHOWN_AS_TEXT.isdisjoint(loc)
        for sentence in faults(text, places=places, invites=invites):
            yield loc, sentence
    parts: tuple[Entry | Translation | Section, ...] = (entry, *entry.sections)
    for number, part in enumerate(parts):
        length = len("\n".join((part.summary or "", *part.points, part.more)))
        if length > PART_LIMIT:
            fault = f"has {length:,} characters, and a card takes {PART_LIMIT:,}: make it shorter"
            yield ("sections", number - 1) if number else ("more",), fault


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield every text of an entry with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*loc, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*loc, number))


def _unique_matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return iter(dict.fromkeys(match[0] for match in pattern.finditer(text)))


def _link_faults(text: str) -> Iterator[str]:
    codes = code_of(text)
    for link in masked_links(text):
        if any(link.start < code.start < link.end < code.end for code in codes):
            yield "a link and code stand within each other: put one behind the other"
        elif not any(code.start <= link.start < code.end for code in codes):
            yield from _faults_of(link)
    plain = unicodedata.normalize("NFKC", without_code(text))
    for link in masked_links(plain):
        yield from _faults_of(link)
    for address in _unique_matches(_BARE, plain):
        if _is_disguised(address):
            yield f"'{address}' hides where it leads: write the plain address of the page"


def _faults_of(link: MaskedLink) -> Iterator[str]:
    label, address = (unicodedata.normalize("NFKC", one) for one in (link.label, link.address))
    if link.nested:
        yield "a link stands inside the words of another link: take one of them out"
        return
    if len(address) > LONGEST_ADDRESS:
        yield f"the address of the link '{label}' is too long: {LONGEST_ADDRESS:,} characters"
        return
    if not address.lower().startswith(("https://", "http://")):
        yield f"the link '{label}' must lead to an address that starts with https:// or http://"
    elif host_of(address) is None:
        yield f"the link '{label}' leads to no site: its address names none"
    for label_address in _shown_addresses(label):
        if not _leads_to(label_address, address):
            yield f"the link '{label}' leads to {address}: let it say where it leads"


def _shown_addresses(label: str) -> Iterator[str]:
    for match in _SITE.finditer(label):
        parts = match["host"].split(".")[1:]
        if any(_DOMAIN.match(part) for part in parts):
            # A full stop after it ends the sentence, and a number may follow: `uscis.gov.1`.
            yield match[0] if _DOMAIN.match(parts[-1]) else match["host"]


def _leads_to(label_address: str, address: str) -> bool:
    """Return whether an address that is shown is the beginning of the one behind it."""
    text, real = (
        _SCHEME.sub("", one).removeprefix("www.").rstrip("/") for one in (label_address, address)
    )
    text, real = text.casefold(), real.casefold()
    return real == text or real.startswith((f"{text}/", f"{text}?", f"{text}#"))


def _is_disguised(address: str) -> bool:
    """Return whether an address names one host but leads to another: by an @ or look-alikes."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return True
    odd = "@" in parts.netloc or "\\" in address or not host.isascii() or "xn--" in host
    return odd or not host
