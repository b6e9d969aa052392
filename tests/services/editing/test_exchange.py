"""What a server exports passes the check, and brings it back where it was."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.files.archive import OVERLAY, BadArchiveError, read_archive, write_archive, write_tree
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Severity
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.checking import check_base
from bot.services.editing.editor import Edit, Editor
from bot.services.editing.exchange import export_files, plan_import
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock
from tests.support.knowledge.base import FAQ_OWN, page, small_base

HERE, THERE = 100, 200
TEA, PHD, H1B = (Key.parse(key) for key in ("faq:tea", "faq:phd-needed", "visa:h-1b"))

TEA_PAGE = page(
    "Tea",
    FAQ_OWN.format(question="May I bring tea?"),
    "\n- It costs {{fact:premium-fee}}.\n",
    front="asks: [can i carry tea]\nrelated: ['visa:h-1b']\n",
)


@pytest.fixture
def editor(snapshots: SnapshotHolder, clock: Clock) -> Editor:
    stores = memory_stores()
    return Editor(stores.ledger, stores.drafts, snapshots, clock)


@pytest.fixture
async def edited(editor: Editor) -> Editor:
    """A server that wrote one entry, covers another and retired a third."""
    await editor.write(Edit(HERE, 1, "1"), TEA, TEA_PAGE, 0)
    own = FAQ_OWN.format(question="Do I need a PhD?")
    await editor.write(Edit(HERE, 1, "2"), PHD, page("PhD", own, summary="No."), 0)
    await editor.retire(Edit(HERE, 1, "3"), Key.parse("visa:l-1"), 0)
    return editor


async def test_what_is_exported_comes_back_the_same_elsewhere(
    edited: Editor, snapshots: SnapshotHolder
) -> None:
    files = export_files(snapshots.changes(HERE).newest.values())
    assert sorted(files) == ["faq/phd-needed.md", "faq/tea.md", OVERLAY]
    found = plan_import(snapshots, edited, THERE, read_archive(write_archive(files)))
    assert str(found) == "1 new, 1 changed, 1 retired, 0 the same"
    saved = await edited.save(Edit(THERE, 2, "4"), found.proposals)
    assert snapshots.view(THERE).library.entries == snapshots.view(HERE).library.entries
    assert export_files(snapshots.changes(THERE).newest.values()) == files
    assert len({change.batch for change in saved.changes}) == 1
    await edited.undo(Edit(THERE, 2, "5"), saved.batch)
    assert snapshots.view(THERE).library.entries == snapshots.snapshot.library.entries


async def test_bringing_an_export_back_changes_nothing(
    edited: Editor, snapshots: SnapshotHolder
) -> None:
    found = plan_import(
        snapshots, edited, HERE, export_files(snapshots.changes(HERE).newest.values())
    )
    assert not found.proposals
    assert found.unchanged == 2


async def test_an_export_passes_the_check_over_its_base(
    edited: Editor, snapshots: SnapshotHolder, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    write_tree(export_files(snapshots.changes(HERE).newest.values()), folder)
    base = load_library(small_base(tmp_path / "base"))
    checked = check_base(folder, date(2026, 11, 24), base)
    assert checked.entries == 2
    assert not checked.count(Severity.ERROR), checked.problems


async def test_the_difference_is_shown_first(edited: Editor, snapshots: SnapshotHolder) -> None:
    files = dict(export_files(snapshots.changes(HERE).newest.values()))
    files["faq/phd-needed.md"] = files["faq/phd-needed.md"].replace("summary: No.", "summary: Yes.")
    found = plan_import(snapshots, edited, HERE, files)
    assert found.changed == (PHD,)
    assert "faq:phd-needed\n" in found.difference
    assert "+summary: Yes." in found.difference


async def test_every_problem_of_every_file_is_named(
    edited: Editor, snapshots: SnapshotHolder
) -> None:
    files = {"faq/tea.md": "no front matter", "faq/Bad Name.md": TEA_PAGE}
    with pytest.raises(BrokenBaseError) as error:
        plan_import(snapshots, edited, HERE, files)
    assert {problem.path for problem in error.value.problems} == set(files)


async def test_what_leads_nowhere_is_refused_and_nothing_is_kept(
    edited: Editor, snapshots: SnapshotHolder
) -> None:
    files = {"faq/cup.md": TEA_PAGE, "faq/mug.md": TEA_PAGE.replace("visa:h-1b", "visa:none")}
    found = plan_import(snapshots, edited, HERE, files)
    with pytest.raises(BrokenBaseError):
        await edited.save(Edit(HERE, 1, "9"), found.proposals)
    assert edited.visible(HERE, Key.parse("faq:cup")) is None


async def test_a_broken_list_of_retired_entries_is_said(
    edited: Editor, snapshots: SnapshotHolder
) -> None:
    for text in ("retired = [", "retired = ['nonsense']", "retired = 3"):
        with pytest.raises(BadArchiveError, match=OVERLAY):
            plan_import(snapshots, edited, HERE, {OVERLAY: text})
