"""A small base that the commands read, and a folder for their data."""

from pathlib import Path

import pytest

from tests.support.knowledge.base import small_base


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_base(tmp_path / "knowledge")
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(folder))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    # A developer's own `.env` stands in the checkout.
    monkeypatch.chdir(tmp_path)
    return folder
