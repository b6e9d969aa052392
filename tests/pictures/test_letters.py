"""Pictures say their words in every language that the bot speaks, with letters of their own."""

from pathlib import Path

import pytest

from bot.locale.catalogs import read_languages
from bot.locale.i18n import using_language
from bot.pictures.brush import Brush, text_width
from bot.pictures.gallery import Gallery
from bot.pictures.letters import can_write, runs
from bot.services.answering.illustrations import Illustrations
from bot.services.content.season import SHOWN_WITH
from bot.services.content.snapshot import SnapshotHolder
from tests.chat.conftest import NOON
from tests.looks.fonts import FOLDER, chinese_signs
from tests.support.knowledge.shipped import shipped_snapshot

SPOKEN = read_languages(Path(__file__).parents[2] / "bot" / "locale")


@pytest.mark.parametrize("name", SPOKEN)
async def test_a_picture_is_drawn_in_the_language_of_its_words(name: str) -> None:
    illustrations = Illustrations(SnapshotHolder(shipped_snapshot()), lambda: NOON, Gallery())
    with using_language(SPOKEN[name]):
        theirs = await illustrations.of(SHOWN_WITH[0])
    english = await illustrations.of(SHOWN_WITH[0])
    assert theirs is not None
    assert english is not None
    assert theirs.picture is not None
    assert english.picture is not None
    assert can_write(theirs.picture.alt)
    assert theirs.picture.png != english.picture.png


def test_the_fonts_have_every_sign_of_the_chinese_catalog() -> None:
    kept = (FOLDER / "chinese.txt").read_text("utf-8")
    missing = set(chinese_signs()) - set(kept)
    assert not missing, "run `python -m tests.looks.fonts`"


def test_a_script_without_letters_is_told_before_it_is_drawn() -> None:
    assert can_write("Gehalt: São Paulo – “Zürich”, वेतन, 薪资")
    assert not can_write("給與")
    assert not can_write("зарплата")


def test_a_line_of_two_scripts_is_divided_and_none_of_it_is_lost() -> None:
    text = "H-1B का मौसम, 2028"
    parts = list(runs(text))
    assert "".join(part for _font, part in parts) == text
    assert len({font for font, _part in parts}) == 2


def test_letters_leave_ink() -> None:
    blank = Brush(200, 40, "#000000").png()
    for text in ("á", "का", "薪"):
        brush = Brush(200, 40, "#000000")
        brush.text(4, 4, text, 24, "#ffffff")
        assert brush.png() != blank
        assert text_width(text, 24) > 4
