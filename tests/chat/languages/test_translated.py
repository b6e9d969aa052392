"""Who reads another language gets the translation of an answer, and everybody the days of both."""

from pathlib import Path

import pytest
import simcord

from bot.chat.sending.languages import Languages
from bot.kb.reading.library import load_library
from bot.local.clients import in_languages
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from tests.chat.conftest import World
from tests.support.cards import choose, custom_id, options, text_of
from tests.support.forms import last, save
from tests.support.knowledge.base import small_base
from tests.support.language.pseudo import LOCALE, PseudoLanguages
from tests.support.language.speaking import speaks
from tests.support.language.translated import SPANISH, translate, translated_base

DURATION = "how long does h1b last"


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return translated_base(tmp_path / "translated")


@pytest.fixture
def snapshots(base: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(base)))


def card_of(result: simcord.InteractionResult) -> str:
    return text_of(last(result).components)


async def test_each_reads_an_answer_in_their_own_language(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        spanish = await world.ben.slash(world.channel, "ask", question=DURATION)
        english = await world.ana.slash(world.channel, "ask", question=DURATION)
    assert "Visa H-1B: ⟦duration⟧" in card_of(spanish)
    assert "La H-1B se limita normalmente a ⟦6 years⟧." in card_of(spanish)
    assert "⟦Translated from English.⟧" in card_of(spanish)
    assert "H-1B time is normally limited to six years." in card_of(english)
    assert "⟦" not in card_of(english)
    assert "Translated" not in card_of(english)


async def test_the_controls_below_a_translation_lead_on_in_its_language(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        result = await world.ben.slash(world.channel, "visa", name="=visa:h-1b")
        parts = custom_id(last(result).components, "1|links|on")
        await world.ben.select(last(result), ["visa:h-1b/duration"], custom_id=parts)
    assert "Visa H-1B: ⟦duration⟧" in card_of(result)
    assert "¿Puede venir mi familia?" in options(last(result).components, "⟦Related answers⟧")


async def test_what_nobody_translated_says_that_it_is_in_english(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        spanish = await world.ben.slash(
            world.channel, "ask", question="h1b premium processing cost"
        )
        compared = await world.ben.slash(world.channel, "compare", first="h1b", second="o1a")
        english = await world.ana.slash(world.channel, "compare", first="h1b", second="o1a")
    assert "-# ⟦This answer is in English.⟧" in card_of(spanish)
    title, note, *_rest = card_of(compared).splitlines()
    assert title.startswith("## ")
    assert note == "-# ⟦Some of this is in English.⟧", "before anything that it is about"
    assert "La **H-1B** se limita normalmente" in card_of(compared), "as far as it is translated"
    assert "in English" not in card_of(english)


async def test_everybody_sees_an_answer_in_the_language_of_the_server(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        family = "can i bring my family"
        public = await world.ben.slash(world.channel, "ask", question=family, show="everyone")
    with in_languages({}, server=LOCALE):
        private = await world.ana.slash(world.channel, "ask", question=DURATION)
        shared = await choose(world.ana, last(private), "Share here")
    assert "Can my family come with me?" in card_of(public)
    assert "H-1B visa: duration" in card_of(private)
    assert "Visa H-1B: ⟦duration⟧" in card_of(shared)


async def test_plain_text_is_in_the_language_of_its_reader(world: World) -> None:
    with in_languages(speaks(world.ben, LOCALE)):
        await world.ben.slash(world.channel, "my plain")
        result = await world.ben.slash(world.channel, "ask", question=DURATION)
    said = last(result).content
    assert "Visa H-1B: ⟦duration⟧⟧\nLa H-1B se limita normalmente a ⟦6 years⟧." in said
    assert "⟦Translated from English." in said


async def test_what_moderators_wrote_says_no_language(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    await save(world.moderator, opened, answer="Seis años, dice este servidor.", reason="here")
    with in_languages(speaks(world.ben, LOCALE)):
        result = await world.ben.slash(world.channel, "ask", question=DURATION)
    assert "Seis años, dice este servidor." in card_of(result)
    assert "English" not in card_of(result)


class TestBehind:
    """The original was checked after the translation."""

    @pytest.fixture
    def base(self, tmp_path: Path) -> Path:
        folder = small_base(tmp_path / "behind")
        translate(folder, SPANISH.replace("2026-11-20", "2026-05-01"))
        return folder

    async def test_the_english_text_is_shown_and_behind_dots_the_days_of_both(
        self, world: World
    ) -> None:
        with in_languages(speaks(world.ben, LOCALE)):
            result = await world.ben.slash(world.channel, "ask", question=DURATION)
            other = await world.ana.slash(world.channel, "ask", question=DURATION)
        assert "H-1B time is normally limited to six years." in card_of(result)
        with in_languages(speaks(world.ben, LOCALE)):
            menu = await world.ben.click(last(result), label="⋯")
        assert "its translation is older than the text" in card_of(result)
        assert (
            "translation on 1 de mayo de 2026, the English text on 1 de noviembre de 2026;"
            in card_of(menu)
        )
        assert "translation" not in card_of(other)
