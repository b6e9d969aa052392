"""The short form of `make scale`: two processes share servers, and one is killed now and then."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.scale.asking import Asking
from tests.scale.fleet import fill, fleet, guild_of
from tests.scale.killing import Killing
from tests.scale.memory import growth

GUILDS = [guild_of(number) for number in range(8)]


async def test_two_processes_lose_nothing_and_tell_nothing_twice_whichever_is_killed(
    postgres_template: SecretStr, tmp_path: Path
) -> None:
    async with fleet(
        tmp_path, processes=2, shards=1, guilds=GUILDS, template=postgres_template
    ) as several:
        await fill(several.database, GUILDS, entries=2)
        await several.start()
        killing = Killing(several, GUILDS[:2])
        await killing.prepare()
        for seed, gently in ((1, False), (2, True)):
            await killing.round(seed, gently=gently)
        await killing.until_told(1)
        killing.check()
        assert killing.corrections()
        asked = await Asking(several, GUILDS).pace(seconds=2, rate=20)
        assert len(asked.seconds) == 40


def test_what_goes_up_and_down_has_not_grown_and_what_stays_has() -> None:
    looks = [(300 + number % 5, 300 + number / 50) for number in range(500)]
    assert growth(looks) == [0, pytest.approx(0.03, abs=1e-3)]
