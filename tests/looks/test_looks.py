"""Without a browser nothing passes silently, and every command has a scene."""

import shutil
import sys

import pytest

from tests.looks.__main__ import UNAVAILABLE, main
from tests.looks.browser import NoBrowserError, chromium
from tests.looks.scenes import SCENES


async def test_where_there_is_no_chromium_one_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoBrowserError, match="install Debian's 'chromium'"):
        async with chromium():
            pass


def test_a_missing_browser_ends_with_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["looks", "help"])
    assert main() == UNAVAILABLE
    assert capsys.readouterr().err.count("\n") == 1


def test_a_scene_that_is_not_there_is_said_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["looks", "moon"])
    assert main() == 1
    said = capsys.readouterr().err
    assert "no scene 'moon'" in said
    assert all(name in said for name in SCENES)
