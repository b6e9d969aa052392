"""Answers say at their top what is due or has ended, and what never to do before anything else."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.chat.cards.card import render_answer
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.pages import page as page_of
from bot.chat.members.path import render_stop
from bot.kb.model.keys import Address, Key
from bot.kb.reading.library import load_library
from bot.local.terminal import as_markdown
from bot.services.answering.compare import compare
from bot.services.answering.guidance import Guidance
from bot.services.answering.report import as_data
from bot.services.content.answer import Answer
from bot.services.content.caveats import Caveat, CaveatKind
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from tests.support.cards import plain_text, text_of
from tests.support.knowledge.base import FAQ_OWN, page, write_page
from tests.support.language.translated import translate
from tests.support.volatile import CONDITIONS, volatile_base

STAY, ORDER, HOURS = (Address.parse(f"faq:{name}") for name in ("stay", "order", "hours"))
H1B = Key.parse("visa:h-1b")
FRESH, LATE, END = date(2026, 11, 24), date(2027, 1, 15), date(2027, 10, 1)


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return Snapshot.build(load_library(volatile_base(tmp_path)))


def composed(snapshot: Snapshot, address: Address, day: date) -> Answer:
    answer = snapshot.composer.compose(address, day)
    assert answer is not None
    return answer


def everywhere(answer: Answer) -> Iterator[str]:
    """Write an answer in each way that people read it."""
    outcome = Found("?", answer, 1.0)
    yield text_of(render_answer(answer).to_components())
    yield plain_text(render_answer(answer))
    yield as_markdown(outcome)
    yield json.dumps(as_data("?", outcome))


def test_an_answer_whose_claims_hold_has_nothing_to_warn_of(snapshot: Snapshot) -> None:
    answer = composed(snapshot, STAY, FRESH)
    assert answer.caveats == ()
    assert not answer.amber


def test_of_several_claims_that_are_due_the_oldest_is_said_once(snapshot: Snapshot) -> None:
    early = composed(snapshot, STAY, date(2026, 12, 16))
    assert early.warnings == (Caveat(CaveatKind.DUE, date(2026, 10, 20)),)
    late = composed(snapshot, STAY, LATE)
    assert late.warnings == (Caveat(CaveatKind.DUE, date(2026, 10, 7)),)
    for text in everywhere(late):
        assert text.count("it may have changed since") == 1
        assert "Last confirmed on 7 October 2026; it may have changed since." in text


def test_the_warning_stands_above_the_first_sentence(snapshot: Snapshot) -> None:
    answer = composed(snapshot, STAY, LATE)
    for text in (*everywhere(answer),)[:3]:
        assert text.index("it may have changed since") < text.index(answer.summary)
    assert render_answer(answer).to_components()[0]["accent_color"] == 0xF0A020


def test_an_answer_that_lost_its_first_sentence_says_so(snapshot: Snapshot) -> None:
    answer = composed(snapshot, ORDER, END)
    assert answer.summary == ""
    assert [one.kind for one in answer.caveats] == [CaveatKind.HEADLESS]
    for text in everywhere(answer):
        assert "The first sentence of this answer was true until 21 September 2027" in text
        assert "The order runs" not in text


def test_what_only_an_old_print_says_is_called_that_and_keeps_a_calm_edge(
    snapshot: Snapshot,
) -> None:
    answer = composed(snapshot, HOURS, FRESH)
    assert not answer.amber
    for text in everywhere(answer):
        assert "Not confirmed since 2023" in text


def test_checked_is_the_oldest_day_on_which_a_source_of_the_answer_was_read(
    snapshot: Snapshot,
) -> None:
    assert composed(snapshot, STAY, FRESH).checked == date(2023, 6, 1), "the print of the rule"
    order = composed(snapshot, ORDER, FRESH)
    assert (order.checked, order.reviewed) == (date(2026, 10, 7), date(2026, 11, 1))
    assert "as of 7 Oct 2026" in text_of(render_answer(order).to_components())
    assert order.next_review == date(2027, 9, 1), "a claim is looked at before its entry"


def test_an_undated_copy_shows_no_day(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "faq" / "phd-needed.md"
    path.write_text(path.read_text("utf-8").replace("2026-10-07", "undated"), "utf-8")
    snapshot = Snapshot.build(load_library(base))
    answer = composed(snapshot, Address.parse("faq:phd-needed"), FRESH)
    assert answer.checked is None
    card = text_of(render_answer(answer).to_components())
    assert "undated" in card
    assert "Checked" not in f"{card}{plain_text(render_answer(answer))}"


def test_a_comparison_warns_of_the_sentences_that_it_shows(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "visas" / "h-1b.md"
    text = path.read_text("utf-8").replace("review_every: 90", "review_every: 400")
    path.write_text(
        text.replace("limited to {{longest}}", "{{longest}}, and {{fact:grace-days}} after it"),
        "utf-8",
    )
    snapshot = Snapshot.build(load_library(base))
    keys = (H1B, Key.parse("visa:h-4"))
    fresh, late = compare(snapshot, keys, FRESH), compare(snapshot, keys, LATE)
    assert fresh is not None
    assert late is not None
    assert (fresh.warnings, fresh.amber) == ((), False)
    assert late.amber
    said = text_of(render_comparison(late).to_components())
    assert said.count("Last confirmed on 20 October 2026; it may have changed since.") == 1
    assert fresh.checked == date(2023, 6, 1)


def test_a_comparison_says_that_a_sentence_ended_and_not_that_it_is_missing(
    tmp_path: Path,
) -> None:
    base = volatile_base(tmp_path)
    path = base / "visas" / "h-1b.md"
    text = path.read_text("utf-8").replace("limited to {{longest}}", "over on {{fact:order-end}}")
    path.write_text(text.replace("limit was", "limit was {{longest}} or"), "utf-8")
    snapshot = Snapshot.build(load_library(base))
    found = compare(snapshot, (H1B, Key.parse("visa:h-4")), END)
    assert found is not None
    (row,) = [row for row in found.rows if row.section == "duration"]
    assert row.values == ("what it said has ended", None)
    assert "H-1B duration" not in list(found.missing)


def test_a_path_warns_of_itself_and_of_the_answers_that_it_leads_to(tmp_path: Path) -> None:
    base = volatile_base(tmp_path)
    path = base / "paths" / "visas.toml"
    text = path.read_text("utf-8").replace('"visa:o-1a"]', '"faq:stay"]')
    path.write_text(text, "utf-8")
    snapshots = SnapshotHolder(Snapshot.build(load_library(base)))

    def shown(day: date) -> str:
        clock = datetime(day.year, day.month, day.day, tzinfo=UTC)
        guidance = Guidance(snapshots, lambda: clock)
        start = guidance.start()
        assert start is not None
        stop = guidance.stop_at(start.path, start.revision, "00")
        assert stop is not None
        return text_of(render_stop(stop).to_components())

    assert "⚠️" not in shown(FRESH)
    warned = shown(LATE)
    assert "⚠️ In “May I stay after a layoff?”: Last confirmed on 7 October 2026;" in warned
    assert not warned.startswith("⚠️"), "the path itself is not in doubt"
    assert "⚠️ Review overdue since 30 Jan 2027" in shown(date(2027, 2, 1))


EMERGENCY = CONDITIONS + "  today: Write down your last paid day.\n"


def staked(folder: Path, conditions: str, points: int = 3) -> Answer:
    """Compose an answer with high stakes and long bullets."""
    base = volatile_base(folder)
    body = "\n" + "".join(f"- Point {n}. {'Words ' * 60}end.\n" for n in range(points))
    front = f"high-stakes: true\n{conditions}"
    own = FAQ_OWN.format(question="Was I fired?")
    write_page(base, "faq:fired", page("Fired", own, body, front=front))
    snapshot = Snapshot.build(load_library(base))
    return composed(snapshot, Address.parse("faq:fired"), FRESH)


def test_conditions_stand_before_the_bullets_and_bullets_give_way(tmp_path: Path) -> None:
    answer = staked(tmp_path, CONDITIONS, points=20)
    first = page_of(answer)
    pages = "\n".join(page_of(answer, number + 1).text for number in range(first.count))
    for said in ("Do not leave the USA", "Your I-94 ends sooner", "you resign or travel"):
        assert pages.index(answer.summary) < pages.index(said) < pages.index("- Point 0")
    assert "you resign or travel" in first.text
    assert "- Point 0" not in first.text, "it stands behind More"
    assert all(f"- Point {number}." in pages for number in range(20)), "and no bullet is lost"


def test_an_emergency_leads_with_the_step_of_today_and_a_lawyer(tmp_path: Path) -> None:
    answer = staked(tmp_path, EMERGENCY)
    order = (
        "Today**:",
        "See a lawyer before**:",
        answer.summary,
        "Before anything else**:",
        "- Point 0",
    )
    card, _plain, markdown = (*everywhere(answer),)[:3]
    more = render_answer(answer, number=2).to_components()
    assert order[-1] not in card, "bullets give way to what must not be missed"
    for text in (f"{card}\n{text_of(more)}", markdown):
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_a_condition_whose_claim_ended_is_taken_off_like_any_sentence(tmp_path: Path) -> None:
    ended = CONDITIONS.replace("Your I-94 ends sooner", "The order ends on {{fact:order-end}}")
    base = volatile_base(tmp_path)
    own = FAQ_OWN.format(question="Was I fired?")
    write_page(base, "faq:fired", page("Fired", own, front=ended))
    snapshot = Snapshot.build(load_library(base))
    address = Address.parse("faq:fired")
    assert "unless" in [one.name for one in composed(snapshot, address, FRESH).conditions]
    late = composed(snapshot, address, END)
    assert "unless" not in [one.name for one in late.conditions]
    assert CaveatKind.ENDED in [one.kind for one in late.caveats]


def test_a_source_names_the_sections_that_the_answer_rests_on(snapshot: Snapshot) -> None:
    answer = composed(snapshot, STAY, FRESH)
    titles = [source.title for source in answer.sources]
    assert "8 CFR 214.1, a print: 8 CFR 214.1(l)(2)" in titles
    assert "Federal Register, a proposal" in titles


def test_a_reader_is_told_both_days_of_a_translation_that_a_claim_left_behind(
    tmp_path: Path,
) -> None:
    base = volatile_base(tmp_path)
    words = "{{fact:grace-proposal|Una propuesta de 2026 los eliminaría}}"
    text = f'---\nquestion: ¿Puedo?\nsummary: "{words}."\nreviewed: 2026-11-20\n---\n'
    translate(base, text + "\n- Hay {{fact:grace-days}}.\n", "faq/stay.es.md")
    before = Snapshot.build(load_library(base)).composer.compose(STAY, FRESH, "es-ES")
    assert before is not None
    assert (before.language, before.behind) == ("es", None)
    assert before.summary == "Una propuesta de 2026 los eliminaría."
    sheet = base / "facts" / "volatile.toml"
    newer = sheet.read_text("utf-8").replace("as_of = 2026-09-11", "as_of = 2026-11-21")
    sheet.write_text(newer.replace("true_on = 2026-10-07", "true_on = 2026-11-21"), "utf-8")
    after = Snapshot.build(load_library(base)).composer.compose(STAY, FRESH, "es-ES")
    assert after is not None
    assert (after.language, after.behind) == ("en", date(2026, 11, 21))


@pytest.mark.parametrize(
    ("category", "written", "said"),
    [
        ("nonimmigrant", "no", "no"),
        ("nonimmigrant", "in practice", "yes, in practice"),
        ("nonimmigrant", "null", "no answer yet"),
        ("immigrant", "null", "does not arise"),
    ],
)
def test_a_comparison_prints_what_is_known_of_dual_intent_and_nothing_else(
    tmp_path: Path, category: str, written: str, said: str
) -> None:
    base = volatile_base(tmp_path)
    path = base / "visas" / "o-1a.md"
    text = path.read_text("utf-8").replace("dual_intent: true", f"dual_intent: {written}")
    path.write_text(text.replace("nonimmigrant", category), "utf-8")
    snapshot = Snapshot.build(load_library(base))
    found = compare(snapshot, (H1B, Key.parse("visa:o-1a")), FRESH)
    assert found is not None
    (row,) = [row for row in found.rows if "dual intent" in row.name]
    assert row.values == ("yes", said)
