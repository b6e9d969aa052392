"""A card as plain text: all that it says, without its looks, and every control in reach."""

import re
from datetime import date
from typing import Any

import pytest
from discord import ButtonStyle, SelectOption, ui

from bot.chat.cards.card import card, render_answer, render_outcome
from bot.chat.cards.illustrated import illustration_items
from bot.chat.cards.quotation import quotation
from bot.chat.sending.limits import CONTENT
from bot.chat.sending.plain_text import in_plain_text, plain_view
from bot.kb.model.keys import Address
from bot.services.answering.answers import Answers
from bot.services.answering.illustrations import Illustration, Picture
from bot.services.content.outcomes import Unknown, WhichOne
from bot.services.content.snapshot import Snapshot
from tests.support.cards import labels, plain_text

ENDED = "One sentence was removed: its figure was valid until 23 Nov 2026. See the source."


def test_an_answer_begins_with_its_question_and_ends_with_its_source(snapshot: Snapshot) -> None:
    answer = snapshot.composer.compose(Address.parse("visa:h-1b/duration"), date(2026, 11, 24))
    assert answer is not None
    assert plain_text(render_answer(answer)).splitlines() == [
        "Answer · H-1B visa: duration",
        "H-1B time is normally limited to six years.",
        "- The first approval is for up to three years.",
        "- Time abroad can be claimed back.",
        "",
        "Source: USCIS · as of 7 Oct 2026 · [Open](<https://www.uscis.gov/h-1b>)",
        f"{ENDED} General information, not legal advice.",
    ]


def test_what_opens_the_menu_has_a_name_that_can_be_read_aloud(snapshot: Snapshot) -> None:
    answer = snapshot.composer.compose(Address.parse("visa:h-1b/duration"), date(2026, 11, 24))
    assert answer is not None
    ((_text, view),) = in_plain_text(render_answer(answer))
    assert view is not None
    assert labels(view.to_components()) == ["Helpful", "Follow up", "Sources and options"]


async def test_each_choice_is_named_beside_its_sentence(answers: Answers) -> None:
    which = answers.introduce(await answers.ask("can my spouse work"), "en-US")
    assert isinstance(which, WhichOne)
    text = plain_text(render_outcome(which, plain=True))
    assert text.startswith("“can my spouse work”\n\nWhich one do you mean?\n")
    assert "\n**O-3 visa: family**\nAn O-3 spouse cannot work" in text


async def test_no_looks_are_left(answers: Answers) -> None:
    for question in ("how long does h1b last", "can my spouse work", "bake bread"):
        text = plain_text(render_outcome(await answers.ask(question), plain=True))
        assert not re.search(r"^(#|-#|>)", text, re.M)


def test_a_question_is_quoted_harmlessly() -> None:
    unknown = plain_text(render_outcome(Unknown("*bake* @everyone")))
    assert "“\\*bake\\* \\@everyone”" in unknown


def test_a_picture_is_what_it_shows() -> None:
    shown = Illustration(("- Senior: $1",), picture=Picture(b"", "Pay of seniors: $1."))
    assert plain_text(card(illustration_items(shown))) == "Pay of seniors: $1."


def test_a_source_that_only_a_button_opens_is_written_out() -> None:
    button = ui.Button[Any](label="Open", url="https://example.org/long")
    section = ui.Section[Any](ui.TextDisplay("USCIS, read today"), accessory=button)
    ((text, view),) = in_plain_text(card([section]))
    assert text == "USCIS, read today, <https://example.org/long>"
    assert view is None


def test_what_is_longer_than_a_message_goes_on_in_the_next_and_nothing_is_lost() -> None:
    lines = [f"- Line {number} of many." for number in range(150)]
    texts = [text for text, _view in in_plain_text(card([ui.TextDisplay("\n".join(lines))]))]
    assert len(texts) == 2
    assert all(len(text) <= CONTENT for text in texts)
    assert "\n".join(texts).splitlines() == lines


def test_controls_stand_below_the_last_text_and_go_on_where_a_message_is_full() -> None:
    def select(number: int) -> ui.Item[Any]:
        return ui.ActionRow(ui.Select(custom_id=f"s{number}", options=[SelectOption(label="a")]))

    rows = [select(number) for number in range(7)]
    (first, above), (second, below) = in_plain_text(card([*rows, ui.TextDisplay("Choose.")]))
    assert (first, second) == ("Choose.", "More to choose from:")
    assert above is not None
    assert below is not None
    assert [len(above.children), len(below.children)] == [5, 2]


def test_a_quotation_can_be_read_back() -> None:
    button = ui.Button[Any](label="Send", custom_id="x", style=ButtonStyle.primary)
    text = plain_text(card([ui.TextDisplay(quotation("may I?")), ui.ActionRow(button)]))
    assert text == quotation("may I?", plain=True)


@pytest.mark.parametrize("count", [1, 25])
def test_a_view_takes_as_many_buttons_as_a_message(count: int) -> None:
    buttons = [ui.Button[Any](label="a", custom_id=f"{at}") for at in range(count)]
    assert len(plain_view(*buttons).children) == count
    with pytest.raises(ValueError, match=r"open space|maximum"):
        plain_view(*buttons, *[ui.Button[Any](label="a", custom_id=f"b{at}") for at in range(25)])
