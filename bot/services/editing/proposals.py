"""Check proposals as `kb check` checks files, before they come into the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.kb.checking.safety import entry_faults as safety_faults
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.links import entry_faults as link_faults
from bot.kb.reading.markdown import Page, parse_page, print_entry
from bot.kb.reading.quotes import quotable_by_all
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
    writes = [one for one in proposals if one.kind is ChangeKind.WRITE]
    pages: dict[Key, Page] = {}
    problems: list[Problem] = []
    for one in writes:
        try:
            pages[one.key] = parse_page(one.body or "", one.key, f"{one.key}.md")
        except BrokenBaseError as error:
            problems += error.problems
    keys = view.library.entries.keys() | {one.key for one in writes}
    by_all = quotable_by_all(view.library.facts)
    for page in pages.values():
        unsafe = safety_faults(page.entry, invites=invites)
        faults = (*link_faults(page.entry, keys, by_all), *unsafe)
        problems += (
            Problem(page.path, page.line(*loc), str(loc[0]), message) for loc, message in faults
        )
    if problems:
        raise BrokenBaseError(tuple(problems))
    texts = {key: print_entry(page.entry) for key, page in pages.items()}
    printed = tuple(replace(one, body=texts.get(one.key)) for one in proposals)
    return CheckedProposals(printed, {(key, text): pages[key].entry for key, text in texts.items()})
