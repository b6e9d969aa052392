"""What a moderator types becomes an entry, and an entry becomes what can be typed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from bot.kb.model.entries import Entry
from bot.kb.model.facts import Trust
from bot.kb.model.keys import SLUG_LIMIT, Key
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.entry_fields import (
    EntryFields,
    UnfitTextError,
    change_entry,
    mark_verified,
    new_entry,
    new_key,
    with_phrasing,
)
from tests.support.knowledge.entries import entries
from tests.support.knowledge.shipped import shipped_library

TODAY = date(2026, 11, 24)
KEY = Key.parse("faq:tea")
H1B = Key.parse("visa:h-1b")
TEA = EntryFields(
    name="May I bring tea?",
    answer="Yes, tea is allowed.\n• In any bag.\n• Loose or in bags.\n\nAsk at the desk.",
    asks="is tea ok\n\nis tea ok\ntea allowed?",
    sources="CBP on food: https://www.cbp.gov/food\nhttps://tea.example/rules",
)


def test_a_new_entry_is_read_from_the_form() -> None:
    entry = new_entry(KEY, TEA, TODAY)
    assert (entry.question, entry.title) == ("May I bring tea?", "May I bring tea")
    assert entry.summary == "Yes, tea is allowed."
    assert entry.points == ("In any bag.", "Loose or in bags.")
    assert entry.more == "Ask at the desk."
    assert entry.asks == ("is tea ok", "tea allowed?")
    assert entry.reviewed == TODAY
    assert [(one.title, one.trust) for one in entry.sources] == [
        ("CBP on food", Trust.OFFICIAL),
        ("tea.example", Trust.SECONDARY),
    ]
    assert parse_entry(print_entry(entry), KEY) == entry


def test_every_fault_is_said_with_the_field_to_change() -> None:
    entry_fields = EntryFields("# Tea", "- A bullet first.\n\n## Heading", "x" * 300, "tea.example")
    with pytest.raises(UnfitTextError) as refusal:
        new_entry(KEY, entry_fields, TODAY)
    said = "\n".join(refusal.value.sentences)
    assert "Question: must be plain text, not a heading" in said
    assert "Answer: begin with one sentence" in said
    assert "Answer: write it without '##' headings" in said
    assert "Other ways to ask it: may have at most 240 characters" in said
    assert "Sources: add a web address to 'tea.example'" in said
    assert said.count("Sources:") == 1, "one fault is said once"


@pytest.mark.parametrize(
    "line",
    ["https://[", "A page https://[uscis.gov]", "https:///x", "https://[::1", "https://:80/"],
)
def test_a_source_that_names_no_site_is_refused_by_name(line: str) -> None:
    with pytest.raises(UnfitTextError, match="Sources: must be an address that names a site"):
        new_entry(KEY, replace(TEA, sources=line), TODAY)


def test_what_nobody_sees_is_taken_out_in_silence() -> None:
    entry_fields = EntryFields("May\u200b I?", "Yes\u202e.\r\n", "", TEA.sources)
    entry = new_entry(KEY, entry_fields, TODAY)
    assert (entry.question, entry.summary) == ("May I?", "Yes.")


def test_a_message_of_the_server_is_no_official_source() -> None:
    entry_fields = EntryFields("Q?", "Yes.", "", "A message https://discord.com/channels/1/2/3")
    assert not new_entry(KEY, entry_fields, TODAY).sources[0].trust.is_verified


@settings(max_examples=30)
@given(entries())
def test_a_form_that_was_opened_and_sent_changes_nothing(entry: Entry) -> None:
    for section in (None, *(one.name for one in entry.sections)):
        try:
            once = change_entry(entry, section, EntryFields.of(entry, section))
        except UnfitTextError:
            continue  # made-up entries hold characters that a form takes out
        again = change_entry(once, section, EntryFields.of(once, section))
        assert again == once
        assert parse_entry(print_entry(once), once.key) == once


def test_no_form_of_the_small_base_changes_anything(snapshots: SnapshotHolder) -> None:
    for entry in snapshots.snapshot.library.entries.values():
        for section in (None, *(one.name for one in entry.sections)):
            assert change_entry(entry, section, EntryFields.of(entry, section)) == entry


def test_a_section_is_changed_and_the_rest_of_the_entry_stays(snapshots: SnapshotHolder) -> None:
    h1b = snapshots.snapshot.library.entries[H1B]
    old = EntryFields.of(h1b, "cost")
    sources = "USCIS fees https://www.uscis.gov/fees"
    new = change_entry(h1b, "cost", EntryFields("", "Ask USCIS.", old.asks, sources))
    cost = new.section("cost")
    assert cost is not None
    assert (cost.summary, cost.points) == ("Ask USCIS.", ())
    assert new.section("duration") == h1b.section("duration")
    assert new.summary == h1b.summary
    assert [one.url for one in new.sources_for("cost")] == ["https://www.uscis.gov/fees"]
    assert new.sources_for(None) == h1b.sources_for(None)
    assert new.facts == h1b.facts


def test_a_phrasing_is_added_once(snapshots: SnapshotHolder) -> None:
    h1b = snapshots.snapshot.library.entries[H1B]
    new = with_phrasing(h1b, "duration", "max  years on h1b")
    duration = new.section("duration")
    assert duration is not None
    assert duration.asks[-1] == "max years on h1b"
    with pytest.raises(UnfitTextError, match="already"):
        with_phrasing(new, "duration", "Max years on H1B")


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("May I bring tea?", "may-bring-tea"),
        ("What is it?", "what-is-it"),
        ("¿Puedo traer té?", "puedo-traer-te"),
    ],
)
def test_an_entry_is_named_by_its_question(question: str, slug: str) -> None:
    assert new_key(question, ()) == Key.parse(f"faq:{slug}")


def test_a_name_is_never_taken_twice_and_never_too_long() -> None:
    first = new_key("tea", ())
    second = new_key("tea", {first})
    assert (str(first), str(second)) == ("faq:tea", "faq:tea-2")
    assert new_key("我可以带茶吗", ()).slug.startswith("q-")
    assert len(new_key("tea " * 40, ()).slug) <= SLUG_LIMIT
    assert len(new_key("t" * 400, ()).slug) <= SLUG_LIMIT


def test_a_new_text_keeps_its_pages_and_not_the_days_on_which_they_were_read() -> None:
    h1b = shipped_library().entries[H1B]
    old = EntryFields.of(h1b, "cost")
    new = change_entry(h1b, "cost", EntryFields("", "Ask USCIS.", old.asks, old.sources))
    assert {one.checked for one in new.sources_for("cost")} == {None}
    days = [(one.url, one.checked) for one in h1b.sources_for("duration")]
    assert [(one.url, one.checked) for one in new.sources_for("duration")] == days
    asked = change_entry(h1b, "cost", EntryFields("", old.answer, "h1b price", old.sources))
    assert asked.sources == h1b.sources


def test_verifying_says_that_the_pages_were_read_on_that_day() -> None:
    h1b = shipped_library().entries[H1B]
    again = mark_verified(h1b, date(2026, 12, 1))
    assert {one.checked for one in again.sources} == {again.reviewed} == {date(2026, 12, 1)}
