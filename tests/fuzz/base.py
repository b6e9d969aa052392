"""Corrupt files of the shipped base: loading yields a library or problems, never an exception."""

import random
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.kb.library import load_library
from bot.kb.problems import BrokenKnowledge
from bot.services.checking import check_base
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.shipped import KNOWLEDGE

TODAY = date(2026, 11, 29)


def run(rng: random.Random, until: Deadline) -> int:
    """Corrupt one file of a small part of the base at a time."""
    files = sorted(path for path in KNOWLEDGE.rglob("*") if path.suffix in {".md", ".toml"})
    shared = [path for path in files if path.suffix == ".toml"]
    tried = 0
    while not tried or not until.passed:
        chosen = rng.choice(files)
        data = rng.choice(_CORRUPTIONS)(chosen.read_bytes(), rng)
        name = chosen.relative_to(KNOWLEDGE)
        with tempfile.TemporaryDirectory() as folder:
            for path in (*shared, *rng.sample(files, 2)):
                _write(Path(folder) / path.relative_to(KNOWLEDGE), path.read_bytes())
            _write(Path(folder) / name, data)
            with attempt((str(name), data)):
                _load(Path(folder))
        tried += 1
    return tried


def _load(folder: Path) -> None:
    check_base(folder, TODAY)
    try:
        load_library(folder)
    except BrokenKnowledge as error:
        if not error.problems:
            raise FindingError("a broken base without a problem") from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join(lines[:at] + lines[at + rng.randint(1, 5) :])


_CORRUPTIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flipped, _cut)
