"""Check proposals as `kb check` checks files, before they come into the ledger."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.kb.checking.safety import entry_faults as safety_faults
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.links import entry_faults as link_faults
from bot.kb.reading.markdown import Page, print_entry, read_page, read_raw
from bot.kb.reading.quotes import quotable_by_all
from bot.services.background.lane import finish
from bot.services.content.changes import ParsedEntries
from bot.services.content.snapshot import Snapshot
from bot.services.ports.ledger import ChangeKind, Proposal


@dataclass(frozen=True, slots=True)
class CheckedProposals:
    """Proposals without a problem, their texts as they are printed."""

    proposals: tuple[Proposal, ...]
    entries: ParsedEntries


def check(
    view: Snapshot, proposals: Sequence[Proposal], *, invites: bool = False
) -> CheckedProposals:
    """Read all proposals over what a server shows, or raise `BrokenBaseError` with every problem.

    `invites` tells whether the server allows invites to others. An entry takes about a millisecond.
    """
    return finish(check_in_steps(view, proposals, invites=invites))


def check_in_steps(
    view: Snapshot,
    proposals: Sequence[Proposal],
    known: Mapping[str, Entry] = MappingProxyType({}),
    *,
    invites: bool = False,
) -> Generator[None, None, CheckedProposals]:
    """Check as `check` does, in steps of some milliseconds even for a visa.

    `known` are entries by the texts that were printed from them: these need not be printed again.
    """
    writes = [one for one in proposals if one.kind is ChangeKind.WRITE]
    pages: dict[Key, Page] = {}
    problems: list[Problem] = []
    for one in writes:
        try:
            raw = read_raw(one.body or "", f"{one.key}.md")
            yield
            pages[one.key] = read_page(raw, one.key)
        except BrokenBaseError as error:
            problems += error.problems
        yield
    keys = view.library.entries.keys() | {one.key for one in writes}
    by_all = quotable_by_all(view.library.facts)
    for page in pages.values():
        unsafe = safety_faults(page.entry, invites=invites)
        faults = (*link_faults(page.entry, keys, by_all), *unsafe)
        problems += (
            Problem(page.path, page.line(*loc), str(loc[0]), message) for loc, message in faults
        )
        yield
    if problems:
        raise BrokenBaseError(tuple(problems))
    texts: dict[Key, str] = {}
    for one in writes:
        entry, text = pages[one.key].entry, one.body
        texts[one.key] = text if text and known.get(text) == entry else print_entry(entry)
        yield
    printed = tuple(replace(one, body=texts.get(one.key)) for one in proposals)
    return CheckedProposals(printed, {(key, text): pages[key].entry for key, text in texts.items()})
