"""The model reads only where it is the tested one, and near texts get near vectors."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from bot.semantic import model as module
from bot.semantic.graph import rows_first
from bot.semantic.model import DIMENSIONS, Model, ModelError, find_model
from bot.semantic.stage import check_installation

TABLE = "inner.embeddings.word_embeddings.weight"


def test_near_texts_have_near_vectors(model: Model) -> None:
    question = model.encode("may my wife have a job")
    near = float(question @ model.encode("can my spouse work"))
    far = float(question @ model.encode("what does premium processing cost"))
    assert near > far + 0.2


def test_a_vector_is_the_same_however_the_text_is_written(model: Model) -> None:
    vector = model.encode("How long does the H-1B last?")
    assert vector.shape == (DIMENSIONS,)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-3)
    assert np.array_equal(vector, model.encode("how long does the h-1b  LAST?"))


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_text_without_anything_to_read_has_no_direction(model: Model, text: str) -> None:
    assert not model.encode(text).any()


def test_a_long_text_is_read_as_far_as_the_limit(model: Model) -> None:
    words = "visa " * 500
    assert np.array_equal(model.encode(words), model.encode("visa " * 64))


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(find_model(None).read_bytes() + b"\0")
    with pytest.raises(ModelError, match="its SHA-256 must be") as refused:
        Model(find_model(tmp_path))
    assert refused.value.code == "model-changed"
    assert check_installation(tmp_path)[0] is False


def test_a_folder_with_the_model_will_do(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").symlink_to(find_model(None))
    assert find_model(tmp_path) == tmp_path / "model.onnx"


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"ALMANAC_MODEL names {tmp_path}"):
        find_model(tmp_path)


def test_an_installation_without_the_extra_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(module, "find_spec", missing)
    with pytest.raises(ModelError, match=r"pip install 'almanac\[semantic\]'") as refused:
        find_model(None)
    assert refused.value.code == "not-installed"
    sound, said = check_installation(None)
    assert sound
    assert said.startswith("words alone answer")


def test_looking_rows_up_first_changes_no_number() -> None:
    whole = find_model(None).read_bytes()
    lean = rows_first(whole, TABLE, "input_ids", "embedding")
    numbers = np.array([[101, 2129, 2146, 102]])
    given = {
        "input_ids": numbers,
        "attention_mask": np.ones_like(numbers),
        "token_type_ids": np.zeros_like(numbers),
    }
    first, second = (onnxruntime.InferenceSession(one).run(None, given)[0] for one in (whole, lean))
    assert np.allclose(first, second, atol=1e-5)


def test_another_graph_is_not_rewritten() -> None:
    with pytest.raises(ValueError, match="does not unpack"):
        rows_first(find_model(None).read_bytes(), "other.table", "input_ids", "embedding")
