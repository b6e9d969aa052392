"""What is learned tells documents apart, the same every time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.semantic.learning import learn


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


def test_what_counts_more_is_learned_better() -> None:
    vectors, owners = directions(1, 3, 2)
    light = learn(vectors, owners, [1.0] * 6, 3)
    heavy = learn(vectors, owners, [3.0, 3.0, 1.0, 1.0, 1.0, 1.0], 3)
    assert (vectors[0] @ heavy)[0] > (vectors[0] @ light)[0]


def test_one_document_alone_is_learned_too() -> None:
    vectors, owners = directions(2, 1, 3)
    assert np.isfinite(learn(vectors, owners, [1.0] * 3, 1)).all()
