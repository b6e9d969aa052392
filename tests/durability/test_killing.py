"""A killed process loses nothing that it acknowledged; `make durability` asks for longer."""

from pathlib import Path

from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot
from tests.durability.forms import kill_while_forms_are_saved
from tests.durability.killing import Trial
from tests.support.base import small_base

ROUNDS = 3


async def test_nothing_acknowledged_is_lost_and_nothing_is_torn(tmp_path: Path) -> None:
    base = small_base(tmp_path / "base")
    (tmp_path / "data").mkdir()
    trial = Trial(tmp_path / "data", Snapshot.build(load_library(base)))
    for seed in range(ROUNDS):
        await trial.round(seed)
    assert trial.acknowledged


async def test_no_form_that_was_said_to_be_saved_is_lost(tmp_path: Path) -> None:
    assert await kill_while_forms_are_saved(tmp_path, rounds=1, seed=3)
