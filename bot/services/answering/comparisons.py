"""Find what is to be compared: by name, by a question, or by an older comparison's tokens."""

from collections.abc import Sequence

from bot.kb.model.keys import Address, Key, Kind
from bot.locale.i18n import N_, current_language, listed
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import DIRECT, Answers
from bot.services.answering.compare import (
    COMPARABLE,
    FEWEST,
    MOST,
    Comparison,
    Unclear,
    ask_which,
    compare,
    keys_of,
    label_of,
    labels_of,
)
from bot.services.content.answer import Link
from bot.services.content.outcomes import Closest, Found, Outcome, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock, today

_KINDS = {
    Kind.VISA: N_("{title} is a visa"),
    Kind.ROLE: N_("{title} is a role"),
    Kind.SALARY: N_("{title} is a range of pay"),
}


class Comparisons:
    """Compare entries of the same snapshot that answers are read from."""

    def __init__(self, snapshots: SnapshotHolder, clock: Clock, answers: Answers) -> None:
        self._snapshots = snapshots
        self._clock = clock
        self._answers = answers

    async def find(self, names: Sequence[str], *, guild: int | None = None) -> Comparison | Unclear:
        """Compare what two or three names mean, each as chosen or as typed."""
        snapshot = self._snapshots.view(guild)
        result = [await self._find(name, None, guild) for name in names]
        kind = next((one.kind for one in result if isinstance(one, Key)), None)
        for number, name in enumerate(names):
            one = result[number]
            # `ml engineer` is a role and a range of pay: the others tell which is meant.
            if not isinstance(one, Key) or one.kind is not kind:
                again = await self._find(name, kind, guild)
                result[number] = one if isinstance(one, Key) > isinstance(again, Key) else again
        for number, one in enumerate(result):
            if not isinstance(one, Key):
                return self._unclear(names[number], one, result, number)
        keys = [one for one in result if isinstance(one, Key)]
        comparison = self._compare_or_explain(snapshot, keys)
        if isinstance(comparison, Unclear):
            return comparison
        return await self._with_answers_of_all(comparison, guild)

    async def _with_answers_of_all(self, comparison: Comparison, guild: int | None) -> Comparison:
        """Add what a question for the same comparison finds about all sides: one table for both."""
        outcome = await self._answers.ask(" vs ".join(comparison.labels), guild=guild)
        asked = self.compare_named(outcome, guild=guild)
        if asked is None or set(asked.keys) != set(comparison.keys) or not asked.read_also:
            return comparison
        snapshot, also = self._snapshots.view(guild), asked.read_also
        return self._compare(snapshot, comparison.keys, None, also) or comparison

    def compare_named(self, outcome: Outcome, *, guild: int | None = None) -> Comparison | None:
        """Compare the sides that a question names, in the respect that it asks about."""
        if not isinstance(outcome, WhichOne) or not outcome.is_comparison:
            return None
        sides = [one for one in outcome.choices if one.address.key.kind in COMPARABLE]
        keys = [one.address.key for one in sides]
        if not FEWEST <= len(set(keys)) <= MOST or len({key.kind for key in keys}) > 1:
            return None
        also = tuple(Link(one.address, one.title) for one in outcome.choices if one not in sides)
        first = sides[0].address.section
        return self._compare(self._snapshots.view(guild), keys, first, also)

    def compare_again(
        self, tokens: Sequence[str], first: str | None = None, *, guild: int | None = None
    ) -> Comparison | None:
        """Compare anew what an older card compared; None if the base no longer has it."""
        snapshot = self._snapshots.view(guild)
        keys = keys_of(snapshot.library, tokens)
        if len(keys) < max(len(tokens), FEWEST):
            return None
        return self._compare(snapshot, keys, first)

    def localize(self, comparison: Comparison, *, guild: int | None = None) -> Comparison:
        """Build a comparison again, in the current language."""
        snapshot, first, also = self._snapshots.view(guild), comparison.first, comparison.read_also
        return self._compare(snapshot, comparison.keys, first, also) or comparison

    def suggest(
        self, typed: str, others: Sequence[str], *, guild: int | None = None
    ) -> tuple[Link, ...]:
        """Suggest what may be compared with what was chosen before: the same kind, not the same."""
        snapshot = self._snapshots.view(guild)
        chosen = (_find_chosen(snapshot, name) for name in others)
        taken_keys = {link.address.key for link in chosen if link}
        kinds = {key.kind for key in taken_keys} or set(COMPARABLE)
        result = [
            link
            for kind in COMPARABLE
            if kind in kinds
            for link in self._answers.complete(typed, kind=kind, guild=guild)
            if link.address.key not in taken_keys
        ]
        return tuple(result)

    def _compare(
        self,
        snapshot: Snapshot,
        keys: Sequence[Key],
        first: str | None = None,
        also: tuple[Link, ...] = (),
    ) -> Comparison | None:
        """Compare in the language that is spoken."""
        day, language = today(self._clock), current_language().name
        return compare(snapshot, keys, day, first, also, language)

    async def _find(self, name: str, kind: Kind | None, guild: int | None) -> Key | Outcome:
        outcome = await self._answers.ask(name, kind=kind, guild=guild)
        if isinstance(outcome, Found) and outcome.answer.address.key.kind in COMPARABLE:
            return outcome.answer.address.key
        if kind is None:
            several = [await self._answers.ask(name, kind=one, guild=guild) for one in COMPARABLE]
            result = [one for one in several if isinstance(one, Found)]
            if result:
                return max(result, key=lambda one: one.confidence).answer.address.key
        return self._answers.translate(outcome, current_language().name, guild=guild)

    def _unclear(
        self, name: str, outcome: Outcome, result: Sequence[Key | Outcome], number: int
    ) -> Unclear:
        sentence = _("I could not tell which one “{name}” is.").format(
            name=name.removeprefix(DIRECT)
        )
        others = [one for at, one in enumerate(result) if at != number]
        keys = [one for one in others if isinstance(one, Key)]
        if len(keys) < len(others) or not isinstance(outcome, WhichOne | Closest | Found):
            return Unclear(sentence)
        choices = outcome.candidates if isinstance(outcome, Found) else outcome.choices
        links = {
            one.address.key: Link(one.address, one.title)
            for one in choices
            if one.address.key.kind is keys[0].kind and one.address.key not in keys
        }
        alternatives = tuple(
            (link, (*keys[:number], key, *keys[number:])) for key, link in links.items()
        )
        return Unclear(sentence, alternatives[:MOST])

    def _compare_or_explain(self, snapshot: Snapshot, keys: Sequence[Key]) -> Comparison | Unclear:
        titles = [snapshot.links[str(key), None].title for key in keys]
        if len({key.kind for key in keys}) > 1:
            entries = snapshot.library.entries
            named = listed(_(_KINDS[key.kind]).format(title=label_of(entries[key])) for key in keys)
            # Translators: {listed} is such as "H-1B is a visa, Data scientist is a role".
            text = _("I only compare things of one kind: {listed}.")
            links = tuple(snapshot.links[str(key), None] for key in keys)
            return Unclear(text.format(listed=named), _partners(snapshot, keys), links)
        if len(set(keys)) < len(keys):
            twice = next(title for title in titles if titles.count(title) > 1)
            return Unclear(_("Two of the names mean the same: {title}.").format(title=twice))
        return self._compare(snapshot, keys) or Unclear(_("That is no longer in the base."))


def _partners(snapshot: Snapshot, keys: Sequence[Key]) -> tuple[tuple[Link, tuple[Key, ...]], ...]:
    """Pair each that was named with what it is most likely compared with: featured and related."""
    entries = snapshot.library.entries
    pairs: dict[tuple[Key, ...], Link] = {}
    for key in dict.fromkeys(keys):
        near = [link.address.key for link in snapshot.topics[key.kind] if link.address.key != key]
        related = [one for one in near if one in entries[key].related]
        featured = [one for one in near if entries[one].featured]
        likely = [one for one in featured if one in related] or featured or related
        other = next(iter(likely), None)
        if other and (other, key) not in pairs:
            title = ask_which(labels_of([entries[key], entries[other]]))
            pairs[key, other] = Link(Address(other), title)
    return tuple((link, pair) for pair, link in pairs.items())


def _find_chosen(snapshot: Snapshot, name: str) -> Link | None:
    for kind in COMPARABLE:
        for link in snapshot.topics[kind]:
            if name in (f"{DIRECT}{link.address}", link.title):
                return link
    return None
