"""What is learned tells documents apart, the same every time."""

from threading import Event

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.semantic import learning
from bot.semantic.learning import StoppedError, learn


def directions(seed: int, size: int, each: int) -> tuple[NDArray[np.float32], list[int]]:
    """Draw vectors of length 1 around one middle for each document."""
    drawn = np.random.default_rng(seed)
    middles = drawn.normal(size=(size, 1, 32))
    found = (middles + 0.5 * drawn.normal(size=(size, each, 32))).reshape(size * each, 32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found.astype(np.float32), [number for number in range(size) for _ in range(each)]


@given(st.integers(0, 1000), st.integers(2, 8), st.integers(1, 4))
def test_every_phrasing_finds_its_own_document(seed: int, size: int, each: int) -> None:
    vectors, owners = directions(seed, size, each)
    learned = learn(vectors, owners, [1.0] * len(owners), size)
    assert (vectors @ learned).argmax(axis=1).tolist() == owners
    assert np.array_equal(learned, learn(vectors, owners, [1.0] * len(owners), size))


def test_learning_goes_on_though_the_first_steps_gain_little() -> None:
    vectors, owners = directions(5, 300, 3)
    learned = learn(vectors, owners, [1.0] * len(owners), 300)
    hits = (vectors @ learned).argmax(axis=1) == owners
    assert hits.mean() > 0.9
    assert np.abs(vectors @ learned).max() > 1


def test_what_counts_more_is_learned_better() -> None:
    vectors, owners = directions(1, 3, 2)
    light = learn(vectors, owners, [1.0] * 6, 3)
    heavy = learn(vectors, owners, [3.0, 3.0, 1.0, 1.0, 1.0, 1.0], 3)
    assert (vectors[0] @ heavy)[0] > (vectors[0] @ light)[0]


def test_learning_goes_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, owners = directions(3, 5, 3)
    whole = learn(vectors, owners, [1.0] * 15, 5)
    monkeypatch.setattr(learning, "_AT_ONCE", 4)
    assert np.allclose(learn(vectors, owners, [1.0] * 15, 5), whole, atol=1e-3)


def test_it_stops_between_two_steps() -> None:
    vectors, owners = directions(4, 3, 2)
    stopping = Event()
    stopping.set()
    with pytest.raises(StoppedError):
        learn(vectors, owners, [1.0] * 6, 3, stopping)


def test_one_document_alone_is_learned_too() -> None:
    vectors, owners = directions(2, 1, 3)
    assert np.isfinite(learn(vectors, owners, [1.0] * 3, 1)).all()
