"""Cards, comparisons, pictures and their controls speak the language of whoever reads them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.chat.cards.browsing import render_questions
from bot.chat.cards.card import render_answer
from bot.chat.cards.pages import page
from bot.chat.sending.languages import Languages
from bot.kb.reading.library import load_library
from bot.local.clients import in_languages
from bot.locale.i18n import Language, using_language
from bot.services.answering.answers import Answers
from bot.services.answering.illustrations import Picture, alt
from bot.services.content.season import next_season
from bot.services.content.snapshot import Snapshot
from tests.chat.cards.test_browsing import MANY
from tests.chat.cards.test_card import assert_fits, composed, longest
from tests.chat.conftest import NOON, World
from tests.services.content.test_season import season_base
from tests.support.cards import choose, custom_id, text_of, walk
from tests.support.discord.forging import press
from tests.support.forms import last
from tests.support.language.pseudo import (
    LOCALE,
    Bracketed,
    Longer,
    PseudoLanguages,
    said_by,
    unmarked,
)
from tests.support.language.speaking import speaks

DURATION = "how long does h1b last"
BREAD = "how do i bake bread"

COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"question": DURATION}),
    ("ask", {"question": BREAD}),
    ("ask", {"question": "can my spouse work"}),
    ("ask", {"question": "h1b premium processing cost"}),
    ("ask", {"question": "h1b or o1a"}),
    ("visa", {"name": "h1b"}),
    ("visa", {"name": "h1b", "part": "duration"}),
    ("role", {"name": "ml engineer"}),
    ("salary", {"role": "ml engineer", "level": "senior", "place": "Seattle", "offer": 150_000}),
    ("salary", {"role": "ml engineer", "level": "senior", "place": "Seattle", "offer": 900_000}),
    ("salary", {"role": "ml engineer", "level": "senior", "place": "Boston"}),
    ("faq", {}),
    ("compare", {"first": "h4", "second": "o3"}),
    ("compare", {"first": "h1b", "second": "h4", "third": "o3"}),
    ("compare", {"first": "h1b", "second": "h1b"}),
    ("compare", {"first": "h1b", "second": "ml engineer"}),
    ("compare", {"first": "h1b", "second": BREAD}),
    ("compare", {"first": "h1b", "second": "can my spouse work"}),
]


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


@pytest.fixture
def known(snapshot: Snapshot) -> set[str]:
    """List what the base says, and what people typed or are called."""
    asked = {str(value) for _, filled in COMMANDS for value in filled.values()}
    places = {"ml engineer, senior, Seattle", "ml engineer, senior, Boston", "Senior", "Seattle"}
    kept = set(said_by(snapshot.library, NOON.date()))
    titles = {link.title for link in snapshot.links.values()}
    return {*kept, *asked, *places, *titles, "ana", "ben", "Bay Area"}


def card_of(result: simcord.InteractionResult) -> Any:
    message = last(result)
    return [*message.components, {"type": 10, "content": message.content}]


def foreign(result: simcord.InteractionResult) -> bool:
    return "⟦" in str(card_of(result))


@pytest.mark.parametrize(("command", "filled"), COMMANDS)
async def test_each_reads_an_answer_with_its_controls_in_their_language(
    world: World, known: set[str], command: str, filled: dict[str, Any]
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        spanish = await world.ben.slash(world.channel, command, **filled)
        english = await world.ana.slash(world.channel, command, **filled)
    assert foreign(spanish)
    assert unmarked(card_of(spanish), known) == []
    assert not foreign(english)


@pytest.mark.parametrize(
    ("command", "filled"), [one for one in COMMANDS if one[0] in {"ask", "compare"}]
)
async def test_plain_text_is_in_the_language_of_its_reader(
    world: World, known: set[str], command: str, filled: dict[str, Any]
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        await world.ben.slash(world.channel, "my plain")
        result = await world.ben.slash(world.channel, command, **filled)
    assert foreign(result)
    # Commands stay as they are typed.
    assert unmarked(card_of(result), known) == []


@pytest.mark.parametrize(
    ("command", "filled"),
    [
        ("ask", {"question": DURATION}),
        ("ask", {"question": "h1b or o1a"}),
        ("salary", {"role": "ml engineer", "level": "senior", "place": "Seattle"}),
        ("compare", {"first": "h4", "second": "o3"}),
    ],
)
async def test_what_is_shared_is_in_the_language_of_the_server(
    world: World, known: set[str], command: str, filled: dict[str, Any]
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        private = await world.ben.slash(world.channel, command, **filled)
        shared = await choose(world.ben, last(private), "⟦Share here⟧")
    assert not shared.ephemeral
    assert not foreign(shared)
    with in_languages({}, server=LOCALE):
        other = world.guild.create_text_channel("other")
        private = await world.ana.slash(other, command, **filled)
        assert not foreign(private)
        shared = await choose(world.ana, last(private), "Share here")
        assert not shared.ephemeral
        assert unmarked(card_of(shared), known) == []


@pytest.mark.parametrize(
    ("command", "filled"), [one for one in COMMANDS if one[1].get("second") not in {"h1b", BREAD}]
)
async def test_what_everyone_sees_at_once_is_in_the_language_of_the_server(
    world: World, known: set[str], command: str, filled: dict[str, Any]
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        public = await world.ben.slash(world.channel, command, show="everyone", **filled)
        assert public.ephemeral == foreign(public), "what cannot be compared is for ben alone"
    with in_languages({}, server=LOCALE):
        public = await world.ana.slash(world.channel, command, show="everyone", **filled)
    if not public.ephemeral:
        assert unmarked(card_of(public), known) == []


async def test_the_words_of_a_picture_are_in_the_language_of_who_asks_for_them(
    world: World, known: set[str]
) -> None:
    filled = {"role": "ml engineer", "level": "senior", "place": "Seattle", "offer": 150_000}
    with in_languages(speaks(world.ben, LOCALE)):
        shown = await world.ben.slash(world.channel, "salary", **filled)
        spanish = await choose(world.ben, last(shown), "⟦Picture as text⟧")
        english = await world.ana.slash(world.channel, "salary", **filled)
    (picture,) = [item for one in walk(last(shown).components) for item in one.get("items", ())]
    assert "⟦Your offer: ⟦$150.000⟧ base pay⟧" in picture["description"]
    assert unmarked(card_of(spanish), known) == []
    assert "### ⟦What the picture shows⟧" in text_of(last(spanish).components)
    attached = [(one.url, one.description) for one in last(english).message.attachments]
    assert attached
    assert "⟦" not in str(attached)


async def test_the_picture_itself_stays_in_the_language_of_the_base(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    async def draw(_gallery: object, figures: Any) -> bytes:
        drawn.append(f"{figures.title} {list(figures.lines())}")
        return b""

    monkeypatch.setattr("bot.pictures.gallery.Gallery.draw", draw)
    with in_languages(speaks(world.ben, LOCALE)):
        await world.ben.slash(world.channel, "salary", role="ml engineer", offer=150_000)
        await world.ben.slash(world.channel, "salary", level="senior", place="Seattle")
    assert drawn
    assert "⟦" not in str(drawn)


async def test_an_answer_for_somebody_elses_message_is_passed_on_in_the_servers_language(
    world: World,
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        for text in (DURATION, "h1b duration"):
            asked = await world.ana.send(world.channel, text)
            picked = await world.ben.context_menu(world.channel, "Answer this", asked)
            told = await world.ben.click(last(picked), label="⟦Reply publicly⟧")
            assert last(told).content.startswith("⟦Posted: ")
            sent = world.channel.last_message
            assert sent is not None
            assert "Shared by ben" in sent.content + text_of(
                [one.to_dict() for one in sent.components]
            )
            assert "⟦" not in sent.content + str([one.to_dict() for one in sent.components])
        private = await world.ben.slash(world.channel, "ask", question=DURATION)
        shared = await choose(world.ben, last(private), "⟦Share here⟧")
    assert last(shared).content.startswith("⟦It is already here: ")


async def test_the_form_of_a_follow_up_is_in_the_language_of_who_opens_it(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        shown = await world.ben.slash(world.channel, "ask", question=DURATION)
        form = await world.ben.click(last(shown), label="⟦Follow up⟧")
        answered = await world.ben.submit_modal(form, {"question": "and the cost?"})
    assert form.modal is not None
    assert form.modal["title"] == "⟦Follow up⟧"
    assert unmarked(form.modal["components"]) == []
    assert "⟦Helpful⟧" in str(card_of(answered))


async def test_what_is_opened_from_a_card_is_in_the_language_of_who_presses(
    world: World, known: set[str]
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        english = await world.ana.slash(world.channel, "visa", name="h1b", show="everyone")
        parts = custom_id(last(english).components, "1|links|on")
        opened = await world.ben.select(last(english), ["visa:h-1b/duration"], custom_id=parts)
        listed = await world.ana.slash(world.channel, "compare", first="h1b", second="o1a")
        read = await world.ana.click(last(listed), label="O-1A visa")
    assert "⟦Answer · ⟦H-1B visa⟧: ⟦duration⟧⟧" in text_of(last(opened).components)
    assert unmarked(card_of(opened), known) == []
    assert not foreign(read)


async def test_an_answer_that_is_gone_says_so_in_the_language_of_who_presses(
    world: World, known: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        for identifier in (
            *("1|read|f:gone", "1|share|f:gone|abcdef12", "1|words|f:gone|"),
            *("1|compare|0123456789.0123456788||1", "1|compare-share|0123456789.0123456788|"),
            *("1|of|1|f:gone", "1|to|1|f:gone"),
        ):
            result = await press(world.ben, world.channel, identifier)
            assert foreign(result), identifier
        shown = await world.ben.slash(world.channel, "ask", question=BREAD)
        browse = custom_id(last(shown).components, "1|links|browse")
        monkeypatch.setattr(Answers, "show", lambda *_args, **_given: None)
        await world.ben.select(last(shown), ["visa:h-1b"], custom_id=browse)
        assert unmarked(card_of(shown), known) == []
        assert "### ⟦No longer here⟧\n⟦" in text_of(last(shown).components)


def test_many_questions_are_listed_by_topic_in_the_language_that_is_spoken() -> None:
    with using_language(Language(LOCALE, Bracketed())):
        for topic in (None, "visas"):
            card = render_questions(MANY, topic).to_components()
            named = (f"{name} {number}?" for name in MANY for number in range(30, -1, -1))
            assert unmarked(card, [*named, *MANY, "Visas", "Pay"]) == []


@pytest.mark.parametrize("words", ["word " * 1000 + "end", "x" * 5000])
def test_the_largest_card_fits_in_a_language_that_needs_more_room(words: str) -> None:
    with using_language(Language(LOCALE, Longer())):
        answer = replace(composed(longest(words)), disputed=True)
        for number in range(1, page(answer).count + 1):
            name = "x" * 99
            assert_fits(render_answer(answer, number=number, shared_by=name, reply_target=1))


def test_a_season_is_told_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    library = load_library(season_base(tmp_path))
    with using_language(Language(LOCALE, Bracketed())):
        season = next_season(library, date(2026, 11, 25))
        assert season is not None
        said = [season.caption, alt(season), *season.lines()]
    assert unmarked([{"type": 10, "content": line} for line in said]) == []
    assert "del 4 al 19 de marzo de 2026" in str(said)
    assert Picture(b"", said[1]).alt.startswith("⟦H-1B season for fiscal year 2028⟧")
