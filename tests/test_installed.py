"""What is installed holds all that the commands need, as in the image, beside no checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.knowledge.base import small_base

ROOT = Path(__file__).parents[1]

_BUILD = "import sys; from flit_core.buildapi import build_wheel; build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the wheel, unpack it, and let Python find that before the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-c", _BUILD, str(folder)], cwd=ROOT, check=True)
    (wheel,) = folder.glob("almanac-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return {
        **os.environ,
        "PYTHONPATH": str(folder / "site"),
        "ALMANAC_DATA": str(folder / "data"),
        "ALMANAC_KNOWLEDGE": str(small_base(folder / "knowledge")),
        "ALMANAC_MODEL": "off",
        "ALMANAC_LOG_LEVEL": "error",
    }


def ran(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, *words]
    folder = Path(environment["PYTHONPATH"])
    done = subprocess.run(command, cwd=folder.parent, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_installed_tree_is_the_one_that_runs(environment: dict[str, str]) -> None:
    where = ran(environment, "-c", "import bot; print(bot.__file__)")
    assert where.startswith(environment["PYTHONPATH"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--version",), "almanac 0.1.0"),
        (("ask", "how long does h1b last"), "six years"),
        (("commands", "show", "--locale", "zh-CN"), "问题"),
        (("db", "upgrade"), "from version none to"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_every_file_that_a_command_reads_is_in_it(
    environment: dict[str, str], words: tuple[str, ...], says: str
) -> None:
    assert says in ran(environment, "-m", "bot", *words)
