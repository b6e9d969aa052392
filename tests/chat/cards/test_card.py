"""Any legal entry fits a card, and no word of it is lost over the pages."""

from dataclasses import replace
from datetime import date

import pytest
from discord import ui
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.cards.card import render_answer, render_outcome, render_topics
from bot.chat.cards.menu import render_menu
from bot.chat.cards.pages import page
from bot.chat.cards.small_print import UNREAD, linked_source
from bot.chat.sending import limits
from bot.chat.sending.plain_text import in_plain_text
from bot.chat.ui.actions import VERSION
from bot.kb.model.entries import DualIntent, Entry, Section, Visa
from bot.kb.model.facts import Source, Trust
from bot.kb.model.keys import SLUG_LIMIT, Address, Key, Kind
from bot.kb.model.lexicon import Lexicon
from bot.kb.model.limits import PART_LIMIT
from bot.kb.reading.library import Library
from bot.services.answering.several import MOST_NAMED
from bot.services.content.answer import Answer, Link
from bot.services.content.composing import Composer
from bot.services.content.outcomes import Choice, Closest, Offer, Outcome, Unknown, WhichOne
from tests.support.cards import halves, labels, text_of, walk
from tests.support.knowledge.entries import entries

TODAY = date(2026, 11, 24)
ALWAYS = ("Helpful", "Follow up", "⋯")


def composed(entry: Entry, section: str | None = None) -> Answer:
    """Compose an answer from a library of one entry."""
    library = Library({entry.key: entry}, {}, {}, Lexicon())
    answer = Composer.build(library).compose(Address(entry.key, section), TODAY)
    assert answer is not None
    return answer


def assert_fits(view: ui.LayoutView) -> None:
    """Count as Discord does, of the card and of the same as plain text."""
    for text, _controls in in_plain_text(view):
        assert 0 < len(text) <= limits.CONTENT
    components = view.to_components()
    everything = list(walk(components))
    assert sum(len(one.get("content", "")) for one in everything) <= limits.CARD_TEXT
    assert len(everything) <= limits.CARD_COMPONENTS
    identifiers = [one["custom_id"] for one in everything if "custom_id" in one]
    assert len(set(identifiers)) == len(identifiers)
    assert all(len(identifier) <= limits.CUSTOM_ID for identifier in identifiers)
    for one in everything:
        assert one.get("content", "x"), "Discord refuses an empty text"
        assert len(one.get("label", "")) <= limits.BUTTON_LABEL
        assert len(one.get("options", ())) <= limits.SELECT_OPTIONS
        for option in one.get("options", ()):
            assert 0 < len(option["label"]) <= limits.OPTION_LABEL
            assert len(option["value"]) <= limits.OPTION_LABEL


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_every_part_of_any_legal_entry_fits_a_card(entry: Entry) -> None:
    for section in (None, *(part.name for part in entry.sections)):
        answer = composed(entry, section)
        for number in range(1, page(answer).count + 1):
            assert_fits(render_answer(answer, number=number, shared_by="ana"))


def longest(words: str) -> Visa:
    """Make the largest entry that the schema allows."""
    words = words[:PART_LIMIT].strip()
    url = "https://example.com/" + "a" * 480
    return Visa(
        key=Key(Kind.VISA, "a" * SLUG_LIMIT),
        title="T" * 100,
        summary=words,
        reviewed=date(2020, 1, 1),
        review_every=1,
        sources=tuple(
            Source(title=words, url=f"{url}{n}", checked=TODAY, trust=Trust.SEED) for n in range(9)
        ),
        points=(words,) * 20,
        more="\n\n".join([words] * 20)[:PART_LIMIT].strip(),
        sections=tuple(
            Section(name=name, summary=words, points=(words,) * 9) for name in Visa.vocabulary
        ),
        code="X",
        category="nonimmigrant",
        dual_intent=DualIntent.NOT_CHECKED,
        dependents=(),
    )


@pytest.mark.parametrize(
    "words", ["word " * 1000 + "end", "x" * 5000, "**bold** `code` " * 300 + "e"]
)
def test_a_huge_entry_fits_and_loses_nothing_over_its_pages(words: str) -> None:
    answer = composed(longest(words))
    count = page(answer).count
    shown = "".join(page(answer, number).text for number in range(1, count + 1))
    said = "".join([answer.summary, *answer.points, answer.more])
    for letter in set(said) - {" ", "\n", "-", "*"}:
        assert shown.count(letter) == said.count(letter)
    for number in range(1, count + 1):
        assert_fits(render_answer(answer, number=number, shared_by="x" * 99))


def test_what_else_a_message_asks_stands_on_the_first_page_of_a_huge_entry_too() -> None:
    answer = composed(longest("word " * 1000 + "end"))
    also = [
        Choice(Address(Key(Kind.FAQ, f"other-{at}")), f"Other {at}? {'T' * 200}", 0.5, "Yes. " * 99)
        for at in range(MOST_NAMED)
    ]
    first = render_answer(answer, also=also)
    assert_fits(first)
    said, pressed = text_of(first.to_components()), labels(first.to_components())
    assert "Your message may also ask:" in said
    assert pressed[:2] == ["More", "Helpful"], "of the answer above, so that nobody rates another"
    assert [one[:8] for one in pressed[-MOST_NAMED:]] == ["Other 0?", "Other 1?"]
    assert "Yes." in said
    assert said.index("General information") < said.index("Your message may also ask:")
    assert "may also ask" not in text_of(render_answer(answer, also=also, number=2).to_components())


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("USCIS", "USCIS"),
        ("USCIS, H-1B Specialty Occupations: 8 U.S.C. 1184(g)(4)", "USCIS"),
        ("USCIS Policy Manual 2-D-4, spouses (2021)", "USCIS Policy Manual 2-D-4"),
        ("DHS final rule (Weighted Selection Process)", "DHS final rule"),
        ("8 CFR 214.2, rules of each class (2024 edition)", "8 CFR 214.2"),
        ("A name of one part that no card has room for", "A name of one part that no…"),
    ],
)
def test_a_source_is_named_by_whole_parts_of_its_name(title: str, shown: str) -> None:
    source = Source(
        title=title, url="https://x.gov", checked=date(2026, 10, 7), trust=Trust.OFFICIAL
    )
    assert linked_source(source).startswith(f"-# Source: {shown} · as of 7 Oct 2026")


def test_an_answer_without_a_source_says_so() -> None:
    answer = composed(longest("Words."))
    bare = render_answer(replace(answer, sources=())).to_components()
    assert "No source given. General information" in text_of(bare)
    assert "No source given" not in text_of(render_answer(answer).to_components())


def test_the_bullet_that_was_asked_for_stands_on_the_first_page_and_where_it_belongs() -> None:
    entry = longest("Words.").model_copy(
        update={"points": tuple(f"{n} {'x' * 90}" for n in range(9))}
    )
    answer = composed(entry)
    usual = page(answer)
    for bullet in (0, 8, 99):
        first = page(answer, bullet=bullet)
        added = f"\n- 8 {'x' * 90}" if bullet == 8 else ""
        assert (first.text, first.count) == (usual.text + added, usual.count)
    assert "- 8 x" in page(answer, 2).text
    card = render_answer(answer, bullet=8).to_components()
    assert "- 8 x" in text_of(card)


def test_more_and_back_turn_the_pages() -> None:
    answer = composed(longest("word " * 400 + "end"))
    first = render_answer(answer).to_components()
    second = render_answer(answer, number=2).to_components()
    assert labels(first) == ["More", *ALWAYS]
    assert labels(second) == ["Back", "More", *ALWAYS]


def test_an_overdue_and_unverified_answer_says_both_in_words() -> None:
    said = text_of(render_answer(composed(longest("Words."))).to_components())
    assert "Review overdue since 2 Jan 2020" in said
    assert "Not verified with an official source" in said


def test_a_line_divides_what_is_said_from_its_source_and_dates() -> None:
    said, small_print = halves(render_answer(composed(longest("Words."))).to_components())
    assert "Words." in said
    assert "Source" not in said
    assert "Source: " in small_print


def test_a_page_that_nobody_read_shows_no_day_and_stands_last() -> None:
    entry = longest("Words.")
    pages = ((Trust.BACKGROUND, "Unread"), (Trust.RELAYED, "Read"))
    sources = tuple(
        Source(title=name, url=f"https://example.com/{name}", checked=TODAY, trust=trust)
        for trust, name in pages
    )
    answer = composed(entry.model_copy(update={"sources": sources}))
    said = text_of(render_answer(answer).to_components())
    behind = text_of(render_menu(answer, share=True, picture=True, person=True).to_components())
    assert "Source: Read · as of 24 Nov 2026 · [Open](https://example.com/Read)" in said
    assert "Unread" not in said
    assert f"- [Unread](https://example.com/Unread), {UNREAD}" in behind


@given(st.text(max_size=4000))
@settings(max_examples=80)
def test_any_question_is_echoed_within_the_limits(question: str) -> None:
    address = Address(Key(Kind.FAQ, "a" * SLUG_LIMIT))
    choices = tuple(Choice(address, "T" * 200, 0.5) for _ in range(1))
    link = Link(address, "T" * 300)
    outcomes: list[Outcome] = [
        WhichOne(question, choices, 0.5),
        Closest(question, choices, 0.5),
        Unknown(question),
    ]
    for outcome in outcomes:
        assert_fits(render_outcome(outcome, browse=[link] * 500))


def test_a_hundred_topics_fit_one_card() -> None:
    links = [Link(Address(Key(Kind.FAQ, f"a{number}")), "T" * 300) for number in range(500)]
    assert_fits(render_topics("Topics", "Choose", links))


@pytest.mark.parametrize("basis", ["base", "total", "unstated"])
def test_an_offer_is_placed_in_words(basis: str) -> None:
    view = render_answer(composed(longest("Words.")), offer=Offer(90, 100, 200, basis))
    said = text_of(view.to_components())
    assert "Your offer of $90 is below this range ($100 to $200)." in said
    assert ("base or total" in said) is (basis == "unstated")


def test_every_control_names_its_action_and_the_version_of_its_id() -> None:
    view = render_answer(composed(longest("word " * 400 + "end")), number=2)
    dispatched = [one["custom_id"] for one in walk(view.to_components()) if "custom_id" in one]
    assert dispatched
    assert all(identifier.startswith(f"{VERSION}|") for identifier in dispatched)


async def test_a_drawn_view_is_finished_so_that_discord_py_does_not_keep_it() -> None:
    assert render_answer(composed(longest("Words."))).is_finished()
