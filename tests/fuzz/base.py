"""Corrupt files of the shipped base: loading yields a library or problems, never an exception."""

import random
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library
from bot.services.editing.checking import check_base
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.knowledge.shipped import KNOWLEDGE

TODAY = date(2026, 11, 29)

_VALUES = (
    *("", "3", "-1", "0", "true", "null", "~", ".nan", "nan", "inf", "-inf", "1e999", "9" * 5000),
    *("0x" + "f" * 5000, "9999-12-31", "0001-01-01", "2026-02-30", "2026-01-01T00:00:00+23:59"),
    *(
        "12:30:45",
        "[]",
        "{}",
        "[[[]]]",
        "[" * 3000,
        "{a: " * 3000,
        "''",
        '"\\ud800"',
        "!!timestamp x",
    ),
    *("!!python/name:os.system", "*a", "&a", "<<", "=", "|", ">", "- x", "? x", "# x", "'" * 99),
    *(
        "https://[",
        "https:///x",
        "visa:",
        "visa:h-1b",
        "a" * 5000,
        "{{nope}}",
        "{{fact:premium-fee}}",
    ),
    *(
        "\u202e",
        "\ufeff",
        "\x00",
        "\u2028",
        "**",
        "[a](" * 900,
        "[" + "](" * 2000,
        "<@1>",
        "%YAML 9",
    ),
)
"""What a field may be given in the place of its value."""

_LINES = (
    *(
        "---",
        "...",
        "## duration",
        "## Duration",
        "##cost",
        "# x",
        "- x",
        "  - x",
        "> x",
        "```",
        "|",
    ),
    *("facts:", "facts: 3", "[facts]", "[[facts]]", "x = 3", "[a.b.c]", "sources: [1]", "asks: x"),
    *("a." * 3000 + "a = 1", "\t", "\x0c", "<!--", "[x]: https://x.de", "====", "retired = 3"),
)


def run(rng: random.Random, until: Deadline) -> int:
    """Corrupt one or two files of a small part of the base at a time."""
    files = sorted(path for path in KNOWLEDGE.rglob("*") if path.suffix in {".md", ".toml"})
    shared = [path for path in files if path.suffix == ".toml"]
    tried = 0
    while not tried or not until.passed:
        changed = {
            path.relative_to(KNOWLEDGE): corrupted(path.read_bytes(), rng)
            for path in rng.sample(files, rng.choice((1, 1, 2)))
        }
        with tempfile.TemporaryDirectory() as folder:
            for path in (*shared, *rng.sample(files, 2)):
                _write(Path(folder) / path.relative_to(KNOWLEDGE), path.read_bytes())
            for name, data in changed.items():
                _write(Path(folder) / name, data)
            with attempt({str(name): data for name, data in changed.items()}, seconds=30):
                _load(Path(folder))
        tried += 1
    return tried


def _load(folder: Path) -> None:
    checked = check_base(folder, TODAY)
    try:
        load_library(folder)
    except BrokenBaseError as error:
        if not error.problems:
            raise FindingError("a broken base without a problem") from error
    for problem in checked.problems:
        if not str(problem).isprintable():
            raise FindingError(f"a problem that is not one line: {problem.message!a}")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def corrupted(data: bytes, rng: random.Random) -> bytes:
    """Corrupt a file in up to four ways."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        data = rng.choice(_CORRUPTIONS)(data, rng)
    return data


def _flipped(data: bytes, rng: random.Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 4) if changed else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    """Leave out some lines."""
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines) + 1)
    return b"".join(lines[:at] + lines[at + rng.randint(1, 5) :])


def _shuffled(data: bytes, rng: random.Random) -> bytes:
    """Put a line, its own or a strange one, in another place, once or many times."""
    lines = data.splitlines(keepends=True)
    line = (
        rng.choice(lines) if lines and rng.random() < 0.5 else rng.choice(_LINES).encode() + b"\n"
    )
    at = rng.randrange(len(lines) + 1)
    return b"".join([*lines[:at], line * rng.choice((1, 1, 2, 500)), *lines[at:]])


def _retyped(data: bytes, rng: random.Random) -> bytes:
    """Give a field a value of another type."""
    fields = list(re.finditer(rb"(?m)^[ \w-]*(?::| =)(?= )(.*)$", data))
    if not fields:
        return data
    field = rng.choice(fields)
    value = rng.choice(_VALUES).encode("utf-8", "surrogatepass")
    return data[: field.start(1)] + b" " + value + data[field.end(1) :]


def _reindented(data: bytes, rng: random.Random) -> bytes:
    """Move lines to another depth."""
    lines = data.splitlines(keepends=True)
    for _ in range(rng.randint(1, 5) if lines else 0):
        at = rng.randrange(len(lines))
        lines[at] = b" " * rng.randrange(6) + lines[at].lstrip()
    return b"".join(lines)


def _recoded(data: bytes, rng: random.Random) -> bytes:
    """Write the text in another encoding, or with other line ends."""
    text = data.decode("utf-8", "replace")
    coding = rng.choice(
        ("utf-16", "utf-32", "utf-8-sig", "latin-1", "cp1251", "shift-jis", "\r\n", "\r")
    )
    if coding.isspace():
        return text.replace("\n", coding).encode("utf-8", "replace")
    return text.encode(coding, "replace")


_CORRUPTIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flipped, _cut, _shuffled, _retyped, _retyped, _reindented, _recoded),
)
