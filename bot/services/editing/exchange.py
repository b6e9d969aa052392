"""Export a server's answers as Markdown, and import such Markdown: exact opposites."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.kb.files.archive import OVERLAY, BadArchiveError
from bot.kb.model.entries import Faq
from bot.kb.model.keys import Key, Kind
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.kb.reading.overlay import read_overlay
from bot.locale.i18n import gettext as _
from bot.search.index import Decision
from bot.services.answering.answers import search
from bot.services.comparing.differences import difference
from bot.services.content.answer import Link
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.editing.entry_fields import UnfitTextError, with_phrasing
from bot.services.ports.ledger import ChangeKind, FaqChange, Proposal

_HEAD = "# These entries lie over a base; those named here are not shown.\nretired = ["


@dataclass(frozen=True, slots=True)
class SimilarEntry:
    """A new question that another answer takes already."""

    key: Key
    phrasing: str
    answer: Link


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    added: tuple[Key, ...]
    changed: tuple[Key, ...]
    retired: tuple[Key, ...]
    unchanged: int
    """Entries that are so already."""
    proposals: tuple[Proposal, ...]
    difference: str
    """Every change, entry by entry, as a unified difference."""
    similar: tuple[SimilarEntry, ...] = ()
    """New questions that another answer takes already."""

    def __str__(self) -> str:
        """Summarize it in one line."""
        # Translators: how many answers of each; every number may be 0 or 1.
        return _("{added} new, {changed} changed, {retired} retired, {same} the same").format(
            added=len(self.added),
            changed=len(self.changed),
            retired=len(self.retired),
            same=self.unchanged,
        )


def export_files(newest: Collection[FaqChange]) -> Mapping[str, str]:
    """Write down a server's entries, given the newest change of each, as texts by their path."""
    files = {
        f"{change.key.kind.folder}/{change.key.slug}.md": change.body or ""
        for change in newest
        if change.kind is ChangeKind.WRITE
    }
    retired = sorted(change.key for change in newest if change.kind is ChangeKind.HIDE)
    files[OVERLAY] = _HEAD + "".join(f'\n  "{key}",' for key in retired) + "\n]\n"
    return files


def plan_import(
    snapshots: SnapshotHolder, editor: Editor, guild: int, files: Mapping[str, str]
) -> Plan:
    """Compare texts with what a server shows; nothing of the server's own is ever removed.

    Raise `BadArchiveError` or `BrokenBaseError` with every problem.
    """
    new_texts = _read_entries(files)
    retired = _read_retired(files.get(OVERLAY, ""))
    _refuse_both(new_texts.keys() & set(retired))
    visible = snapshots.view(guild).library.entries
    texts = {key: print_entry(entry) for key, entry in visible.items() if key in new_texts}
    differing = {key: text for key, text in new_texts.items() if texts.get(key) != text}
    hiding = [key for key in retired if key in visible]
    proposals = [
        Proposal(key, editor.parent(guild, key), ChangeKind.WRITE, text)
        for key, text in differing.items()
    ]
    proposals += [Proposal(key, editor.parent(guild, key), ChangeKind.HIDE) for key in hiding]
    lines = [f"{key}\n{difference(texts.get(key, ''), text)}" for key, text in differing.items()]
    return Plan(
        added=tuple(key for key in differing if key not in texts),
        changed=tuple(key for key in differing if key in texts),
        retired=tuple(hiding),
        unchanged=len(new_texts) - len(differing),
        proposals=tuple(proposals),
        difference="\n\n".join([*lines, *(f"{key}\n(retired)" for key in hiding)]),
        similar=tuple(
            _find_alike(snapshots.view(guild), differing.keys() - texts.keys(), new_texts)
        ),
    )


def _refuse_both(keys: Collection[Key]) -> None:
    """Raise `BadArchiveError` if an entry is both written and retired."""
    if keys:
        sentence = _("'{file}' cannot be read: {error}.")
        fault = f"'{min(keys)}' is both written and retired"
        raise BadArchiveError(sentence.format(file=OVERLAY, error=fault))


def plan_import_with_phrasings(
    snapshots: SnapshotHolder, editor: Editor, guild: int, files: Mapping[str, str]
) -> Plan:
    """Compare texts, but make each question that is taken already a phrasing of that answer.

    Raise as `plan_import` does.
    """
    alike = plan_import(snapshots, editor, guild, files).similar
    files_by_key, view = _read_entries(files), snapshots.view(guild)
    texts = {
        key: text for key, text in files_by_key.items() if key not in {one.key for one in alike}
    }
    for one in alike:
        key, section = one.answer.address.key, one.answer.address.section
        known = parse_entry(texts[key], key) if key in texts else view.library.entries[key]
        with suppress(UnfitTextError):  # it is one already
            texts[key] = print_entry(with_phrasing(known, section, one.phrasing))
    merged = {f"{key.kind.folder}/{key.slug}.md": text for key, text in texts.items()}
    merged |= {OVERLAY: files[OVERLAY]} if OVERLAY in files else {}
    return plan_import(snapshots, editor, guild, merged)


def _find_alike(
    view: Snapshot, added: Collection[Key], texts: Mapping[Key, str]
) -> Iterator[SimilarEntry]:
    for key in sorted(added):
        entry = parse_entry(texts[key], key)
        if not isinstance(entry, Faq):
            continue
        ranking = search(view, entry.question)
        if ranking.decision is Decision.FOUND:
            hit = ranking.offered[0]
            yield SimilarEntry(key, entry.question, view.links[hit.place])


def _read_entries(files: Mapping[str, str]) -> dict[Key, str]:
    """Read every file as an entry, and print it as the ledger keeps it."""
    kinds = {kind.folder: kind for kind in Kind}
    problems: list[Problem] = []
    texts: dict[Key, str] = {}
    for path, text in files.items():
        if path == OVERLAY:
            continue
        folder, _slash, name = path.partition("/")
        try:
            key = Key(kinds[folder], name.removesuffix(".md"))
            texts[key] = print_entry(parse_entry(text, key, path))
        except BrokenBaseError as error:
            problems += error.problems
        except ValueError as error:
            problems.append(Problem(path, 1, "file name", str(error)))
    if problems:
        raise BrokenBaseError(tuple(problems))
    return texts


def _read_retired(text: str) -> tuple[Key, ...]:
    try:
        return read_overlay(text, OVERLAY)
    except BrokenBaseError as error:
        first = error.problems[0]
        sentence = _("'{file}' cannot be read: {error}.")
        fault = f"{first.line}: {first.field}: {first.message}"
        raise BadArchiveError(sentence.format(file=OVERLAY, error=fault)) from error
