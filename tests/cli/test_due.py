"""`almanac kb due` lists what to look at again, with or without counts of what is read."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from bot.kb.model.keys import Key
from bot.services.ports.records import Counter
from bot.storage.opening import open_storage
from tests.cli.running import almanac
from tests.support.volatile import volatile_base


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = volatile_base(tmp_path / "knowledge")
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(folder))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return tmp_path / "data"


@pytest.mark.usefixtures("data")
def test_without_a_database_it_lists_what_is_quoted() -> None:
    said = almanac("kb", "due", "--before", "2027-01-15").stdout
    assert "2026-12-15  claim  fact:grace-days: 60 days" in said
    assert "in 1 answer, 8 CFR 214.1(l)(2), https://www.ecfr.gov/214.1" in said
    assert said.endswith("due before 2027-01-15: 2 claims, 0 entries, 0 paths\n")


def test_what_was_given_most_in_all_servers_comes_first(data: Path) -> None:
    data.mkdir()

    async def count() -> None:
        async with open_storage(data) as stores:
            for guild in (1, 2):
                key = Key.parse("faq:order")
                stores.counters.count(guild, date(2026, 11, 24), Counter.HIT, key)
            stores.counters.count(1, date(2026, 11, 24), Counter.GAP, Key.parse("faq:stay"))

    asyncio.run(count())
    found = json.loads(almanac("kb", "due", "--before", "2028-01-01", "--json").stdout)
    assert found["before"] == "2028-01-01"
    first = found["due"][0]
    assert (first["name"], first["served"], first["answers"]) == (
        "fact:order-end",
        2,
        ["faq:order"],
    )
    assert {one["served"] for one in found["due"][2:]} == {0}


@pytest.mark.usefixtures("data")
def test_a_day_that_is_none_is_refused() -> None:
    assert almanac("kb", "due", "--before", "soon").exit_code == 2
