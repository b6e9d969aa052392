"""Vectors are kept by what the texts say, and a bad cache costs time, not answers."""

from pathlib import Path
from threading import Event

import numpy as np
import pytest

from bot.semantic.learning import StoppedError
from bot.semantic.vectors import Vectors
from tests.semantic.conftest import Spelling

NEVER = Event()


def kept(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "meaning").iterdir()
    return file


def test_a_text_is_read_once_however_often_the_bot_starts(
    tmp_path: Path, spelling: Spelling
) -> None:
    first = Vectors(spelling, [tmp_path]).of(["a visa", "a job"], NEVER)
    again = Vectors(spelling, [tmp_path]).of(["a job", "a visa"], NEVER)
    assert np.array_equal(first[::-1], again)
    assert spelling.read == {"a visa": 1, "a job": 1}


def test_only_what_changed_is_read_again(tmp_path: Path, spelling: Spelling) -> None:
    Vectors(spelling, [tmp_path]).of(["a visa", "a job"], NEVER)
    Vectors(spelling, [tmp_path]).of(["a visa", "a new job"], NEVER)
    assert spelling.read == {"a visa": 1, "a job": 1, "a new job": 1}
    Vectors(spelling, [tmp_path]).of(["a job"], NEVER)
    assert spelling.read["a job"] == 2, "what no base has any more is not kept"


def test_the_vectors_of_another_model_are_not_taken(tmp_path: Path, spelling: Spelling) -> None:
    Vectors(spelling, [tmp_path]).of(["a visa"], NEVER)
    other = Spelling()
    other.name = "other"
    Vectors(other, [tmp_path]).of(["a visa"], NEVER)
    assert other.read == {"a visa": 1}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"not an archive at all"])
def test_a_broken_cache_is_made_anew(tmp_path: Path, spelling: Spelling, content: bytes) -> None:
    first = Vectors(spelling, [tmp_path]).of(["a visa"], NEVER)
    kept(tmp_path).write_bytes(content)
    assert np.array_equal(first, Vectors(spelling, [tmp_path]).of(["a visa"], NEVER))
    Vectors(spelling, [tmp_path]).of(["a visa"], NEVER)
    assert spelling.read["a visa"] == 2


def test_a_folder_that_cannot_be_written_costs_no_answer(
    tmp_path: Path, spelling: Spelling
) -> None:
    (tmp_path / "meaning").write_text("a file where the folder should be")
    assert Vectors(spelling, [tmp_path]).of(["a visa"], NEVER).shape == (1, 384)


def test_it_stops_between_two_texts(spelling: Spelling) -> None:
    stopping = Event()
    stopping.set()
    with pytest.raises(StoppedError):
        Vectors(spelling, []).of(["a visa"], stopping)
    assert not spelling.read
