"""Set two or three visas, roles or ranges of pay side by side: the same facts in the same order."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.kb.model.entries import NATIONWIDE, DualIntent, Entry, Level, Role, Salary, Visa, title
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.reading.library import Library
from bot.locale.i18n import N_, listed, with_spanish_u
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.services.content.answer import Answer, Link, Sentence
from bot.services.content.caveats import Caveat, CaveatKind, merge_caveats, newest_day, oldest_day
from bot.services.content.snapshot import Snapshot
from bot.services.wages.ranges import describe_counts, job_name, place_of

COMPARABLE = (Kind.VISA, Kind.ROLE, Kind.SALARY)
"""Kinds whose entries answer the same questions."""

FEWEST, MOST = 2, 3
"""How many entries may be compared: more do not fit a phone."""

TOKEN_LENGTH = 10
"""Hexadecimal digits that stand for an entry in a `custom_id`, if three keys have no room: of
10,000 entries two are alike in one base of 20,000."""

_CATEGORIES = {"nonimmigrant": N_("temporary stay"), "immigrant": N_("green card category")}
_DUAL = {
    DualIntent.YES: N_("yes"),
    DualIntent.NO: N_("no"),
    DualIntent.IN_PRACTICE: N_("yes, in practice"),
    DualIntent.NOT_CHECKED: N_("no answer yet"),
}

_LEVELS = {
    Level.ENTRY: N_("entry"),
    Level.MID: N_("mid"),
    Level.SENIOR: N_("senior"),
    Level.TOP: N_("top"),
    Level.ANY: N_("all levels"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What each side says of one thing; None if the base does not say it.

    The values are in the language that was spoken when they were compared.
    """

    name: str
    """Marked for the catalogs, and said where it is shown."""
    values: tuple[str | None, ...]
    section: str | None = None
    """The section it is from; None for a typed field."""

    @property
    def is_same(self) -> bool:
        """Whether all sides say the very same."""
        return None not in self.values and len(set(self.values)) == 1

    @property
    def is_empty(self) -> bool:
        """Whether no side says anything."""
        return not any(self.values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or three entries of one kind, what differs first."""

    sides: tuple[Answer, ...]
    """The overview of each, with its sources and dates."""
    labels: tuple[str, ...]
    """What each is called in a list: short, such as `H-1B`."""
    rows: tuple[Row, ...]
    """Rows in which the sides differ, the asked-about one first, then rows in which they agree."""
    silent: tuple[str, ...]
    """What the base says of no side."""
    first: str | None = None
    """The section that was asked about, whose row stands first."""
    read_also: tuple[Link, ...] = ()
    """Answers about all sides."""
    difference: str = ""
    """The first sentence of the first of them; empty without one, or if it has ended."""
    caveats: tuple[Caveat, ...] = ()
    """What to know before relying on the sentences in its rows, with the oldest day of each."""
    checked: date | None = None
    """The oldest day on which somebody read what its sentences rest on."""
    newest: date | None = None
    """The newest day of its sources."""
    languages: frozenset[str] = frozenset()
    """What its sentences are in, as far as that is known."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The entries that are compared."""
        return tuple(side.address.key for side in self.sides)

    @property
    def warnings(self) -> tuple[Caveat, ...]:
        """What stands at its top; a sentence that ended is said to have, in its row."""
        return tuple(
            one for one in self.caveats if one.kind.leads and one.kind is not CaveatKind.HEADLESS
        )

    @property
    def amber(self) -> bool:
        """Whether it is shown with an amber edge."""
        due = any(caveat.kind.amber for caveat in self.caveats)
        return due or any(side.overdue for side in self.sides)

    @property
    def missing(self) -> Iterator[str]:
        """Ask for each part of which one side says nothing although another does."""
        for row in self.rows:
            for label, value in zip(self.labels, row.values, strict=True):
                if value is None and row.section:
                    yield f"{label} {row.name.lower()}"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A comparison that cannot be made yet."""

    sentence: str
    """What is in the way."""
    ways_on: tuple[tuple[Link, tuple[Key, ...]], ...] = field(default=())
    """What may have been meant, and all that would then be compared."""
    read: tuple[Link, ...] = ()
    """What was named, to be read one by one."""


def compare(
    snapshot: Snapshot,
    keys: Sequence[Key],
    today: date,
    first: str | None = None,
    read_also: tuple[Link, ...] = (),
    language: str | None = None,
) -> Comparison | None:
    """Compare two or three entries of one kind; `first` names the section to begin with.

    In a language as far as they are translated; without one as they were written. Return None
    if one is no longer in the base.
    """
    sides = [snapshot.composer.compose(Address(key), today, language) for key in keys]
    entries = [snapshot.library.entries.get(key) for key in keys]
    if not all(sides) or len({key.kind for key in keys}) != 1:
        return None
    known = [entry for entry in entries if entry is not None]
    text = _sentences(snapshot, known, today, language)
    labels = labels_of(known)
    rows = [
        *(row for row in _field_rows(known, snapshot.library) if not _is_in_labels(row, labels)),
        *_section_rows(known[0], text),
    ]
    of_all = [snapshot.composer.sentence(one.address, today, language) for one in read_also[:1]]
    visible = [one for sentences in (of_all, *text.values()) for one in sentences if one]
    return Comparison(
        sides=tuple(side for side in sides if side is not None),
        labels=labels,
        rows=_in_order(rows, first),
        silent=tuple(row.name for row in rows if row.is_empty),
        first=first,
        read_also=read_also,
        difference=next((one.text for one in of_all if one), ""),
        caveats=merge_caveats(caveat for one in visible for caveat in one.caveats),
        checked=oldest_day(one.checked for one in (*visible, *sides) if one),
        newest=newest_day(source.checked for side in sides if side for source in side.sources),
        languages=frozenset(one.language for one in visible if one.language and one.text),
    )


def _in_order(rows: Iterable[Row], first: str | None) -> tuple[Row, ...]:
    """Sort rows: the section that was asked about first, those in which the sides agree last."""
    filled = (row for row in rows if not row.is_empty)
    return tuple(
        sorted(filled, key=lambda row: (first is None or row.section != first, row.is_same))
    )


def token(key: Key) -> str:
    """Shorten a key, so that three of them fit a `custom_id`."""
    return hashlib.sha256(str(key).encode()).hexdigest()[:TOKEN_LENGTH]


def keys_of(library: Library, tokens: Sequence[str]) -> tuple[Key, ...]:
    """Find the entries that tokens stand for; fewer if the base no longer has one."""
    by_token = {token(key): key for key in library.entries if key.kind in COMPARABLE}
    return tuple(by_token[one] for one in tokens if one in by_token)


def ask_which(labels: Sequence[str]) -> str:
    """Ask which of two or three things it is to be."""
    first, second, *third = labels
    if third:
        text = _("{first} or {second} or {third}?")
        text = text.format(first=first, second=second, third=third[0])
    else:
        text = _("{first} or {second}?").format(first=first, second=second)
    return with_spanish_u(text)


def labels_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Call each by its code or title; ranges of one job by what tells them apart."""
    paid = [entry for entry in entries if isinstance(entry, Salary)]
    places = tuple(place_of(entry) for entry in paid)
    if len(set(places)) == len(entries) and len({entry.role for entry in paid}) == 1:
        return places
    return tuple(map(label_of, entries))


def label_of(entry: Entry) -> str:
    """Call an entry by its code or its title, whatever it is compared with."""
    return entry.code if isinstance(entry, Visa) else title(entry).removesuffix(f", {NATIONWIDE}")


def _field_rows(entries: Sequence[Entry], library: Library) -> Iterator[Row]:
    """Yield a row for each field that all entries of the kind have."""
    fields = [dict(_fields(entry, library)) for entry in entries]
    hidden = _UNSOURCED if all(map(_has_better_figure, entries)) else ()
    for name in fields[0]:
        if name not in hidden:
            yield Row(name, tuple(one[name] for one in fields))


_UNSOURCED = ("Yearly range", "What it counts", "Source")
"""Rows about a range; they tell nothing if it is unsourced and the first sentence is not."""


def _has_better_figure(entry: Entry) -> bool:
    """Return whether an entry has a range of which no source was read, beside one that was."""
    if not isinstance(entry, Salary):
        return False
    own = next((one.trust for one in entry.sources if one.url == entry.source), None)
    verified = any(one.trust.is_verified for one in entry.sources)
    return own is not None and not own.is_verified and verified


def _fields(entry: Entry, library: Library) -> Iterator[tuple[str, str | None]]:
    match entry:
        case Visa():
            yield N_("What it is"), _(_CATEGORIES[entry.category])
            yield N_("Compatible with green card plans (dual intent)"), _dual(entry)
            yield N_("Family visa"), listed(entry.dependents) or None
        case Role():
            yield N_("Job codes (SOC)"), listed(entry.soc_codes) or None
        case Salary():
            yield N_("Job"), job_name(entry, library)
            yield N_("Yearly range"), _figures(entry)
            yield N_("What it counts"), describe_counts(entry)
            yield N_("Level"), _(_LEVELS[entry.level])
            yield N_("Place"), entry.place
            source = next((one.title for one in entry.sources if one.url == entry.source), None)
            yield N_("Source"), source


def _dual(entry: Visa) -> str:
    """Describe whether a status allows plans for a green card; only temporary stays have one."""
    if entry.category == "immigrant":
        return _("does not arise")
    return _(_DUAL[entry.dual_intent])


def _figures(entry: Salary) -> str:
    figures = dollars(entry.low)
    if entry.high > entry.low:
        figures = _("{low} to {high}").format(low=figures, high=dollars(entry.high))
    trust = next((one.trust for one in entry.sources if one.url == entry.source), None)
    if trust and not trust.is_verified:
        # Translators: a range of pay of which no source was read.
        return _("{range}, unsourced").format(range=figures)
    return figures


def _sentences(
    snapshot: Snapshot, entries: Sequence[Entry], today: date, language: str | None
) -> dict[str, list[Sentence | None]]:
    """Compose the first sentence of each side, by each section that is expected or all have."""
    compose = snapshot.composer.sentence
    return {
        name: [compose(Address(entry.key, name), today, language) for entry in entries]
        for name in entries[0].vocabulary
        if name not in entries[0].optional or all(entry.section(name) for entry in entries)
    }


def _is_in_labels(row: Row, labels: Sequence[str]) -> bool:
    """Return whether each side is called by its value: `Senior` needs no row for the level."""
    sides = zip(row.values, labels, strict=True)
    return all(
        value is not None and label.casefold().startswith(value.casefold())
        for value, label in sides
    )


def _section_rows(entry: Entry, text: dict[str, list[Sentence | None]]) -> Iterator[Row]:
    """Yield a row for each section, called as entries of the kind call it."""
    for name, sentences in text.items():
        yield Row(entry.vocabulary[name], tuple(map(_text_or_ended, sentences)), name)


def _text_or_ended(sentence: Sentence | None) -> str | None:
    """State that a sentence was taken off, so that nobody takes it for a gap in the base."""
    if sentence is None:
        return None
    return sentence.text or _("what it said has ended")
