"""The container holds to what was promised, as far as that shows without building it."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.services.ports.shards import read_shards
from bot.settings import Settings, variable

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@pytest.fixture
def service() -> dict[str, Any]:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    assert set(compose) == {"services", "volumes"}
    found: dict[str, Any] = compose["services"]["almanac"]
    return found


def test_every_setting_reaches_the_container(service: dict[str, Any]) -> None:
    settings = {variable(field) for field in Settings.model_fields} - {"DISCORD_TOKEN_FILE"}
    assert set(service["environment"]) == settings


def test_an_unset_setting_is_passed_as_nothing_which_counts_as_unset(
    service: dict[str, Any],
) -> None:
    passed = service["environment"].items()
    for name, value in passed:
        if name.startswith("ALMANAC_") and not value.startswith("/"):
            assert value == f"${{{name}:-}}"
    assert Settings.model_config["env_ignore_empty"]


def test_it_may_write_its_data_and_nothing_else(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["volumes"] == [f"data:{service['environment']['ALMANAC_DATA']}"]
    assert service["tmpfs"] == ["/tmp"]


def test_it_runs_without_privileges_below_an_init(service: dict[str, Any]) -> None:
    assert service["init"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    (user,) = re.findall(r"--uid (\d+)", DOCKERFILE)
    assert service["user"] == user


def test_it_is_given_longer_to_stop_than_it_takes(service: dict[str, Any]) -> None:
    from bot.stopping import LEAVE_AFTER

    assert float(service["stop_grace_period"].removesuffix("s")) > LEAVE_AFTER


def test_of_several_processes_each_has_its_shards_and_its_folder_and_all_one_database(
    service: dict[str, Any],
) -> None:
    several: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text("utf-8"))
    processes = [one for one in several["services"].values() if "build" in one]
    shards = [read_shards(one["environment"]["ALMANAC_SHARDS"]) for one in processes]
    assert len({one.count for one in shards}) == 1
    assert sorted(number for one in shards for number in one.numbers) == [*range(shards[0].count)]
    assert len({str(one["volumes"]) for one in processes}) == len(processes) > 1
    assert len({one["environment"]["ALMANAC_DATABASE"] for one in processes}) == 1
    alike = ("user", "read_only", "tmpfs", "cap_drop", "security_opt", "init", "stop_grace_period")
    for one in processes:
        assert {name: one[name] for name in alike} == {name: service[name] for name in alike}


def test_the_health_check_is_a_module_that_can_be_run() -> None:
    (module,) = re.findall(r'HEALTHCHECK .*CMD \["python", "-m", "([\w.]+)"\]', DOCKERFILE)
    assert callable(importlib.import_module(module).main)


def test_everything_that_is_copied_is_let_through() -> None:
    kept = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert {name for line in copied for name in line.split()} == kept
