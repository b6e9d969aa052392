"""Order what may be meant, and say enough of each choice to choose by: its first sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.kb.model.entries import Visa
from bot.kb.model.keys import Key, Kind
from bot.kb.model.languages import ORIGINAL, same_language
from bot.kb.reading.library import Library
from bot.locale.i18n import gettext as _
from bot.services.content.outcomes import Choice, WhichOne
from bot.services.content.snapshot import Snapshot

MOST_CHOICES = 4
"""Choices that a phone shows on one screen, each with its sentence."""

NEAR = 0.85
"""Share of the best score from which another visa's same part is as likely to be meant."""

_GREEN_CARD = {"green", "card", "cards", "greencard", "gc", "eb", "visa", "category", "categories"}
_NAMES_IT = ({"green", "card"}, {"green", "cards"}, {"greencard"}, {"gc"}, {"eb"})


def likeliest_first(snapshot: Snapshot, outcome: WhichOne) -> tuple[Choice, ...]:
    """Order the choices by how many people have the visa that they are about.

    If all are the same part of visas, the part of a commoner visa takes the place of a rarer one
    that is hardly more likely: the score tells nothing about who asks. If families are meant, all
    visas of families are.
    """
    place = _places(snapshot)
    pool = _pool(outcome)
    ordered = sorted(_families(snapshot, pool) or pool, key=lambda one: place[one.address.key])
    return tuple(ordered[: len(outcome.choices)])


def describe(
    snapshot: Snapshot, choices: tuple[Choice, ...], today: date, language: str
) -> tuple[Choice, ...]:
    """Name each choice in a language, with its first sentence, and whose family a visa is for."""
    principals = _principals(snapshot.library)
    return tuple(_describe(snapshot, choice, principals, today, language) for choice in choices)


def green_card_categories(snapshot: Snapshot, name: str) -> tuple[Choice, ...]:
    """List the categories if a name means a green card as such; () if it means something else."""
    words = set(name.casefold().replace("-", " ").split())
    if not words <= _GREEN_CARD or not any(named <= words for named in _NAMES_IT):
        return ()
    place = _places(snapshot)
    keys = sorted(_categories(snapshot.library), key=lambda key: place[key])
    return tuple(_choice(snapshot, key) for key in keys[:MOST_CHOICES])


def _categories(library: Library) -> Iterator[Key]:
    for entry in library.of_kind(Kind.VISA):
        if isinstance(entry, Visa) and entry.code.startswith("EB-"):
            yield entry.key


def _choice(snapshot: Snapshot, key: Key) -> Choice:
    link = snapshot.links[str(key), None]
    return Choice(link.address, link.title, 1.0)


def _pool(outcome: WhichOne) -> tuple[Choice, ...]:
    """List the choices, and what is nearly as likely if all are one part of several visas."""
    sections = {choice.address.section for choice in outcome.choices}
    kinds = {choice.address.key.kind for choice in outcome.choices}
    if len(sections) > 1 or None in sections or kinds != {Kind.VISA}:
        return outcome.choices
    least = NEAR * max(choice.score for choice in outcome.choices)
    near = (choice for choice in outcome.candidates if choice.address.section in sections)
    offered = (*outcome.choices, *(choice for choice in near if choice.score >= least))
    # By address: what was offered may be named in another language than its candidate.
    return tuple({choice.address: choice for choice in offered}.values())


def _families(snapshot: Snapshot, pool: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """List a part of all dependents' visas if that is what several choices are, else nothing."""
    principals = _principals(snapshot.library)
    parts = [one.address.section for one in pool if one.address.key in principals]
    if len(parts) < 2 or len(set(parts)) > 1:
        return ()
    dependents = (snapshot.links.get((str(key), parts[0])) for key in principals)
    workers = {visa.key for visa in principals.values()}
    others = (one for one in pool if one.address.key not in {*principals, *workers})
    return (*(Choice(one.address, one.title, 0.0) for one in dependents if one), *others)


def _places(snapshot: Snapshot) -> Mapping[Key, int]:
    """Number entries in the order in which they are browsed; a dependent's follows its visa."""
    order = {link.address.key: at for at, link in enumerate(snapshot.topics[None])}
    for key, principal in _principals(snapshot.library).items():
        order[key] = min(order.get(key, len(order)), order.get(principal.key, len(order)))
    return order


def _principals(library: Library) -> Mapping[Key, Visa]:
    """Map each dependent's visa to the visa of the family member who works or studies.

    Of several the one that is browsed first: H-4 is known as the visa of an H-1B's family.
    """
    visas = [entry for entry in library.of_kind(Kind.VISA) if isinstance(entry, Visa)]
    by_code = {visa.code: visa.key for visa in visas}
    result: dict[Key, Visa] = {}
    for visa in sorted(visas, key=lambda one: not one.featured):
        for code in visa.dependents:
            if code in by_code:
                result.setdefault(by_code[code], visa)
    return result


def _describe(
    snapshot: Snapshot,
    choice: Choice,
    principals: Mapping[Key, Visa],
    today: date,
    language: str,
) -> Choice:
    answer = snapshot.composer.compose(choice.address, today, language)
    called = None if same_language(language, ORIGINAL) else snapshot.composer.title_of
    title = (called and called(choice.address, language)) or choice.title
    principal = principals.get(choice.address.key)
    entry = snapshot.library.entries.get(choice.address.key)
    if principal and isinstance(entry, Visa):
        title = _title_under(principal, entry, choice.address.section)
    if answer is None:
        return replace(choice, title=title)
    return replace(choice, title=title, sentence=answer.summary, language=answer.language)


def _title_under(principal: Visa, visa: Visa, section: str | None) -> str:
    """Name a part of a dependent's visa by the visa that people know."""
    if section is None:
        return _("Under {visa}: {code} visa").format(visa=principal.code, code=visa.code)
    # Translators: people know H-1B, and not that the visa of its family is called H-4.
    text = _("Under {visa}: {code} visa ({part})")
    part = _(visa.vocabulary[section]).lower()
    return text.format(visa=principal.code, code=visa.code, part=part)
