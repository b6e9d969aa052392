"""A killed process loses nothing that it acknowledged; `make durability` asks for longer."""

from pathlib import Path

from pydantic import SecretStr

from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot
from bot.storage.engine.places import Place
from tests.durability.forms import kill_while_forms_are_saved
from tests.durability.killing import Trial
from tests.support.knowledge.base import small_base
from tests.support.postgres import new_database

ROUNDS = 3


async def kill_again_and_again(place: Place, tmp_path: Path) -> None:
    base = small_base(tmp_path / "base")
    trial = Trial(place, Snapshot.build(load_library(base)))
    for seed in range(ROUNDS):
        await trial.round(seed)
    assert trial.acknowledged


async def test_nothing_acknowledged_is_lost_and_nothing_is_torn(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    await kill_again_and_again(tmp_path / "data", tmp_path)


async def test_nothing_is_lost_on_a_server_either(
    postgres_template: SecretStr, tmp_path: Path
) -> None:
    async with new_database(postgres_template) as address:
        await kill_again_and_again(address, tmp_path)


async def test_no_form_that_was_said_to_be_saved_is_lost(tmp_path: Path) -> None:
    assert await kill_while_forms_are_saved(tmp_path, rounds=1, seed=3)
