"""Moderators change what their own server shows, and can take every change back."""

import pytest

from bot.kb.model.entries import Faq
from bot.kb.model.keys import Address, Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import Library
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.services.answering.answers import Answers
from bot.services.background.lane import finish
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.editing.editor import ClashError, Editor, NothingToChangeError
from bot.services.editing.proposals import check_in_steps
from bot.services.ports.ledger import (
    NO_PARENT,
    ChangeKind,
    Proposal,
)
from bot.services.ports.stores import Stores
from tests.services.editing.entries import ANA, BEN, H1B, HERE, PHD, TEA, THERE, edit, phd, tea


async def answered(answers: Answers, question: str, guild: int | None = HERE) -> Found:
    outcome = await answers.ask(question, guild=guild)
    assert isinstance(outcome, Found), outcome
    return outcome


async def test_a_new_entry_answers_the_next_question_of_its_server_only(
    editor: Editor, answers: Answers
) -> None:
    saved = await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    found = await answered(answers, "can i carry green tea leaves")
    assert found.answer.summary == "Yes, tea is allowed."
    assert found.answer.revision == f"v{saved.changes[0].revision}"
    for other in (THERE, None):
        assert not isinstance(await answers.ask("can i carry green tea leaves", guild=other), Found)
        assert answers.show(Address(TEA), guild=other) is None


async def test_a_new_entry_is_suggested_browsed_and_looked_up(
    editor: Editor, answers: Answers
) -> None:
    await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    link = answers.complete("may i bring", guild=HERE)[0]
    assert (link.address, link.title) == (Address(TEA), "May I bring tea?")
    assert link in answers.entries(guild=HERE)
    assert link not in answers.entries(guild=THERE)
    assert (await answered(answers, "=faq:tea")).answer.address == Address(TEA)
    assert (await answered(answers, "May I bring tea?")).answer.address == Address(TEA)
    assert answers.freshness(guild=HERE).answers == answers.freshness().answers + 1


async def test_an_entry_over_a_shared_one_is_shown_in_its_place(
    editor: Editor, answers: Answers
) -> None:
    shared = await answered(answers, "do i need a phd for ml jobs")
    await editor.write(edit("1"), PHD, phd(), NO_PARENT)
    own = await answered(answers, "do i need a phd for ml jobs")
    assert own.answer.summary == "Our server says no PhD is needed."
    assert own.answer.revision != shared.answer.revision
    assert (await answered(answers, "do i need a phd for ml jobs", THERE)) == shared


async def test_a_retired_entry_is_found_by_nothing_and_linked_from_nowhere(
    editor: Editor, answers: Answers
) -> None:
    assert editor.retired(HERE) == ()
    await editor.retire(edit("1"), Key.parse("visa:o-1a"), NO_PARENT)
    assert editor.retired(HERE) == (Key.parse("visa:o-1a"),)
    assert answers.show(Address.parse("visa:o-1a"), guild=HERE) is None
    assert not isinstance(await answers.ask("what is o1a", guild=HERE), Found)
    assert not isinstance(await answers.ask("O-1A visa", guild=HERE), Found)
    assert not isinstance(await answers.ask("=visa:o-1a", guild=HERE), Found)
    h1b = answers.show(Address(H1B), guild=HERE)
    assert h1b is not None
    assert [link.title for link in h1b.related] == ["Can my family come with me?"]
    assert "visa:o-1a" not in {str(link.address) for link in answers.entries(guild=HERE)}
    assert (await answered(answers, "what is o1a", THERE)).answer.title == "O-1A visa"


async def test_what_was_retired_is_restored_as_it_was(editor: Editor, answers: Answers) -> None:
    (wrote,) = (await editor.write(edit("1"), TEA, tea(), NO_PARENT)).changes
    (hid,) = (await editor.retire(edit("2"), TEA, wrote.revision)).changes
    assert answers.show(Address(TEA), guild=HERE) is None
    (back,) = (await editor.restore(edit("3"), TEA, hid.revision)).changes
    assert (back.kind, back.body) == (ChangeKind.WRITE, wrote.body)
    assert answers.show(Address(TEA), guild=HERE) is not None


async def test_restoring_what_covers_a_shared_entry_shows_the_shared_one(
    editor: Editor, answers: Answers
) -> None:
    before = answers.show(Address(PHD))
    (wrote,) = (await editor.write(edit("1"), PHD, phd(), NO_PARENT)).changes
    (cleared,) = (await editor.restore(edit("2"), PHD, wrote.revision)).changes
    assert cleared.kind is ChangeKind.CLEAR
    assert answers.show(Address(PHD), guild=HERE) == before
    (again,) = (await editor.write(edit("3"), PHD, phd(), cleared.revision)).changes
    assert again.parent == cleared.revision


async def test_nothing_is_retired_restored_or_undone_where_nothing_is(editor: Editor) -> None:
    with pytest.raises(NothingToChangeError):
        await editor.retire(edit("1"), TEA, NO_PARENT)
    with pytest.raises(NothingToChangeError):
        await editor.restore(edit("2"), PHD, NO_PARENT)
    with pytest.raises(NothingToChangeError):
        await editor.undo(edit("3"), "0" * 16)


async def test_a_batch_is_undone_whole(editor: Editor, answers: Answers) -> None:
    proposals = [
        Proposal(TEA, NO_PARENT, ChangeKind.WRITE, tea()),
        Proposal(PHD, NO_PARENT, ChangeKind.WRITE, phd()),
        Proposal(H1B, NO_PARENT, ChangeKind.HIDE),
    ]
    saved = await editor.save(edit("1"), proposals)
    undone = await editor.undo(edit("2"), saved.batch)
    for key in (TEA, PHD, H1B):
        assert answers.show(Address(key), guild=HERE) == answers.show(Address(key))
    await editor.undo(edit("3"), undone.batch)
    assert answers.show(Address(H1B), guild=HERE) is None
    assert answers.show(Address(TEA), guild=HERE) is not None


async def test_another_server_cannot_undo_it(editor: Editor) -> None:
    saved = await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    with pytest.raises(NothingToChangeError):
        await editor.undo(edit("2", guild=THERE), saved.batch)


async def test_an_undo_does_not_take_back_what_came_later(editor: Editor) -> None:
    first = await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    later = await editor.write(edit("2", actor=BEN), TEA, tea("Two."), first.changes[0].revision)
    with pytest.raises(ClashError):
        await editor.undo(edit("3"), first.batch)
    assert editor.parent(HERE, TEA) == later.changes[0].revision


async def test_second_editor_is_shown_both_texts_and_the_difference(editor: Editor) -> None:
    await editor.write(edit("1"), TEA, tea("Ana says yes."), NO_PARENT)
    with pytest.raises(ClashError) as refused:
        await editor.write(edit("2", actor=BEN), TEA, tea("Ben says no."), NO_PARENT)
    (clash,) = refused.value.clashes
    assert "Ana says yes." in clash.theirs
    assert "Ben says no." in clash.yours
    assert "-summary: Ana says yes.\n+summary: Ben says no." in clash.difference
    assert clash.change is not None
    assert clash.change.actor == ANA


async def test_a_shared_entry_that_the_other_restored_is_shown_as_theirs(editor: Editor) -> None:
    (wrote,) = (await editor.write(edit("1"), PHD, phd(), NO_PARENT)).changes
    await editor.restore(edit("2"), PHD, wrote.revision)
    with pytest.raises(ClashError) as refused:
        await editor.write(edit("3", actor=BEN), PHD, phd("Ben."), wrote.revision)
    (clash,) = refused.value.clashes
    assert "summary: The PhD is one of them." in clash.theirs


async def test_a_repeated_request_is_done_once(editor: Editor, stores: Stores) -> None:
    first = await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    assert await editor.write(edit("1"), TEA, tea(), NO_PARENT) == first
    parent = first.changes[0].revision
    hid = await editor.retire(edit("2"), TEA, parent)
    assert await editor.retire(edit("2"), TEA, parent) == hid
    back = await editor.restore(edit("3"), TEA, hid.changes[0].revision)
    assert await editor.restore(edit("3"), TEA, hid.changes[0].revision) == back
    undone = await editor.undo(edit("4"), back.batch)
    assert await editor.undo(edit("4"), back.batch) == undone
    assert len(await stores.ledger.history(HERE, TEA)) == 4


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("no front matter", "front matter"),
        (tea().replace("title: Tea\n", ""), "title"),
        (tea("It costs {{fact:none}}."), "summary"),
        (tea().replace("asks:", "related: ['faq:none']\nasks:"), "related"),
    ],
)
async def test_a_broken_text_is_refused_with_its_place(
    editor: Editor, stores: Stores, text: str, field: str
) -> None:
    with pytest.raises(BrokenBaseError) as refused:
        await editor.write(edit("1"), TEA, text, NO_PARENT)
    (problem,) = refused.value.problems
    assert (problem.path, problem.field) == ("faq:tea.md", field)
    assert await stores.ledger.revision() == NO_PARENT


async def test_entries_of_one_batch_may_name_each_other(editor: Editor) -> None:
    other = Key.parse("faq:milk")
    both = [
        Proposal(TEA, 0, ChangeKind.WRITE, tea().replace("asks:", "related: ['faq:milk']\nasks:")),
        Proposal(other, 0, ChangeKind.WRITE, tea().replace("tea", "milk")),
    ]
    assert len((await editor.save(edit("1"), both)).changes) == 2


async def test_what_is_kept_is_printed_as_it_is_read(editor: Editor) -> None:
    (made,) = (await editor.write(edit("1"), TEA, tea(), NO_PARENT)).changes
    entry = editor.visible(HERE, TEA)
    assert isinstance(entry, Faq)
    assert made.body == print_entry(entry)
    assert parse_entry(made.body, TEA) == entry


async def test_history_tells_each_version_from_the_one_before(editor: Editor) -> None:
    (first,) = (await editor.write(edit("1"), PHD, phd("One."), NO_PARENT)).changes
    (second,) = (await editor.write(edit("2"), PHD, phd("Two."), first.revision)).changes
    await editor.retire(edit("3", actor=BEN), PHD, second.revision)
    hid, two, one = await editor.history(HERE, PHD)
    assert hid.text == ""
    assert "summary: Two." in hid.previous
    assert two.previous == one.text
    assert "summary: The PhD is one of them." in one.previous
    assert (hid.change.actor, one.change.reason) == (BEN, "asked in the channel")


async def test_changes_are_read_again_over_new_shared_knowledge(
    editor: Editor, snapshots: SnapshotHolder, answers: Answers
) -> None:
    await editor.write(edit("1"), TEA, tea(), NO_PARENT)
    await editor.write(edit("2"), PHD, phd("It is {{fact:premium-fee}}."), NO_PARENT)
    shown = answers.show(Address(PHD), guild=HERE)
    assert shown is not None
    assert shown.summary == "It is $2,965."
    library = snapshots.snapshot.library
    entries = {key: entry for key, entry in library.entries.items() if key != H1B}
    snapshots.swap(Snapshot.build(Library(entries, {}, {}, library.lexicon)))
    shared = answers.show(Address(PHD))
    assert answers.show(Address(PHD), guild=HERE) == shared
    assert answers.show(Address(TEA), guild=HERE) is not None
    assert answers.show(Address(H1B), guild=HERE) is None


async def test_what_is_checked_is_what_is_written(
    editor: Editor, snapshots: SnapshotHolder
) -> None:
    entry = parse_entry(tea(), TEA)
    text = await editor.check_entry(HERE, entry, NO_PARENT)
    assert parse_entry(text, TEA) == entry
    saved = await editor.write(edit("1"), TEA, text, NO_PARENT)
    assert [change.body for change in saved.changes] == [text]
    assert snapshots.view(HERE).library.entries[TEA] == entry


async def test_what_may_not_be_stored_is_refused_before_it_is_shown(editor: Editor) -> None:
    entry = parse_entry(tea("Yes, @everyone may."), TEA)
    with pytest.raises(BrokenBaseError, match="@everyone"):
        await editor.check_entry(HERE, entry, NO_PARENT)


def test_a_text_is_printed_anew_unless_it_was_printed_from_what_it_says(
    snapshots: SnapshotHolder,
) -> None:
    typed, view = tea().replace("asks:", "asks: "), snapshots.view(HERE)
    entry = parse_entry(typed, TEA)
    for known, body in (
        ({typed: entry}, typed),
        ({typed: parse_entry(phd(), PHD)}, None),
        ({}, None),
    ):
        proposal = Proposal(TEA, NO_PARENT, ChangeKind.WRITE, typed)
        checked = finish(check_in_steps(view, [proposal], known))
        assert checked.proposals[0].body == (body or print_entry(entry))
        assert checked.entries == {(TEA, checked.proposals[0].body): entry}
